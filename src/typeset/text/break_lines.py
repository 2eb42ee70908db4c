"""Fourth step: where the lines of a paragraph end, judged over the whole paragraph.

Total fit in the manner of Knuth and Plass over the prefix sums of :class:`Items`: for each
possible line start the possible line ends form one window, found by bisection, since the
least and the greatest width of a line only grow with its end. Every count of lines is kept
with its best cost, so that the page maker can ask for the paragraph in a line more or fewer.
Costs and the ways out are in :mod:`typeset.text.ladder`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from operator import add, sub

from typeset.scripts.breaks import relieved
from typeset.scripts.spacing import SPACE_STEP
from typeset.text.glue import Items
from typeset.text.justify import hanging
from typeset.text.ladder import (
    EVEN,
    GROWTH,
    HYPHEN_LADDER,
    LADDER,
    LOOSE,
    NO_CAP,
    OVERFULL,
    PARTED,
    RAGGED_EM,
    RUNT,
    SCANT,
    SCANT_EM,
    SHORT_LAST,
    SHORT_LAST_EM,
    SHORT_LAST_RAGGED,
    SQUEEZE_EASY,
    SQUEEZE_HARD,
    UNLIKE,
    Hang,
    Mode,
    Rung,
    Solution,
    Widths,
    ladder_for,
    looseness,
)
from typeset.text.simple import simple_lines
from typeset.text.ways import (
    COLOUR,
    MOST_HYPHENS,
    ONE_LINE,
    Node,
    Way,
    best_by_count,
    ends_of,
    line_after,
    lines_of,
    pruned,
)

__all__ = ["LADDER", "LOOSE", "Mode", "Search", "Solution", "Widths", "solutions"]

_TIGHT, PLAIN, _OPEN = 0, 1, 2  # colour classes of a line
_TIGHT_FROM = 0.02  # em per gap
_OPEN_FROM = 0.045
_EPSILON = 1e-6  # points
_LONG = 10_000  # clusters: where so much holds together, lines are ended one by one
_LADDER_CAP = 0.25  # em per gap from which on one hyphen too many is a way out
_UNLIKE_STEPS = (2, -2)  # from tight to open, or back

Line = tuple[int, float, int]
"""A line that can be set: number of the place where it ends, cost, colour."""


def solutions(
    items: Items,
    widths: Widths,
    mode: Mode,
    wanted: int | None = None,
    *,
    runt_free: bool = True,
    hang: Hang = "none",
    fill_last: bool = False,
    hyphen_ladder: int = 0,
) -> dict[int, Solution]:
    """The best setting for every line count, on the first rung that has any.

    With ``wanted`` the ladder is climbed until that count is among them, if it ever is.
    ``runt_free=False`` is for a text that is not the end of its paragraph; with ``fill_last``
    the last line is brought to the measure like the others. More than ``hyphen_ladder`` lines
    one after another that end with a hyphen cost HYPHEN_LADDER each; 0: as many as there are.
    """
    found: dict[int, Solution] = {}
    for number, rung in enumerate(ladder_for(widths.rest, items.em)):
        if mode != "justify" and number in (0, 1, 2):
            continue  # rungs of stretch mean nothing where nothing is stretched
        if rung.relief and len(items) > _LONG:
            return simple_lines(items, widths, mode, hang=hang)
        here = Search(
            items, widths, mode, rung, number,
            runt_free=runt_free, hang=hang, fill_last=fill_last, hyphen_ladder=hyphen_ladder,
        ).run()  # fmt: skip
        found = {**here, **found}
        if found and (wanted is None or wanted in found or rung.relief):
            break
    return found


class Search:
    """One rung's dynamic programme."""

    def __init__(
        self,
        items: Items,
        widths: Widths,
        mode: Mode,
        rung: Rung,
        number: int,
        *,
        runt_free: bool,
        hang: Hang = "none",
        fill_last: bool = False,
        hyphen_ladder: int = 0,
    ) -> None:
        self.items, self.widths, self.mode = items, widths, mode
        self.rung, self.number, self.hang, self.fill_last = rung, number, hang, fill_last
        self.uneven = hang != "none" or bool(items.hyphens)
        self.ladder = min(hyphen_ladder, MOST_HYPHENS) if items.hyphens else 0
        self.slack = UNLIKE + HYPHEN_LADDER if self.ladder else UNLIKE
        self.count = len(items)
        strength = items.strength
        if rung.relief:
            strength = relieved(items.classes, strength)
        most = rung.strength
        places = [at for at in range(1, self.count) if strength[at] <= most]
        self.places = [*places, self.count]
        self._columns(strength)
        self.runt_free = runt_free
        lone = bisect_right(items.solid, items.solid[-1] - 2)  # from here on a last line is a runt
        self.runt_from = lone if runt_free else self.count
        self.target = self._target()

    def _columns(self, strength: list[int]) -> None:
        """The sums at each place, in the order of places: loops then need no second look-up."""
        items, places = self.items, self.places
        self.natural = [*map(items.natural.end.__getitem__, places)]
        self.costs = [*map(items.cost.__getitem__, places)]
        for number, place in enumerate(places[:-1]):
            if strength[place]:
                self.costs[number] += PARTED[strength[place]]
        if self.mode == "justify":
            self.cap = cap = self.rung.cap * items.em
            self.easy = [*map(items.easy.end.__getitem__, places)]
            self.stretch = [*map(items.stretch.end.__getitem__, places)]
            self.gaps = [*map(items.places.end.__getitem__, places)]
            shrink = map(items.shrink.end.__getitem__, places)
            self.least = [*map(sub, self.natural, shrink)]
            grown = map(add, self.natural, self.stretch)
            self.most = [wide + cap * count for wide, count in zip(grown, self.gaps, strict=True)]
        else:
            self.least = self.most = self.natural
        if self.uneven:  # the windows below take lengths that only grow: they are checked then
            least = [width - items.hang[k] for width, k in zip(self.least, places, strict=True)]
            least.reverse()
            self.least = [*accumulate(least, min)][::-1]
            self.most = [*accumulate(self.most, max)]

    def _target(self) -> float:
        """The width balanced lines aim at: all of the text over the least number of lines."""
        if self.mode != "balance":
            return 0.0
        whole = self.items.natural.end[self.count] - self.items.natural.start[0]
        width = self.widths.at(0)
        return whole / max(1, -int(-(whole - _EPSILON) // width)) if width > 0 else whole

    def run(self) -> dict[int, Solution]:
        """The best setting by line count; empty if there is none on this rung."""
        reached: list[dict[int, Node] | None] = [None] * len(self.places)
        self._from(0, -1, {PLAIN: (0.0, None, 0)}, reached)
        plain = self.mode == "justify" and not self.uneven and self.rung.cap < NO_CAP
        if plain and self.widths.uniform_from <= 1:
            self._run_plain(reached)
        else:
            for index, place in enumerate(self.places[:-1]):
                nodes = reached[index]
                if nodes:
                    self._from(place, index, pruned(nodes, self.slack), reached)
        return self._collected(reached[-1] or {})

    def _run_plain(self, reached: list[dict[int, Node] | None]) -> None:
        """All lines but the first, where they are alike and justified: one loop, no calls."""
        places, least, most, judge = self.places, self.least, self.most, self._justified
        items, width, cap = self.items, self.widths.rest, self.cap
        natural, shrink = items.natural.start, items.shrink.start
        stretch, gaps = items.stretch.start, items.places.start
        last, runts = len(places) - 1, self.count if self.rung.runts else self.runt_from
        for index, place in enumerate(places[:-1]):
            nodes = reached[index]
            if nodes is None:
                continue
            if len(nodes) > 1:
                nodes = pruned(nodes)
            start = natural[place] + width
            high = bisect_right(least, start - shrink[place] + _EPSILON, index + 1)
            widest = start + stretch[place] + cap * gaps[place] - _EPSILON
            low = bisect_left(most, widest, index + 1)
            found = judge(place, range(low, min(high, last)), width)
            if high > last and place < runts:
                found.append(self.last(place, width))
            group = [*nodes.items()]
            for at, cost, colour in found:
                here = reached[at]
                if here is None:
                    here = reached[at] = {}
                for key, node in group:
                    total = node[0] + cost
                    old_colour = key & COLOUR
                    if old_colour - colour in _UNLIKE_STEPS:
                        total += UNLIKE
                    new = key - old_colour + ONE_LINE + colour
                    old = here.get(new)
                    if old is None or total < old[0]:
                        here[new] = (total, node, places[at])

    def _from(
        self, place: int, index: int, nodes: dict[int, Node], reached: list[dict[int, Node] | None]
    ) -> None:
        """Try every line that starts at ``place``."""
        places, items = self.places, self.items
        for width, group in self._by_width(nodes):
            for at, cost, colour in self.lines(place, index, width):
                here, end = reached[at], places[at]
                if here is None:
                    here = reached[at] = {}
                hyphen = self.ladder and end in items.hyphens
                for key, node in group:
                    total = node[0] + cost
                    if (key & COLOUR) - colour in _UNLIKE_STEPS:
                        total += UNLIKE
                    new, full = line_after(key, colour, self.ladder if hyphen else 0)
                    if full:
                        if self.rung.cap < _LADDER_CAP:
                            continue
                        total += HYPHEN_LADDER
                    old = here.get(new)
                    if old is None or total < old[0]:
                        here[new] = (total, node, end)

    def _by_width(self, nodes: dict[int, Node]) -> Iterable[tuple[float, Iterable[Way]]]:
        """The nodes grouped by the length of the line that would follow."""
        widths = self.widths
        if widths.uniform_from <= lines_of(min(nodes)):
            return ((widths.rest, nodes.items()),)
        groups: dict[float, list[Way]] = {}
        for key, node in nodes.items():
            groups.setdefault(widths.at(lines_of(key)), []).append((key, node))
        return groups.items()

    def lines(self, place: int, index: int, width: float) -> list[Line]:
        """Each line from ``place``, the place with this number, that can be set."""
        items, last = self.items, len(self.places) - 1
        start = items.natural.start[place] + width
        if self.mode == "justify":
            least = start - items.shrink.start[place] + _EPSILON
            high = bisect_right(self.least, least, index + 1)
            low = index + 1
            if self.rung.cap < NO_CAP:
                most = start + items.stretch.start[place] + self.cap * items.places.start[place]
                low = bisect_left(self.most, most - _EPSILON, low)
            inside = range(low, min(high, last))
            out = [] if self.uneven else self._justified(place, inside, width)
        else:
            high = bisect_right(self.least, start + _EPSILON, index + 1)
            inside = range(index + 1, min(high, last))
            out = []
        if not out:
            out = [self.judged(place, at, width) for at in inside if self._fits(place, at, width)]
        ends = place < self.runt_from or place == 0 or self.rung.runts
        if ends and high > last and self._fits(place, last, width):
            out.append(self.last(place, width))
        if not out and self.rung.relief == "overfull":  # the nearest end, whatever it takes
            out.append(self._overrun(place, index + 1, width))
        return out

    def _justified(self, place: int, inside: range, width: float) -> list[Line]:
        """Cost and colour of lines brought to the measure, none of them the last.

        This is the breaker's innermost loop: :meth:`judged` for many ends at once.
        """
        items, em, out = self.items, self.items.em, []
        natural, costs, gaps, stretch = self.natural, self.costs, self.gaps, self.stretch
        start = items.natural.start[place] + width
        gaps_start, stretch_start = items.places.start[place], items.stretch.start[place]
        for at in inside:
            excess, count = natural[at] - start, gaps[at] - gaps_start
            if excess > 0:
                per_gap = excess / (count * em if count > 1.0 else em)
                share = SQUEEZE_EASY
                easy = self.easy[at] - items.easy.start[place]
                if excess > easy + _EPSILON:
                    share += (SQUEEZE_HARD - SQUEEZE_EASY) * (1 - easy / excess)
                cost = costs[at] + share * (per_gap / EVEN) ** 2
                out.append((at, cost, _TIGHT if per_gap > _TIGHT_FROM else PLAIN))
                continue
            grow = stretch[at] - stretch_start
            rest = -excess - grow
            if rest <= 0:
                cost = costs[at] + (GROWTH * (excess / grow) ** 2 if grow > 0 else 0.0)
                out.append((at, cost, PLAIN))
                continue
            per_gap = rest / (em * (count or self._spaces(place, at)))
            cost = costs[at] + (per_gap / EVEN) ** 2
            if grow > 0:
                cost += GROWTH
            if per_gap > EVEN:
                cost += looseness(per_gap)
            out.append((at, cost, _OPEN if per_gap > _OPEN_FROM else PLAIN))
        return out

    def _spaces(self, place: int, at: int) -> int:
        """How many spaces share the white of a line that has no other place for it."""
        givers, step = self.items.givers, self.items.white.step
        low, end = bisect_left(givers, place), self.places[at]
        inside = givers[low : bisect_left(givers, self.items.visible[end], low)]
        return max(1, sum(step[giver] == SPACE_STEP for giver in inside))

    def _fits(self, place: int, at: int, width: float) -> bool:
        """Whether a line of the window can be squeezed to the measure, its last mark outside."""
        if not self.uneven:
            return True
        items, end = self.items, self.places[at]
        excess = items.natural.end[end] - items.natural.start[place] - width
        if self.mode == "justify":
            excess -= items.shrink.end[end] - items.shrink.start[place]
        return excess - (self.hung(place, end, width) if excess > 0 else 0.0) <= _EPSILON

    def hung(self, place: int, end: int, width: float) -> float:
        """What stands outside the measure of a line (CL-HP-02)."""
        if self.hang == "none":
            return 0.0
        return hanging(self.items, place, end, width, always=self.hang == "force")

    def judged(self, place: int, at: int, width: float) -> Line:
        """Cost and colour of a line that is brought to the measure, or ragged."""
        end = self.places[at]
        hung = self.hung(place, end, width)
        if self.mode == "justify":
            return self._justified(place, range(at, at + 1), width + hung)[0]
        natural = self.natural[at] - self.items.natural.start[place] - hung
        return at, self.costs[at] + self._ragged(natural, width), PLAIN

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

    def last(self, place: int, width: float) -> Line:
        """Cost of the last line: it is not stretched, but may be squeezed to fit."""
        items, end = self.items, self.count
        natural = items.natural.end[end] - items.natural.start[place]
        if natural > width:
            natural -= self.hung(place, end, width)
        cost, colour = 0.0, PLAIN
        if place and place >= self.runt_from:
            cost += RUNT
        if place and natural < SHORT_LAST_EM * items.em:
            cost += SHORT_LAST if self.mode == "justify" else SHORT_LAST_RAGGED
            cost += SCANT if natural < SCANT_EM * items.em - _EPSILON else 0.0
        if self.mode == "balance":
            cost += self._ragged(natural, width)
        if self.fill_last:
            _, filled, colour = self.judged(place, len(self.places) - 1, width)
            cost += filled
        elif self.mode == "justify" and natural > width:
            gaps = max(items.places.end[end] - items.places.start[place], 1.0)
            per_gap = (natural - width) / (gaps * items.em)
            cost += self._squeeze_share(place, end, natural - width) * (per_gap / EVEN) ** 2
            colour = _TIGHT if per_gap > _TIGHT_FROM else PLAIN
        return len(self.places) - 1, cost, colour

    def _overrun(self, place: int, at: int, width: float) -> Line:
        """The shortest line from here, although it does not fit."""
        least = self.least[at] - self.items.natural.start[place] - width
        if self.mode == "justify":
            least += self.items.shrink.start[place]
        return at, OVERFULL * (1 + least / self.items.em), _TIGHT

    def _collected(self, final: dict[int, Node]) -> dict[int, Solution]:
        return {
            count: Solution(ends_of(node), node[0], self.number, is_open=not self.runt_free)
            for count, node in best_by_count(final).items()
        }
