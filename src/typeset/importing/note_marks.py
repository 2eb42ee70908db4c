"""References to notes on their way: each is one character until the project is written.

So every recogniser may cut and join the text as it likes. The characters are of the last
private plane, which no text of an office uses and no face has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from typeset.importing.runs import mapped
from typeset.importing.source import Item, Paragraph, Table

FIRST, LAST = 0x100000, 0x10FFF0
MARK = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")
_OPEN, _CLOSE = chr(0x10FFFC), chr(0x10FFFD)
_LABEL = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")


def mark(number: int) -> str:
    """The character that stands for the reference to a note, counted from 1."""
    return chr(min(FIRST + number, LAST))


def number_of(char: str) -> int:
    """The number of the note that a character refers to."""
    return ord(char) - FIRST


def is_mark(char: str, count: int) -> bool:
    """Whether a character stands for a reference to one of so many notes."""
    return FIRST < ord(char) <= FIRST + count


def without_marks(text: str) -> str:
    """A text that cannot bear notes: a title."""
    return MARK.sub("", text)


def numbered(text: str) -> str:
    """A text whose notes stand elsewhere: their numbers."""
    return MARK.sub(lambda found: str(number_of(found[0])), text)


def labelled(label: str) -> str:
    """What stands for a reference whose note is not read yet."""
    return f"{_OPEN}{label}{_CLOSE}"


def with_numbers(item: Item, numbers: Mapping[str, int]) -> Item:
    """The item with its labels as the characters of their notes; an unknown one is text."""

    def changed(text: str) -> str:
        return _LABEL.sub(
            lambda found: mark(numbers[found[1]]) if found[1] in numbers else f"[^{found[1]}]",
            text,
        )

    if isinstance(item, Table):
        rows = tuple(tuple(changed(cell) for cell in row) for row in item.rows)
        return replace(item, rows=rows)
    return replace(item, runs=mapped(item.runs, changed))


def is_running(item: Item) -> bool:
    """Whether the item is no part of a note."""
    return not isinstance(item, Paragraph) or not item.note
