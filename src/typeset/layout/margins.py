"""Boxes in the outer margin, each beside the first line of the text it belongs to.

They take no room among the text. Where several come close they stand under one another; the
last ones are moved up so that none leaves the type area's depth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from typeset.column_set import ColumnSet
from typeset.diagnostics import Sink
from typeset.layout.makeup import PageMakeup, PanelOnPage, TextOnPage
from typeset.layout.rows import MarginBox, Rows
from typeset.record import dataclass

AIR = 1
"""Grid lines between two boxes in the margin."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A box, with the page and the grid line it would stand at."""

    box: MarginBox
    page: int
    row: int


def with_margins(pages: Sequence[PageMakeup], rows: Rows, sink: Sink) -> tuple[PageMakeup, ...]:
    """The pages with the boxes of their margins; too many for a page are an error at the first."""
    if not rows.margins:
        return tuple(pages)
    wanted = [_wanted(box, pages) for box in rows.margins]
    made = []
    for number, page in enumerate(pages):
        here = sorted((w for w in wanted if w.page == number), key=lambda w: (w.row, w.box.index))
        tops = _stacked([(w.row, w.box.panel.lines) for w in here], rows.grid.lines)
        if tops and min(tops) < 0:
            _report(here, sink)
        panels = tuple(_panel(w.box, max(0, top)) for w, top in zip(here, tops, strict=True))
        made.append(replace(page, panels=(*page.panels, *panels)) if panels else page)
    return tuple(made)


def _wanted(box: MarginBox, pages: Sequence[PageMakeup]) -> _Wanted:
    """Beside its anchor, or else beside the last text before it."""
    best: tuple[tuple[bool, int], int, int] | None = None
    for number, page in enumerate(pages):
        for on in page.texts:
            if on.first:
                continue
            named = bool(box.panel.anchor) and on.text.paragraph.id == box.panel.anchor
            rank = (named, on.index if on.index < box.index else -on.index)
            if best is None or rank > best[0]:
                best = rank, number, _row(on)
    return _Wanted(box, best[1] if best else 0, best[2] if best else 0)


def _row(on: TextOnPage) -> int:
    return on.rows[0] if on.rows else on.top


def _stacked(boxes: Sequence[tuple[int, int]], lines: int) -> list[int]:
    """The grid lines of boxes of so many lines, from those they ask for; negative: no room."""
    tops: list[int] = []
    foot = -AIR
    for row, depth in boxes:
        tops.append(max(row, foot + AIR))
        foot = tops[-1] + depth
    limit = lines
    for number in range(len(boxes) - 1, -1, -1):
        tops[number] = min(tops[number], limit - boxes[number][1])
        limit = tops[number] - AIR
    return tops


def _panel(box: MarginBox, top: int) -> PanelOnPage:
    columns = ColumnSet((box.panel.width,))
    return PanelOnPage(box.index, box.panel, (0, 1), top, columns, where="margin")


def _report(here: Iterable[_Wanted], sink: Sink) -> None:
    first, *_ = here
    panel = first.box.panel
    sink.error(
        "layout/margin-full",
        f"the margin beside '{panel.anchor}' has no room for all boxes that belong there",
        panel.span,
        "give some of them another place",
    )
