"""The primitive of tables: cells of paragraphs in rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from typeset.color import Color
from typeset.diagnostics import NOWHERE, Span
from typeset.record import dataclass

if TYPE_CHECKING:
    from typeset.flow import Paragraph

TableAlign = Literal["start", "center", "end", "decimal", "justify", "distribute"]


@dataclass(frozen=True, slots=True)
class TableRule:
    """A rule of a table: weight in points."""

    weight: float
    color: Color


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLook:
    """How a table looks: rules (None: none), grounds, and white in cells, in points.

    ``padding`` is above and below a cell's lines, and at either side; ``edge`` that at the
    table's own sides. ``on_grid`` makes every row take whole grid lines. ``design`` is its name.
    """

    design: str
    top: TableRule | None = None
    head: TableRule | None = None
    foot: TableRule | None = None
    rows: TableRule | None = None
    columns: TableRule | None = None
    sides: TableRule | None = None
    head_ground: Color | None = None
    band_ground: Color | None = None
    stub_ground: Color | None = None
    padding: tuple[float, float] = (3.0, 5.0)
    edge: float = 5.0
    on_grid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """One column, as wide as its cells ask for unless something is said.

    At most one of a fixed ``width`` (points), a ``share`` of what is left, and a ``part`` of
    the measure (0 to 1).
    """

    align: TableAlign
    width: float | None = None
    share: float | None = None
    part: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """One cell from ``row`` and ``column`` (counted from 0) over so many of each.

    ``names`` says what it is the head of. ``point`` characters of a number in a column of
    numbers stand before its decimal point (-1: it is none). ``paragraph`` is None in an empty
    cell.
    """

    row: int
    column: int
    paragraph: Paragraph | None
    rows: int = 1
    columns: int = 1
    names: Literal["", "column", "row", "both"] = ""
    align: TableAlign = "start"
    point: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Cells in columns, in reading order; parted at its rows, ``head`` of them repeated.

    ``caption`` and ``unit`` stand above it, ``notes`` under it; where it goes on, ``continued``
    stands above its head; the first ``label`` characters of the caption are its number, made by
    the engine. ``spans`` is the number of columns of the page it spans (0: all);
    ``sideways`` turns it, on pages of its own.
    """

    id: str
    columns: tuple[TableColumn, ...]
    rows: int
    cells: tuple[TableCell, ...]
    look: TableLook
    head: int = 1
    caption: Paragraph | None = None
    label: int = 0
    unit: Paragraph | None = None
    continued: Paragraph | None = None
    notes: tuple[Paragraph, ...] = ()
    spans: int = 1
    sideways: bool = False
    span: Span = NOWHERE
