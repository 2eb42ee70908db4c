"""The make-up: which lines and boxes stand where on which page, in grid lines and columns.

Nothing here is measured in points yet, and nothing is painted. Everything can be pickled.
"""

from __future__ import annotations

from typing import Literal

from typeset.column_set import ColumnSet
from typeset.flow import Panel, SectionStart
from typeset.flow_tables import Table
from typeset.geometry import Rect
from typeset.layout.frame import PageFrame
from typeset.layout.galley import TextElement
from typeset.layout.note_makeup import NoteBeside, NotesOnPage
from typeset.layout.table_parts import Piece
from typeset.record import dataclass
from typeset.text.measure import Measure


@dataclass(frozen=True, slots=True)
class TextOnPage:
    """Lines ``first`` to ``last`` of a paragraph set in ``lines``; ``top`` is a grid line.

    ``index`` is the paragraph's place in the flow. It stands in ``column`` of ``columns``, or
    over ``many`` of them; ``band`` is the number of its band on the page. Where lines differ
    in length, ``own`` is the measure and ``rows`` are the grid lines of these ones.
    """

    index: int
    text: TextElement
    lines: int
    first: int
    last: int
    column: int
    top: int
    columns: ColumnSet
    band: int = 0
    many: int = 1
    own: Measure | None = None
    rows: tuple[int, ...] = ()

    @property
    def measure(self) -> Measure:
        """The lengths of the paragraph's lines."""
        return self.own or Measure(self.columns.span(self.column, self.many))


@dataclass(frozen=True, slots=True)
class PanelOnPage:
    """A panel from grid line ``top``; ``run`` is the first column it spans, and how many.

    One that text runs around has an ``inset``: its left edge in the run, and its width. One
    outside the columns says ``where``: in the outer margin, or which half of a spread it is.
    """

    index: int
    panel: Panel
    run: tuple[int, int]
    top: int
    columns: ColumnSet
    inset: tuple[float, float] | None = None
    where: Literal["", "margin", "left", "right"] = ""

    def rect(self, frame: PageFrame) -> Rect:
        """Its place on the page."""
        height = frame.grid.box_height(self.panel.lines)
        y, width, area = frame.line(self.top), self.panel.width, frame.type_area
        match self.where:
            case "margin":
                return Rect(frame.outer_edge(width), y, width, height)
            case "left":
                return Rect(area.x, y, width, height)
            case "right":
                return Rect(area.right - width, y, width, height)
            case "":
                return frame.box(self.top, self.panel.lines, self.run, self.columns, self.inset)


@dataclass(frozen=True, slots=True)
class BandOnPage:
    """A band's part of a page: ``lines`` grid lines from ``top``.

    ``spans`` are what stands over several of its columns there: first column, columns, first
    grid line in the band, and the one under it.
    ``ends`` says that nothing of the band follows on a later page.
    """

    columns: ColumnSet
    top: int
    lines: int
    spans: tuple[tuple[int, int, int, int], ...] = ()
    ends: bool = True


@dataclass(frozen=True, slots=True)
class TableOnPage:
    """A part of a table from grid line ``top`` of its column, one of its band's ``columns``."""

    index: int
    table: Table
    piece: Piece
    column: int
    top: int
    columns: ColumnSet


@dataclass(frozen=True, slots=True)
class PageMakeup:
    """One page. ``opens`` are the sections that begin on it, with their grid lines.

    ``section`` is the one in force at the page's head (None before the first). Grid lines
    of a ``vertical`` page are counted from its right edge, columns from its head. No folio
    stands on an ``unnumbered`` page.
    """

    number: int
    texts: tuple[TextOnPage, ...]
    panels: tuple[PanelOnPage, ...]
    opens: tuple[tuple[SectionStart, int], ...]
    section: SectionStart | None
    vertical: bool = False
    bands: tuple[BandOnPage, ...] = ()
    unnumbered: bool = False
    notes: tuple[NotesOnPage, ...] = ()
    beside: tuple[NoteBeside, ...] = ()
    tables: tuple[TableOnPage, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the page: left so by a break to an odd or even page."""
        return not self.texts and not self.panels and not self.notes and not self.tables

    @property
    def bare(self) -> bool:
        """Whether it is a design, or of a section, that bears neither running head nor folio."""
        own = any(on.panel.bare for on in self.panels)
        return own or (self.section is not None and self.section.bare)

    def in_reading_order(self) -> list[TextOnPage | PanelOnPage | TableOnPage]:
        """All that stands on the page, in the order of the flow."""
        things: list[TextOnPage | PanelOnPage | TableOnPage]
        things = [*self.texts, *self.panels, *self.tables]
        return sorted(things, key=lambda thing: thing.index)

    @property
    def head_field(self) -> Panel | None:
        """The panel that bleeds off the page's head, if there is one."""
        return next((p.panel for p in self.panels if p.panel.covers_head), None)
