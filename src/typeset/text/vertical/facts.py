"""What the probe says of a cluster in a vertical line: cell, mark drawn, feature, ink."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from typeset.scripts.orientation import load_vertical

if TYPE_CHECKING:
    from typeset.text.glyphs import Piece, TypeColumns

_ASCENT = 0.88  # em above the baseline: the head of the em box
CELL_RISE = 0.38
"""Em by which the middle of the em box stands above the baseline of signs in a cell."""

Box = tuple[float, float, float, float]


def stance_facts(type_: TypeColumns, at: int, language: str) -> dict[str, Any]:
    """``drawn``, ``tcy`` and ``features`` of a cluster, those that hold for it."""
    piece = piece_at(type_, at)
    if not piece.look.stance:
        return {}
    if at in type_.text.cells:
        return {"tcy": True}
    char = type_.text.text.texts[at][:1]
    if piece.look.stance != "upright" or not char:
        return {}
    out: dict[str, Any] = {}
    rules = load_vertical(language)
    if char in rules.drawn:
        out["drawn"] = rules.drawn[char]
    if rules.of(char) in ("Tu", "Tr"):
        out["features"] = ["vert"]
    return out


def piece_at(type_: TypeColumns, at: int) -> Piece:
    """The piece that a cluster belongs to."""
    return type_.pieces[bisect_right(type_.pieces, at, key=lambda piece: piece.first) - 1]


def standing_ink(ink: Box, width: float) -> Box:
    """The ink box (left, bottom, right, top; em) of an upright glyph ``width`` em wide.

    Along the line from the head of its em box; across it from 0, the left edge, to 1.
    """
    left, bottom, right, top = ink
    shift = (1 - width) / 2
    return _ASCENT - top, left + shift, _ASCENT - bottom, right + shift
