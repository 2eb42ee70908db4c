"""One band over its columns: level feet, boxes at their feet, lines that must not part."""

from __future__ import annotations

import pytest

from tests.unit.layout.drawing import drawn, set_pages
from tests.unit.layout.sample import box, flow, of_lines, para, style, text
from typeset.flow import FlowItem, Paragraph, Place, Space


def band(*items: FlowItem, columns: int = 2, loose: int = 0, lines: int = 20) -> str:
    """The one page on which the items stand, drawn."""
    st = style(columns=columns, chars=24 * columns - 2, lines=lines)
    pages = drawn(set_pages(flow(*items), st, loose=loose), st.grid)
    assert len(pages) == 1, pages
    return pages[0]


def heading(name: str, tag: str = "H2") -> Paragraph:
    return para(text(6), name, tag=tag, role="heading")


def test_columns_end_level_because_a_paragraph_is_asked_for_a_line_more() -> None:
    # 13 lines do not divide by two; 12 or 14 do
    assert band(of_lines(13, "a"), loose=1) in {"aa*6", "aa*7"}


def test_without_looseness_the_last_column_is_a_line_short() -> None:
    assert band(of_lines(13, "a")) == "aa*6 a."


def test_of_31_lines_three_columns_get_11_10_10() -> None:
    # CL-CO-08: incomplete columns come last
    assert band(of_lines(31, "a"), columns=3) == "aaa*10 a.."


def test_a_paragraph_set_exactly_is_never_stretched() -> None:
    exact = Paragraph(runs=of_lines(13).runs, role="body", id="a", exact=True)
    assert band(exact, loose=1) == "aa*6 a."


def test_no_single_last_line_stands_at_a_column_head() -> None:
    # level columns of 5 would leave one line of the second paragraph at the next head
    assert band(of_lines(2, "a"), of_lines(4, "b"), of_lines(4, "c")) == "ac*2 bc*2 b.*2"


# CL-PA-06
@pytest.mark.parametrize("lengths", [(2, 4, 4), (3, 3, 3, 3), (5, 2, 6), (2, 2, 3, 2), (7, 3, 4)])
def test_no_paragraph_leaves_a_line_alone_at_a_column_end(lengths: tuple[int, ...]) -> None:
    names = "abcdefg"
    items = [of_lines(n, names[i]) for i, n in enumerate(lengths)]
    st = style(lines=20)
    page = set_pages(flow(*items), st, loose=0).pages[0]
    for i, count in enumerate(lengths):
        for column in (0, 1):
            here = sum(line.block == names[i] and line.column == column for line in page.lines)
            assert here != 1 or count == 1


def test_a_box_closes_a_column_flush_with_its_last_line() -> None:
    assert band(of_lines(15, "a"), box(5, "quote", anchor="a")) == "aa*5 aQ*5"


def test_a_box_among_the_text_stands_where_it_is_written() -> None:
    drawn_band = band(of_lines(4, "a"), box(3, "hero", "here", anchor="a"), of_lines(13, "b"))
    assert drawn_band == "ab*4 Hb*3 bb*3"


def test_a_box_keeps_lines_of_text_under_it_or_closes_its_column() -> None:
    # written where two lines would stand under it, it moves to a column's foot
    drawn_band = band(of_lines(6, "a"), box(3, "hero", "here", anchor="a"), of_lines(11, "b"))
    first = [row[0] for row in _rows(drawn_band)]
    assert "".join(first).endswith("H") or len(first) - 1 - _last(first, "H") >= 3


def _rows(drawing: str) -> list[str]:
    rows: list[str] = []
    for run in drawing.split():
        row, _, count = run.partition("*")
        rows += [row] * int(count or 1)
    return rows


def _last(column: list[str], letter: str) -> int:
    return max((i for i, here in enumerate(column) if here == letter), default=-10)


@pytest.mark.parametrize("before", range(2, 12))
def test_no_box_opens_a_column(before: int) -> None:
    hero = box(4, "hero", "here", anchor="a")
    first = _rows(band(of_lines(before, "a"), hero, of_lines(12, "b"), loose=1))[0]
    assert "H" not in first


def test_two_boxes_of_a_band_go_to_different_columns() -> None:
    drawn_band = band(of_lines(11, "a"), box(3, "delta", anchor="a"),
                      box(6, "reverse", anchor="a"), of_lines(8, "b"))  # fmt: skip
    assert drawn_band == "ab*8 aR*3 DR*3"


def test_a_box_waits_for_the_column_where_its_paragraph_ends() -> None:
    # it could close the first column, in the middle of its own paragraph
    assert band(of_lines(14, "a"), box(4, "quote", anchor="a")) == "aa*5 aQ*4"


def test_a_box_for_the_column_foot_closes_the_column_of_its_anchor() -> None:
    drawn_band = band(
        of_lines(7, "a"), box(3, "quote", "column-foot", anchor="a"), of_lines(10, "b")
    )
    assert drawn_band == "ab*7 Qb*3"


def test_a_box_asked_for_at_a_column_head_opens_the_next_column() -> None:
    drawn_band = band(
        of_lines(6, "a"), box(4, "quote", "column-head", anchor="a"), of_lines(10, "b")
    )
    assert [row[1] for row in _rows(drawn_band)][:5] == [*"QQQQ", "b"]


def test_where_lines_do_not_divide_the_white_is_above_the_box_at_the_foot() -> None:
    assert band(of_lines(14, "a"), box(5, "quote", anchor="a")) == "aa*4 a. aQ*5"


# CL-HD-03
def test_a_heading_keeps_two_lines_under_it() -> None:
    for before in range(5, 12):
        rows = _rows(band(of_lines(before, "a"), heading("h"), of_lines(9, "b")))
        for column in (0, 1):
            letters = [row[column] for row in rows]
            if "h" in letters:
                at = letters.index("h")
                assert letters[at + 1 : at + 3] == ["b", "b"]


# CL-HD-05 CL-PA-03
def test_white_between_paragraphs_is_whole_lines_and_gone_at_a_column_head() -> None:
    items: list[FlowItem] = [of_lines(5, "a"), Space(lines=1, least=1), of_lines(5, "b")]
    assert band(*items) == "ab*5"
    items = [of_lines(4, "a"), Space(lines=1, least=1), of_lines(9, "b")]
    assert band(*items) == "ab*4 .b bb*2"


def test_a_short_paragraph_is_not_torn_to_level_two_columns() -> None:
    assert band(of_lines(3, "a")) == "a.*3"


def test_an_unsplittable_band_leaves_columns_empty() -> None:
    assert band(of_lines(2, "a"), columns=3) == "a..*2"


def test_boxes_that_wait_do_not_wait_until_the_page_is_full() -> None:
    # ways that keep every box waiting cost nothing until the last column
    items: list[FlowItem] = []
    boxes = {0: 4, 1: 2, 2: 5, 3: 5, 4: 2, 5: 2}
    for number, lines in enumerate((11, 12, 9, 12, 7, 4, 11, 12)):
        name = "abcdefgh"[number]
        items.append(of_lines(lines, name))
        if number in boxes:
            place: Place = "here" if number < 4 else "band-foot"
            items.append(box(boxes[number], "x", place, name, name=f"x{name}"))
    rows = _rows(band(*items, columns=3, loose=1, lines=41))
    assert sum(row.count("X") for row in rows) == sum(boxes.values())
    assert len(rows) <= 35, "98 lines in three columns"
    assert all("." not in row for row in rows[:-2])


def test_three_boxes_may_close_one_column_where_there_is_no_other_way() -> None:
    items = [box(2, "x", anchor="a", name=f"x{n}") for n in range(3)]
    assert band(of_lines(6, "a"), *items, columns=1) == "a*6 X*6"


def test_a_band_too_short_to_end_level_still_uses_its_last_column() -> None:
    # 15 lines and a box of 7: any height leaves white, and white is best left at the end
    items: list[FlowItem] = [of_lines(8, "a"), box(7, "quote", anchor="a"), of_lines(7, "b")]
    rows = _rows(band(*items, columns=3))
    assert len(rows) == 9
    assert "".join(row[2] for row in rows).rstrip(".") != ""
