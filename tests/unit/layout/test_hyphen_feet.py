"""A column's last line does not end with a hyphen where that can be helped."""

from __future__ import annotations

from typing import Any

import pytest

from tests.line_engine import paragraph, squares
from typeset.layout import costs
from typeset.layout.galley import TextElement, set_element

TEXT = "我们大力推进modernization与international合作和cooperation以及representation等工作" * 3


def element(**rules: Any) -> TextElement:
    setter = squares(hyphenate=True, **rules).setter
    return set_element(0, paragraph(TEXT), setter.style, setter, 120.0)


def test_to_part_a_paragraph_after_a_hyphen_costs_something() -> None:
    made = element()
    lines = made.options[0].lines
    after = [made.cut_cost(lines, 0, taken) for taken in range(2, lines - 1)]
    hyphens = made.hyphens[lines]
    assert hyphens
    for taken, cost in enumerate(after, 2):
        assert cost == (costs.HYPHEN_FOOT if taken in hyphens else 0.0)


def test_the_style_may_allow_it() -> None:
    assert not element(hyphen_foot="allow").hyphens


@pytest.mark.parametrize("done", [0, 1])
def test_a_lone_line_stays_the_worse_fault(done: int) -> None:
    made = element()
    lines = made.options[0].lines
    assert made.cut_cost(lines, 0, 1) >= costs.WIDOW > costs.HYPHEN_FOOT
    assert made.cut_cost(lines, done, lines - done - 1) >= costs.WIDOW
