"""Sheets fold to booklets whose pages follow each other."""

from __future__ import annotations

import pytest

from tests.unit.impose.made import fold
from typeset.impose.order import (
    Side,
    padded_before_last,
    perfect,
    saddle,
    sections,
    signatures,
    step,
    two_up,
)

LENGTHS = [1, 2, 3, 4, 5, 7, 8, 12, 16, 20, 23, 24, 32, 40, 47, 48, 60, 64]


def shown(side: Side) -> list[int | None]:
    return [cell.page if cell.page is None else cell.page + 1 for cell in side.cells]


def numbered(count: int) -> list[int]:
    return list(range(count))


def nested(sides: list[Side]) -> list[int | None]:
    """The booklet of nested sheets: each folded once, the outer ones around the inner."""
    first: list[int | None] = []
    last: list[int | None] = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        pages = fold(front, back)
        first += pages[:2]
        last = pages[2:] + last
    return first + last


def test_eight_pages_make_the_sheets_of_the_books() -> None:
    assert [shown(side) for side in saddle(8)] == [[8, 1], [2, 7], [6, 3], [4, 5]]


@pytest.mark.parametrize("count", [4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 64])
def test_pages_side_by_side_sum_to_one_more_than_there_are(count: int) -> None:
    for side in saddle(count):
        left, right = shown(side)
        assert left is not None
        assert right is not None
        assert left + right == count + 1


@pytest.mark.parametrize("count", LENGTHS)
def test_a_saddle_stitched_booklet_reads_in_order(count: int) -> None:
    pages = nested(saddle(count))
    assert [page for page in pages if page is not None] == numbered(count)
    assert len(pages) % 4 == 0


@pytest.mark.parametrize("count", [2, 3, 5, 6, 7, 21, 22, 23])
def test_blanks_stand_before_the_back_cover_never_after(count: int) -> None:
    pages = nested(saddle(count))
    assert pages[-1] == count - 1
    assert pages[count - 1 : -1] == [None] * (-count % 4)


def test_a_single_page_is_a_front_cover() -> None:
    assert nested(saddle(1)) == [0, None, None, None]
    assert padded_before_last(0, 4) == []


@pytest.mark.parametrize("size", signatures())
def test_a_section_folds_to_its_pages(size: int) -> None:
    front, back = perfect(size, size)
    assert fold(front, back) == numbered(size)


@pytest.mark.parametrize("size", signatures())
def test_heads_meet_heads_and_spines_meet_spines(size: int) -> None:
    for side in perfect(size, size):
        by_place = {(cell.column, cell.row): cell for cell in side.cells}
        for (column, row), cell in by_place.items():
            assert cell.turned == (side.rows == 2 and row == 0)
            neighbour = by_place.get((column + 1, row))
            if neighbour is not None:
                assert (cell.spine == "right") == (neighbour.spine == "left")
        assert {cell.spine for cell in side.cells} == {"left", "right"}


@pytest.mark.parametrize("count", LENGTHS)
@pytest.mark.parametrize("size", signatures())
def test_gathered_sections_read_in_order(count: int, size: int) -> None:
    sides = perfect(count, size)
    pages = [p for f, b in zip(sides[::2], sides[1::2], strict=True) for p in fold(f, b)]
    assert [page for page in pages if page is not None] == numbered(count)
    assert pages[count:] == [None] * (-count % 4)


def test_a_short_section_stands_before_the_last() -> None:
    assert sections(40, 16) == [16, 8, 16]
    assert sections(44, 16) == [16, 8, 4, 16]
    assert sections(8, 16) == [8]
    assert sections(64, 16) == [16] * 4


@pytest.mark.parametrize("count", [4, 8, 22, 64])
def test_bound_at_the_right_a_sheet_is_the_mirror_image(count: int) -> None:
    for left, right in zip(saddle(count), saddle(count, "right"), strict=True):
        assert shown(right) == shown(left)[::-1]
        assert [cell.spine for cell in right.cells] == ["right", "left"]
    first = saddle(count, "right")[0]
    assert first.cells[0].page == 0
    assert first.cells[0].spine == "right"  # the front cover's spine is at its right


def test_two_up_goes_two_by_two() -> None:
    assert [shown(side) for side in two_up(5)] == [[1, 2], [3, 4], [5, None]]
    assert [shown(side) for side in two_up(4, "right")] == [[2, 1], [4, 3]]


def test_step_and_repeat_shows_one_page_a_side() -> None:
    sides = step(2, 3, 2)
    assert [shown(side) for side in sides] == [[1] * 6, [2] * 6]
    assert {(c.column, c.row) for c in sides[0].cells} == {(c, r) for c in range(3) for r in (0, 1)}
