"""Tables for the page maker's tests, set with square glyphs."""

from __future__ import annotations

from collections.abc import Sequence

from typeset.color import BLACK
from typeset.flow import Paragraph, TextRun
from typeset.flow_tables import Table, TableCell, TableColumn, TableLook, TableRule

RULE = TableRule(0.5, BLACK)
LOOK = TableLook(design="test", top=RULE, head=RULE, foot=RULE, padding=(2.0, 4.0))


def words(text: str, role: str = "label") -> Paragraph:
    return Paragraph(runs=(TextRun(text=text, role=role),), role=role, exact=True, flush=True)


def cell(row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> TableCell:
    return TableCell(
        row=row, column=column, rows=rows, columns=columns, paragraph=words(text) if text else None
    )


def table(
    rows: Sequence[Sequence[str]],
    *,
    name: str = "t",
    head: int = 1,
    caption: str = "",
    notes: Sequence[str] = (),
    spans: int = 1,
    sideways: bool = False,
    look: TableLook = LOOK,
    cells: Sequence[TableCell] = (),
) -> Table:
    """A table of these texts; ``cells`` replace those of the same place, "" of others."""
    own = {(c.row, c.column): c for c in cells}
    covered = {
        (r, k)
        for c in cells
        for r in range(c.row, c.row + c.rows)
        for k in range(c.column, c.column + c.columns)
    } - own.keys()
    made = [
        own.get((r, k), cell(r, k, text))
        for r, line in enumerate(rows)
        for k, text in enumerate(line)
        if (r, k) not in covered
    ]
    return Table(
        id=name,
        columns=tuple(TableColumn(align="start") for _ in rows[0]),
        rows=len(rows),
        cells=tuple(made),
        look=look,
        head=head,
        caption=words(caption) if caption else None,
        continued=words("续"),
        notes=tuple(words(note) for note in notes),
        spans=spans,
        sideways=sideways,
    )


def said(made: Table) -> list[str]:
    """The texts of a table in reading order."""
    texts = [made.caption, *(c.paragraph for c in made.cells), *made.notes]
    return [
        "".join(run.text for run in text.runs if isinstance(run, TextRun)) for text in texts if text
    ]
