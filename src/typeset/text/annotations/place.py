"""Notes put beside a line that is set: where each begins and how long it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from typeset.display import Note, NoteKind, Side
from typeset.record import dataclass
from typeset.text.annotations.bases import Base, Notes, Reading
from typeset.text.annotations.room import fits_apart
from typeset.text.itemize import Look

if TYPE_CHECKING:
    from typeset.text.glyphs import TypeColumns
    from typeset.text.justify import Adjusted


def place_notes(notes: Notes, type_: TypeColumns, line: Adjusted, left: float) -> tuple[Note, ...]:
    """The notes of one line whose first body stands ``left`` points from its start edge.

    Order: readings, then lines along names, then dots; each in the order of the text.
    """
    placer = _Placer(notes, type_, line, *_bodies(type_, line, left))
    names = list(placer.names())
    return (*placer.readings(), *names, *placer.dots(names))


def _bodies(type_: TypeColumns, line: Adjusted, left: float) -> tuple[list[float], list[float]]:
    """Where the body of each cluster of the line begins and ends."""
    starts, ends, x = [], [], left
    for at in range(line.first, line.last):
        x += line.before[at - line.first]
        starts.append(x)
        x += type_.body[at]
        ends.append(x)
        x += line.after[at - line.first]
    return starts, ends


@dataclass(slots=True)
class _Placer:
    notes: Notes
    type: TypeColumns
    line: Adjusted
    starts: list[float]
    ends: list[float]

    def _part(self, first: int, last: int) -> tuple[int, int] | None:
        """What of these clusters is on the line."""
        first, last = max(first, self.line.first), min(last, self.line.last)
        return (first, last) if first < last else None

    def _extent(self, first: int, last: int) -> tuple[float, float]:
        """Start and end of the bodies: no gap at their sides counts (CL-AS-08)."""
        texts = self.type.text.text.texts
        while last - 1 > first and not texts[last - 1].strip():
            last -= 1
        at = self.line.first
        return self.starts[first - at], self.ends[last - 1 - at]

    # -- names and dots ----------------------------------------------------------------------

    def names(self) -> Iterator[Note]:
        """A straight or wavy line along each name (CL-EM-02, CL-EM-03, CL-EM-05)."""
        rules = self.notes.rules
        for name in self.notes.names:
            if (part := self._part(name.first, name.last)) is not None:
                inset = rules.name_inset * name.look.size
                start, end = self._extent(*part)
                yield _note(name.kind, rules.name_side, name.look, part, start + inset, end - inset)

    def dots(self, names: list[Note]) -> Iterator[Note]:
        """A dot at the middle of each character's frame, outside of a line (CL-EM-04)."""
        rules = self.notes.rules
        for at in range(self.line.first, self.line.last):
            look = self.notes.dots.get(at)
            if look is None:
                continue
            size = rules.dot_size * look.size
            start, end = self._extent(at, at + 1)
            middle = (start + end) / 2
            under = any(n.side == rules.dot_side and n.first <= at < n.last for n in names)
            side, part = rules.dot_side, (at, at + 1)
            dot = _note("dot", side, look, part, middle - size / 2, middle + size / 2)
            yield replace(dot, size=size, level=int(under), text=rules.dot_symbol)

    # -- readings ----------------------------------------------------------------------------

    def readings(self) -> Iterator[Note]:
        """The readings of the line's bases."""
        for base in self.notes.bases:
            part = self._part(base.first, base.last)
            if part is None:
                continue
            if base.kind == "bopomofo":
                yield self._bopomofo(base, part)
            elif base.whole and part[0] > base.first:
                continue  # the rest of a base that fits no line: its reading stands before
            elif base.whole:
                yield self._reading(base, base.readings[0], part)
            else:
                yield from self._parts(base, part)

    def _reading(self, base: Base, reading: Reading, part: tuple[int, int]) -> Note:
        start = self._start(reading.width, part)
        return self._ruby(base, reading, part, start)

    def _start(self, width: float, part: tuple[int, int]) -> float:
        """Centred on the base; flush with it where it opens or closes the line and is wider."""
        start, end = self._extent(*part)
        if width > end - start:
            if part[0] == self.line.first:
                return start
            if part[1] == self._visible_end():
                return end - width
        return (start + end - width) / 2

    def _visible_end(self) -> int:
        last, texts = self.line.last, self.type.text.text.texts
        while last > self.line.first and not texts[last - 1].strip(" \u3000\u200b"):
            last -= 1
        return last

    def _parts(self, base: Base, part: tuple[int, int]) -> Iterator[Note]:
        """Readings of single characters: each on its own, or one behind the other."""
        first, last = part
        readings = base.readings[first - base.first : last - base.first]
        if fits_apart(base, self.type.body):
            for at, reading in enumerate(readings, first):
                if reading.text:
                    yield self._reading(base, reading, (at, at + 1))
            return
        x = self._start(sum(reading.width for reading in readings), part)
        for at, reading in enumerate(readings, first):
            if reading.text:
                yield self._ruby(base, reading, (at, at + 1), x)
            x += reading.width

    def _ruby(self, base: Base, reading: Reading, part: tuple[int, int], start: float) -> Note:
        rules = self.notes.rules
        end = start + reading.width
        note = _note("ruby", rules.ruby_side, base.look, part, start, end)
        return replace(
            note,
            size=rules.ruby_size * base.look.size,
            text=reading.text,
            runs=reading.line.runs,
            base=base.number,
        )

    def _bopomofo(self, base: Base, part: tuple[int, int]) -> Note:
        """At the right of the character: beside it in its line, or between the lines."""
        rules, size = self.notes.rules, base.look.size
        start, end = self._extent(*part)
        x, width = end, rules.bopomofo_block * size
        if self.notes.vertical:
            x, width = start, end - start
        note = _note("bopomofo", "right", base.look, part, x, x + width)
        reading = base.readings[0]
        return replace(
            note,
            size=rules.bopomofo_size * size,
            text=reading.text,
            runs=reading.line.runs,
            base=base.number,
        )


def _note(
    kind: NoteKind, side: Side, look: Look, part: tuple[int, int], start: float, end: float
) -> Note:
    return Note(
        kind=kind,
        side=side,
        x=start,
        width=max(0.0, end - start),
        size=0.0,
        em=look.size,
        color=look.color,
        first=part[0],
        last=part[1],
    )
