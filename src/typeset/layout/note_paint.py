"""Notes painted: their lines up from the foot, the rule over them, marks linked both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from typeset.diagnostics import Sink
from typeset.display import (
    Destination,
    Glyphs,
    LinkArea,
    Mark,
    PlacedLine,
    PlacedNote,
    PlacedRun,
    SetLine,
    Stroked,
)
from typeset.flow import Footnote, TextRun
from typeset.geometry import Rect
from typeset.layout.beside import drawn_notes, run_marks, spoken_notes
from typeset.layout.frame import EM_BOX_ASCENT, PageFrame
from typeset.layout.note_makeup import NoteBeside, NotePiece, NotesOnPage
from typeset.layout.note_room import NoteRoom, note_room
from typeset.layout.note_structure import NoteTags
from typeset.layout.setter import TextSetter
from typeset.layout.sheet import Sheet
from typeset.record import dataclass
from typeset.style.resolved import Style
from typeset.text.measure import Measure

_NEAR = 1e-6
_AIR = 0.5
"""Of their leading: white between two notes in the margin."""

NoteLine = tuple[SetLine, int]
"""A line of a note, and the number of its paragraph there."""


def mark_of(note: Footnote) -> str:
    """The note's mark, as it stands before its text."""
    runs = note.paragraphs[0].runs if note.paragraphs else ()
    return next((r.text for r in runs if isinstance(r, TextRun) and r.names), "")


def back(name: str) -> str:
    """The destination of a note's reference in the text."""
    return f"{name}-mark"


Member = tuple[PlacedRun, Glyphs]
"""A run of a line and its glyphs on the page."""


def members_of(line: SetLine, x: float, baseline: float) -> Iterator[tuple[str, list[Member]]]:
    """The glyphs of a line, those of one note's mark together; "" names no note."""
    pairs = zip(line.runs, run_marks(line, x, baseline), strict=True)
    for name, group in groupby(pairs, lambda pair: pair[0].names):
        yield name, [*group]


def linked(
    name: str, members: list[Member], at: tuple[float, float], own: int, tags: NoteTags
) -> tuple[int, list[Mark]]:
    """A note's mark with its link, and the element they belong to.

    In the text the link leads to the note; in the element of the note itself, back to the text.
    """
    rect = _extent(members, *at)
    text = "".join(placed.run.text for placed, _ in members)
    if own in tags.paragraphs:
        element, here, there, said = tags.label, name, back(name), f"返回注{text}"
    else:
        element, here, there, said = tags.reference, back(name), name, f"注{text}"
    link = LinkArea(rect=rect, target=f"#{there}", element=element, contents=said)
    place = Destination(id=here, x=rect.x, y=rect.y)
    return element, [place, *(mark for _, mark in members), link]


def _extent(members: list[Member], x: float, baseline: float) -> Rect:
    first, last = members[0][0], members[-1][0]
    size = max(placed.run.size for placed, _ in members)
    width = last.x + (last.room or last.run.width) - first.x
    return Rect(x + first.x, baseline - first.rise - EM_BOX_ASCENT * size, width, size)


@dataclass(frozen=True, slots=True)
class NotePainter:
    """Paints the notes of one page after the other."""

    style: Style
    setter: TextSetter
    tags: Mapping[str, NoteTags]
    sink: Sink

    def foot(self, block: NotesOnPage, frame: PageFrame, sheet: Sheet) -> Iterator[PlacedNote]:
        """Notes at a foot: the last line ends with it, the fraction is white above."""
        room = note_room(block.width, self.style)
        x = frame.type_area.x + block.x
        foot = frame.line(block.foot - 1) + frame.grid.zw
        head = foot - room.height(block.lines)
        self._rule(x, head - room.distance / 2, block.width, sheet)
        baseline = head + EM_BOX_ASCENT * room.size
        for piece in block.pieces:
            yield self.piece(piece, (x + room.inset, baseline), room.width, block.column, sheet)
            baseline += piece.lines * room.leading

    def beside(
        self, notes: Sequence[NoteBeside], frame: PageFrame, sheet: Sheet
    ) -> Iterator[PlacedNote]:
        """Notes in the outer margin, each beside its line or as near below as there is room."""
        rules = self.style.notes
        room = note_room(rules.width, self.style)
        area = frame.type_area
        x = area.x - rules.beside - rules.width if frame.outer_left else area.right + rules.beside
        lines = [len(self.lines(each.note, room.width)) for each in notes]
        heads = self._heads([frame.baseline(each.top) for each in notes], lines, room, frame)
        if heads and heads[0] < area.y + EM_BOX_ASCENT * room.size - _NEAR:
            self.sink.error(
                "layout/notes-beside",
                f"the notes beside page {frame.number} are longer than the page by"
                f" {area.y + EM_BOX_ASCENT * room.size - heads[0]:.0f} pt",
                notes[-1].note.span,
                "shorten them, widen them (notes: width), or set them at the page's foot",
            )
        for each, many, baseline in zip(notes, lines, heads, strict=True):
            piece = NotePiece(each.note, 0, many, ends=True)
            yield self.piece(piece, (x, baseline), room.width, -1, sheet)

    def _heads(
        self, wanted: list[float], lines: list[int], room: NoteRoom, frame: PageFrame
    ) -> list[float]:
        """First baselines: as wanted, lower where a note reaches down, higher at the foot."""
        air = _AIR * room.leading
        heads: list[float] = []
        for want, above in zip(wanted, [0, *lines], strict=False):
            least = heads[-1] + above * room.leading + air if heads else want
            heads.append(max(want, least))
        lowest = frame.type_area.foot - (1 - EM_BOX_ASCENT) * room.size
        for at in range(len(heads) - 1, -1, -1):
            heads[at] = min(heads[at], lowest - (lines[at] - 1) * room.leading)
            lowest = heads[at] - room.leading - air
        return heads

    def piece(
        self,
        piece: NotePiece,
        at: tuple[float, float],
        width: float,
        column: int,
        sheet: Sheet,
    ) -> PlacedNote:
        """Some lines of a note, the first on the baseline ``at``."""
        x, baseline = at
        leading = self.style.roles[self.style.notes.role].leading
        placed = []
        for line, number in self.lines(piece.note, width)[piece.first : piece.last]:
            self._line(piece.note, line, number, (x, baseline), sheet)
            paragraph = piece.note.paragraphs[number]
            placed.append(
                PlacedLine(column=column, baseline=baseline, x=x, line=line,
                           block=paragraph.id, role=paragraph.role)
            )  # fmt: skip
            baseline += leading
        return PlacedNote(
            id=piece.note.id,
            mark=mark_of(piece.note),
            place=piece.note.place,
            begins=piece.first == 0,
            ends=piece.ends,
            lines=tuple(placed),
        )

    def lines(self, note: Footnote, width: float) -> list[NoteLine]:
        """All lines of a note set to this width."""
        return [
            (line, number)
            for number, paragraph in enumerate(note.paragraphs)
            for line in self.setter.set(paragraph, Measure(width)).lines
        ]

    def _line(
        self, note: Footnote, line: SetLine, number: int, at: tuple[float, float], sheet: Sheet
    ) -> None:
        x, baseline = at
        tags = self.tags[note.id]
        own = tags.paragraphs[number]
        for name, members in members_of(line, x, baseline):
            if name:
                sheet.tagged(*linked(name, members, at, own, tags))
            else:
                sheet.tagged(own, [mark for _, mark in members])
        readings = [mark for _, marks in spoken_notes(line, x, baseline) for mark in marks]
        if readings:
            sheet.tagged(own, readings)
        if drawn := drawn_notes(line, x, baseline):
            sheet.artifact(drawn)

    def _rule(self, x: float, y: float, width: float, sheet: Sheet) -> None:
        rules = self.style.notes
        if rules.rule <= 0:
            return
        color = self.style.roles[rules.role].color
        path = (("M", x, y), ("L", x + width * rules.rule_share, y))
        sheet.artifact([Stroked(path=path, color=color, weight=rules.rule)])
