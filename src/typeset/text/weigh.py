"""What a way to set lines would cost: the breaker's judgement for those who ask afterwards."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from typeset.record import dataclass
from typeset.scripts.breaks import WORD
from typeset.text.break_lines import PLAIN, Search
from typeset.text.glue import Items
from typeset.text.ladder import LADDER, UNLIKE, Hang, Mode, Rung, Widths


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to end a line, as the breaker judges it. Lengths are em.

    ``squeeze`` is what the line must give, ``per_gap`` what each gap must take, ``short`` what
    is missing where nothing is stretched.
    """

    end: int
    cost: float
    squeeze: float
    per_gap: float
    short: float
    hang: bool
    is_last: bool
    runt: bool


def candidates(
    items: Items, mode: Mode, first: int, width: float, *, hang: Hang = "none"
) -> list[Candidate]:
    """Every end that a line from ``first`` can have, in order, up to gaps of a quarter em."""
    rung = Rung("", 0.25, WORD, runts=True)
    search = Search(items, Widths(width), mode, rung, 0, runt_free=True, hang=hang)
    index = bisect_right(search.places, first) - 1
    return [
        _candidate(search, first, search.places[at], width, cost)
        for at, cost, _ in search.lines(first, index, width)
    ]


def _candidate(search: Search, first: int, end: int, width: float, cost: float) -> Candidate:
    items = search.items
    hung = search.hung(first, end, width)
    excess = items.natural.end[end] - items.natural.start[first] - width - hung
    grow = items.stretch.end[end] - items.stretch.start[first]
    gaps = items.places.end[end] - items.places.start[first]
    last = end == search.count
    rest = max(0.0, -excess - grow)
    fills = search.mode == "justify" and not (last and not search.fill_last)
    return Candidate(
        end,
        cost,
        squeeze=max(0.0, excess) / items.em,
        per_gap=rest / (max(gaps, 1.0) * items.em) if fills else 0.0,
        short=0.0 if fills else rest / items.em,
        hang=hung > 0,
        is_last=last,
        runt=last and first > 0 and items.solid[end] - items.solid[first] < 2,
    )


def price(items: Items, widths: Widths, ends: tuple[int, ...], *, hang: Hang = "none") -> float:
    """What justified lines with these ends cost, whatever rung they need."""
    search = Search(items, widths, "justify", LADDER[-1], 0, runt_free=True, hang=hang)
    index = {place: at for at, place in enumerate(search.places)}
    total, colours = 0.0, [PLAIN]
    for number, (first, last) in enumerate(pairwise((0, *ends))):
        width = widths.at(number)
        if last == search.count:
            _, cost, colour = search.last(first, width)
        else:
            _, cost, colour = search.judged(first, index[last], width)
        total += cost + UNLIKE * (abs(colour - colours[-1]) == 2)
        colours.append(colour)
    return total
