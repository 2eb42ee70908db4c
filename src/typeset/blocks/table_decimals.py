"""Numbers on their decimal point in Word: white after those with fewer decimals than others.

Word knows decimal tabs, but offices do not agree on a number in a cell without a tab before it.
Numbers are set from the right, and what one lacks of the longest tail is an indent there
(CL-TB-02).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from unicodedata import east_asian_width

from typeset.blocks.table_cells import Cell
from typeset.model.inline import plain
from typeset.reflow import Setting

_FIGURE, _POINT = 0.5, 0.25  # em, near enough in the faces that offices have


def lacking(cells: Iterable[Cell], point_of: Callable[[Cell], int]) -> Mapping[int, float]:
    """By the number of a cell: em that its tail lacks of the longest one in its column.

    ``point_of`` tells where the decimal point of a cell aligned on it stands among its
    characters (its length for a whole number), less than 0 for a cell that is not.
    """
    tails: dict[int, dict[int, float]] = defaultdict(dict)
    for number, cell in enumerate(cells):
        if (place := point_of(cell)) >= 0:
            tails[cell.column][number] = _width(plain(cell.inlines)[place:])
    return {
        number: longest - own
        for column in tails.values()
        for longest in (max(column.values()),)
        for number, own in column.items()
        if longest - own > _POINT / 2
    }


def _width(text: str) -> float:
    return sum(_em(char) for char in text)


def _em(char: str) -> float:
    if char in ".,":
        return _POINT
    return 1.0 if east_asian_width(char) in "WF" else _FIGURE


def white_after(ems: float, size: float) -> Setting | None:
    """The indent from the right for what a number lacks; None for none."""
    points = round(ems * size, 1)
    return Setting(name=f"short by {points:g}", right=points) if points else None
