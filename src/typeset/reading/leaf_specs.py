"""What ``publication.yaml`` may say of cover, title page, imprint, back and logo, as types.

A design's name alone is short for the whole: ``cover: flood``, ``title-page: true``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar, Literal, Self

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.model.nodes import Scalar
from typeset.record import dataclass

_ON = ("true", "yes")
_SCHEMA: Mapping[str, Any] = {"type": ["string", "boolean"]}


def _named(scalar: Scalar, sink: Sink, usual: str) -> str:
    """The design that a bare word names, ``true`` for the usual one; "" after a finding."""
    text = scalar.text.strip()
    if text.lower() in _ON:
        return usual
    if text and text.lower() not in ("false", "no"):
        return text
    message = f"expected the name of a design, found '{text}'" if text else "expected a design"
    sink.error("publication/value", message, scalar.span, "leave the key out to have none")
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverSpec:
    """The front cover. Words it does not give are those of the publication."""

    design: str = ""  # cover-NAME; by default photo with a picture, flood without
    picture: str = ""
    alt: str = ""  # what is read in the picture's place
    crop: str = ""  # a side to keep, or "x y width height" in percent
    decorative: bool = False  # the picture says nothing
    kicker: str = ""  # above the title
    slogan: str = ""
    title: str = ""
    subtitle: str = ""
    issuer: str = ""
    date: str = ""
    note: str = ""  # such as 内部资料, or an issue's number
    design_span: Span = NOWHERE
    picture_span: Span = NOWHERE
    crop_span: Span = NOWHERE
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {"type": "string"}

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read a design's name."""
        name = _named(scalar, sink, "flood")
        return cls(design=name, design_span=scalar.span, span=scalar.span) if name else None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackSpec:
    """The back cover: a text, a picture, a code to scan."""

    design: str = ""  # back-NAME; by default photo with a picture, else plain
    picture: str = ""
    alt: str = ""
    crop: str = ""
    decorative: bool = False
    text: str | tuple[str, ...] = ""  # a line or several: address, telephone
    qr: str = ""  # what a QR code says
    isbn: str = ""
    note: str = ""  # under the code
    design_span: Span = NOWHERE
    picture_span: Span = NOWHERE
    crop_span: Span = NOWHERE
    qr_span: Span = NOWHERE
    isbn_span: Span = NOWHERE
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = _SCHEMA

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read a design's name."""
        name = _named(scalar, sink, "plain")
        return cls(design=name, design_span=scalar.span, span=scalar.span) if name else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlePageSpec:
    """The title page (扉页), on the first right-hand page after the cover."""

    design: str = "classic"  # title-NAME
    kicker: str = ""
    title: str = ""
    subtitle: str = ""
    issuer: str = ""
    date: str = ""
    note: str = ""  # such as who edits it
    design_span: Span = NOWHERE
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = _SCHEMA

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read ``true``, or a design's name."""
        name = _named(scalar, sink, "classic")
        return cls(design=name, design_span=scalar.span, span=scalar.span) if name else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintSpec:
    """The imprint (版权页, 编印说明): who made the publication, row by row."""

    design: str = "rows"  # imprint-NAME
    title: str = ""  # 编印说明, as the language has it
    rows: dict[str, str] = field(default_factory=dict)  # a label and what stands beside it
    text: str = ""  # a note under them
    place: Literal["front", "end"] = "front"  # behind the title page or cover, or before the back
    design_span: Span = NOWHERE
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoSpec:
    """The publication's own logo: an SVG, or a picture; ``none`` draws none."""

    file: str
    mono: str = ""  # the form in one colour, for coloured fields
    alt: str = ""
    file_span: Span = NOWHERE
    mono_span: Span = NOWHERE
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {"type": "string"}

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read a file's path, or ``none``."""
        if text := scalar.text.strip():
            return cls(file=text, file_span=scalar.span, span=scalar.span)
        sink.error("publication/value", "expected a file, found nothing", scalar.span)
        return None
