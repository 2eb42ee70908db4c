"""Somebody's Markdown as a :class:`Source`: blocks by line, marks by ``inline``.

Only what a project can hold is kept as markup; tables, code, rules, HTML and pictures are told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from typeset.importing.encodings import decoded
from typeset.importing.inline import Spans, spans
from typeset.importing.joins import joined_lines
from typeset.importing.note_marks import with_numbers
from typeset.importing.runs import needs_blank
from typeset.importing.source import Entry, Form, Item, Paragraph, Place, Run, Source, Table
from typeset.record import dataclass

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*(?:\{[^{}]*\})?$")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)$")
_ITEM = re.compile(r"([ \t]*)(?:([-*+])|(\d{1,9})[.)])[ \t]+(.*)$")
_QUOTE = re.compile(r" {0,3}>[ ]?(.*)$")
_CELLS = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{1,}:?[ \t]*\|)+(?:[ \t]*:?-{1,}:?)?[ \t]*$")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)$")
_CONTAINER = re.compile(r":{3,}[ \t]*(.*)$")
_SPLIT = re.compile(r"(?<!\\)\|")
_KEY = re.compile(r"([A-Za-z]+):[ \t]*(.*)$")


@dataclass(slots=True)
class _Reading:
    """The items and entries so far, and the lines of the paragraph under way."""

    name: str
    items: list[Item] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    notes: list[tuple[str, str, Place]] = field(default_factory=list)
    noting: bool = False  # what is moved in goes on with the last note
    held: list[str] = field(default_factory=list)
    held_at: int = 0
    held_form: Form = "text"
    marker: str = ""
    title: str = ""
    date: str = ""

    def hold(self, line: str, at: int) -> None:
        """One more line of the paragraph under way."""
        if not self.held:
            self.held_at = at
        self.held.append(line)

    def close(self, form: Form = "text", level: int = 0) -> None:
        """The paragraph under way is done."""
        if not self.held:
            return
        place = Place("line", self.held_at)
        text, self.held = self._text(place), []
        form = self.held_form if form == "text" else form
        read = spans(text)
        self.tell(read, place)
        self.items.append(
            Paragraph(runs=read.runs, place=place, form=form, level=level, marker=self.marker)
        )
        self.held_form, self.marker = "text", ""

    def _text(self, place: Place) -> str:
        """The lines as one text: forced ends are kept, others joined."""
        parts: list[list[str]] = [[]]
        for line in self.held:
            parts[-1].append(line.strip().removesuffix("\\"))
            if line.endswith(("  ", "\\")) and line is not self.held[-1]:
                parts.append([])
        texts = []
        for part in parts:
            if len(part) > 1:
                text, entry = joined_lines(part, place)
                self.entries.append(entry)
                texts.append(text)
            else:
                texts.append(part[0] if part else "")
        return "\n".join(texts)

    def tell(self, read: Spans, place: Place) -> None:
        """What was left out inside a paragraph."""
        for what, before, after in read.told:
            self.entries.append(
                Entry(state="left out", what=what, why="it is kept as text" if after else
                      "it is no part of the format", place=place, before=before, after=after)
            )  # fmt: skip

    def left_out(self, what: str, why: str, at: int, before: str = "") -> None:
        """Something of the file that is not in the project as it was."""
        place = Place("line", at)
        self.entries.append(Entry(state="left out", what=what, why=why, place=place, before=before))


def read_marked(data: bytes, name: str) -> Source:
    """The blocks of a Markdown file.

    Raises:
        Refused: it is no text.
    """
    text, encoding = decoded(data, name)
    lines = text.split("\n")
    reading = _Reading(name)
    at = _front_matter(lines, reading)
    while at < len(lines):
        at = _line(lines, at, reading)
    reading.close()
    _notes(reading)
    return Source(
        file=name,
        items=tuple(reading.items),
        entries=tuple(reading.entries),
        encoding=encoding,
        title=reading.title,
        date=reading.date,
    )


def _front_matter(lines: Sequence[str], reading: _Reading) -> int:
    """Title and date of the YAML at the top; the rest of it is told. The line after it."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    end = next((n for n, x in enumerate(lines[1:], 1) if x.rstrip() in ("---", "...")), 0)
    for number in range(1, end):
        found = _KEY.match(lines[number])
        key, value = (found.group(1).lower(), found.group(2).strip(" \"'")) if found else ("", "")
        if key == "title" and value:
            reading.title = value
        elif key == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            reading.date = value
        elif lines[number].strip():
            why = "only title and date of it are known"
            reading.left_out("Front matter", why, number + 1, lines[number].strip())
    return end + 1 if end else 0


def _line(lines: Sequence[str], at: int, reading: _Reading) -> int:
    """Read the block or line that begins at ``at``; the line after it."""
    line = lines[at]
    if not line.strip():
        reading.close()
        return at + 1
    if reading.noting and line.startswith(("  ", "\t")):
        label, text, place = reading.notes[-1]
        joint = "\n" if not lines[at - 1].strip() else " " if needs_blank(text, line) else ""
        reading.notes[-1] = (label, f"{text}{joint}{line.strip()}", place)
        return at + 1
    reading.noting = False
    if fence := _FENCE.match(line):
        return _code(lines, at, fence.group(1), reading)
    if reading.held and reading.held_form == "text" and (under := _SETEXT.match(line)):
        reading.close("heading", 1 if under.group(1)[0] == "=" else 2)
        return at + 1
    if at + 1 < len(lines) and "|" in line and _CELLS.match(lines[at + 1]):
        return _table(lines, at, reading)
    if _RULE.match(line):
        reading.close()
        reading.left_out("Rule", "a rule is no part of the format", at + 1, line.strip())
        return at + 1
    _text_line(line, at + 1, reading)
    return at + 1


def _text_line(line: str, number: int, reading: _Reading) -> None:
    """A heading, an item, a quotation, a note, or a line of a paragraph."""
    if heading := _HEADING.match(line):
        reading.close()
        reading.hold(heading.group(2), number)
        reading.close("heading", len(heading.group(1)))
    elif note := _NOTE.match(line):
        reading.close()
        reading.notes.append((note.group(1), note.group(2), Place("line", number)))
        reading.noting = True
    elif container := _CONTAINER.match(line):
        reading.close()
        if container.group(1):
            reading.left_out("Container", "its text is kept", number, line.strip())
    elif item := _ITEM.match(line):
        reading.close()
        if item.group(1).strip(" ") or len(item.group(1)) > 1:
            reading.left_out("Nesting of a list", "its items are kept in one list", number)
        reading.held_form = "item"
        reading.marker = "-" if item.group(2) else f"{int(item.group(3))}."
        reading.hold(item.group(4), number)
    elif quote := _QUOTE.match(line):
        if reading.held_form != "quote":
            reading.close()
        reading.held_form = "quote"
        if quote.group(1).strip():
            reading.hold(quote.group(1), number)
        else:
            reading.close()
    else:
        reading.hold(line, number)


def _code(lines: Sequence[str], at: int, fence: str, reading: _Reading) -> int:
    """A code block, kept as text with its line ends."""
    reading.close()
    end = at + 1
    while end < len(lines) and not lines[end].strip().startswith(fence):
        end += 1
    text = "\n".join(lines[at + 1 : end])
    reading.left_out("Code block", "its text is kept as a paragraph", at + 1, text)
    if text.strip():
        reading.items.append(Paragraph(runs=(Run(text),), place=Place("line", at + 2)))
    return end + 1


def _table(lines: Sequence[str], at: int, reading: _Reading) -> int:
    reading.close()
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    rows = [_cells(lines[n]) for n in (at, *range(at + 2, end))]
    aligns = tuple(_align(dashes) for dashes in _cells(lines[at + 1]))
    reading.items.append(Table(tuple(rows), Place("line", at + 1), aligns=aligns))
    return end


def _align(dashes: str) -> str:
    left, right = dashes.startswith(":"), dashes.endswith(":")
    return "center" if left and right else "start" if left else "end" if right else ""


def _cells(line: str) -> tuple[str, ...]:
    bare = line.strip().removeprefix("|").removesuffix("|")
    cells = (spans(cell.strip().replace("\\|", "|")).runs for cell in _SPLIT.split(bare))
    return tuple("".join(run.text for run in runs) for runs in cells)


def _notes(reading: _Reading) -> None:
    """Notes as paragraphs that bear their numbers; references get the character of theirs."""
    numbers = {label: n for n, (label, _, _) in reversed([*enumerate(reading.notes, 1)])}
    for at, item in enumerate(reading.items):
        reading.items[at] = with_numbers(item, numbers)
    for number, (_, text, place) in enumerate(reading.notes, 1):
        for part in text.split("\n"):
            read = spans(part)
            reading.tell(read, place)
            if read.runs:
                made = Paragraph(runs=read.runs, place=place, note=number)
                reading.items.append(with_numbers(made, numbers))
