"""The contour drawing: three hills over a river, as flat shapes.

Lines run back to front; each is filled with the ground below it, so nearer hills hide
farther ones. The back lines are land (Gaussian hills, rippled by sines), the front ones a
river (long sines). Parameters are data (``presets/drawings/contours-*.toml``); nothing is
random, so the same parameters give the same points.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, exp, pi, sin

from typeset.color import Color, mix
from typeset.flow import Origin, Shape
from typeset.geometry import Path, Rect, Segment, rectangle
from typeset.record import dataclass

_BEYOND = 3.0  # points a line's ends and its field reach beyond the frame that clips them


@dataclass(frozen=True, slots=True, kw_only=True)
class Hill:
    """A hill: ``at`` and ``depth`` are shares of width and lines, the others points."""

    at: float
    width: float
    height: float
    depth: float
    spread: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """A sine: ``length`` in points; ``drift`` turns its phase from the back to the front."""

    length: float
    amount: float
    phase: float
    drift: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contours:
    """The whole drawing; ``size`` is what its points were chosen for."""

    size: tuple[float, float]
    lines: int
    horizon: float
    nearest: float
    deepening: float
    land: float
    tint: tuple[float, float]
    weight: float
    nodes: int
    hill: tuple[Hill, ...] = ()
    texture: tuple[Wave, ...] = ()
    plain: tuple[Wave, ...] = ()
    river: tuple[Wave, ...] = ()


def contours(
    params: Contours,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    line: Color,
    ground: Color,
    origin: Origin = "box",
) -> tuple[Shape, ...]:
    """The drawing in a frame of ``width`` × ``height`` points at (x, y), clipped by it.

    Strokes are flat mixes of ``line`` over ``ground``: no transparency.
    """
    frame = Rect(x, y, width, height)
    clip = rectangle(frame)
    places = _places(params)
    return tuple(
        Shape(
            path=_field(places, heights, frame, params.size),
            fill=ground,
            stroke=mix(line, ground, _share(params, index)),
            weight=params.weight,
            origin=origin,
            layer="drawing",
            clip=clip,
        )
        for index, heights in enumerate(_profiles(params))
    )


def _share(params: Contours, index: int) -> float:
    far, near = params.tint
    return far + (near - far) * index / max(1, params.lines - 1)


def _places(params: Contours) -> tuple[float, ...]:
    """Where a line's points stand, from left to right, at the drawing's own size."""
    step = (params.size[0] + 2 * _BEYOND) / (params.nodes - 1)
    return tuple(k * step - _BEYOND for k in range(params.nodes))


@lru_cache(maxsize=8)
def _profiles(params: Contours) -> tuple[tuple[float, ...], ...]:
    """For every line, from the back, how far down its points stand."""
    places = _places(params)
    land = _Land(params, places)
    river = _Swell(params.river, places)
    shores = round(params.land * params.lines)
    profiles = []
    for index in range(params.lines):
        t = index / max(1, params.lines - 1)
        base = params.horizon + (params.nearest - params.horizon) * t**params.deepening
        heights = land.at(t) if index < shores else river.at(t)
        profiles.append(tuple(base - height for height in heights))
    return tuple(profiles)


class _Swell:
    """A sum of sines at fixed places. Tables of sine and cosine make a line cheap."""

    def __init__(self, waves: tuple[Wave, ...], places: tuple[float, ...]) -> None:
        turns = [[2 * pi * x / wave.length for x in places] for wave in waves]
        self.waves = waves
        self.tables = [([sin(a) for a in row], [cos(a) for a in row]) for row in turns]
        self.flat = [0.0] * len(places)

    def at(self, t: float) -> list[float]:
        """The heights on the line at depth ``t``."""
        total = self.flat
        for wave, (sines, cosines) in zip(self.waves, self.tables, strict=True):
            turn = wave.phase + wave.drift * t
            a, b = wave.amount * cos(turn), wave.amount * sin(turn)
            total = [h + a * s + b * c for h, s, c in zip(total, sines, cosines, strict=True)]
        return total


class _Land:
    """Hills with their ripples, and the plain, which lies flat towards the river."""

    def __init__(self, params: Contours, places: tuple[float, ...]) -> None:
        self.params = params
        self.across = [
            [_bell((x - hill.at * params.size[0]) / hill.width) for x in places]
            for hill in params.hill
        ]
        self.texture = _Swell(params.texture, places)
        self.plain = _Swell(params.plain, places)

    def at(self, t: float) -> list[float]:
        """The heights on the line at depth ``t``."""
        still = max(0.0, 1 - (t / self.params.land) ** 3)
        hills = self.plain.flat
        for hill, bell in zip(self.params.hill, self.across, strict=True):
            top = hill.height * _bell((t - hill.depth) / hill.spread)
            hills = [h + top * b for h, b in zip(hills, bell, strict=True)]
        ripples, plain = self.texture.at(t), self.plain.at(t)
        return [h * (1 + r) + still * p for h, r, p in zip(hills, ripples, plain, strict=True)]


def _bell(x: float) -> float:
    return exp(-x * x / 2)


def _field(
    places: tuple[float, ...],
    heights: tuple[float, ...],
    frame: Rect,
    size: tuple[float, float],
) -> Path:
    """The smooth line through the points, closed around the ground below it."""
    across, along = frame.width / size[0], frame.height / size[1]
    xs = [frame.x + x * across for x in places]
    ys = [frame.y + y * along for y in heights]
    below = frame.foot + _BEYOND
    return (
        ("M", round(xs[0], 2), round(ys[0], 2)),
        *_curve(xs, ys),
        ("L", round(xs[-1], 2), round(max(below, ys[-1] + _BEYOND), 2)),
        ("L", round(xs[0], 2), round(max(below, ys[0] + _BEYOND), 2)),
        ("Z",),
    )


def _curve(xs: list[float], ys: list[float]) -> list[Segment]:
    """Cubics through evenly spaced points, each tangent along its neighbours' chord."""
    third = (xs[1] - xs[0]) / 3
    rises = [
        (after - before) / 6  # half a chord over two steps, for a third of a step
        for before, after in zip([ys[0], *ys[:-1]], [*ys[1:], ys[-1]], strict=True)
    ]
    return [
        (
            "C",
            round(xs[k] + third, 2),
            round(ys[k] + rises[k], 2),
            round(xs[k + 1] - third, 2),
            round(ys[k + 1] - rises[k + 1], 2),
            round(xs[k + 1], 2),
            round(ys[k + 1], 2),
        )
        for k in range(len(xs) - 1)
    ]
