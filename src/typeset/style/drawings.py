"""Drawings by name: the contour drawings and the logo, as shapes in our own inks.

``draw`` is what a design's ``shape: {drawing: NAME}`` calls. Parameters of the contour
drawings are ``presets/drawings/*.toml``; the logo is ``assets/logo`` (its SVG holds the
paths, ``logo.toml`` its inks, clear space and least size).
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from typeset.color import BLACK, WHITE, Color
from typeset.diagnostics import nearest
from typeset.flow import Origin, Shape
from typeset.style import shelf
from typeset.style.contours import Contours, Hill, Wave, contours
from typeset.style.logo import Logo, logo, open_logo

__all__ = ["Contours", "Logo", "contours", "draw", "logo", "names", "natural_size"]

LOGOS = ("logo", "logo-mono")


def names() -> tuple[str, ...]:
    """Every name that :func:`draw` knows."""
    return (*shelf.drawing_names(), *LOGOS)


def draw(
    name: str,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    line: Color | None = None,
    ground: Color | None = None,
    origin: Origin = "box",
) -> tuple[Shape, ...]:
    """The drawing in a frame at (x, y), points; a side of 0 follows from the other.

    ``line`` and ``ground`` are the inks of a contour drawing (default black on white).
    ``logo`` is always in its own inks, ``logo-mono`` in ``line``.

    Raises:
        LookupError: there is no such drawing; the message offers the nearest name.
    """
    width, height = _frame(name, width, height)
    if name in LOGOS:
        one = (line or BLACK) if name == "logo-mono" else None
        return logo(x, y, height, one, origin)
    return contours(
        parameters(name),
        x,
        y,
        width,
        height,
        line=line or BLACK,
        ground=ground or WHITE,
        origin=origin,
    )


def natural_size(name: str) -> tuple[float, float]:
    """Width and height, in points, that the drawing was made for.

    Raises:
        LookupError: there is no such drawing.
    """
    return open_logo().size if name in LOGOS else parameters(name).size


@lru_cache(maxsize=16)
def parameters(name: str) -> Contours:
    """The parameters of a contour drawing.

    Raises:
        LookupError: there is no such drawing.
    """
    if name not in shelf.drawing_names():
        hint = nearest(name, names())
        raise LookupError(f"unknown drawing '{name}'" + (f"; {hint}" if hint else ""))
    table: dict[str, Any] = tomllib.loads(shelf.drawing_text(name)[0])
    for key, kind in (("hill", Hill), ("texture", Wave), ("plain", Wave), ("river", Wave)):
        table[key] = tuple(kind(**row) for row in table.get(key, ()))
    for pair in ("size", "tint"):
        table[pair] = tuple(table[pair])
    return Contours(**table)


def _frame(name: str, width: float, height: float) -> tuple[float, float]:
    own = natural_size(name)
    if not width and not height:
        return own
    return width or height * own[0] / own[1], height or width * own[1] / own[0]
