"""Where the glyphs of the shipped faces stand in vertical lines, asked of the probe."""

from __future__ import annotations

from typing import Any

import pytest

from tests.probe import probe

Item = dict[str, Any]


def vertical(text: str, **options: Any) -> list[Item]:
    asked = {"font_fixture": "project", "writing_mode": "vertical-rl", **options}
    result = probe({"text": text, "measure_em": 40, "indent_em": 0, "options": asked})
    return list(result["lines"][0]["items"])


def middle(item: Item) -> float:
    """Where the middle of an item's ink is, from the start of its body along the line."""
    boxes = item["inks"]
    low, high = min(box[0] for box in boxes), max(box[2] for box in boxes)
    return float((low + high) / 2 - item["x_em"])


def test_the_middle_dot_stands_upright_in_the_middle_of_its_half_em() -> None:
    """CL-VT-02, CL-PW-02."""
    dot = vertical("卡尔·马克思")[2]
    assert dot["advance_em"] == 0.5
    assert "features" not in dot
    assert middle(dot) == pytest.approx(0.25, abs=0.01)


def test_upright_letters_and_figures_take_one_em_whatever_their_face_is_scaled_by() -> None:
    """CL-VT-07."""
    items = vertical("国GDP增长3国")
    assert [item["advance_em"] for item in items] == pytest.approx([1.0] * 8)
    assert all(0.4 < middle(item) < 0.6 for item in items)


def test_three_figures_of_a_cell_stay_large_enough_to_read() -> None:
    """CL-VT-06: they take white from beside the line rather than shrink to six tenths."""
    two, three = (vertical(f"国{text}国", tcy=3)[1] for text in ("12", "128"))
    assert two["advance_em"] == three["advance_em"] == 1
    height = [max(box[2] - box[0] for box in cell["inks"]) for cell in (two, three)]
    assert height[1] > 0.8 * height[0]
    assert three["inks"][0][1] > -0.125
    assert three["inks"][-1][3] < 1.125


def test_signs_of_a_cell_stand_side_by_side_in_its_middle() -> None:
    """CL-VT-06, CL-CC-04."""
    for cell in (vertical("国12月", tcy=2)[1], vertical("国！！")[1]):
        first, second = cell["inks"]
        assert first[3] < second[1]
        assert first[1] >= 0
        assert second[3] <= 1
        assert first[2] == pytest.approx(second[2], abs=0.02)  # along it, on one baseline
        assert middle(cell) == pytest.approx(0.5, abs=0.06)
