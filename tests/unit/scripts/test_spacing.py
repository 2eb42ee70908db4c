"""The white of marks and between Han and Western."""

from __future__ import annotations

import pytest

from typeset.scripts.classes import clusters, load_script
from typeset.scripts.spacing import Blanks, blanks, load_spacing

ZH = load_script("zh-Hans")
NO_CELLS: frozenset[int] = frozenset()


def white(text: str, punct: str = "quanjiao") -> Blanks:
    return blanks(clusters(text, ZH), load_spacing(ZH, punct), NO_CELLS)


def test_a_mark_has_its_blank_on_its_own_side() -> None:
    made = white("国（国）国")
    assert made.before == [0, 0.5, 0, 0, 0]
    assert made.after == [0, 0, 0, 0.5, 0]


def test_marks_side_by_side_touch() -> None:
    assert white("国。”国").after == [0, 0, 0.5, 0]
    assert white("国（《国").before == [0, 0.5, 0, 0]


def test_at_a_turn_half_an_em_is_kept_and_belongs_to_the_opener() -> None:
    made = white("国，“国")
    assert (made.after[1], made.before[2]) == (0, 0.5)


def test_the_half_width_scheme_leaves_no_blank_at_all() -> None:
    made = white("国，国。国（国）", "banjiao")
    assert sum(made.before) + sum(made.after) == 0


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("总投资131亿元", [2, 5]),
        ("到65%以上", [0, 3]),
        ("用A4纸", [0, 2]),
        ("第5（国", [0]),
        ("约15℃左", [0]),
        ("（GDP）增", []),
        ("国#1国", [0, 2]),
        ("国-国", []),
        ("国Ⅲ国", []),
    ],
)
def test_a_gap_stands_between_han_and_western(text: str, gaps: list[int]) -> None:
    assert white(text).gaps == gaps
