"""Which lines are a pipe table, and where its cells stand."""

from __future__ import annotations

import pytest

from typeset.reading.pipes import aligns_of, cells_of, is_dashes, table_end


def cells(line: str) -> list[str]:
    return [line[begin:end] for begin, end in cells_of(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("| 　其中：工业 | 3 |", ["　其中：工业", "3"]),  # an indent is kept
        ("| a | b |", ["a", "b"]),
        ("a | b", ["a", "b"]),
        ("|  | b |  |", ["", "b", ""]),
        (r"| a \| b | c |", [r"a \| b", "c"]),
        ("| {漢字|かんじ} | b |", ["{漢字|かんじ}", "b"]),
        ("| ^^ | < |", ["^^", "<"]),
        ("|a|", ["a"]),
    ],
)
def test_a_row_is_cut_at_its_bars(line: str, expected: list[str]) -> None:
    assert cells(line) == expected


def test_colons_among_the_dashes_say_how_columns_are_aligned() -> None:
    assert aligns_of("| --- | :-- | :-: | --: |") == ("", "start", "center", "end")


@pytest.mark.parametrize("line", ["|---|", "| :-- | --: |", "--- | ---", "|-|-|"])
def test_a_row_of_dashes_is_known(line: str) -> None:
    assert is_dashes(line)


@pytest.mark.parametrize("line", ["---", "a | b", "| a | - |", "|  |  |"])
def test_other_lines_are_no_row_of_dashes(line: str) -> None:
    assert not is_dashes(line)


def test_a_table_needs_its_row_of_dashes_and_ends_with_its_bars() -> None:
    assert table_end(["| a | b |", "|---|---|", "| 1 | 2 |", "文字"], bare=False) == 3
    assert table_end(["a | b", "--- | ---", "1 | 2"], bare=False) == 3
    assert table_end(["| a | b |", "| 1 | 2 |"], bare=False) == 0
    assert table_end(["a | b", "c | d"], bare=False) == 0


def test_several_heads_may_stand_above_the_dashes() -> None:
    assert table_end(["| a | < |", "| b | c |", "|---|---|", "| 1 | 2 |"], bare=False) == 4


def test_in_a_container_rows_need_no_dashes() -> None:
    assert table_end(["| a | b |", "| 1 | 2 |", "注"], bare=True) == 2
