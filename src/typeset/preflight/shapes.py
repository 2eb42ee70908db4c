"""The path under construction: its extent, whether it is an upright rectangle, its subpaths."""

from __future__ import annotations

from itertools import pairwise

from typeset.preflight.values import Box, around

Point = tuple[float, float]

MOST_POINTS = 20_000  # of a shape that is kept for the question what lies inside it
_LEVEL = 0.01  # points: as good as upright


class Outline:
    """A path in page coordinates; curves count with their control points."""

    def __init__(self) -> None:
        self._subpaths: list[list[Point]] = []
        self._rectangles = 0

    def __len__(self) -> int:
        return sum(len(subpath) for subpath in self._subpaths)

    def add(self, points: list[Point], *, start: bool = False) -> None:
        """Go on to the points, or start a subpath at the first."""
        if start or not self._subpaths:
            self._subpaths.append([])
        self._subpaths[-1] += points

    def rectangle(self, corners: list[Point]) -> None:
        """A closed rectangle, perhaps turned."""
        self._subpaths.append(corners)

    def close(self) -> None:
        """Back to the start of the subpath."""
        if self._subpaths and self._subpaths[-1]:
            self._subpaths[-1].append(self._subpaths[-1][0])

    @property
    def box(self) -> Box | None:
        """The upright box around everything; None for an empty path."""
        points = [point for subpath in self._subpaths for point in subpath]
        return around(points) if points else None

    @property
    def is_rectangle(self) -> bool:
        """Whether the path is one upright rectangle."""
        drawn = [subpath for subpath in self._subpaths if len(subpath) > 1]
        if len(drawn) != 1 or len(drawn[0]) not in {4, 5, 6}:
            return False
        corners = drawn[0]
        x0, y0, x1, y1 = around(corners)
        return all(
            min(abs(x - x0), abs(x - x1)) < _LEVEL and min(abs(y - y0), abs(y - y1)) < _LEVEL
            for x, y in corners
        ) and all(min(abs(a[0] - b[0]), abs(a[1] - b[1])) < _LEVEL for a, b in pairwise(corners))

    def shape(self) -> tuple[tuple[Point, ...], ...]:
        """The subpaths of anything but an upright rectangle; nothing beyond the bound."""
        if self.is_rectangle or len(self) > MOST_POINTS:
            return ()
        return tuple(tuple(subpath) for subpath in self._subpaths)


def holds(outline: tuple[tuple[Point, ...], ...], point: Point) -> bool:
    """Whether the point lies inside the subpaths (non-zero winding)."""
    x, y = point
    winding = 0
    for subpath in outline:
        for (ax, ay), (bx, by) in pairwise((*subpath, subpath[0])):
            if (ay <= y) != (by <= y):
                side = (bx - ax) * (y - ay) - (x - ax) * (by - ay)
                winding += (side > 0) - (side < 0) if (ay <= y) == (side > 0) else 0
    return winding != 0
