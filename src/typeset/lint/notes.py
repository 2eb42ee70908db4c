"""Where marks of notes stand: never before what they belong to, and always alike at stops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from typeset.lint.findings import Finding
from typeset.lint.sources import Passage

CLAUSE = "CL-NT-04"
OPENS, SPACE, ORDER = "note-mark-opens", "note-mark-space", "note-mark-order"
_OPENING = frozenset("“‘（《〈「『【〔[(")
_STOPS = frozenset("，。；：！？、")
_BLANKS = " \u3000\n"


def note_marks(passage: Passage) -> Iterator[tuple[int, Finding]]:
    """Marks with nothing before them, or parted from it by a space, with the mark's number."""
    for number, (at, _) in enumerate(passage.notes):
        before = passage.text[at - 1 : at]
        if before and before in _BLANKS:
            yield number, _finding(SPACE, passage, at - 1, at, "a space before the mark of a note")
        elif not before or before in _OPENING:
            yield (
                number,
                _finding(
                    OPENS, passage, at, at, "the mark of a note stands before what it belongs to"
                ),
            )


def uneven_order(passages: Iterable[Passage]) -> list[tuple[Passage, int, Finding]]:
    """Marks after a stop in a publication that mostly has them before it, or the reverse.

    Both are in use; a publication keeps to one of them. A mark in the middle of a clause tells
    nothing.
    """
    before: list[tuple[Passage, int]] = []
    after: list[tuple[Passage, int]] = []
    for passage in passages:
        for number, (at, _) in enumerate(passage.notes):
            if passage.text[at : at + 1] in _STOPS and passage.text[at : at + 1]:
                before.append((passage, number))
            elif passage.text[at - 1 : at] in _STOPS and at:
                after.append((passage, number))
    few, many, there = (after, before, "before") if len(after) <= len(before) else (
        before, after, "after")  # fmt: skip
    if not few or len(few) == len(many):
        return []
    words = f"in {len(many)} places of this publication the mark stands {there} the stop"
    return [
        (passage, number, _finding(ORDER, passage, at, at, words))
        for passage, number in few
        for at in [passage.notes[number][0]]
    ]


def _finding(code: str, passage: Passage, start: int, end: int, message: str) -> Finding:
    return Finding(
        code=code,
        start=start,
        end=end,
        text=passage.text[start:end],
        proposal="",
        message=message,
        clause=CLAUSE,
    )
