"""Labels as their authors write them: the first one, as a sample of all that follow.

``第一章`` stands for 第二章, 第三章 …, ``图1-1`` for 图2-3, ``（1）`` for （2）, ``— 1 —`` for
— 2 —: the numerals of the sample say what to count in, all else is kept as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.model.nodes import Scalar
from typeset.model.numerals import BRACKETED, CIRCLED, STEMS, System, spell
from typeset.record import dataclass

_NUMERAL = re.compile(
    rf"""
    (?P<arabic>[0-9]+) | (?P<fullwidth>[０-９]+)
  | (?P<circled>[{CIRCLED}]) | (?P<bracketed>[{BRACKETED}])
  | (?P<digits>〇[〇一二三四五六七八九]*|[一二三四五六七八九][〇一二三四五六七八九]+)
  | (?P<han>[一二三四五六七八九十]+)
  | (?P<formal>[壹壱]) | (?P<stems>[{STEMS}])
  | (?<![A-Za-z]) (?: (?P<roman>[ivx]+) | (?P<Roman>[IVX]+)
                    | (?P<latin>[a-z]) | (?P<Latin>[A-Z]) ) (?![A-Za-z])
    """,
    re.VERBOSE,
)

_TIGHT = "、）)】〕：。"  # no white after these (CL-HD-07, CL-LI-05)
_HALF = 0.5
_NARROW = 0.55  # em of a Latin figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A sample taken apart: ``texts`` stand before, between and after the numerals.

    ``gap`` is the white after it in em: none after 、 and ）, half an em after ``1.`` and
    ``1.1``, one em after 第一章 (CL-HD-07).
    """

    sample: str
    texts: tuple[str, ...]
    systems: tuple[System, ...]
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {
        "type": "string",
        "examples": ["第一章", "一、", "（1）", "①", "1.1", "图1-1"],
    }

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read a sample; one that holds no numeral is the error ``style/label``.

        An empty text stands for no label.
        """
        made = cls.of(scalar.text, scalar.span)
        if not made.systems and made.sample:
            message = f"'{scalar.text}' holds no number to count with"
            sink.error(
                "style/label", message, scalar.span, "write the first one: 第一章, （1）, 图1"
            )
            return None
        return made

    @classmethod
    def of(cls, sample: str, span: Span = NOWHERE) -> Self:
        """The sample taken apart."""
        texts, systems, at = [], [], 0
        for found in _NUMERAL.finditer(sample):
            texts.append(sample[at : found.start()])
            name: Any = found.lastgroup
            systems.append(name)
            at = found.end()
        texts.append(sample[at:])
        return cls(sample=sample, texts=tuple(texts), systems=tuple(systems), span=span)

    @property
    def depth(self) -> int:
        """How many numbers it shows: 图1-1 shows two."""
        return len(self.systems)

    @property
    def gap(self) -> float:
        """The white after it, in em of the text's size."""
        last = self.sample[-1:]
        if not last or last in _TIGHT:
            return 0.0
        return _HALF if last.isascii() or last in CIRCLED or last in BRACKETED else 1.0

    @property
    def room(self) -> float:
        """About how wide the sample is, in em."""
        return width(self.sample)

    def number(self, numbers: tuple[int, ...], language: str) -> str:
        """The numerals with what stands between them: ``2-3`` of 图2-3."""
        counted = numbers[max(0, len(numbers) - self.depth) :]
        first = self.depth - len(counted)  # a chapter that has no number is left out
        out = ""
        for place, number in enumerate(counted, first):
            between = self.texts[place] if place > first else ""
            out += between + spell(number, self.systems[place], language)
        return out

    def text(self, numbers: tuple[int, ...], language: str) -> str:
        """The whole label for these numbers, the last of them its own; "" without a sample."""
        if not self.depth:
            return ""
        return self.texts[0] + self.number(numbers, language) + self.texts[-1]


def width(text: str) -> float:
    """About how wide a text is, in em: Han characters one, Latin ones a little over half."""
    wide = sum(unicodedata.east_asian_width(char) in "WFA" for char in text)
    return wide + (len(text) - wide) * _NARROW


NONE = Label(sample="", texts=("",), systems=())
