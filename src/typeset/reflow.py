"""The primitives that blocks lower themselves into for reflowable, editable outputs (DOCX).

``blocks`` reflows into these, ``docx`` writes them; nothing here knows of Word. Styles are
named, never described: a paragraph carries the name of a role of the style spec, and the
writer makes one named style per role.
"""

from __future__ import annotations

from typing import Literal

from typeset.color import Color
from typeset.column_set import ColumnSet
from typeset.diagnostics import NOWHERE, Span
from typeset.flow import Fill, Line, Shape, Words, WritingMode
from typeset.model.pictures import Framing, Image
from typeset.record import dataclass
from typeset.reflow_lists import Level as Level  # noqa: PLC0414 - reflow is the door to these
from typeset.reflow_lists import Listed as Listed  # noqa: PLC0414

WORD_BASELINE = 0.8
"""Of an exact line's height, where Word and LibreOffice put the baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReRun:
    """Characters in one look; ``role`` names a role of text ("" = the paragraph's own).

    ``anchor`` identifies a figure of the text (``m-projects``) so that edits find home.
    ``size`` (points) and ``color`` differ from the role's: the writer makes a named style
    of its own for every such pair, derived from the role's (never direct formatting).
    ``part`` says which part of a box's data it draws: ``own.title``, ``0.value`` (row 0);
    a label made for a list item is the part ``label``.
    ``field`` is an instruction of Word's (``PAGEREF {id}``) of which the text is the result:
    ``{id}`` stands for the bookmark of a block, ``{label:id}`` for that of its label. What
    was ``made`` by the engine (a number, a cross reference) is no text of the content. A field
    over several paragraphs ``opens`` before one run and ``closes`` after another.
    ``note`` is what the run, which has no text, refers to.
    ``marks`` of the index are ids, whose labels' bookmarks go round the run, each with the
    instruction of a hidden field before it ("": none).
    ``reading`` stands above the run (ruby); ``emphasis_dots``, ``underline`` and ``language``
    are what the text says of itself, and so direct; so is ``upright`` in a vertical line.
    """

    text: str
    role: str = ""
    size: float | None = None
    color: Color | None = None
    script: Literal["", "sub", "sup"] = ""
    line_break: bool = False
    anchor: str = ""
    link: str = ""
    part: str = ""
    language: str = ""
    emphasis_dots: bool = False
    underline: Literal["", "single", "wave"] = ""
    reading: str = ""
    field: str = ""
    made: bool = False
    opens: str = ""
    closes: bool = False
    note: ReNote | None = None
    upright: bool = False
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReNote:
    """A note whose mark stands where the run is: its paragraphs, numbered by the office."""

    id: str
    paragraphs: tuple[Para, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule along a paragraph or a cell, ``gap`` points from its text."""

    side: Literal["top", "bottom"]
    weight: float
    color: Color
    gap: float = 0.0
    kind: Literal["single", "thick-thin", "thin-thick"] = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a paragraph stands that has an exact place, in points; ``name`` is its style's.

    ``first`` is how much further its first line begins than ``left`` (less: negative), ``stops``
    are tab stops from the margin. ``page`` begins a new page.
    """

    name: str
    before: float = 0.0
    after: float = 0.0
    leading: float = 0.0
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    stops: tuple[tuple[Literal["left", "right"], float], ...] = ()
    rule: Rule | None = None
    page: bool = False
    spread: bool = False  # its characters over the whole measure
    tracking: float = 0.0  # white after every character


@dataclass(frozen=True, slots=True, kw_only=True)
class Para:
    """One paragraph in the named role; ``id`` is the block's, for its anchor.

    ``outline`` is the heading level (0: body). ``number`` is a label before a heading's
    text in the role ``number_role`` (the section's plate), not part of the text; ``label``
    ``numbered`` headings are numbered by Word itself, as ``Reflow.headings`` has it, and so are
    the items of a list (``listed``). ``label``
    is one in the paragraph's own look (图3), after which white follows, and ``label_of`` the
    block it belongs to, whose references lead there. ``ground`` lies behind the paragraph.
    ``flush`` leaves the first line's indent out: it goes on after an interruption.
    ``opens`` is of a section's title: how far its baseline is below the head of its box on
    fixed pages (points), and how many grid lines that box occupies.
    """

    role: str
    runs: tuple[ReRun, ...]
    id: str = ""
    outline: int = 0
    number: str = ""
    number_role: str = ""
    numbered: bool = False
    listed: Listed | None = None
    label: tuple[ReRun, ...] = ()
    label_of: str = ""
    accent: Color | None = None
    align: Literal["", "justify", "start", "center", "end"] = ""
    size: float | None = None  # as in ReRun
    color: Color | None = None
    keep_next: bool = False
    across: bool = False  # over several columns
    tab: float = 0.0  # a right tab stop, points from the margin
    leaders: bool = False  # dots up to it
    flush: bool = False
    ground: Ground | None = None
    setting: Setting | None = None
    runs_in: bool = False  # what follows goes on in its line
    opens: tuple[float, int] | None = None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """One side of a cell or box: weight in points."""

    side: Literal["top", "bottom", "left", "right"]
    weight: float
    color: Color


@dataclass(frozen=True, slots=True, kw_only=True)
class Art:
    """A drawing placed as a picture: a named drawing of the style, or the logo.

    ``name`` is ``drawing:NAME`` or ``logo``; sizes in points; ``alt`` empty = decorative.
    """

    name: str
    width: float
    height: float
    alt: str = ""
    line: Color | None = None  # the drawing's colour (the logo's: None is its own colours)
    ground: Color | None = None  # what it stands on


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture file in a frame so large (points); ``alt`` empty = decorative."""

    image: Image
    framing: Framing
    width: float
    height: float
    alt: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture with its left upper corner on the page, in points."""

    x: float
    y: float
    what: Shown | Sketched


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A field behind the text over the page's whole width; a reader is told nothing of it.

    From the page's ``head`` it is ``height`` points high, with ``art`` at its foot. One that
    goes to the page's ``foot`` begins ``above`` its paragraph's first line and covers at least
    ``height``; ``art`` stands at the foot of the page. ``rule`` (points, colour) is its upper
    edge; a ``picture`` lies over it.
    """

    edge: Literal["head", "foot"]
    height: float
    above: float = 0.0
    fill: Color
    art: Art | None = None
    rule: tuple[float, Color] | None = None
    picture: Placed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketched:
    """A drawing in paths and words, of a size in points; ``alt`` empty = decorative."""

    name: str
    draws: tuple[Fill | Line | Shape | Words, ...]
    width: float
    height: float
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: ``width`` in points; empty ``content`` is a gutter."""

    width: float
    content: tuple[Para | Art | Shown | Sketched, ...] = ()
    fill: Color | None = None
    borders: tuple[Border, ...] = ()
    padding: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)  # top right bottom left
    valign: Literal["top", "center", "bottom"] = "top"
    span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; ``height`` in points (0: as its text needs), ``exact`` forbids growth."""

    cells: tuple[Cell, ...]
    height: float = 0.0
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """A box: a table with the named style ``style`` (one per design).

    ``wrap`` is ``float`` (text beside it) or ``flow`` (in the line of text). ``repeats``
    marks words that also stand in the text; ``id`` is its anchor. ``lines`` are the grid lines
    it occupies on fixed pages (0: as its rows need), ``ground`` lies behind it. ``stands`` is
    where it is to be found: at the foot of its columns, or at a page's head, if it can. ``side``
    is that of its column on which a box stands that was asked to have text beside it. A
    ``tight`` one has no white around it. ``at`` is the place of its top left corner on the page
    (points from the trim's), where it stands apart from the flow of text; ``rise`` how far it
    reaches above its lines. ``behind`` is a drawing that lies behind its text.
    One with a ``page_foot`` ends there, so many points from the page's head, whatever the text
    above it does.
    """

    style: str
    rows: tuple[Row, ...]
    width: float
    wrap: Literal["float", "flow"] = "flow"
    id: str = ""
    caption: str = ""
    description: str = ""
    repeats: bool = False
    lines: int = 0
    stands: Literal["", "foot", "head"] = ""
    side: Literal["", "left", "right", "center"] = ""
    ground: Ground | None = None
    tight: bool = False
    at: tuple[float, float] | None = None
    rise: float = 0.0
    behind: Sketched | None = None
    page_foot: float | None = None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class White:
    """So many grid lines of white between bands, as on our pages.

    At a page's ``head`` there is none, but what follows keeps the white of its own.
    """

    lines: float
    head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsChange:
    """From here on the text runs in ``columns`` columns; ``page`` also begins a new page.

    ``widths`` are the columns themselves where they are not the style's. ``landscape`` turns the
    pages it begins. ``writing`` is the direction of its lines, ``""`` the one they had. With no
    ``columns`` they stay as they are; ``side`` is that of the new page. A ``bare`` one bears
    neither header nor footer; with a ``folio`` pages are counted anew from it.
    Its pages have room for ``spare`` lines more than ours.
    No folios stand on the pages of an ``unnumbered`` one.
    """

    columns: int
    page: bool = False
    side: Literal["any", "odd", "even"] = "any"
    widths: ColumnSet | None = None
    landscape: bool = False
    unnumbered: bool = False
    writing: Literal["", WritingMode] = ""
    bare: bool = False
    folio: str = ""
    spare: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell of a table over so many rows and columns; ``number`` counts it in reading order.

    ``decimal`` says that its column is aligned on the decimal point, ``names`` what it heads.
    """

    row: int
    column: int
    number: int
    content: Para
    rows: int = 1
    columns: int = 1
    fill: Color | None = None
    borders: tuple[Border, ...] = ()
    names: Literal["", "column", "row", "both"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """A table of Word's own: ``caption`` and ``unit`` are paragraphs above, ``notes`` below it.

    ``widths`` of the columns in points; the first ``head`` of ``rows`` rows are repeated on every
    page. ``style`` names its design, ``padding`` is above and beside the text of cells.
    ``sideways`` puts it on pages in landscape.
    """

    id: str
    style: str
    widths: tuple[float, ...]
    rows: int
    head: int
    cells: tuple[GridCell, ...]
    borders: tuple[Border, ...] = ()
    padding: tuple[float, float] = (0.0, 0.0)
    caption: Para | None = None
    unit: Para | None = None
    notes: tuple[Para, ...] = ()
    description: str = ""
    full: bool = False
    sideways: bool = False
    span: Span = NOWHERE


ReflowItem = Para | Framed | ColumnsChange | DataTable | White


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflow:
    """The whole publication in reading order, with what stands in headers and footers.

    ``first_foot`` is a rule at the foot of the first page, ``foot_place`` points from the sheet's
    foot, and ``first_head`` the place of its
    first line from the page's head (of a letter). ``exact``: lines keep to no grid but their own.
    ``placed``: its white is that of our pages, and the writer adds none of its own; ``spare``
    lines more than there find room on a page.
    """

    items: tuple[ReflowItem, ...]
    running_title: str
    language: str
    first_foot: Setting | None = None
    foot_place: float | None = None
    first_head: float | None = None
    exact: bool = False
    headings: tuple[Level, ...] = ()
    placed: bool = False
    spare: float = 0.0
