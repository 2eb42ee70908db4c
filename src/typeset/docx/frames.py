"""Boxes as tables: floating beside the text, or in its line (docx has no better carrier).

Widths are in twips and every cell's equals the sum of its grid columns: WPS follows the
grid, Word the cells.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

from typeset.docx import formats
from typeset.docx.art import photograph, picture, sketch
from typeset.docx.body import empty, paragraph
from typeset.docx.draft import Draft
from typeset.docx.heights import filled
from typeset.docx.looks import camel
from typeset.docx.margins import margins
from typeset.docx.spoken import spoken_box
from typeset.docx.srgb import hexadecimal
from typeset.docx.styles import GAP, SECTION_END, named_style
from typeset.docx.xml import element, ordered, twips, value
from typeset.record import dataclass
from typeset.reflow import Art, Border, Cell, Framed, Para, Row, Shown, Sketched

BOX_PREFIX, FIELD_PREFIX = "Box ", "Field "
_LEAST_BESIDE = 12  # characters of text that must fit beside a floating box
_THINNEST = 20  # twips of a row
_SIDES = ("top", "right", "bottom", "left")


def floats(box: Framed, draft: Draft) -> bool:
    """Whether the box stands beside the text: only where enough text fits there."""
    if box.side or box.at is not None or box.page_foot is not None:
        return True
    grid = draft.style.grid
    return box.wrap == "float" and grid.column_width - box.width >= _LEAST_BESIDE * grid.zw


def table_style_name(box: Framed) -> str:
    """The table style of a box's design; boxes that repeat words of the text are ``Box …``."""
    return (BOX_PREFIX if box.repeats else FIELD_PREFIX) + box.style


def table(box: Framed, draft: Draft, floating: bool) -> str:
    """The box as ``w:tbl``."""
    edges = _edges(box)
    properties = {
        "tblStyle": value("tblStyle", _style(box, draft)),
        "tblpPr": _position(box, draft) if floating else "",
        "tblOverlap": value("tblOverlap", "never") if floating else "",
        "tblW": element("w:tblW", {"w:w": edges[-1], "w:type": "dxa"}),
        "tblLayout": element("w:tblLayout", {"w:type": "fixed"}),
        "tblLook": element("w:tblLook", {"w:val": "0000"}),
        "tblCaption": value("tblCaption", box.caption) if box.caption else "",
        "tblDescription": value("tblDescription", box.description) if box.description else "",
    }
    columns = "".join(
        element("w:gridCol", {"w:w": right - left}) for left, right in itertools.pairwise(edges)
    )
    rows = _Table(box, draft, edges).rows()
    if box.page_foot is not None:
        rows.append(_below(box.page_foot, edges, draft))
    return element(
        "w:tbl", None, ordered("tblPr", properties), element("w:tblGrid", None, columns), *rows
    )


_SEAL = 0.5  # points


def _sealed(row: Row) -> Row:
    """The row with rules of the ground's colour between neighbouring cells of one ground.

    Without them renderers let the paper shine through between the cells of a field.
    """
    cells = [
        _ruled(cell) if following is not None and cell.fill == following.fill else cell
        for cell, following in itertools.zip_longest(row.cells, row.cells[1:])
    ]
    return replace(row, cells=tuple(cells))


def _ruled(cell: Cell) -> Cell:
    if cell.fill is None or any(border.side == "right" for border in cell.borders):
        return cell
    return replace(
        cell, borders=(*cell.borders, Border(side="right", weight=_SEAL, color=cell.fill))
    )


def _edges(box: Framed) -> list[int]:
    """Every place where a cell of some row ends, in twips from the table's left edge."""
    whole = twips(box.width)
    places = {0, whole}
    for row in box.rows:
        places |= {min(place, whole) for place in _ends(row)}
    return sorted(places)


def _ends(row: Row) -> list[int]:
    """Where the cells of a row end; the last one always ends with the table."""
    return [twips(place) for place in itertools.accumulate(cell.width for cell in row.cells)][:-1]


def _below(place: float, edges: list[int], draft: Draft) -> str:
    """A row without rules between a place on the page and the foot of Word's type area."""
    sheet = twips(draft.style.page.trim.height)
    depth = max(_THINNEST, sheet - int(str(margins(draft.style)["w:bottom"])) - twips(place))
    height = element("w:trHeight", {"w:val": depth, "w:hRule": "exact"})
    cell = {
        "tcW": element("w:tcW", {"w:w": edges[-1], "w:type": "dxa"}),
        "gridSpan": value("gridSpan", len(edges) - 1) if len(edges) > 2 else "",
    }
    within = element("w:tc", None, ordered("tcPr", cell), empty(SECTION_END))
    return element("w:tr", None, f"<w:trPr><w:cantSplit/>{height}</w:trPr>", within)


def _at_foot(draft: Draft) -> str:
    """At the foot of the type area.

    The place is told from the page's edge: LibreOffice takes a table as wide as the type area
    for one in the line of text where it is told from the margin.
    """
    return element(
        "w:tblpPr",
        {
            "w:leftFromText": 0,
            "w:rightFromText": 0,
            "w:vertAnchor": "margin",
            "w:horzAnchor": "page",
            "w:tblpX": twips(draft.style.page.gutter),
            "w:tblpYSpec": "bottom",
        },
    )


def _position(box: Framed, draft: Draft) -> str:
    if box.at is not None:
        return _on_page(box.at, draft)
    if box.page_foot is not None:
        return _at_foot(draft)
    gap = twips(draft.style.grid.zw * 0.9)
    return element(
        "w:tblpPr",
        {
            "w:leftFromText": gap,
            "w:rightFromText": gap,
            "w:topFromText": 57,
            "w:bottomFromText": 57,
            "w:vertAnchor": "text",
            "w:horzAnchor": "text",
            "w:tblpXSpec": box.side or "right",
            "w:tblpY": 1,
        },
    )


def _on_page(at: tuple[float, float], draft: Draft) -> str:
    """A place on the page: text of every column runs around it."""
    gap, (x, y) = twips(draft.style.grid.zw), at
    return element(
        "w:tblpPr",
        {
            "w:leftFromText": gap,
            "w:rightFromText": gap,
            "w:topFromText": 0,
            "w:bottomFromText": 0,
            "w:vertAnchor": "page",
            "w:horzAnchor": "page",
            "w:tblpX": twips(x),
            "w:tblpY": twips(y),
        },
    )


# -- the design's style ------------------------------------------------------------------


def _style(box: Framed, draft: Draft) -> str:
    """The id of the design's table style; a box of one cell has its ground and rules there."""
    cell = _only_cell(box)
    name = table_style_name(box)
    if cell is not None and cell.fill is not None:
        name += f" {draft.looks.color_name(cell.fill)}"
    elif cell is not None and cell.borders:
        name += f" {draft.looks.color_name(cell.borders[0].color)}"
    number, title = 1, name
    while True:  # the same design with other rules gets a number
        identifier = camel(title)
        xml = _style_xml(identifier, title, cell)
        if draft.tables.setdefault(identifier, xml) == xml:
            return identifier
        number += 1
        title = f"{name} {number}"


def _only_cell(box: Framed) -> Cell | None:
    if len(box.rows) > 1 or len(box.rows[0].cells) > 1 or box.page_foot is not None:
        return None
    return box.rows[0].cells[0]


def _style_xml(identifier: str, name: str, cell: Cell | None) -> str:
    table_properties = {"tblInd": element("w:tblInd", {"w:w": 0, "w:type": "dxa"})}
    cell_properties: dict[str, str] = {}
    if cell is not None:
        table_properties["tblBorders"] = _borders("tblBorders", cell.borders)
        cell_properties["shd"] = formats.shading(hexadecimal(cell.fill)) if cell.fill else ""
    children = {
        "name": value("name", name),
        "basedOn": value("basedOn", "TableNormal"),
        "uiPriority": value("uiPriority", 30),
        "qFormat": "<w:qFormat/>",
        "tblPr": ordered("tblPr", table_properties),
        "tcPr": ordered("tcPr", cell_properties),
    }
    return named_style("table", identifier, children)


def _borders(parent: str, borders: tuple[Border, ...]) -> str:
    return ordered(
        parent, {b.side: formats.border(b.side, b.weight, hexadecimal(b.color)) for b in borders}
    )


# -- rows and cells ------------------------------------------------------------------------


@dataclass(slots=True)
class _Table:
    """One table in the making: its box, its grid, and whether its anchor is still to be set."""

    box: Framed
    draft: Draft
    edges: list[int]
    anchored: bool = False

    def rows(self) -> list[str]:
        """Every row as ``w:tr``."""
        rows = filled(self.box, self.draft.looks, placed=self.draft.placed)
        return [self._row(_sealed(row)) for row in rows]

    def _row(self, row: Row) -> str:
        height = ""
        if row.height:
            rule = "exact" if row.exact else "atLeast"
            height = element("w:trHeight", {"w:val": twips(row.height), "w:hRule": rule})
        ends = [min(end, self.edges[-1]) for end in (*_ends(row), self.edges[-1])]
        cells = [
            self._cell(cell, left, right)
            for cell, left, right in zip(row.cells, [0, *ends], ends, strict=False)
        ]
        return element("w:tr", None, f"<w:trPr><w:cantSplit/>{height}</w:trPr>", *cells)

    def _cell(self, cell: Cell, left: int, right: int) -> str:
        span = self.edges.index(right) - self.edges.index(left)
        alone = _only_cell(self.box) is not None  # its style says it all
        properties = {
            "tcW": element("w:tcW", {"w:w": right - left, "w:type": "dxa"}),
            "gridSpan": value("gridSpan", span) if span > 1 else "",
            "tcBorders": "" if alone else _borders("tcBorders", cell.borders),
            "shd": formats.shading(hexadecimal(cell.fill)) if cell.fill and not alone else "",
            "tcMar": _margins(cell),
            "vAlign": value("vAlign", cell.valign) if cell.valign != "top" else "",
        }
        room = (right - left) / 20 - cell.padding[1] - cell.padding[3]
        content = [self._content(item, room) for item in cell.content]
        return element("w:tc", None, ordered("tcPr", properties), *(content or [empty(GAP)]))

    def _content(self, item: Para | Art | Shown | Sketched, room: float) -> str:
        if isinstance(item, Art):
            return picture(item, self.draft)
        if isinstance(item, Shown):
            return photograph(item, self.draft)
        if isinstance(item, Sketched):
            return sketch(item, self.draft)
        if self.anchored or not self.box.id or not any(run.text for run in item.runs):
            return paragraph(item, self.draft, boxed=True, tab=room)
        self.anchored = True  # the box's own anchor is round the first words in it
        return paragraph(item, self.draft, boxed=True, tab=room, around=self._anchor)

    def _anchor(self, runs: str) -> str:
        box = self.box
        said = spoken_box(box)
        return self.draft.anchors.wrap(box.id, "box", box.span.file, said.text, runs, said.marks)


def _margins(cell: Cell) -> str:
    if not any(cell.padding):
        return ""
    sides = dict(zip(_SIDES, cell.padding, strict=True))
    return ordered(
        "tcMar",
        {
            side: element(f"w:{side}", {"w:w": twips(width), "w:type": "dxa"})
            for side, width in sides.items()
        },
    )
