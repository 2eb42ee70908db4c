"""Tables, which the format has no block for yet: kept as text, and told."""

from __future__ import annotations

from typeset.importing.source import Entry, Table

_LONG_CELL = 160  # characters: such a cell is running text in a frame
_MANY = 3  # paragraphs in a cell: likewise


def is_layout(table: Table) -> bool:
    """Whether a table only places text: one cell, or cells of running text."""
    cells = [cell for row in table.rows for cell in row if cell]
    if len(cells) < 2:
        return True
    if table.style.startswith("field "):  # typeset's own masthead, or a box of its own words
        return True
    return any(len(cell) > _LONG_CELL or cell.count("\n") >= _MANY for cell in cells)


def kept_as_text(table: Table) -> Entry:
    """The entry for a table whose words are in the project, and whose form is not."""
    if is_layout(table):
        why = "it only placed text: its paragraphs stand in its place"
    else:
        why = "tables are no part of the format yet: each row is a paragraph"
    return Entry(
        state="left out", what="Form of a table", why=why, place=table.place, before=as_lines(table)
    )


def as_lines(table: Table) -> str:
    """The table as Markdown writes it, to be taken up again when there is a block for it."""
    rows = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in table.rows]
    if rows:
        rows.insert(1, "|" + " --- |" * len(table.rows[0]))
    return "\n".join(rows)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
