"""Paths as operators, in the sheet's coordinates."""

from __future__ import annotations

from typeset.geometry import Path, Rect
from typeset.pdf.boxes import Sheet
from typeset.pdf.objects import numbers

Extent = tuple[float, float, float, float]
"""Left, foot, right and head in the sheet's coordinates."""

_OPERATORS = {
    "M": "%.2f %.2f m\n",
    "L": "%.2f %.2f l\n",
    "C": "%.2f %.2f %.2f %.2f %.2f %.2f c\n",
    "Z": "h\n",
}


def path_operators(path: Path, sheet: Sheet) -> str:
    """The operators that build the path; an upright rectangle is a single ``re``.

    Other paths keep two decimals (3.5 µm) and are formatted in one step: a contour drawing
    has tens of thousands of coordinates.
    """
    corners = _rectangle(path)
    if corners is not None:
        x0, y0, x1, y1 = corners
        left, foot = sheet.x(x0), sheet.y(y1)
        return f"{numbers((left, foot, x1 - x0, y1 - y0))} re\n"
    left, head = sheet.x(0), sheet.y(0)
    coordinates = [coordinate for _, *rest in path for coordinate in rest]
    coordinates[::2] = [x + left for x in coordinates[::2]]
    coordinates[1::2] = [head - y for y in coordinates[1::2]]
    written = "".join([_OPERATORS[segment[0]] for segment in path]) % tuple(coordinates)
    return written.replace("0 ", " ").replace(".0 ", " ")  # of exactly two decimals


def _rectangle(path: Path) -> tuple[float, float, float, float] | None:
    """Left, top, right and foot of an upright rectangle that starts at its top left corner."""
    if [segment[0] for segment in path] != ["M", "L", "L", "L", "Z"]:
        return None
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = [corner for _, *corner in path[:4]]
    upright = y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0
    return (x0, y0, x2, y2) if upright else None


def path_extent(path: Path, sheet: Sheet) -> Extent:
    """The box around all points of the path, control points included."""
    xs = [sheet.x(x) for _, *rest in path for x in rest[::2]]
    ys = [sheet.y(y) for _, *rest in path for y in rest[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def rect_extent(rect: Rect, sheet: Sheet) -> Extent:
    """A rectangle of the page on the sheet."""
    return sheet.x(rect.x), sheet.y(rect.foot), sheet.x(rect.right), sheet.y(rect.y)


def union(a: Extent | None, b: Extent) -> Extent:
    """The box around both."""
    if a is None:
        return b
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
