"""Vertical pages: laid out as if lines ran from left to right, then turned.

The page maker counts characters along lines and lines down the page, whichever way those run.
A vertical page is made and painted on its side: its first line at the top, later its right
edge. Turning it clockwise by a right angle brings every mark to its place; glyphs keep
their stance, since :mod:`typeset.layout.beside` has placed them for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def turned_marks(marks: Iterable[Mark], width: float) -> Iterator[Mark]:
    """Marks of a page on its side, brought upright on a page so wide."""
    for mark in marks:
        match mark:
            case Glyphs() | Destination():
                yield replace(mark, x=width - mark.y, y=mark.x)
            case Filled() | Stroked() | ClipStart():
                yield replace(mark, path=_path(mark.path, width))
            case Pictured():  # its frame is moved, the picture itself stays upright
                yield replace(mark, frame=turned_rect(mark.frame, width))
            case LinkArea():
                yield replace(mark, rect=turned_rect(mark.rect, width))
            case ClipEnd() | TagOpen() | TagClose() | ArtifactOpen() | ArtifactClose():
                yield mark
            case _:
                assert_never(mark)


def upright_marks(marks: Iterable[Mark], frame: Rect) -> Iterator[Mark]:
    """Marks of a drawing that stands upright in a frame of a page on its side.

    They are placed from the upright frame's corner; the page is turned later.
    """
    for mark in marks:
        match mark:
            case Glyphs():
                yield replace(mark, x=frame.x + mark.y, y=frame.foot - mark.x)
            case Filled() | Stroked() | ClipStart():
                yield replace(mark, path=_upright(mark.path, frame))
            case _:
                yield mark


def _upright(path: Path, frame: Rect) -> Path:
    return tuple((segment[0], *_unturned(segment[1:], frame)) for segment in path)


def _unturned(numbers: tuple[float, ...], frame: Rect) -> Iterator[float]:
    for x, y in zip(numbers[::2], numbers[1::2], strict=True):
        yield frame.x + y
        yield frame.foot - x


def turned_rect(rect: Rect, width: float) -> Rect:
    """A rectangle of a page on its side, on the upright page."""
    return Rect(width - rect.foot, rect.x, rect.height, rect.width)


def _path(path: Path, width: float) -> Path:
    return tuple((segment[0], *_points(segment[1:], width)) for segment in path)


def _points(numbers: tuple[float, ...], width: float) -> Iterator[float]:
    for x, y in zip(numbers[::2], numbers[1::2], strict=True):
        yield width - y
        yield x
