"""Text that runs around boxes, and through columns of unequal width."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import EM, box, flow, of_lines, para, style, text
from typeset.column_set import ColumnSet
from typeset.display import Page, Pages, PlacedLine
from typeset.flow import ColumnsStart, FlowItem, Panel, Wrap
from typeset.geometry import Path
from typeset.layout.around import Obstacle, Profile, Standing, extent

BOX: Path = (("M", 0, 0), ("L", 60, 0), ("L", 60, 100), ("L", 0, 100), ("Z",))
TRIANGLE: Path = (("M", 30, 0), ("L", 60, 100), ("L", 0, 100), ("Z",))


def beside(
    lines: int, wrap: Wrap, chars: int, columns: int = 1, first: int = 0, contour: Path = ()
) -> Panel:
    return replace(
        box(lines, "hero", "here"),
        wrap=wrap,
        width=chars * EM,
        columns=columns,
        first_column=first,
        contour=contour,
    )


def pages_of(*items: FlowItem, columns: int = 2, lines: int = 42) -> Pages:
    return set_pages(flow(*items), style(columns=columns, lines=lines), loose=0)


def row(page: Page, line: PlacedLine) -> int:
    return round((line.baseline - page.type_area.y - 9.24) / 17)


def edges(page: Page, line: PlacedLine) -> tuple[float, float]:
    """Where a line begins and ends, in characters from its column's left edge."""
    left = page.bands[line.band].frames[line.column].x
    start = line.x + line.line.runs[0].x - left
    return round(start / EM, 3), round((start + line.line.runs[0].run.width) / EM, 3)


def lines_beside(page: Page) -> list[PlacedLine]:
    rect = page.boxes[0].rect
    return [line for line in page.lines if rect.y < line.baseline < rect.foot]


def written(pages: Pages, block: str) -> str:
    found = (line for page in pages.pages for line in page.lines if line.block == block)
    return "".join(line.line.text for line in found)


# -- in a column -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("wrap", "start", "end"), [("right", 0, 11), ("left", 11, 22)])
def test_lines_beside_a_box_are_narrowed_to_whole_characters(
    wrap: Wrap, start: int, end: int
) -> None:
    pages = pages_of(beside(5, wrap, 10), of_lines(20, "a"), of_lines(20, "b"))
    page = pages.pages[0]
    narrow = [line for line in lines_beside(page) if line.column == page.boxes[0].columns[0]]
    assert len(narrow) == 5
    for line in narrow[1:]:
        assert edges(page, line) == (start, end)
    edge = page.bands[0].frames[0]
    rect = page.boxes[0].rect
    assert rect.right == pytest.approx(edge.right) if wrap == "right" else rect.x == edge.x
    assert written(pages, "a") == "".join(r.text for r in of_lines(20).runs)  # type: ignore[union-attr]


def test_what_follows_runs_on_beside_the_box() -> None:
    page = pages_of(beside(6, "right", 10), para(text(25), "a"), of_lines(30, "b")).pages[0]
    blocks = [line.block for line in lines_beside(page) if line.column == 0]
    assert blocks == ["a"] * 3 + ["b"] * 3
    full = [line for line in page.lines if line.block == "b" and line.column == 0][3:]
    assert edges(page, full[0]) == (0, 22)


def test_no_text_stands_beside_a_box_where_less_than_eight_characters_fit() -> None:
    # CL-CO-09
    page = pages_of(of_lines(3, "a"), beside(5, "right", 14), of_lines(30, "b")).pages[0]
    assert [line for line in lines_beside(page) if line.column == 0] == []
    assert [line for line in lines_beside(page) if line.column == 1] != []


def test_a_box_in_the_middle_has_text_on_both_sides_read_across_it() -> None:
    page = pages_of(beside(4, "both", 16), of_lines(40, "a"), columns=1).pages[0]
    narrow = lines_beside(page)
    assert len(narrow) == 8
    assert [edges(page, line) for line in narrow[2:4]] == [(0, 14), (32, 46)]
    assert [row(page, line) for line in narrow] == [0, 0, 1, 1, 2, 2, 3, 3]


def test_a_box_that_does_not_fit_the_column_waits_for_the_next() -> None:
    pages = pages_of(of_lines(38, "a"), beside(6, "left", 10), of_lines(30, "b"), lines=40)
    page = pages.pages[0]
    assert page.boxes[0].columns == (1, 1)
    assert page.boxes[0].rect.foot < page.type_area.foot
    assert len([line for line in lines_beside(page) if line.column == 1]) == 6


def test_a_heading_wider_set_than_the_grid_stands_under_the_box() -> None:
    quote = para(text(30), "q", role="quote")
    page = pages_of(beside(6, "right", 8), of_lines(2, "a"), quote, of_lines(20, "b")).pages[0]
    first = min(line.baseline for line in page.lines if line.block == "q")
    assert first > page.boxes[0].rect.foot


# -- across gutters --------------------------------------------------------------------------------


def test_a_box_across_a_gutter_narrows_the_lines_of_both_columns() -> None:
    wide = beside(6, "both", 14, columns=2)
    page = pages_of(of_lines(40, "a"), wide, of_lines(20, "b")).pages[0]
    rect = page.boxes[0].rect
    gutter = (page.columns[0].right + page.columns[1].x) / 2
    assert (rect.x + rect.right) / 2 == pytest.approx(gutter)
    narrow = lines_beside(page)
    assert [edges(page, line) for line in narrow if line.column == 0] == [(0, 15)] * 6
    assert {edges(page, line)[0] for line in narrow if line.column == 1} == {7}
    above = [line for line in page.lines if line.baseline < rect.y]
    assert {line.column for line in above} == {0, 1}  # in the middle of its columns


def test_a_box_over_some_of_the_columns_leaves_the_others_alone() -> None:
    wide = beside(6, "both", 8, columns=2, first=1)
    page = pages_of(wide, of_lines(80, "a"), columns=3).pages[0]
    narrow = lines_beside(page)
    # it stands at the head, beside its text, whose first line is indented
    assert [edges(page, line) for line in narrow if line.column == 0] == [(2, 14), *[(0, 14)] * 5]
    assert all(edges(page, line)[1] < 14 for line in narrow if line.column == 1)


def test_boxes_across_gutters_of_one_band_each_stand_near_their_text() -> None:
    first = beside(4, "both", 8, columns=2)
    second = replace(first, id="second", first_column=1)
    texts = [of_lines(30, name) for name in "abc"]
    page = pages_of(texts[0], first, texts[1], second, texts[2], columns=3).pages[0]
    assert len(page.boxes) == 2
    for placed in page.boxes:
        rows = [line for line in page.lines if placed.rect.y < line.baseline < placed.rect.foot]
        assert {line.column for line in rows} == {0, 1, 2}
    one, other = sorted(box.rect.y for box in page.boxes)
    assert other - one > 4 * 17


# -- by contour ------------------------------------------------------------------------------------


def test_a_contour_is_as_wide_as_it_is_between_two_heights() -> None:
    assert extent(BOX, 10, 20) == (0, 60)
    assert extent(TRIANGLE, 50, 100) == (0, 60)
    left, right = extent(TRIANGLE, 0, 50) or (0, 0)
    assert (left, right) == (15, 45)
    assert extent(TRIANGLE, 101, 120) is None


def test_lines_follow_the_contour() -> None:
    triangle: Path = (("M", 105, 0), ("L", 105, 170), ("L", 0, 170), ("Z",))
    page = pages_of(beside(10, "right", 10, contour=triangle), of_lines(60, "a")).pages[0]
    narrow = [line for line in lines_beside(page) if line.column == 0]
    ends = [edges(page, line)[1] for line in narrow]
    assert ends == sorted(ends, reverse=True)
    assert ends[0] >= 19
    assert ends[-1] == 11


def test_a_profile_offers_the_places_of_lines_in_order() -> None:
    obstacle = Standing(10 * EM, 10 * EM, 2).obstacle(1, 40 * EM, (EM, 17.0))
    slots = Profile(40 * EM, 5, EM, (obstacle,)).slots(0)
    found = [next(slots) for _ in range(6)]
    assert [slot.row for slot in found] == [0, 1, 1, 2, 2, 3]
    assert [round(slot.start / EM) for slot in found] == [0, 0, 21, 0, 21, 0]
    assert [round(slot.width / EM) for slot in found] == [40, 9, 19, 9, 19, 40]


def test_wide_lines_stand_only_where_nothing_is_beside_them() -> None:
    profile = Profile(100.0, 9, 10.0, (Obstacle(2, ((0.0, 50.0),)),))
    slots = profile.slots(1, step=2)
    assert [next(slots).row for _ in range(2)] == [4, 6]


# -- columns of unequal width ----------------------------------------------------------------------


def test_a_paragraph_goes_on_in_a_column_of_another_width() -> None:
    columns = ColumnSet((12 * EM, 20 * EM, 10 * EM), 2 * EM)
    pages = pages_of(ColumnsStart(columns), para(text(900), "a"))
    page = pages.pages[0]
    for number, chars in enumerate((12, 20, 10)):
        own = [line for line in page.lines if line.column == number]
        assert {edges(page, line)[1] for line in own[1:-1]} == {chars}
    depths = [sum(line.column == n for line in page.lines) for n in range(3)]
    assert max(depths) - min(depths) <= 1
    assert written(pages, "a") == text(900)


def test_it_goes_on_over_pages_too() -> None:
    columns = ColumnSet((16 * EM, 28 * EM), 2 * EM)
    pages = pages_of(ColumnsStart(columns), para(text(3000), "a"), para(text(500), "b"))
    assert len(pages.pages) == 2
    assert written(pages, "a") + written(pages, "b") == text(3000) + text(500)
