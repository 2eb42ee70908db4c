"""The texts of a project as they are written, every character with its place.

A second reading of the files, since the model has joined lines, stripped typed indents and
let go of places in YAML. Faults of the files are the loader's to report, not ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Literal

from typeset.blocks import KINDS
from typeset.blocks.kind import Source
from typeset.diagnostics import Sink, Span
from typeset.lint.text import Marked
from typeset.model.nodes import Mapping as MappingNode
from typeset.model.nodes import Node, Scalar, Sequence
from typeset.project import Project
from typeset.reading.cjk import line_end_vanishes
from typeset.reading.inlines import NAME
from typeset.reading.markdown import make_parser, read_markdown
from typeset.reading.places import Places
from typeset.reading.publication import FILE, FOLDER, SUFFIX
from typeset.reading.sections import Kinds, front_matter
from typeset.reading.written import Piece, Written
from typeset.reading.yaml_nodes import read_yaml
from typeset.record import dataclass

_FIGURES = {k.name for k in KINDS if k.body is Source}  # bodies that are no running text
_NOT_TEXT = frozenset(
    ("id", "from", "value", "design", "place", "pull", "columns", "layout", "accent", "date",
     "language", "lang", "order", "name", "number", "output-intent", "inks")
)  # fmt: skip


@dataclass(slots=True)
class Passage:
    """A paragraph, heading or value; ``places[i]`` is where its character i is written.

    ``lines`` are those of its file, for what stands before it and for repairs.
    """

    kind: Literal["paragraph", "heading", "value"]
    lines: list[str]
    text: str = ""
    places: list[Span] = field(default_factory=list)
    marked: list[Marked] = field(default_factory=list)
    notes: list[tuple[int, Span]] = field(default_factory=list)  # where notes are referred to

    def add(self, text: str, place: Span) -> None:
        """Characters that stand one after the other on a line."""
        self.text += text
        self.places += [place.at(at) for at in range(len(text))]

    def span(self, start: int, end: int) -> Span:
        """The place of a stretch, as far as it goes on in one line."""
        first, last = self.places[start], self.places[end - 1]
        same = (last.file, last.line) == (first.file, first.line)
        length = last.column - first.column + 1 if same else end - start
        return Span(first.file, first.line, first.column, max(1, length))

    def is_whole(self, start: int, end: int) -> bool:
        """Whether the stretch stands in its file exactly as it reads."""
        span = self.span(start, end)
        if span.length != end - start or not 0 < span.line <= len(self.lines):
            return False
        at = span.column - 1
        return self.lines[span.line - 1][at : at + span.length] == self.text[start:end]


def passages(project: Project, stems: Iterable[str]) -> Iterator[list[Passage]]:
    """The passages of ``publication.yaml`` and of each section, file by file."""
    text = project.read_text(FILE, Span(FILE), Sink())
    if text is not None:
        node = read_yaml(text, FILE, Sink())
        yield list(_values(node, text.split("\n"))) if node else []
    kinds = Kinds.of(KINDS)
    parser = make_parser(kinds.with_yaml, kinds.mixed)
    for stem in stems:
        file = f"{FOLDER}/{stem}{SUFFIX}"
        text = project.read_text(file, Span(file), Sink())
        if text is None:
            continue
        lines = text.split("\n")
        head, body = front_matter(text, file, Sink())
        found = list(_values(head, lines)) if head else []
        for block in read_markdown(body, file, parser, Sink()):
            found += _of_block(block, lines)
        yield found


def outline(project: Project, sink: Sink) -> tuple[str, tuple[str, ...]]:
    """The language of the publication and the stems of its sections in order."""
    text = project.read_text(FILE, Span(FILE), sink)
    node = None if text is None else read_yaml(text, FILE, sink)
    own = node if isinstance(node, MappingNode) else None
    language = own.get("language") if own else None
    order = own.get("order") if own else None
    stems = project.names(FOLDER, SUFFIX)
    if isinstance(order, Sequence):
        named = [item.text.removesuffix(SUFFIX) for item in order.items if isinstance(item, Scalar)]
        stems = tuple(dict.fromkeys(stem for stem in named if stem in stems))
    return language.text if isinstance(language, Scalar) else "zh-Hans-CN", stems


# -- YAML ------------------------------------------------------------------------------------


def _values(node: Node, lines: list[str], key: str = "") -> Iterator[Passage]:
    match node:
        case MappingNode():
            for entry in node.entries:
                yield from _values(entry.value, lines, entry.key)
        case Sequence():
            for item in node.items:
                yield from _values(item, lines, key)
        case Scalar():
            if key not in _NOT_TEXT and isinstance(node.value, str):
                passage = Passage("value", lines)
                passage.add(node.text, node.span.at(int(_is_quoted(node, lines))))
                yield passage


def _is_quoted(node: Scalar, lines: list[str]) -> bool:
    line = lines[node.span.line - 1] if 0 < node.span.line <= len(lines) else ""
    return line[node.span.column - 1 : node.span.column] in ("'", '"') and node.quoted


# -- Markdown --------------------------------------------------------------------------------


def _of_block(block: Written, lines: list[str]) -> Iterator[Passage]:
    if block.places is not None:
        for pieces in _apart(block.pieces):
            headed = block.form == "heading" and pieces.outer
            yield _of_pieces("heading" if headed else "paragraph", pieces, block.places, lines)
        for piece in block.pieces:
            if piece.attributes is not None:
                yield from _values(piece.attributes.node, lines)
    if block.table is not None:
        for cell in (cell for row in block.table.rows for cell in row):
            if cell.places is not None and cell.pieces:
                passage = Passage("value", lines)
                for number, piece in enumerate(cell.pieces):
                    if piece.kind == "text":
                        # a stub is indented by full-width spaces: no paragraph's indent
                        indent = len(piece.text) - len(piece.text.lstrip("\u3000"))
                        lead = 0 if number else indent
                        passage.add(piece.text[lead:], cell.places.span(piece.at + lead))
                yield passage
    for child in block.children:
        yield from _of_block(child, lines)
    if block.body and block.body_span is not None and block.name not in _FIGURES:
        at = block.body_span
        node = read_yaml(block.body, at.file, Sink(), line=at.line, column=at.column)
        if node is not None:
            yield from _values(node, lines)
    if block.attributes is not None:
        yield from _values(block.attributes.node, lines)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A paragraph's own pieces, or those of a note that is written in it."""

    pieces: tuple[Piece, ...]
    outer: bool = True


def _apart(pieces: Iterable[Piece]) -> Iterator[_Pieces]:
    """The paragraph without the notes written in it, then each of those: texts of their own."""
    own: list[Piece] = []
    notes: list[list[Piece]] = []
    depth = 0
    for piece in pieces:
        if piece.kind == "note":
            depth += piece.turn
            if piece.turn > 0 and depth == 1:
                notes.append([])
                own.append(Piece("noteref", piece.at))
        elif depth:
            notes[-1].append(piece)
        else:
            own.append(piece)
    yield _Pieces(tuple(own))
    yield from (_Pieces(tuple(note), outer=False) for note in notes if note)


def _of_pieces(
    kind: Literal["paragraph", "heading"], apart: _Pieces, places: Places, lines: list[str]
) -> Passage:
    passage, pieces = Passage(kind, lines), apart.pieces
    if apart.outer:
        _indent(passage, places)
    opened: list[tuple[int, str | None]] = []
    for number, piece in enumerate(pieces):
        if piece.turn > 0:
            opened.append((len(passage.text), _own_language(piece)))
        elif piece.turn < 0 and opened:
            start, language = opened.pop()
            if language is not None:
                passage.marked.append((start, len(passage.text), language))
        elif piece.kind == "text":
            passage.add(piece.text, places.span(piece.at))
        elif piece.kind == "softbreak" and not _vanishes(pieces, number):
            passage.add("\n", places.span(piece.at))
        elif piece.kind == "noteref":
            passage.notes.append((len(passage.text), places.span(piece.at, 2)))
    return passage


def _indent(passage: Passage, places: Places) -> None:
    """Ideographic spaces before the first character, which the reader has taken away."""
    first = places.starts[0]
    line = passage.lines[first.line - 1] if 0 < first.line <= len(passage.lines) else ""
    before = line[: first.column - 1]
    width = len(before) - len(before.rstrip("\u3000"))
    if width:
        start = first.column - width
        passage.add("\u3000" * width, Span(first.file, first.line, start))


def _own_language(piece: Piece) -> str | None:
    """The language a bracket names; "" for a name; None for any other mark."""
    if piece.attributes is None:
        return None
    language = piece.attributes.node.get("lang")
    if isinstance(language, Scalar):
        return language.text
    return "" if NAME in piece.attributes.classes else None


def _vanishes(pieces: tuple[Piece, ...], number: int) -> bool:
    before = next((p.text for p in reversed(pieces[:number]) if p.text), "")
    after = next((p.text for p in pieces[number + 1 :] if p.text), "")
    return bool(before and after) and line_end_vanishes(before[-1], after[0])
