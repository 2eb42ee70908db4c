"""Tables in a text file: lines of as many cells each, parted by tabs, as spreadsheets copy them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from typeset.importing.lines import Line
from typeset.importing.source import Place, Table

_FEWEST = 2  # rows
_LONGEST = 80  # characters of a cell; a longer one is running text behind a tab


def parted(lines: Sequence[Line]) -> Iterator[Table | list[Line]]:
    """The lines in runs: those that are a table, as one, and those that are text."""
    text: list[Line] = []
    for run in _runs(lines):
        rows = [_cells(line) for line in run]
        if not _is_table(rows):
            text += run
            continue
        if text:
            yield text
            text = []
        yield Table(tuple(rows), Place("line", run[0].number))
    if text:
        yield text


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Neighbours with the same count of tabs and no empty line between."""
    block = 0

    def key(line: Line) -> tuple[int, int]:
        nonlocal block
        block += line.gap
        return block, len(_cells(line))

    for _, run in groupby(lines, key):
        yield list(run)


def _cells(line: Line) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.raw.rstrip("\r\n").split("\t"))


def _is_table(rows: Sequence[tuple[str, ...]]) -> bool:
    if len(rows) < _FEWEST or len(rows[0]) < 2:
        return False
    columns = list(zip(*rows, strict=True))
    filled = [column for column in columns if any(column)]
    return len(filled) > 1 and all(len(cell) <= _LONGEST for row in rows for cell in row)
