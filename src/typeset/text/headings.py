"""Headings: lines that end where a phrase ends, and are of like length (CL-HD-01, CL-HD-02).

A heading is short, so every way to set it in few lines is looked at. Its lines may end, in
this order of preference: only at the seams of a slogan in parts (a space among Han); where the
author says so (U+200B) or a mark stands; where a phrase ends, by dictionary; anywhere legal.
A weaker kind of place is used only where a stronger one gives no lines that fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import pairwise
from typing import Literal

from typeset.record import dataclass
from typeset.scripts.breaks import FREE, SOFT_1
from typeset.scripts.classes import Clusters
from typeset.text.break_lines import LOOSE, Solution, Widths
from typeset.text.glue import Items

Phrase = Literal["none", "auto"]
Shape = Literal["balanced", "trapezoid", "diamond"]

RATIO = 1.4
"""The longest line is at most so many times the shortest (CL-HD-01)."""

SHORTEST = 0.5
"""In a shape, no line is shorter than this share of the longest (CL-HD-02)."""

LEAST_LAST = 3
"""Characters of the last line: never one or two."""

PLACE_COST = 0.08
"""What the poorest end of a phrase costs, beside the squared unevenness of the lines."""

_TWO_LINES = 2.0  # a diamond has three lines: rather one more than two
_MOST_LINES = 6
_MOST_TRIED = 20_000  # partial settings looked at before a heading counts as running text
_SEAM_SIDES = frozenset("HKBXC")
_CLOSING = frozenset("CFMSTQLENc")  # marks a line may well end with
_OPENING = frozenset("OLo")
_RUNG = 2  # of the breaker's ladder: nothing relaxed
_SLIP = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a heading is to be set.

    ``phrase`` "auto" finds the ends of phrases by dictionary. ``spare`` is the number of
    lines it may take beyond the fewest that its places allow, if that makes them even; with
    none to spare it takes no more than if it might end its lines anywhere legal.
    """

    language: str
    phrase: Phrase = "auto"
    shape: Shape = "balanced"
    spare: int = 1


def heading_lines(
    text: Clusters, items: Items, widths: Widths, asked: Asked
) -> dict[int, Solution]:
    """The best setting of a heading for each number of lines; empty if it is none to this.

    Empty means: too long for a heading, or no legal lines fit; set it as running text then.
    """
    count = len(items)
    if not count or items.natural.end[count] - items.natural.start[0] <= widths.at(0) + _SLIP:
        return {1: Solution((count,), 0.0, _RUNG)} if count else {}
    most = _MOST_LINES if asked.spare else _fewest(items, widths)
    for places in _kinds(text, items, widths, asked):
        found = _Settings(items, widths, asked, places, most).best()
        if found:
            return found
    return {}


def _fewest(items: Items, widths: Widths) -> int:
    """The number of lines when each is filled as far as a legal place allows."""
    start, line, count = 0, 0, len(items)
    while start < count and line < _MOST_LINES:
        room = items.natural.start[start] + widths.at(line) + _SLIP
        ends = [
            at
            for at in range(start + 1, count + 1)
            if (at == count or items.strength[at] == FREE) and items.natural.end[at] <= room
        ]
        start, line = max(ends, default=count), line + 1
    return max(2, line)


# -- where its lines may end ---------------------------------------------------------------


def _kinds(
    text: Clusters, items: Items, widths: Widths, asked: Asked
) -> Iterator[dict[int, float]]:
    """Sets of places with their costs, from the best kind to any legal place."""
    legal = [
        at for at in range(1, len(items)) if items.strength[at] == FREE and at not in items.hyphens
    ]
    seams = {at: 0.0 for at in legal if _is_seam(text, at)}
    if seams and _parts_fit(items, widths, seams):
        yield seams
    own = {at: 0.0 for at in legal if "\u200b" in text.texts[at - 1]}
    marks = {at: 0.0 for at in legal if _is_at_mark(text, at)}
    phrases = _phrases(text, legal, asked) if asked.phrase == "auto" and not own else {}
    if places := phrases | marks | own:
        yield places
    yield dict.fromkeys(legal, 0.0)
    yield {at: 0.0 for at in range(1, len(items)) if items.strength[at] <= SOFT_1}


def _is_seam(text: Clusters, at: int) -> bool:
    """Whether the text before this place ends a part of a slogan: with a space among Han."""
    classes = text.classes
    if classes[at - 1] not in " _" or at >= len(classes):
        return False
    before = classes[:at].rstrip(" _")
    return bool(before) and before[-1] in _SEAM_SIDES and classes[at] in "HKBXO"


def _parts_fit(items: Items, widths: Widths, seams: Mapping[int, float]) -> bool:
    edges = [0, *seams, len(items)]
    return all(
        items.natural.end[last] - items.natural.start[first] <= widths.at(line) + _SLIP
        for line, (first, last) in enumerate(pairwise(edges))
    )


def _is_at_mark(text: Clusters, at: int) -> bool:
    before, after = text.classes[at - 1], text.classes[at]
    return before in _CLOSING or after in _OPENING or before in " _"


def _phrases(text: Clusters, legal: list[int], asked: Asked) -> dict[int, float]:
    from typeset.scripts.han.phrases import phrase_ends  # noqa: PLC0415 - most headings fit

    ends = phrase_ends(text.flat, asked.language)  # flat has one character a cluster
    return {at: ends[at] for at in legal if at in ends}


# -- which of them are taken -----------------------------------------------------------------


@dataclass(slots=True)
class _Settings:
    """Every way to set a heading with line ends at these places."""

    items: Items
    widths: Widths
    asked: Asked
    places: Mapping[int, float]
    most: int = _MOST_LINES
    tried: int = 0
    longest: float = 0.0
    ordered: list[int] = field(default_factory=list)

    def best(self) -> dict[int, Solution]:
        """By number of lines, the least ones that fit and as many more as may be spared."""
        self.ordered = sorted(self.places)
        self.longest = max(self.widths.at(line) for line in range(self.most)) + _SLIP
        out: dict[int, Solution] = {}
        fewest = 0
        for count in range(2, self.most + 1):
            if fewest and count > fewest + self.asked.spare:
                break
            found = min(self._ways(count), default=None)
            if found is not None:
                fewest = fewest or count
                cost = found[0] + (count - fewest)
                out[count] = Solution(found[1], cost, _RUNG)
            if self.tried > _MOST_TRIED:
                break
        return out

    def _ways(self, count: int) -> Iterator[tuple[float, tuple[int, ...]]]:
        for ends in self._ends(0, 0, count):
            yield self._cost(ends), ends

    def _ends(self, start: int, line: int, left: int) -> Iterator[tuple[int, ...]]:
        """The line ends of every way to set the rest in ``left`` lines that all fit."""
        self.tried += 1
        if self.tried > _MOST_TRIED:
            return
        last, width = len(self.items), self.widths.at(line) + _SLIP
        if left == 1:
            if self._length(start, last) <= width:
                yield (last,)
            return
        for at in self.ordered:
            if at <= start:
                continue
            if self._length(start, at) > width:
                return
            if self._length(at, last) > (left - 1) * self.longest:
                continue  # the rest would not fit in the lines left
            for rest in self._ends(at, line + 1, left - 1):
                yield (at, *rest)

    def _length(self, start: int, end: int) -> float:
        return self.items.natural.end[end] - self.items.natural.start[start]

    def _cost(self, ends: tuple[int, ...]) -> float:
        """Unevenness and the poverty of its line ends; a broken rule outweighs both."""
        lengths = [self._length(a, b) for a, b in pairwise((0, *ends))]
        mean = sum(lengths) / len(lengths) or 1.0
        cost = sum((length / mean - 1) ** 2 for length in lengths)
        cost += PLACE_COST * sum(self.places[at] for at in ends[:-1])
        solid = self.items.solid
        if solid[ends[-1]] - solid[ends[-2]] < LEAST_LAST:
            cost += 2 * LOOSE
        return cost + self._misshapen(lengths)

    def _misshapen(self, lengths: list[float]) -> float:
        longest, shortest = max(lengths), min(lengths)
        if self.asked.shape == "balanced":
            over = longest / max(shortest, _SLIP) - RATIO
            return LOOSE / 2 + over if over > _SLIP else 0.0
        if shortest < SHORTEST * longest - _SLIP or not _has_shape(self.asked.shape, lengths):
            return LOOSE / 2
        return _TWO_LINES if self.asked.shape == "diamond" and len(lengths) == 2 else 0.0


def _has_shape(shape: Shape, lengths: list[float]) -> bool:
    """Trapezoid: each line longer, or each shorter, than the one before; diamond: both."""
    steps = [after - before for before, after in pairwise(lengths)]
    if shape == "diamond" and len(lengths) > 2:
        peak = lengths.index(max(lengths))
        rising, falling = steps[:peak], steps[peak:]
        return 0 < peak < len(steps) and min(rising) > _SLIP and max(falling) < -_SLIP
    return min(steps) > _SLIP or max(steps) < -_SLIP
