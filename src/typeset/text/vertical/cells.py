"""What stands in the em boxes of vertical lines: single signs, or several in a cell (纵中横)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from typeset.display import PlacedRun
from typeset.text.shape import Shaper

if TYPE_CHECKING:
    from typeset.text.glyphs import Piece, TypeColumns
    from typeset.text.justify import Adjusted


OVER = 1.25
"""Em across the line that a wider cell may take, from the white between the lines."""

_ASCENT = 0.88  # em; the head of the em box above the baseline (CL-FN-06)


def level(shaper: Shaper) -> Shaper:
    """The shaper of horizontal text behind one of vertical lines, or the shaper itself."""
    own: Shaper = getattr(shaper, "level", shaper)
    return own


def fit_cell(out: TypeColumns, piece: Piece) -> None:
    """Give the last cluster one em of its line; what is wider is set smaller (CL-VT-06).

    Three figures in one em cannot be read: what is so wide stands over the sides of its box.
    """
    at = piece.first
    first, last = out.glyph_start[at], len(out.gids)
    width = sum(out.advances[first:last])
    em = piece.look.size
    if width > em:
        scale = (em if width <= OVER * em else OVER * em) / width
        piece.size *= scale
        for glyph in range(first, last):
            out.advances[glyph] *= scale
            out.offsets[glyph] *= scale
    out.body[at] = em


def stand_western(out: TypeColumns, piece: Piece, begin: int) -> None:
    """Give upright Western signs one em each of the Han size, whatever their face's scale.

    They stand as they would in a horizontal line beside Han: on its baseline (CL-VT-07).
    """
    em, size = piece.look.size, piece.size
    if em == size:
        return
    for glyph in range(begin, len(out.gids)):
        if out.advances[glyph]:
            out.advances[glyph] = em
            out.offsets[glyph] += _ASCENT * (em - size)


def stood(
    placed: PlacedRun, type_: TypeColumns, piece: Piece, line: Adjusted, first: int
) -> PlacedRun:
    """A run with its stance; the glyphs of a cell keep their own advances across the line."""
    if piece.look.stance != "cell":
        return replace(placed, stance=piece.look.stance)
    start = type_.glyph_start
    begin, stop = start[first], start[first + 1]
    run = replace(
        placed.run,
        advances=tuple(type_.advances[begin:stop]),
        offsets=tuple(type_.offsets[begin:stop]),
    )
    x = placed.x + line.before[first - line.first]
    return replace(placed, run=run, x=x, stance="cell", room=type_.body[first])
