"""The structure tree: what is read, in which order, whatever stands where on the page.

``Document`` holds one ``Sect`` for each section and whatever comes before the first. A
paragraph parted by a column or page stays one element. A panel that repeats words of the
text comes right after the paragraph it belongs to; decorations are no elements at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import groupby
from typing import assert_never

from typeset.diagnostics import Span
from typeset.display import Element, OutlineEntry
from typeset.flow import (
    ColumnsStart,
    Flow,
    FlowItem,
    Group,
    PageBreak,
    PageRef,
    Panel,
    Paragraph,
    Picture,
    Plate,
    SectionStart,
    Space,
    TextRun,
    Words,
)
from typeset.flow_tables import Table
from typeset.layout.apart import (
    Apart,
    Gathered,
    LinkTo,
    RunKey,
    built,
    label_runs,
    link_of,
    opened,
    referring,
    runs_of,
    take_label,
)
from typeset.layout.note_structure import NoteElements, NoteTags
from typeset.layout.table_parts import Key
from typeset.layout.table_tags import TableTags
from typeset.record import dataclass

ROOT = 0
CAPTION, TOCI, INDEX = "Caption", "TOCI", "Index"

Spoken = tuple[int, Words | Plate]
"""A draw of a panel that is read, with its number."""


@dataclass(frozen=True, slots=True)
class Tags:
    """Which element each mark belongs to.

    ``paragraphs`` maps a paragraph's index in the flow, ``words`` a panel's index there and
    the number of its draw. ``bases`` maps a paragraph's index and the number of a base in it
    that has a reading: the elements of the base and of the reading. ``notes`` are by their id.
    ``tables`` maps a table's index to the elements of its texts. ``elements`` and ``links``
    are those of runs that stand apart (:data:`typeset.layout.apart.RunKey`).
    """

    paragraphs: Mapping[int, int]
    words: Mapping[tuple[int, int], int]
    bases: Mapping[tuple[int, int], tuple[int, int]]
    notes: Mapping[str, NoteTags] = field(default_factory=dict)
    tables: Mapping[int, Mapping[Key, int]] = field(default_factory=dict)
    elements: Mapping[RunKey, int] = field(default_factory=dict)
    links: Mapping[RunKey, LinkTo] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Structure:
    """The tree, the way into it, and the bookmarks."""

    root: Element
    tags: Tags
    outline: tuple[OutlineEntry, ...]


def make_structure(flow: Flow) -> Structure:
    """The structure of a flow."""
    reader = _Reader()
    for index, item in enumerate(flow.items):
        reader.take(index, item)
    root = Element(
        id=ROOT,
        kind="Document",
        children=reader.children(),
        language=flow.language,
        title=flow.title,
    )
    if reader.entries:
        root = referring(root, reader.targets())
    apart = reader.apart
    tags = Tags(
        reader.paragraphs,
        reader.words,
        apart.bases,
        reader.noted.tags,
        reader.tables,
        apart.elements,
        apart.links,
    )
    return Structure(root, tags, tuple(_entries(flow.items)))


@dataclass(slots=True)
class _Section:
    """A section under way: its start (None before the first) and what it holds."""

    start: SectionStart | None
    id: int
    children: list[Element | Gathered] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """Numbers the elements in the order in which the flow brings them."""

    last: int = ROOT
    sections: list[_Section] = field(default_factory=lambda: [_Section(None, ROOT)])
    paragraphs: dict[int, int] = field(default_factory=dict)
    words: dict[tuple[int, int], int] = field(default_factory=dict)
    tables: dict[int, Mapping[Key, int]] = field(default_factory=dict)
    apart: Apart = field(init=False)
    anchors: dict[str, int] = field(default_factory=dict)
    followers: dict[int, int] = field(default_factory=dict)
    entries: dict[int, Paragraph] = field(default_factory=dict)  # of contents, by element
    noted: NoteElements = field(init=False)

    def __post_init__(self) -> None:
        """Notes and elements inside paragraphs are numbered along with everything else."""
        self.noted, self.apart = NoteElements(self._next), Apart(self._next)

    def take(self, index: int, item: FlowItem) -> None:
        match item:
            case SectionStart():
                self.sections.append(_Section(item, self._next()))
            case Paragraph():
                self._paragraph(index, item)
            case Panel():
                self._panel(index, item)
            case Table():
                self._table(index, item)
            case Space() | PageBreak() | ColumnsStart():
                pass
            case _:
                assert_never(item)

    def children(self) -> tuple[Element, ...]:
        """The children of the document."""
        before, *sections = self.sections
        return (*built(before.children), *(_sect(section) for section in sections))

    def targets(self) -> dict[int, int]:
        """Entries of contents and the elements they tell of."""
        known = {s.start.id: s.id for s in self.sections if s.start} | self.anchors
        links = ((own, link_of(paragraph)) for own, paragraph in self.entries.items())
        return {own: known[link[1:]] for own, link in links if link[1:] in known}

    def _next(self) -> int:
        self.last += 1
        return self.last

    def _paragraph(self, index: int, paragraph: Paragraph) -> None:
        top = self.sections[-1].children
        chain = opened(top, paragraph.around, self._next)
        home = chain[-1].children if chain else top
        if paragraph.tag == "Note":
            element = self.noted.endnote(paragraph)
            self.paragraphs[index] = element.children[-1].id
        else:
            element = self._plain(index, paragraph, chain)
        notes = [*self.noted.notes(paragraph)]
        home += [element, *notes]
        outer = chain[0].id if chain else element.id
        if notes and not chain:
            self.followers[outer] = notes[-1].id
        if paragraph.id:
            self.anchors[paragraph.id] = outer

    def _plain(self, index: int, paragraph: Paragraph, chain: list[Gathered]) -> Element:
        number = self._next()
        self.paragraphs[index] = number
        inside = list(self.apart.children(runs_of(paragraph), index))
        if len(chain) > 1 and (label := take_label(paragraph, inside)):
            chain[-2].children.insert(0, label)
        inside += self.noted.references(paragraph)
        if paragraph.around[:1] and paragraph.around[0][0] == INDEX:
            inside = [self._reference(child) for child in inside]
        span = paragraph.span
        return Element(id=number, kind=paragraph.tag, children=tuple(inside), span=span)

    def _reference(self, link: Element) -> Element:
        """The link of an index or of contents in its reference (ISO 32000-1, 14.8.4.3)."""
        return Element(id=self._next(), kind="Reference", children=(link,))

    def _panel(self, index: int, panel: Panel) -> None:
        spoken = [
            (number, draw)
            for number, draw in enumerate(panel.draws)
            if isinstance(draw, Words | Plate) and not draw.artifact
        ]
        pictures = [
            (number, draw)
            for number, draw in enumerate(panel.draws)
            if isinstance(draw, Picture | Group) and not draw.decorative
        ]
        if not panel.tag or not (spoken or pictures or panel.alt):
            return
        own = self._next()
        children = [self._figure(index, number, draw) for number, draw in pictures]
        if is_leaf(panel.tag):
            for _, draw in spoken:
                children += self.noted.references(draw.paragraph)
            self.words |= {(index, number): own for number, _ in spoken}
            for number, draw in spoken:
                children += self.apart.children(draw.paragraph.runs, index, number)
        else:
            said = [each for each in spoken if each[1].paragraph.tag != CAPTION]
            for sentence in _sentences(said):
                children += self._sentence(index, sentence)
            caption = self._caption(index, [each for each in spoken if each not in said])
            at = 0 if panel.tag == "TOC" else len(children)  # of a list of contents, first
            children[at:at] = caption
        element = Element(
            id=own, kind=panel.tag, children=tuple(children), alt=panel.alt, span=panel.span
        )
        self._append(element, self.anchors.get(panel.anchor) if panel.repeats else None)
        for _, draw in spoken:
            self.sections[-1].children += self.noted.notes(draw.paragraph)

    def _figure(self, index: int, number: int, draw: Picture | Group) -> Element:
        """A picture, read by the words that stand for it."""
        element = Element(id=self._next(), kind="Figure", alt=draw.alt, span=draw.span)
        self.words[index, number] = element.id
        return element

    def _caption(self, index: int, spoken: list[Spoken]) -> Iterator[Element]:
        """Caption and credit are one element, the last of its box (ISO 14289-2, 8.2.5.27)."""
        if spoken:
            own, inside = self._next(), list[Element]()
            for number, draw in spoken:
                self.words[index, number] = own
                inside += self.apart.children(draw.paragraph.runs, index, number)
            span = spoken[0][1].paragraph.span
            yield Element(id=own, kind=CAPTION, children=tuple(inside), span=span)

    def _table(self, index: int, table: Table) -> None:
        tags = TableTags(table, self._next)
        made = tags.made()
        self.sections[-1].children.extend(made)
        self.tables[index] = tags.keys
        if table.id:
            self.anchors[table.id] = made[-1].id

    def _sentence(self, index: int, spoken: list[Spoken]) -> Iterator[Element]:
        """Words on their own, or a figure with its label and unit: read in one breath."""
        whole = self._next() if len(spoken) > 1 else 0
        parts = []
        for number, draw in spoken:
            kind = "Span" if whole else draw.paragraph.tag
            own = self.words[index, number] = self._next()
            inside = [*self.apart.children(draw.paragraph.runs, index, number)]
            inside += self.noted.references(draw.paragraph)
            if kind == TOCI and inside:  # its link stands in a reference (ISO 32000-1, 14.8.4.3)
                inside = [Element(id=self._next(), kind="Reference", children=tuple(inside))]
                self.entries[own] = draw.paragraph
            span = draw.paragraph.span
            parts.append(Element(id=own, kind=kind, children=tuple(inside), span=span))
        if whole:
            span = spoken[0][1].paragraph.span
            yield Element(id=whole, kind="Metric", children=tuple(parts), span=span)
        else:
            yield from parts

    def _append(self, element: Element, anchor: int | None) -> None:
        """Put an element at the end, or after its anchor and what already follows that."""
        children = self.sections[-1].children
        if anchor is None:
            children.append(element)
            return
        after = self.followers.get(anchor, anchor)
        self.followers[anchor] = element.id
        for section in reversed(self.sections):
            for place in range(len(section.children) - 1, -1, -1):
                if section.children[place].id == after:
                    section.children.insert(place + 1, element)
                    return


def _sentences(spoken: Sequence[Spoken]) -> Iterator[list[Spoken]]:
    """Neighbours drawn of the same data, joined as far as the last figure among them.

    A note after the figure and a reference to a page stand alone.
    """
    for _, group in groupby(spoken, key=lambda each: _datum(each[1])):
        members = list(group)
        plain = all(draw.paragraph.tag == "P" for _, draw in members)
        figures = [
            i for i, (_, draw) in enumerate(members) if isinstance(draw, Words) and draw.figure
        ]
        end = figures[-1] + 1 if plain and figures else 0
        if end:
            yield members[:end]
        yield from ([member] for member in members[end:])


def _datum(draw: Words | Plate) -> tuple[Span, bool]:
    refers = any(isinstance(run, PageRef) for run in draw.paragraph.runs)
    return draw.paragraph.span, refers


def is_leaf(tag: str) -> bool:
    """Whether words are marks of the element itself, as in a heading or a paragraph."""
    return tag in ("P", "Title", CAPTION, "Span") or (tag[:1] == "H" and tag[1:].isdigit())


def _sect(section: _Section) -> Element:
    start = section.start
    return Element(
        id=section.id,
        kind="Sect",
        children=built(section.children),
        title=start.title if start else "",
    )


def _entries(items: tuple[FlowItem, ...]) -> list[OutlineEntry]:
    """Bookmarks: sections, and the headings among their text that have an id."""
    entries = []
    below = 0  # a part has its sections under it, and they their headings
    for item in items:
        if isinstance(item, SectionStart):
            below = item.level - 1
            entries.append(OutlineEntry(title=item.title, target=item.id, level=item.level))
        if isinstance(item, Paragraph) and item.id and item.tag[1:].isdigit():
            runs = [run for run in item.runs if isinstance(run, TextRun)]
            label = "".join(run.text for run in label_runs(item) if isinstance(run, TextRun))
            gap = " " if item.label and item.label.gap else ""
            title = label + gap + "".join(run.text for run in runs if not run.names)
            entries.append(
                OutlineEntry(title=title, target=item.id, level=int(item.tag[1:]) + below)
            )
    return entries
