"""The cards of heading_cards.toml: a title, and where its lines end."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.line_engine import EM, paragraph, squares
from typeset.text.break_lines import Solution, Widths
from typeset.text.headings import LEAST_LAST, RATIO, SHORTEST, Asked, heading_lines

_FILE = Path(__file__).with_name("heading_cards.toml")
CARDS: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["card"]
MEASURES = (8, 9.5, 11, 12, 13.5, 14, 16, 18, 20, 22, 25)
EVERY = {card["request"]["text"] for card in CARDS}
TITLES = sorted(text for text in EVERY if "\u200b" not in text)


def name_of(card: dict[str, Any]) -> str:
    return f"{card['id']}-{card['request']['text'][:8]}-{card['request']['measure']}"


def set_heading(
    text: str, measure: float, lang: str = "zh-Hans-CN", **asked: Any
) -> tuple[list[str], list[float]]:
    """The texts and widths (in em) of a heading's lines in the best setting."""
    engine = squares(language=lang)
    galley = engine.setter.prepare(paragraph(text, align="start")).galleys[0]
    clusters, items = galley.type.text.text, galley.items
    found = heading_lines(clusters, items, Widths(measure * EM), Asked(language=lang, **asked))
    best: Solution = min(found.values(), key=lambda solution: solution.cost)
    places = list(pairwise((0, *best.ends)))
    texts = ["".join(clusters.texts[a:b]) for a, b in places]
    return texts, [(items.natural.end[b] - items.natural.start[a]) / EM for a, b in places]


@pytest.mark.parametrize("card", CARDS, ids=name_of)
def test_a_heading_ends_its_lines_as_its_card_says(card: dict[str, Any]) -> None:
    texts, widths = set_heading(**card["request"])
    assert texts == card["expected"]
    if "widths" in card:
        assert widths == pytest.approx(card["widths"], abs=0.005)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("text", TITLES)
def test_no_heading_leaves_one_or_two_characters_CL_HD_01(text: str, measure: float) -> None:  # noqa: N802
    lines, widths = set_heading(text, measure)
    assert "".join(lines) == text
    assert all(width <= measure + 0.005 for width in widths)
    assert len(lines) == 1 or len(lines[-1]) >= LEAST_LAST


@pytest.mark.parametrize("measure", [m for m in MEASURES if m >= 13])
@pytest.mark.parametrize("text", TITLES)
def test_the_lines_of_a_heading_are_of_like_length_CL_HD_01(text: str, measure: float) -> None:  # noqa: N802
    _, widths = set_heading(text, measure)
    assert max(widths) <= RATIO * min(widths) + 0.005


@pytest.mark.parametrize("shape", ["trapezoid", "diamond"])
@pytest.mark.parametrize("measure", [14, 16, 18])
def test_no_line_of_a_shape_is_under_half_the_longest_CL_HD_02(shape: str, measure: float) -> None:  # noqa: N802
    text = "国务院办公厅关于进一步优化营商环境更好服务市场主体的实施意见"
    _, widths = set_heading(text, measure, shape=shape)
    assert min(widths) >= SHORTEST * max(widths)
    steps = [after - before for before, after in pairwise(widths)]
    assert all(steps), "a shape has no two lines of one length side by side"
