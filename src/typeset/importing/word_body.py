"""The body of a Word file: paragraphs, runs, tables, text boxes, fields, tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from typeset.importing import limits
from typeset.importing.numbering import item_number
from typeset.importing.rules import pattern
from typeset.importing.runs import merged, stripped, text_of
from typeset.importing.source import Entry, Form, Item, Paragraph, Place, Refused, Run, Table
from typeset.importing.tables import is_layout, taken_apart
from typeset.importing.word_inline import Inlines, Note, Relation
from typeset.importing.word_styles import Look, Numbering, Styles, with_paragraph
from typeset.importing.word_tables import heads, merges
from typeset.importing.word_xml import (
    Element,
    attribute,
    child,
    children,
    descendants,
    is_on,
    tag,
)
from typeset.record import dataclass

__all__ = ["Body", "Note", "Relation"]

_SKIPPED = pattern("headings", "styles", "skip")
_QUOTE = pattern("headings", "styles", "quote")
_CONTENTS = "Table of Contents"
_INSIDE = {"ins", "moveTo", "smartTag", "customXml", "sdtContent", "mc:Choice", "mc:Fallback"}
_GONE = {"del", "moveFrom"}
_BULLET = "bullet"


@dataclass(slots=True, kw_only=True)
class Body:
    """What has been read so far; ``read`` goes on, ``all_items`` closes it with the notes."""

    name: str
    styles: Styles
    numbering: Numbering
    relations: Mapping[str, Relation]
    notes: Mapping[str, Note]
    items: list[Item] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    pictures: list[tuple[str, Place, str]] = field(default_factory=list)
    comments: dict[str, Place] = field(default_factory=dict)
    noted: list[str] = field(default_factory=list)
    count: int = 0
    _gap: bool = True
    _held: tuple[Run, ...] = ()
    _cells: int = 0

    def read(self, element: Element) -> None:
        """Every block below an element, in order."""
        for block in element:
            kind = tag(block)
            if kind == "p":
                self._paragraph(block)
            elif kind == "tbl":
                self._table(block)
            elif kind == "sdt":
                self._control(block)
            elif kind == "mc:AlternateContent":
                self.read(one_of(block))
            elif kind in _INSIDE:
                self.read(block)
            elif kind in _GONE:
                self._deleted(block)

    def all_items(self) -> Iterator[Item]:
        """The items, and behind them the notes they refer to."""
        yield from self.items
        for number, key in enumerate(self.noted, 1):
            yield from self._note(number, self.notes[key])

    def place(self) -> Place:
        """The paragraph under way."""
        return Place("paragraph", self.count)

    def left_out(self, what: str, why: str, before: str, after: str = "") -> None:
        """Note something that is not in the project as it was."""
        self.entries.append(
            Entry(state="left out", what=what, why=why, place=self.place(), before=before,
                  after=after)
        )  # fmt: skip

    # -- paragraphs -----------------------------------------------------------------------------

    def _paragraph(self, element: Element) -> None:
        self.count += 1
        properties = child(element, "pPr")
        style = attribute(child(properties, "pStyle")) or self.styles.default
        base = self.styles.look(style)
        look = with_paragraph(base, properties)
        inlines = Inlines(self, base)
        runs = (*self._held, *inlines.read(element))
        self._held = ()
        if is_on(child(properties, "rPr", "del")):  # its end was deleted: it goes on
            self._held = runs
            return
        text = text_of(runs)
        if is_on(child(properties, "rPr", "specVanish")):  # a style separator: a head run in
            label, _ = self._label(look, text)
            self._held = tuple(replace(run, lead=True) for run in (Run(label), *runs) if run.text)
            return
        if _SKIPPED.match(look.name):
            if text.strip():
                self.left_out("Line of a contents list", "'contents: true' makes one", text)
        elif text.strip():
            self._add(runs, look, inlines)
        else:
            self._gap = True
        self._boxes(inlines)

    def _add(self, runs: tuple[Run, ...], look: Look, inlines: Inlines) -> None:
        if len(self.items) > limits.MAX_PARAGRAPHS:
            most = f"{limits.MAX_PARAGRAPHS:,}"
            raise Refused("import/too-large", f"'{self.name}' has more than {most} paragraphs")
        text = text_of(runs)
        label, marker = self._label(look, text)
        if label:
            runs = merged((Run(label), *runs))
        form: Form = "heading" if look.outline else "item" if marker else "text"
        if form == "text" and _QUOTE.match(look.name):
            form = "quote"
        bare = text.lstrip(" \t\u3000")
        self.items.append(
            Paragraph(
                runs=_without_blanks(merged(runs), len(text) - len(bare) if not label else 0),
                place=self.place(), form=form, level=look.outline, style=look.name,
                size=inlines.size(), centred=look.centred, marker=marker, gap=self._gap,
                indented=text.startswith(("\u3000", "    ")), number=inlines.plate,
            )
        )  # fmt: skip
        self._gap = False

    def _label(self, look: Look, text: str) -> tuple[str, str]:
        """What Word draws before the paragraph: as text, or as the marker of an item."""
        if look.numbering is None or not text.strip():
            return "", ""
        kind, label = self.numbering.label(*look.numbering)
        if not label:
            return "", ""
        if not look.outline and (kind == _BULLET or item_number(f"{label} x")):
            if look.numbering[1]:
                self.left_out("Nesting of a list", "its items are kept in one list", text[:20])
            return "", "-" if kind == _BULLET else label
        if kind == _BULLET:
            return "", ""
        blank = "" if label[-1] > "\u2fff" else " "
        self.entries.append(
            Entry(state="done", what="Number written out", why="Word drew it, it was no text",
                  place=self.place(), before=text[:12], after=f"{label}{blank}{text[:12]}")
        )  # fmt: skip
        return f"{label}{blank}", ""

    def _boxes(self, inlines: Inlines) -> None:
        """The text boxes anchored in a paragraph, after it."""
        for box in inlines.boxes:
            start = len(self.items)
            self.read(box)
            if len(self.items) > start:
                texts = [i.text for i in self.items[start:] if isinstance(i, Paragraph)]
                self.left_out("Text box", "its text stands behind its paragraph", "\n".join(texts))

    def _note(self, number: int, note: Note) -> Iterator[Item]:
        """A note as paragraphs that bear its number."""
        for element in descendants(note.element, "p"):
            base = self.styles.look(attribute(child(element, "pPr", "pStyle")))
            runs = Inlines(self, base).read(element)
            if not text_of(runs).strip():
                continue
            yield Paragraph(runs=stripped(runs), place=self.place(), style=note.kind, note=number)

    # -- tables, controls, deletions --------------------------------------------------------------

    def _table(self, element: Element) -> None:
        style = self.styles.look(attribute(child(element, "tblPr", "tblStyle"))).name
        self.count += 1
        place = self.place()
        quiet = replace(self, items=[], entries=[], pictures=[], noted=[], comments={})
        rows = _rows(element, quiet)
        self._cells += sum(len(row) for row in rows)
        if self._cells > limits.MAX_CELLS:
            raise Refused("import/too-large", f"'{self.name}' has over {limits.MAX_CELLS:,} cells")
        table = Table(rows, place, style)
        if style.startswith("box "):
            text = "\n".join(cell for row in rows for cell in row if cell)
            self.left_out("Box", "it is drawn from figures and words of the text", text)
        elif is_layout(table):
            for row in children(element, "tr"):
                for cell in children(row, "tc"):
                    self.read(cell)
            self.entries.append(taken_apart(table))
        elif any(cell for row in rows for cell in row):
            told = _rows(element, self)  # and what stands in them is told
            self.items.append(
                replace(table, rows=told, merges=merges(element), head=heads(element))
            )
        self._gap = True

    def cells_of(self, row: Element) -> Iterator[str]:
        """The cells' texts; what is merged into another is empty."""
        for cell in children(row, "tc"):
            properties = child(cell, "tcPr")
            span = attribute(child(properties, "gridSpan"))
            merge = child(properties, "vMerge")
            goes_on = merge is not None and attribute(merge) != "restart"
            yield "" if goes_on else self._cell_text(cell)
            columns = min(int(span), limits.MAX_GRID_SPAN) if span.isdigit() else 1
            yield from [""] * (columns - 1)

    def _cell_text(self, cell: Element) -> str:
        lines = []
        for paragraph in descendants(cell, "p"):
            base = self.styles.look(attribute(child(paragraph, "pPr", "pStyle")))
            lines.append(text_of(Inlines(self, base).read(paragraph)).strip())
        return "\n".join(line for line in lines if line)

    def _control(self, element: Element) -> None:
        gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
        content = child(element, "sdtContent")
        if content is None:
            return
        if attribute(gallery) == _CONTENTS:
            lines = "\n".join(
                "".join(str(t.text or "") for t in descendants(p, "t"))
                for p in descendants(content, "p")
            )
            self.left_out("Contents list", "'contents: true' makes one", lines)
        else:
            self.read(content)

    def _deleted(self, element: Element) -> None:
        text = "".join(str(t.text or "") for t in descendants(element, "delText"))
        if text.strip():
            self.left_out("Deleted text", "the change is taken as made", text)


def _rows(table: Element, reader: Body) -> tuple[tuple[str, ...], ...]:
    """The texts of a table's cells; what is found in them goes to ``reader``."""
    return tuple(tuple(reader.cells_of(row)) for row in children(table, "tr"))


def one_of(element: Element) -> Element:
    """Of alternatives the first that is meant for all: the choice, else the fallback."""
    found = child(element, "mc:Choice")
    if found is None:
        found = child(element, "mc:Fallback")
    return element if found is None else found


def _without_blanks(runs: tuple[Run, ...], count: int) -> tuple[Run, ...]:
    made: list[Run] = []
    for run in runs:
        taken = min(count, len(run.text))
        count -= taken
        made.append(replace(run, text=run.text[taken:]))
    return merged(made)
