"""Figures taken apart, and joined again without loss."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.model.figures import AFTER, BEFORE, BETWEEN, split_figure


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("131亿元", ("", "131", "", "亿元")),
        ("29个", ("", "29", "", "个")),
        ("75.5%", ("", "75.5", "", "%")),
        ("超300余次", ("超", "300", "余", "次")),
        ("300余家", ("", "300", "余", "家")),
        ("10余万元", ("", "10", "余", "万元")),
        ("1.2万余人", ("", "1.2万", "余", "人")),
        ("超千万元", ("超", "千万", "", "元")),
        ("约1/3", ("约", "1/3", "", "")),
        ("3~5个", ("", "3~5", "", "个")),
        ("同比增长55%", ("同比增长", "55", "", "%")),
        ("1,234.5万元", ("", "1,234.5", "", "万元")),
        ("2 846家", ("", "2 846", "", "家")),
        ("约1\u202f240\u202f300余次", ("约", "1\u202f240\u202f300", "余", "次")),
        ("32.5微克/立方米", ("", "32.5", "", "微克/立方米")),
    ],
)
def test_a_figure_has_prefix_number_qualifier_unit(text: str, parts: tuple[str, ...]) -> None:
    figure = split_figure(text)
    assert figure is not None
    assert (figure.prefix, figure.number, figure.suffix, figure.unit) == parts
    assert not figure.suffix_last
    assert figure.text == text


@pytest.mark.parametrize("text", ["93%以上", "18岁以上", "5年多", "20人左右"])
def test_a_qualifier_may_stand_behind_the_unit(text: str) -> None:
    figure = split_figure(text)
    assert figure is not None
    assert figure.suffix_last
    assert figure.unit
    assert figure.text == text


@pytest.mark.parametrize("text", ["", "若干", "全国第一家", "项目29个", "29个和30个"])
def test_text_that_is_not_one_figure_is_none(text: str) -> None:
    assert split_figure(text) is None


NUMBERS = st.one_of(
    st.integers(0, 10**7).map(str), st.decimals(0, 999, places=1).map(str), st.just("千万")
)


PARTS = st.tuples(
    st.sampled_from(("", *BEFORE)),
    NUMBERS,
    st.sampled_from(("", *BETWEEN)),
    st.sampled_from(("个", "亿元", "%", "家", "次", "")),
    st.sampled_from(("", *AFTER)),
)


@given(PARTS)
def test_a_figure_that_is_read_is_the_text_again(parts: tuple[str, ...]) -> None:
    text = "".join(parts)
    figure = split_figure(text)
    assert figure is None or figure.text == text
