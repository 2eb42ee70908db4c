"""Tables among the text of a column, and turned on pages of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from math import floor

from typeset.flow import Panel
from typeset.flow_tables import Table
from typeset.layout.setter import TextSetter
from typeset.layout.table_parts import LONE_ROW, Parts, Piece, parts_of
from typeset.layout.table_setting import set_table
from typeset.record import dataclass
from typeset.style.resolved import Grid, Style

TRIED = 5
"""So many cuts above the foot of a column are thought of."""

SHORT = 12.0
"""Each line of white under a part whose rows cannot be stretched to the foot."""


STRETCHED = 40.0
"""Times the square of the points by which each row of a part is made higher, to end at the foot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableElement:
    """A table in the galley of a band; ``index`` is its place in the flow.

    ``start`` is the grid lines of the least part that may begin it.
    """

    parts: Parts
    index: int
    start: int = field(init=False)
    best: int = field(init=False)
    most: int = field(init=False)

    def __post_init__(self) -> None:
        """Read the grid lines of the whole; parted it takes its head's once more."""
        parts = self.parts
        whole = parts.depth(0, parts.end)
        first = (n for n in range(1, parts.end) if parts.cuts[n].cost < LONE_ROW)
        object.__setattr__(self, "start", parts.depth(0, next(first, parts.end)))
        object.__setattr__(self, "best", whole)
        object.__setattr__(self, "most", whole + self.repeats)

    @property
    def least(self) -> int:
        """Grid lines of the whole."""
        return self.best

    @property
    def repeats(self) -> int:
        """Grid lines that every further part takes besides, for its label and its head."""
        parts = self.parts
        if parts.end == 1:
            return 0
        return 2 + floor((parts.lead(1) + parts.set.tops[parts.head]) / parts.set.grid.pitch)

    @property
    def table(self) -> Table:
        """The table itself."""
        return self.parts.set.table


def table_element(
    table: Table, index: int, measure: float, style: Style, setter: TextSetter
) -> TableElement:
    """The table set to a measure."""
    return TableElement(parts=parts_of(set_table(table, measure, style, setter)), index=index)


def ends(parts: Parts, first: int, room: int) -> Iterator[tuple[int, int, float]]:
    """Where a part from a cut on may end in so many lines: (cut, lines it takes, cost).

    One that its rows can be stretched to takes all the lines.
    """
    best = parts.fit(first, room)
    for last in range(min(best, parts.end - 1), max(first, best - TRIED), -1):
        depth, cost = parts.depth(first, last), parts.cuts[last].cost
        if parts.fills(first, last, room):
            yield last, room, cost + STRETCHED * parts.stretch(first, last, room) ** 2
        else:
            yield last, depth, cost + SHORT * (room - depth)


# -- turned ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePanel(Panel):
    """A part of a table turned sideways, on a page of its own."""

    piece: Piece


def turned_pages(table: Table, style: Style, setter: TextSetter) -> Iterator[TablePanel]:
    """The parts of a table turned sideways, each for a whole page.

    Its lines run along the page's height, so that is its measure.
    """
    grid = style.grid
    parts = parts_of(set_table(table, grid.height, style, setter))
    room = across(grid)
    first, number = 0, 1
    while first < parts.end:
        last = max(last_part(parts, first, room)[0], first + 1)
        lines = parts.depth(first, last)
        yield TablePanel(
            id=table.id if not first else "",
            design=table.look.design,
            lines=grid.lines,
            draws=(),
            columns=0,
            place="page-head",
            tag="",
            air=0,
            span=table.span,
            piece=Piece(parts, first, last, lines, number),
        )
        first, number = last, number + 1


def across(grid: Grid) -> int:
    """How many grid lines the width of the type area holds."""
    return max(1, floor((grid.width + grid.pitch - grid.zw) / grid.pitch))


def last_part(parts: Parts, first: int, room: int) -> tuple[int, int]:
    """The best end of a part from a cut on in so many lines, and the lines it takes.

    ``first`` and 0 if not even its least part fits.
    """
    whole = parts.depth(first, parts.end)
    if whole <= room:
        return parts.end, whole
    found = list(ends(parts, first, room)) if room > 0 else []
    last, lines, _ = min(found, key=lambda end: end[2], default=(first, 0, 0.0))
    return last, lines
