"""Text with marks, the form in which all three states are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from typeset.docx.anchors import PARAGRAPH, Record
from typeset.docx.passages import Mark, Passage
from typeset.record import dataclass

TYPOGRAPHIC = ("strong", "emphasis", "sub", "sup")
_ANCHOR = re.compile(r"_?(ts_\w+?)(?:_Copy_?\d+)?")
_LABEL = re.compile(r"(?:[•◦▪‣·●■\uf0b7]|\d{1,3}[.、)）])[ \t]+")
_PLATE = re.compile(r"[ \u3000]*\S{1,4}[ \u3000]*\t")


@dataclass(frozen=True, slots=True)
class Said:
    """What stands there, and which ranges of it bear which marks."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def names(self, place: int, among: Iterable[str] = TYPOGRAPHIC) -> frozenset[str]:
        """Which of the marks a character bears."""
        return frozenset(m.name for m in self.marks if m.start <= place < m.end and m.name in among)

    def table(self, among: Sequence[str] = TYPOGRAPHIC) -> list[frozenset[str]]:
        """The marks of every character."""
        found: list[set[str]] = [set() for _ in self.text]
        for mark in self.marks:
            if mark.name in among:
                for place in range(max(mark.start, 0), min(mark.end, len(found))):
                    found[place].add(mark.name)
        return [frozenset(names) for names in found]

    def ranges(self, prefix: str) -> dict[str, tuple[int, int]]:
        """By id, the first range of every mark ``PREFIX=ID``."""
        found: dict[str, tuple[int, int]] = {}
        for mark in self.marks:
            if mark.name.startswith(prefix + "="):
                found.setdefault(mark.name[len(prefix) + 1 :], (mark.start, mark.end))
        return found

    def cut(self, start: int, end: int) -> Said:
        """The text from ``start`` to ``end``."""
        marks = (
            Mark(m.name, max(m.start, start) - start, min(m.end, end) - start)
            for m in self.marks
            if m.start < end and start < m.end
        )
        return Said(self.text[start:end], tuple(marks))

    def put(self, start: int, end: int, text: str) -> Said:
        """With ``text`` in place of a range; a mark that ends there takes it in."""
        shift = len(text) - (end - start)

        def moved(place: int) -> int:
            return place if place <= start else place + shift if place >= end else start

        marks = (Mark(m.name, moved(m.start), moved(m.end)) for m in self.marks)
        return Said(self.text[:start] + text + self.text[end:], tuple(marks))


def said(record: Record) -> Said:
    """What a block of a snapshot says."""
    return Said(record.text, record.marks)


def joined(parts: Sequence[Said]) -> Said:
    """Several paragraphs as one text, a paragraph mark between them."""
    marks: list[Mark] = []
    place = 0
    for part in parts:
        marks += [Mark(m.name, m.start + place, m.end + place) for m in part.marks]
        place += len(part.text) + 1
    return Said(PARAGRAPH.join(part.text for part in parts), tuple(marks))


def stem(anchor: str) -> str:
    """An anchor's name as we gave it: LibreOffice adds ``_Copy_1``; case does not count."""
    found = _ANCHOR.fullmatch(anchor)
    return f"_{found[1]}".lower() if found else ""


def of_passage(passage: Passage, figures: Mapping[str, str]) -> Said:
    """A paragraph of an edited file; ``figures`` are the ids of figures by their anchors' stems.

    White space at its ends is no text.
    """
    marks = [m for m in passage.marks if m.start < m.end]
    for anchor in passage.anchors:
        identifier = figures.get(stem(anchor.name))
        if identifier and anchor.start < anchor.end:
            marks.append(Mark(f"metric={identifier}", anchor.start, anchor.end))
    whole = Said(passage.text, tuple(marks))
    start = len(passage.text) - len(passage.text.lstrip())
    return whole.cut(start, max(start, len(passage.text.rstrip())))


def label(text: str) -> str:
    """The bullet or number that a list item's text begins with, or an empty string."""
    found = _LABEL.match(text)
    return found.group() if found else ""


def without_plate(text: Said) -> Said:
    """A heading's text without the number and tab that stand before it."""
    found = _PLATE.match(text.text)
    return text.cut(found.end(), len(text.text)) if found else text
