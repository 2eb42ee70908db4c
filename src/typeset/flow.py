"""The few primitives that blocks lower themselves into for fixed pages.

``blocks`` composes these, ``layout`` sets them. The engine sees nothing else: a heading, a
pull-quote or a metric panel is a :class:`Panel`, running text is a :class:`Paragraph`.
Both unions (:data:`FlowItem`, :data:`Draw`) are closed; match them with ``assert_never``.

A *band* is a run of consecutive items that are one column wide; the page maker fills the
columns with them and brings the column feet level. An item across all columns ends a band.
"""

from __future__ import annotations

from typing import Literal

from typeset.color import Color
from typeset.column_set import ColumnSet
from typeset.diagnostics import NOWHERE, Span
from typeset.flow_runs import END as END  # noqa: PLC0414
from typeset.flow_runs import THROUGH as THROUGH  # noqa: PLC0414
from typeset.flow_runs import Kern as Kern  # noqa: PLC0414 - flow is the door to all of these
from typeset.flow_runs import Label as Label  # noqa: PLC0414
from typeset.flow_runs import LineBreak as LineBreak  # noqa: PLC0414
from typeset.flow_runs import PageList as PageList  # noqa: PLC0414
from typeset.flow_runs import PageRef as PageRef  # noqa: PLC0414
from typeset.flow_runs import Run as Run  # noqa: PLC0414
from typeset.flow_runs import TextRun as TextRun  # noqa: PLC0414
from typeset.flow_runs import is_apart as is_apart  # noqa: PLC0414
from typeset.flow_tables import Table
from typeset.geometry import Path, Rect
from typeset.model.pictures import Framing, Image
from typeset.record import dataclass

# -- text -----------------------------------------------------------------------------------

WritingMode = Literal["horizontal-tb", "vertical-rl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text to be set in lines.

    ``role`` gives size, leading, indent and alignment; runs may name other roles of text.
    ``tag`` is the structure type (``P``, ``H1`` …). ``align`` overrides the role's.
    ``exact`` forbids the page maker to set it in more or fewer lines than is best.
    ``writing`` overrides the style's direction of lines (a folio in a vertical book).
    ``shape`` says how lines share the text: ``fill`` each as full as it can be, ``balance`` all
    alike; by default centred text is balanced. ``single_line`` forbids any break,
    ``justify_last`` brings the last line to the measure too. ``flush`` leaves the indent out:
    the paragraph goes on after something that interrupted it (CL-PA-02, CL-PA-10).
    ``around`` are elements it shares with its neighbours (kind, name), outermost first: a
    list, an item of it, which takes the paragraph's ``label``.
    ``keep_next`` lines of what follows stay under it; under a heading some always do.
    ``columns`` is the number of columns it spans (0: all), from ``first_column`` on: text over
    more than one column begins a band, as a :class:`Panel` does.
    """

    runs: tuple[Run, ...]
    role: str
    id: str = ""
    tag: str = "P"
    align: Literal["", "justify", "start", "center", "end"] = ""
    exact: bool = False
    writing: Literal["", WritingMode] = ""
    shape: Literal["", "fill", "balance"] = ""
    single_line: bool = False
    justify_last: bool = False
    flush: bool = False
    around: tuple[tuple[str, str], ...] = ()
    label: Label | None = None
    keep_next: int = 0
    columns: int = 1
    first_column: int = 0
    span: Span = NOWHERE


NotePlace = Literal["column", "page", "side"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """What a note says: its first paragraph begins with the run that names it.

    It stands at the foot of the column or page of its mark, or in the margin beside it.
    """

    id: str
    paragraphs: tuple[Paragraph, ...]
    place: NotePlace = "page"
    span: Span = NOWHERE


# -- drawings inside a panel ----------------------------------------------------------------

Origin = Literal["box", "trim", "trim-foot", "page"]
"""Where a draw's coordinates start: the box's top left corner; the trim's left edge at the
box's top; the trim's left edge at the trim's foot (y then is negative upwards); or the trim's
top left corner."""

Layer = Literal["ground", "drawing", "content"]
"""Painting order on a page: all grounds, then all drawings, then everything else."""

BleedEdge = Literal["head", "left", "right", "foot"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """A filled rectangle; each edge named in ``bleed`` runs on to the page's bleed edge."""

    x: float
    y: float
    width: float
    height: float
    color: Color
    bleed: frozenset[BleedEdge] = frozenset()
    origin: Origin = "box"
    layer: Layer = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight rule; ``x``, ``y`` is its start on its centre line."""

    x: float
    y: float
    dx: float
    dy: float
    weight: float
    color: Color
    bleed: frozenset[BleedEdge] = frozenset()
    origin: Origin = "box"
    layer: Layer = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A path filled, stroked, or both (fill first); one that bleeds reaches beyond the trim."""

    path: Path
    fill: Color | None = None
    stroke: Color | None = None
    weight: float = 0.0
    origin: Origin = "box"
    layer: Layer = "content"
    clip: Path = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Text at a fixed place: the first baseline is at ``baseline``, the measure is ``width``.

    ``fit`` are scale factors to try in order (1.0, .75 …) until the text needs no more than
    ``max_lines`` lines; if none does, that is an error at the paragraph's span.
    ``valign="middle"`` centres the lines on ``baseline`` instead (in their em boxes),
    ``foot`` puts the last one there.
    ``figure`` marks a headline number: what is drawn of the same data is read with it.
    ``otherwise`` is set in its place where it is too long at every size.
    ``phrases`` lets a smaller scale be taken at which its lines end where phrases do.
    ``leading`` is the distance of its lines where it is not the role's (at scale 1).
    Dots run from its last line to ``leader`` points from the origin (0: none).
    """

    paragraph: Paragraph
    x: float
    baseline: float
    width: float
    leading: float = 0.0
    max_lines: int = 0  # 0: any number
    fit: tuple[float, ...] = (1.0,)
    phrases: bool = False
    otherwise: tuple[Words, ...] = ()
    valign: Literal["baseline", "middle", "foot"] = "baseline"
    leader: float = 0.0
    figure: bool = False
    artifact: bool = False
    origin: Origin = "box"
    layer: Layer = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """One line of text on a field as wide as the text plus ``padding`` on either side."""

    paragraph: Paragraph
    x: float
    y: float
    height: float
    baseline: float
    padding: float
    color: Color
    artifact: bool = False
    origin: Origin = "box"
    layer: Layer = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture cut at its frame's edges, read by its ``alt``; ``decorative``: no content."""

    image: Image
    framing: Framing
    x: float
    y: float
    width: float
    height: float
    alt: str = ""
    decorative: bool = False
    bleed: frozenset[BleedEdge] = frozenset()
    origin: Origin = "box"
    layer: Layer = "content"
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Draws that are one figure, read by its ``alt`` alone: their words are artifacts.

    On a page of vertical lines they keep standing ``upright`` in this frame of the box.
    """

    draws: tuple[Fill | Line | Shape | Words, ...]
    upright: Rect | None = None
    alt: str = ""
    decorative: bool = False
    span: Span = NOWHERE


Draw = Fill | Line | Shape | Words | Plate | Picture | Group

# -- what flows ----------------------------------------------------------------------------

Place = Literal[
    "here",  # where it stands among the text
    "column-head",
    "column-foot",
    "band-foot",  # the foot of any column of the band: the page maker chooses
    "page-head",
    "page-foot",
    "page",  # a page for itself
    "spread",  # two facing pages
    "margin",  # the outer margin beside its anchor
]


Wrap = Literal["", "left", "right", "both"]
"""On which side of the column a box stands with text beside it; ``both``: text on either side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A box of whole grid lines: its height is ``lines`` × pitch less the last line's air.

    ``columns`` is the number of columns it spans (0: all of them), from ``first_column`` on
    where it spans several but not all. ``lines`` counts the
    grid lines it occupies, so a box of n lines is n × pitch − (pitch − em) points high.
    Draws are in painting order (within their layer); coordinates are points from
    ``origin``. ``tag`` is the structure type of the whole, "" makes it an artifact;
    ``repeats`` says that its words also stand in the running text.
    ``anchor`` names the block it belongs to. ``keep_next`` lines of what follows must
    stand on the same page. With ``wrap`` text runs beside the box, which is ``width`` points
    wide: around its rectangle, or around ``contour``, a closed path from its top left corner.
    Over several columns it stands across their gutters (``wrap`` both). ``covers_head`` is true
    for a field that bleeds off the head: it stands at the page's top and the running head is
    set in ``head_color`` (None: left out, with the folio). ``actual_text`` is the sentence read
    aloud instead of its parts. ``otherwise`` are designs to take, in this order, where its words
    do not fit.
    ``closes`` is how an official circular ends: a ``signature`` shares its page with text, a
    ``tail`` stands at the foot of the last page, ``tail-even`` of an even one; the ``back`` of
    a publication is its last page. A ``bare`` page bears neither running head nor folio.
    """

    id: str
    design: str
    lines: int
    draws: tuple[Draw, ...]
    columns: int = 1
    first_column: int = 0
    place: Place = "here"
    tag: str = "Div"
    repeats: bool = False
    anchor: str = ""
    keep_next: int = 0
    covers_head: bool = False
    head_color: Color | None = None
    to_foot: bool = False  # its ground runs to the page's foot: nothing but its own text follows
    alt: str = ""
    air: int = 1  # lines of white between a float and the text beside it
    wrap: Wrap = ""
    width: float = 0.0
    contour: Path = ()
    closes: Literal["", "signature", "tail", "tail-even", "back"] = ""
    otherwise: tuple[Panel, ...] = ()
    bare: bool = False
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """``lines`` of white between bands, at least ``least``; none at a page's head or foot."""

    lines: int
    least: int = 1


Side = Literal["any", "odd", "even"]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next item begins a page, ``blank`` pages later; ``side`` asks for an odd or even one."""

    side: Side = "any"
    blank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionStart:
    """Marks where a section begins: running head, outline entry, target of references.

    ``writing`` is the direction of its lines, "" as the style has it. On ``bare`` pages stands
    neither running head nor folio.
    """

    id: str
    title: str
    running_head: str
    level: int = 1
    writing: Literal["", WritingMode] = ""
    folio: str = ""  # the first of the folios that begin with it: i, 1
    bare: bool = False
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class ColumnsStart:
    """From here on text runs in these columns (None: those of the style)."""

    columns: ColumnSet | None = None


FlowItem = Paragraph | Panel | Space | PageBreak | SectionStart | ColumnsStart | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The whole publication, in reading order.

    ``filling`` is how pages are made up: with the feet of columns ``level``, or ``lines``, one
    column filled line by line to its foot, as official circulars are (``lines-carried``: with
    lines taken along by a signature). ``first`` is the number of the first page, where a
    publication is bound behind others.
    """

    items: tuple[FlowItem, ...]
    language: str
    title: str
    running_title: str = ""
    issuer: str = ""
    filling: Literal["level", "lines", "lines-carried"] = "level"
    first: int = 1
