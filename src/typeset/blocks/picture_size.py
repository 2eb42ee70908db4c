"""How high a picture and the words under it are, before the line engine has seen them."""

from __future__ import annotations

import math
import unicodedata

from typeset.blocks.parts import Row
from typeset.blocks.scope import Scope
from typeset.model.pictures import aspect

CAPTION, CREDIT, PICTURE = "caption", "credit", "picture"
_CLOSE = 0.97  # of the measure: how full the lines of a caption are, to be on the safe side
_FIRST = 20.0  # points from the picture to the foot of one line of caption
_GAP = 1.5  # em between caption and credit
_MARK = 9.5  # points that the mark before a caption takes


def under_picture(row: Row, scope: Scope, width: float) -> float:
    """The points that caption and credit of a row need under a picture so wide."""
    label = scope.numbers.label(row.counted) if row.counted else ""
    words = f"{label}　{row.text(CAPTION)}" if label else row.text(CAPTION)
    role = scope.style.roles.get(CAPTION)
    if role is None or not (words or row.text(CREDIT)):
        return 0.0
    measure = (width - _MARK - credit_width(row, scope)) * _CLOSE
    lines = max(1, math.ceil(_width(words, role.size) / max(measure, role.size)))
    return _FIRST + (lines - 1) * role.leading


def credit_width(row: Row, scope: Scope) -> float:
    """The room of a picture's credit beside its caption, in points."""
    role = scope.style.roles.get(CREDIT) or scope.style.roles.get(CAPTION)
    credit = row.text(CREDIT)
    return _width(credit, role.size) + _GAP * role.size if role and credit else 0.0


def picture_height(row: Row, scope: Scope, width: float, height: float) -> float:
    """How high the picture of a row is in a box so large: cut to fill it, or shown whole."""
    room = height - under_picture(row, scope, width)
    if sketch := row.sketch(PICTURE):
        return min(room, sketch.natural(width)) if sketch.keeps else room
    photo = row.photo(PICTURE)
    if photo is None:
        return 0.0
    if photo.framing.fit == "crop":
        return room
    return min(room, width * aspect(photo.image, photo.framing))


def _width(text: str, size: float) -> float:
    """About how wide a text is set, in points."""
    wide = sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.55 for c in text)
    return wide * size
