"""The outline of a ring's arc, as cubic curves (no dashes, no strokes)."""

from __future__ import annotations

import math

from typeset.geometry import Path, Segment


def ring(x: float, y: float, size: float, weight: float, share: float) -> Path:
    """A ring ``size`` across in the square at (x, y), ``weight`` thick.

    The arc covers ``share`` (0 to 1) of the turn, clockwise from twelve o'clock.
    """
    cx, cy = x + size / 2, y + size / 2
    outer, inner = size / 2, size / 2 - weight
    turn = 2 * math.pi * min(max(share, 0.0), 1.0)
    if share >= 1:
        return (
            *_loop(_arc(cx, cy, outer, 0.0, turn)),
            *_loop(_arc(cx, cy, inner, turn, 0.0)),
        )
    back = _arc(cx, cy, inner, turn, 0.0)
    joined: Segment = ("L", *back[0][1:])
    return (*_arc(cx, cy, outer, 0.0, turn), joined, *back[1:], ("Z",))


def _loop(arc: Path) -> Path:
    return (*arc, ("Z",))


def _arc(cx: float, cy: float, radius: float, start: float, end: float) -> Path:
    """From angle ``start`` to ``end`` (radians clockwise from twelve), in quarter curves."""
    steps = max(1, math.ceil(abs(end - start) / (math.pi / 2) - 1e-9))
    step = (end - start) / steps
    reach = 4 / 3 * math.tan(step / 4) * radius

    def at(angle: float) -> tuple[float, float]:
        return cx + radius * math.sin(angle), cy - radius * math.cos(angle)

    path: list[Segment] = [("M", *at(start))]
    for k in range(steps):
        a, b = start + k * step, start + (k + 1) * step
        (x0, y0), (x1, y1) = at(a), at(b)
        path.append(
            (
                "C",
                x0 + reach * math.cos(a),
                y0 + reach * math.sin(a),
                x1 - reach * math.cos(b),
                y1 - reach * math.sin(b),
                x1,
                y1,
            )
        )
    return tuple(path)
