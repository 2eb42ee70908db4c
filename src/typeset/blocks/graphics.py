"""A reportlab drawing as draws of ours: shapes in our inks, words in our faces.

Charts, codes and SVG pictures all come through this door. A drawing's y runs up from its
foot; a draw's runs down from its head. Shapes become paths, and strings words in a role of
the style, so that text stays text. What has no place on a page of ours (a bitmap inside a
drawing) is told, never left out in silence.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

from typeset.color import BLACK, Color
from typeset.diagnostics import NOWHERE, Span
from typeset.flow import Fill, Line, Paragraph, Shape, TextRun, Words
from typeset.geometry import Path, Segment, shift
from typeset.record import dataclass

Matrix = tuple[float, float, float, float, float, float]
InkOf = Callable[[Any], Color | None]
"""From a drawing's colour (None: not painted) to an ink of ours."""

_KAPPA = 0.5522847498
_WIDE = 2000.0  # points: room for a line of words that is not broken
_ALIGN: dict[str, tuple[float, Literal["start", "center", "end"]]] = {
    "start": (0.0, "start"),
    "middle": (0.5, "center"),
    "end": (1.0, "end"),
}


class CannotDrawError(ValueError):
    """A drawing holds something that cannot be painted; the message says what."""


def ink(color: Any) -> Color | None:
    """The ink that a drawing of our own was made with (see :func:`pigment`)."""
    return None if color is None else getattr(color, "ink", BLACK)


def pigment(color: Color) -> Any:
    """A reportlab colour that carries one of our inks through a drawing."""
    from reportlab.lib.colors import Color as Theirs  # noqa: PLC0415 - only drawings need it

    carrier = Theirs(0, 0, 0)
    carrier.ink = color
    return carrier


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """What a drawing is rendered with.

    ``role`` is that of its words; a string whose font is called like one of the ``roles`` is
    set in that one. ``scale`` enlarges everything.
    """

    ink: InkOf = ink
    role: str = "chart-text"
    roles: frozenset[str] = frozenset()
    scale: float = 1.0
    span: Span = NOWHERE


Part = Fill | Line | Shape | Words


def rendered(drawing: Any, canvas: Canvas) -> tuple[Part, ...]:
    """Everything in a reportlab ``Drawing``, in painting order, from its upper left corner.

    Raises:
        CannotDrawError: it holds what cannot be painted.
    """
    k = canvas.scale
    start = (k, 0.0, 0.0, -k, 0.0, drawing.height * k)
    return tuple(_Walk(canvas).contents(drawing, start))


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes through a drawing's groups with the transformation in force."""

    canvas: Canvas

    def contents(self, group: Any, matrix: Matrix) -> Iterator[Part]:
        for node in group.contents:
            yield from self.node(node, matrix)

    def node(self, node: Any, matrix: Matrix) -> Iterator[Part]:
        if hasattr(node, "provideNode"):  # a widget: what it stands for
            yield from self.node(node.provideNode(), matrix)
        elif hasattr(node, "contents"):
            yield from self.contents(node, _joined(matrix, getattr(node, "transform", _SAME)))
        elif type(node).__name__ == "String":
            yield from self.words(node, matrix)
        elif (path := path_of(node)) is None:
            raise CannotDrawError(f"it holds a {type(node).__name__.lower()}")
        else:
            yield from self.shape(node, _moved(path, matrix), _size_of(matrix))

    def shape(self, node: Any, path: Path, size: float) -> Iterator[Part]:
        closed = type(node).__name__ not in ("Line", "PolyLine")
        fill = self.canvas.ink(getattr(node, "fillColor", None)) if closed else None
        stroke = self.canvas.ink(getattr(node, "strokeColor", None))
        weight = (getattr(node, "strokeWidth", None) or 0.0) * size if stroke else 0.0
        if stroke and weight and (dashes := getattr(node, "strokeDashArray", None)):
            lengths = [length * size for length in _dash_lengths(dashes)]
            for piece in dashed(path, lengths):
                yield Shape(path=piece, stroke=stroke, weight=weight)
            stroke = None
        if path and (fill is not None or (stroke is not None and weight)):
            yield Shape(path=path, fill=fill, stroke=stroke if weight else None, weight=weight)

    def words(self, node: Any, matrix: Matrix) -> Iterator[Part]:
        if not node.text.strip():
            return
        if abs(matrix[1]) > 1e-6 or abs(matrix[2]) > 1e-6:
            raise CannotDrawError(f"the words '{node.text}' are turned")
        x, y = _point(matrix, node.x, node.y)
        share, align = _ALIGN.get(node.textAnchor, _ALIGN["start"])
        role = node.fontName if node.fontName in self.canvas.roles else self.canvas.role
        run = TextRun(
            text=node.text,
            role=role,
            size=node.fontSize * abs(matrix[0]),
            color=self.canvas.ink(node.fillColor) or BLACK,
            span=self.canvas.span,
        )
        paragraph = Paragraph(
            runs=(run,),
            role=role,
            tag="Span",
            align=align,
            single_line=True,
            writing="horizontal-tb",
            span=self.canvas.span,
        )
        yield Words(
            paragraph=paragraph,
            x=x - share * _WIDE,
            baseline=y,
            width=_WIDE,
            max_lines=1,
            artifact=True,  # read by the figure's own words
        )


_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _joined(outer: Matrix, inner: Sequence[float] | None) -> Matrix:
    """First ``inner``, then ``outer``."""
    if inner is None:
        return outer
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s,
            a * t + c * u + e, b * t + d * u + f)  # fmt: skip


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _size_of(matrix: Matrix) -> float:
    """By how much a length grows, taken evenly in all directions."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def _moved(path: Path, matrix: Matrix) -> Path:
    moved: list[Segment] = []
    for operator, *numbers in path:
        points = zip(numbers[::2], numbers[1::2], strict=True)
        moved.append((operator, *(c for x, y in points for c in _point(matrix, x, y))))
    return tuple(moved)


def moved(parts: Sequence[Part], dx: float, dy: float) -> tuple[Part, ...]:
    """The same draws (dx, dy) points further right and down."""
    made: list[Part] = []
    for part in parts:
        match part:
            case Shape():
                clip = shift(part.clip, dx, dy)
                made.append(replace(part, path=shift(part.path, dx, dy), clip=clip))
            case Words():
                made.append(replace(part, x=part.x + dx, baseline=part.baseline + dy))
            case Fill() | Line():
                made.append(replace(part, x=part.x + dx, y=part.y + dy))
    return tuple(made)


def scaled(parts: Sequence[Part], factor: float) -> tuple[Part, ...]:
    """The same draws, so many times as large."""
    made: list[Part] = []
    for part in parts:
        match part:
            case Shape():
                grow: Matrix = (factor, 0.0, 0.0, factor, 0.0, 0.0)
                path, clip = _moved(part.path, grow), _moved(part.clip, grow)
                made.append(replace(part, path=path, clip=clip, weight=part.weight * factor))
            case Words():
                made.append(_words_scaled(part, factor))
            case Fill() | Line():
                raise CannotDrawError("fields and rules are not scaled")
    return tuple(made)


def _words_scaled(words: Words, factor: float) -> Words:
    """Words of one size; they keep the point they are aligned at."""
    align = words.paragraph.align
    share = {"center": 0.5, "end": 1.0}.get(align, 0.0)
    at = (words.x + share * words.width) * factor
    runs = tuple(
        replace(run, size=(run.size or 0) * factor) if isinstance(run, TextRun) else run
        for run in words.paragraph.runs
    )
    return replace(
        words,
        paragraph=replace(words.paragraph, runs=runs),
        x=at - share * words.width,
        baseline=words.baseline * factor,
    )


# -- shapes as paths -------------------------------------------------------------------------


def path_of(node: Any) -> Path | None:
    """The outline of a shape in its own coordinates; None for what has none."""
    match type(node).__name__:
        case "Rect" | "SRect":
            x, y, w, h = node.x, node.y, node.width, node.height
            return _polygon([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], close=True)
        case "Circle":
            return _ellipse(node.cx, node.cy, node.r, node.r)
        case "Ellipse":
            return _ellipse(node.cx, node.cy, node.rx, node.ry)
        case "Line":
            return _polygon([(node.x1, node.y1), (node.x2, node.y2)], close=False)
        case "PolyLine":
            return _polygon(_pairs(node.points), close=False)
        case "Polygon":
            return _polygon(_pairs(node.points), close=True)
        case "Wedge":
            return _wedge(node)
        case "Path" | "ArcPath":
            return _path(node)
        case _:
            return None


def _pairs(numbers: Sequence[float]) -> list[tuple[float, float]]:
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _polygon(points: Sequence[tuple[float, float]], *, close: bool) -> Path:
    path: list[Segment] = [("L" if i else "M", x, y) for i, (x, y) in enumerate(points)]
    return (*path, ("Z",)) if close and path else tuple(path)


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> Path:
    kx, ky = rx * _KAPPA, ry * _KAPPA
    return (
        ("M", cx + rx, cy),
        ("C", cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry),
        ("C", cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy),
        ("C", cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry),
        ("C", cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy),
        ("Z",),
    )


def _wedge(node: Any) -> Path:
    """A sector from ``startangledegrees`` to ``endangledegrees``, counter-clockwise."""
    start, end = math.radians(node.startangledegrees), math.radians(node.endangledegrees)
    steps = max(1, math.ceil(abs(end - start) / (math.pi / 2) - 1e-9))
    step = (end - start) / steps
    reach = 4 / 3 * math.tan(step / 4) * node.radius

    def at(angle: float) -> tuple[float, float]:
        return (
            node.centerx + node.radius * math.cos(angle),
            node.centery + node.radius * math.sin(angle),
        )

    path: list[Segment] = [("M", node.centerx, node.centery), ("L", *at(start))]
    for k in range(steps):
        a, b = start + k * step, start + (k + 1) * step
        (x0, y0), (x1, y1) = at(a), at(b)
        path.append(
            (
                "C",
                x0 - reach * math.sin(a),
                y0 + reach * math.cos(a),
                x1 + reach * math.sin(b),
                y1 - reach * math.cos(b),
                x1,
                y1,
            )
        )
    return (*path, ("Z",))


def _path(node: Any) -> Path:
    """Reportlab's operators: 0 move, 1 line, 2 curve, 3 close."""
    numbers, path, at = list(node.points), list[Segment](), 0
    for operator in node.operators:
        count = (2, 2, 6, 0)[operator]
        path.append(("MLCZ"[operator], *numbers[at : at + count]))
        at += count
    return tuple(path)


# -- dashes ----------------------------------------------------------------------------------


def _dash_lengths(dashes: Any) -> list[float]:
    lengths = dashes[1] if len(dashes) == 2 and isinstance(dashes[1], list | tuple) else dashes
    return [float(length) for length in lengths] or [1.0]


def dashed(path: Path, lengths: Sequence[float]) -> Iterator[Path]:
    """A path of straight lines in dashes; curves stay whole."""
    if any(segment[0] == "C" for segment in path) or sum(lengths) <= 0:
        yield path
        return
    at = start = (0.0, 0.0)
    for operator, *rest in path:
        to = start if operator == "Z" else (rest[0], rest[1])
        if operator == "M":
            at = start = to
            continue
        yield from _dashes(at, to, lengths)
        at = to


def _dashes(
    start: tuple[float, float], end: tuple[float, float], lengths: Sequence[float]
) -> Iterator[Path]:
    whole = math.dist(start, end)
    place, number = 0.0, 0
    while place < whole - 1e-9:
        stop = min(whole, place + lengths[number % len(lengths)])
        if number % 2 == 0:
            (x0, y0), (x1, y1) = (_between(start, end, p / whole) for p in (place, stop))
            yield (("M", x0, y0), ("L", x1, y1))
        place, number = stop, number + 1


def _between(
    start: tuple[float, float], end: tuple[float, float], share: float
) -> tuple[float, float]:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
