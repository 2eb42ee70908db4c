"""Notes in the structure tree: ``Reference`` in the text, ``Note`` with its ``Lbl`` after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field

from typeset.display import Element
from typeset.flow import Footnote, Paragraph, TextRun
from typeset.flow_notes import footnotes, references
from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class NoteTags:
    """The elements of one note: the links at its reference and its label, its paragraphs."""

    reference: int = 0
    label: int = 0
    paragraphs: tuple[int, ...] = ()


@dataclass(slots=True)
class NoteElements:
    """Makes the elements of notes; ``next_id`` numbers them, ``tags`` are by the note's id."""

    next_id: Callable[[], int]
    tags: dict[str, NoteTags] = field(default_factory=dict)

    def references(self, paragraph: Paragraph) -> Iterator[Element]:
        """``Reference`` around the link of every mark in a paragraph."""
        for run in references(paragraph):
            own, link = self.next_id(), self.next_id()
            before = self.tags.get(run.names, NoteTags())
            self.tags[run.names] = NoteTags(link, before.label, before.paragraphs)
            children = (Element(id=link, kind="Link"),)
            yield Element(id=own, kind="Reference", children=children, span=run.span)

    def notes(self, paragraph: Paragraph) -> Iterator[Element]:
        """``Note`` for everything the paragraph's marks lead to, in their order."""
        for note in footnotes((paragraph,)):
            yield self._note(note)

    def _note(self, note: Footnote) -> Element:
        own = self.next_id()
        label, link = self._label()
        texts = [Element(id=self.next_id(), kind=each.tag) for each in note.paragraphs]
        reference = self.tags.get(note.id, NoteTags()).reference
        self.tags[note.id] = NoteTags(reference, link, tuple(each.id for each in texts))
        return Element(id=own, kind="Note", children=(label, *texts), span=note.span)

    def _label(self) -> tuple[Element, int]:
        own, link = self.next_id(), self.next_id()
        return Element(id=own, kind="Lbl", children=(Element(id=link, kind="Link"),)), link

    def endnote(self, paragraph: Paragraph) -> Element:
        """A note that stands in the text itself, at the end of a section or of everything."""
        own = self.next_id()
        label, link = self._label()
        text = Element(id=self.next_id(), kind="P")
        name = next((r.names for r in paragraph.runs if isinstance(r, TextRun) and r.names), "")
        reference = self.tags.get(name, NoteTags()).reference
        self.tags[name] = NoteTags(reference, link, (text.id,))
        return Element(id=own, kind="Note", children=(label, text), span=paragraph.span)
