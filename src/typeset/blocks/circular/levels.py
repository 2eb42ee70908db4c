"""The four levels of a circular's text (7.3.3), numbered 一、（一）1.（1）.

A number that the author wrote himself is taken as it is where it is the right one, and is an
error where it contradicts the count.
"""

from __future__ import annotations

import re
from dataclasses import field, replace

from typeset.blocks.heading import Heading
from typeset.diagnostics import Sink
from typeset.record import dataclass
from typeset.style.gbt9704 import clause

_DIGITS = "〇一二三四五六七八九"
_WRITTEN = (
    re.compile(r"([一二三四五六七八九十百]+)、"),
    re.compile(r"（([一二三四五六七八九十百]+)）"),
    re.compile(r"(\d+)[.．]"),
    re.compile(r"（(\d+)）"),
)
LEVELS = len(_WRITTEN)


def han(number: int) -> str:
    """一, 十, 十一, 二十, 一百〇一: as numbers of sections are written, up to 999."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        words += "〇"
    return words + (_DIGITS[ones] if ones else "")


def label(level: int, number: int) -> str:
    """The number before a heading of this level, with its marks."""
    match level:
        case 1:
            return f"{han(number)}、"
        case 2:
            return f"（{han(number)}）"
        case 3:
            return f"{number}."
        case _:
            return f"（{number}）"


@dataclass(slots=True)
class Counter:
    """Counts headings; a heading begins the count of all levels under it anew."""

    sink: Sink
    counts: list[int] = field(default_factory=lambda: [0] * LEVELS)

    def label(self, heading: Heading) -> str:
        """The number to set before a heading; empty where the author wrote it."""
        level = min(heading.level, LEVELS)
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * (LEVELS - level)
        expected = label(level, self.counts[level - 1])
        found = _WRITTEN[level - 1].match(heading.text())
        if found is None:
            return expected
        if found[0].replace("．", ".") != expected:
            self.sink.error(
                "circular/level-number",
                f"the heading is numbered '{found[0]}', where '{expected}' is the next"
                f" ({clause('indent')})",
                heading.span,
                "leave the number out: headings are numbered in their order",
            )
        return ""


def runs_in(heading: Heading) -> bool:
    """Whether the text that follows goes on in the heading's line: it ends with a full stop."""
    return heading.text().endswith("。")


def numbered(heading: Heading, counter: Counter) -> tuple[str, Heading]:
    """The number of a heading, and the heading at a level the standard knows."""
    return counter.label(heading), replace(heading, level=min(heading.level, LEVELS))
