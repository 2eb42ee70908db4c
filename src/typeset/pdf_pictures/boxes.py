"""Boxes of a page as foreign files write them: corners in any order, or nothing of sense."""

from __future__ import annotations

import math
from typing import Any

Box = tuple[float, float, float, float]
"""Left, foot, right, head."""


def box_of(value: Any) -> Box | None:
    """The box that an array says; None where there is none, or no finite one."""
    if value is None or len(value) != 4:
        return None
    x0, y0, x1, y1 = (float(number) for number in value)
    if not all(map(math.isfinite, (x0, y0, x1, y1))):
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def within(inner: Box, outer: Box) -> Box:
    """The part of a box that lies in another."""
    return (
        max(inner[0], outer[0]), max(inner[1], outer[1]),
        min(inner[2], outer[2]), min(inner[3], outer[3]),
    )  # fmt: skip
