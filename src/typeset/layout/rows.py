"""The flow as rows down the page: full-width panels, bands, and forced page breaks.

Full-width panels placed at a page's head or foot are no rows but :class:`FloatRow`: they
wait for a page after their anchor. White between rows belongs to the row below it.
"""

from __future__ import annotations

from typing import Literal

from typeset.column_set import ColumnSet
from typeset.flow import (
    Panel,
    SectionStart,
)
from typeset.layout.band import Band
from typeset.layout.note_room import Cited, NoteRoom
from typeset.record import dataclass
from typeset.style.resolved import Grid

WHOLE = ("page", "spread")
"""Places of floats that have a page for themselves, or two facing ones."""

FLOATS = ("page-head", "page-foot", *WHOLE)

LEFT, RIGHT = 1, 2
"""The halves of a float over a spread."""


@dataclass(frozen=True, slots=True)
class Gap:
    """White above a row in whole lines; it vanishes at a page's head."""

    lines: int = 0
    least: int = 0

    def over(self, other: Gap) -> Gap:
        """Both asked for at once: the greater of the two holds."""
        return Gap(max(self.lines, other.lines), max(self.least, other.least))


@dataclass(frozen=True, slots=True, kw_only=True)
class FullRow:
    """A panel across the columns; ``at_foot`` puts it on the last lines of the page."""

    panel: Panel
    index: int
    columns: ColumnSet
    gap: Gap = Gap()
    sections: tuple[SectionStart, ...] = ()
    field: int = 0
    at_foot: bool = False
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BandRow:
    """A band in columns of its own, with what spans some of them at its head if there is such.

    ``keep_next`` lines of what follows must stand on the page on which it ends.
    """

    band: Band
    keep_next: int = 0
    gap: Gap = Gap()
    sections: tuple[SectionStart, ...] = ()
    field: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakRow:
    """The next row begins a page of this side; after a ``blank`` page, if it asks for one."""

    side: Literal["any", "odd", "even"]
    blank: bool = False


Row = FullRow | BandRow | BreakRow


@dataclass(frozen=True, slots=True)
class FloatRow:
    """A panel for a page's head or foot, free to be placed once (row, element) has begun.

    Of one over a spread the ``half`` that stands on a page; 0: it is no such panel.
    """

    panel: Panel
    index: int
    row: int
    element: int
    columns: ColumnSet
    cited: tuple[Cited, ...] = ()
    half: int = 0


@dataclass(frozen=True, slots=True)
class MarginBox:
    """A panel for the outer margin, beside the text of its anchor."""

    panel: Panel
    index: int


@dataclass(frozen=True, slots=True)
class Rows:
    """What the page maker puts on pages.

    Rows of one ``field`` (not 0) stand on the ground of the panel that opens it, which runs
    to the page's foot: they share a page, and nothing follows them there.
    """

    rows: tuple[Row, ...]
    floats: tuple[FloatRow, ...]
    grid: Grid
    notes: NoteRoom
    margins: tuple[MarginBox, ...] = ()
