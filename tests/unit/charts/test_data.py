"""The figures of a chart, in every way they may be written."""

from __future__ import annotations

import pytest

from typeset.blocks.chart_data import Figures, read_figures
from typeset.blocks.chart_numbers import percents, ticks
from typeset.blocks.kind import Source
from typeset.diagnostics import Sink, Span

AT = Span("sections/01-a.md", 10, 1)


def figures(text: str, *series: str) -> tuple[Figures | None, Sink]:
    sink = Sink()
    return read_figures(Source(text, AT), series, sink), sink


WRITTEN = {
    "pairs": "产值 2020: [58, 3.5]\n产值 2021: [76, -4]",
    "csv": "年,产值,增速\n产值 2020,58,3.5\n产值 2021,76,-4\n",
    "quoted csv": '"年","产值","增速"\n"产值 2020",58,"3.5"\n产值 2021,76,−4\n',
    "pipes": "| 年 | 产值 | 增速 |\n|---|--:|--:|\n| 产值 2020 | 58 | 3.5 |\n"
    "| 产值 2021 | 76 | -4 |",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_every_way_of_writing_says_the_same(text: str) -> None:
    found, sink = figures(text, "产值", "增速")
    assert sink.findings == []
    assert found is not None
    assert found.names == ("产值 2020", "产值 2021")
    assert found.series == ("产值", "增速")
    assert found.values == ((58.0, 76.0), (3.5, -4.0))


def test_a_single_series_needs_no_heads_and_keeps_its_figures_as_written() -> None:
    found, _ = figures("2020,58.0\n2021,76%\n")
    assert found is not None
    assert (found.names, found.series) == (("2020", "2021"), ("",))
    assert found.texts == (("58.0", "76%"),)


def test_years_may_head_the_columns_of_several_series() -> None:
    found, _ = figures("园区,2020,2021\n一园,12,29\n")
    assert found is not None
    assert (found.series, found.values) == (("2020", "2021"), ((12.0,), (29.0,)))


def test_ragged_rows_and_words_are_told_at_their_cells_all_at_once() -> None:
    _, sink = figures("年,甲,乙\n2019,1,2\n2020,3\n2021,4,5,6\n")
    assert [(f.code, f.span.line) for f in sink.findings] == [
        ("content/chart-ragged", 12),
        ("content/chart-ragged", 13),
    ]
    _, sink = figures("年,甲,乙\n2019,一,2\n2020,3,约四\n")
    assert [(f.code, f.span.line, f.span.column) for f in sink.findings] == [
        ("content/chart-value", 11, 6),
        ("content/chart-value", 12, 8),
    ]


def test_no_figures_are_no_chart() -> None:
    assert [f.code for f in figures("\n")[1].findings] == ["content/chart-empty"]


def test_shares_add_up_to_a_hundred() -> None:
    assert percents([1, 1, 1]) == ["33.4", "33.3", "33.3"]
    assert percents([52, 31.5, 20, 9]) == ["46.2", "28", "17.8", "8"]


def test_the_axis_has_round_steps_with_zero_among_them() -> None:
    assert ticks(0, 390) == [0, 100, 200, 300]
    assert ticks(-0.3, 0.9) == [-0.25, 0.0, 0.25, 0.5, 0.75] or 0.0 in ticks(-0.3, 0.9)
