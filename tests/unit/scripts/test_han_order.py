"""The order of terms in an index."""

from __future__ import annotations

import pytest

from typeset.scripts.han_order import By, group_of, sort_key, sounds_of, strokes, unknown


def ordered(by: By, *terms: str) -> list[str]:
    return sorted(terms, key=lambda term: sort_key(term, by))


def test_strokes_are_those_of_the_mainland_form() -> None:
    assert [strokes(c) for c in "一人范龘〇A"] == [1, 2, 8, 48, 1, 0]


def test_terms_stand_by_sound_and_then_by_tone() -> None:
    terms = ["妈妈", "马匹", "安全", "麻布"]
    assert ordered("pinyin", *terms) == ["安全", "妈妈", "麻布", "马匹"]


def test_terms_of_one_first_character_stand_together() -> None:
    # 事 and 市 are both read shi4: 事 has 8 strokes, 市 has 5
    assert ordered("pinyin", "事务", "市场", "事故", "市长") == ["市场", "市长", "事故", "事务"]


def test_letters_stand_in_their_group_before_the_characters_and_figures_before_all() -> None:
    terms = ["高质量发展", "GDP", "阿里", "5G", "12345热线", "A股"]
    assert ordered("pinyin", *terms) == ["5G", "12345热线", "A股", "阿里", "GDP", "高质量发展"]
    assert [group_of(t, "pinyin") for t in ("A股", "5G", "GDP")] == ["A", "", "G"]
    assert [group_of(t, "strokes") for t in ("A股", "5G", "一")] == ["", "", "1"]


def test_marks_count_for_nothing() -> None:
    assert group_of("《安全生产法》", "pinyin") == "A"
    assert ordered("pinyin", "“一带一路”", "《白皮书》") == ["《白皮书》", "“一带一路”"]


def test_a_character_of_several_readings_is_read_by_its_word() -> None:
    assert group_of("重庆", "pinyin") == "C"
    assert group_of("重量", "pinyin") == "Z"
    assert group_of("重庆", "pinyin", ("zhong4", "qing4")) == "Z"


def test_a_reading_is_written_with_figures_or_with_marks() -> None:
    assert sounds_of("chong2 qing4", "重庆") == ("chong2", "qing4")
    assert sounds_of("chóng qìng", "重庆") == ("chong2", "qing4")
    assert sounds_of("nv3 er2", "女儿") == ("nü3", "er2")
    assert sounds_of("yi1 gu3", "A股") == ("yi1", "gu3")  # one for every character
    assert sounds_of("gu3", "A股") == ("A", "gu3")  # one for every Chinese character


@pytest.mark.parametrize("written", ["chong2", "重庆", "chong2 qing4 shi4", "chong2 qing9"])
def test_a_reading_that_does_not_fit_its_term_is_none(written: str) -> None:
    assert sounds_of(written, "重庆") is None


def test_terms_stand_by_the_strokes_of_their_characters() -> None:
    terms = ["重庆", "人口", "一般", "人工"]
    assert ordered("strokes", *terms) == ["一般", "人口", "人工", "重庆"]
    assert [group_of(t, "strokes") for t in terms] == ["9", "2", "1", "2"]


def test_what_has_no_reading_or_no_strokes_is_told() -> None:
    assert unknown("安全A股", "pinyin") == ""
    assert unknown("㐂㐂面", "pinyin") == "㐂㐂"
    assert unknown("㐂", "pinyin", ("xi3",)) == ""
    assert unknown("㐂面", "strokes") == "㐂"
