"""The content files as they stand: their blocks in order, each with its exact place.

A *leaf* is the smallest piece that is moved, put in or taken out as a whole: a paragraph, a
heading, an item of a list, a box. What stands between leaves (empty lines, the lines that open
a container) are gaps, and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any, Literal

from typeset.blocks import KINDS
from typeset.blocks.paragraph import Paragraph
from typeset.blocks.table import Table
from typeset.diagnostics import Sink, Span
from typeset.model.inline import Note
from typeset.model.nodes import Node
from typeset.model.publication import Block, Publication, Section
from typeset.project import Project
from typeset.pull.tokens import Lines, Token, seen, tokens_of
from typeset.reading.markdown import make_parser, read_markdown
from typeset.reading.sections import Kinds, front_matter
from typeset.reading.written import Written
from typeset.record import dataclass

LeafKind = Literal["paragraph", "heading", "item", "quoted", "box", "note"]
PUBLICATION = "publication.yaml"
_BARE = ("picture", "code")  # containers without a body
_AROUND: dict[str, LeafKind] = {"list": "item", "quote": "quoted", "note": "note"}
_CLOSE = re.compile(r":{3,}[ \t]*$")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One block of a section's file: ``text[start:end]`` are its lines.

    ``tokens`` are empty for a box; ``marker`` is what stands before an item's or a quoted
    paragraph's text, ``section`` the id of its section.
    """

    id: str
    kind: LeafKind
    section: str
    file: str
    start: int
    end: int
    line: int
    block: Block
    written: Written
    tokens: tuple[Token, ...] = ()
    marker: str = ""

    @property
    def text(self) -> str:
        """What a reader sees of it."""
        return seen(self.tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One section's file: its text (line feeds only), front matter and leaves in order."""

    file: str
    section: str
    lines: Lines
    front: Node | None
    leaves: tuple[Leaf, ...]

    @property
    def text(self) -> str:
        """The file's text."""
        return self.lines.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All files that edits may go to."""

    publication: Publication
    texts: Mapping[str, str]
    files: tuple[Source, ...]
    leaves: Mapping[str, Leaf] = field(default_factory=dict)

    def source(self, file: str) -> Source | None:
        """The section's file of this name."""
        return next((s for s in self.files if s.file == file), None)

    def of_section(self, section: str) -> Source | None:
        """The file of the section with this id."""
        return next((s for s in self.files if s.section == section), None)


def read_sources(project: Project, publication: Publication) -> Sources:
    """The files of a project that was read without an error."""
    parser = make_parser(Kinds.of(KINDS).with_yaml, Kinds.of(KINDS).mixed)
    texts: dict[str, str] = {PUBLICATION: _text(project, PUBLICATION)}
    files: list[Source] = []
    for section in publication.sections:
        file = section.span.file
        texts[file] = _text(project, file)
        files.append(_source(texts[file], file, section, parser))
        for block in _every(section.blocks):
            if isinstance(block, Table) and block.attrs.file:
                texts[block.attrs.file] = _text(project, block.attrs.file)
    return Sources(
        publication=publication,
        texts=texts,
        files=tuple(files),
        leaves={leaf.id: leaf for source in files for leaf in source.leaves},
    )


def _text(project: Project, file: str) -> str:
    return project.read_text(file, Span(file), Sink()) or ""


def _source(text: str, file: str, section: Section, parser: Any) -> Source:
    lines = Lines.of(text)
    front, body = front_matter(text, file, Sink())
    written = read_markdown(body, file, parser, Sink())
    blocks = {(b.span.line, b.span.column): b for b in _every(section.blocks)}
    notes = {note.label: note for note in section.notes() if note.label}
    leaves = _Leaves(lines, file, section.id, blocks, notes).all(written, "")
    ordered = tuple(sorted(leaves, key=lambda leaf: leaf.start))
    return Source(file=file, section=section.id, lines=lines, front=front, leaves=ordered)


def _every(blocks: Iterable[Block]) -> Iterator[Block]:
    """All blocks, those inside others too, outer ones last so that inner ones win a place."""
    for block in blocks:
        yield block
        for name in ("items", "children", "remarks"):
            yield from _every(getattr(block, name, ()))


@dataclass(frozen=True, slots=True)
class _Leaves:
    """Finds the leaves of one file."""

    lines: Lines
    file: str
    section: str
    blocks: dict[tuple[int, int], Block]
    notes: Mapping[str, Note]

    def all(self, written: Iterable[Written], around: str) -> Iterator[Leaf]:
        for one in written:
            yield from self.one(one, around)

    def one(self, written: Written, around: str) -> Iterator[Leaf]:
        """The leaves of a block; ``around`` is the form of what holds it."""
        if written.form == "note":
            self.noted(written)
        if written.places is not None:
            yield from self.words(written, around)
        elif written.table is not None or (written.form, written.name) == ("container", "table"):
            yield from self.table(written)
        elif written.form == "item" and written.children:
            yield from self.one(written.children[0], "list")
            yield from self.all(written.children[1:], "")
        elif written.children:
            yield from self.all(written.children, written.form)
        elif written.form == "container" and written.name in _BARE:
            yield from self.bare(written)
        elif written.form == "container" and written.body_span is not None:
            yield from self.box(written)

    def bare(self, written: Written) -> Iterator[Leaf]:
        """A box that is all attributes: a container, or a picture alone in its paragraph."""
        block = self.block(written)
        if block is None:
            return
        last = written.span.line
        if self.row(last).startswith(":::"):
            last = self.closing(last + 1)
        else:
            while last < len(self.lines.starts) and self.row(last + 1):
                last += 1
        yield self.leaf(written, block, "box", self.lines.end(last), [], "")

    def noted(self, written: Written) -> None:
        """The paragraphs of a note count as blocks with its id."""
        note = self.notes.get(written.name)
        texts = [child for child in written.children if child.places is not None]
        if note is None:
            return
        for at, (child, inlines) in enumerate(zip(texts, note.paragraphs, strict=False)):
            name = f"{note.id}-{at + 1}" if at else note.id
            block = Paragraph(id=name, span=child.span, inlines=inlines)
            self.blocks[child.span.line, child.span.column] = block

    def words(self, written: Written, around: str) -> Iterator[Leaf]:
        block = self.block(written)
        if block is None or written.places is None:
            return
        first, last = written.span.line, written.places.starts[-1].line
        start, end = self.lines.offset(first, 1), self.lines.end(last)
        ids = [m.id for m in block.metrics()], [n.id for n in block.notes()]
        tokens = tokens_of(written, self.lines, ids, start, end)
        kind: LeafKind = "heading" if written.form == "heading" else "paragraph"
        kind = _AROUND.get(around, kind)
        before = self.lines.text[start : self.lines.offset(first, written.span.column)]
        marker = _ITEM.match(self.lines.text[start:end]) if kind == "item" else None
        yield self.leaf(written, block, kind, end, tokens, marker.group() if marker else before)

    def table(self, written: Written) -> Iterator[Leaf]:
        """A table, and the paragraphs under it; without those all lines of its container."""
        block = self.block(written)
        pipes = next((one for one in (written, *written.children) if one.table), None)
        if block is None:
            return
        rows = pipes.table.rows if pipes and pipes.table else ()
        last = max([row[0].span.line for row in rows if row], default=written.span.line)
        words = [one for one in written.children if one.places is not None]
        if written.form == "container" and not words:
            last = self.closing(written.span.line + 1)
        yield self.leaf(written, block, "box", self.lines.end(last), [], "")
        for one in words:
            yield from self.words(one, "")

    def closing(self, line: int) -> int:
        """The line that closes a container whose body begins in a line."""
        while line < len(self.lines.starts) and not _CLOSE.match(self.row(line)):
            line += 1
        return line

    def box(self, written: Written) -> Iterator[Leaf]:
        block = self.block(written)
        if block is None or written.body_span is None:
            return
        line = self.closing(written.body_span.line)
        yield self.leaf(written, block, "box", self.lines.end(line), [], "")

    def row(self, line: int) -> str:
        return self.lines.text[self.lines.offset(line, 1) : self.lines.end(line)].strip()

    def block(self, written: Written) -> Block | None:
        return self.blocks.get((written.span.line, written.span.column))

    def leaf(
        self, written: Written, block: Block, kind: LeafKind, end: int, tokens: list[Token],
        marker: str,
    ) -> Leaf:  # fmt: skip
        return Leaf(
            id=block.id,
            kind=kind,
            section=self.section,
            file=self.file,
            start=self.lines.offset(written.span.line, 1),
            end=end,
            line=written.span.line,
            block=block,
            written=written,
            tokens=tuple(tokens),
            marker=marker,
        )
