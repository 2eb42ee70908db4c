"""Characters get the classes of the table; marks of several characters are one cluster."""

from __future__ import annotations

import pytest

from typeset.scripts.classes import clusters, load_script

ZH = load_script("zh-Hans-CN")


def classes(text: str) -> str:
    return clusters(text, ZH).classes


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("〚", "OB"), ("〟", "CB"), ("。", "FS"), ("、", "CM"), ("：", "CS"), ("；", "CS"),
        ("？", "EQ"), ("·", "MD"), ("⸺", "LD"), ("—", "CN"), ("～", "CN"), ("/", "SL"),
        ("〇", "HZ"), ("峯", "HZ"), ("𠮷", "HZ"), ("の", "KA"), ("한", "HG"), ("7", "NU"),
        ("é", "AL"), ("Ж", "AL"), ("%", "PO"), ("℃", "PO"), ("№", "PR"), ("+", "PR"),
        ("(", "WP"), (",", "WP"), ("&", "WP"), (" ", "SP"), ("\u00a0", "SP"), ("\u3000", "IS"),
        ("Ⅲ", "ID"), ("①", "ID"), ("🎉", "ID"),
    ],
)  # fmt: skip
def test_a_character_has_the_class_of_its_row(char: str, name: str) -> None:
    assert ZH.shown[classes(char)] == name


def test_no_character_stands_in_two_classes() -> None:
    rows = ZH.rows["class"].values()
    named = [char for row in rows for char in row.get("chars", "")]
    twice = {char for char in named if named.count(char) > 1}
    assert twice == set()


def test_every_row_names_its_requirement_and_its_source() -> None:
    tables = [
        *ZH.rows["class"].values(), *ZH.rows["kinsoku"].values(), *ZH.rows["together"],
        *(ZH.rows[name] for name in (
            "reluctant", "frame", "fixed", "fixed_chars", "cell", "drawn", "adjacent", "punct",
            "slot", "gap", "stretch",
        )),
    ]  # fmt: skip
    assert [row for row in tables if not (row.get("id") and row.get("ref"))] == []


def test_dashes_and_ellipses_are_taken_in_pairs_from_the_left() -> None:
    assert clusters("停———……。", ZH).texts == ["停", "——", "—", "……", "。"]
    assert classes("停———……。") == "HLNEF"


def test_exclamations_share_a_cell_up_to_three() -> None:
    assert clusters("好！！！！吗？！", ZH).texts == ["好", "！！！", "！", "吗", "？！"]


def test_a_combining_mark_stays_with_its_base() -> None:
    assert clusters("e\u0301国\ufe00\u200b", ZH).texts == ["e\u0301", "国\ufe00\u200b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“引”", "OHC"),
        ("a “b” c", "A oAc A"),
        ("国“b”国", "HOACH"),
        ("国“国 b”c", "HOH ACA"),
        ("don’t", "AAAwA"),
        ("国 ’21", "H w99"),
        ("a “‘b’” c", "A ooAcc A"),
        ("“‘a’”", "OOACC"),  # alone in its paragraph: no Latin beside it
    ],
)
def test_quotes_are_wide_among_han_and_narrow_among_latin(text: str, expected: str) -> None:
    assert classes(text) == expected


def test_a_middle_dot_between_latin_letters_is_western() -> None:
    assert classes("a·b卡·马") == "AwAHDH"


def test_a_language_without_a_table_takes_the_nearest() -> None:
    assert load_script("zh-CN").tag == "zh-hans"
    assert load_script("zh-Hans") is not None
