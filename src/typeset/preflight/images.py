"""Images as placed: samples, colour space, resolution on paper, masks."""

from __future__ import annotations

import math
from typing import Any

from typeset.preflight import values
from typeset.preflight.inks import GRAY, UNKNOWN, space
from typeset.preflight.marks import Image
from typeset.preflight.state import INTENTS
from typeset.preflight.values import Matrix
from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class Placed:
    """An image, the constructs it uses, and whether something masks it."""

    image: Image
    traits: tuple[tuple[str, str], ...]
    masked: bool


def placed_image(given: Any, name: str, ctm: Matrix, resources: Any) -> Placed:
    """An image XObject, or the dictionary of an inline image, on the page."""
    width, height = (int(_number(given, *keys)) for keys in (("Width", "W"), ("Height", "H")))
    stencil = _entry(given, "ImageMask", "IM") is True
    written = _entry(given, "ColorSpace", "CS")
    own = GRAY if stencil else (UNKNOWN if written is None else space(written, resources))
    image = Image(
        width=width,
        height=height,
        bits=1 if stencil else int(_number(given, "BitsPerComponent", "BPC")),
        space=own,
        stencil=stencil,
        dpi=_dpi(width, height, ctm),
        stream=given if values.is_stream(given) else None,
        name=name,
    )
    masks = [_entry(given, key) for key in ("SMask", "Mask")]
    return Placed(image, tuple(_traits(given, image)), any(mask is not None for mask in masks))


def _entry(given: Any, *keys: str) -> Any:
    """The first of these entries, of a stream or of an inline image's dictionary."""
    for key in keys:
        found = given.get(key) if isinstance(given, dict) else values.get(given, "/" + key)
        if found is not None:
            return found
    return None


def _number(given: Any, *keys: str) -> float:
    return min(values.number(_entry(given, *keys)) or 0.0, 1e6)


def _dpi(width: int, height: int, ctm: Matrix) -> float:
    across, down = math.hypot(ctm[0], ctm[1]), math.hypot(ctm[2], ctm[3])
    if not across or not down or not width or not height:
        return math.inf
    return min(width / across, height / down) * 72


def _traits(given: Any, image: Image) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if values.is_dictionary(_entry(given, "SMask")):
        found.append(("soft-mask", "image"))
    if values.number(_entry(given, "SMaskInData")):
        found.append(("soft-mask", "JPEG 2000"))
    if image.bits > 8:
        found.append(("deep-image", f"{image.bits} bits"))
    if any(
        values.get(version, "/DefaultForPrinting") is True
        for version in values.items(_entry(given, "Alternates"))
    ):
        found.append(("alternate-image", image.name))
    intent = values.plain(_entry(given, "Intent"))
    if intent and intent not in INTENTS:
        found.append(("unknown-intent", intent))
    return found
