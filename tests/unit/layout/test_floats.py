"""Floats with a page or a spread of their own, in the margin, and far from their text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import EM, box, flow, full, of_lines, para, style, text
from typeset.color import BLACK
from typeset.diagnostics import Sink
from typeset.display import Filled, Glyphs, Pages
from typeset.flow import Fill, FlowItem, Panel, Paragraph, TextRun, Words


def pages_of(*items: FlowItem, sink: Sink | None = None, lines: int = 42) -> Pages:
    return set_pages(flow(*items), style(lines=lines), sink, loose=0)


def boxes(pages: Pages) -> list[tuple[int, str]]:
    return [(page.number, found.id) for page in pages.pages for found in page.boxes]


def whole(name: str, place: str, anchor: str) -> Panel:
    return replace(full(42, name), place=place, anchor=anchor)  # type: ignore[arg-type]


def in_margin(lines: int, name: str, anchor: str) -> Panel:
    made = box(lines, "note", anchor=anchor, name=name)
    return replace(made, place="margin", width=30.0)


def test_a_float_for_a_page_takes_the_next_one_and_text_goes_on_after_it() -> None:
    pages = pages_of(of_lines(60, "a"), whole("f", "page", "a"), of_lines(60, "b"))
    assert boxes(pages) == [(2, "f")]
    assert pages.pages[1].lines == ()
    assert len(pages.pages) == 3


def test_a_float_over_a_spread_stands_on_a_left_hand_page_and_the_next() -> None:
    pages = pages_of(of_lines(90, "a"), whole("f", "spread", "a"), of_lines(200, "b"))
    assert boxes(pages) == [(2, "f"), (3, "f")]
    assert pages.pages[1].lines == pages.pages[2].lines == ()


def test_where_no_text_is_left_a_spread_waits_behind_a_blank_page() -> None:
    pages = pages_of(of_lines(130, "x"), of_lines(20, "a"), whole("f", "spread", "a"))
    assert [page.number for page in pages.pages] == [1, 2, 3, 4, 5]
    assert boxes(pages) == [(4, "f"), (5, "f")]


def test_what_is_drawn_over_a_spread_crosses_the_spine_and_words_stand_once() -> None:
    width = 2 * (46 * EM + style().page.gutter)
    words = Paragraph(runs=(TextRun(text="右页", role="label"),), role="label")
    draws = (
        Fill(x=0, y=0, width=width, height=50, color=BLACK),
        Words(paragraph=words, x=width - 60, baseline=30, width=50, max_lines=1),
    )
    spread = replace(whole("f", "spread", "a"), draws=draws, width=width)
    left, right = pages_of(of_lines(90, "a"), spread, of_lines(10, "b")).pages[1:3]
    for page in (left, right):
        assert any(isinstance(mark, Filled) and mark.color == BLACK for mark in page.marks)
    here, there = (
        "".join(mark.run.text for mark in page.marks if isinstance(mark, Glyphs))
        for page in (left, right)
    )
    assert "右页" not in here
    assert "右页" in there
    edge = right.boxes[0].rect.right + left.trim.width
    assert left.boxes[0].rect.x + width == pytest.approx(edge, abs=0.05)


@pytest.mark.parametrize(("before", "number", "side"), [(0, 1, "right"), (90, 2, "left")])
def test_a_box_in_the_margin_stands_outside_beside_its_text(
    before: int, number: int, side: str
) -> None:
    first = [of_lines(before, "x")] if before else []
    pages = pages_of(*first, of_lines(20, "a"), in_margin(4, "m", "a"))
    page = pages.pages[number - 1]
    assert [found.id for found in page.boxes] == ["m"]
    rect = page.boxes[0].rect
    line = next(line for line in page.lines if line.block == "a")
    assert rect.y == pytest.approx(line.baseline - 9.24)
    if side == "right":
        assert rect.x == pytest.approx(page.type_area.right + EM)
    else:
        assert rect.right == pytest.approx(page.type_area.x - EM)


def test_boxes_in_the_margin_stand_under_one_another_and_stay_on_the_page() -> None:
    items = [of_lines(39, "a"), para(text(20), "b"), para(text(20), "c")]
    boxed = [in_margin(5, "m1", "b"), in_margin(5, "m2", "c")]
    page = set_pages(flow(*items, *boxed), style(columns=1, chars=22), loose=0).pages[0]
    first, second = page.boxes
    assert second.rect.y - first.rect.foot > 17 - EM
    assert second.rect.foot <= page.type_area.foot + 1e-6


def test_too_many_boxes_for_a_margin_are_told_with_their_anchor() -> None:
    sink = Sink()
    boxed = [in_margin(9, f"m{n}", "a") for n in range(6)]
    pages = pages_of(of_lines(20, "a"), *boxed, sink=sink)
    assert [found.code for found in sink.findings] == ["layout/margin-full"]
    assert "'a'" in sink.findings[0].message
    assert len(boxes(pages)) == 6


def test_three_floats_of_one_anchor_all_find_a_place_in_their_order() -> None:
    floats = [full(12, f"f{n}", place="page-head", anchor="a") for n in range(3)]
    pages = pages_of(of_lines(80, "a"), *floats, of_lines(200, "b"), sink=Sink())
    assert [name for _, name in boxes(pages)] == ["f0", "f1", "f2"]


def test_a_float_one_column_wide_stands_in_its_column_with_text_beside_it() -> None:
    foot = replace(box(5, "hero", name="f", anchor="a"), place="page-foot")
    page = pages_of(of_lines(40, "a"), foot, of_lines(20, "b")).pages[0]
    rect = page.boxes[0].rect
    beside = [line for line in page.lines if rect.y < line.baseline < rect.foot]
    assert beside
