"""Pages for which no way is found: nothing is lost, and it is told."""

from __future__ import annotations

import pytest

from tests.unit.layout.drawing import drawn, set_pages
from tests.unit.layout.sample import box, flow, full, noted, of_lines, para, section, style, text
from tests.unit.layout.tabled import table
from typeset.diagnostics import Sink
from typeset.layout import search
from typeset.layout.placed import Filled


def none(*_: object) -> list[Filled]:
    return []


def test_where_no_lawful_way_is_found_columns_fall_short_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search, "fill_page", none)
    sink = Sink()
    asked = style(lines=20)
    pages = set_pages(flow(*section("s", of_lines(60, "a"), box(5, anchor="a"))), asked, sink)
    assert sum(len(page.lines) for page in pages.pages) == 60
    assert [f.code for f in sink.findings] == ["layout/page-forced"] * len(pages.pages)


def test_where_nothing_at_all_is_found_each_thing_has_a_page_and_that_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search, "fill_page", none)
    monkeypatch.setattr(search, "fill_loosely", none)
    sink = Sink()
    items = [
        *section("s", of_lines(30, "a"), box(5, anchor="a"), table([["一", "二"]] * 4)),
        full(9, "float", place="page-head", anchor="a"),
        noted(text(60), "n", (30, 20)),
        para(text(3), "z"),
    ]
    pages = set_pages(flow(*items), style(lines=20), sink)
    assert {f.code for f in sink.findings} == {"layout/page-overfull"}
    lines = [line for page in pages.pages for line in page.lines]
    assert sum(line.block == "a" for line in lines) == 30
    assert {line.block for line in lines} == {"a", "n", "z"}
    assert {b.design for page in pages.pages for b in page.boxes} == {"banner-s", "hero", "float"}
    assert any(page.tables for page in pages.pages)
    assert any(page.notes for page in pages.pages)
    assert drawn(pages, style(lines=20).grid)
