"""The style as every later stage reads it: no inheritance, no units, no names unresolved.

Lengths are points, angles none, shares 0 to 1. ``resolve`` makes these from the spec.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from typeset.color import Color
from typeset.diagnostics import NOWHERE, Span
from typeset.geometry import Size
from typeset.record import dataclass
from typeset.style.design import Design

Align = Literal["justify", "start", "center", "end"]
Slot = Literal["han", "latin"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceChoice:
    """One face by its exact family name; ``scale`` is of the role's size."""

    family: str
    weight: int = 400
    italic: bool = False
    scale: float = 1.0
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """How one kind of text looks.

    ``tracking`` is in em of the size, ``indent`` (of the first line) in points. ``faces``
    maps ``han`` and ``latin``; a role without ``latin`` takes Latin from its Han face.
    ``word_style`` and ``word_faces`` (east-asian, Latin) are what the DOCX names.
    """

    name: str
    faces: Mapping[Slot, FaceChoice]
    size: float
    leading: float
    color: Color
    tracking: float = 0.0
    indent: float = 0.0
    align: Align = "justify"
    features: tuple[str, ...] = ()
    tag: str = "P"
    word_style: str = ""
    word_faces: tuple[str, str] = ("", "")
    word_bold: bool = False
    outline: int = 0
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGeometry:
    """The sheet: ``gutter`` is the inner and ``edge`` the outer margin, in points.

    With ``facing`` pages the gutter is left on odd pages and right on even ones.
    """

    trim: Size
    bleed: float
    head: float
    foot: float
    gutter: float
    edge: float
    facing: bool = True

    def left(self, number: int) -> float:
        """The x of the type area on the page with this number, counted from 1."""
        return self.edge if self.facing and number % 2 == 0 else self.gutter


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The type area in whole characters and lines.

    Line i (from 0) has its em box at ``i * pitch`` below the type area's head and its
    baseline ``first_baseline`` further down. ``zw`` is the body size, one full-width em.
    """

    chars: int
    lines: int
    columns: int
    gap: float
    pitch: float
    zw: float
    first_baseline: float

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
        """The measure of one column."""
        return (self.width - (self.columns - 1) * self.gap) / self.columns

    def span_width(self, columns: int) -> float:
        """Width of a box over so many columns (0: all of them)."""
        n = columns or self.columns
        return n * self.column_width + (n - 1) * self.gap

    def box_height(self, lines: int) -> float:
        """Height of a box of so many grid lines."""
        return lines * self.pitch - (self.pitch - self.zw)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRules:
    """What the line breaker keeps to; names of ``reference`` terms (CLREQ levels and schemes).

    ``autospace`` is the natural Han-Western gap in em, ``autospace_shrink`` and
    ``autospace_stretch`` its least and greatest.
    """

    language: str = "zh-Hans-CN"
    kinsoku: Literal["none", "basic", "gb", "strict"] = "gb"
    punct: Literal["quanjiao", "kaiming", "banjiao", "hangmobanjiao", "none"] = "quanjiao"
    autospace: float = 0.25
    autospace_shrink: float = 0.125
    autospace_stretch: float = 1 / 3
    hang: Literal["none", "allow", "force"] = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Running head and folio. Baselines are distances from the trim's head and foot.

    The head is aligned with the outer edge. ``head_odd``/``head_even`` are templates over
    ``{issuer}``, ``{title}`` and ``{section}``. The folio stands in a square plate of side
    ``folio_plate`` (0: none) at the outer edge. Neither is set before ``first_page``.
    """

    head_role: str = "running-head"
    head_baseline: float = 0.0
    head_odd: str = ""
    head_even: str = ""
    folio_role: str = "folio"
    folio_baseline: float = 0.0
    folio_plate: float = 0.0
    folio_color: Color | None = None
    first_page: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FontSource:
    """Faces the project brings: files below the project's folder."""

    family: str
    files: tuple[str, ...]
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRules:
    """Where boxes may stand (DESIGN: a box may close a column but not open one)."""

    lines_after: int = 3  # text lines between a box and the column's foot, unless it closes it
    page_share: float = 0.35
    column_share: float = 0.6


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
    fonts: tuple[FontSource, ...] = ()
    masthead: str = "masthead-flood"  # a design, or ""
    banner: str = "banner-plate"
    ink_limit: float = 300.0
    files: tuple[str, ...] = ()  # presets and style files this was made from
