"""The cells of a table, wherever they are written: in pipes, as YAML rows, or in a file.

In pipes the text of a cell is markup like any other; in YAML and in files every character
stands for itself, but ``^raised^`` and ``~lowered~`` marks, which notes and formulas need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from typeset.blocks.kind import RawCell, RawTable
from typeset.blocks.table import Attrs, Body
from typeset.diagnostics import Sink, Span
from typeset.model.inline import Break, Inline, Sub, Sup, Text
from typeset.model.nodes import Node, Scalar
from typeset.model.nodes import Sequence as Nodes
from typeset.project import Project
from typeset.reading.inlines import InlineReader
from typeset.reading.separated import Value, read_rows
from typeset.reading.tokens import MERGES
from typeset.reading.written import Written, WrittenTable
from typeset.record import dataclass

MAX_CELLS = 200_000
_SCRIPT = re.compile(r"([~^])([0-9A-Za-zΑ-ω①-⑳*†‡.,+−\-=()/%′]{1,24})\1")


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads the cells of the tables of one section."""

    project: Project
    inlines: InlineReader
    sink: Sink

    def plain(self, written: Written) -> RawTable | None:
        """A pipe table that stands by itself."""
        return self._checked(self._pipes(written.table), written.span) if written.table else None

    def contained(
        self, written: Written, asked: Attrs, body: Body | tuple[Node, ...] | None
    ) -> RawTable | None:
        """The one table of a container; several, or none, are an error at the container."""
        pipes = [child.table for child in written.children if child.table]
        if isinstance(body, tuple):
            body = Body.of(body)
        found = [
            *pipes,
            *([] if body is None else [body]),
            *([asked.file] if asked.file else []),
        ]
        if len(found) != 1:
            many = "no rows" if not found else "two tables or more"
            self.sink.error(
                "content/table",
                f"':::table' has {many}",
                written.span,
                "write one pipe table in it, rows as YAML, or name a file: file=tables/x.csv",
            )
            return None
        if pipes:
            table: RawTable | None = self._pipes(pipes[0])
        else:
            table = self._body(body) if body is not None else self._file(asked)
        if table is not None and asked.head is not None:
            table = replace(table, head=asked.head)
        return self._checked(table, written.span) if table else None

    # -- where they are written ------------------------------------------------------------

    def _pipes(self, table: WrittenTable) -> RawTable:
        rows = (
            tuple(
                RawCell(
                    inlines=self.inlines.read(cell.pieces, cell.places) if cell.places else (),
                    span=cell.span,
                    merge=cell.merge,
                )
                for cell in row
            )
            for row in table.rows
        )
        return RawTable(rows=tuple(rows), head=table.head, aligns=table.aligns)

    def _body(self, body: Body) -> RawTable:
        rows = [self._row(row) for row in (*body.head, *body.rows)]
        return RawTable(rows=tuple(rows), head=len(body.head))

    def _row(self, row: Node) -> tuple[RawCell, ...]:
        if not isinstance(row, Nodes):
            self.sink.error("content/table", "a row is a list: [a, b, c]", row.span)
            return ()
        return tuple(self._scalar(item) for item in row.items)

    def _scalar(self, item: Node) -> RawCell:
        if isinstance(item, Scalar):
            return _literal(item.text, item.span.at(int(item.quoted), item.span.length))
        self.sink.error("content/table", "a cell is one text", item.span)
        return RawCell(inlines=(), span=item.span)

    def _file(self, asked: Attrs) -> RawTable | None:
        text = self.project.read_text(asked.file, asked.file_span, self.sink)
        if text is None:
            return None
        before = len(self.sink.findings)
        rows = read_rows(text, asked.file, self.sink)
        if not rows:
            message = f"there is nothing in '{asked.file}'"
            self.sink.error("content/table-file", message, asked.file_span)
        if len(self.sink.findings) > before:
            return None
        cells = tuple(tuple(_of_value(value) for value in row) for row in rows)
        return RawTable(rows=cells, head=1)

    # -- what holds for all ----------------------------------------------------------------

    def _checked(self, table: RawTable, span: Span) -> RawTable | None:
        """The table if all its rows are of one length; each that is not is an error."""
        widths = [len(row) for row in table.rows]
        wide = _usual(widths, len(table.aligns))
        if sum(widths) > MAX_CELLS:
            message = f"the table has over {MAX_CELLS:,} cells (tables.MAX_CELLS)"
            self.sink.error("content/limit", message, span)
            return None
        ragged = [row for row in table.rows if len(row) != wide]
        for row in ragged:
            self._ragged(row, wide, span)
        return None if ragged or not wide else table

    def _ragged(self, row: Sequence[RawCell], wide: int, span: Span) -> None:
        odd = row[wide] if len(row) > wide else row[-1] if row else None
        self.sink.error(
            "content/table-row",
            f"this row has {len(row)} cells, the table {wide} columns",
            odd.span if odd else span,
            "leave a cell empty, or merge it: '<' with the one before, '^^' with the one above",
        )


def _usual(widths: Iterable[int], dashes: int) -> int:
    """The columns of a table: as the dashes say, else as most rows have, or the first ones."""
    counted = list(widths)
    return dashes or max(counted, key=counted.count, default=0)


def _of_value(value: Value) -> RawCell:
    return _literal(value.says, value.span)


def _literal(text: str, span: Span) -> RawCell:
    """A cell whose characters stand for themselves, but for raised and lowered ones."""
    if text in MERGES:
        return RawCell(inlines=(), span=span, merge=MERGES[text])
    return RawCell(inlines=tuple(literal(text, span)), span=span)


def literal(text: str, span: Span) -> Iterator[Inline]:
    """The inline content of such a cell."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Break(span)
        at = 0
        for found in _SCRIPT.finditer(line):
            if found.start() > at:
                yield Text(line[at : found.start()], span.at(at, found.start() - at))
            place = span.at(found.start() + 1, len(found.group(2)))
            kind = Sub if found.group(1) == "~" else Sup
            yield kind((Text(found.group(2), place),), place)
            at = found.end()
        if at < len(line):
            yield Text(line[at:], span.at(at, len(line) - at))


def literal_places(text: str) -> list[int]:
    """Which characters of such a text are seen: all but the marks of raised and lowered ones."""
    marks = {
        place for found in _SCRIPT.finditer(text) for place in (found.start(), found.end() - 1)
    }
    return [place for place in range(len(text)) if place not in marks]
