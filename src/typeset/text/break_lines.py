"""Fourth step: where the lines of a paragraph end, judged over the whole paragraph.

Total fit in the manner of Knuth and Plass over the prefix sums of :class:`Items`: for each
possible line start the possible line ends form one window, found by bisection, since the
least and the greatest width of a line only grow with its end. Every count of lines is kept
with its best cost, so that the page maker can ask for the paragraph in a line more or fewer.

What is asked is tried rung by rung (:data:`LADDER`): a paragraph that can be set evenly never
looks at the ways out. Within a rung costs decide. The unit of cost is a line whose gaps are
stretched to :data:`EVEN`, the most that still looks even.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import field
from typing import Literal

from typeset.record import dataclass
from typeset.scripts.breaks import SOFT_1, SOFT_2, relieved
from typeset.text.glue import Items

EVEN = 0.08
"""Em of white per gap up to which a line still looks even (the first yardstick)."""

LOOSE = 1e3
"""A line looser than EVEN: outweighs any sum of smaller costs in a paragraph of reason."""

PARTED_TERM = 1e5
"""A soft-2 break (a term, a code name): dearer than a loose line, cheaper than 1/8 em."""

PARTED_UNIT = 1e8
"""A soft-1 break (between the characters of a unit): only where a gap would pass 1/4 em."""

VERY_LOOSE = 1e7
"""A line looser than 1/8 em per gap."""

STRETCHED = 1e9
"""A line looser than 1/4 em per gap; it is reported."""

RUNT = 1e11
"""A last line of one character: worse than any stretching, better than a broken rule."""

OVERFULL = 1e13
"""Each em by which a line overruns the measure."""

SQUEEZE_EASY = 0.6
"""Squeezing brackets and pause marks costs this share of stretching by as much: push in
before push out (CL-LB-07), but not at any price, for squeezed marks are seen as well."""

SQUEEZE_HARD = 0.9
"""The same where Han-Western gaps or full stops have to give."""

GROWTH = 0.02
"""A line whose spaces and gaps alone take up the white, at their limit."""

UNLIKE = 0.5
"""A squeezed line beside a loose one: neighbours should be of one colour (CL-JA-07)."""

SHORT_LAST = 0.3
"""A last line shorter than SHORT_LAST_EM (the aim of CL-PA-05)."""

SHORT_LAST_EM = 3.0
RAGGED_EM = 4.0
"""In ragged setting, a line short by so many em costs one."""

_TIGHT, _PLAIN, _OPEN = 0, 1, 2  # colour classes of a line
_TIGHT_FROM = -0.02  # em per gap
_OPEN_FROM = 0.045
_EPSILON = 1e-6  # points
_KEPT_COUNTS = 2  # line counts kept on either side of the best at one place

Mode = Literal["justify", "ragged", "balance"]


@dataclass(frozen=True, slots=True)
class Rung:
    """What may be done to find a legal set of lines.

    ``cap`` is the greatest stretch per gap in em, ``strength`` the strongest place that may
    part; ``name`` is what a warning says.
    """

    name: str
    cap: float
    strength: int
    runts: bool = False
    relief: Literal["", "closers", "letters", "overfull"] = ""


NO_CAP = 1e6  # also lines in which nothing can be stretched
LADDER = (
    Rung("even lines", 0.125, SOFT_2),
    Rung("loose lines", 0.25, SOFT_2),
    Rung("a unit parted", 0.25, SOFT_1),
    Rung("gaps over a quarter em", NO_CAP, SOFT_1),
    Rung("a last line of one character", NO_CAP, SOFT_1, runts=True),
    Rung("a closing mark at a line start", NO_CAP, SOFT_1, runts=True, relief="closers"),
    Rung("a word or number parted", NO_CAP, SOFT_1, runts=True, relief="letters"),
    Rung("an overfull line", NO_CAP, SOFT_1, runts=True, relief="overfull"),
)


@dataclass(frozen=True, slots=True)
class Widths:
    """The lengths of a paragraph's lines, in points: ``lines[n]`` of line n, else ``rest``."""

    rest: float
    lines: tuple[tuple[int, float], ...] = ()
    uniform_from: int = field(init=False, default=0)  # the first line from which all are alike

    def __post_init__(self) -> None:
        last = max((number for number, _ in self.lines), default=-1)
        object.__setattr__(self, "uniform_from", last + 1)

    def at(self, line: int) -> float:
        """The length of a line, counted from 0."""
        return next((width for number, width in self.lines if number == line), self.rest)


@dataclass(frozen=True, slots=True)
class Solution:
    """One way to set a text: the ends of its lines, its cost, and the rung it needs.

    ``is_open`` says that the paragraph goes on after it: its last line may be short.
    """

    ends: tuple[int, ...]
    cost: float
    rung: int
    is_open: bool = False

    def __len__(self) -> int:
        return len(self.ends)


class _Node:
    """A line end reached: the best way there for one line count and colour class."""

    __slots__ = ("before", "cost", "place")

    def __init__(self, cost: float, before: _Node | None, place: int) -> None:
        self.cost, self.before, self.place = cost, before, place


def solutions(
    items: Items, widths: Widths, mode: Mode, wanted: int | None = None, *, runt_free: bool = True
) -> dict[int, Solution]:
    """The best setting for every line count, on the first rung that has any.

    With ``wanted`` the ladder is climbed until that count is among them, if it ever is.
    ``runt_free=False`` is for a text that is not the end of its paragraph.
    """
    found: dict[int, Solution] = {}
    for number, rung in enumerate(LADDER):
        if mode != "justify" and number in (0, 1):
            continue  # rungs of stretch mean nothing where nothing is stretched
        here = _Search(items, widths, mode, rung, number, runt_free=runt_free).run()
        found = {**here, **found}
        if found and (wanted is None or wanted in found or rung.relief):
            break
    return found


class _Search:
    """One rung's dynamic programme."""

    def __init__(
        self, items: Items, widths: Widths, mode: Mode, rung: Rung, number: int, *, runt_free: bool
    ) -> None:
        self.items, self.widths, self.mode = items, widths, mode
        self.rung, self.number = rung, number
        self.count = len(items)
        strength = items.strength
        if rung.relief:
            strength = relieved(items.classes, strength, letters=rung.relief != "closers")
        places = [at for at in range(1, self.count) if strength[at] <= rung.strength]
        self.places = [*places, self.count]
        self.extra = {
            at: PARTED_TERM if strength[at] == SOFT_2 else PARTED_UNIT
            for at in places
            if strength[at] in (SOFT_2, SOFT_1)
        }
        self._bounds()
        self.runt_free = runt_free
        self.runt_from = self._last_start(2) if runt_free else self.count
        self.target = self._target()

    def _bounds(self) -> None:
        """Least and greatest widths up to each place, for the windows."""
        items, places = self.items, self.places
        natural, end = items.natural, items.natural.end
        if self.mode == "justify":
            shrink, stretch, gaps = items.shrink, items.stretch, items.places
            cap = self.rung.cap * items.em
            self.least = [end[k] - shrink.end[k] for k in places]
            self.most = [end[k] + stretch.end[k] + cap * gaps.end[k] for k in places]
            self.least_start = [w - s for w, s in zip(natural.start, shrink.start, strict=True)]
            self.most_start = [
                w + s + cap * n
                for w, s, n in zip(natural.start, stretch.start, gaps.start, strict=True)
            ]
        else:
            self.least = [end[k] for k in places]
            self.least_start = natural.start
            self.most, self.most_start = self.least, self.least_start

    def _last_start(self, least: int) -> int:
        """From which place on a last line would hold fewer than ``least`` characters."""
        solid = self.items.solid
        return bisect_right(solid, solid[-1] - least)

    def _target(self) -> float:
        """The width balanced lines aim at: all of the text over the least number of lines."""
        if self.mode != "balance":
            return 0.0
        whole = self.items.natural.end[self.count] - self.items.natural.start[0]
        width = self.widths.at(0)
        return whole / max(1, -int(-(whole - _EPSILON) // width)) if width > 0 else whole

    def run(self) -> dict[int, Solution]:
        """The best setting by line count; empty if there is none on this rung."""
        reached: list[dict[int, _Node]] = [{} for _ in self.places]
        self._from(0, -1, {_PLAIN: _Node(0.0, None, 0)}, reached)
        for index, place in enumerate(self.places[:-1]):
            if reached[index]:
                self._from(place, index, _pruned(reached[index]), reached)
        return self._collected(reached[-1])

    def _from(
        self, place: int, index: int, nodes: dict[int, _Node], reached: list[dict[int, _Node]]
    ) -> None:
        """Try every line that starts at ``place``."""
        for width, group in self._by_width(nodes):
            for at, cost, colour in self._lines(place, index, width):
                here = reached[at]
                end = self.places[at]
                for key, node in group:
                    total = node.cost + cost
                    if abs((key & 3) - colour) == 2:
                        total += UNLIKE
                    new = (key & ~3) + 4 + colour
                    old = here.get(new)
                    if old is None or total < old.cost:
                        here[new] = _Node(total, node, end)

    def _by_width(self, nodes: dict[int, _Node]) -> Iterator[tuple[float, list[tuple[int, _Node]]]]:
        """The nodes grouped by the length of the line that would follow."""
        widths = self.widths
        if widths.uniform_from <= min(key >> 2 for key in nodes):
            yield widths.rest, list(nodes.items())
            return
        groups: dict[float, list[tuple[int, _Node]]] = {}
        for key, node in nodes.items():
            groups.setdefault(widths.at(key >> 2), []).append((key, node))
        yield from groups.items()

    def _lines(self, place: int, index: int, width: float) -> Iterator[tuple[int, float, int]]:
        """(index of the end, cost, colour) of each line from ``place`` that can be set."""
        least, last = self.least, len(self.places) - 1
        high = bisect_right(least, self.least_start[place] + width + _EPSILON, index + 1)
        if self.mode == "justify" and self.rung.cap < NO_CAP:
            low = bisect_left(self.most, self.most_start[place] + width - _EPSILON, index + 1)
        else:
            low = index + 1
        for at in range(low, min(high, last)):
            yield self._judged(place, at, width)
        if high > last and (place < self.runt_from or place == 0 or self.rung.runts):
            yield self._last(place, width)
        if high == index + 1 and self.rung.relief == "overfull":
            yield self._overrun(place, high, width)

    def _judged(self, place: int, at: int, width: float) -> tuple[int, float, int]:
        """Cost and colour of a line that is not the last."""
        items, end = self.items, self.places[at]
        excess = items.natural.end[end] - items.natural.start[place] - width
        cost = items.cost[end] + self.extra.get(end, 0.0)
        if self.mode != "justify":
            return at, cost + self._ragged(excess + width, width), _PLAIN
        gaps = items.places.end[end] - items.places.start[place]
        if excess > 0:
            share = self._squeeze_share(place, end, excess)
            per_gap = excess / (max(gaps, 1.0) * items.em)
            colour = _TIGHT if per_gap > -_TIGHT_FROM else _PLAIN
            return at, cost + share * (per_gap / EVEN) ** 2, colour
        grow = items.stretch.end[end] - items.stretch.start[place]
        rest = -excess - grow
        if rest <= 0:
            return at, cost + (GROWTH * (excess / grow) ** 2 if grow > 0 else 0.0), _PLAIN
        per_gap = rest / (gaps * items.em) if gaps else rest / items.em
        cost += GROWTH * (grow > 0) + (per_gap / EVEN) ** 2 + _looseness(per_gap)
        return at, cost, _OPEN if per_gap > _OPEN_FROM else _PLAIN

    def _squeeze_share(self, place: int, end: int, excess: float) -> float:
        """What squeezing costs against stretching: by whether brackets and pauses suffice."""
        easy = self.items.easy.end[end] - self.items.easy.start[place]
        if excess <= easy + _EPSILON:
            return SQUEEZE_EASY
        return SQUEEZE_EASY + (SQUEEZE_HARD - SQUEEZE_EASY) * (1 - easy / excess)

    def _ragged(self, natural: float, width: float) -> float:
        """How far a line falls short of the measure, or of the even share of the text."""
        aim = self.target if self.mode == "balance" else width
        return ((natural - aim) / (RAGGED_EM * self.items.em)) ** 2

    def _last(self, place: int, width: float) -> tuple[int, float, int]:
        """Cost of the last line: it is not stretched, but may be squeezed to fit."""
        items, end = self.items, self.count
        natural = items.natural.end[end] - items.natural.start[place]
        cost, colour = 0.0, _PLAIN
        if place and place >= self.runt_from:
            cost += RUNT
        if place and natural < SHORT_LAST_EM * items.em:
            cost += SHORT_LAST
        if self.mode == "balance":
            cost += self._ragged(natural, width)
        if self.mode == "justify" and natural > width:
            gaps = max(items.places.end[end] - items.places.start[place], 1.0)
            per_gap = (natural - width) / (gaps * items.em)
            cost += self._squeeze_share(place, end, natural - width) * (per_gap / EVEN) ** 2
            colour = _TIGHT if per_gap > -_TIGHT_FROM else _PLAIN
        return len(self.places) - 1, cost, colour

    def _overrun(self, place: int, at: int, width: float) -> tuple[int, float, int]:
        """The shortest line from here, although it does not fit."""
        least = self.least[at] - self.least_start[place] - width
        return at, OVERFULL * (1 + least / self.items.em), _TIGHT

    def _collected(self, final: dict[int, _Node]) -> dict[int, Solution]:
        best: dict[int, _Node] = {}
        for key, node in final.items():
            count = key >> 2
            if count not in best or node.cost < best[count].cost:
                best[count] = node
        return {
            n: Solution(_ends(best[n]), best[n].cost, self.number, is_open=not self.runt_free)
            for n in sorted(best)
        }


def _looseness(per_gap: float) -> float:
    if per_gap <= EVEN:
        return 0.0
    return LOOSE + VERY_LOOSE * (per_gap > 0.125) + STRETCHED * (per_gap > 0.25)


def _pruned(nodes: dict[int, _Node]) -> dict[int, _Node]:
    """Keep only line counts near the best here, so that long paragraphs stay linear."""
    if len(nodes) <= 2 * _KEPT_COUNTS:
        return nodes
    best = min(nodes, key=lambda key: nodes[key].cost) >> 2
    return {k: node for k, node in nodes.items() if abs((k >> 2) - best) <= _KEPT_COUNTS}


def _ends(node: _Node) -> tuple[int, ...]:
    out: list[int] = []
    while node.before is not None:
        out.append(node.place)
        node = node.before
    return tuple(reversed(out))
