"""The contour drawings and the logo."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from typeset.color import Cmyk, Spot, mix
from typeset.flow import Shape
from typeset.resources import asset
from typeset.style import drawings, shelf
from typeset.style.logo import open_logo, path_data

RED, LINE = Cmyk(8, 100, 95, 4), Cmyk(4, 55, 48, 0)
CONTOURS = shelf.drawing_names()


def points(shape: Shape) -> list[tuple[float, float]]:
    """The points a contour line goes through, without its field's lower corners."""
    line = [list[Any](segment) for segment in shape.path if segment[0] in "MC"]
    return [(segment[-2], segment[-1]) for segment in line]


def drawn(name: str, width: float = 612.3, height: float = 0) -> tuple[Shape, ...]:
    return drawings.draw(name, -8.5, 72.5, width, height, line=LINE, ground=RED)


@pytest.mark.parametrize("name", CONTOURS)
def test_a_drawing_is_the_same_every_time(name: str) -> None:
    first = drawn(name)
    drawings.parameters.cache_clear()
    assert drawn(name) == first


@pytest.mark.parametrize("name", CONTOURS)
def test_lines_are_flat_mixes_from_far_to_near(name: str) -> None:
    shapes = drawn(name)
    far, near = drawings.parameters(name).tint
    assert 26 <= len(shapes) <= 36
    assert {shape.fill for shape in shapes} == {RED}
    assert (shapes[0].stroke, shapes[-1].stroke) == (mix(LINE, RED, far), mix(LINE, RED, near))
    assert all(0.45 <= shape.weight <= 0.5 for shape in shapes)


@pytest.mark.parametrize("name", CONTOURS)
def test_a_drawing_lies_at_the_foot_of_its_frame_and_is_clipped_by_it(name: str) -> None:
    width, height = drawings.natural_size(name)
    for shape in drawn(name):
        assert shape.clip[0] == ("M", -8.5, 72.5)
        assert shape.layer == "drawing"
        assert shape.path[-1] == ("Z",)
        ends = points(shape)
        assert ends[0][0] < -8.5
        assert ends[-1][0] > -8.5 + width
        assert min(y for _, y in ends) > 72.5 + height * 0.1


@pytest.mark.parametrize("name", CONTOURS)
def test_hills_rise_above_a_level_horizon(name: str) -> None:
    params = drawings.parameters(name)
    highest = min(y for shape in drawn(name) for _, y in points(shape)) - 72.5
    assert highest < params.horizon - 40
    left = [y - 72.5 for shape in drawn(name) for _, y in points(shape)[:8]]
    assert min(left) > params.horizon - 5  # nothing rises behind the text at the left


def test_a_drawing_scales_with_its_frame() -> None:
    whole, half = drawn("contours-outlook"), drawn("contours-outlook", 306.15, 60)
    for (x, y), (near_x, near_y) in zip(points(whole[3]), points(half[3]), strict=True):
        assert near_x + 8.5 == pytest.approx((x + 8.5) / 2, abs=0.02)
        assert near_y - 72.5 == pytest.approx((y - 72.5) / 2, abs=0.02)
    assert half[3].weight == whole[3].weight


def test_a_spot_ink_is_mixed_by_its_stand_in() -> None:
    shapes = drawings.draw("contours-outlook", 0, 0, 0, 0, line=Spot("专色", RED), ground=LINE)
    assert shapes[0].stroke == mix(RED, LINE, drawings.parameters("contours-outlook").tint[0])


def test_the_logo_is_read_from_its_svg() -> None:
    shapes = drawings.draw("logo", 10, 20, 0, 96)
    assert len(shapes) == 4
    assert [list(segment) for segment in shapes[0].path] == [
        ["M", 18, 26], ["L", 98, 26], ["L", 98, 40], ["L", 18, 40], ["Z"],
    ]  # fmt: skip
    assert [shape.fill for shape in shapes] == [RED, RED, *[Cmyk(100, 72, 18, 6)] * 2]


def test_the_one_colour_logo_is_in_the_ink_it_is_given() -> None:
    white = Cmyk(0, 0, 0, 0)
    assert {s.fill for s in drawings.draw("logo-mono", 0, 0, 0, 20, line=white)} == {white}


def test_both_forms_of_the_logo_have_the_same_paths() -> None:
    forms = [asset(f"logo/{n}.svg").read_text(encoding="utf-8") for n in ("logo", "logo-mono")]
    assert len({tuple(re.findall(r' d="([^"]*)"', svg)) for svg in forms}) == 1


def test_the_logos_facts_are_complete() -> None:
    mark = open_logo()
    assert mark.alt
    assert mark.clear_space * 96 == pytest.approx(14, abs=0.01)  # the height of a bar
    assert mark.least_height <= 20  # its size in the imprint
    assert mark.side_room * mark.size[0] == pytest.approx(8, abs=0.01)


def test_path_data_may_repeat_a_command_without_its_letter() -> None:
    assert path_data("M1 2 L3 4 5 6 H7 V8 C1 2 3 4 5 6 Z") == (
        ("M", 1, 2), ("L", 3, 4), ("L", 5, 6), ("L", 7, 6), ("L", 7, 8),
        ("C", 1, 2, 3, 4, 5, 6), ("Z",),
    )  # fmt: skip


@pytest.mark.parametrize("data", ["m1 2", "M1 2 A1 1 0 0 1 2 2", "M1", "1 2", "M1 2 Z 3 4"])
def test_path_data_of_another_kind_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match=r"path data|Z in path"):
        path_data(data)


def test_an_unknown_drawing_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(LookupError, match="did you mean 'contours-outlook'"):
        drawings.draw("contour-outlook", 0, 0, 1, 1)


@pytest.mark.parametrize("name", CONTOURS)
def test_the_data_of_a_drawing_names_only_known_parameters(name: str) -> None:
    table = tomllib.loads(shelf.drawing_text(name)[0])
    assert len(table["hill"]) == 3
    assert drawings.parameters(name).lines == table["lines"]
