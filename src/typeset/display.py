"""Finished pages: marks at fixed places, and the structure that tells their reading order.

Backends read these and nothing else. Coordinates are points from the trim's top left
corner, y downwards. Painting order is the order of ``Page.marks``; reading order is the
order of the :class:`Element` tree, whatever the painting order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from typeset.color import Color
from typeset.diagnostics import NOWHERE, Span
from typeset.display_tables import CellTag, PlacedTable
from typeset.geometry import Path, Rect, Size
from typeset.model import pictures
from typeset.record import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GlyphRun:
    """Glyphs of one face, size and colour on one baseline: one object of parallel tuples.

    ``advances`` (points, along the line) already hold squeezing, gaps and justification;
    ``offsets`` (points) shift a glyph forward from its pen place without moving the pen
    (negative for an opening mark that lost its leading half); ``clusters`` are the source
    characters each glyph stands for ("" for the later glyphs of one cluster), so that the
    clusters joined are the run's text. ``face`` is the key of the face in the library.
    Everything is along the inline axis: horizontal or vertical is decided by
    :class:`Glyphs`.
    """

    face: str
    size: float
    color: Color
    gids: tuple[int, ...]
    advances: tuple[float, ...]
    offsets: tuple[float, ...]
    clusters: tuple[str, ...]
    span: Span = NOWHERE

    @property
    def width(self) -> float:
        """The sum of the advances, in points."""
        return sum(self.advances)

    @property
    def text(self) -> str:
        """The characters of the run as they would be copied."""
        return "".join(self.clusters)


Stance = Literal["", "upright", "turned", "cell"]
"""How the characters of a vertical line stand: upright one by one, turned clockwise with
their line, or upright side by side in one cell (纵中横); "" in horizontal lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRun:
    """A run on its line: ``x`` from the line's start edge, ``rise`` above the baseline.

    A run in a ``cell`` has its own glyphs' advances across the line, and takes ``room``
    points along it. ``base`` is the number of the ruby it carries in its paragraph, -1: none;
    ``names`` the id of the note whose mark it is; ``element`` the number of the run among
    those that are elements of their own (labels, links). ``marks`` are those of the index in it.
    """

    run: GlyphRun
    x: float
    rise: float = 0.0
    stance: Stance = ""
    room: float = 0.0
    base: int = -1
    names: str = ""
    element: int = -1
    marks: tuple[str, ...] = ()


NoteKind = Literal["dot", "line", "wave", "ruby", "bopomofo"]
Side = Literal["below", "above", "left", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A mark beside a line: emphasis dot, name line, reading of a character or word.

    ``x`` and ``width`` are points along the line, from its start edge; ``size`` that of the
    symbol, ``em`` that of the text it belongs to. ``level`` counts outwards from the text.
    ``first`` to ``last`` (not included) are the clusters it belongs to. A reading has
    ``runs``: of ruby along the note from its start; of bopomofo upright signs from the right
    edge of the character, with their rise above its baseline. ``base`` is its number.
    """

    kind: NoteKind
    side: Side
    x: float
    width: float
    size: float
    em: float
    color: Color
    first: int
    last: int
    level: int = 0
    text: str = ""
    runs: tuple[PlacedRun, ...] = ()
    base: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLine:
    """One line as set, not yet on a page.

    ``width`` is what it occupies from the measure's start edge (indent included), in
    points; ``ratio`` the stretch (positive) or squeeze (negative) used, as a share of what
    was available; ``last`` marks a paragraph's last line. ``gap`` is the mean white added
    per place by justification, in em of the body size. ``notes`` stand beside the text.
    ``em`` is the greatest text size of a vertical line, whatever its faces are scaled by.
    """

    runs: tuple[PlacedRun, ...]
    width: float
    ratio: float
    last: bool
    gap: float = 0.0
    span: Span = NOWHERE
    notes: tuple[Note, ...] = ()
    em: float = 0.0

    @property
    def text(self) -> str:
        """The characters of the line as they would be copied."""
        return "".join(placed.run.text for placed in self.runs)


# -- marks ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """A glyph run with its origin (x, y) on the baseline.

    ``vertical``: x is the line's centre and y the head of the first em box. ``turned``: set
    horizontally and turned clockwise by a right angle about its origin; ``rising``:
    anticlockwise, so that its line runs upwards.
    """

    run: GlyphRun
    x: float
    y: float
    vertical: bool = False
    turned: bool = False
    rising: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A filled path (non-zero winding)."""

    path: Path
    color: Color


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroked:
    """A stroked path, butt caps and mitre joins unless ``round``."""

    path: Path
    color: Color
    weight: float
    round: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """A picture in its frame, cut at the frame's edges; it stands upright on the page."""

    image: pictures.Image
    framing: pictures.Framing
    frame: Rect
    span: Span = NOWHERE

    @property
    def shown(self) -> Rect:
        """What of the frame it covers."""
        return pictures.shown(self.frame, self.image, self.framing)

    @property
    def laid(self) -> Rect:
        """Where the whole picture lies, parts outside the frame included."""
        return pictures.laid(self.frame, self.image, self.framing)

    @property
    def resolution(self) -> float:
        """Pixels to the inch as it is set."""
        return pictures.resolution(self.frame, self.image, self.framing)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipStart:
    """Until the matching :class:`ClipEnd` nothing paints outside the path."""

    path: Path


@dataclass(frozen=True, slots=True)
class ClipEnd:
    """Ends the innermost clip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkArea:
    """A place that leads to ``target`` (a URI, or ``#id`` of a destination)."""

    rect: Rect
    target: str
    element: int
    contents: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A place that links, references and the outline lead to."""

    id: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class TagOpen:
    """The marks up to :class:`TagClose` belong to the structure element with this id."""

    element: int


@dataclass(frozen=True, slots=True)
class TagClose:
    """Ends the marks of the element opened last."""


@dataclass(frozen=True, slots=True)
class ArtifactOpen:
    """The marks up to :class:`ArtifactClose` are no content: ground, rule, folio.

    ``Page`` is for printer's marks, outside the page proper.
    """

    kind: Literal["Layout", "Background", "Header", "Footer", "Page"] = "Layout"


@dataclass(frozen=True, slots=True)
class ArtifactClose:
    """Ends an artifact."""


Mark = (
    Glyphs | Filled | Stroked | Pictured | ClipStart | ClipEnd | LinkArea | Destination
    | TagOpen | TagClose | ArtifactOpen | ArtifactClose
)  # fmt: skip
# Every painting mark stands between TagOpen/TagClose or ArtifactOpen/ArtifactClose; these
# pairs do not nest. A clip pair stands wholly inside one of them.


# -- structure -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A node of the structure tree.

    ``kind`` is a PDF structure type (``Document Sect H1 P BlockQuote Div Figure`` …) or one
    of ours that the role map names (``PullQuote`` → BlockQuote, ``Title`` → P). An element
    that has marks of its own and children keeps them in painting order; one with children
    alone keeps the declared order. ``cell`` is what a ``TH`` or ``TD`` has besides.
    """

    id: int
    kind: str
    children: tuple[Element, ...] = ()
    alt: str = ""
    actual_text: str = ""
    language: str = ""
    title: str = ""
    cell: CellTag | None = None
    refers: int = 0  # the element that it tells of: an entry of contents, its heading
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    """One bookmark: it leads to the destination ``target``."""

    title: str
    target: str
    level: int = 1


# -- pages ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLine:
    """A body line on its page, for dumps, tests and click-to-source.

    Of a ``vertical`` line, ``baseline`` is the middle from the left, ``x`` its start from the
    head of the page. ``column`` is counted in the line's ``band``, whose frames the page has.
    """

    column: int
    baseline: float
    x: float
    line: SetLine
    block: str
    role: str
    vertical: bool = False
    band: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBand:
    """What a page holds of a band: its columns from its head to its foot, in trim coordinates.

    ``ends`` says that the band ends here, so that its columns end level.
    """

    frames: tuple[Rect, ...]
    ends: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedNote:
    """What a page holds of a note: its lines, from its beginning, to its end, or neither."""

    id: str
    mark: str
    place: str  # column, page or side
    begins: bool
    ends: bool
    lines: tuple[PlacedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBox:
    """A panel on its page."""

    rect: Rect
    design: str
    id: str
    anchor: str
    columns: tuple[int, int]  # first column, columns spanned
    contour: Path = ()  # what text runs around instead of the rectangle


@dataclass(frozen=True, slots=True)
class GridLines:
    """A page's grid: baselines ``pitch`` apart, the first ``first`` below the type area's head.

    Points; ``em`` is the size of the body. In vertical pages it is counted from the right edge.
    """

    pitch: float
    first: float
    em: float
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One finished page. ``type_area`` and the style's ``columns`` are in trim coordinates."""

    number: int
    folio: str
    side: Literal["odd", "even"]
    trim: Size
    bleed: float
    type_area: Rect
    columns: tuple[Rect, ...]
    marks: tuple[Mark, ...]
    lines: tuple[PlacedLine, ...] = ()
    boxes: tuple[PlacedBox, ...] = ()
    bands: tuple[PlacedBand, ...] = ()
    notes: tuple[PlacedNote, ...] = ()
    tables: tuple[PlacedTable, ...] = ()
    grid: GridLines | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The finished publication: what every backend reads."""

    pages: tuple[Page, ...]
    structure: Element
    outline: tuple[OutlineEntry, ...] = ()
    language: str = "zh-Hans-CN"
    title: str = ""
    rounds: int = field(default=1)
    folios: Mapping[str, str] = field(default_factory=dict)  # of the pages where ids begin
    right_to_left: bool = False  # bound at the right, as books in vertical setting are
