"""SVG files as paths and words of ours, by way of svglib and a reportlab drawing.

What the way would lose in silence (bitmaps, gradients, filters, transparency, turned words) is
refused by name, and nothing outside the file is ever read. Colours become inks through the
shipped printing condition; greys go on black alone.
"""

from __future__ import annotations

import io
import logging
import re
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from typeset.blocks.graphics import CannotDrawError, Canvas, rendered
from typeset.blocks.kind import Vector
from typeset.color import BLACK, WHITE, Cmyk, Color, gray
from typeset.diagnostics import Span
from typeset.resources import asset

_LOST = frozenset(
    {
        "image", "foreignObject", "filter", "mask", "script", "animate", "animateTransform", "set",
        "marker", "textPath", "video", "audio", "iframe",
    }
)  # fmt: skip
_SHADED = frozenset({"linearGradient", "radialGradient", "pattern"})
_INSTEAD = "fill it flat, or export the drawing as PDF: a page of that keeps its shades"
_SEE_THROUGH = re.compile(r"(?:^|[;{\s])(?:fill-|stroke-)?opacity\s*:\s*(0?\.\d+|0)\b")
_NEUTRAL = 0.012  # by which the channels of a grey may differ
_MOST_PATHS = 20_000


class UnreadableSvgError(ValueError):
    """The file cannot be set as it is; the message says why."""


def read_svg(data: bytes, at: Span) -> Vector:
    """The drawing in an SVG file.

    Raises:
        UnreadableSvgError: it is none, or holds what cannot be set.
    """
    _check(data)
    logging.getLogger("svglib").setLevel(logging.CRITICAL)  # it speaks of faces we do not use
    from svglib.svglib import svg2rlg  # noqa: PLC0415 - only for projects with such files

    try:
        drawing: Any = svg2rlg(io.BytesIO(data))
    except Exception as fault:  # noqa: BLE001 - a foreign reader of a foreign file
        raise UnreadableSvgError(f"cannot be read: {fault}") from None
    if drawing is None or not drawing.width or not drawing.height:
        raise UnreadableSvgError("has no size: give it width, height or viewBox")
    try:
        parts = rendered(drawing, Canvas(ink=ink_of, span=at))
    except CannotDrawError as fault:
        raise UnreadableSvgError(f"cannot be set: {fault}") from None
    except RecursionError:
        raise UnreadableSvgError("is nested too deeply") from None
    if len(parts) > _MOST_PATHS:
        raise UnreadableSvgError(f"holds {len(parts)} paths; {_MOST_PATHS} are the most")
    return Vector(float(drawing.width), float(drawing.height), parts)


def _check(data: bytes) -> None:
    """Refuse what svglib would pass over, would read from elsewhere, or would never end with."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableSvgError("is not in UTF-8") from None
    if b"<!ENTITY" in data or (b"<!DOCTYPE" in data.split(b"<svg")[0] and b"[" in data[:500]):
        raise UnreadableSvgError("declares entities, which are not read")
    try:
        root = ET.fromstring(data)  # noqa: S314 - entities were refused above
    except ET.ParseError as fault:
        raise UnreadableSvgError(f"is no well-formed XML: {fault}") from None
    if not root.tag.endswith("svg"):
        raise UnreadableSvgError("is XML, but no SVG")
    _check_uses(root)
    for node in root.iter():
        name = str(node.tag).rpartition("}")[2]
        if name in _SHADED:
            raise UnreadableSvgError(f"holds <{name}>, which is not set from SVG; {_INSTEAD}")
        if name in _LOST:
            raise UnreadableSvgError(f"holds <{name}>; convert it to plain filled paths")
        if name == "style" and "@import" in (node.text or ""):
            raise UnreadableSvgError("imports a style from elsewhere")
        for key, value in node.attrib.items():
            _check_attribute(key.rpartition("}")[2], value)


def _check_uses(root: ET.Element) -> None:
    """Refuse what is used inside what is used: a few lines of it can grow without end."""
    targets = {
        value.removeprefix("#")
        for node in _uses(root)
        for key, value in node.attrib.items()
        if key.rpartition("}")[2] == "href"
    }
    for node in root.iter():
        if node.get("id") in targets and _uses(node):
            raise UnreadableSvgError("uses <use> inside <use>; convert it to plain paths")


def _uses(node: ET.Element) -> list[ET.Element]:
    return [each for each in node.iter() if str(each.tag).rpartition("}")[2] == "use"]


def _check_attribute(key: str, value: str) -> None:
    if key == "href" and not value.startswith("#"):
        raise UnreadableSvgError(f"refers to '{value[:60]}', outside the file")
    clear = key.endswith("opacity") and value.strip() not in ("1", "1.0", "100%")
    if clear or (key == "style" and _SEE_THROUGH.search(value)):
        raise UnreadableSvgError("is transparent in places; give it the colours as they look")


def ink_of(color: Any) -> Color | None:
    """An ink for a colour of the screen."""
    if color is None or getattr(color, "alpha", 1) == 0:
        return None
    return _ink(round(color.red, 4), round(color.green, 4), round(color.blue, 4))


@cache
def _ink(red: float, green: float, blue: float) -> Color:
    light = (red + green + blue) / 3
    if max(red, green, blue) - min(red, green, blue) <= _NEUTRAL:
        return BLACK if light < 0.02 else WHITE if light > 0.98 else gray(round(100 - light * 100))
    import PIL.Image  # noqa: PLC0415
    from PIL import ImageCms  # noqa: PLC0415

    pixel = PIL.Image.new("RGB", (1, 1), tuple(round(c * 255) for c in (red, green, blue)))
    made = ImageCms.applyTransform(pixel, _transform())
    inks: Any = (0, 0, 0, 0) if made is None else made.getpixel((0, 0))
    return Cmyk(*(float(round(ink / 2.55)) for ink in inks))


@cache
def _transform() -> Any:
    from PIL import ImageCms  # noqa: PLC0415

    profile = asset("icc/FOGRA39L_coated.icc").read_bytes()
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
