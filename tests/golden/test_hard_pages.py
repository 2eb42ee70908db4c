"""Pages that are hard to make up, set in squares: what the page maker does is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.page_checks import check_pages, shown
from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import (
    EM,
    box,
    flow,
    full,
    noted,
    of_lines,
    para,
    section,
    style,
    text,
)
from tests.unit.layout.tabled import cell, table
from typeset.column_set import ColumnSet
from typeset.diagnostics import Sink
from typeset.flow import ColumnsStart, Flow, Panel, Wrap
from typeset.preview.dump import dump, dump_text

HERE = Path(__file__).parent

Golden = Callable[[Path, str], None]


def beside(lines: int, wrap: Wrap, chars: int, **other: int) -> Panel:
    made = box(lines, "beside", "here", name=f"beside-{lines}")
    return replace(made, wrap=wrap, width=chars * EM, **other)  # type: ignore[arg-type]


def larger_than_its_column() -> Flow:
    """A float as high as the page but for a line, and one a line higher than a page."""
    high = full(41, "high", place="page-head", anchor="a")
    return flow(of_lines(30, "a"), high, of_lines(30, "b"), full(43, "higher"), of_lines(4, "c"))


def heading_at_the_foot() -> Flow:
    heading = para("标题", "h", "H2", "heading")
    return flow(of_lines(41, "a"), heading, of_lines(60, "b"))


def box_at_the_last_line() -> Flow:
    return flow(of_lines(41, "a"), box(4, "late", "here", "a"), of_lines(60, "b"))


def too_narrow_beside() -> Flow:
    """Fewer than eight characters are left: no text stands there (CL-CO-09)."""
    return flow(of_lines(3, "a"), beside(5, "right", 14), of_lines(30, "b"))


def three_floats_of_one_anchor() -> Flow:
    floats = [full(15, f"float{n}", place="page-head", anchor="a") for n in range(3)]
    return flow(of_lines(30, "a"), *floats, of_lines(120, "b"))


def boxes_without_text() -> Flow:
    """Forty columns' worth of boxes, and not a word."""
    return flow(*(box(20, f"box{n}", "here", name=f"box{n}") for n in range(80)))


def columns_changing() -> Flow:
    unequal = ColumnSet((12 * EM, 20 * EM, 10 * EM), 2 * EM)
    one = ColumnSet((46 * EM,))
    return flow(
        *section("s", of_lines(15, "a"), ColumnsStart(unequal), para(text(500), "b")),
        ColumnsStart(one),
        beside(6, "both", 14),
        para(text(400), "c"),
        ColumnsStart(None),
        beside(8, "both", 12, columns=2),
        of_lines(50, "d"),
    )


def row_taller_than_a_page() -> Flow:
    """Its lines go on in the next column and page, under the head and its label."""
    rows = [["项", "说明"], ["甲", text(40)], ["乙", text(3000)], ["丙", text(30)]]
    return flow(of_lines(6, "a"), table(rows, caption="表"), of_lines(30, "b"))


def cell_over_rows_taller_than_a_page() -> Flow:
    """Rows that a cell over them makes tall are parted by its lines; their own stand once."""
    rows = [["项", "说明"], ["", "甲"], ["", "乙"], ["丙", text(30)]]
    over = cell(1, 0, text(4200), rows=2)
    return flow(of_lines(6, "a"), table(rows, caption="表", cells=[over]), of_lines(20, "b"))


def note_longer_than_a_page() -> Flow:
    """It begins with its mark and fills what the text leaves, page after page."""
    return flow(noted(text(500), "a", (60, 6000)), of_lines(20, "b"))


def run_around_on_both_sides() -> Flow:
    """A box in the middle of a wide column, one by its contour: lines are read across it."""
    rhomb = (("M", 52.5, 0), ("L", 105, 61.5), ("L", 52.5, 123), ("L", 0, 61.5), ("Z",))
    middle, shaped = beside(6, "both", 12), replace(beside(8, "both", 10), contour=rhomb)
    one = ColumnsStart(ColumnSet((46 * EM,)))
    return flow(
        one, of_lines(5, "a", 46), middle, of_lines(14, "b", 46), shaped, para(text(700), "c")
    )


CASES = (
    larger_than_its_column,
    heading_at_the_foot,
    box_at_the_last_line,
    too_narrow_beside,
    three_floats_of_one_anchor,
    boxes_without_text,
    columns_changing,
    row_taller_than_a_page,
    cell_over_rows_taller_than_a_page,
    note_longer_than_a_page,
    run_around_on_both_sides,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_hard_pages(case: Callable[[], Flow], golden: Golden) -> None:
    sink = Sink()
    pages = set_pages(case(), style(), sink, loose=1)
    told = "".join(f"{found.severity} {found.code}: {found.message}\n" for found in sink.findings)
    golden(HERE / "hard" / f"{case.__name__.replace('_', '-')}.txt", told + dump_text(pages))
    assert shown(check_pages(dump(pages))) == ""
