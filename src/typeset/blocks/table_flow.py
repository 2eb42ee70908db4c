"""A table as the primitive of fixed pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from typeset.blocks import caption, table_looks, words
from typeset.blocks.scope import Scope
from typeset.blocks.table_cells import Cell
from typeset.blocks.table_columns import number_text, point_of
from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.flow import Kern, Paragraph, Run, TextRun
from typeset.flow_tables import Table, TableAlign, TableCell, TableColumn
from typeset.model.inline import plain
from typeset.model.nodes import Scalar
from typeset.style.tables import TableSpec
from typeset.style.units import Length

if TYPE_CHECKING:
    from typeset.blocks.table import Table as TableBlock

_SHARE = re.compile(r"\d+(\.\d+)?(fr|\*)?")
_PART = re.compile(r"(\d+(\.\d+)?)%")
Names = Literal["", "column", "row", "both"]


def flow_table(block: TableBlock, scope: Scope) -> Table | None:
    """The table for fixed pages; None after a finding."""
    spec = table_looks.design(block, scope)
    columns = columns_of(block, scope)
    if spec is None:
        return None
    attrs, text = block.attrs, table_looks.attribute_text
    notes = [table_looks.note_paragraph(child, scope) for child in block.remarks]
    source = text(attrs.source, spec.note_role, attrs.source_span)
    number = scope.numbers.get(block.id)
    continued = spec.continued.format(
        caption=attrs.caption,
        label=number.label if number else "",
        number=number.number if number else "",
    )
    return Table(
        id=block.id,
        columns=columns,
        rows=block.rows,
        cells=tuple(_cells(block, spec, scope)),
        look=table_looks.look(spec, attrs.design or scope.style.table, scope),
        head=block.head,
        caption=_caption(block, spec, scope),
        label=len(scope.numbers.label(block.id)),
        unit=text(attrs.unit, spec.unit_role, attrs.unit_span),
        continued=text(continued, spec.unit_role, block.span, align="end"),
        notes=(*notes, *([source] if source else [])),
        spans=spans(block),
        sideways=attrs.sideways,
        span=block.span,
    )


def _caption(block: TableBlock, spec: TableSpec, scope: Scope) -> Paragraph | None:
    inlines = block.caption_text()
    if not inlines:
        return None
    made = caption.paragraph(block.id, inlines, scope, spec.caption_role, block.attrs.caption_span)
    label, *rest = made.runs
    if isinstance(label, TextRun) and label.tag == "Lbl":  # in the look of the caption itself
        label = replace(label, role=spec.caption_role, autospace=False)
    return replace(made, runs=(label, *rest), align=spec.caption_align)


def spans(block: TableBlock) -> int:
    """How many columns of the page it spans, 0 for all."""
    return 0 if block.attrs.span_ == "full" else 1


# -- columns ------------------------------------------------------------------------------


def columns_of(block: TableBlock, scope: Scope) -> tuple[TableColumn, ...]:
    """The columns with the widths asked for."""
    asked = block.attrs.widths.replace(",", " ").split()
    if len(asked) > block.columns:
        message = f"{len(asked)} widths for {block.columns} columns"
        scope.sink.error("content/value", message, block.attrs.widths_span)
    padded = (*asked, *("auto",) * block.columns)
    return tuple(
        _column(word, align, block.attrs.widths_span, scope)
        for word, align in zip(padded, block.aligns, strict=False)
    )


def _column(word: str, align: TableAlign, span: Span, scope: Scope) -> TableColumn:
    if word == "auto":
        return TableColumn(align=align)
    if _SHARE.fullmatch(word):
        return TableColumn(align=align, share=float(word.rstrip("fr*")))
    if part := _PART.fullmatch(word):
        return TableColumn(align=align, part=float(part[1]) / 100)
    found = Sink()
    length = Length.parse(Scalar(word, word, span), found)
    if length is None:
        message = f"'{word}' is no width of a column"
        hint = "write auto, a share (2), a length (30mm, 6zw) or a part (25%)"
        scope.sink.error("content/value", message, span, hint)
        return TableColumn(align=align)
    return TableColumn(align=align, width=length.points(scope.style.grid.zw))


# -- cells --------------------------------------------------------------------------------


def _cells(block: TableBlock, spec: TableSpec, scope: Scope) -> Iterator[TableCell]:
    widest = _widest_names(block)
    for cell in block.cells:
        names = names_of(cell, block)
        role = spec.head_role if cell.row < block.head else spec.cell_role
        align = align_of(cell, block)
        runs = words.runs(cell.inlines, role, scope)
        if align == "distribute" and cell.row >= block.head:
            runs = _distributed(runs, widest[cell.column], scope.style.roles[role].size)
        yield TableCell(
            row=cell.row,
            column=cell.column,
            rows=cell.rows,
            columns=cell.columns,
            paragraph=_paragraph(runs, role, names, align, cell.span),
            names=names,
            align=align,
            point=point(cell) if align == "decimal" else -1,
        )


def names_of(cell: Cell, block: TableBlock) -> Names:
    """What a cell is the head of."""
    heads, stubs = cell.row < block.head, cell.column < block.attrs.stub
    if heads:
        corner = stubs and cell.rows >= block.head and not plain(cell.inlines)
        return "both" if corner else "column"
    return "row" if stubs else ""


def align_of(cell: Cell, block: TableBlock) -> TableAlign:
    """How a cell stands: heads in the middle over all but columns of text."""
    own = block.aligns[cell.column]
    if cell.row >= block.head:
        return own if cell.columns == 1 else ("center" if own == "decimal" else own)
    if cell.columns > 1:
        return "center"
    return own if own in ("start", "end") else "center"


def point(cell: Cell) -> int:
    """Where the point of a number stands among all its characters; -1 where it is none."""
    place = point_of(cell.inlines)
    if place < 0:
        return -1
    whole = plain(cell.inlines)
    return whole.index(number_text(cell.inlines)) + place


def _paragraph(
    runs: tuple[Run, ...], role: str, names: Names, align: TableAlign, span: Span
) -> Paragraph | None:
    if not runs:
        return None
    kinds: dict[str, Literal["justify", "start", "center", "end"]] = {
        "center": "center", "end": "end", "justify": "justify",
    }  # fmt: skip
    return Paragraph(
        runs=runs,
        role=role,
        tag="TH" if names else "TD",
        align=kinds.get(align, "start"),
        exact=True,
        single_line=align == "decimal" and not names,
        flush=True,
        span=span,
    )


def _widest_names(block: TableBlock) -> dict[int, int]:
    """By column: the characters of the longest name in it."""
    widest: dict[int, int] = {}
    for cell in block.cells:
        if cell.row >= block.head:
            count = len(plain(cell.inlines))
            widest[cell.column] = max(widest.get(cell.column, 0), count)
    return widest


def _distributed(runs: tuple[Run, ...], widest: int, size: float) -> tuple[Run, ...]:
    """A name spread to the width of the longest one (CL-TB-01), if all of it is Han."""
    (first, *others) = runs or (Kern(0.0),)
    if others or not isinstance(first, TextRun) or not 1 < len(first.text) < widest:
        return runs
    text = first.text
    if not all(unicodedata.east_asian_width(char) == "W" for char in text):
        return runs
    gap = Kern((widest - len(text)) * size / (len(text) - 1))
    made: list[Run] = []
    for number, char in enumerate(text):
        place = first.span.at(number) if first.span != NOWHERE else NOWHERE
        made += [*([gap] if number else []), replace(first, text=char, span=place)]
    return tuple(made)
