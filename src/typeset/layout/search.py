"""The page maker's search: the cheapest way to break the rows into pages.

Page by page, the cheapest few places at which a page may begin are kept, each with the way
that led there; :mod:`page_fill` says how one page may be filled from such a place. So the
choice looks ahead over the pages to come, and the work grows with their number.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Literal

from typeset.layout import costs
from typeset.layout.forced import overfull
from typeset.layout.page_fill import fill_loosely, fill_page
from typeset.layout.placed import Cursor, Placed
from typeset.layout.placement import Placement
from typeset.layout.portions import PortionMemo
from typeset.layout.rows import BandRow, FullRow, Row, Rows
from typeset.layout.steps import START
from typeset.progress import Event, Progress
from typeset.record import dataclass
from typeset.style.resolved import BoxRules

WIDTH = 6
"""Places at which a page may begin that are followed up, for each page."""

_FIRST = Cursor(0, START, (), 0)


Forced = Literal["", "loose", "overfull"]
"""How a page was filled for which there was no lawful way."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """What stands on one page, and where in the rows the page begins."""

    number: int
    cursor: Cursor
    placed: tuple[Placed, ...]
    carried: int = 0  # lines of notes that go on after it
    forced: Forced = ""


@dataclass(frozen=True, slots=True)
class _Way:
    """A chain of pages, newest first."""

    cost: float
    earlier: _Way | None
    page: PagePlan | None


def plan_pages(
    rows: Rows,
    facing: bool,
    progress: Progress,
    first: int = 1,
    rules: BoxRules | None = None,
) -> tuple[PagePlan, ...]:
    """The pages from number ``first`` on, at least cost.

    There is always a way: where none is found the page is ``forced``, and says so.
    """
    remaining = _remaining(rows)
    ways = {_FIRST: _Way(0.0, None, None)}
    best: _Way | None = None
    memo, placement = PortionMemo(), Placement(rows, rules or BoxRules(page_share=1), facing)
    number = first - 1
    while ways:
        number += 1
        memo.turn()
        progress(Event("layout", number, 0, f"page {number}"))
        reached = _one_page(rows, ways, number, placement, memo)
        if not reached and best is None:
            reached = _forced_page(rows, ways, number, facing, memo)
        done = [way for cursor, way in reached.items() if _finished(cursor, rows)]
        best = min([*done, *([best] if best else [])], key=lambda way: way.cost, default=None)
        ways = _promising(reached, rows, remaining, best)
    return _unwound(best)


def _one_page(
    rows: Rows, ways: dict[Cursor, _Way], number: int, placement: Placement, memo: PortionMemo
) -> dict[Cursor, _Way]:
    reached: dict[Cursor, _Way] = {}
    for cursor, way in ways.items():
        for filled in fill_page(rows, cursor, number, placement.facing, memo):
            cost = way.cost + costs.PAGE + filled.cost
            cost += placement.cost(filled.placed, number, way.page)
            known = reached.get(filled.next)
            if known is None or cost < known.cost:
                page = PagePlan(number, cursor, filled.placed, filled.next.carried)
                reached[filled.next] = _Way(cost, way, page)
    return reached


def _forced_page(
    rows: Rows, ways: dict[Cursor, _Way], number: int, facing: bool, memo: PortionMemo
) -> dict[Cursor, _Way]:
    """The page after the cheapest way so far, filled against the rules."""
    cursor, way = min(ways.items(), key=lambda each: (each[1].cost, each[0]))
    found = fill_loosely(rows, cursor, number, facing, memo)
    forced: Forced = "loose" if found else "overfull"
    filled = found[0] if found else overfull(rows, cursor)
    page = PagePlan(number, cursor, filled.placed, filled.next.carried, forced)
    return {filled.next: _Way(way.cost + costs.PAGE + filled.cost, way, page)}


def _finished(cursor: Cursor, rows: Rows) -> bool:
    whole = cursor.row == len(rows.rows) and cursor.floats == len(rows.floats)
    return whole and not cursor.carried


def _promising(
    reached: dict[Cursor, _Way], rows: Rows, remaining: tuple[float, ...], best: _Way | None
) -> dict[Cursor, _Way]:
    """The cheapest places, counting the pages that what is left will need."""
    ranked = []
    for cursor, way in reached.items():
        if _finished(cursor, rows):
            continue
        rank = way.cost + costs.PAGE * _left(cursor, rows, remaining) / rows.grid.lines
        if best is None or way.cost + costs.PAGE < best.cost:
            ranked.append((rank, cursor, way))
    ranked.sort(key=lambda entry: entry[:2])
    return {cursor: way for _, cursor, way in ranked[:WIDTH]}


def _remaining(rows: Rows) -> tuple[float, ...]:
    """Lines of page from each row to the end."""
    depths = [_depth(row) for row in reversed(rows.rows)]
    return tuple(accumulate(depths, initial=0.0))[::-1]


def _depth(row: Row) -> float:
    match row:
        case FullRow():
            return row.panel.lines + row.gap.lines
        case BandRow():
            return row.band.depth(START, ()) + row.gap.lines
        case _:
            return 0.0


def _left(cursor: Cursor, rows: Rows, remaining: tuple[float, ...]) -> float:
    waiting = sum(waiting.panel.lines for waiting in rows.floats[cursor.floats :])
    left = remaining[cursor.row] + waiting
    if cursor.place == START:
        return left
    row = rows.rows[cursor.row]
    if isinstance(row, BandRow):
        left -= row.band.depth(START, ()) - row.band.depth(cursor.place, cursor.pending)
    return left


def _unwound(way: _Way | None) -> tuple[PagePlan, ...]:
    pages: list[PagePlan] = []
    while way is not None and way.page is not None:
        pages.append(way.page)
        way = way.earlier
    return tuple(reversed(pages))
