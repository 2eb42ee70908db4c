"""Folios of one thing put together: each once, three neighbours or more as a range (3–5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from typeset.record import dataclass

LEAST = 3
"""So many neighbouring pages make a range; two are named one by one."""

DASH = "–"


@dataclass(frozen=True, slots=True)
class PageRange:
    """One page, or neighbouring ones: the first and last folio, and what stands there."""

    first: str
    last: str
    target: str
    end: str

    @property
    def text(self) -> str:
        """As it is printed: ``7`` or ``3–5``."""
        return self.first if self.first == self.last else f"{self.first}{DASH}{self.last}"


def page_ranges(places: Iterable[tuple[str, str]]) -> tuple[PageRange, ...]:
    """From targets with their folios; folios in other numerals than 1, 2, 3 come first."""
    known: dict[str, str] = {}
    for target, folio in places:
        known.setdefault(folio, target)
    others = [(target, folio) for folio, target in known.items() if not folio.isdecimal()]
    numbered = [(target, folio) for folio, target in known.items() if folio.isdecimal()]
    numbered.sort(key=lambda place: int(place[1]))
    single = tuple(PageRange(folio, folio, target, target) for target, folio in others)
    return (*single, *(piece for run in _runs(numbered) for piece in _named(run)))


_Place = tuple[str, str]


def _runs(places: list[_Place]) -> Iterator[list[_Place]]:
    """Neighbouring pages together."""
    run: list[_Place] = []
    for place in places:
        if run and int(place[1]) != int(run[-1][1]) + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _named(run: list[_Place]) -> Iterator[PageRange]:
    if len(run) >= LEAST:
        yield PageRange(run[0][1], run[-1][1], run[0][0], run[-1][0])
        return
    for target, folio in run:
        yield PageRange(folio, folio, target, target)
