"""Figures taken apart for the designs."""

from __future__ import annotations

import pytest

from typeset.blocks.parts import Row, figure_of
from typeset.model.inline import Figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("131亿元", Figure("131", "亿元")),
        ("75.5%", Figure("75.5", "%")),
        ("300余次", Figure("300", "次", suffix="余")),
        ("93%以上", Figure("93", "%", suffix="以上", suffix_last=True)),
        ("约1,200人", Figure("1,200", "人", prefix="约")),
        ("2021年度工作回顾", Figure("2021", "年度工作回顾")),
        ("翻番", Figure("", "翻番")),
    ],
)
def test_a_figure_is_taken_apart_and_reads_as_before(text: str, figure: Figure) -> None:
    assert figure_of(text) == figure
    assert figure.text == text


def test_a_part_of_several_lines_reads_as_one_text() -> None:
    row = Row(parts={"slogan": ("凝心聚力", "奋勇争先")})
    assert row.lines("slogan") == ("凝心聚力", "奋勇争先")
    assert row.text("slogan") == "凝心聚力奋勇争先"


def test_a_missing_part_is_empty_text() -> None:
    assert Row(parts={}).text("note") == ""
