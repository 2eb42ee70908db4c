"""Numbers that are typed before headings and items: 第一章, 一、, （一）, 1., （1）, ①."""

from __future__ import annotations

import functools
import re

from typeset.importing.rules import pattern, table
from typeset.record import dataclass

_BULLET = pattern("headings", "bullet")
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")}
_ITEM = re.compile(r"([0-9]{1,3})\.\s*(?![0-9])")


@dataclass(frozen=True, slots=True)
class Form:
    """One way of numbering; ``rank`` counts from the highest, 0.

    ``inner``: it may also number items of a list. ``keep``: the number is part of the title.
    """

    name: str
    number: re.Pattern[str]
    rank: int
    inner: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number that stands at the front of a text, with the blanks behind it."""

    form: Form
    written: str


@functools.cache
def forms() -> tuple[Form, ...]:
    """All forms, the highest first."""
    rows = enumerate(table("headings")["form"])
    return tuple(
        Form(
            row["name"], re.compile(rf"(?:{row['number']})[ \t\u3000]*"), rank,
            row.get("inner", False), row.get("keep", False),
        )
        for rank, row in rows
    )  # fmt: skip


def numbered(text: str) -> Numbered | None:
    """The number a text begins with, or None."""
    for form in forms():
        if found := form.number.match(text):
            return Numbered(form, found.group())
    return None


def is_marked(text: str) -> bool:
    """Whether a text begins as an item or a numbered heading does."""
    return bool(_BULLET.match(text)) or numbered(text) is not None


def item_number(text: str) -> tuple[int, int] | None:
    """For a text that begins ``3. ``: the number, and the length of what stands before."""
    found = _ITEM.match(text)
    return (int(found.group(1)), found.end()) if found else None


def value(written: str) -> str:
    """``十二、`` as ``12``; digits as they are; empty for what is no number."""
    digits = "".join(c for c in written if c.isascii() and c.isdigit())
    if digits:
        return digits
    han = "".join(c for c in written if c in _DIGITS or c == "十")
    if not han:
        return ""
    tens, ten, ones = han.rpartition("十")
    if not ten:
        return str(int("".join(str(_DIGITS[c]) for c in han)))
    return str((_DIGITS.get(tens[-1:], 1) * 10) + _DIGITS.get(ones[:1], 0))
