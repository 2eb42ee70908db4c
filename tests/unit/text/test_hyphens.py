"""Hyphens at line ends: where a line may end inside a Latin word, and what is drawn there."""

from __future__ import annotations

import pytest

from tests.line_engine import Engine, fonts, paragraph, squares
from typeset.scripts.hyphenation import word_points
from typeset.text.measure import Measure

TEXT = "我们大力推进modernization与international合作"


def lines_of(engine: Engine, text: str, em: float) -> list[str]:
    return [line.text for line in engine.setter.set(paragraph(text), Measure(10 * em)).lines]


@pytest.mark.parametrize(
    ("word", "points"),
    [("production", (3, 6)), ("table", (2,)), ("about", ()), ("GDP", ()), ("EXPORTS", ())],
)
def test_a_fragment_has_two_letters_before_the_hyphen_and_three_after(
    word: str, points: tuple[int, ...]
) -> None:
    assert word_points(word) == points


def test_a_words_own_language_has_its_own_dictionary() -> None:
    assert word_points("Wissenschaft", "de") != word_points("Wissenschaft", "en-US")
    assert word_points("production", "zh-Hans-CN") == word_points("production", "en-US")


def test_no_line_ends_in_a_word_unless_hyphens_are_asked_for() -> None:
    ends = {line[-3:] for line in lines_of(squares(), TEXT, 12)[:-1]}
    assert not any("modern".startswith(end) or end in ("iza", "ter") for end in ends)
    assert "我们大力推进moderniza" in lines_of(squares(hyphenate=True), TEXT, 12)


def test_the_hyphen_is_drawn_with_its_width_and_says_nothing() -> None:
    engine = fonts(hyphenate=True)
    (first, *_) = engine.setter.set(paragraph(TEXT), Measure(120)).lines
    run = first.runs[-1].run
    assert run.clusters[-2:] == ("n", "")
    hyphen = engine.setter.shaper.shape(run.face, "-", (), han=False)
    assert run.gids[-1] == hyphen.gids[0]
    assert run.advances[-1] == pytest.approx(hyphen.advances[0] * run.size)
    assert first.width == pytest.approx(120)
    assert first.text == "我们大力推进modern"


def test_a_word_with_a_soft_hyphen_parts_there_and_nowhere_else() -> None:
    text = "国国国国mod\u00adernization国国国国"
    for em in (6, 6.5, 7, 8, 9, 10, 11):
        for engine in (squares(), squares(hyphenate=True)):
            ends = lines_of(engine, text, em)[:-1]
            inside = [line for line in ends if line[-1:].isascii() and line[-1:].isalpha()]
            assert all(line.endswith("ization") for line in inside), (em, ends)


def test_headings_do_not_end_lines_with_hyphens() -> None:
    engine = squares(hyphenate=True)
    role = engine.setter.style.roles["body"]
    assert role.shape == "running"
    from dataclasses import replace

    engine.setter.style.roles["body"] = replace(role, shape="balanced", outline=1)  # type: ignore[index]
    lines = lines_of(engine, "关于modernization的若干意见和说明", 12)
    assert not any(line.endswith(("mod", "modern", "moderniza")) for line in lines)


LADDER = (
    "展representation推作cooperation服业modernization交流modernizationinternational能交"
    "internationalmodernization与合力international工作。"
)


def longest_ladder(text: str, em: float, most: int) -> int:
    """The most lines one after another that end with a hyphen."""
    engine = squares(hyphenate=True, hyphen_ladder=most)
    measure, set_ = Measure(10 * em), paragraph(text)
    made = engine.setter.set(set_, measure)
    count = len(made.lines)
    ends = made.hyphens.get(count, frozenset())
    found = row = 0
    for line in range(1, count + 1):
        row = row + 1 if line in ends else 0
        found = max(found, row)
    return found


def test_no_more_lines_end_with_hyphens_one_after_another_than_the_style_says() -> None:
    assert longest_ladder(LADDER, 9, most=0) == 8
    assert longest_ladder(LADDER, 9, most=2) <= 2


def test_a_paragraph_without_words_to_part_has_no_hyphens_to_tell_of() -> None:
    engine = squares(hyphenate=True)
    assert engine.setter.set(paragraph("国" * 40), Measure(200)).hyphens == {}
