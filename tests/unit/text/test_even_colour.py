"""Even colour: neighbouring lines of a paragraph are set alike (CL-JA-07)."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.line_engine import EM, paragraph, squares
from typeset.text.break_lines import Search
from typeset.text.glue import Items
from typeset.text.ladder import LADDER, UNLIKE, Widths
from typeset.text.measure import Measure

SEED = Path(__file__).parents[2] / "data" / "seed.txt"
TEXTS = [line.strip() for line in SEED.read_text(encoding="utf-8").splitlines() if len(line) > 60]
JUMP = 0.15  # em a gap by which neighbours may differ
SHARE = 1.2  # and what it may cost to avoid more, of the paragraph's whole cost


def deviation(items: Items, first: int, last: int, width: float) -> float:
    """White added (or taken) per gap of a line brought to the measure, in em."""
    gaps = items.places.end[last] - items.places.start[first]
    natural = items.natural.end[last] - items.natural.start[first]
    return (width - natural) / (max(gaps, 1.0) * items.em)


def cheapest_even(items: Items, width: float) -> float:
    """The least cost of even lines (first rung) of which no neighbours differ by over JUMP."""
    search = Search(items, Widths(width), "justify", LADDER[0], 0, runt_free=True)
    place_of = [0, *search.places]
    reached: dict[tuple[int, float, int], float] = {(0, 0.0, 1): 0.0}
    best = float("inf")
    for index, place in enumerate(place_of[:-1]):
        here = [(key, cost) for key, cost in reached.items() if key[0] == place]
        lines = search.lines(place, index - 1, width) if here else []
        for at, own, colour in lines:
            end = search.places[at]
            is_last = end == len(items)
            level = 0.0 if is_last else deviation(items, place, end, width)
            for (_, before, old), cost in here:
                if place and not is_last and abs(level - before) > JUMP:
                    continue
                total = cost + own + UNLIKE * (abs(old - colour) == 2)
                if is_last:
                    best = min(best, total)
                else:
                    key = (end, level, colour)
                    reached[key] = min(total, reached.get(key, total))
    return best


@pytest.mark.parametrize("em", [18, 20, 22, 24, 28])
def test_neighbours_differ_by_no_more_unless_it_costs_a_fifth_CL_JA_07(em: float) -> None:  # noqa: N802
    engine, width = squares(), Measure(em * EM)
    for text in TEXTS:
        lines = engine.setter.composed(paragraph(text), width)[:-1]
        prepared = engine.setter.prepare(paragraph(text))
        items, settings = prepared.galleys[0].items, prepared.by_measure[width]
        levels = [deviation(items, one.line.first, one.line.last, width.width) for one in lines]
        if max((abs(a - b) for a, b in pairwise(levels)), default=0.0) > JUMP:
            least = cheapest_even(items, width.width)
            assert least > SHARE * settings.cost(settings.best), text[:12]


def test_the_search_for_even_neighbours_finds_what_the_breaker_finds() -> None:
    engine, width = squares(), Measure(20 * EM)
    for text in TEXTS[:8]:
        prepared = engine.setter.prepare(paragraph(text))
        engine.setter.set(paragraph(text), width)
        settings = prepared.by_measure[width]
        assert cheapest_even(prepared.galleys[0].items, width.width) >= (
            settings.cost(settings.best) - 1e-6
        )
