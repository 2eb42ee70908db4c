"""Vertical lines: the same line engine, with other glyphs and other widths.

``orient`` decides how every character stands (upright, turned with its line, or in a cell
with its neighbours) and cuts the text accordingly; ``shaper`` and ``square`` give vertical
glyphs and widths; ``frames`` the white of marks. Everything after that (breaks, squeezing,
justification) works along the line and does not know which way it runs.
"""

from __future__ import annotations

from typeset.text.vertical.frames import vertical_spacing
from typeset.text.vertical.orient import orient
from typeset.text.vertical.shaper import VerticalShaper
from typeset.text.vertical.square import VerticalSquare

__all__ = ["VerticalShaper", "VerticalSquare", "orient", "vertical_spacing"]
