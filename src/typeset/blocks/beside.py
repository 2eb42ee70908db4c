"""Where a box stands, as authors write it: its place, its columns, and text beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import floor
from typing import Any, ClassVar, Literal, Self

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.flow import Wrap
from typeset.geometry import Path, Segment
from typeset.model.columns import ColumnRun
from typeset.model.nodes import Scalar
from typeset.record import dataclass
from typeset.style.resolved import Grid

LEAST_BESIDE = 8
"""Characters of the shortest lines beside a box."""

_POINT = re.compile(r"([0-9]+(?:\.[0-9]+)?),([0-9]+(?:\.[0-9]+)?)")
_ROUND = 0.5523  # of a radius: how far a curve's handles stand off, for a quarter circle


@dataclass(frozen=True, slots=True)
class Contour:
    """What text runs around instead of the box: ``ellipse``, or corners in percent of the box."""

    points: tuple[tuple[float, float], ...] = ()
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {
        "type": "string",
        "examples": ["ellipse", "50,0 100,50 50,100 0,50"],
    }

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read one of the two; anything else is the error ``content/contour``."""
        text = scalar.text.strip()
        if text == "ellipse":
            return cls((), scalar.span)
        found = [_POINT.fullmatch(part) for part in text.split()]
        points = tuple((float(one[1]), float(one[2])) for one in found if one)
        if len(points) == len(found) > 2 and max(map(max, points)) <= 100:
            return cls(points, scalar.span)
        message = f"expected 'ellipse' or corners such as 50,0 100,100 0,100, found '{text}'"
        sink.error("content/contour", message, scalar.span)
        return None

    def path(self, width: float, height: float) -> Path:
        """The contour of a box so large, from its top left corner."""
        if not self.points:
            return _ellipse(width / 2, height / 2)
        corners = [(x * width / 100, y * height / 100) for x, y in self.points]
        lines: list[Segment] = [("L", *corner) for corner in corners[1:]]
        return (("M", *corners[0]), *lines, ("Z",))


def _ellipse(a: float, b: float) -> Path:
    h, v = a * _ROUND, b * _ROUND
    return (
        ("M", 2 * a, b),
        ("C", 2 * a, b + v, a + h, 2 * b, a, 2 * b),
        ("C", a - h, 2 * b, 0.0, b + v, 0.0, b),
        ("C", 0.0, b - v, a - h, 0.0, a, 0.0),
        ("C", a + h, 0.0, 2 * a, b - v, 2 * a, b),
        ("Z",),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Text beside a box: on which side it stands, its width in characters, its contour."""

    wrap: Wrap = ""
    width: float = 0.0
    contour: Contour | None = None

    def points(self, grid: Grid, run: ColumnRun) -> float:
        """The box's width in points; where none is given, about half of its column.

        A box across gutters takes a third of its columns.
        """
        if self.width:
            return self.width * grid.zw
        chars = grid.span_width(run.many, run.first) / grid.zw
        return max(1.0, floor((chars - 1) / (2 if run.many == 1 else 3))) * grid.zw


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxPlace:
    """Attributes of every box that say where it stands.

    ``wrap`` is the side on which it stands beside the text, ``width`` counts characters.
    """

    place: str = "auto"
    columns: ColumnRun | None = None
    wrap: Literal["none", "left", "right", "both"] = "none"
    width: float = 0.0
    contour: Contour | None = None

    @property
    def beside(self) -> Beside | None:
        """Text beside the box, if it is asked for."""
        if self.wrap == "none":
            return None
        return Beside(wrap=self.wrap, width=self.width, contour=self.contour)
