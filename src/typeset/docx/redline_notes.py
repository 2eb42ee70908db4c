"""Notes in a document with tracked changes: those of both states compared, text by text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from lxml import etree

from typeset.docx.opened import Opened
from typeset.docx.word_styles import W

Pairing = Callable[[Sequence[str], Sequence[str]], Sequence[tuple[int, int]]]
_KINDS = ("footnote", "endnote")


class Compare(Protocol):
    """Marks in the new element what became of the old one."""

    def __call__(self, old: etree._Element | None, new: etree._Element | None) -> None:
        """Both hold paragraphs."""


def noted(
    states: tuple[Opened, Opened],
    old: etree._Element,
    compare: Compare,
    put_in: Callable[[etree._Element], None],
    pair: Pairing,
) -> dict[str, etree._Element]:
    """The new document's parts of notes with changes marked, by name.

    References in the ``old`` document are taken away: words that are gone are put into the new
    one, where their notes are not.
    """
    for kind in _KINDS:
        for mark in [*old.iter(f"{W}{kind}Reference")]:
            run = mark.getparent()
            if run is not None:
                run.remove(mark)
    made: dict[str, etree._Element] = {}
    for kind in _KINDS:
        names = [state.related(state.main, f"{kind}s") for state in states]
        if names[1]:
            made[names[1]] = now = states[1].xml(names[1])
            was = states[0].xml(names[0]) if names[0] else None
            _compared(_notes(was, kind), _notes(now, kind), (compare, put_in, pair))
    return made


def _compared(
    old: list[etree._Element],
    new: list[etree._Element],
    how: tuple[Compare, Callable[[etree._Element], None], Pairing],
) -> None:
    compare, put_in, pair = how
    pairs = dict(pair([_said(note) for note in old], [_said(note) for note in new]))
    for i, j in pairs.items():
        compare(old[i], new[j])
    for j, note in enumerate(new):
        if j not in pairs.values():
            for paragraph in note.findall(f"{W}p"):
                put_in(paragraph)


def _notes(root: etree._Element | None, kind: str) -> list[etree._Element]:
    """The notes of a part; separators are none."""
    found = [] if root is None else root.findall(f"{W}{kind}")
    return [note for note in found if note.get(f"{W}type", "normal") == "normal"]


def _said(note: etree._Element) -> str:
    return "".join(text.text or "" for text in note.iter(f"{W}t"))
