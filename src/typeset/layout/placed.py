"""What a page holds, in grid lines, and where the next page begins."""

from __future__ import annotations

from typing import NamedTuple

from typeset.layout.band import Portion
from typeset.layout.rows import FloatRow
from typeset.layout.steps import Pending, Place
from typeset.record import dataclass


class Cursor(NamedTuple):
    """Where a page begins: a row, the place in its band, boxes that wait, floats placed.

    ``carried`` lines of notes go on from the page before.
    """

    row: int
    place: Place
    pending: Pending
    floats: int
    carried: int = 0


@dataclass(frozen=True, slots=True)
class PlacedPanel:
    """The panel of a row at a grid line."""

    row: int
    top: int


@dataclass(frozen=True, slots=True)
class PlacedFloat:
    """A float at a grid line."""

    number: int
    top: int


@dataclass(frozen=True, slots=True)
class PlacedBand:
    """A portion of the band of a row, its columns beginning at a grid line."""

    row: int
    top: int
    portion: Portion


Placed = PlacedPanel | PlacedFloat | PlacedBand
Trail = tuple["Trail", Placed] | None
"""Things placed, the newest last; shared among the ways of a search."""


@dataclass(frozen=True, slots=True)
class Filled:
    """One way to fill the page."""

    cost: float
    next: Cursor
    placed: tuple[Placed, ...]


def passed(waiting: FloatRow, at: Cursor) -> bool:
    """Whether a float's anchor has begun before this place."""
    if at.row != waiting.row:
        return at.row > waiting.row
    element, _, done, _ = at.place
    return element > waiting.element or (element == waiting.element and done > 0)


def listed(trail: Trail) -> tuple[Placed, ...]:
    """What was placed, the oldest first."""
    placed: list[Placed] = []
    while trail is not None:
        trail, step = trail
        placed.append(step)
    return tuple(reversed(placed))
