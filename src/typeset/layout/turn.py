"""Vertical pages: laid out as if lines ran from left to right, then turned.

The page maker counts characters along lines and lines down the page, whichever way those run.
A vertical page is made and painted on its side: its first line at the top, later its right
edge. Turning it clockwise by a right angle brings every mark to its place; glyphs keep
their stance, since :mod:`typeset.layout.beside` has placed them for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from typeset.display import (
    ArtifactClose,
    ArtifactOpen,
    ClipEnd,
    ClipStart,
    Destination,
    Filled,
    Glyphs,
    LinkArea,
    Mark,
    Pictured,
    Stroked,
    TagClose,
    TagOpen,
)
from typeset.geometry import Path, Rect, Size
from typeset.record import dataclass
from typeset.style.resolved import PageGeometry


def on_its_side(page: PageGeometry, area: Rect) -> PageGeometry:
    """The geometry of a vertical page as it is laid out: its right edge is the head."""
    right = page.trim.width - area.right
    return PageGeometry(
        trim=Size(page.trim.height, page.trim.width),
        bleed=page.bleed,
        head=right,
        foot=area.x,
        gutter=area.y,
        edge=page.trim.height - area.foot,
        facing=False,
    )


# -- marks -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn by a right angle: ``point`` tells where a place comes to lie, in points."""

    point: Callable[[float, float], tuple[float, float]]

    def marks(self, marks: Iterable[Mark]) -> Iterator[Mark]:
        """Marks at their new places; how glyphs and pictures stand is left as it is."""
        for mark in marks:
            match mark:
                case Glyphs() | Destination():
                    x, y = self.point(mark.x, mark.y)
                    yield replace(mark, x=x, y=y)
                case Filled() | Stroked() | ClipStart():
                    yield replace(mark, path=self.path(mark.path))
                case Pictured():
                    yield replace(mark, frame=self.rect(mark.frame))
                case LinkArea():
                    yield replace(mark, rect=self.rect(mark.rect))
                case ClipEnd() | TagOpen() | TagClose() | ArtifactOpen() | ArtifactClose():
                    yield mark
                case _:
                    assert_never(mark)

    def rect(self, rect: Rect) -> Rect:
        """A rectangle at its new place, its sides changed over."""
        one, other = self.point(rect.x, rect.y), self.point(rect.right, rect.foot)
        x, y = min(one[0], other[0]), min(one[1], other[1])
        return Rect(x, y, rect.height, rect.width)

    def path(self, path: Path) -> Path:
        """A path at its new place."""
        return tuple((segment[0], *self._points(segment[1:])) for segment in path)

    def _points(self, numbers: tuple[float, ...]) -> Iterator[float]:
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            yield from self.point(x, y)


def clockwise(width: float) -> Turn:
    """From a page on its side to the upright page, which is so wide."""
    return Turn(lambda x, y: (width - y, x))


def anticlockwise(area: Rect) -> Turn:
    """Into an area whose lower left corner the corner of what is turned becomes."""
    return Turn(lambda x, y: (area.x + y, area.foot - x))
