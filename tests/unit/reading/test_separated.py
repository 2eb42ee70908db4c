"""Values separated by commas or tabs, each with its place."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.diagnostics import Sink
from typeset.reading.separated import mark_of, read_rows, written


def says(text: str, file: str = "a.csv") -> list[list[str]]:
    sink = Sink()
    rows = read_rows(text, file, sink)
    assert sink.findings == []
    return [[value.says for value in row] for row in rows]


def test_values_are_parted_by_commas_and_quoted_ones_hold_anything() -> None:
    text = 'a,"b, c","say ""x"""\n1,,"two\nlines"\n'
    assert says(text) == [["a", "b, c", 'say "x"'], ["1", "", "two\nlines"]]


def test_tabs_part_the_values_of_a_tsv() -> None:
    assert mark_of("x.tsv") == "\t"
    assert says("a\tb,c\n", "x.tsv") == [["a", "b,c"]]


def test_empty_lines_are_no_rows_and_the_last_line_needs_no_end() -> None:
    assert says("a,b\n\n1,2") == [["a", "b"], ["1", "2"]]


def test_every_value_knows_its_place() -> None:
    text = '甲,  乙\n"一\n二",丙\n'
    rows = read_rows(text, "a.csv", Sink())
    assert [str(value.span) for row in rows for value in row] == [
        "a.csv:1:1", "a.csv:1:5", "a.csv:2:1", "a.csv:3:4",
    ]  # fmt: skip
    assert [text[v.start : v.end] for row in rows for v in row] == ["甲", "  乙", '"一\n二"', "丙"]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [('a,"b\n', "a.csv:1:3", "not closed"), ('"a"b,c\n', "a.csv:1:4", "follows the quotation")],
)
def test_marks_of_quotation_that_do_not_fit_are_told(text: str, place: str, words: str) -> None:
    sink = Sink()
    read_rows(text, "a.csv", sink)
    (finding,) = sink.findings
    assert (finding.code, str(finding.span)) == ("content/table-file", place)
    assert words in finding.message


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=8).map(str.strip)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_is_written_reads_back_and_as_the_standard_library_reads_it(
    rows: list[list[str]],
) -> None:
    text = "".join(",".join(written(cell, ",") for cell in row) + "\n" for row in rows)
    assert says(text) == rows
    assert list(csv.reader(io.StringIO(text, newline=""))) == rows
