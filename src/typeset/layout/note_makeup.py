"""Which lines of which notes stand at which foot: the notes' part of the make-up.

The search has counted lines; here they get names. Notes stand in the order of their marks,
and what did not fit on a page comes first on the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from typeset.flow import Footnote
from typeset.layout.note_room import Cited
from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class NotePiece:
    """Lines ``first`` to ``last`` of a note; it ends with this piece where ``ends``."""

    note: Footnote
    first: int
    last: int
    ends: bool

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class NotesOnPage:
    """Notes over ``width`` points from ``x`` in the type area; they end with grid line ``foot``."""

    pieces: tuple[NotePiece, ...]
    x: float
    width: float
    foot: int
    column: int = -1  # -1: across the page

    @property
    def lines(self) -> int:
        """How many lines all of them have."""
        return sum(piece.lines for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class NoteBeside:
    """A note in the margin, beside the line that begins at grid line ``top``."""

    note: Footnote
    top: int


@dataclass(slots=True)
class NoteQueue:
    """Notes on their way to a foot; lives for one make-up. Each comes once."""

    waiting: list[NotePiece] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def lines(self) -> int:
        """How many lines wait."""
        return sum(piece.lines for piece in self.waiting)

    def add(self, notes: Iterable[Cited]) -> None:
        """Notes whose marks come next."""
        for note, length, _ in notes:
            if note.id in self.seen:
                continue
            self.seen.add(note.id)
            self.waiting.append(NotePiece(note, 0, length, ends=True))

    def taken(self, left: int) -> tuple[NotePiece, ...]:
        """What stands here, so that ``left`` lines go on to the next foot."""
        here = self.lines - left
        pieces, self.waiting = _parted(self.waiting, here)
        return pieces


def _parted(
    pieces: Sequence[NotePiece], lines: int
) -> tuple[tuple[NotePiece, ...], list[NotePiece]]:
    before: list[NotePiece] = []
    after: list[NotePiece] = []
    for piece in pieces:
        here = min(piece.lines, max(0, lines))
        lines -= here
        middle = piece.first + here
        if here:
            ends = piece.ends and middle == piece.last
            before.append(replace(piece, last=middle, ends=ends))
        if middle < piece.last:
            after.append(replace(piece, first=middle))
    return tuple(before), after
