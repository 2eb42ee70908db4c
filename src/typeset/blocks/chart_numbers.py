"""What charts reckon with: steps of an axis, shares of a whole, about how wide words are."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from typeset.color import Color, Spot

NARROW = 0.45  # em; a digit of the numeral face
_WIDE, _HAN = 0.55, 1.0  # em; a letter, a Han character
_DARK = 45.0  # weighed ink from which white can be read on a colour, and it on white


def width_of(text: str, size: float, digit: float = _WIDE) -> float:
    """About how wide a text is set, in points."""
    wide = (_HAN if unicodedata.east_asian_width(c) in "WFA" else digit for c in text)
    return sum(wide) * size


def is_dark(color: Color) -> bool:
    """Whether words in this colour can be read on paper, and white ones on it."""
    inks = color.alternate if isinstance(color, Spot) else color
    return bool(inks.key + 0.6 * inks.cyan + 0.5 * inks.magenta + 0.15 * inks.yellow > _DARK)


def plain(value: float) -> str:
    """A number in the fewest digits."""
    return f"{value:.10g}"


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers from ``low`` to ``high``, at most so many, zero among them."""
    step = 10 ** math.floor(math.log10((high - low) / most))
    for factor in (1, 2, 5, 10):
        if (high - low) / (step * factor) <= most:
            step *= factor
            break
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def percents(values: Sequence[float]) -> list[str]:
    """Shares in percent with one decimal that add up to 100 (the largest remainders go up)."""
    total = sum(values)
    tenths = [value / total * 1000 for value in values]
    floors = [math.floor(tenth + 1e-9) for tenth in tenths]
    order = sorted(range(len(values)), key=lambda i: (floors[i] - tenths[i], i))
    for i in order[: 1000 - sum(floors)]:
        floors[i] += 1
    return [f"{tenth / 10:g}" for tenth in floors]
