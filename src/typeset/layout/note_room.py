"""How much room notes take at a foot, and how many of their lines may go over to the next one.

Notes have a leading of their own. A block of them ends with the foot it stands at; what its
lines do not fill of the last grid line is white above it (CL-NT-02), so that the text over it
stays on the grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil, floor
from typing import NamedTuple

from typeset.flow import Footnote, Paragraph, footnotes
from typeset.layout.setter import TextSetter
from typeset.record import dataclass
from typeset.style.resolved import Grid, NoteRules, Style
from typeset.text.measure import Measure, SetParagraph

FIRST_LINES = 2
"""So many lines of a note begin at the foot of its mark; of a shorter one all."""

_NEAR = 1e-6


class Cited(NamedTuple):
    """A note that a thing on the page refers to, and the lines it is set in."""

    note: Footnote
    length: int


class Noted(NamedTuple):
    """Lines of notes at one foot; the last ``spare`` of them may go over to the next."""

    lines: int = 0
    spare: int = 0

    def with_(self, cited: Iterable[Cited]) -> Noted:
        """More notes below: all before the last one have to end here."""
        lines, spare = self
        for _, length in cited:
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


def note_room(width: float, rules: NoteRules, style: Style) -> NoteRoom:
    """The measures of notes in a column or type area of this width."""
    role = style.roles[rules.role]
    whole = max(1, floor(width / role.size + _NEAR)) * role.size
    return NoteRoom(
        width=min(whole, width),
        inset=max(0.0, width - whole),
        size=role.size,
        leading=role.leading,
        distance=rules.distance,
        pitch=style.grid.pitch,
    )


@dataclass(frozen=True, slots=True)
class NoteSetter:
    """Sets the notes of one part of the flow; ``column`` and ``page`` are their measures."""

    setter: TextSetter
    column: NoteRoom
    page: NoteRoom

    def room(self, note: Footnote, *, across: bool = False) -> NoteRoom:
        """The measure of a note; ``across``: its mark stands in no single column."""
        return self.column if note.place == "column" and not across else self.page

    def lines(self, note: Footnote, *, across: bool = False) -> int:
        """The lines a note is set in."""
        measure = Measure(self.room(note, across=across).width)
        return sum(len(self.setter.set(each, measure).lines) for each in note.paragraphs)

    def cited(self, paragraphs: Iterable[Paragraph], *, across: bool = False) -> tuple[Cited, ...]:
        """The notes at a foot that paragraphs refer to; those in the margin take no room."""
        found = footnotes(paragraphs)
        return tuple(
            Cited(note, self.lines(note, across=across)) for note in found if note.place != "side"
        )


def make_note_setter(style: Style, grid: Grid, setter: TextSetter) -> NoteSetter | None:
    """The setter of notes, None where the style has no role for them."""
    rules = style.notes
    if rules.role not in style.roles:
        return None
    column = note_room(grid.column_width, rules, style)
    return NoteSetter(setter, column, note_room(grid.width, rules, style))


def lines_of_marks(paragraph: Paragraph, setting: SetParagraph) -> tuple[int, ...]:
    """For each note of the paragraph that stands at a foot, the line of its mark."""
    found: Mapping[str, int] = {
        placed.names: number
        for number, line in reversed([*enumerate(setting.lines)])
        for placed in line.runs
        if placed.names
    }
    notes = [note for note in footnotes((paragraph,)) if note.place != "side"]
    return tuple(found.get(note.id, 0) for note in notes)
