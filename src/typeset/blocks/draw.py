"""One box design and its data, lowered to draws at fixed places.

Every spec of a design becomes draws in one small function here; the box's measures and the
data's rows are the names of its expressions (:mod:`typeset.blocks.expression`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from typeset.blocks import figures
from typeset.blocks.caption import labelled
from typeset.blocks.expression import ExpressionError, evaluate
from typeset.blocks.graphics import moved
from typeset.blocks.logo import Paint, logo_draws, own_logo
from typeset.blocks.parts import Data, Row
from typeset.blocks.picture_size import CAPTION
from typeset.blocks.rings import ring
from typeset.blocks.scope import Scope
from typeset.color import BLACK, Color
from typeset.diagnostics import Span
from typeset.flow import (
    Draw,
    Fill,
    Group,
    Kern,
    Line,
    LineBreak,
    PageRef,
    Paragraph,
    Picture,
    Plate,
    Run,
    Shape,
    TextRun,
    Words,
)
from typeset.geometry import Path, Rect, shift
from typeset.record import dataclass
from typeset.style import design as spec
from typeset.style import drawings
from typeset.style.direction import is_vertical


@dataclass(frozen=True, slots=True)
class Pen:
    """Where and with what a design is being drawn."""

    scope: Scope
    design: spec.Design
    row: Row
    names: Mapping[str, float]
    dx: float = 0.0
    dy: float = 0.0

    def number(self, expression: spec.Expr, span: Span) -> float:
        """The value of an expression; 0 with a finding if it is none."""
        try:
            return evaluate(expression, self.names)
        except ExpressionError as fault:
            message = f"design '{self.design.name}': {fault}"
            self.scope.sink.error("style/expression", message, span)
            return 0.0

    def ink(self, name: str, span: Span) -> Color:
        """The colour of that name; black with a finding if there is none."""
        return self.tint(name, span) or BLACK

    def tint(self, name: str, span: Span) -> Color | None:
        """The colour of that name; of ``a | b``, the one whose turn it is."""
        turns = [turn.strip() for turn in name.split("|")]
        return self.scope.color(turns[min(int(self.names["i"]), len(turns) - 1)], span)

    def place(self, x: spec.Expr, y: spec.Expr, span: Span) -> tuple[float, float]:
        """The point (x, y), moved to where the current row stands."""
        return self.dx + self.number(x, span), self.dy + self.number(y, span)


def draws(pen: Pen, steps: tuple[spec.DrawSpec, ...], data: Data) -> Iterator[Draw]:
    """The draws of these steps, in order."""
    for step in steps:
        if wanted(step.when, pen.row):
            yield from _step(pen, step, data)


def wanted(when: str, row: Row) -> bool:
    """Whether the data has the part that ``when`` asks for (``!part``: lacks it)."""
    if when.startswith("!"):
        return not row.text(when[1:])
    return not when or bool(row.text(when))


def _step(pen: Pen, step: spec.DrawSpec, data: Data) -> Iterator[Draw]:
    if step.fill:
        yield _fill(pen, step.fill)
    if step.frame:
        yield from _frame(pen, step.frame)
    if step.rule:
        yield _rule(pen, step.rule)
    if step.shape:
        yield from _shape(pen, step.shape)
    if step.ring:
        yield from _ring(pen, step.ring)
    if step.text:
        yield from _text(pen, step.text)
    if step.figure:
        origin = cast("Any", step.figure.origin)
        for words in figures.figure(pen, step.figure):
            yield replace(words, origin=origin) if isinstance(words, Words) else words
    if step.picture:
        yield from _picture(pen, step.picture)
    if step.repeat:
        yield from _repeat(pen, step.repeat, data)


def _fill(pen: Pen, s: spec.FillSpec) -> Draw:
    x, y = pen.place(s.x, s.y, s.span)
    return Fill(
        x=x,
        y=y,
        width=pen.number(s.width, s.span),
        height=pen.number(s.height, s.span),
        color=pen.ink(s.color, s.span),
        bleed=frozenset(cast("tuple[Any, ...]", s.bleed)),
        origin=cast("Any", s.origin),
        layer=cast("Any", s.layer),
    )


def _frame(pen: Pen, s: spec.FrameSpec) -> Iterator[Draw]:
    x, y = pen.place(s.x, s.y, s.span)
    weight = pen.number(s.weight, s.span)
    width, height = pen.number(s.width, s.span), pen.number(s.height, s.span)
    half = weight / 2
    path: Path = (
        ("M", x + half, y + half),
        ("L", x + width - half, y + half),
        ("L", x + width - half, y + height - half),
        ("L", x + half, y + height - half),
        ("Z",),
    )
    yield Shape(
        path=path,
        stroke=pen.ink(s.color, s.span),
        weight=weight,
        origin=cast("Any", s.origin),
        layer=cast("Any", s.layer),
    )


def _rule(pen: Pen, s: spec.RuleSpec) -> Draw:
    x, y = pen.place(s.x, s.y, s.span)
    height = pen.number(s.height, s.span)
    return Line(
        x=x,
        y=y,
        dx=0.0 if height else pen.number(s.width, s.span),
        dy=height,
        weight=pen.number(s.weight, s.span),
        color=pen.ink(s.color, s.span),
        bleed=frozenset(cast("tuple[Any, ...]", s.bleed)),
        origin=cast("Any", s.origin),
        layer=cast("Any", s.layer),
    )


def _shape(pen: Pen, s: spec.ShapeSpec) -> Iterator[Draw]:
    x, y = pen.place(s.x, s.y, s.span)
    width, height = pen.number(s.width, s.span), pen.number(s.height, s.span)
    if s.drawing:
        yield from _drawing(pen, s, (x, y, width, height))
        return
    points = [(pen.number(px, s.span), pen.number(py, s.span)) for px, py in s.points]
    path = tuple(("L" if i else "M", px, py) for i, (px, py) in enumerate(points))
    yield Shape(
        path=shift((*path, ("Z",)), x, y),
        fill=pen.ink(s.color, s.span),
        origin=cast("Any", s.origin),
        layer=cast("Any", s.layer),
    )


def _drawing(
    pen: Pen, s: spec.ShapeSpec, frame: tuple[float, float, float, float]
) -> Iterator[Draw]:
    line = pen.tint(s.color, s.span)
    ground = pen.tint(s.over, s.span)
    if own := own_logo(pen.scope.publication, s.drawing):
        place = {"origin": s.origin, "layer": s.layer}
        yield from logo_draws(own, s.drawing, frame, Paint(line, ground), **place)
        return
    try:
        shapes = drawings.draw(s.drawing, *frame, line=line, ground=ground)
    except LookupError as fault:
        pen.scope.sink.error("style/unknown-drawing", str(fault.args[0]), s.span)
        return
    origin, layer = cast("Any", s.origin), cast("Any", s.layer)
    yield from (replace(shape, origin=origin, layer=layer) for shape in shapes)


def _ring(pen: Pen, s: spec.RingSpec) -> Iterator[Draw]:
    x, y = pen.place(s.x, s.y, s.span)
    size, weight = pen.number(s.size, s.span), pen.number(s.weight, s.span)
    share = pen.number(s.share, s.span)
    if share < 1:
        track = pen.ink(s.track, s.span)
        yield Shape(path=ring(x, y, size, weight, 1.0), fill=track)
    yield Shape(path=ring(x, y, size, weight, share), fill=pen.ink(s.color, s.span))


def _picture(pen: Pen, s: spec.PictureSpec) -> Iterator[Draw]:
    x, y = pen.place(s.x, s.y, s.span)
    if sketch := pen.row.sketch(s.part):
        width, height = pen.number(s.width, s.span), pen.number(s.height, s.span)
        upright = Rect(x, y, width, height) if is_vertical(pen.scope.style) else None
        parts = sketch.draw(height, width) if upright else sketch.draw(width, height)
        place: dict[str, Any] = {"origin": s.origin, "layer": s.layer}
        yield Group(
            draws=parts if upright else tuple(replace(p, **place) for p in moved(parts, x, y)),
            upright=upright,
            alt=sketch.alt,
            decorative=sketch.decorative,
            span=sketch.span,
        )
    photo = pen.row.photo(s.part)
    if photo is None:
        return
    yield Picture(
        image=photo.image,
        framing=photo.framing,
        x=x,
        y=y,
        width=pen.number(s.width, s.span),
        height=pen.number(s.height, s.span),
        alt=photo.alt,
        decorative=photo.decorative,
        bleed=frozenset(cast("tuple[Any, ...]", s.bleed)),
        origin=cast("Any", s.origin),
        layer=cast("Any", s.layer),
        span=photo.span,
    )


def _repeat(pen: Pen, s: spec.RepeatSpec, data: Data) -> Iterator[Draw]:
    for i, row in enumerate(data.rows):
        here = replace(pen, row=row, names={**pen.names, **row_names(row), "i": float(i)})
        x, y = here.place(s.x, s.y, s.span)
        cell = {**here.names, "w": here.number(s.width, s.span)}
        here = replace(here, dx=x, dy=y, names=cell)
        if i:
            yield from draws(here, s.between, data)
        yield from draws(here, s.draw, data)


def row_names(row: Row) -> dict[str, float]:
    """What expressions may know of a row: ``v`` (a percentage as a share) and ``has_X``.

    ``has_suffix`` tells of a qualifier after the unit (93%以上).
    """
    value = row.figure("value")
    number = value.number.replace(",", "")
    names = {f"has_{part.replace('-', '_')}": 1.0 for part in row.parts if row.text(part)}
    names["has_suffix"] = float(value.suffix_last)
    try:
        names["v"] = min(float(number) / 100, 1.0)
    except ValueError:
        names["v"] = 0.0
    return names


# -- text ----------------------------------------------------------------------------------

_PIECE = re.compile(r"\{([a-z-]+)\}")
_DIGITS = re.compile(r"(\d[\d.]*)")


def _text(pen: Pen, s: spec.TextSpec) -> Iterator[Draw]:
    if not pen.scope.knows_role(s.role, s.span):
        return
    content = _runs(pen, s)
    if s.part == CAPTION and pen.row.counted:
        content = labelled(pen.row.counted, content, pen.scope, s.role)
    if not any(_says_something(run) for run in content):
        return
    x, baseline = pen.place(s.x, s.y, s.span)
    paragraph = Paragraph(
        runs=content,
        role=s.role,
        tag=s.tag,
        align=cast("Any", s.align or "start"),
        span=pen.row.span,
    )
    common: dict[str, Any] = {
        "paragraph": paragraph,
        "artifact": s.artifact,
        "origin": s.origin,
        "layer": s.layer,
        "x": x,
        "baseline": baseline,
    }
    if s.plate:
        yield Plate(
            y=pen.dy + pen.number(s.plate_y, s.span),
            height=pen.number(s.plate_height, s.span),
            padding=pen.number(s.padding, s.span),
            color=pen.ink(s.plate, s.span),
            **common,
        )
        return
    yield Words(
        width=pen.number(s.width, s.span),
        leading=pen.number(s.leading, s.span),
        max_lines=s.max_lines,
        fit=s.fit,
        phrases=s.phrases,
        leader=pen.dx * bool(end := pen.number(s.leader, s.span)) + end,
        valign=cast("Any", s.valign),
        **common,
    )


def _says_something(run: Run) -> bool:
    return isinstance(run, PageRef) or (isinstance(run, TextRun) and bool(run.text.strip()))


def _runs(pen: Pen, s: spec.TextSpec) -> tuple[Run, ...]:
    size = pen.number(s.size, s.span) or None
    color = pen.tint(s.color, s.span)
    link = f"#{pen.row.source}" if s.tag == "TOCI" and pen.row.source else ""
    look = TextRun(text="", role=s.role, size=size, color=color, span=pen.row.span, link=link)
    if s.text:
        return _template(pen, s, look)
    out: list[Run] = []
    em = size or pen.scope.style.roles[s.role].size
    for line in pen.row.lines(s.part):
        if out:
            out.append(Kern(em * s.join) if s.join else LineBreak(pen.row.span))
        out += _digits(line, look, s.digits_role)
    return tuple(out)


def _digits(text: str, look: TextRun, role: str) -> Iterator[Run]:
    pieces = _DIGITS.split(text) if role else [text]
    for i, piece in enumerate(pieces):
        if piece:
            yield replace(look, text=piece, role=role if i % 2 else look.role)


def _template(pen: Pen, s: spec.TextSpec, look: TextRun) -> tuple[Run, ...]:
    words = s.text
    for part in _PIECE.findall(words):
        if part != "page":
            words = words.replace("{" + part + "}", pen.row.text(part))
    if "{page}" not in words:
        return (replace(look, text=words),)
    ref = PageRef(target=pen.row.source, role=s.role, template=words, span=pen.row.span)
    return (ref,)
