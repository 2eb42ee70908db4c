"""Words of Word boxes keep the lines that the pages give them."""

from __future__ import annotations

from typeset.blocks.word_fit import drawn_text, fitted
from typeset.color import BLACK
from typeset.reflow import Para, ReRun
from typeset.style.design import DrawSpec, RepeatSpec, TextSpec
from typeset.style.resolved import Role

ROLE = Role(name="slogan", faces={}, size=40, leading=48, color=BLACK)
TWO_LINES = TextSpec(part="slogan", max_lines=2, fit=(1, 0.9, 0.8))


def words(text: str) -> Para:
    return Para(role="slogan", runs=(ReRun(text=text),))


def test_words_that_have_room_keep_their_size() -> None:
    assert fitted(words("凝心聚力奋勇争先"), ROLE, TWO_LINES, 160).size is None


def test_words_that_need_a_line_more_take_the_first_smaller_size_that_saves_it() -> None:
    assert fitted(words("凝心聚力奋勇争先" + "再"), ROLE, TWO_LINES, 180).size == 36


def test_words_that_fit_at_no_size_take_the_smallest() -> None:
    assert fitted(words("凝" * 30), ROLE, TWO_LINES, 160).size == 32


def test_a_line_the_author_ended_counts() -> None:
    para = Para(role="slogan", runs=(ReRun(text="凝"), ReRun(text="", line_break=True)) * 2)
    assert fitted(para, ROLE, TWO_LINES, 400).size == 32


def test_lines_that_the_pages_join_in_one_keep_their_size() -> None:
    joined = TextSpec(part="slogan", max_lines=1, join=0.5, fit=(1, 0.9, 0.8))
    runs = (ReRun(text="数据说话"), ReRun(text="", line_break=True), ReRun(text="引文点睛"))
    assert fitted(Para(role="slogan", runs=runs), ROLE, joined, 200).size is None


def test_a_part_drawn_in_every_row_is_found() -> None:
    label = TextSpec(part="label")
    draws = (DrawSpec(text=TWO_LINES), DrawSpec(repeat=RepeatSpec(draw=(DrawSpec(text=label),))))
    assert drawn_text(draws, "label") is label
    assert drawn_text(draws, "note") is None
