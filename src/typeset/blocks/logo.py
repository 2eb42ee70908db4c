"""The publication's logo: its own (``logo: images/logo.svg``), the sample's, or none.

Designs name it as a drawing, ``logo`` in its own colours or ``logo-mono`` in one. An SVG without
a form in one colour is painted in that colour throughout; its white parts become the ground.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from typeset.blocks.graphics import Part, moved, scaled
from typeset.blocks.kind import Vector
from typeset.blocks.parts import Photo
from typeset.color import WHITE, Color
from typeset.flow import Fill, Line, Picture, Shape, Words
from typeset.model.pictures import Fit, Framing
from typeset.model.publication import Block, Publication
from typeset.record import dataclass
from typeset.reflow import Shown, Sketched
from typeset.style.drawings import LOGOS
from typeset.style.logo import open_logo

MONO = "logo-mono"
_WHOLE: Fit = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo(Block):
    """A logo in its colours and in one; neither: there is none. ``alt`` says what it is."""

    own: Photo | Vector | None
    mono: Photo | Vector | None = None
    alt: str = ""


def own_logo(publication: Publication, name: str) -> Logo | None:
    """The publication's own logo, where ``name`` is a logo's and it has said anything of one."""
    logo = publication.logo
    return logo if name in LOGOS and isinstance(logo, Logo) else None


def measures(publication: Publication) -> Mapping[str, float]:
    """For designs: width by height (0: none), whether there is one, its empty share at the left."""
    logo = publication.logo
    if not isinstance(logo, Logo):
        shipped = open_logo()
        across, down = shipped.size
        return {"logo": across / down, "has_logo": 1.0, "logo_room": shipped.side_room}
    return {"logo": _shape(logo.own), "has_logo": float(logo.own is not None), "logo_room": 0.0}


def _shape(own: Photo | Vector | None) -> float:
    match own:
        case Photo():
            return own.image.width / own.image.height
        case Vector():
            return own.width / own.height
        case _:
            return 0.0


def _form(logo: Logo, name: str) -> tuple[Photo | Vector | None, bool]:
    """The form to be drawn, and whether it has to be painted in one colour."""
    if name == MONO and logo.mono is not None:
        return logo.mono, False
    return logo.own, name == MONO


def logo_draws(
    logo: Logo, name: str, frame: tuple[float, float, float, float], paint: Paint, **place: Any
) -> Iterator[Part | Picture]:
    """The logo in a frame (x, y, width, height; a side of 0 follows), as decoration.

    ``place`` are origin and layer of what is drawn.
    """
    form, one = _form(logo, name)
    x, y, width, height = _framed(frame, _shape(form))
    if isinstance(form, Photo):
        yield Picture(
            image=form.image,
            framing=Framing(fit=_WHOLE),
            x=x,
            y=y,
            width=width,
            height=height,
            decorative=True,
            span=form.span,
            **place,
        )
    if isinstance(form, Vector):
        parts = moved(scaled(form.parts, height / form.height), x, y)
        yield from (replace(part, **place) for part in _painted(parts, paint if one else None))


def logo_in_word(logo: Logo, name: str, height: float, paint: Paint) -> Iterator[Shown | Sketched]:
    """The logo, so high, as a picture in a cell."""
    form, one = _form(logo, name)
    width = height * _shape(form)
    if isinstance(form, Photo):
        whole = Framing(fit=_WHOLE)
        yield Shown(image=form.image, framing=whole, width=width, height=height, span=form.span)
    if isinstance(form, Vector):
        parts = scaled(form.parts, height / form.height)
        draws = tuple(_painted(parts, paint if one else None))
        yield Sketched(name="logo", draws=draws, width=width, height=height)


@dataclass(frozen=True, slots=True)
class Paint:
    """The one colour of a logo, and the ground that its white parts let through."""

    color: Color | None = None
    ground: Color | None = None


def _painted(parts: tuple[Part, ...], paint: Paint | None) -> Iterator[Part]:
    for part in parts:
        match part:
            case Words():
                yield replace(part, artifact=True)
            case _ if paint is None or paint.color is None:
                yield part
            case Shape():
                yield replace(
                    part, fill=_in_one(part.fill, paint), stroke=_in_one(part.stroke, paint)
                )
            case Fill() | Line():
                yield replace(part, color=_in_one(part.color, paint) or part.color)


def _in_one(color: Color | None, paint: Paint) -> Color | None:
    if color is None:
        return None
    return paint.ground if color == WHITE else paint.color


def _framed(
    frame: tuple[float, float, float, float], shape: float
) -> tuple[float, float, float, float]:
    x, y, width, height = frame
    if not shape:
        return x, y, width, height
    return x, y, width or height * shape, height or width / shape
