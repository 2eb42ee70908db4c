"""The direction of lines: what it makes of a style's grid, and of the type area on the page.

``chars`` of a grid are counted along lines, ``lines`` and their pitch across them, ``columns``
one behind the other along them; on a page of vertical lines those run down, from right to
left, in tiers.
"""

from __future__ import annotations

from dataclasses import replace
from math import floor

from typeset.flow import WritingMode
from typeset.geometry import Size
from typeset.style.resolved import Grid, Style

LONGEST_LINE = 52
"""Characters of a vertical line that still reads well (CL-CO-04); above, more tiers."""


def is_vertical(style: Style) -> bool:
    """Whether the style's lines run from top to bottom."""
    return style.rules.writing_mode == "vertical-rl"


def type_size(grid: Grid, mode: WritingMode) -> Size:
    """Width and height of the type area on the page."""
    if mode == "vertical-rl":
        return Size(grid.height, grid.width)
    return Size(grid.width, grid.height)


def style_for(style: Style, mode: WritingMode | str) -> Style:
    """The style with lines in this direction; a grid of whole characters in its type area."""
    own = style.rules.writing_mode
    if mode == own or mode not in ("horizontal-tb", "vertical-rl"):
        return style
    turned: WritingMode = "horizontal-tb" if own == "vertical-rl" else "vertical-rl"
    area = type_size(style.grid, own)
    length, depth = area.width, area.height
    if turned == "vertical-rl":
        length, depth = depth, length
    rules = replace(style.rules, writing_mode=turned)
    return replace(style, grid=_grid_in(style.grid, length, depth), rules=rules)


def _grid_in(grid: Grid, length: float, depth: float) -> Grid:
    """The most characters and lines that fit; the rest is left to the margins."""
    chars = floor(length / grid.zw + 1e-6)
    gap = round(grid.gap / grid.zw) or 2
    columns = 1
    while (chars - (columns - 1) * gap) / columns > LONGEST_LINE:
        columns += 1
    chars -= (chars - (columns - 1) * gap) % columns
    lines = floor((depth - grid.zw) / grid.pitch + 1e-6) + 1
    return replace(
        grid,
        chars=max(1, chars),
        lines=max(1, lines),
        columns=columns,
        gap=gap * grid.zw,
        widths=(),
    )
