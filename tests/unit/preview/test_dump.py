"""Page dumps: a stable form for tools, a short one for golden files."""

from __future__ import annotations

import json

import pytest

from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import box, flow, of_lines, review, style
from typeset.diagnostics import Span
from typeset.flow import Paragraph, TextRun
from typeset.geometry import MM
from typeset.preview.dump import FORMAT, dump, dump_text


def test_the_dump_is_plain_json() -> None:
    pages = dump(set_pages(review(), style()))
    assert json.loads(json.dumps(pages)) == pages
    assert (pages["format"], pages["unit"]) == (FORMAT, "mm")
    assert len(pages["pages"]) == 4


def test_pages_tell_their_boxes_and_frames_in_millimetres() -> None:
    page = dump(set_pages(review(), style()))["pages"][0]
    assert page["boxes_of_page"]["trim"] == [0, 0, 210, 297]
    assert page["boxes_of_page"]["bleed"] == [-3, -3, 216, 303]
    assert page["type_area"][:2] == [20.6, 24]
    assert len(page["frames"]) == 2
    assert page["frames"][0][2] == pytest.approx(231 / MM, abs=1e-4)


def test_lines_tell_where_they_are_and_where_they_come_from() -> None:
    span = Span("sections/01.md", 7, 3)
    words = Paragraph(
        runs=(TextRun(text="一二三四", role="body", span=span),), role="body", id="a", span=span
    )
    (line,) = dump(set_pages(flow(words), style()))["pages"][0]["lines"]
    assert line["text"] == "一二三四"
    assert line["source"] == {"file": "sections/01.md", "line": 7, "column": 3}
    assert line["baseline"] == pytest.approx(24 + 9.24 / MM, abs=1e-4)
    assert line["x"] == pytest.approx(20.6 + 21 / MM, abs=1e-4)
    assert line["width"] == pytest.approx(42 / MM, abs=1e-4)
    assert (line["block"], line["role"], line["column"], line["last"]) == ("a", "body", 0, True)


def test_boxes_tell_their_design_and_anchor() -> None:
    made = flow(of_lines(15, "a"), box(5, "rule-quote", anchor="a"))
    (found,) = dump(set_pages(made, style(), loose=0))["pages"][0]["boxes"]
    assert (found["design"], found["anchor"], found["columns"]) == ("rule-quote", "a", [1, 1])
    assert found["rect"][3] == pytest.approx((5 * 17 - 6.5) / MM, abs=1e-4)


def test_a_line_of_no_source_has_none() -> None:
    line = dump(set_pages(flow(of_lines(1, "a")), style()))["pages"][0]["lines"][0]
    assert line["source"] is None


def test_the_text_form_shows_every_line_once() -> None:
    pages = set_pages(review(), style())
    shown = dump_text(pages)
    for page in pages.pages:
        for line in page.lines:
            assert line.line.text in shown
    assert shown.count("\npage ") == 3
    assert "  box hero " in shown
    assert "\n  ~ " in shown, "running heads are there too"
