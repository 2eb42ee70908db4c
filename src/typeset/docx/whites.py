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
from typeset.docx.ground import behind, ground_runs
from typeset.docx.styles import CARRIER, SECTION_END
from typeset.record import dataclass
from typeset.reflow import WORD_BASELINE, DataTable, Framed, Para, Sketched, White
from typeset.style.resolved import Grid

_TIGHTER = 4.0
"""Points that the white over a box in a column gives up: text is set a little longer there."""


def lead(grid: Grid) -> float:
    """How much further up a line of Word begins than the same line of the pages, in points."""
    return WORD_BASELINE * grid.pitch - grid.first_baseline


@dataclass(slots=True)
class Whites:
    """A section being written: ``owed`` is the white due before what comes next, in points."""

    grid: Grid
    draft: Draft
    columns: bool = False
    owed: float = 0.0
    head: bool = False
    begun: bool = False
    headed: bool = False  # a heading was just written
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
                    self.begun, self.headed = True, bool(item.outline)
                case DataTable():
                    yield from self.rest(CARRIER if self.headed else max(self.grid.pitch, CARRIER))
                    yield tables.data_table(item, self.draft)
                    self.owed = self.grid.pitch
                    self.headed = False
                case Framed():
                    yield from self._box(item)

    def before(self, para: Para) -> Iterator[str]:
        """The white before a paragraph that is still to be written."""
        if self.head and para.outline == 1:  # or Word drops the white that the heading brings
            self.owed, self.head = 0.0, False
            yield empty(self.draft.looks.gap(CARRIER, kept=True))
        yield from self.rest()

    def rest(self, least: float = 0.0, drawing: Sketched | None = None) -> Iterator[str]:
        """What white is still due; ``least`` parts tables from each other.

        ``drawing`` is what lies behind the box that follows.
        """
        self.owed = max(self.owed, least)
        if self.owed >= CARRIER:
            drawn = behind(drawing, self.draft, None, self.owed) if drawing is not None else ""
            style = self.draft.looks.gap(self.owed, kept=drawing is not None)
            yield empty(style, content=drawn)
        self.owed, self.head, self.apart = 0.0, False, False

    def _box(self, item: Framed) -> Iterator[str]:
        if item.at is not None:
            yield from self._anchor(item)
        if item.ground is not None:  # in a cell it would be placed from the cell
            yield empty(SECTION_END, content=ground_runs(item.ground, self.draft))
        if item.at is not None:
            if item.behind is not None:
                drawn = behind(item.behind, self.draft, (item.at[0], item.at[1] + item.rise), 0.0)
                yield empty(SECTION_END, content=drawn)
            elif self.apart:
                yield empty(SECTION_END)
            yield frames.table(item, self.draft, floating=True)
            self.apart = True
            self.owed = self._tail() if item.rise else self.owed
            return
        if frames.floats(item, self.draft) and self.begun and not self.apart:
            yield from self.rest()
            yield frames.table(item, self.draft, floating=True)
            self.apart = True
            return
        self.headed = False
        self.owed += lead(self.grid) - _TIGHTER * self.columns
        yield from self.rest(CARRIER, item.behind)
        yield frames.table(item, self.draft, floating=False)
        self.owed = self._tail()

    def _anchor(self, item: Framed) -> Iterator[str]:
        """A paragraph before a table that is the first thing of its section.

        LibreOffice sets a table that begins a section in its line.
        """
        if self.head:
            self.head, self.owed = False, 0.0
            if item.rise:
                return
            yield empty(self.draft.looks.gap(CARRIER, kept=True))
        elif self.owed >= CARRIER:
            yield from self.rest()
        elif not self.begun and not item.rise:
            yield empty(SECTION_END)
        self.begun = True

    def _tail(self) -> float:
        grid = self.grid
        return max(CARRIER, grid.pitch - (grid.em or grid.zw) - lead(grid))
