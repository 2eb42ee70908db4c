"""Which clusters of a text carry notes, and the readings of those that have one, set."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from typing import Literal, Protocol

from typeset.diagnostics import Sink, Span
from typeset.display import PlacedRun, SetLine
from typeset.flow import Run, TextRun
from typeset.record import dataclass
from typeset.scripts.beside import Beside
from typeset.text.itemize import Itemized, Look, Stretch

_ONE_SIDE, _BOTH_SIDES = 0.5, 0.625  # em between lines that have notes (CL-CO-03)


class Reader(Protocol):
    """Sets readings: their text, in the look of their base."""

    def ruby(self, text: str, look: Look) -> SetLine:
        """A line of ruby."""
        ...

    def bopomofo(self, text: str, look: Look) -> SetLine:
        """The signs of a character, each in its place (see :class:`typeset.display.Note`)."""
        ...


@dataclass(slots=True)
class Reading:
    """One reading as set: of a whole word, or of one character of it."""

    text: str
    line: SetLine

    @property
    def width(self) -> float:
        """Its length along the line, in points."""
        return self.line.width


@dataclass(slots=True)
class Base:
    """Clusters ``first`` to ``last`` (not included) that carry readings.

    One reading is that of the whole, which no line parts; as many readings as clusters are
    theirs one by one. ``romanised`` readings keep apart from each other.
    """

    first: int
    last: int
    kind: Literal["ruby", "bopomofo"]
    look: Look
    readings: list[Reading]
    number: int
    romanised: bool = False

    @property
    def whole(self) -> bool:
        """Whether one reading stands for all of it."""
        return len(self.readings) == 1


@dataclass(slots=True)
class NameSpan:
    """Clusters of one name."""

    first: int
    last: int
    kind: Literal["line", "wave"]
    look: Look


@dataclass(slots=True)
class Notes:
    """All notes of a text."""

    rules: Beside
    vertical: bool
    bases: list[Base] = field(default_factory=list)
    names: list[NameSpan] = field(default_factory=list)
    dots: dict[int, Look] = field(default_factory=dict)

    def carried(self, placed: PlacedRun, cluster: int) -> PlacedRun:
        """A run with the number of the base that its first cluster belongs to."""
        base = self.base_at(cluster)
        return placed if base < 0 else replace(placed, base=base)

    def base_at(self, cluster: int) -> int:
        """The number of the base that a cluster belongs to, -1 if to none."""
        found = (base.number for base in self.bases if base.first <= cluster < base.last)
        return next(found, -1)


def carries_notes(runs: Iterable[Run]) -> bool:
    """Whether any run asks for a note."""
    return any(run.beside for run in runs if isinstance(run, TextRun))


def report_tight(notes: Notes, em: float, leading: float, place: Span, sink: Sink) -> None:
    """Warn where what stands beside the lines has no room between them (CL-CO-03, CL-RB-04).

    The pitch is the style's and never changes line by line: ``leading`` and ``em`` are points.
    """
    sides = {notes.rules.ruby_side} if notes.bases else set()
    sides |= {notes.rules.name_side} if notes.names else set()
    sides |= {notes.rules.dot_side} if notes.dots else set()
    least = em * (_BOTH_SIDES if len(sides) > 1 else _ONE_SIDE)
    if leading < em + least - 1e-6:
        sink.warn(
            "layout/line-gap",
            f"the lines are {(leading - em) / em:.2f} em apart; what stands beside them needs"
            f" {least / em:.3g} em",
            place,
            "a wider leading for this role",
        )


def readings_in(runs: Iterable[Run]) -> int:
    """How many bases with readings there are: what the next one's number is."""
    return sum(1 for run in runs if isinstance(run, TextRun) and (run.ruby or run.bopomofo))


def find_notes(
    items: Itemized, rules: Beside, read: Reader, *, vertical: bool, number: int = 0
) -> Notes | None:
    """The notes of a text, or None; ``number`` is that of its first base in the paragraph."""
    notes = Notes(rules, vertical)
    for first, last, look in _runs(items.stretches):
        run = look.run
        if run is None:
            continue
        if run.emphasis_dots:
            dotted = (at for at in range(first, last) if _takes_dot(items.text.texts[at]))
            notes.dots |= dict.fromkeys(dotted, look)
        if run.ruby or run.bopomofo:
            notes.bases.append(_base(run, first, last, look, number, read))
            number += 1
    notes.names = [*_names(items.stretches, "line"), *_names(items.stretches, "wave")]
    return notes if notes.bases or notes.names or notes.dots else None


def _runs(stretches: list[Stretch]) -> Iterator[tuple[int, int, Look]]:
    """Clusters of one run of the paragraph, whatever cut it since."""
    at = 0
    while at < len(stretches):
        begin, run = at, stretches[at].look.run
        while at < len(stretches) and stretches[at].look.run is run:
            at += 1
        yield stretches[begin].first, stretches[at - 1].last, stretches[begin].look


def _takes_dot(text: str) -> bool:
    """Dots stand at letters and numbers of every script, at no mark, sign or space."""
    return bool(text) and unicodedata.category(text[0])[0] in "LN"


def _base(run: TextRun, first: int, last: int, look: Look, number: int, read: Reader) -> Base:
    if run.bopomofo:
        readings = [Reading(run.bopomofo, read.bopomofo(run.bopomofo, look))]
        return Base(first, last, "bopomofo", look, readings, number)
    parts = run.ruby if len(run.ruby) == last - first else ("".join(run.ruby),)
    readings = [Reading(text, read.ruby(text, look)) for text in parts]
    return Base(first, last, "ruby", look, readings, number, romanised=_is_latin(parts))


def _is_latin(parts: Iterable[str]) -> bool:
    letters = [char for part in parts for char in part if char.isalpha()]
    return any("LATIN" in unicodedata.name(char, "") for char in letters)


def _names(stretches: list[Stretch], kind: Literal["line", "wave"]) -> Iterator[NameSpan]:
    """Names of one kind: neighbouring stretches of one number are one name (CL-EM-02)."""
    open_, number = None, 0
    for stretch in stretches:
        run = stretch.look.run
        own = 0 if run is None else run.proper if kind == "line" else run.booktitle
        if open_ is not None and own != number:
            yield open_
            open_ = None
        if own and open_ is None:
            open_ = NameSpan(stretch.first, stretch.last, kind, stretch.look)
        elif open_ is not None:
            open_.last = stretch.last
        number = own
    if open_ is not None:
        yield open_
