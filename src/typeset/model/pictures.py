"""Picture files as facts: what the pages need to know; the bytes stay in the project.

An :class:`Image` is found again by its ``path``. :func:`laid` says how a picture lies in a
frame; whoever paints asks it, so that a frame may still be moved or turned until then.
"""

from __future__ import annotations

from typing import Literal

from typeset.geometry import Rect
from typeset.record import dataclass

Format = Literal["jpeg", "png", "tiff", "pdf"]
Space = Literal["gray", "rgb", "cmyk"]
Fit = Literal["crop", "whole"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """One picture file. ``width`` and ``height`` are its pixels as it is looked at.

    ``turn`` is the EXIF orientation (1 to 8) that the stored pixels need; ``digest`` the SHA-256
    of the file, with the page where it is one of a PDF. Such a ``page`` has as many pixels as
    300 to the inch make of it; ``features`` and ``spots`` are what it is made of
    (``pdf_pictures.contents``).
    """

    path: str
    digest: str
    format: Format
    width: int
    height: int
    space: Space = "rgb"
    alpha: bool = False
    turn: int = 1
    page: int = 0
    features: tuple[str, ...] = ()
    spots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """How a picture fills a frame.

    ``crop`` covers the frame and cuts what stands out, evenly around ``focus`` (shares of
    what can be cut, 0 to 1 from the left and the head); ``whole`` fits all of it inside.
    ``part`` is the rectangle of the picture that is shown at all, in shares of its sides.
    ``flatten`` sets a picture with transparency on white.
    """

    fit: Fit = "crop"
    focus: tuple[float, float] = (0.5, 0.5)
    part: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    flatten: bool = False


def aspect(image: Image, framing: Framing) -> float:
    """Height by width of the part that is shown."""
    _, _, across, down = framing.part
    return image.height * down / (image.width * across)


def shown(frame: Rect, image: Image, framing: Framing) -> Rect:
    """What of the frame the picture covers: all of it, or its middle if it is shown whole."""
    if framing.fit == "crop":
        return frame
    ratio = aspect(image, framing)
    width = min(frame.width, frame.height / ratio)
    height = width * ratio
    x = frame.x + (frame.width - width) / 2
    return Rect(x, frame.y, width, height)


def laid(frame: Rect, image: Image, framing: Framing) -> Rect:
    """Where the whole picture lies, parts outside the frame included, so that it fills it."""
    left, head, across, down = framing.part
    seen = shown(frame, image, framing)
    ratio = aspect(image, framing)
    width = max(seen.width, seen.height / ratio)  # of the part
    height = width * ratio
    x = seen.x - (width - seen.width) * framing.focus[0]
    y = seen.y - (height - seen.height) * framing.focus[1]
    whole = width / across, height / down
    return Rect(x - left * whole[0], y - head * whole[1], *whole)


def resolution(frame: Rect, image: Image, framing: Framing) -> float:
    """Pixels to the inch at which the picture is set in the frame."""
    return image.width / laid(frame, image, framing).width * 72
