"""Line by line breaking (``break=simple``): push in before push out (CL-LB-07, CL-JA-08).

Each line takes what fits. Where a line may not end there, what follows is first squeezed in;
if that is too much the line ends earlier and is stretched.
"""

from __future__ import annotations

from bisect import bisect_right

from typeset.scripts.breaks import (
    BAN,
    CLOSER,
    FREE,
    NEVER,
    SOFT_1,
    SOFT_2,
    UNIT,
    WORD,
    relieved,
)
from typeset.text.glue import Items
from typeset.text.justify import hanging
from typeset.text.ladder import Hang, Mode, Solution, Widths

_EPSILON = 1e-6  # points

_WAYS_OUT = (
    (FREE, 0.125),
    (SOFT_2, 0.25),
    (SOFT_1, 1e6),
    (CLOSER, 1e6),
    (UNIT, 1e6),
    (WORD, 1e6),
    (BAN, 1e6),
)
"""(strongest place that may part, greatest stretch per gap in em), in order."""


def simple_lines(
    items: Items, widths: Widths, mode: Mode, *, hang: Hang = "none"
) -> dict[int, Solution]:
    """The one setting that is found line by line; its cost is not worked out."""
    ends: list[int] = []
    first, rung = 0, 0
    strength = relieved(items.classes, items.strength)
    while first < len(items):
        search = _Line(items, strength, first, widths.at(len(ends)), mode, hang)
        first, way = search.end()
        rung = max(rung, way)
        ends.append(first)
    return {len(ends): Solution(tuple(ends), 0.0, rung)}


class _Line:
    """One line to be ended."""

    def __init__(
        self,
        items: Items,
        strength: list[int],
        first: int,
        width: float,
        mode: Mode,
        hang: Hang,
    ) -> None:
        self.items, self.first, self.width = items, first, width
        self.strength = strength
        self.hang: Hang = hang
        self.squeezes = mode == "justify"
        self.count = len(items)
        room = items.natural.start[first] + width + _EPSILON
        self.fits = max(first, bisect_right(items.natural.end, room, first + 1) - 1)
        if hang != "none":
            while self.fits < self.count and self._excess(self.fits + 1) <= 0:
                self.fits += 1

    def _excess(self, end: int, *, least: bool = False) -> float:
        items, first = self.items, self.first
        over = items.natural.end[end] - items.natural.start[first] - self.width
        if over > _EPSILON and self.hang != "none":
            over -= hanging(items, first, end, self.width, always=self.hang == "force")
        if least and self.squeezes:
            over -= items.shrink.end[end] - items.shrink.start[first]
        return over - _EPSILON

    def end(self) -> tuple[int, int]:
        """Where the line ends, and the number of the way out that it takes."""
        for way, (strongest, cap) in enumerate(_WAYS_OUT):
            at = self._place(strongest, cap)
            if at is not None:
                return at, way
        at = self.first + 1
        while at < self.count and self.items.strength[at] == NEVER:
            at += 1
        return at, len(_WAYS_OUT)

    def _place(self, strongest: int, cap: float) -> int | None:
        """The best end among places no stronger than ``strongest``, if it is good enough."""
        strength, fits = self.strength, self.fits
        if fits >= self.count:
            return self.count
        if fits > self.first and strength[fits] <= strongest and not self._runs_over(fits):
            return fits
        further = fits + 1
        while further < self.count and strength[further] > strongest:
            if self._excess(further, least=True) > self.items.em:
                break  # a sequence without end: nothing further fits
            further += 1
        if self._excess(further, least=True) <= 0:
            return further
        earlier = fits
        while earlier > self.first and (strength[earlier] > strongest or self._runs_over(earlier)):
            earlier -= 1
        if earlier > self.first and (not self.squeezes or self._gap(earlier) <= cap):
            return earlier
        return None

    def _runs_over(self, end: int) -> bool:
        """Whether a hyphen would stand outside the measure."""
        return end in self.items.hyphens and self._excess(end) > 0

    def _gap(self, end: int) -> float:
        """Em per gap by which the line would be stretched."""
        items = self.items
        grow = items.stretch.end[end] - items.stretch.start[self.first]
        gaps = items.places.end[end] - items.places.start[self.first]
        return max(0.0, -self._excess(end) - grow) / (max(gaps, 1.0) * items.em)
