"""Columns of a band's own: changed mid-page, spanned by any run, ruled, level at every change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import EM, box, flow, of_lines, para, style, text
from typeset.color import BLACK
from typeset.column_set import ColumnRule, ColumnSet, equal_columns
from typeset.display import Filled, Page
from typeset.flow import ColumnsStart, FlowItem
from typeset.style.resolved import Style

WIDTH = 46 * EM
THREE = equal_columns(3, WIDTH, 2 * EM)
FOUR = equal_columns(4, WIDTH, 2 * EM)


def page_of(*items: FlowItem, columns: int = 2, asked: Style | None = None) -> Page:
    pages = set_pages(flow(*items), asked or style(columns=columns), loose=0).pages
    assert len(pages) == 1
    return pages[0]


def depths(page: Page, band: int) -> list[int]:
    """Lines of text in each column of a band."""
    columns = len(page.bands[band].frames)
    return [
        sum(line.band == band and line.column == n for line in page.lines) for n in range(columns)
    ]


def row(page: Page, block: str) -> int:
    """The grid line of a block's first line."""
    line = next(line for line in page.lines if line.block == block)
    return round((line.baseline - page.type_area.y - 9.24) / 17)


def test_a_change_of_columns_ends_the_band_level_and_begins_another() -> None:
    page = page_of(of_lines(20, "a"), ColumnsStart(THREE), para(text(14 * 30 - 2), "b"))
    assert depths(page, 0) == [10, 10]
    assert depths(page, 1) == [10, 10, 10]
    assert row(page, "b") == 11  # a line of white between the bands
    widths = {round(frame.width, 3) for frame in page.bands[1].frames}
    assert widths == {14 * EM}


def test_without_a_change_bands_have_the_columns_of_the_style() -> None:
    page = page_of(of_lines(20, "a"), ColumnsStart(None), of_lines(4, "b"))
    assert len(page.bands) == 1
    assert [frame.x for frame in page.bands[0].frames] == [column.x for column in page.columns]


@pytest.mark.parametrize(("first", "many"), [(0, 2), (1, 2), (2, 2), (1, 1), (3, 1), (1, 3)])
def test_a_box_spans_any_run_of_columns_and_text_runs_beside_and_under_it(
    first: int, many: int
) -> None:
    wide = replace(box(5, "hero", "here"), columns=many, first_column=first)
    page = page_of(wide, para(text(10 * 60 - 2), "a"), asked=style(columns=4))
    placed = page.boxes[0]
    frames = page.bands[0].frames
    assert placed.columns == (first, many)
    assert placed.rect.x == pytest.approx(frames[first].x)
    assert placed.rect.right == pytest.approx(frames[first + many - 1].right)
    under = {line.column for line in page.lines if line.baseline < placed.rect.foot}
    assert under == set(range(4)) - set(range(first, first + many))


def test_a_heading_over_some_columns_stands_above_its_text_in_the_first() -> None:
    head = replace(para(text(8), "h", "H2", "heading"), columns=2)
    page = page_of(head, para(text(14 * 30 - 2), "a"), asked=style(columns=3))
    assert row(page, "h") == 0
    first = next(line for line in page.lines if line.block == "a")
    assert first.column == 0
    assert row(page, "a") == 1


def test_a_heading_over_all_columns_is_a_band_of_its_own_and_keeps_lines_under_it() -> None:
    # CL-CO-09: text before is balanced above it, text after starts under it in column 1
    head = replace(para(text(8), "h", "H2", "heading"), columns=0)
    page = page_of(of_lines(20, "a"), head, of_lines(8, "b"))
    assert [len(band.frames) for band in page.bands] == [2, 1, 2]
    assert (row(page, "h"), row(page, "b")) == (11, 12)
    short = style(lines=14)
    pages = set_pages(flow(of_lines(22, "a"), head, of_lines(8, "b")), short, loose=0).pages
    assert [line.block for line in pages[1].lines][:2] == ["h", "b"]  # one line would be left


def test_rules_stand_in_the_middle_of_gutters_beside_text_only() -> None:
    ruled = replace(THREE, rule=ColumnRule(0.25, BLACK))
    wide = replace(box(4, "hero", "here"), columns=2)
    page = page_of(ColumnsStart(ruled), wide, para(text(14 * 30 - 2), "a"))
    rects = [points(mark) for mark in page.marks if isinstance(mark, Filled)]
    upright = [rect for rect in rects if rect[2] - rect[0] < 1 < rect[3] - rect[1]]
    tops = sorted(rect[1] for rect in upright)
    head = page.type_area.y
    assert len(tops) == 2
    assert tops[0] == pytest.approx(head)
    assert tops[1] == pytest.approx(head + 5 * 17)  # under the box and the white below it
    middle = page.bands[0].frames[0].right + ruled.gap / 2
    assert any(abs((rect[0] + rect[2]) / 2 - middle) < 0.01 for rect in upright)


def points(mark: Filled) -> tuple[float, float, float, float]:
    """Left, top, right and foot of a filled path."""
    numbers = [number for segment in mark.path for number in segment[1:]]
    xs = [float(n) for n in numbers[::2]]
    ys = [float(n) for n in numbers[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def test_columns_know_their_places() -> None:
    columns = ColumnSet((100.0, 200.0, 50.0), 10.0)
    assert [columns.x(n) for n in range(3)] == [0.0, 110.0, 320.0]
    assert columns.span(1, 2) == 260.0
    assert columns.run(1, 9) == (1, 2)
    assert columns.run(1, 0) == (0, 3)
    assert not columns.equal
