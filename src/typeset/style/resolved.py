"""The style as every later stage reads it: no inheritance, no units, no names unresolved.

Lengths are points, angles none, shares 0 to 1. ``resolve`` makes these from the spec.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Literal

from typeset.color import Color
from typeset.column_set import ColumnRule, ColumnSet, equal_columns
from typeset.diagnostics import NOWHERE, Span
from typeset.flow import WritingMode
from typeset.geometry import Size
from typeset.model.publication import Opens
from typeset.record import dataclass
from typeset.style.design import Design
from typeset.style.label import NONE, Label
from typeset.style.numbering import ListsSpec, Numbering
from typeset.style.tables import THREE_LINE, TableSpec

Align = Literal["justify", "start", "center", "end"]
Slot = Literal["han", "latin"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceChoice:
    """One face by its exact family name; ``scale`` is of the role's size.

    ``language`` is that of a run where it is not the text's: its forms are taken.
    """

    family: str
    weight: int = 400
    italic: bool = False
    scale: float = 1.0
    language: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """How one kind of text looks.

    ``tracking`` is in em of the size, ``indent`` (of the first line) in points; ``inset`` moves
    all lines in from the measure's start (a block quotation), ``hanging`` the lines after the
    first besides (凸排), both in points. ``faces``
    maps ``han`` and ``latin``; a role without ``latin`` takes Latin from its Han face.
    ``shape`` other than ``running`` sets it as a heading: even lines that end at marks and,
    with ``phrase`` auto, where phrases end (CL-HD-01).
    ``word_style`` and ``word_faces`` (east-asian, Latin) are what the DOCX names.
    """

    name: str
    faces: Mapping[Slot, FaceChoice]
    size: float
    leading: float
    color: Color
    tracking: float = 0.0
    indent: float = 0.0
    inset: float = 0.0
    hanging: float = 0.0
    align: Align = "justify"
    features: tuple[str, ...] = ()
    phrase: Literal["none", "auto"] = "auto"
    shape: Literal["running", "balanced", "trapezoid", "diamond"] = "running"
    tag: str = "P"
    word_style: str = ""
    word_faces: tuple[str, str] = ("", "")
    word_bold: bool = False
    outline: int = 0
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGeometry:
    """The sheet: ``gutter`` is the inner and ``edge`` the outer margin, in points.

    With ``facing`` pages the gutter is left on odd pages and right on even ones. The number
    of pages is a ``multiple`` (4 for one saddle-stitched section).
    """

    trim: Size
    bleed: float
    head: float
    foot: float
    gutter: float
    edge: float
    facing: bool = True
    multiple: int = 1

    def left(self, number: int) -> float:
        """The x of the type area on the page with this number, counted from 1."""
        return self.edge if self.facing and number % 2 == 0 else self.gutter


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The type area in whole characters and lines.

    Line i (from 0) has its em box at ``i * pitch`` below the type area's head and its
    baseline ``first_baseline`` further down. ``zw`` is the body size, one full-width em, or
    the cell where the characters fill a given width; ``em`` then is the body's size (0: ``zw``).
    ``widths`` are those of unequal columns in points (empty: all alike), ``rule`` the one
    between them.
    """

    chars: int
    lines: int
    columns: int
    gap: float
    pitch: float
    zw: float
    first_baseline: float
    widths: tuple[float, ...] = ()
    rule: ColumnRule | None = None
    em: float = 0.0

    @property
    def width(self) -> float:
        """Width of the type area."""
        return self.chars * self.zw

    @property
    def height(self) -> float:
        """Height of the type area: the last line has no air below it."""
        return self.box_height(self.lines)

    @property
    def column_width(self) -> float:
        """The measure of one column; of the narrowest where they differ."""
        if self.widths:
            return min(self.widths)
        return (self.width - (self.columns - 1) * self.gap) / self.columns

    @property
    def column_set(self) -> ColumnSet:
        """The columns of a band that asks for none of its own."""
        if self.widths:
            return ColumnSet(self.widths, self.gap, self.rule)
        return replace(equal_columns(self.columns, self.width, self.gap), rule=self.rule)

    @property
    def whole(self) -> ColumnSet:
        """One column as wide as the type area."""
        return ColumnSet((self.width,))

    def span_width(self, columns: int, first: int = 0) -> float:
        """Width of a box over so many columns (0: all of them), the first counted from 0.

        One of unequal columns is as wide as the narrowest, so that it fits any.
        """
        if columns == 1 and not first:
            return self.column_width
        return self.column_set.span(*self.column_set.run(first, columns))

    def box_height(self, lines: int) -> float:
        """Height of a box of so many grid lines."""
        return lines * self.pitch - (self.pitch - (self.em or self.zw))


OWN_GAP = -1.0
"""Stands for a language's own Han-Western gap, its least or its greatest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRules:
    """What the line breaker keeps to; names of ``reference`` terms (CLREQ levels and schemes).

    ``kinsoku`` is a level of the language's own, "" its default. ``autospace`` is the natural
    Han-Western gap in em, ``autospace_shrink`` and ``autospace_stretch`` its least and
    greatest, :data:`OWN_GAP` those of the language (none in Korean); ``autospace_extra`` are
    further characters that take it. ``para_open`` says where
    an opening mark of a paragraph stands: its ink flush with the indent (``trim``), untrimmed
    (``full``), or half an em to the left (``hang``). ``kaiming_gap`` is the white in em after a
    closing quote that ends a sentence (style kaiming); ``keep_stops`` forbids to squeeze full
    stops. ``breaking`` is total fit or line by line. ``hangul`` lets Korean words part
    (``syllable``) or not (``keep``), "" as the language has it; ``hyphenate`` lets Latin words
    part with a hyphen, by dictionary; no more than ``hyphen_ladder`` lines one after another
    end so if that can be helped (at most 3, 0: any number), nor does the last line of a column
    or page where ``hyphen_foot`` is "avoid". In vertical setting a run of
    up to ``tcy`` digits stands upright in one cell (纵中横, 0: none).
    """

    language: str = "zh-Hans-CN"
    kinsoku: Literal["", "none", "basic", "gb", "strict", "very-loose", "loose", "very-strict"] = ""
    punct: Literal["quanjiao", "kaiming", "banjiao", "hangmobanjiao", "none"] = "quanjiao"
    autospace: float = 0.25
    autospace_shrink: float = 0.125
    autospace_stretch: float = 1 / 3
    hang: Literal["none", "allow", "force"] = "none"
    writing_mode: WritingMode = "horizontal-tb"
    tcy: int = 0
    autospace_extra: str = ""
    para_open: Literal["trim", "full", "hang"] = "trim"
    kaiming_gap: float = 0.5
    keep_stops: bool = False
    breaking: Literal["total", "simple"] = "total"
    hangul: Literal["", "keep", "syllable"] = ""
    hyphenate: bool = False
    hyphen_ladder: int = 2
    hyphen_foot: Literal["avoid", "allow"] = "avoid"


Front = Literal["roman", "none", "counted"]
"""Folios before the text: i, ii, or none; ``counted``: the cover is page 1, and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Running head and folio. Baselines are distances from the trim's head and foot.

    The head is aligned with the outer edge. ``head_odd``/``head_even`` are templates over
    ``{issuer}``, ``{title}``, ``{section}``, ``{heading}`` and ``{last}``. The folio stands in a
    square plate of side ``folio_plate`` (0: none) at the outer edge, ``folio_inset`` from it;
    ``folio_outer`` tells odd from even pages also where margins do not. Neither is set before
    ``first_page``.
    """

    head_role: str = "running-head"
    head_baseline: float = 0.0
    head_odd: str = ""
    head_even: str = ""
    folio_role: str = "folio"
    folio_baseline: float = 0.0
    folio_plate: float = 0.0
    folio_color: Color | None = None
    folio_text: str = "{folio}"
    folio_numerals: Label = NONE
    folio_inset: float = 0.0
    folio_outer: bool = False
    front: Front = "roman"
    first_page: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FontSource:
    """Faces the project brings: files below the project's folder.

    ``language`` is the one whose forms they draw; ``fallback`` are families asked for what
    they lack; ``shift`` raises their glyphs (em), None: so that Han is centred as elsewhere.
    """

    family: str
    files: tuple[str, ...]
    language: str = ""
    fallback: tuple[str, ...] = ()
    shift: float | None = 0.0
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class FontSearch:
    """Where faces are sought besides: folders of the project, and the machine's own."""

    dirs: tuple[str, ...] = ()
    system: Literal["never", "fallback", "prefer"] = "fallback"
    span: Span = NOWHERE


OneDesign = Literal["any", "page", "spread"]
BoxStand = Literal["here", "foot", "head"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRules:
    """Where boxes may stand (DESIGN: a box may close a column but not open one)."""

    lines_after: int = 3  # text lines between a box and the column's foot, unless it closes it
    page_share: float = 0.35
    column_share: float = 0.6
    distance: int = 0  # text lines between two boxes of a column
    one_design: OneDesign = "any"  # a design stands once on a page, or once on a spread
    places: tuple[BoxStand, ...] = ("here", "foot")  # of boxes whose place is auto


NoteStand = Literal["column", "page", "section-end", "end", "side"]
NoteNumbers = Literal["circled", "plain", "bracket"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRules:
    """Notes: ``distance`` and ``rule`` (points) part those at a foot from the text.

    ``restart`` says where numbers begin again; ``gap`` is the white between mark and text in
    em of the note; ``width`` and ``beside`` (points) are of notes in the margin.
    """

    place: NoteStand = "page"
    numbers: NoteNumbers = "circled"
    restart: Literal["page", "section", "publication"] = "page"
    role: str = "note"
    mark: str = "note-mark"
    title: str = "注释"
    title_role: str = "heading-1"
    gap: float = 0.5
    distance: float = 7.875
    rule: float = 0.5
    rule_share: float = 1 / 3
    width: float = 79.0
    beside: float = 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Everything asked of the look, resolved."""

    page: PageGeometry
    grid: Grid
    rules: TextRules
    roles: Mapping[str, Role]
    palette: Mapping[str, Color]
    designs: Mapping[str, Design]
    furniture: Furniture
    boxes: BoxRules = BoxRules()
    numbering: Numbering = Numbering()
    lists: ListsSpec = ListsSpec()
    notes: NoteRules = NoteRules()
    fonts: tuple[FontSource, ...] = ()
    font_search: FontSearch = FontSearch()
    masthead: str = "masthead-flood"  # a design, or ""
    banner: str = "banner-plate"
    opens: Opens = "here"  # where sections begin
    tables: Mapping[str, TableSpec] = field(default_factory=lambda: {"three-line": THREE_LINE})
    table: str = "three-line"
    ink_limit: float = 300.0
    picture_resolution: float = 300.0
    chart_colors: tuple[str, ...] = ()  # names of the palette, one for each series
    files: tuple[str, ...] = ()  # presets and style files this was made from
