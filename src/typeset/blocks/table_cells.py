"""Cells merged over columns and rows: from ``<`` and ``^^`` to rectangles."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.blocks.kind import RawCell, RawTable
from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.model.inline import Inline
from typeset.record import dataclass

_HINT = "'<' is one with the cell before it, '^^' with the one above; merged cells are rectangles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: its first row and column, counted from 0, and how many of each it takes."""

    row: int
    column: int
    inlines: tuple[Inline, ...]
    rows: int = 1
    columns: int = 1
    span: Span = NOWHERE


def merged(table: RawTable, head: int, sink: Sink) -> tuple[Cell, ...]:
    """The cells in reading order; what cannot be merged is an error at its place.

    ``head`` rows are repeated, so no cell may reach from them into the others.
    """
    owners = _owners(table, sink)
    cells = []
    for row, line in enumerate(table.rows):
        for column, raw in enumerate(line):
            if owners[row][column] != (row, column):
                continue
            cell = _grown(raw, (row, column), owners)
            if row < head < row + cell.rows:
                where = table.rows[head][column].span
                message = "a merged cell reaches from the head into the rows below it"
                sink.error("content/table-merge", message, where, _HINT)
            cells.append(cell)
    _check(table, cells, owners, sink)
    return tuple(cells)


_Place = tuple[int, int]


def _owners(table: RawTable, sink: Sink) -> list[list[_Place]]:
    """For every place the one whose cell takes it."""
    owners: list[list[_Place]] = []
    for row, line in enumerate(table.rows):
        owners.append([])
        for column, raw in enumerate(line):
            if raw.merge and (column if raw.merge == "left" else row) == 0:
                word = "before" if raw.merge == "left" else "above"
                message = f"there is no cell {word} this one to merge it with"
                sink.error("content/table-merge", message, raw.span, _HINT)
            if raw.merge == "left" and column:
                owners[row].append(owners[row][column - 1])
            elif raw.merge == "up" and row:
                owners[row].append(owners[row - 1][column])
            else:
                owners[row].append((row, column))
    return owners


def _grown(raw: RawCell, at: _Place, owners: list[list[_Place]]) -> Cell:
    row, column = at
    rows = next((n for n in range(row, len(owners)) if owners[n][column] != at), len(owners))
    line = owners[row]
    columns = next((n for n in range(column, len(line)) if line[n] != at), len(line))
    return Cell(
        row=row,
        column=column,
        inlines=raw.inlines,
        rows=rows - row,
        columns=columns - column,
        span=raw.span,
    )


def _check(table: RawTable, cells: list[Cell], owners: list[list[_Place]], sink: Sink) -> None:
    """Whether every merged cell is a rectangle."""
    taken = {(c.row, c.column): set(_places(c)) for c in cells}
    for row, line in enumerate(owners):
        for column, owner in enumerate(line):
            if (row, column) not in taken.get(owner, ()):
                message = "the merged cells make no rectangle"
                span = table.rows[row][column].span
                sink.error("content/table-merge", message, span, _HINT)
                return


def _places(cell: Cell) -> Iterator[_Place]:
    for row in range(cell.row, cell.row + cell.rows):
        for column in range(cell.column, cell.column + cell.columns):
            yield row, column
