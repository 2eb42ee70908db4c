"""The list of contents."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.blocks.conftest import PLACE, paragraph, publication
from typeset.blocks import compose
from typeset.blocks.contents import contents
from typeset.blocks.heading import Heading
from typeset.diagnostics import Sink
from typeset.flow import PageRef, Panel, Words
from typeset.model.inline import Text
from typeset.style import Style


def heading(name: str, level: int) -> Heading:
    return Heading(id=name, span=PLACE, inlines=(Text(name, PLACE),), level=level)


def test_sections_and_their_upper_headings_are_listed_with_where_they_begin(style: Style) -> None:
    written = publication(heading("一", 2), paragraph("p1", "文"), heading("甲", 3))
    ((asked, data),) = contents(written, style)
    assert asked.design == "contents"
    assert data.own.text("title") == "目录"
    assert [(r.text("label"), r.text("sub"), r.source) for r in data.rows] == [
        ("2 产业", "", "industry"),
        ("", "一", "一"),
    ]


def test_a_list_longer_than_a_page_is_continued_without_its_title(style: Style) -> None:
    many = tuple(heading(f"h{n}", 1) for n in range(style.grid.lines))
    first, second = contents(publication(*many), style)
    assert len(first[1].rows) == style.grid.lines - 2
    assert second[1].own.text("title") == ""


def test_it_stands_before_the_first_section_and_refers_to_pages(style: Style) -> None:
    written = replace(publication(paragraph("p1", "文")), contents=True)
    sink = Sink()
    flow = compose(written, style, sink)
    panel = next(i for i in flow.items if isinstance(i, Panel) and i.design == "contents")
    refs = [
        run.target
        for draw in panel.draws
        if isinstance(draw, Words)
        for run in draw.paragraph.runs
        if isinstance(run, PageRef)
    ]
    assert refs == ["industry"]
    assert not sink.findings
