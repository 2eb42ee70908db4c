"""Notes at a page's foot: which a thing on the page brings, and the heights it leaves the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from typeset.layout.band import Band, Portion
from typeset.layout.galley import BoxElement, TextElement
from typeset.layout.note_makeup import NoteQueue, NotesOnPage
from typeset.layout.note_room import Cited, Noted, NoteRoom
from typeset.layout.steps import BoxStep, ColumnEnd, NoteStep, TextStep, unwound


def brought(band: Band, portion: Portion, *, begins: bool) -> list[Cited]:
    """The notes of a portion in reading order; ``begins``: the band's head is on the page."""
    found: list[Cited] = []
    if begins and band.head is not None:
        found += band.head.element.cited
    if band.galley.has_notes:
        for step in unwound(portion.chain):
            if isinstance(step, TextStep | BoxStep):
                found += _of_step(band, step)
    return found


def at_column_feet(
    band: Band, portion: Portion, top: int, queue: NoteQueue
) -> Iterator[NotesOnPage]:
    """The notes at the feet of a portion's columns; ``queue`` holds what waits, and keeps it."""
    column, shown = 0, NoteStep(0, 0)
    for step in unwound(portion.chain):
        match step:
            case TextStep() | BoxStep():
                queue.add(note for note in _of_step(band, step) if note.in_column)
            case NoteStep():
                shown = step
            case ColumnEnd():
                if pieces := queue.taken(queue.lines - shown.lines):
                    x, width = band.columns.x(column), band.columns.widths[column]
                    yield NotesOnPage(pieces, x, width, top + shown.foot, column)
                column, shown = column + 1, NoteStep(0, 0)
            case _:
                pass


def _of_step(band: Band, step: TextStep | BoxStep) -> Iterable[Cited]:
    element = band.galley.elements[step.element]
    if isinstance(step, TextStep) and isinstance(element, TextElement):
        return (step.text or element).cites(step.lines, step.first, step.last)
    return element.cited if isinstance(element, BoxElement) else ()


def has_notes(band: Band) -> bool:
    """Whether anything in the band refers to a note."""
    head = band.head.element.cited if band.head is not None else ()
    return band.galley.has_notes or any(note.at_page for note in head)


def lengths(notes: Iterable[Cited]) -> list[int]:
    """The lines of the notes that stand at the page's foot."""
    return [note.length for note in notes if note.at_page]


def lengthy(notes: Iterable[Cited]) -> Iterator[Cited]:
    """The notes that stand at the page's foot."""
    return (note for note in notes if note.at_page)


def depths(noted: Noted, room: NoteRoom) -> Iterator[int]:
    """Grid lines that may be kept for notes: as few as they must have, and all of them."""
    least, most = room.depth(noted.least), room.depth(noted.lines)
    yield most
    if least < most:
        yield least
        yield from range(least + 1, most)
