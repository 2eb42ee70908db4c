"""Lengths and shapes on the page.

Everything past the style loader is a plain ``float`` in PostScript points (1/72 inch).
The page's origin is the top left corner of the trim, x runs right and y runs down; only
``pdf/`` turns the y axis. A rectangle's ``y`` is its top.
"""

from __future__ import annotations

from typeset.record import dataclass

MM = 72 / 25.4
Q = MM / 4


@dataclass(frozen=True, slots=True)
class Point:
    """A place, in points."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height, in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Edges:
    """Four distances from the edges of a rectangle, in points."""

    head: float = 0.0
    right: float = 0.0
    foot: float = 0.0
    left: float = 0.0


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle; ``x``, ``y`` is its top left corner, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def foot(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height


# A path is a tuple of segments; each segment is its operator and coordinates:
# ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y), ("Z",).
Segment = tuple[str, *tuple[float, ...]]
Path = tuple[Segment, ...]


def shift(path: Path, dx: float, dy: float) -> Path:
    """The path moved by (dx, dy) points."""
    moved: list[Segment] = []
    for segment in path:  # contours have thousands of points: one pattern for each kind
        match segment:
            case (op, x, y):
                moved.append((op, x + dx, y + dy))
            case (op, x1, y1, x2, y2, x, y):
                moved.append((op, x1 + dx, y1 + dy, x2 + dx, y2 + dy, x + dx, y + dy))
            case _:
                moved.append(segment)
    return tuple(moved)


def rectangle(rect: Rect) -> Path:
    """The rectangle as a closed path."""
    return (
        ("M", rect.x, rect.y),
        ("L", rect.right, rect.y),
        ("L", rect.right, rect.foot),
        ("L", rect.x, rect.foot),
        ("Z",),
    )
