"""What the line engine is asked and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from typeset.display import SetLine
from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """Line lengths in points. ``gaps`` narrows single lines: (line, start, end) insets.

    A line not named in ``gaps`` has the full ``width``; lines count from 0. A negative inset
    lengthens a line (one in a wider column than the paragraph ends in).
    """

    width: float
    gaps: tuple[tuple[int, float, float], ...] = ()

    def insets(self, line: int) -> tuple[float, float]:
        """What is taken from a line's start and end."""
        return next(((start, end) for n, start, end in self.gaps if n == line), (0.0, 0.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetParagraph:
    """A paragraph as set.

    ``options`` lists every line count it can be set in without an illegal line, with its
    cost (the best has the least); ``lines`` is the setting asked for. ``hyphens`` tells by
    the count of lines after how many of them one ends with a hyphen that no page should end in.
    """

    lines: tuple[SetLine, ...]
    leading: float
    options: tuple[tuple[int, float], ...]
    hyphens: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def cost(self, lines: int) -> float | None:
        """The cost of so many lines, or None if it cannot be done."""
        return next((cost for count, cost in self.options if count == lines), None)
