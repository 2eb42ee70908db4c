"""Notes of one section: definitions found by their labels, references to each exactly one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field

from typeset.diagnostics import Sink, Span, nearest
from typeset.model.inline import Inline, Note, NoteRef, metrics
from typeset.reading.note_rules import CODE
from typeset.reading.places import Places
from typeset.reading.written import Piece, Written
from typeset.record import dataclass

ReadInlines = Callable[[tuple[Piece, ...], Places], tuple[Inline, ...]]


@dataclass(slots=True)
class Notes:
    """What the notes of a section need while its paragraphs are read.

    ``claim`` is told every note's id. ``used`` are the labels referred to, with the place;
    ``inside`` says that the text of a note is being read.
    """

    section: str
    sink: Sink
    claim: Callable[[str, Span], None]
    defined: dict[str, Written] = field(default_factory=dict)
    used: dict[str, Span] = field(default_factory=dict)
    count: int = 0
    inside: bool = False

    def define(self, written: Iterable[Written]) -> None:
        """Take the definitions among the blocks and in them; one label has one."""
        for block in definitions(written):
            first = self.defined.setdefault(block.name, block)
            if first is not block:
                self.sink.error(
                    CODE, f"the note [^{block.name}] is written twice; first at {first.span}",
                    block.span, "give it another label",
                )  # fmt: skip
            self._check(block)

    def _check(self, block: Written) -> None:
        for child in block.children:
            if child.form != "paragraph":
                self.sink.error(CODE, "a note holds paragraphs only", child.span)
        if not block.children:
            self.sink.error(CODE, f"the note [^{block.name}] has no text", block.span)

    def refer(self, label: str, place: Span, read: ReadInlines) -> tuple[Inline, ...]:
        """``[^label]``; nothing after a fault."""
        block = self.defined.get(label)
        if block is None:
            hint = nearest(label, self.defined) or f"write it in this file: [^{label}]: …"
            self.sink.error(CODE, f"there is no note [^{label}]", place, hint)
            return ()
        first = self.used.setdefault(label, place)
        if first is not place:
            self.sink.error(
                CODE, f"the note [^{label}] is referred to twice; first at {first}", place,
                "a note has one mark in the text: write another note, or 见注 in words",
            )  # fmt: skip
            return ()
        if not self._free(place):
            return ()
        self.inside = True
        paragraphs = tuple(
            read(child.pieces, child.places)
            for child in block.children
            if child.form == "paragraph" and child.places
        )
        self.inside = False
        return self._made(paragraphs, block.span, place, label) if paragraphs else ()

    def here(self, read: Callable[[], tuple[Inline, ...]], place: Span) -> tuple[Inline, ...]:
        """``^[…]``; nothing after a fault, which is looked for in its text all the same."""
        free = self._free(place)
        before, self.inside = self.inside, True
        inlines = read()
        self.inside = before
        if not inlines:
            self.sink.error(CODE, "the note ^[] has no text", place)
        return self._made((inlines,), place, place, "") if free and inlines else ()

    def _free(self, place: Span) -> bool:
        if self.inside:
            self.sink.error(CODE, "a note cannot have a note of its own", place)
        return not self.inside

    def _made(
        self, paragraphs: tuple[tuple[Inline, ...], ...], span: Span, place: Span, label: str
    ) -> tuple[Inline, ...]:
        self.count += 1
        name = f"{self.section}-n{self.count}"
        self.claim(name, place)
        for figure in (found for inlines in paragraphs for found in metrics(inlines)):
            self.sink.error(CODE, "a figure in a note cannot be marked for a box", figure.span)
        note = Note(id=name, paragraphs=paragraphs, span=span, label=label)
        return (NoteRef(note, place),)

    def settle(self) -> None:
        """Report the notes that nothing refers to; their faults are told with them."""
        for label, block in self.defined.items():
            if label not in self.used:
                self.sink.error(
                    CODE, f"nothing refers to the note [^{label}]", block.span,
                    f"write [^{label}] where it belongs, or take the note out",
                )  # fmt: skip


def definitions(written: Iterable[Written]) -> Iterator[Written]:
    """Every definition of a note, those inside other blocks too."""
    for block in written:
        if block.form == "note":
            yield block
        else:
            yield from definitions(block.children)
