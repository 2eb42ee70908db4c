"""The order of terms in an index."""

from __future__ import annotations

from typeset.scripts.han_order import group_of, sort_key, strokes


def test_strokes_are_those_of_the_mainland_form() -> None:
    assert [strokes(c) for c in "一人范龘A"] == [1, 2, 8, 48, 0]


def test_terms_stand_by_sound_and_then_by_tone() -> None:
    terms = ["妈妈", "马匹", "安全", "麻布", "GDP"]
    assert sorted(terms, key=lambda t: sort_key(t, "pinyin")) == [
        "GDP", "安全", "妈妈", "麻布", "马匹",
    ]  # fmt: skip


def test_a_character_of_several_readings_is_read_by_its_word() -> None:
    assert group_of("重庆", "pinyin") == "C"
    assert group_of("重量", "pinyin") == "Z"
    assert group_of("重庆", "pinyin", "zhong4 qing4") == "Z"


def test_terms_stand_by_the_strokes_of_their_characters() -> None:
    terms = ["重庆", "人口", "一般", "人工"]
    assert sorted(terms, key=lambda t: sort_key(t, "stroke")) == ["一般", "人口", "人工", "重庆"]
    assert [group_of(t, "stroke") for t in terms] == ["9", "2", "1", "2"]
