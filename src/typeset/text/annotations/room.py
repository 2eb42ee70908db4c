"""White for readings that are wider than what they belong to.

A reading is centred on its base; where it would run into its neighbours, white is put between
them, always after the cluster on the left. A line that begins or ends with a base keeps the
reading flush with it: the white of that side goes to the other one. So the white depends on
where lines end; the breaker is told by how much a line grows that begins or ends there.

Romanised readings may hang over plain neighbours, not over marks and figures, and keep ¼ em
apart (CL-RB-01, CL-RB-02); in a row of them the white is even. Other readings hang over kana by
one em of their own at most, never over Han (CL-RB-05).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import field
from itertools import pairwise
from typing import TYPE_CHECKING

from typeset.record import dataclass
from typeset.scripts.breaks import WORD
from typeset.text.annotations.bases import Base, Notes

if TYPE_CHECKING:
    from typeset.text.glyphs import TypeColumns
    from typeset.text.white import White

_KANA = re.compile("[ぁ-ゖァ-ヺーㇰ-ㇿ]")
_FREE = 1e9  # nothing in the way

Moves = list[tuple[int, float]]
"""(cluster, white added after it), in points."""


@dataclass(slots=True)
class Rooms:
    """White for readings, in points.

    ``after`` is put after a cluster inside lines; a line that begins with a cluster, or whose
    last visible one it is, has what ``start`` and ``end`` hold for it besides.
    """

    after: dict[int, float] = field(default_factory=dict)
    start: dict[int, Moves] = field(default_factory=dict)
    end: dict[int, Moves] = field(default_factory=dict)

    def add(self, at: int, width: float) -> None:
        """White after a cluster, inside a line."""
        if width > 0 and at >= 0:
            self.after[at] = self.after.get(at, 0.0) + width

    def at_start(self, at: int, moves: Moves) -> None:
        """White in a line that begins with cluster ``at``."""
        kept = [(c, w) for c, w in moves if w > 0]
        if kept:
            self.start.setdefault(at, []).extend(kept)

    def at_end(self, at: int, moves: Moves) -> None:
        """White in a line that ends with cluster ``at``."""
        kept = [(c, w) for c, w in moves if w > 0]
        if kept:
            self.end.setdefault(at, []).extend(kept)

    def grown(self, moves: dict[int, Moves], at: int) -> float:
        """By how much a line grows that begins (or ends) with cluster ``at``."""
        return sum(width for _, width in moves.get(at, ()))

    def settle(self, start: list[float], end: list[float], visible: list[int]) -> None:
        """Make sums of widths tell what lines measure that begin or end at a base."""
        for at in self.start:
            start[at] -= self.grown(self.start, at)
        for place, last in enumerate(visible):
            if last in self.end:
                end[place] += self.grown(self.end, last)

    def fill(self, after: list[float], first: int, last: int) -> None:
        """Put the edges' white into a line of clusters ``first`` to ``last`` (visible)."""
        if last < first:
            return
        for at, width in (*self.start.get(first, ()), *self.end.get(last, ())):
            place = at if first <= at <= last else last
            after[place - first] += width


def make_rooms(type_: TypeColumns, white: White) -> Rooms | None:
    """The white for a text's readings, or None; what lines need inside is put into ``white``."""
    notes = type_.notes
    if notes is None or not notes.bases:
        return None
    case = _Case(notes, type_, white)
    rooms = case.rooms
    for base in notes.bases:
        if base.kind == "bopomofo":
            case.block(base)
        elif not base.romanised:
            case.solid(base)
    case.romanised([base for base in notes.bases if base.romanised])
    for at, width in rooms.after.items():
        white.after[at] += width
    return rooms


def hold_bases(type_: TypeColumns, strength: list[int]) -> None:
    """No line ends inside a base that has one reading, unless it fits no line (CL-RB-06)."""
    for base in type_.notes.bases if type_.notes is not None else ():
        if base.whole:
            for at in range(base.first + 1, base.last):
                strength[at] = max(strength[at], WORD)


@dataclass(slots=True)
class _Case:
    """One text's bases and widths."""

    notes: Notes
    type: TypeColumns
    white: White
    rooms: Rooms = field(default_factory=Rooms)

    def block(self, base: Base) -> None:
        """½ em for the signs at the right of a character, at a line end too (CL-RB-03)."""
        if self.notes.vertical:
            return  # there they stand between the lines
        width = self.notes.rules.bopomofo_block * base.look.size
        self.rooms.add(base.last - 1, width)
        self.rooms.at_end(base.last - 1, [(base.last - 1, width)])

    # -- readings set solid ------------------------------------------------------------------

    def solid(self, base: Base) -> None:
        """A reading in kana or Han: hung over kana, else given white, a word spread evenly."""
        if fits_apart(base, self.type.body):
            return
        left, right = self._hang(base.first - 1, base), self._hang(base.last, base)
        natural = self._length(base.first, base.last)
        over = reading_width(base) - natural
        if over <= 0:
            return
        seen = [at for at in range(base.first, base.last) if self.type.body[at]]
        count = max(1, len(seen))
        spread = max(0.0, over - 2 * min(left, right)) / count if count > 1 else 0.0
        for at in seen[:-1]:
            self.rooms.add(at, spread)
        rest = over - spread * (count - 1)
        before, after = max(0.0, rest / 2 - left), max(0.0, rest / 2 - right)
        self.rooms.add(base.first - 1, before)
        self.rooms.add(base.last - 1, after)
        self.rooms.at_start(base.first, [(base.last - 1, max(0.0, rest - right) - after)])
        self.rooms.at_end(base.last - 1, [(base.first - 1, max(0.0, rest - left) - before)])
        if not base.whole:
            self._parted(base, (left, right), (before, after))

    def _parted(self, base: Base, hang: tuple[float, float], put: tuple[float, float]) -> None:
        """What the parts of a word need where a line ends between its characters."""
        for at in range(base.first + 1, base.last):
            front = sum(reading.width for reading in base.readings[: at - base.first])
            over = front - self._length(base.first, at)
            self.rooms.at_end(at - 1, [(base.first - 1, over - hang[0] - put[0])])
            back = sum(reading.width for reading in base.readings[at - base.first :])
            over = back - self._length(at, base.last)
            self.rooms.at_start(at, [(base.last - 1, over - hang[1] - put[1])])

    def _hang(self, at: int, base: Base) -> float:
        """How far a reading may hang over a neighbour, in points."""
        if not 0 <= at < len(self.type.body) or self.notes.base_at(at) >= 0:
            return 0.0
        if not _KANA.match(self.type.text.text.texts[at]):
            return 0.0
        return self.notes.rules.over_kana * base.look.size

    def _length(self, first: int, last: int) -> float:
        """Length of clusters with the white between them, without the rooms."""
        body = sum(self.type.body[first:last])
        inner = range(first, last - 1)
        return body + sum(self.white.after[at] + self.white.before[at + 1] for at in inner)

    # -- romanised readings ------------------------------------------------------------------

    def romanised(self, bases: list[Base]) -> None:
        """Keep romanised readings apart, evenly within a row of them."""
        apart = [self._between(a, b) for a, b in pairwise(bases)]
        for row in _rows(bases, apart, self._bars):
            widest = max((apart[at].short() for at in row), default=0.0)
            for at in row:
                self.rooms.add(bases[at].last - 1, widest)
                apart[at].put = widest
        for at, base in enumerate(bases):
            before = apart[at - 1] if at else self._edge(base, before=True)
            after = apart[at] if at < len(apart) else self._edge(base, before=False)
            self._keep_off(base, before, after)

    def _keep_off(self, base: Base, before: _Apart, after: _Apart) -> None:
        """White at marks, and what the base needs at the edges of a line."""
        if not before.shared:
            self.rooms.add(base.first - 1, before.short())
            before.put = before.short()
        if not after.shared:
            self.rooms.add(base.last - 1, after.short())
            after.put = after.short()
        more = max(0.0, self._over(base)) / 2  # the half that the edge sends to the other side
        need = max(0.0, after.short(more) - after.put)
        self.rooms.at_start(base.first, [(base.last - 1, need)])
        need = max(0.0, before.short(more) - before.put)
        self.rooms.at_end(base.last - 1, [(base.first - 1, need)])

    def _over(self, base: Base) -> float:
        return reading_width(base) - self._length(base.first, base.last)

    def _between(self, left: Base, right: Base) -> _Apart:
        """Two neighbouring readings: their sides share what stands between them."""
        ends = self._over(left) / 2 + self._over(right) / 2
        apart = self.notes.rules.ruby_apart * max(left.look.size, right.look.size)
        between = range(left.last, right.first)
        if any(self._bars(at) for at in between):
            return self._edge(left, before=False)
        return _Apart(ends + apart, self._gap(left.last, right.first), shared=True)

    def _edge(self, base: Base, *, before: bool) -> _Apart:
        """One side of a reading that has no neighbour before the next mark or figure."""
        room, at = 0.0, base.first - 1 if before else base.last
        while 0 <= at < len(self.type.body) and not self._bars(at):
            room += self.type.body[at] + self.white.before[at] + self.white.after[at]
            at += -1 if before else 1
        ends = not 0 <= at < len(self.type.body)
        return _Apart(self._over(base) / 2, _FREE if ends else room)

    def _gap(self, first: int, last: int) -> float:
        white = self.white.after[first - 1]
        return white + sum(
            self.white.before[at] + self.type.body[at] + self.white.after[at]
            for at in range(first, last)
        )

    def _bars(self, at: int) -> bool:
        """Whether no reading hangs over this cluster: a mark or a figure."""
        text = self.type.text.text.texts[at]
        return not text or not text[0].isalpha()


@dataclass(slots=True)
class _Apart:
    """One side of a reading: how much it ``wants`` of the ``room`` there is."""

    wants: float
    room: float
    shared: bool = False  # with the reading that follows
    put: float = 0.0  # the white that was added

    def short(self, more: float = 0.0) -> float:
        """What is missing when it wants ``more``."""
        return max(0.0, self.wants + more - self.room)


def _rows(
    bases: list[Base], apart: list[_Apart], barred: Callable[[int], bool]
) -> Iterator[list[int]]:
    """Rows of readings of single characters with nothing but marks between; others alone."""
    row: list[int] = []
    for at, ((a, b), between) in enumerate(zip(pairwise(bases), apart, strict=True)):
        single = a.last - a.first == b.last - b.first == 1
        goes_on = single and all(barred(c) for c in range(a.last, b.first))
        if row and not goes_on:
            yield row
            row = []
        if between.shared:
            row.append(at)
            if not goes_on:
                yield row
                row = []
    if row:
        yield row


def reading_width(base: Base) -> float:
    """The readings of a base one behind the other, in points."""
    return sum(reading.width for reading in base.readings)


def fits_apart(base: Base, body: list[float]) -> bool:
    """Whether the reading of every character is no wider than the character."""
    if base.whole:
        return base.readings[0].width <= sum(body[base.first : base.last]) + 1e-6
    pairs = zip(base.readings, body[base.first : base.last], strict=True)
    return all(reading.width <= width + 1e-6 for reading, width in pairs)
