"""Pages for which the search finds no way: what comes next stands there all the same.

The search leaves no way out only where something is deeper than any page, or nearly so. Then
columns may fall short by any number of lines; and where even that finds nothing, the next thing
has a page for itself and runs over its foot. Either is told, at the thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import TYPE_CHECKING

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.layout.band import Asked, Portion
from typeset.layout.galley import BoxElement, TextElement
from typeset.layout.placed import (
    Cursor,
    Filled,
    Placed,
    PlacedBand,
    PlacedFloat,
    PlacedPanel,
    passed,
)
from typeset.layout.rows import BandRow, BreakRow, FullRow, Rows
from typeset.layout.steps import START, BoxStep, TableStep, TextStep
from typeset.layout.table_element import TableElement

if TYPE_CHECKING:
    from typeset.layout.search import PagePlan

TALLEST = 64
"""So many pages' depth are tried for one band's next part."""


def overfull(rows: Rows, cursor: Cursor) -> Filled:
    """The next thing alone on a page, whatever its depth; all notes that wait stand there."""
    clear = cursor._replace(carried=0)
    waiting = rows.floats[cursor.floats : cursor.floats + 1]
    ended = cursor.row == len(rows.rows)
    if waiting and (ended or passed(waiting[0], cursor)):
        after = clear._replace(floats=cursor.floats + 1)
        return Filled(0.0, after, (PlacedFloat(cursor.floats, 0),))
    if ended:
        return Filled(0.0, clear, ())
    here, below = rows.rows[cursor.row], Cursor(cursor.row + 1, START, (), cursor.floats)
    match here:
        case BreakRow():
            return Filled(0.0, below, ())
        case FullRow():
            return Filled(0.0, below, (PlacedPanel(cursor.row, 0),))
        case BandRow():
            return _band(rows, cursor, here)


def _band(rows: Rows, cursor: Cursor, here: BandRow) -> Filled:
    """As little of a band as there is a height for."""
    height = rows.grid.lines
    while height <= TALLEST * rows.grid.lines:
        for ends in (False, True):
            asked = Asked(cursor.place, cursor.pending, height, ends, inf, loose=True)
            for portion in here.band.filled(asked)[:1]:
                return _with(cursor, portion, ends=ends)
        height *= 2
    raise AssertionError(f"nothing of row {cursor.row} stands in {height} lines")


def _with(cursor: Cursor, portion: Portion, *, ends: bool) -> Filled:
    after = Cursor(cursor.row, portion.place, portion.pending, cursor.floats)
    if ends:
        after = Cursor(cursor.row + 1, START, (), cursor.floats)
    return Filled(0.0, after, (PlacedBand(cursor.row, 0, portion),))


# -- what is told ----------------------------------------------------------------------------------


def report_forced(plans: Sequence[PagePlan], rows: Rows, sink: Sink) -> None:
    """Say of each page that was forced what stands on it."""
    for plan in plans:
        where = next((span for placed in plan.placed for span in _spans(placed, rows)), NOWHERE)
        if plan.forced == "loose":
            sink.warn(
                "layout/page-forced",
                f"page {plan.number} could not be made up by the rules of pages: its columns fall"
                " short, or lines stand alone",
                where,
                "give the boxes here fewer lines or other places, or shorten the notes",
            )
        elif plan.forced == "overfull":
            sink.error(
                "layout/page-overfull",
                f"what stands on page {plan.number} is deeper than any page, and runs over its"
                " foot",
                where,
                "give it fewer lines, or break it into two",
            )


def _spans(placed: Placed, rows: Rows) -> Iterator[Span]:
    """The source places of what was placed."""
    if isinstance(placed, PlacedFloat):
        yield rows.floats[placed.number].panel.span
        return
    row = rows.rows[placed.row]
    if isinstance(row, FullRow):
        yield row.panel.span
    elif isinstance(row, BandRow):
        for element in row.band.galley.elements[_first_of(placed) :]:
            if isinstance(element, TextElement):
                yield element.paragraph.span
            elif isinstance(element, BoxElement):
                yield element.panel.span
            elif isinstance(element, TableElement):
                yield element.table.span


def _first_of(placed: PlacedPanel | PlacedBand) -> int:
    """The first element of a band's part."""
    if isinstance(placed, PlacedPanel):
        return 0
    chain, first = placed.portion.chain, placed.portion.place[0]
    while chain is not None:
        chain, step = chain
        first = step.element if isinstance(step, TextStep | BoxStep | TableStep) else first
    return first
