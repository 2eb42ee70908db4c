"""Boxes outside the columns: in the outer margin, on a page of their own, over a spread."""

from __future__ import annotations

from typeset.geometry import MM
from typeset.style.resolved import Style

WHOLE = ("page", "spread")
"""Places that take whole pages."""

OUTSIDE = ("margin", *WHOLE)

LEAST_MARGIN = 12 * MM
"""A box in a narrower margin would not be read."""

_SAFE = 5 * MM  # from the trim's edge, where the guillotine may err


def margin_room(style: Style) -> float:
    """What the outer margin has for a box, an em from the text and safe from the knife."""
    return style.page.edge - style.grid.zw - _SAFE


def standing(asked: str, own: str, style: Style) -> str:
    """The place of a box: the one asked for or its design's, if the style has room for it."""
    place = asked if asked not in ("", "auto") else own
    if place == "margin" and margin_room(style) < LEAST_MARGIN:
        return "band-foot"
    return place


def outside_width(place: str, style: Style) -> float:
    """The width of a box in one of these places, in points.

    Over a spread: from the outer edge of the left type area to that of the right one.
    """
    match place:
        case "margin":
            return margin_room(style)
        case "spread":
            return 2 * (style.grid.width + style.page.gutter)
        case _:
            return style.grid.width
