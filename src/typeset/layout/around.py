"""Lines that differ in length: beside a box, across a gutter, in columns of unequal width.

A column offers *slots*, each the place of one line: a grid line, a start and a width. Beside
an obstacle slots are narrowed to whole characters, so that text keeps to the grid both ways;
where fewer than :data:`LEAST` characters would be left there is none (CL-CO-09); between two
edges of one column a grid line may offer two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import floor
from typing import NamedTuple

from typeset.geometry import Path
from typeset.layout.steps import Shape
from typeset.record import dataclass
from typeset.text.measure import Measure

LEAST = 8
"""Characters of the narrowest line beside a box."""

WHITE = 1.0
"""Characters of white between a box and the text beside it, at least."""

_NEAR = 1e-6


class Slot(NamedTuple):
    """The place of a line: its grid line, and its start and width in points from the column."""

    row: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What text runs around: from grid line ``top``, for each line the stretch it takes.

    A stretch is (left, right) in points from the column's left edge, white included; None
    where text passes freely.
    """

    top: int
    rows: tuple[tuple[float, float] | None, ...]

    @property
    def foot(self) -> int:
        """The grid line under it."""
        return self.top + len(self.rows)

    def at(self, row: int) -> tuple[float, float] | None:
        """What it takes of a grid line."""
        return self.rows[row - self.top] if self.top <= row < self.foot else None


@dataclass(frozen=True, slots=True)
class Profile:
    """A column of so many points and grid lines, with the obstacles in it."""

    width: float
    height: int
    zw: float
    obstacles: tuple[Obstacle, ...] = ()

    def free(self, first: int, last: int) -> bool:
        """Whether nothing stands beside the grid lines from ``first`` up to ``last``."""
        return all(other.foot <= first or other.top >= last for other in self.obstacles)

    def slots(self, row: int, step: int = 1) -> Iterator[Slot]:
        """The places of lines from a grid line on; each takes ``step`` grid lines.

        Below the column's foot lines are thought of as running on at its full width.
        """
        while True:
            if row + step > self.height:
                yield Slot(row + step - 1, 0.0, self.width)
            elif step == 1:
                yield from (Slot(row, *place) for place in self.segments(row))
            elif self.free(row, row + step):
                yield Slot(row + step - 1, 0.0, self.width)
            else:
                row += 1
                continue
            row += step

    def segments(self, row: int) -> list[tuple[float, float]]:
        """(start, width) of each line that a grid line has room for, from the left."""
        taken = sorted(stretch for other in self.obstacles if (stretch := other.at(row)))
        if not taken:
            return [(0.0, self.width)]
        found, left = [], 0.0
        for start, end in (*taken, (self.width, self.width)):
            chars = floor((min(start, self.width) - left) / self.zw + _NEAR)
            if chars >= LEAST:
                width = chars * self.zw
                # flush with the column's edge, or with the box at the left
                found.append((left if start < self.width else self.width - width, width))
            left = max(left, end)
        return found


def measure_of(before: Shape, slots: Sequence[Slot], width: float) -> Measure:
    """The measure of a paragraph whose first lines were set in ``before``, the next in slots."""
    places = [*before, *((slot.start, slot.width) for slot in slots)]
    gaps = tuple(
        (number, start, width - start - own)
        for number, (start, own) in enumerate(places)
        if start or abs(own - width) > _NEAR
    )
    return Measure(width, gaps)


def shape_of(before: Shape, slots: Iterable[Slot], width: float) -> Shape:
    """The places of lines set so far; nothing where all had a column of ``width`` to themselves."""
    shape = (*before, *((slot.start, slot.width) for slot in slots))
    return shape if any(start or abs(own - width) > _NEAR for start, own in shape) else ()


# -- the obstacle that a box is ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """A box among running text: its left edge, width and height in points, and its outline."""

    x: float
    width: float
    lines: int
    contour: Path = ()

    def obstacle(self, top: int, column: float, grid: tuple[float, float]) -> Obstacle:
        """What it takes of a column ``column`` points wide; ``grid`` is em and pitch."""
        zw, pitch = grid
        rows = tuple(self._row(number, column, zw, pitch) for number in range(self.lines))
        return Obstacle(top, rows)

    def _row(
        self, number: int, column: float, zw: float, pitch: float
    ) -> tuple[float, float] | None:
        left, right = self.x, self.x + self.width
        if self.contour:
            found = extent(self.contour, number * pitch, number * pitch + zw)
            if found is None:
                return None
            left, right = self.x + found[0], self.x + found[1]
        stretch = left - WHITE * zw, right + WHITE * zw
        outside = stretch[1] <= _NEAR or stretch[0] >= column - _NEAR
        return None if outside else stretch


_PARTS = 12  # straight pieces of a curve


def extent(path: Path, head: float, foot: float) -> tuple[float, float] | None:
    """The least and greatest x of a closed path between two heights; None where it is not."""
    found: list[float] = []
    for (x0, y0), (x1, y1) in _sides(path):
        low, high = min(y0, y1), max(y0, y1)
        if high < head or low > foot:
            continue
        for y in (max(low, head), min(high, foot)):
            share = (y - y0) / (y1 - y0) if abs(y1 - y0) > _NEAR else 0.0
            found.append(x0 + share * (x1 - x0))
        if abs(y1 - y0) <= _NEAR:
            found.append(x1)
    return (min(found), max(found)) if found else None


_Spot = tuple[float, float]


def _sides(path: Path) -> Iterator[tuple[_Spot, _Spot]]:
    """The path's sides, curves in short straight pieces."""
    start = here = (0.0, 0.0)
    for segment in path:
        match segment:
            case ("M", x, y):
                start = here = (x, y)
            case ("L", x, y):
                yield here, (x, y)
                here = (x, y)
            case ("C", x1, y1, x2, y2, x, y):
                curve = (here, (x1, y1), (x2, y2), (x, y))
                yield from pairwise(_on_curve(curve, n / _PARTS) for n in range(_PARTS + 1))
                here = (x, y)
            case _:
                yield here, start
                here = start


def _on_curve(points: tuple[_Spot, _Spot, _Spot, _Spot], t: float) -> _Spot:
    shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(share * point[0] for share, point in zip(shares, points, strict=True)),
        sum(share * point[1] for share, point in zip(shares, points, strict=True)),
    )
