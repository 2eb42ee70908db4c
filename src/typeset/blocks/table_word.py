"""A table as the primitive of editable outputs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal
from unicodedata import east_asian_width

from typeset.blocks import caption, table_looks, words
from typeset.blocks.paragraph import Paragraph
from typeset.blocks.scope import Scope
from typeset.blocks.table_cells import Cell
from typeset.blocks.table_decimals import lacking, white_after
from typeset.blocks.table_flow import align_of, columns_of, names_of, point, spans
from typeset.color import Color
from typeset.flow_tables import TableAlign, TableLook, TableRule
from typeset.model.inline import plain
from typeset.reflow import Border, DataTable, GridCell, Para, ReRun
from typeset.style.tables import TableSpec
from typeset.table_widths import Across, Want, solve

if TYPE_CHECKING:
    from typeset.blocks.table import Table as TableBlock

_ALIGNS: dict[TableAlign, Literal["justify", "start", "center", "end"]] = {
    "start": "start", "center": "center", "end": "end", "decimal": "end", "justify": "justify",
    "distribute": "start",
}  # fmt: skip
_LEAST = 4.0  # em of a column's text that stand in one line


def word_table(block: TableBlock, scope: Scope) -> DataTable | None:
    """The table for Word; None after a finding."""
    spec = table_looks.design(block, scope)
    if spec is None:
        return None
    attrs = block.attrs
    look = table_looks.look(spec, attrs.design or scope.style.table, scope)
    para = table_looks.attribute_para
    notes = [_note(child, scope) for child in block.remarks]
    source = para(attrs.source, spec.note_role, "source", attrs.source_span, keep=False)
    full = spans(block) == 0
    return DataTable(
        id=block.id,
        style=look.design,
        widths=_widths(block, scope, _measure(block, full, scope), look),
        rows=block.rows,
        head=block.head,
        cells=tuple(_cells(block, spec, look, scope)),
        borders=tuple(_borders(look)),
        padding=look.padding,
        caption=_caption(block, spec, scope),
        unit=para(attrs.unit, spec.unit_role, "unit", attrs.unit_span, keep=True),
        notes=(*notes, *([source] if source else [])),
        description=_description(block),
        full=full,
        sideways=attrs.sideways,
        span=block.span,
    )


def _caption(block: TableBlock, spec: TableSpec, scope: Scope) -> Para | None:
    attrs = block.attrs
    made = table_looks.attribute_para(
        attrs.caption, spec.caption_role, "caption", attrs.caption_span, keep=True
    )
    if made is None:
        return None
    label = tuple(replace(run, role="") for run in caption.label_runs(block.id, scope))
    return replace(made, label=label, label_of=block.id, align=spec.caption_align)


def _measure(block: TableBlock, full: bool, scope: Scope) -> float:
    grid = scope.style.grid
    if block.attrs.sideways:
        return grid.height
    return grid.width if full else grid.column_width


def _note(child: Paragraph, scope: Scope) -> Para:
    runs = words.reruns(child.inlines, child.role, scope)
    return Para(role=child.role, runs=runs, id=child.id, span=child.span)


def _description(block: TableBlock) -> str:
    heads = [plain(cell.inlines) for cell in block.cells if cell.row < block.head]
    words_ = "、".join(head for head in heads if head)
    return f"{block.attrs.caption}：{words_}".strip("：")


# -- columns ------------------------------------------------------------------------------


def _widths(block: TableBlock, scope: Scope, measure: float, look: TableLook) -> tuple[float, ...]:
    """Widths in points that sum to the measure, by what the characters of the cells ask for."""
    size = scope.style.roles["table-cell"].size if "table-cell" in scope.style.roles else 9.0
    sides = 2 * max(look.padding[1], look.edge)
    wants, across = [], []
    for number, column in enumerate(columns_of(block, scope)):
        width = column.width if column.part is None else column.part * measure
        ems = [_ems(c) for c in block.cells if c.column == number and c.columns == 1]
        most = max(ems, default=0.0) * size + sides
        least = min(most, _LEAST * size + sides)
        wants.append(Want(least=least, most=most, width=width, share=column.share))
    for cell in block.cells:
        if cell.columns > 1:
            most = _ems(cell) * size + sides
            across.append(Across(cell.column, cell.columns, min(most, sides), most))
    return solve(wants, across, measure)


def _ems(cell: Cell) -> float:
    """The width of a cell's text on one line in em, near enough: Han 1, others a little over ½."""
    text = plain(cell.inlines)
    return sum(1.0 if east_asian_width(char) in "WF" else 0.56 for char in text) + 0.5


# -- cells --------------------------------------------------------------------------------


def _cells(block: TableBlock, spec: TableSpec, look: TableLook, scope: Scope) -> Iterator[GridCell]:
    short = lacking(block.cells, lambda cell: _decimal(cell, block))
    for number, cell in enumerate(block.cells):
        role = spec.head_role if cell.row < block.head else spec.cell_role
        runs = words.reruns(cell.inlines, role, scope)
        yield GridCell(
            row=cell.row,
            column=cell.column,
            rows=cell.rows,
            columns=cell.columns,
            number=number,
            content=Para(
                role=role,
                runs=_keyed(runs, number),
                align=_ALIGNS[align_of(cell, block)],
                setting=white_after(short.get(number, 0.0), scope.style.roles[role].size),
                span=cell.span,
            ),
            fill=_fill(cell, block, look),
            borders=tuple(_own_borders(cell, block, look)),
            names=names_of(cell, block),
        )


def _decimal(cell: Cell, block: TableBlock) -> int:
    """Where the decimal point of a number aligned on it stands; -1 where none is."""
    if cell.row < block.head or align_of(cell, block) != "decimal":
        return -1
    return point(cell)


def _keyed(runs: tuple[ReRun, ...], number: int) -> tuple[ReRun, ...]:
    """The runs, named as the cell with this number."""
    return tuple(replace(run, part=f"{number}.cell") for run in runs)


def _fill(cell: Cell, block: TableBlock, look: TableLook) -> Color | None:
    if cell.row < block.head:
        return look.head_ground
    if cell.column < block.attrs.stub and look.stub_ground is not None:
        return look.stub_ground
    return look.band_ground if (cell.row - block.head) % 2 else None


def _borders(look: TableLook) -> Iterator[Border]:
    """The rules round the whole."""
    for side, rule in (("top", look.top), ("bottom", look.foot), ("left", look.sides),
                       ("right", look.sides)):  # fmt: skip
        if rule is not None:
            yield _border(side, rule)


def _own_borders(cell: Cell, block: TableBlock, look: TableLook) -> Iterator[Border]:
    """The rules between it and its neighbours."""
    below = cell.row + cell.rows
    under = look.head if below == block.head else look.rows
    if under is not None and below < block.rows:
        yield _border("bottom", under)
    elif look.head is not None and cell.row < block.head and cell.columns > 1:
        yield _border("bottom", look.head)  # under a head over several columns
    if look.columns is not None and cell.column + cell.columns < block.columns:
        yield _border("right", look.columns)


def _border(side: str, rule: TableRule) -> Border:
    return Border(side=side, weight=rule.weight, color=rule.color)  # type: ignore[arg-type]
