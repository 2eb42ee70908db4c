"""A foreign page on the page kept for it: as it is, or smaller and clear of mark and folio."""

from __future__ import annotations

import pytest

from typeset.display import GridLines, Page
from typeset.geometry import MM, Rect, Size
from typeset.issue.placing import Placed, place
from typeset.preflight.enclosed import EnclosedPage

A4 = Size(210 * MM, 297 * MM)
AREA = Rect(28 * MM, 37 * MM, 156 * MM, 225 * MM)
PITCH = 10.4455 * MM
MARK = Rect(28 * MM, 37 * MM, 20 * MM, 6 * MM)
FOLIO = Rect(165 * MM, 265 * MM, 20 * MM, 6 * MM)


def kept() -> Page:
    return Page(number=3, folio="3", side="odd", trim=A4, bleed=0, type_area=AREA, columns=(),
                marks=(), grid=GridLines(PITCH, 14, 16, 22))  # fmt: skip


def page(*ink: tuple[float, float, float, float], size: Size = A4) -> EnclosedPage:
    boxes = tuple(Rect(x * MM, y * MM, w * MM, h * MM) for x, y, w, h in ink)
    return EnclosedPage(width=size.width, height=size.height, ink=boxes, pieces=())


def one(given: EnclosedPage) -> tuple[Placed, float]:
    [placed], scale = place([given], [kept()], [[MARK, FOLIO]], 2)
    assert placed is not None
    return placed, scale


def inside(frame: Rect, room: Rect) -> bool:
    slack = 0.01
    return (
        frame.x >= room.x - slack
        and frame.y >= room.y - slack
        and frame.right <= room.right + slack
        and frame.foot <= room.foot + slack
    )


def test_a_page_that_leaves_mark_and_folio_free_stays_where_it_is() -> None:
    placed, scale = one(page((30, 60, 150, 180)))
    assert scale == 1
    assert (placed.frame.x, placed.frame.y) == pytest.approx((30 * MM - 1, 60 * MM - 1))
    assert placed.frame.width == pytest.approx(150 * MM + 2)


@pytest.mark.parametrize("ink", [(28, 37, 156, 225), (28, 60, 160, 212)])
def test_one_that_reaches_into_them_is_made_smaller_under_the_mark(
    ink: tuple[float, float, float, float],
) -> None:
    placed, scale = one(page(ink))
    assert scale < 1
    room = Rect(AREA.x, AREA.y + 2 * PITCH, AREA.width, AREA.height - 2 * PITCH)
    assert inside(placed.frame, room)
    ratio = (ink[2] * MM + 2) / (ink[3] * MM + 2)
    assert placed.frame.width / placed.frame.height == pytest.approx(ratio)


def test_all_pages_of_a_pdf_have_the_same_scale() -> None:
    full, small = page((28, 37, 156, 225)), page((80, 100, 20, 10))
    placed, scale = place([full, small], [kept(), kept()], [[MARK, FOLIO], [FOLIO]], 2)
    assert scale < 1
    assert placed[1] is not None
    assert placed[1].frame.width == pytest.approx((20 * MM + 2) * scale)


def test_a_small_page_stands_in_the_middle_and_is_not_enlarged() -> None:
    a5 = Size(148 * MM, 210 * MM)
    placed, scale = one(page((10, 30, 128, 150), size=a5))
    assert scale == 1
    assert placed.frame.x == pytest.approx((31 + 10) * MM - 1)


def test_a_page_on_its_side_is_turned_with_its_head_at_the_left() -> None:
    wide = Size(297 * MM, 210 * MM)
    placed, scale = one(page((60, 40, 150, 10), size=wide))
    assert (placed.turn, scale) == (8, 1)
    # 40 mm from its head are now 40 mm from the left; its right end is at the head
    assert placed.frame.x == pytest.approx(40 * MM - 1)
    assert placed.frame.y == pytest.approx((297 - 60 - 150) * MM - 1)


def test_a_wide_page_that_has_room_is_not_turned() -> None:
    placed, _ = one(page((10, 40, 100, 20), size=Size(180 * MM, 120 * MM)))
    assert placed.turn == 1


def test_an_empty_page_is_nothing_to_place() -> None:
    assert place([page()], [kept()], [[FOLIO]], 2) == ([None], 1.0)
