"""How a picture lies in its frame."""

from __future__ import annotations

import pytest

from tests.unit.pictures.made import facts
from typeset.geometry import Rect
from typeset.model.pictures import Framing, laid, resolution, shown

FRAME = Rect(10, 20, 100, 50)


def sides(rect: Rect) -> tuple[float, float, float, float]:
    return rect.x, rect.y, rect.width, rect.height


def test_a_picture_cut_to_its_frame_covers_it_and_stands_out_evenly() -> None:
    lies = laid(FRAME, facts(300, 300), Framing())
    assert sides(lies) == pytest.approx((10, -5, 100, 100))
    assert shown(FRAME, facts(300, 300), Framing()) == FRAME


def test_the_side_to_keep_is_kept() -> None:
    lies = laid(FRAME, facts(300, 300), Framing(focus=(0.5, 0)))
    assert sides(lies) == pytest.approx((10, 20, 100, 100))
    lies = laid(FRAME, facts(800, 200), Framing(focus=(1, 0.5)))
    assert sides(lies) == pytest.approx((-90, 20, 200, 50))


def test_a_picture_shown_whole_stands_in_the_middle_at_the_head_of_its_frame() -> None:
    framing = Framing(fit="whole")
    assert sides(shown(FRAME, facts(300, 300), framing)) == pytest.approx((35, 20, 50, 50))
    assert sides(laid(FRAME, facts(300, 300), framing)) == pytest.approx((35, 20, 50, 50))


def test_a_part_of_a_picture_fills_the_frame_and_the_rest_lies_outside() -> None:
    framing = Framing(part=(0.5, 0, 0.5, 1))  # the right half: 100 x 50 of 200 x 50
    assert sides(laid(FRAME, facts(200, 50), framing)) == pytest.approx((-90, 20, 200, 50))


def test_resolution_counts_the_pixels_as_set() -> None:
    assert resolution(FRAME, facts(200, 100), Framing()) == pytest.approx(144)
    assert resolution(FRAME, facts(200, 50), Framing(part=(0.5, 0, 0.5, 1))) == pytest.approx(72)
