"""Pages that begin where they are told to, blank pages, and counts for folded sheets."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import flow, of_lines, style
from typeset.display import Pages
from typeset.flow import FlowItem, PageBreak
from typeset.style.resolved import Style


def pages_of(*items: FlowItem, asked: Style | None = None) -> Pages:
    return set_pages(flow(*items), asked or style(), loose=0)


def blocks(pages: Pages) -> list[str]:
    return ["".join(sorted({line.block for line in page.lines})) for page in pages.pages]


def test_text_before_a_break_ends_level() -> None:
    pages = pages_of(of_lines(10, "a"), PageBreak(), of_lines(4, "b"))
    assert blocks(pages) == ["a", "b"]
    assert [sum(line.column == n for line in pages.pages[0].lines) for n in (0, 1)] == [5, 5]


def test_a_right_hand_page_is_reached_over_a_blank_one() -> None:
    assert blocks(pages_of(of_lines(10, "a"), PageBreak("odd"), of_lines(4, "b"))) == ["a", "", "b"]
    assert blocks(pages_of(of_lines(10, "a"), PageBreak("even"), of_lines(4, "b"))) == ["a", "b"]


def test_blank_pages_asked_for_are_left() -> None:
    pages = pages_of(of_lines(10, "a"), PageBreak("any", 2), of_lines(4, "b"))
    assert blocks(pages) == ["a", "", "", "b"]
    assert [page.number for page in pages.pages] == [1, 2, 3, 4]


def test_the_count_of_pages_is_brought_to_a_multiple() -> None:
    geometry = replace(style().page, multiple=4)
    pages = pages_of(of_lines(90, "a"), of_lines(30, "b"), asked=replace(style(), page=geometry))
    assert len(pages.pages) == 4
    assert blocks(pages)[2:] == ["", ""]
    assert pages.pages[3].marks == ()  # CL-PN-04: no folio on a blank page
