"""The style as it is written: one frozen dataclass for every mapping of ``style.yaml``.

Keys are the field names with hyphens (``word-style``). The typed loader fills these from
YAML after :mod:`typeset.style.extend` has merged presets and peers; :mod:`typeset.style.resolve`
turns them into points and inks. Nothing here computes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar, Literal, Self

from typeset.diagnostics import NOWHERE, Sink, Span, nearest
from typeset.flow import WritingMode
from typeset.geometry import MM
from typeset.model.columns import Widths
from typeset.model.nodes import Scalar
from typeset.record import dataclass
from typeset.style.design import Design
from typeset.style.label import Label
from typeset.style.numbering import ListsSpec, NumberingSpec
from typeset.style.resolved import (
    Align,
    BoxStand,
    Front,
    NoteNumbers,
    NoteStand,
    OneDesign,
)
from typeset.style.tables import TableSpec
from typeset.style.units import Em, Length, Name

# Trim sizes in millimetres; 大16开 as printers cut it today.
SHEETS: Mapping[str, tuple[float, float]] = {
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "B5": (176, 250),
    "大16开": (210, 285),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSize:
    """Trim size: a name (A3, A4, A5, B5, 大16开), ``210mm x 285mm``, or width and height."""

    width: Length
    height: Length
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {
        "anyOf": [{"enum": list(SHEETS)}, {"type": "string", "pattern": r"^\S+ *[x×] *\S+$"}]
    }

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read a sheet's name or ``width x height``; else the error ``style/sheet``."""
        text = scalar.text.strip()
        if text in SHEETS:
            width, height = (Length(mm * MM, "pt", scalar.span) for mm in SHEETS[text])
            return cls(width=width, height=height, span=scalar.span)
        parts = re.split(r"\s*[x×]\s*", text)
        if len(parts) == 2:
            sides = [Length.parse(Scalar(p, p, scalar.span), sink) for p in parts]
            if sides[0] is None or sides[1] is None:
                return None
            return cls(width=sides[0], height=sides[1], span=scalar.span)
        message = f"unknown sheet '{text}'; known are {', '.join(SHEETS)}, or 210mm x 285mm"
        sink.error("style/sheet", message, scalar.span, nearest(text, SHEETS))
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginsSpec:
    """The two margins that are chosen; foot and edge follow from the type area."""

    head: Length
    gutter: Length
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """The sheet: trim, bleed, margins, and whether pages face each other."""

    size: SheetSize | tuple[Length, Length]
    margins: MarginsSpec
    bleed: Length = field(default=Length(3.0, "mm"))
    facing: bool = True
    multiple: int = 1  # blank pages at the end bring the count to a multiple of this
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class GridSpec:
    """The type area in whole characters of the body and whole lines.

    With ``width`` the characters fill it, cells a little narrower or wider than the body's
    size; with ``height`` the lines do, from the first em box's head to the last one's foot.
    """

    chars: int
    lines: int
    line: Length  # the pitch from one baseline to the next
    width: Length | None = None
    height: Length | None = None
    columns: int = 2
    widths: Widths | None = None  # of unequal columns, in characters
    gutter: Length = field(default=Length(2.0, "zw"))  # white between columns
    rule: Name | None = None  # colour of a rule between columns
    baseline: Em = field(default=Em(0.88))  # of the first line, below the head of its em box
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class ColorSpec:
    """An ink: exactly one of cmyk, gray, spot (with fallback), mix or same.

    ``mix: [name, ground, share]`` is a flat mix, ``same: name`` another name's ink. A bare
    word is short for ``same``.
    """

    cmyk: tuple[float, float, float, float] | None = None
    gray: float | None = None
    spot: str = ""
    fallback: ColorSpec | None = None
    tint: float = 100.0
    mix: tuple[Name, Name, float] | None = None
    same: Name | None = None
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {"type": "string"}

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read a bare word as another colour's name."""
        name = Name.parse(scalar, sink)
        return None if name is None else cls(same=name, span=scalar.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceSpec:
    """One face by its exact family name; a bare word is a family at weight 400."""

    family: Name
    weight: int = 400
    italic: bool = False
    scale: float = 1.0  # of the role's size
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {"type": "string"}

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read a bare word as a family's name."""
        name = Name.parse(scalar, sink)
        return None if name is None else cls(family=name, span=scalar.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacesSpec:
    """Faces by script. Without ``latin``, Latin is taken from the Han face."""

    han: FaceSpec | None = None
    latin: FaceSpec | None = None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSpec:
    """How one kind of text looks; ``extends`` names the role it differs from."""

    extends: str = ""
    faces: FacesSpec | None = None
    size: Length | None = None
    leading: Length | None = None
    tracking: Em = field(default=Em(0.0))
    indent: Length = field(default=Length(0.0))  # of the first line; zw are of the role's own size
    inset: Length = field(default=Length(0.0))  # of all lines
    hanging: Length = field(default=Length(0.0))  # of the lines after the first
    align: Align = "justify"
    color: Name = field(default=Name("ink"))
    features: tuple[str, ...] = ()  # OpenType features switched on
    phrase: Literal["none", "auto"] = "auto"  # whether lines end where phrases do
    shape: Literal["running", "balanced", "trapezoid", "diamond"] = "running"  # of headings
    tag: str = "P"
    word_style: str = ""
    word_faces: tuple[str, str] = ("", "")  # east-asian, Latin
    word_bold: bool = False
    outline: int = 0  # heading level, 0 for none
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesSpec:
    """What the line breaker keeps to; see :class:`typeset.style.resolved.TextRules`."""

    language: str = ""  # the publication's, where nothing is said
    kinsoku: Literal["", "none", "basic", "gb", "strict", "very-loose", "loose", "very-strict"] = ""
    punct: Literal["quanjiao", "kaiming", "banjiao", "hangmobanjiao", "none"] = "quanjiao"
    autospace: Em | None = None  # the Han-Western gap; the language's own where nothing is said
    autospace_shrink: Em | None = None
    autospace_stretch: Em | None = None
    hang: Literal["none", "allow", "force"] = "none"
    writing_mode: WritingMode = "horizontal-tb"
    tcy: int = 2  # digits that stand upright in one cell of a vertical line
    autospace_extra: str = ""  # further characters that take the Han-Western gap
    para_open: Literal["trim", "full", "hang"] = "trim"  # an opening mark at a paragraph's start
    kaiming_gap: Em = field(default=Em(0.5))
    keep_stops: bool = False  # full stops are not squeezed
    breaking: Literal["total", "simple"] = "total"
    hangul: Literal["", "keep", "syllable"] = ""
    hyphenate: bool = False  # Latin words may part with a hyphen, by dictionary
    hyphen_ladder: int = 2  # lines one after another that end so, up to 3; 0: any number
    hyphen_foot: Literal["avoid", "allow"] = "avoid"  # the last line of a column or page
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadSpec:
    """The running head, over ``{issuer}``, ``{title}``, ``{section}``, ``{heading}``, ``{last}``.

    ``{heading}`` and ``{last}`` are the first and the last upper heading on the page.
    """

    baseline: Length  # from the trim's head
    role: Name = field(default=Name("running-head"))
    odd: str = "{section}"
    even: str = "{title}"
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class FolioSpec:
    """The folio at the outer edge, in a square plate (side ``plate``, 0 for none)."""

    baseline: Length  # from the trim's foot
    role: Name = field(default=Name("folio"))
    plate: Length = field(default=Length(0.0))
    color: Name | None = None  # of the plate
    text: str = "{folio}"  # such as — {folio} —, or 第{folio}页 共{pages}页
    numerals: Label | None = None  # the first folio as a sample: 1, 一, i
    inset: Length = field(default=Length(0.0))  # from the outer edge of the type area
    outer: bool = False  # even pages left and odd ones right, also where margins do not mirror
    front: Front = "roman"  # on pages between a cover and the text, which then begins at 1
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureSpec:
    """What stands on every page from ``first-page`` on."""

    head: HeadSpec
    folio: FolioSpec
    first_page: int = 2
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionsSpec:
    """How sections begin, unless their front matter says otherwise."""

    opens: Literal["here", "page", "left", "right"] = "here"
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxesSpec:
    """Where boxes may stand."""

    lines_after: int = 3  # lines of text between a box and its column's foot
    page_share: float = 0.35  # the most of a page that boxes may take
    column_share: float = 0.6  # the most of one column of a band
    distance: int = 0  # lines of text between two boxes of a column
    one_design: OneDesign = "any"  # a design of one column once on a page, once on a spread
    places: tuple[BoxStand, ...] = ("here", "foot")  # for boxes whose place is auto
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesSpec:
    """Notes: where they stand, how they are numbered, and how they look."""

    place: NoteStand = "page"  # the foot of page or column, a section's or the text's end, beside
    numbers: NoteNumbers = "circled"  # ①, 1 or [1]
    restart: Literal["", "page", "section", "publication"] = ""  # "": as the place asks
    role: Name = field(default=Name("note"))
    mark: Name = field(default=Name("note-mark"))
    title: str = ""  # over notes at an end; "": 注释, as the language has it
    title_role: Name = field(default=Name("heading-1"))
    gap: Em = field(default=Em(0.5))  # between the mark and the note, in em of the note
    distance: Length = field(default=Length(0.75, "zw"))  # least white over notes at a foot
    rule: Length = field(default=Length(0.5))  # weight of the line over them, 0 for none
    rule_share: float = 1 / 3  # of their measure
    width: Length = field(default=Length(28.0, "mm"))  # of notes in the margin
    beside: Length = field(default=Length(4.0, "mm"))  # between the text and those
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Shift:
    """How far a family's glyphs are raised: ``auto`` (to the common height), or em."""

    em: float | None
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {"anyOf": [{"const": "auto"}, Em.SCHEMA]}

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read ``auto`` or a share of the type size."""
        if scalar.text.strip() == "auto":
            return cls(None, scalar.span)
        raised = Em.parse(scalar, sink)
        return None if raised is None else cls(raised.value, scalar.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class FontSpec:
    """Faces that the project brings: a family and its files below the project's folder."""

    family: str
    files: tuple[str, ...]
    lang: str = ""  # whose forms of characters they draw, such as zh-Hant
    fallback: tuple[str, ...] = ()  # families asked for what they lack
    shift: Shift = field(default=Shift(0.0))
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class FontSearchSpec:
    """Where faces are sought besides: folders of the project, the machine's own faces."""

    dirs: tuple[str, ...] = ()
    system: Literal["never", "fallback", "prefer"] = "fallback"
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleSpec:
    """A whole style. ``extends`` names a preset: gov-report, gazette or booklet."""

    page: PageSpec
    grid: GridSpec
    palette: dict[str, ColorSpec]
    roles: dict[str, RoleSpec]
    furniture: FurnitureSpec
    extends: str = ""
    rules: RulesSpec = RulesSpec()
    boxes: BoxesSpec = BoxesSpec()
    numbering: NumberingSpec = NumberingSpec()
    lists: ListsSpec = ListsSpec()
    notes: NotesSpec = NotesSpec()
    fonts: tuple[FontSpec, ...] = ()
    font_search: FontSearchSpec = FontSearchSpec()
    designs: dict[str, Design] = field(default_factory=dict)
    masthead: Name = field(default=Name("flood"))  # a design masthead-NAME, or none
    banner: Name = field(default=Name("plate"))  # a design banner-NAME
    tables: dict[str, TableSpec] = field(default_factory=dict)  # designs of tables
    table: Name = field(default=Name("three-line"))  # the design of a table that names none
    sections: SectionsSpec = SectionsSpec()
    ink_limit: float = 300.0  # total area coverage, percent
    chart_colors: tuple[str, ...] = ("accent", "gold", "blue", "green", "red-mid", "note")
    picture_resolution: float = 300.0  # pixels to the inch below which the press is warned
    span: Span = NOWHERE
