"""A table in the structure tree: rows of heads and data, each cell with what names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from typeset.display import Element
from typeset.display_tables import CellTag
from typeset.flow import Paragraph
from typeset.flow_tables import Table, TableCell
from typeset.layout.table_parts import LABEL, Key
from typeset.record import dataclass

_SCOPES = {"column": "Column", "row": "Row", "both": "Both"}


@dataclass(slots=True)
class TableTags:
    """Makes the elements of one table; ``keys`` says which element each text belongs to."""

    table: Table
    number: Callable[[], int]
    keys: dict[Key, int] = field(default_factory=dict)
    ids: list[int] = field(default_factory=list)  # of the cells
    irregular: bool = False

    def made(self) -> list[Element]:
        """The table, a unit without a caption before it, and its notes after it."""
        table = self.table
        before: list[Element] = []
        inside: list[Element] = []
        own = self.number()
        if table.caption is not None:
            inside.append(self._caption(table.caption, table.unit))
        elif table.unit is not None:
            before.append(self._leaf(("unit", 0), "P", table.unit))
        self.ids = [self.number() for _ in table.cells]
        if 0 < table.head < table.rows:
            inside.append(self._group("THead", range(table.head)))
            inside.append(self._group("TBody", range(table.head, table.rows)))
        else:
            inside += self._rows(range(table.rows))
        made = Element(id=own, kind="Table", children=tuple(inside), span=table.span)
        notes = [self._leaf(("note", n), "P", note) for n, note in enumerate(table.notes)]
        return [*before, made, *notes]

    def _leaf(self, key: Key, kind: str, paragraph: Paragraph) -> Element:
        self.keys[key] = self.number()
        return Element(id=self.keys[key], kind=kind, span=paragraph.span)

    def _caption(self, caption: Paragraph, unit: Paragraph | None) -> Element:
        label = self.table.label
        if unit is None and not label:
            return self._leaf(("caption", 0), "Caption", caption)
        own = self.number()
        parts = [self._leaf((LABEL, 0), "Lbl", caption)] if label else []
        parts.append(self._leaf(("caption", 0), "Span", caption))
        if unit is not None:
            parts.append(self._leaf(("unit", 0), "Span", unit))
        return Element(id=own, kind="Caption", children=tuple(parts), span=caption.span)

    # -- rows --------------------------------------------------------------------------------

    def _group(self, kind: str, rows: range) -> Element:
        own = self.number()
        return Element(id=own, kind=kind, children=tuple(self._rows(rows)))

    def _rows(self, rows: range) -> list[Element]:
        by_row: dict[int, list[Element]] = {row: [] for row in rows}
        for number, cell in enumerate(self.table.cells):
            if cell.row in by_row:
                by_row[cell.row].append(self._cell(number, cell))
        made = []
        for row in rows:
            own = self.number()
            made.append(Element(id=own, kind="TR", children=tuple(by_row[row])))
        return made

    def _cell(self, number: int, cell: TableCell) -> Element:
        own = self.keys["cell", number] = self.ids[number]
        scope = _SCOPES.get(cell.names, "")
        tag = CellTag(
            scope=scope,  # type: ignore[arg-type]
            rows=cell.rows,
            columns=cell.columns,
            headers=self._heads(cell) if self.irregular else (),
        )
        span = cell.paragraph.span if cell.paragraph else self.table.span
        return Element(id=own, kind="TH" if cell.names else "TD", cell=tag, span=span)

    def __post_init__(self) -> None:
        """See whether the place of a cell alone does not tell its heads."""
        merged = any(c.rows > 1 or c.columns > 1 for c in self.table.cells)
        self.irregular = merged and any(c.names for c in self.table.cells)

    def _heads(self, cell: TableCell) -> tuple[int, ...]:
        """The heads over its columns, then those before it in its rows."""
        found = []
        for number, head in enumerate(self.table.cells):
            if head is cell or not head.paragraph:
                continue
            above = head.names in ("column", "both") and head.row < cell.row
            if above and _meet(head.column, head.columns, cell.column, cell.columns):
                found.append(self.ids[number])
            before = head.names == "row" and head.column < cell.column
            if before and _meet(head.row, head.rows, cell.row, cell.rows):
                found.append(self.ids[number])
        return tuple(found)


def _meet(a: int, many: int, b: int, others: int) -> bool:
    return a < b + others and b < a + many
