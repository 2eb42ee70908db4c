"""Columns side by side: how many, how wide, how far apart, with or without a rule between.

Every band of text has its own set. Lengths are points from the type area's left edge.
"""

from __future__ import annotations

from typeset.color import Color
from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """A thin rule in the middle of every gutter, as long as the columns beside it."""

    weight: float
    color: Color


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """The ``widths`` of columns from left to right, ``gap`` points apart."""

    widths: tuple[float, ...]
    gap: float = 0.0
    rule: ColumnRule | None = None

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.widths)

    @property
    def equal(self) -> bool:
        """Whether all are of one width."""
        return max(self.widths) - min(self.widths) < 1e-6

    @property
    def mean(self) -> float:
        """The width that so many equal columns would have."""
        return sum(self.widths) / len(self.widths)

    def x(self, column: int) -> float:
        """The left edge of a column, counted from 0."""
        return sum(self.widths[:column]) + column * self.gap

    def span(self, first: int, many: int) -> float:
        """The width of so many columns from ``first`` on, with the gutters between them."""
        return sum(self.widths[first : first + many]) + (many - 1) * self.gap

    def run(self, first: int, many: int) -> tuple[int, int]:
        """A run of columns cut to those there are; ``many`` 0 means all."""
        first = min(first, self.count - 1) if many else 0
        return first, min(many or self.count, self.count - first)


def equal_columns(count: int, width: float, gap: float) -> ColumnSet:
    """So many equal columns over ``width`` points."""
    own = (width - (count - 1) * gap) / count
    return ColumnSet((own,) * count, gap)
