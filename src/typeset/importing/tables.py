"""Tables: those of data as pipe tables, and those that only place text as its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.importing.markup import escaped
from typeset.importing.source import Entry, Table

_LONG_CELL = 160  # characters: such a cell is running text in a frame
_MANY = 3  # paragraphs in a cell: likewise
_DASHES = re.compile(r":?-+:?")
_RULES = {"": "---", "start": ":--", "center": ":-:", "end": "--:"}


def is_layout(table: Table) -> bool:
    """Whether a table only places text: one cell, or cells of running text."""
    cells = [cell for row in table.rows for cell in row if cell]
    if len(cells) < 2:
        return True
    if table.style.startswith("field "):  # typeset's own masthead, or a box of its own words
        return True
    if table.style.startswith("table "):  # typeset's own tables
        return False
    return any(len(cell) > _LONG_CELL or cell.count("\n") >= _MANY for cell in cells)


def taken_apart(table: Table) -> Entry:
    """The entry for a table whose words are in the project, and whose form is not."""
    why = "it only placed text: its paragraphs stand in its place"
    return Entry(
        state="left out", what="Form of a table", why=why, place=table.place,
        before=pipe_table(table),
    )  # fmt: skip


def pipe_table(table: Table) -> str:
    """The table as the content writes it: rows of one length, merged cells marked."""
    wide = max((len(row) for row in table.rows), default=0)
    if not wide:
        return ""
    rows = [_row(table, number, wide) for number in range(len(table.rows))]
    aligns = (*table.aligns, *[""] * wide)[:wide]
    dashes = "| " + " | ".join(_RULES.get(align, "---") for align in aligns) + " |"
    head = min(max(table.head, 1), len(rows))
    return "\n".join((*rows[:head], dashes, *rows[head:]))


def _row(table: Table, number: int, wide: int) -> str:
    return "| " + " | ".join(_cells(table, number, wide)) + " |"


def _cells(table: Table, number: int, wide: int) -> Iterator[str]:
    row = (*table.rows[number], *[""] * wide)[:wide]
    for column, text in enumerate(row):
        yield table.merges.get((number, column)) or _cell(text)


def _cell(text: str) -> str:
    """A cell's text in one line, what would be markup made plain."""
    lines = (escaped(" ".join(line.split())).replace("|", "\\|") for line in text.split("\n"))
    made = "<br>".join(line for line in lines if line)
    return "\\" + made if made in ("<", "^^") or _DASHES.fullmatch(made) else made
