"""The list of contents."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.blocks.conftest import PLACE, paragraph, publication
from tests.unit.blocks.test_numbers import Counted
from typeset.blocks import compose, reflow
from typeset.blocks.contents import contents
from typeset.blocks.heading import Heading
from typeset.diagnostics import Sink
from typeset.flow import PageRef, Panel, Words
from typeset.model.inline import Text
from typeset.model.publication import ContentsSpec
from typeset.reflow import Para
from typeset.style import Style
from typeset.style.numbering import NumberingSpec, resolve_numbering


def heading(name: str, level: int) -> Heading:
    return Heading(id=name, span=PLACE, inlines=(Text(name, PLACE),), level=level)


def test_sections_and_their_upper_headings_are_listed_with_where_they_begin(style: Style) -> None:
    written = publication(heading("一", 2), paragraph("p1", "文"), heading("甲", 3))
    ((asked, data),) = contents(replace(written, contents=True), style)
    assert asked.design == "contents"
    assert data.own.text("title") == "目录"
    assert [(r.text("label"), r.text("sub"), r.source) for r in data.rows] == [
        ("2 产业", "", "industry"),
        ("", "一", "一"),
    ]


def test_a_list_longer_than_a_page_is_continued_without_its_title(style: Style) -> None:
    many = tuple(heading(f"h{n}", 1) for n in range(style.grid.lines))
    first, second = contents(replace(publication(*many), contents=True), style)
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


def numbered(style: Style, headings: str = "chapters") -> Style:
    spec = NumberingSpec(headings=headings)  # type: ignore[arg-type]
    return replace(style, numbering=resolve_numbering(spec, "zh-Hans-CN", Sink()))


def test_titles_are_listed_after_their_numbers(style: Style) -> None:
    written = publication(heading("一般规定", 1))
    section = replace(written.sections[0], number="")
    whole = replace(written, sections=(section,), contents=True)
    ((_, data),) = contents(whole, numbered(style))
    said = [row.text("label") or row.text("sub") for row in data.rows]
    assert said == ["第一章\u3000产业", "第一节\u3000一般规定"]


def test_figures_and_tables_have_lists_of_their_own(style: Style) -> None:
    figure = Counted(id="f", span=PLACE)
    table = Counted(id="t", span=PLACE, kind="table")
    whole = replace(publication(figure, table), lists=("figures", "tables"))
    (_, figures), (_, tables) = contents(whole, style)
    assert figures.own.text("title") == "图目录"
    assert [row.text("label") for row in figures.rows] == ["图1\u3000产值"]
    assert [row.text("label") for row in tables.rows] == ["表1\u3000产值"]


def test_in_word_the_list_is_a_live_field_with_our_folios(style: Style) -> None:
    written = replace(publication(heading("甲", 1)), contents=True)
    made = reflow(written, style, Sink(), {"industry": "3", "甲": "4"}.__getitem__)
    lines = [i for i in made.items if isinstance(i, Para) and i.role.startswith("contents")]
    title, section, sub = lines
    assert [run.text for run in title.runs] == ["目录"]
    assert section.runs[0].opens == r'TOC \o "1-2" \h \z \u'
    assert [(run.text, run.field) for run in sub.runs] == [
        ("甲\t", ""),
        ("4", r"PAGEREF {甲} \h"),
    ]
    assert sub.runs[-1].closes
    assert all(run.made for line in lines for run in line.runs)


def test_as_many_levels_are_listed_as_are_asked_for(style: Style) -> None:
    written = publication(heading("一", 2), heading("甲", 3), heading("子", 4))
    for depth, kinds in (
        (1, []),
        (2, ["sub"]),
        (3, ["sub", "sub-2"]),
        (5, ["sub", "sub-2", "sub-3"]),
    ):
        asked = replace(written, contents=True, listing=ContentsSpec(depth=depth))
        ((_, data),) = contents(asked, style)
        assert [name for row in data.rows[1:] for name in row.parts] == kinds


def test_dots_run_to_the_folios_unless_they_are_unwanted(style: Style) -> None:
    written = replace(publication(heading("一", 1)), contents=True)
    for leaders in (True, False):
        asked = replace(written, listing=ContentsSpec(leaders=leaders))
        sink = Sink()
        flow = compose(asked, style, sink)
        assert not sink.findings
        panel = next(i for i in flow.items if isinstance(i, Panel) and i.design == "contents")
        dotted = [draw for draw in panel.draws if isinstance(draw, Words) and draw.leader]
        assert len(dotted) == 2 * leaders
        lines = [i for i in reflow(asked, style, Sink()).items if isinstance(i, Para) and i.tab]
        assert [line.leaders for line in lines] == [leaders] * 2


def test_the_contents_have_a_title_of_their_own_and_the_lists_keep_theirs(style: Style) -> None:
    written = replace(publication(heading("一", 1)), contents=True)
    ((_, data),) = contents(replace(written, listing=ContentsSpec(title="总目")), style)
    assert data.own.text("title") == "总目"
