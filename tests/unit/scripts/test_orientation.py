"""How characters stand in vertical lines (CL-VT-02), and what stands beside lines."""

from __future__ import annotations

import pytest

from typeset.scripts.beside import load_beside, name_line
from typeset.scripts.orientation import load_vertical


@pytest.mark.parametrize(
    ("chars", "way"),
    [
        ("年かア한Ａ９／‰℃№①×±", "U"),
        ("、。，！？ぁッ", "Tu"),
        ("（）「」《》〜ー～：；", "Tr"),
        ("Aa1Жé", "R"),
    ],
)
def test_characters_stand_as_unicode_has_it(chars: str, way: str) -> None:
    rules = load_vertical("ja")
    assert {rules.of(char) for char in chars} == {way}


def test_chinese_keeps_dots_and_colons_upright() -> None:
    rules = load_vertical("zh-Hans-CN")
    assert rules.of("·") == "U"
    assert {rules.of(char) for char in "：；"} == {"Tu"}


@pytest.mark.parametrize(
    ("language", "drawn"),
    [("zh-Hans", "﹃﹄﹁﹂"), ("zh-Hant-TW", "﹁﹂﹃﹄"), ("ja", "〝〟"), ("en", "")],
)
def test_quotation_marks_are_drawn_by_region(language: str, drawn: str) -> None:
    table = load_vertical(language).drawn
    assert "".join(table.get(char, "") for char in "“”‘’") == drawn


def test_colons_and_question_marks_keep_their_frame() -> None:
    assert load_vertical("zh-Hant-HK").fixed == ("CS", "CSC", "EQ")
    assert load_vertical("ja").fixed == ("CS", "EQ")


@pytest.mark.parametrize(
    ("language", "vertical", "side"),
    [
        ("zh-Hans", False, "below"),
        ("ja", False, "above"),
        ("ja", True, "right"),
        ("zh", True, "right"),
    ],
)
def test_dots_stand_on_the_side_of_the_region(language: str, vertical: bool, side: str) -> None:
    assert load_beside(language, vertical=vertical).dot_side == side


def test_name_lines_stand_clear_of_the_frame() -> None:
    assert name_line().clear >= 0.08  # CL-EM-06
    assert 2 * load_beside("zh-Hans", vertical=False).name_inset >= 0.1  # CL-EM-02
