"""Pictures: ``![alt](file "caption"){…}`` alone in a paragraph, or ``:::picture {file=… …}``.

A picture takes whole grid lines: nine in one column (so that it is about 2 : 3), twelve over
all columns, or as many as it needs to be shown whole. Its design (``photo``, ``photo-wide``)
draws it with its caption and credit.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace

from typeset.blocks.box_word import framed
from typeset.blocks.graphics import Part as Part_
from typeset.blocks.graphics import moved, scaled
from typeset.blocks.illustration import Illustration, IllustrationAttrs, asked_of
from typeset.blocks.kind import BlockKind, Raw, Vector
from typeset.blocks.panel import panel
from typeset.blocks.parts import Data, Part, Photo, Row, Sketch
from typeset.blocks.picture_size import CAPTION, CREDIT, PICTURE, under_picture
from typeset.blocks.scope import Scope
from typeset.diagnostics import NOWHERE, Sink, Span, nearest
from typeset.flow import FlowItem
from typeset.model.pictures import Fit, Framing, aspect
from typeset.model.publication import Block
from typeset.record import dataclass
from typeset.reflow import ReflowItem
from typeset.style.design import Design

_SIDES = {"left": (0.0, 0.5), "right": (1.0, 0.5), "top": (0.5, 0.0), "bottom": (0.5, 1.0),
          "center": (0.5, 0.5)}  # fmt: skip
_SHAPE = 0.62  # height by width of a picture beside text
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attrs(IllustrationAttrs):
    """How a picture is set; ``file`` is its path in the project."""

    file: str
    page: int = 0  # which page of a PDF
    fit: Fit = "crop"  # cut to its frame, or shown whole
    crop: str = ""  # left, right, top, bottom: what is kept; or "x y width height" in percent
    bleed: bool = False  # at the page's head, on to its edges
    decorative: bool = False  # says nothing, and is left out when read aloud
    flatten: bool = False  # what is transparent in it becomes white
    file_span: Span = NOWHERE
    page_span: Span = NOWHERE
    crop_span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Illustration):
    """One picture with its words."""

    shown: Photo | Sketch
    attrs: Attrs

    @property
    def design(self) -> str:
        """The design that draws it."""
        if self.attrs.design:
            return self.attrs.design
        if self.attrs.bleed:
            return "photo-bleed"
        run = self.attrs.columns
        return "photo" if run is None or run.many == 1 else "photo-wide"


def read(raw: Raw, sink: Sink) -> Block | None:
    """A picture as written; its file is looked at, and a fault in it told where it is named."""
    attrs: Attrs = raw.attrs
    place = attrs.file_span if attrs.file_span != NOWHERE else raw.attrs_span
    framing = framing_of(attrs.fit, attrs.crop, attrs.crop_span, sink, flatten=attrs.flatten)
    image = raw.image(attrs.file, place, attrs.page, attrs.page_span)
    if image is None or framing is None:
        return None
    counted = raw.named if attrs.number is None else attrs.number
    if isinstance(image, Vector):
        shown = drawn(image, attrs.file, attrs.alt, place, decorative=attrs.decorative)
        return Picture(id=raw.id, span=raw.span, shown=shown, attrs=attrs, counted=counted)
    photo = Photo(
        image=image,
        framing=framing,
        alt=attrs.alt,
        decorative=attrs.decorative,
        span=place,
    )
    return Picture(id=raw.id, span=raw.span, shown=photo, attrs=attrs, counted=counted)


def drawn(vector: Vector, name: str, alt: str, place: Span, *, decorative: bool = False) -> Sketch:
    """A drawing is never cut: it is as large as its frame allows, in the middle."""

    def draw(width: float, height: float) -> tuple[Part_, ...]:
        scale = min(width / vector.width, height / vector.height)
        return moved(scaled(vector.parts, scale), (width - vector.width * scale) / 2, 0)

    return Sketch(
        name=name,
        draw=draw,
        natural=lambda width: width * vector.height / vector.width,
        keeps=True,
        alt=alt,
        decorative=decorative,
        span=place,
    )


def framing_of(
    fit: Fit, crop: str, place: Span, sink: Sink, *, flatten: bool = False
) -> Framing | None:
    """How a picture lies in its frame; None with a finding where ``crop`` is not read."""
    plain = Framing(fit=fit, flatten=flatten)
    words = crop.split()
    if not words:
        return plain
    if len(words) == 4 and (part := _part(words)):
        return replace(plain, part=part)
    if all(word in _SIDES for word in words):
        across = next((_SIDES[w][0] for w in words if w in ("left", "right")), 0.5)
        down = next((_SIDES[w][1] for w in words if w in ("top", "bottom")), 0.5)
        return replace(plain, focus=(across, down))
    wrong = next((word for word in words if word not in _SIDES), crop)
    hint = nearest(wrong, _SIDES) or 'write a side to keep, such as top, or "10 0 80 100"'
    sink.error("content/crop", f"'{crop}' is not read as a crop", place, hint)
    return None


def _part(words: list[str]) -> tuple[float, float, float, float] | None:
    """A rectangle in percent of the picture's sides, inside it and not empty."""
    found = [_PERCENT.fullmatch(word) for word in words]
    numbers = [float(match[1]) / 100 for match in found if match]
    if len(numbers) != 4:
        return None
    left, head, across, down = numbers
    if not across or not down or left + across > 1 or head + down > 1:
        return None
    return left, head, across, down


# -- lowering --------------------------------------------------------------------------------


def compose(block: Picture, scope: Scope) -> Iterable[FlowItem]:
    """One panel."""
    if (sized := _sized(block, scope)) and (box := panel(asked_of(block), data(block), sized)):
        yield box


def reflow(block: Picture, scope: Scope) -> Iterable[ReflowItem]:
    """The picture and its words, kept together."""
    if sized := _sized(block, scope):
        yield from framed(asked_of(block), data(block), sized)


def data(block: Picture) -> Data:
    """The picture and the words that stand with it."""
    parts: dict[str, Part] = {PICTURE: block.shown}
    parts |= {k: v for k in (CAPTION, CREDIT) if (v := getattr(block.attrs, k))}
    if block.attrs.caption and not block.counted:
        parts["mark"] = "▲"
    counted = block.id if block.counted else ""
    return Data(own=Row(parts=parts, counted=counted, span=block.attrs.span))


def _sized(block: Picture, scope: Scope) -> Scope | None:
    """The scope with the design as high as this picture asks for."""
    design = scope.design(block.design, block.span)
    return None if design is None else scope.resized(design, _lines(block, design, scope))


def _lines(block: Picture, design: Design, scope: Scope) -> str | float:
    """The lines that the author asks for, that the whole picture needs, or the design's own.

    A picture beside text has the shape of one in a column.
    """
    asked, grid = asked_of(block), scope.style.grid
    if block.attrs.lines:
        return block.attrs.lines
    width = asked.width(design, grid)
    if isinstance(block.shown, Sketch):
        height = block.shown.natural(width)
    elif block.shown.framing.fit == "whole":
        height = width * aspect(block.shown.image, block.shown.framing)
    elif asked.beside:
        height = width * _SHAPE
    else:
        return design.lines
    height += under_picture(data(block).own, scope, width)
    air = grid.pitch - grid.zw
    return min(grid.lines, max(1, math.ceil(round((height + air) / grid.pitch, 4))))


KIND = BlockKind(
    name="picture",
    form="container",
    model=Picture,
    attrs=Attrs,
    read=read,
    compose=compose,
    reflow=reflow,
)
