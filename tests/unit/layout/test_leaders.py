"""Dots of a list of contents."""

from __future__ import annotations

from tests.unit.layout.sample import style
from tests.unit.layout.square import SquareSetter
from typeset.layout.leaders import PITCH, leader_dots

SETTER = SquareSetter(style(), lambda _: "1", 0)


def dots(first: float, last: float) -> list[float]:
    made = leader_dots((first, last), 100.0, "body", 10.0, SETTER)
    return [mark.x + n * PITCH * 10 for mark in made for n in range(len(mark.run.gids))]


def test_dots_of_different_lines_stand_under_each_other() -> None:
    long, short = dots(33.3, 200), dots(101.7, 200)
    assert long[-len(short) :] == short
    assert long[0] >= 33.3 + 5
    assert long[-1] + PITCH * 10 <= 200


def test_where_there_is_no_room_there_are_no_dots() -> None:
    assert dots(185, 200) == []
