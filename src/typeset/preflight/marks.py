"""What a page turns out to hold: painted things in order, and constructs that were used."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Literal

from typeset.preflight.fonts import Font
from typeset.preflight.inks import Ink, Space
from typeset.preflight.values import Box
from typeset.record import dataclass

Kind = Literal["text", "fill", "stroke", "image", "shading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image XObject or inline image as placed. ``dpi`` is the lesser of both directions."""

    width: int
    height: int
    bits: int
    space: Space
    stencil: bool
    dpi: float
    stream: Any = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """One painted thing. ``box`` is what can be seen of it within its clip (points, y up).

    ``size`` is a text's size or a stroke's weight as printed, in points; ``outline`` are the
    subpaths of a fill that is no upright rectangle (empty: the box is the shape).
    """

    kind: Kind
    box: Box | None
    whole: Box
    ink: Ink
    overprint: bool = False
    overprint_mode: int = 0
    opaque: bool = True
    size: float = 0.0
    text: str = ""
    font: Font | None = None
    invisible: str = ""
    image: Image | None = None
    outline: tuple[tuple[tuple[float, float], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Trait:
    """A construct in use: ``name`` (``blend-mode``) and what exactly (``Multiply``)."""

    name: str
    detail: str = ""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One page of the file: its boxes in points as written, and what was found on it."""

    number: int
    obj: Any
    media: Box
    crop: Box | None = None
    bleed: Box | None = None
    trim: Box | None = None
    art: Box | None = None
    unit: float = 1.0
    painted: list[Painted] = field(default_factory=list)
    traits: dict[Trait, int] = field(default_factory=dict)

    @property
    def cut(self) -> Box:
        """Where the page is cut: TrimBox, else ArtBox, CropBox, MediaBox."""
        return self.trim or self.art or self.crop or self.media

    @property
    def bleed_edge(self) -> Box:
        """How far the page is printed: BleedBox, else where it is cut."""
        return self.bleed or self.cut

    def note(self, name: str, detail: str = "") -> None:
        """Record that a construct is used."""
        trait = Trait(name, detail)
        self.traits[trait] = self.traits.get(trait, 0) + 1


@dataclass(slots=True, kw_only=True)
class Dossier:
    """Everything that was read of a file, for the checks.

    ``complete`` is false where limits ended the reading; ``repaired`` holds what the parser
    had to mend; ``packet`` is the XMP as text.
    """

    file: Any
    name: str
    sheets: list[Sheet]
    version: str
    encrypted: bool
    repaired: tuple[str, ...]
    packet: str
    filters: dict[str, int]
    external: bool
    compact: bool
    complete: bool = True
