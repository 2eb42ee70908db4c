"""Findings as text and as JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.diagnostics import Diagnostic, Span
from typeset.diagnostics_report import CELLS, MARGIN, as_json, cells, excerpt, report, summary

FINDING = Diagnostic(
    "style/unit", "error", "unknown unit 'px'", Span("content/style.yaml", 5, 14, 6), "use pt"
)


def test_a_finding_names_file_line_column_severity_and_code() -> None:
    text = report([FINDING], lambda _: None)
    assert text.splitlines()[0] == ("content/style.yaml:5:14: error[style/unit]: unknown unit 'px'")


def test_the_hint_stands_below_the_caret() -> None:
    text = report([FINDING], lambda _: "  body: {sz: 10.5px}")
    assert text.splitlines()[1:] == [
        MARGIN + "  body: {sz: 10.5px}",
        MARGIN + " " * 13 + "^^^^^^",
        MARGIN + "use pt",
    ]


def test_a_finding_without_a_place_is_typesets_own() -> None:
    assert report([Diagnostic("a/b", "warning", "so")], lambda _: "never asked").startswith(
        "typeset: warning[a/b]: so"
    )


def test_the_caret_stands_under_full_width_characters() -> None:
    line, caret = excerpt("总投资[131亿元]", Span("f", 1, 4, 7))
    assert line == MARGIN + "总投资[131亿元]"
    assert caret == MARGIN + "\u3000" * 3 + "^" * 9
    assert cells(caret) == cells(line)


def test_a_tab_before_the_place_stays_a_tab() -> None:
    assert excerpt("\tab", Span("f", 1, 3))[1] == MARGIN + "\t ^"


def test_a_paragraph_on_one_line_is_cut_around_the_place() -> None:
    line, caret = excerpt("字" * 300 + "错" + "字" * 300, Span("f", 1, 301))
    assert line.startswith(MARGIN + "…")
    assert line.endswith("…")
    assert cells(line[: line.index("错")]) == cells(caret.rstrip("^"))


@pytest.mark.parametrize("column", [0, 1, 6, 99])
def test_a_place_past_the_line_still_has_a_caret(column: int) -> None:
    assert "^" in excerpt("short", Span("f", 1, column, 0))[1]


@given(st.text(st.characters(exclude_categories=["C", "Z"])), st.integers(1, 400))
def test_an_excerpt_fits_the_terminal(line: str, column: int) -> None:
    shown, _ = excerpt(line, Span("f", 1, column, 3))
    assert cells(shown) <= CELLS + len(MARGIN) + 2


def test_json_has_exactly_the_fields_of_the_contract() -> None:
    (row,) = json.loads(as_json([FINDING]))
    assert row == {
        "code": "style/unit", "severity": "error", "message": "unknown unit 'px'",
        "file": "content/style.yaml", "line": 5, "column": 14, "length": 6, "hint": "use pt",
    }  # fmt: skip


def test_json_of_nothing_is_an_empty_array() -> None:
    assert as_json([]) == "[]"


def test_the_summary_counts_by_severity() -> None:
    warning = Diagnostic("a/b", "warning", "so")
    assert summary([FINDING, warning, FINDING]) == "2 errors, 1 warning"
