"""Cells of tables, changed where they are written: in pipes, in YAML, or in a file of values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from typeset.blocks.table import Table
from typeset.diagnostics import Sink, Span
from typeset.pull.differ import hunks
from typeset.pull.merging import Written as Merged
from typeset.pull.merging import merged
from typeset.pull.rewrite import escaped
from typeset.pull.said import Said
from typeset.pull.scalars import Splice, Value, child, value
from typeset.pull.sources import Leaf, Sources
from typeset.pull.tokens import Lines, tokens_of
from typeset.reading.markdown import make_parser, read_markdown
from typeset.reading.separated import mark_of, read_rows, written
from typeset.reading.tables import literal_places
from typeset.reading.written import Written, WrittenCell
from typeset.reading.yaml_nodes import read_yaml
from typeset.record import dataclass

CELL = "cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellText:
    """The source of a cell: ``text[start:end]`` of a file.

    ``cell`` is that of a pipe table, ``mark`` what parts the values of a file of them.
    """

    file: str
    line: int
    start: int
    end: int
    says: str
    leaf: Leaf
    cell: WrittenCell | None = None
    mark: str = ""


def source_of(leaf: Leaf, table: Table, number: int, sources: Sources) -> CellText | Value | None:
    """Where the cell with this number, in reading order, is written."""
    if not 0 <= number < len(table.cells):
        return None
    cell = table.cells[number]
    if table.attrs.file:
        return _in_file(leaf, table.attrs.file, cell.span, sources.texts)
    if leaf.written.body:
        return _in_yaml(leaf, cell.row, cell.column)
    places = [leaf.written, *leaf.written.children]
    pipes = next((one.table for one in places if one.table is not None), None)
    found = pipes.rows[cell.row][cell.column] if pipes else None
    if found is None or not found.text:
        return None
    start = Lines.of(sources.texts[leaf.file]).offset(found.span.line, found.span.column)
    return CellText(
        file=leaf.file, line=found.span.line, start=start, end=start + len(found.text),
        says=found.text, leaf=leaf, cell=found,
    )  # fmt: skip


def _in_file(leaf: Leaf, file: str, span: Span, texts: Mapping[str, str]) -> CellText | None:
    for row in read_rows(texts.get(file, ""), file, Sink()):
        for each in row:
            if each.span == span:
                return CellText(
                    file=file, line=span.line, start=each.start, end=each.end, says=each.says,
                    leaf=leaf, mark=mark_of(file),
                )  # fmt: skip
    return None


def _in_yaml(leaf: Leaf, row: int, column: int) -> Value | None:
    at = leaf.written.body_span
    if at is None:
        return None
    node = read_yaml(leaf.written.body, at.file, Sink(), line=at.line, column=at.column)
    head = child(node, "head")
    heads = len(getattr(head, "items", ()))
    found = child(node, row, column)
    if found is None and row < heads:
        found = child(node, "head", row, column)
    elif found is None:
        found = child(node, "rows", row - heads, column)
    return value(leaf.file, found)


def cell_splice(source: CellText, mine: str, new: str, text: str) -> Splice | None:
    """How the file changes so that the cell says ``new`` instead of ``mine``; None: it cannot."""
    if source.cell is None:
        made = written(_with_marks(source.says, mine, new), source.mark)
        return Splice(source.file, source.start, source.end, made)
    if all(piece.kind in ("text", "hardbreak") for piece in source.cell.pieces):
        made = escaped(new).replace("|", "\\|").replace("\n", "<br>")
    else:
        found = _merged(source, mine, new, text)
        if found is None:
            return None
        made = found
    if not _reads(made, new):
        return None
    return Splice(source.file, source.start, source.end, made)


def _with_marks(raw: str, mine: str, new: str) -> str:
    """The raw value with its marks of raised and lowered signs, ``new`` where it says ``mine``."""
    places = literal_places(raw)
    if "".join(raw[place] for place in places) != mine:
        return new
    for change in reversed(hunks(mine, new)):
        start = places[change.start] if change.start < len(places) else len(raw)
        end = places[change.end - 1] + 1 if change.end > change.start else start
        raw = raw[:start] + new[change.new_start : change.new_end] + raw[end:]
    return raw


def _merged(source: CellText, mine: str, new: str, text: str) -> str | None:
    """The markup of a cell with its words changed and all its marks kept."""
    cell = source.cell
    assert cell is not None  # noqa: S101 - asked of pipe tables only
    block = Written(form="paragraph", span=cell.span, pieces=cell.pieces, places=cell.places)
    tokens = tokens_of(block, Lines.of(text), ((), ()), source.start, source.end)
    leaf = replace(
        source.leaf, kind="paragraph", start=source.start, end=source.end, tokens=tuple(tokens)
    )
    before, after = [Said(mine)], [Said(new)]
    found = merged(before, after, before, [leaf], (), keep_marks=True, braces={})
    return found.source.replace("\n", "<br>") if isinstance(found, Merged) else None


def _reads(made: str, new: str) -> bool:
    """Whether a cell so written says this, and is one cell."""
    sink = Sink()
    blocks = read_markdown(f"| {made} |\n| --- |\n", "", make_parser(frozenset()), sink)
    table = blocks[0].table if len(blocks) == 1 else None
    if sink.failed or table is None or [len(row) for row in table.rows] != [1]:
        return False
    said = "".join(
        "\n" if piece.kind == "hardbreak" else piece.text for piece in table.rows[0][0].pieces
    )
    return said == new and not table.rows[0][0].merge
