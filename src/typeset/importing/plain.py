"""A plain text file as a :class:`Source`: lines, and the lines that were one before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from typeset.importing.encodings import decoded
from typeset.importing.joins import joined_lines
from typeset.importing.lines import Line, lines_of
from typeset.importing.numbering import is_marked
from typeset.importing.rules import pattern
from typeset.importing.source import Entry, Item, Paragraph, Place, Run, Source, Table
from typeset.importing.tabbed import parted

_WRAPPED = 0.6  # of the lines that go on must be about as long as the longest
_NARROWEST, _WIDEST = 16, 200  # cells of a wrapped line
_SLACK = 6  # cells that a full line may be short of the edge
_MARKS_INDENT = 0.15  # of the lines indented: then an indent begins a paragraph
_BULLET = pattern("headings", "bullet")


def read_plain(data: bytes, name: str) -> Source:
    """The paragraphs of a text file.

    An empty line parts paragraphs; where lines were broken at an edge they are joined, where
    they were not each line is a paragraph. Lines of cells parted by tabs are a table.

    Raises:
        Refused: it is no text.
    """
    text, encoding = decoded(data, name)
    lines = list(lines_of(text))
    parts = list(parted(lines))
    edge = _edge([line for part in parts if isinstance(part, list) for line in part])
    entries: list[Entry] = []
    items: list[Item] = []
    for part in parts:
        if isinstance(part, Table):
            items.append(part)
            entries.append(_recognised(part))
        else:
            items += (_paragraph(block, entries) for block in _blocks(part, edge))
    return Source(file=name, items=tuple(items), entries=tuple(entries), encoding=encoding)


def _recognised(table: Table) -> Entry:
    return Entry(
        state="marked",
        what="Table recognised",
        why=f"{len(table.rows)} lines of {len(table.rows[0])} cells each, parted by tabs",
        place=table.place,
        before="\t".join(table.rows[0]),
    )


def _edge(lines: Sequence[Line]) -> int:
    """The width in cells at which lines were broken; 0 where they were not."""
    going_on = [
        line.width + (4 if line.indented else 0)
        for line, after in pairwise(lines)
        if not after.gap and not after.indented
    ]
    if len(going_on) < 3:
        return 0
    common, _ = Counter(width // 2 for width in going_on).most_common(1)[0]
    edge = max(w for w in going_on if w // 2 <= common + 2)
    full = sum(1 for w in going_on if edge - _SLACK <= w <= edge + 2)
    return edge if full >= _WRAPPED * len(going_on) and _NARROWEST <= edge <= _WIDEST else 0


def _blocks(lines: Sequence[Line], edge: int) -> Iterator[list[Line]]:
    """Lines that were one paragraph before they were broken."""
    indents = sum(line.indented for line in lines) >= _MARKS_INDENT * len(lines)
    gaps = sum(line.gap for line in lines) > 1
    block: list[Line] = []
    for line in lines:
        if block and not (edge and _goes_on(block[-1], line, edge, parted=indents or gaps)):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _goes_on(line: Line, after: Line, edge: int, *, parted: bool) -> bool:
    if after.gap or after.indented or is_marked(after.text):
        return False
    full = line.width + (4 if line.indented else 0) >= edge - _SLACK
    return full and (parted or not line.text.endswith(("。", "！", "？", ".", "!", "?")))


def _paragraph(block: Sequence[Line], entries: list[Entry]) -> Paragraph:
    first = block[0]
    place = Place("line", first.number)
    paragraph = Paragraph(
        runs=(Run(first.text),), place=place, gap=first.gap, indented=first.indented
    )
    if len(block) > 1:
        text, entry = joined_lines([line.text for line in block], place)
        entries.append(entry)
        paragraph = replace(paragraph, runs=(Run(text),))
    bullet = _BULLET.match(paragraph.text)
    if bullet is None:
        return paragraph
    body = Run(paragraph.text[bullet.end() :])
    return replace(paragraph, runs=(body,), form="item", marker=bullet.group().strip())
