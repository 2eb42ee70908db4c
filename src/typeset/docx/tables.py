"""Tables of data as Word's own: a named style, heads that repeat, cells merged both ways.

The caption stands above as a paragraph of its own, the notes below. Numbers are aligned at the
right of their cells, with an indent for the decimals they lack: Word alone would know of decimal
tabs without a tab before the number.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from typeset.docx import formats
from typeset.docx.anchors import VALUE
from typeset.docx.body import paragraph
from typeset.docx.draft import Draft
from typeset.docx.looks import camel
from typeset.docx.spoken import spoken, spoken_all
from typeset.docx.srgb import hexadecimal
from typeset.docx.styles import named_style
from typeset.docx.xml import element, ordered, twips, value
from typeset.record import dataclass
from typeset.reflow import Border, DataTable, GridCell, Para

PREFIX = "Table "
_LONG = 200  # characters of a cell from which on its row may be parted
_FIRST_ROW, _FIRST_COLUMN, _NO_BANDS = 0x0020, 0x0080, 0x0600


def data_table(table: DataTable, draft: Draft) -> str:
    """Caption, unit, ``w:tbl`` and notes."""
    above = [_value(para, table, draft) for para in (table.caption, table.unit) if para]
    below = [_value(para, table, draft) for para in table.notes]
    return "".join((*above, _Grid(table, draft).written(), *below))


def _value(para: Para, table: DataTable, draft: Draft) -> str:
    """A paragraph around the table; one drawn from an attribute is anchored by its name."""
    part = next((run.part for run in para.runs if run.part.startswith("own.")), "")
    if not part:
        return paragraph(para, draft)
    said = spoken(para)

    def around(runs: str) -> str:
        name = f"{table.id}.{part.removeprefix('own.')}"
        return draft.anchors.wrap(name, VALUE, table.span.file, said.text, runs, said.marks)

    return paragraph(para, draft, around=around)


@dataclass(slots=True)
class _Grid:
    """One table in the making."""

    table: DataTable
    draft: Draft
    anchored: bool = False

    def written(self) -> str:
        table, edges = self.table, self._edges()
        widths = [right - left for left, right in itertools.pairwise(edges)]
        look = _NO_BANDS | (_FIRST_ROW if table.head else 0)
        look |= _FIRST_COLUMN if any(c.names == "row" for c in table.cells) else 0
        properties = {
            "tblStyle": value("tblStyle", self._style()),
            "tblW": element("w:tblW", {"w:w": edges[-1], "w:type": "dxa"}),
            "tblLayout": element("w:tblLayout", {"w:type": "fixed"}),
            "tblLook": element("w:tblLook", {"w:val": f"{look:04X}"}),
            "tblCaption": value("tblCaption", _said(table.caption)) if table.caption else "",
            "tblDescription": value("tblDescription", table.description)
            if table.description
            else "",
        }
        grid = "".join(element("w:gridCol", {"w:w": width}) for width in widths)
        rows = [self._row(row, edges) for row in range(table.rows)]
        return element(
            "w:tbl", None, ordered("tblPr", properties), element("w:tblGrid", None, grid), *rows
        )

    def _edges(self) -> list[int]:
        edges, place = [0], 0.0
        for width in self.table.widths:
            place += width
            edges.append(twips(place))
        return edges

    # -- rows ------------------------------------------------------------------------------

    def _row(self, row: int, edges: list[int]) -> str:
        header = "<w:tblHeader/>" if row < self.table.head else ""
        cells = "".join(self._cell(cell, row, edges) for cell in self._cells(row))
        whole = "<w:cantSplit/>" if self._is_low(row) else ""
        properties = f"<w:trPr>{whole}{header}</w:trPr>" if whole or header else ""
        return f"<w:tr>{properties}{cells}</w:tr>"

    def _is_low(self, row: int) -> bool:
        """Whether no cell of a row holds so much that it had better be parted."""
        texts = (c.content for c in self.table.cells if c.row == row)
        return all(sum(len(run.text) for run in para.runs) <= _LONG for para in texts)

    def _cells(self, row: int) -> Iterator[GridCell]:
        """The cells that take a place in a row, from the left."""
        inside = (c for c in self.table.cells if c.row <= row < c.row + c.rows)
        yield from sorted(inside, key=lambda cell: cell.column)

    def _cell(self, cell: GridCell, row: int, edges: list[int]) -> str:
        begins = cell.row == row
        merge = "" if cell.rows == 1 else '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
        width = edges[cell.column + cell.columns] - edges[cell.column]
        properties = {
            "tcW": element("w:tcW", {"w:w": width, "w:type": "dxa"}),
            "gridSpan": value("gridSpan", cell.columns) if cell.columns > 1 else "",
            "vMerge": merge,
            "tcBorders": _borders("tcBorders", cell.borders),
            "shd": formats.shading(hexadecimal(cell.fill)) if cell.fill else "",
            "vAlign": value("vAlign", "center"),
        }
        content = self._content(cell) if begins else paragraph(_empty(cell), self.draft)
        return element("w:tc", None, ordered("tcPr", properties), content)

    def _content(self, cell: GridCell) -> str:
        if self.anchored or not any(run.text.strip() for run in cell.content.runs):
            return paragraph(cell.content, self.draft)
        self.anchored = True  # the table's own anchor is round the first words in it
        return paragraph(cell.content, self.draft, around=self._anchor)

    def _anchor(self, runs: str) -> str:
        table = self.table
        said = spoken_all(cell.content for cell in _in_file_order(table))
        source = table.span.file
        return self.draft.anchors.wrap(table.id, "box", source, said.text, runs, said.marks)

    # -- style -----------------------------------------------------------------------------

    def _style(self) -> str:
        """The id of the design's table style; further ones of another look are numbered."""
        number, title = 1, PREFIX + self.table.style
        while True:
            identifier = camel(title)
            xml = self._style_xml(identifier, title)
            if self.draft.tables.setdefault(identifier, xml) == xml:
                return identifier
            number += 1
            title = f"{PREFIX}{self.table.style} {number}"

    def _style_xml(self, identifier: str, name: str) -> str:
        above, beside = self.table.padding
        margins = {
            side: element(f"w:{side}", {"w:w": twips(width), "w:type": "dxa"})
            for side, width in (
                ("top", above), ("left", beside), ("bottom", above), ("right", beside)
            )
        }  # fmt: skip
        properties = {
            "tblInd": element("w:tblInd", {"w:w": 0, "w:type": "dxa"}),
            "tblBorders": _borders("tblBorders", self.table.borders),
            "tblCellMar": ordered("tblCellMar", margins),
        }
        children = {
            "name": value("name", name),
            "basedOn": value("basedOn", "TableNormal"),
            "uiPriority": value("uiPriority", 30),
            "qFormat": "<w:qFormat/>",
            "tblPr": ordered("tblPr", properties),
        }
        return named_style("table", identifier, children)


def _in_file_order(table: DataTable) -> list[GridCell]:
    """Cells as a reader of the file meets them."""
    return sorted(table.cells, key=lambda cell: (cell.row, cell.column))


def _empty(cell: GridCell) -> Para:
    return Para(role=cell.content.role, runs=(), align=cell.content.align)


def _said(para: Para | None) -> str:
    return "".join(run.text for run in para.runs) if para else ""


def _borders(parent: str, borders: tuple[Border, ...]) -> str:
    return ordered(
        parent, {b.side: formats.border(b.side, b.weight, hexadecimal(b.color)) for b in borders}
    )
