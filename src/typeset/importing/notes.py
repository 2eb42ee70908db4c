"""Notes of a foreign file written into the sections that refer to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from typeset.importing.markup import paragraph
from typeset.importing.note_marks import MARK, number_of, without_marks
from typeset.importing.runs import text_of
from typeset.importing.source import Entry, Paragraph, Run
from typeset.record import dataclass

_INDENT = "    "


@dataclass(slots=True)
class Placed:
    """Notes written into sections; ``left`` are those that no section's text refers to."""

    notes: Mapping[int, list[Paragraph]]
    done: set[int] = field(default_factory=set)

    def section(self, body: str) -> str:
        """The text of a section with its references written out, and its notes after it."""
        used: dict[str, int] = {}

        def written(found: re.Match[str]) -> str:
            number = number_of(found[0])
            if number not in self.notes:
                return str(number)
            label = _free(str(number), used)
            used[label] = number
            return f"[^{label}]"

        body = MARK.sub(written, body)
        self.done |= set(used.values())
        notes = [_definition(label, self.notes[number]) for label, number in used.items()]
        return "\n\n".join([body.rstrip("\n"), *notes]) + "\n" if notes else body

    def left(self) -> Iterator[Paragraph]:
        """The notes that nothing refers to, as paragraphs behind their numbers."""
        for number, paragraphs in self.notes.items():
            if number not in self.done:
                first, *others = paragraphs
                lead = (Run(str(number), script="sup"), Run(" "))
                yield Paragraph(runs=(*lead, *first.runs), place=first.place, style=first.style)
                yield from others


def by_number(notes: Sequence[Paragraph]) -> dict[int, list[Paragraph]]:
    """The paragraphs of notes by their number."""
    found: dict[int, list[Paragraph]] = {}
    for each in notes:
        found.setdefault(each.note, []).append(each)
    return found


def told(each: Paragraph) -> Entry:
    """The line of the report for a note that stands as text."""
    why = "nothing that can bear a note refers to it; it stands as text at the end"
    text = text_of(each.runs)
    return Entry(state="left out", what="Note", why=why, place=each.place, before=text)


def _free(label: str, used: Mapping[str, int]) -> str:
    """A label of its own for every reference: a note has one mark."""
    count, name = 1, label
    while name in used:
        count += 1
        name = f"{label}-{count}"
    return name


def _definition(label: str, paragraphs: Sequence[Paragraph]) -> str:
    texts = [without_marks(paragraph(each.runs)) for each in paragraphs]
    first, *others = [text.replace("\n", f"\n{_INDENT}") for text in texts]
    return "\n\n".join([f"[^{label}]: {first}", *(_INDENT + text for text in others)])
