"""Bands with the white of our pages between them, exact to the point.

A grid line of Word begins higher than its em box on our pages, since Word puts the baseline at
four fifths of a line; a box that stands on so many grid lines has white above and below that
makes up for it. So text after a box is on the grid again, and the feet of columns are level.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from typeset.docx import frames, tables
from typeset.docx.body import empty, paragraph
from typeset.docx.draft import Draft
from typeset.docx.ground import ground_runs
from typeset.docx.styles import CARRIER, SECTION_END
from typeset.record import dataclass
from typeset.reflow import WORD_BASELINE, DataTable, Framed, Para, White
from typeset.style.resolved import Grid


def lead(grid: Grid) -> float:
    """How much further up a line of Word begins than the same line of the pages, in points."""
    return WORD_BASELINE * grid.pitch - grid.first_baseline


@dataclass(slots=True)
class Whites:
    """A section being written: ``owed`` is the white due before what comes next, in points."""

    grid: Grid
    draft: Draft
    owed: float = 0.0
    head: bool = False
    apart: bool = False  # a table placed on the page was just written

    def blocks(self, items: Iterable[Para | Framed | DataTable | White]) -> Iterator[str]:
        """The items as written, with the white between them."""
        for item in items:
            match item:
                case White():
                    self.owed += item.lines * self.grid.pitch
                    self.head = self.head or item.head
                case Para():
                    yield from self.before(item)
                    yield paragraph(item, self.draft)
                case DataTable():
                    yield from self.rest(CARRIER)
                    yield tables.data_table(item, self.draft)
                    self.owed = self._tail()
                case Framed():
                    yield from self._box(item)

    def before(self, para: Para) -> Iterator[str]:
        """The white before a paragraph that is still to be written."""
        if self.head and para.outline == 1:  # or Word drops the white that the heading brings
            self.owed, self.head = 0.0, False
            yield empty(self.draft.looks.gap(CARRIER, kept=True))
        yield from self.rest()

    def rest(self, least: float = 0.0) -> Iterator[str]:
        """What white is still due; ``least`` parts tables from each other."""
        self.owed = max(self.owed, least)
        if self.owed >= CARRIER:
            yield empty(self.draft.looks.gap(self.owed))
        self.owed, self.head, self.apart = 0.0, False, False

    def _box(self, item: Framed) -> Iterator[str]:
        if item.ground is not None:  # in a cell it would be placed from the cell
            yield empty(SECTION_END, content=ground_runs(item.ground, self.draft))
        if item.at is not None:
            if self.apart:
                yield empty(SECTION_END)
            yield frames.table(item, self.draft, floating=True)
            self.apart = True
            return
        self.owed += lead(self.grid)
        yield from self.rest(CARRIER)
        yield frames.table(item, self.draft, floating=False)
        self.owed = self._tail()

    def _tail(self) -> float:
        grid = self.grid
        return max(CARRIER, grid.pitch - (grid.em or grid.zw) - lead(grid))
