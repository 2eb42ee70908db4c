"""The page maker: bands down the page, floats, fields, breaks; pages drawn as letters."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from tests.unit.layout.drawing import drawn, set_pages
from tests.unit.layout.sample import (
    EM,
    box,
    flow,
    full,
    of_lines,
    para,
    review,
    section,
    style,
    text,
)
from typeset.diagnostics import Sink
from typeset.display import Glyphs, Pages
from typeset.flow import Flow, PageBreak, Panel, Paragraph, SectionStart, Space, TextRun


def pages_of(
    made: Flow, lines: int = 12, columns: int = 2, loose: int = 0, chars: int = 46
) -> list[str]:
    st = style(columns=columns, lines=lines, chars=chars)
    return drawn(set_pages(made, st, loose=loose), st.grid)


def test_the_review_comes_out_as_designed() -> None:
    # DESIGN.md, section 2, occupancy of the four pages
    assert pages_of(review(), lines=42) == [
        "MM*17 .. GG*9 ..*2 BB*3 pp*5 pR*5",
        "BB*3 SS*4 .. ii*10 Hi*4 HM*3 iM*3 ..*2 BB*3 ss*4 sB*5",
        "FF*9 .. ss*8 sR*3 DR*3 .. BB*3 gg*6 gB*8",
        "gg*3 gF*5 .. RR*6 .. BB*3 ll*4 lT*6 .. OO*3 oo*6 .. II*2",
    ]


def test_looseness_only_changes_lines_of_paragraphs_never_their_grid() -> None:
    st = style()
    pages = set_pages(review(), st, loose=1)
    assert len(pages.pages) == 4
    for page in pages.pages:
        for line in page.lines:
            steps = (line.baseline - page.type_area.y - st.grid.first_baseline) / st.grid.pitch
            assert abs(steps - round(steps)) < 1e-6


def test_a_project_of_one_section_without_panels_is_set() -> None:
    made = flow(SectionStart(id="a", title="A", running_head="A"), of_lines(7, "a"))
    assert pages_of(made) == ["aa*3 a."]


def test_a_single_column_is_filled_page_by_page() -> None:
    made = flow(of_lines(30, "a", per_line=46))
    assert pages_of(made, columns=1) == ["a*12", "a*12", "a*6"]


@pytest.mark.parametrize("columns", [3, 4, 6])
def test_any_number_of_columns_ends_level(columns: int) -> None:
    st = style(columns=columns, chars=12 * columns - 2, lines=12)
    made = flow(of_lines(4 * columns, "a", per_line=10))
    assert drawn(set_pages(made, st, loose=0), st.grid) == ["a" * columns + "*4"]


def test_a_paragraph_over_many_pages_stays_whole_in_number_of_lines() -> None:
    made = flow(of_lines(60, "a"))
    assert pages_of(made) == ["aa*12", "aa*12", "aa*6"]


def test_white_above_a_banner_gives_a_line_so_that_the_page_is_full() -> None:
    made = flow(*section("a", of_lines(10, "a"), space=0), *section("b", of_lines(10, "b")))
    assert pages_of(made, lines=17) == ["BB*3 aa*5 .. BB*3 bb*5"]


def test_a_banner_keeps_its_lines_or_goes_to_the_next_page() -> None:
    made = flow(*section("a", of_lines(10, "a"), space=0), *section("b", of_lines(10, "b")))
    assert pages_of(made, lines=14) == ["BB*3 aa*5", "BB*3 bb*5"]


def test_no_white_stands_at_a_page_head() -> None:
    made = flow(Space(lines=2), of_lines(4, "a"), PageBreak(), Space(lines=2), of_lines(4, "b"))
    assert pages_of(made) == ["aa*2", "bb*2"]


def test_a_break_to_an_odd_page_leaves_a_blank_one_without_furniture() -> None:
    made = flow(of_lines(4, "a"), PageBreak(side="odd"), of_lines(4, "b"))
    st = style(lines=12)
    pages = set_pages(made, st, loose=0)
    assert drawn(pages, st.grid) == ["aa*2", "", "bb*2"]
    assert pages.pages[1].marks == ()


def test_breaks_at_the_head_of_a_page_are_met_already() -> None:
    made = flow(
        PageBreak(), of_lines(4, "a"), PageBreak(), PageBreak(side="even"), of_lines(4, "b")
    )
    assert pages_of(made) == ["aa*2", "bb*2"]


def test_a_float_stands_at_the_head_of_the_page_after_its_anchor() -> None:
    made = flow(
        of_lines(20, "a"), PageBreak(), of_lines(20, "b"),
        full(3, "float", place="page-head", anchor="b"), of_lines(20, "c"),
    )  # fmt: skip
    assert pages_of(made)[1:] == ["bb*8 bc*4", "FF*3 .. cc*8"]


def test_a_float_that_would_leave_its_spread_heads_its_own_page() -> None:
    made = flow(
        of_lines(12, "a"), full(3, "float", place="page-head", anchor="a"), of_lines(24, "c")
    )
    assert pages_of(made)[0].startswith("FF*3 .. aa*4 ac*4")


def test_a_float_at_the_foot_stands_on_its_anchors_page() -> None:
    made = flow(of_lines(7, "a"), full(2, "tick", place="page-foot", anchor="a"), of_lines(40, "c"))
    assert pages_of(made)[0] == "ac*7 cc*2 .. TT*2"


def test_a_float_after_the_last_text_is_not_lost() -> None:
    made = flow(of_lines(24, "a"), full(3, "float", place="page-head", anchor="a"))
    assert "".join(pages_of(made)).count("F") == 2


def test_a_field_to_the_foot_takes_its_text_along_and_nothing_follows_it() -> None:
    made = flow(
        of_lines(8, "a"),
        Space(lines=1),
        full(2, "outlook", to_foot=True),
        of_lines(6, "o"),
        full(2, "imprint", place="page-foot"),
        *section("b", of_lines(4, "b")),
    )
    assert pages_of(made, lines=16) == ["aa*4 .. OO*2 oo*3 ..*4 II*2", "BB*3 bb*2"]


def test_a_field_that_does_not_fit_begins_a_page_with_all_its_text() -> None:
    made = flow(
        of_lines(14, "a"),
        Space(lines=1),
        full(2, "outlook", to_foot=True),
        of_lines(6, "o"),
        full(2, "imprint", place="page-foot"),
    )
    assert pages_of(made) == ["aa*7", "OO*2 oo*3 ..*5 II*2"]


def test_a_box_wider_than_the_columns_it_stands_in_is_an_error_where_it_is_written() -> None:
    sink = Sink()
    wide = replace(box(2, "hero"), wrap="both", width=99 * EM, columns=2)
    pages = set_pages(flow(of_lines(4, "a"), wide, of_lines(4, "b")), style(columns=2), sink)
    assert [finding.code for finding in sink.findings] == ["layout/box-too-wide"]
    assert pages.pages[0].boxes == ()


def test_a_box_taller_than_the_page_is_an_error_where_it_is_written() -> None:
    sink = Sink()
    pages = set_pages(flow(of_lines(4, "a"), box(43, "hero")), style(), sink)
    assert [finding.code for finding in sink.findings] == ["layout/box-too-tall"]
    assert pages.pages[0].boxes == ()


def test_a_box_parted_from_its_text_by_a_page_is_a_warning() -> None:
    sink = Sink()
    made = flow(of_lines(2, "a"), *[box(10, f"h{n}", anchor="a", name=f"h{n}") for n in range(4)])
    set_pages(made, style(lines=12), sink)
    assert {finding.code for finding in sink.findings} == {"layout/box-far"}
    assert all("page 1" in finding.message for finding in sink.findings)


def test_a_band_of_nothing_but_boxes_is_set() -> None:
    made = flow(*[box(5, "hero", "here", name=f"h{n}") for n in range(6)])
    pages = pages_of(made)
    assert sum(row.count("H") for row in pages) >= 1
    st = style(lines=12)
    assert sum(len(page.boxes) for page in set_pages(made, st).pages) == 6


def test_every_character_is_on_the_pages_once() -> None:
    pages = set_pages(review(), style())
    lines = [line.line.text for page in pages.pages for line in page.lines]
    paragraphs = [item for item in review().items if isinstance(item, Paragraph)]
    asked = [run.text for item in paragraphs for run in item.runs if isinstance(run, TextRun)]
    assert sorted("".join(lines)) == sorted("".join(asked))


def test_pages_can_be_pickled() -> None:
    pages = set_pages(review(), style())
    again: Pages = pickle.loads(pickle.dumps(pages))  # noqa: S301 - our own bytes
    assert again == pages


def test_the_same_flow_gives_the_same_pages() -> None:
    assert set_pages(review(), style()) == set_pages(review(), style())


def test_marks_of_lines_stand_where_the_lines_say() -> None:
    page = set_pages(flow(of_lines(3, "a")), style()).pages[0]
    marks = [mark for mark in page.marks if isinstance(mark, Glyphs)]
    assert [(mark.x - mark.run.size * 2 * (n == 0), mark.y) for n, mark in enumerate(marks)] == [
        (line.x, line.baseline) for line in page.lines
    ]


def test_a_paragraph_on_a_wider_leading_takes_whole_grid_lines() -> None:
    quote = para(text(16), "q", role="quote")
    st = style()
    page = set_pages(flow(of_lines(3, "a"), quote, of_lines(5, "b")), st, loose=0).pages[0]
    top = page.type_area.y
    body = [line for line in page.lines if line.role == "body"]
    for line in body:
        steps = (line.baseline - top - st.grid.first_baseline) / st.grid.pitch
        assert abs(steps - round(steps)) < 1e-6
    quoted = [line.baseline for line in page.lines if line.role == "quote"]
    assert quoted[1] - quoted[0] == pytest.approx(25.5)


def over_two(design: str = "over", **options: object) -> Panel:
    return replace(full(6, design, **options), columns=2)


def test_text_runs_beside_a_panel_over_some_of_the_columns() -> None:
    made = flow(of_lines(12, "a"), Space(lines=1), over_two(), Space(lines=1), of_lines(30, "b"))
    assert pages_of(made, columns=3, lines=20, chars=70) == ["aaa*4 ... OOb*6 ..b bbb*7 bb."]


def test_text_beside_a_panel_may_end_above_its_foot() -> None:
    made = flow(over_two(), of_lines(4, "b"))
    assert pages_of(made, columns=3, chars=70) == ["OOb*4 OO.*2"]


def test_beside_a_panel_with_no_text_after_it_is_white() -> None:
    made = flow(of_lines(6, "a"), Space(lines=1), over_two(), full(3, "next"))
    assert pages_of(made, columns=3, chars=70) == ["aaa*2 ... OO.*6 NNN*3"]


def test_text_goes_on_over_all_columns_on_the_page_after_the_panel() -> None:
    made = flow(over_two(), of_lines(54, "b"))
    assert pages_of(made, columns=3, chars=70) == ["OOb*6 ..b bbb*5", "bbb*10 bb."]


def test_a_panel_over_some_columns_moves_on_where_it_does_not_fit() -> None:
    made = flow(of_lines(27, "a"), Space(lines=1), over_two(), of_lines(13, "b"))
    assert pages_of(made, columns=3, chars=70) == ["aaa*9", "OOb*6 ..b bbb*2"]
