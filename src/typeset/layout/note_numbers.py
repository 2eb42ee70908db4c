"""Marks of notes that begin again on every page: known only when the pages are made up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from typeset.diagnostics import Sink
from typeset.flow import Flow
from typeset.flow_notes import footnotes, texts_of
from typeset.layout.makeup import PageMakeup
from typeset.layout.references import ROUNDS
from typeset.style.notes import note_mark
from typeset.style.resolved import Style


def first_marks(flow: Flow, style: Style) -> dict[str, str]:
    """What stands for the marks that depend on pages before those are made up; empty: none do."""
    if style.notes.restart != "page":
        return {}
    mark = note_mark(1, style.notes.numbers)
    return {note.id: mark for item in flow.items for note in footnotes(texts_of(item))}


def page_marks(pages: Sequence[PageMakeup], style: Style) -> dict[str, str]:
    """The mark of each note: its number among those that begin on its page."""
    marks: dict[str, str] = {}
    for page in pages:
        begun = (
            piece.note.id for block in page.notes for piece in block.pieces if piece.first == 0
        )
        beside = (placed.note.id for placed in page.beside)
        for number, name in enumerate((*begun, *beside), 1):
            marks.setdefault(name, note_mark(number, style.notes.numbers))
    return marks


def moved(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The notes whose mark is another now."""
    return [name for name, mark in now.items() if before.get(name) != mark]


def report_moving(flow: Flow, moving: Iterable[str], sink: Sink) -> None:
    """Report the notes whose marks never settled."""
    wanted = frozenset(moving)
    for item in flow.items:
        for note in footnotes(texts_of(item)):
            if note.id in wanted:
                sink.warn(
                    "layout/note-numbers-move",
                    f"the number of this note still changes after {ROUNDS} rounds;"
                    " the last answer but one is printed",
                    note.span,
                )


def refuse(flow: Flow, sink: Sink) -> None:
    """Report every note of a flow whose pages have no room for any at their foot."""
    for note in (note for item in flow.items for note in footnotes(texts_of(item))):
        sink.error(
            "layout/no-notes",
            "a circular has no notes at the foot of its pages: the standard knows none, its 22"
            " lines fill the page (GB/T 9704-2012, 5.2.3)",
            note.span,
            "say it in the text, in note (附注), or set notes: {place: end} in style.yaml",
        )
