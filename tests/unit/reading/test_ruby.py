"""Readings, marks beside the text, and text in another language, as they are written."""

from __future__ import annotations

import pytest

from tests.unit.reading.sample import inlines, sound
from typeset.model.inline import Beside, Ruby, Strong, Text, Tongue, plain
from typeset.reading.ruby import characters


@pytest.mark.parametrize(
    ("text", "readings", "kind"),
    [
        ("{漢字|かんじ}", ("かんじ",), "group"),
        ("{漢字|かん|じ}", ("かん", "じ"), "mono"),
        ("{東京|とう|きょう}{.jukugo}", ("とう", "きょう"), "jukugo"),
        ("{國家|ㄍㄨㄛˊ|ㄐㄧㄚ}", ("ㄍㄨㄛˊ", "ㄐㄧㄚ"), "bopomofo"),
        ("{北京|Běijīng}", ("Běijīng",), "group"),
        ("{ 字 | zì }", ("zì",), "group"),
        ("{日本橋|に||ばし}", ("に", "", "ばし"), "mono"),
    ],
)
def test_a_reading_is_of_the_whole_or_of_each_character(
    text: str, readings: tuple[str, ...], kind: str
) -> None:
    (made,) = sound(text)
    assert isinstance(made, Ruby)
    assert made.readings == readings
    assert made.kind == kind


def test_the_text_of_a_reading_is_its_base_alone() -> None:
    assert plain(sound("读{漢字|かんじ}吧")) == "读漢字吧"


def test_the_place_of_a_reading_is_that_of_its_base() -> None:
    made = sound("读{漢字|かんじ}吧")[1]
    assert (made.span.line, made.span.column, made.span.length) == (1, 3, 2)


def test_a_reading_may_stand_in_other_marks() -> None:
    (made,) = sound("**读{漢字|かんじ}**")
    assert isinstance(made, Strong)
    assert isinstance(made.children[1], Ruby)


@pytest.mark.parametrize("text", ["{x}", "集合{a, b}", "\\{漢字|かんじ}", "a | b", "{ }"])
def test_braces_without_a_reading_are_text(text: str) -> None:
    assert all(isinstance(made, Text) for made in sound(text))


def test_marks_beside_the_text_may_be_asked_for_at_once() -> None:
    (made,) = sound("[鲁迅]{.proper .dots}")
    assert isinstance(made, Beside)
    assert made.marks == {"proper", "dots"}


@pytest.mark.parametrize("mark", ["dots", "proper", "booktitle", "tcy"])
def test_a_class_asks_for_a_mark(mark: str) -> None:
    (made,) = sound(f"[文字]{{.{mark}}}")
    assert isinstance(made, Beside)
    assert made.marks == {mark}


def test_text_may_be_in_another_language() -> None:
    (made,) = sound("[骨]{lang=ja}")
    assert made == Tongue("ja", (Text("骨", made.children[0].span),), made.span)  # type: ignore[union-attr]


def test_a_faulty_reading_leaves_its_base() -> None:
    made, sink = inlines("读{漢字|a|b|c}。")
    assert plain(made) == "读漢字。"
    assert [finding.code for finding in sink.findings] == ["content/ruby"]


def test_marks_that_combine_count_with_their_character() -> None:
    assert characters("か\u3099葛\ufe00") == ["か\u3099", "葛\ufe00"]
