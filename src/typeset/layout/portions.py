"""Portions of bands as the page maker asks for them, each worked out once.

From page to page the search meets the same places again and again; what it learnt of them
is kept for the page under way and the one before it, no longer, so that memory does not
grow with the publication.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from typeset.layout import costs
from typeset.layout.band import Asked, Portion
from typeset.layout.rows import BandRow
from typeset.layout.steps import Pending, Place
from typeset.record import dataclass

FOLLOWED = 6
"""So many portions of a band that fills the page and goes on are followed."""

HEIGHTS = 3
"""So many heights at which a band may end are followed."""

_Key = tuple[int, Asked]


@dataclass(slots=True)
class PortionMemo:
    """What is known of portions; lives for one search."""

    now: dict[_Key, tuple[Portion, ...]] = field(default_factory=dict)
    before: dict[_Key, tuple[Portion, ...]] = field(default_factory=dict)

    def turn(self) -> None:
        """A new page begins: forget what the last one did not need."""
        self.before, self.now = self.now, {}

    def get(self, key: _Key) -> tuple[Portion, ...] | None:
        """What is known under a key; it counts as needed."""
        known = self.now.get(key)
        if known is None and (known := self.before.get(key)) is not None:
            self.now[key] = known
        return known


@dataclass(frozen=True, slots=True)
class Portions:
    """Portions of a band, tidy ones first.

    One that ends the band costs at most ``ending_at_most``, one after which it goes on at
    most ``filling_at_most``. Columns of ``loose`` ones may fall short at will.
    """

    memo: PortionMemo
    ending_at_most: float
    filling_at_most: float
    loose: bool = False

    def ending(
        self, row: int, here: BandRow, place: Place, pending: Pending, room: int
    ) -> list[Portion]:
        """Portions of at most ``room`` lines that end the band: the lowest, and a line more."""
        heights = here.band.heights(place, pending, room)
        for ceiling in _ceilings(self.ending_at_most):
            found: list[Portion] = []
            for height in heights:
                asked = Asked(place, pending, height, True, ceiling, self.loose)
                found += self._all(row, here, asked)[:1]
                if len(found) == HEIGHTS:
                    break
            if found:
                return found
        return []

    def filling(
        self, row: int, here: BandRow, place: Place, pending: Pending, height: int, most: float
    ) -> tuple[Portion, ...]:
        """The cheapest portions of this height after which the band goes on.

        None if all are known to cost more than ``most``.
        """
        least = 0.0
        for ceiling in _ceilings(self.filling_at_most):
            if least > most:
                break
            least = ceiling
            asked = Asked(place, pending, height, False, ceiling, self.loose)
            found = self._all(row, here, asked)
            if found:
                return found[:FOLLOWED]
        return ()

    def _all(self, row: int, here: BandRow, asked: Asked) -> tuple[Portion, ...]:
        known = self.memo.get((row, asked))
        if known is None:
            known = here.band.filled(asked)
            self.memo.now[row, asked] = known
        return known


def _ceilings(last: float) -> Iterator[float]:
    """What portions may cost, step by step."""
    yield from (ceiling for ceiling in costs.TIDY if ceiling < last)
    yield last
