"""Whatever is set: no character is lost, no ban is broken in silence, lines fit the measure."""

from __future__ import annotations

import itertools
import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.line_engine import EM, Engine, fonts, paragraph, squares
from typeset.diagnostics import Sink
from typeset.scripts.breaks import SOFT_2
from typeset.text.break_lines import LADDER, Search, Solution, Widths, solutions
from typeset.text.glue import Items
from typeset.text.justify import justified_line

NEVER_FIRST = frozenset("，。、；：！？”’）》】·—～/%‰℃")
NEVER_LAST = frozenset("“‘（《【/￥")
UNITS = ("亿元", "个", "余家", "%", "年", "微克/立方米")

WORDS = st.sampled_from(["GDP", "A4", "VDE—TDAP", "5+N", "word", "PM2.5", " the ", "13+48+2"])
NUMBERS = st.builds(lambda n, unit: f"{n}{unit}", st.integers(0, 99999), st.sampled_from(UNITS))
HAN = st.text("国产业强区深入实施一二三", min_size=1, max_size=8)
MARKS = st.sampled_from(["，", "。", "、", "；", "：", "！", "”", "“", "（", "）", "《", "》", "·"])
PAIRS = st.sampled_from(["。”", "：“", "》、《", "——", "……", "？！", "）（", "”，“"])
MIXED = st.lists(st.one_of(HAN, HAN, NUMBERS, WORDS, MARKS, PAIRS), min_size=1, max_size=30)
MEASURES = st.sampled_from([6.0, 9.5, 14.0, 18.0, 22.0, 30.0])


def prose(pieces: list[str]) -> str:
    return "".join(pieces).strip() or "国"


@settings(max_examples=200, deadline=None)
@given(MIXED.map(prose), MEASURES, st.sampled_from([0.0, 2.0]))
def test_no_character_is_lost_or_moved(text: str, measure: float, indent: float) -> None:
    made = squares(indent).set(text, measure)
    assert "".join(line.text for line in made.lines) == text
    for count, _ in made.options:
        lines = squares(indent).set(text, measure, count).lines
        assert "".join(line.text for line in lines) == text


@settings(max_examples=200, deadline=None)
@given(MIXED.map(prose), MEASURES)
def test_lines_fit_and_no_ban_is_broken_in_silence(text: str, measure: float) -> None:
    engine = squares()
    lines = engine.set(text, measure).lines
    if engine.codes:
        return
    for line in lines:
        assert line.width <= measure * EM + 0.01
        if not line.last:
            assert line.width == pytest.approx(measure * EM, abs=0.05)
    for above, below in itertools.pairwise(lines):
        shown = above.text.rstrip()
        signed = re.match(r"[-+−]\d", below.text)
        assert shown[-1] not in NEVER_LAST
        begins_with_dash = below.text.startswith("——")  # a long dash may, a connector may not
        assert signed or begins_with_dash or below.text[0] not in NEVER_FIRST
        assert not re.search(r"\d$", shown) or not re.match(r"[\d亿个余年微]", below.text)


@settings(max_examples=100, deadline=None)
@given(MIXED.map(prose), MEASURES)
def test_the_columns_of_sums_agree_with_the_line_as_set(text: str, measure: float) -> None:
    items = items_of(squares(), text)
    for first, last in itertools.combinations(range(0, len(items) + 1, 3), 2):
        line = justified_line(items, first, last, measure * EM, fill=True)
        drawn = sum(items.body[first:last]) + sum(line.before) + sum(line.after)
        assert drawn == pytest.approx(line.width, abs=1e-6)
        least = line.natural - (items.shrink.end[last] - items.shrink.start[first])
        assert line.width >= least - 1e-6
        if least <= measure * EM <= line.natural:
            assert line.width == pytest.approx(measure * EM, abs=1e-6)


def items_of(engine: Engine, text: str) -> Items:
    return engine.setter.prepare(paragraph(text)).galleys[0].items


def exhaustive(items: Items, width: float) -> dict[int, float]:
    """The least cost by line count on the first rung, trying every set of breaks."""
    search = Search(items, Widths(width), "justify", LADDER[0], 0, runt_free=True)
    places = [0, *search.places]

    @cache
    def best(index: int) -> dict[tuple[int, int, int], float]:
        """(lines, colour of the first line, of the last) to cost, from a place to the end."""
        if index == len(places) - 1:
            return {(0, 1, 1): 0.0}
        out: dict[tuple[int, int, int], float] = {}
        for at, cost, colour in search.lines(places[index], index - 1, width):
            for (count, first, last), rest in best(at + 1).items():
                unlike = 0.5 if count and abs(first - colour) == 2 else 0.0
                key = (count + 1, colour, last)
                out[key] = min(out.get(key, 1e30), cost + rest + unlike)
        return out

    found: dict[int, float] = {}
    for (count, _, _), cost in best(0).items():
        found[count] = min(found.get(count, 1e30), cost)
    return found


@settings(max_examples=100, deadline=None)
@given(MIXED.map(prose), st.sampled_from([9.5, 14.0, 18.0]))
def test_no_set_of_breaks_costs_less_than_the_one_chosen(text: str, measure: float) -> None:
    items = items_of(squares(), text)
    chosen = solutions(items, Widths(measure * EM), "justify")
    if any(solution.rung for solution in chosen.values()):
        return
    least = exhaustive(items, measure * EM)
    assert {n: solution.cost for n, solution in chosen.items()} == pytest.approx(least)


@settings(max_examples=100, deadline=None)
@given(MIXED.map(prose), st.sampled_from([14.0, 18.0, 22.0]))
def test_a_loose_line_only_where_every_legal_set_of_breaks_has_one(
    text: str, measure: float
) -> None:
    engine = squares()
    lines = engine.set(text, measure).lines
    if all(line.gap <= 0.08 + 1e-9 for line in lines):
        return
    items = items_of(engine, text)
    assert not _has_even_setting(items, measure * EM)


def _has_even_setting(items: Items, width: float) -> bool:
    """Whether some set of breaks has no line over 0.08 em, no runt and no parted unit."""
    count = len(items)
    reached = {0}
    for first in range(count):
        if first not in reached:
            continue
        for last in range(first + 1, count + 1):
            if last < count and items.strength[last] >= SOFT_2:
                continue
            line = justified_line(items, first, last, width, fill=last < count)
            fits = line.width <= width + 1e-6 and line.gap <= 0.08 + 1e-9
            short = last < count and line.width < width - 1e-6
            runt = last == count and first and items.solid[last] - items.solid[first] < 2
            if fits and not short and not runt:
                reached.add(last)
    return count in reached


@settings(max_examples=25, deadline=None)
@given(MIXED.map(prose), st.sampled_from([12.0, 22.0]))
def test_the_shipped_faces_lose_nothing_either(text: str, measure: float) -> None:
    engine = fonts(indent=2)
    made = engine.set(text, measure)
    assert "".join(line.text for line in made.lines) == text
    assert made == fonts(indent=2).set(text, measure)
    if not engine.codes:
        assert all(line.width <= measure * EM + 0.01 for line in made.lines)


def test_a_very_long_paragraph_is_set_without_a_finding() -> None:
    text = "国产业强区，深入实施。" * 400
    engine = squares()
    lines = engine.set(text, 22).lines
    assert "".join(line.text for line in lines) == text
    assert engine.codes == []
    assert engine.sink == Sink()


def test_a_solution_counts_its_lines() -> None:
    assert len(Solution((3, 7), 0.0, 0)) == 2
