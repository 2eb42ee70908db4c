"""How much room notes take at a foot, and how many of their lines may go over to the next one.

Notes have a leading of their own. A block of them ends with the foot it stands at; what its
lines do not fill of the last grid line is white above it (CL-NT-02), so that the text over it
stays on the grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil, floor
from typing import NamedTuple

from typeset.flow import Footnote, Paragraph
from typeset.flow_notes import footnotes
from typeset.layout.setter import TextSetter
from typeset.record import dataclass
from typeset.style.resolved import Style
from typeset.text.measure import Measure, SetParagraph

FIRST_LINES = 2
"""So many lines of a note begin at the foot of its mark; of a shorter one all."""

_NEAR = 1e-6


class Cited(NamedTuple):
    """A note that something on the page refers to, and the lines it is set in.

    One ``in_column`` stands at the foot of the column of its mark, else at the page's foot.
    """

    note: Footnote
    length: int
    in_column: bool = False

    @property
    def at_page(self) -> bool:
        """Whether it stands at the page's foot: neither in a column nor in the margin."""
        return not self.in_column and self.note.place != "side"


class Noted(NamedTuple):
    """Lines of notes at one foot; the last ``spare`` of them may go over to the next."""

    lines: int = 0
    spare: int = 0

    def with_(self, lengths: Iterable[int]) -> Noted:
        """More notes below, of so many lines: all before the last one have to end here."""
        lines, spare = self
        for length in lengths:
            lines += length
            spare = max(0, length - FIRST_LINES)
        return Noted(lines, spare)

    @property
    def least(self) -> int:
        """Lines that must stand here."""
        return self.lines - self.spare


NONE = Noted()


def carried_over(lines: int) -> Noted:
    """What goes on from the foot before: at least one line of it stands here."""
    return Noted(lines, max(0, lines - 1))


@dataclass(frozen=True, slots=True)
class NoteRoom:
    """The measures of notes over one width; ``inset`` is what is left of whole ems (CL-NT-01)."""

    width: float
    inset: float
    size: float
    leading: float
    distance: float
    pitch: float

    def depth(self, lines: int) -> int:
        """Grid lines that so many lines of notes take, with the white over them."""
        if lines <= 0:
            return 0
        return ceil((self.distance + self.height(lines)) / self.pitch - _NEAR)

    def height(self, lines: int) -> float:
        """From the head of the first line's em boxes to the foot of the last one's, in points."""
        return (lines - 1) * self.leading + self.size

    def fitting(self, depth: int) -> int:
        """Lines of notes that so many grid lines hold."""
        room = depth * self.pitch - self.distance - self.size
        return max(0, floor(room / self.leading + _NEAR) + 1) if room > -_NEAR else 0


def note_room(width: float, style: Style) -> NoteRoom:
    """The measures of notes in a column or type area of this width."""
    rules = style.notes
    role = style.roles.get(rules.role) or style.roles["body"]
    whole = max(1, floor(width / role.size + _NEAR)) * role.size
    return NoteRoom(
        width=min(whole, width),
        inset=max(0.0, width - whole),
        size=role.size,
        leading=role.leading,
        distance=rules.distance,
        pitch=style.grid.pitch,
    )


def cited(
    paragraphs: Iterable[Paragraph], style: Style, setter: TextSetter, column: float = 0.0
) -> tuple[Cited, ...]:
    """The notes that paragraphs refer to; those in the margin take no room at a foot.

    ``column`` is the width of the column they stand in, 0 for text that spans several.
    """
    found = []
    for note in footnotes(paragraphs):
        inside = note.place == "column" and column > 0
        room = note_room(column if inside else style.grid.width, style)
        lines = 0 if note.place == "side" else note_lines(note, setter, room)
        found.append(Cited(note, lines, inside))
    return tuple(found)


def note_lines(note: Footnote, setter: TextSetter, room: NoteRoom) -> int:
    """The lines a note is set in."""
    return sum(len(setter.set(each, Measure(room.width)).lines) for each in note.paragraphs)


def lines_of_marks(setting: SetParagraph, notes: tuple[Cited, ...]) -> tuple[int, ...]:
    """For each note of a paragraph as set, the line of its mark."""
    found: Mapping[str, int] = {
        placed.names: number
        for number, line in reversed([*enumerate(setting.lines)])
        for placed in line.runs
        if placed.names
    }
    return tuple(found.get(each.note.id, 0) for each in notes)
