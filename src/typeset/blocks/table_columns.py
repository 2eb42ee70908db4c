"""How the columns of a table are aligned: as asked for, else by what stands in them.

CL-TB-01 and CL-TB-02: text at the left, numbers on their decimal point, short labels in the
middle. A dash, an ellipsis or a slash stands for a value that there is none of (GB/T 7713.1)
and does not make a column of numbers one of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import cast

from typeset.blocks.table_cells import Cell
from typeset.flow_tables import TableAlign
from typeset.model.inline import Inline, Sup, plain

_NUMBER = (  # compiled, and kept by ``re``, when a table is first looked at
    r"""
    (?P<whole>
      [<>≤≥＜＞≈≮≯约±+＋\u2212–\-－*]{0,2} [ ]? [¥￥$€]?
      (?: \d{1,3} (?:[,，\u2009\u202f\u00a0 ]\d{3})+ | \d+ )
    )
    (?: (?P<point>[.．·]) \d+ )?
    (?: [ ]? (?:%|‰|％|°|℃|[A-Za-z]{1,3}|个百分点) )?
    """
)
_NONE = re.compile(r"[—–\-－…─/／×‥]{1,3}|\.{2,3}|-{2}|")
_LABEL = 6  # characters up to which all cells of a column are labels
WORDS: dict[str, TableAlign] = {
    "start": "start", "left": "start", "center": "center", "centre": "center", "end": "end",
    "right": "end", "decimal": "decimal", "justify": "justify", "distribute": "distribute",
}  # fmt: skip


def point_of(inlines: Sequence[Inline]) -> int:
    """How many characters of a number stand before its point; -1 where it is no number.

    A raised mark of a note behind the number does not count.
    """
    found = re.fullmatch(_NUMBER, number_text(inlines), re.VERBOSE)
    return -1 if found is None else len(found["whole"])


def number_text(inlines: Sequence[Inline]) -> str:
    """The characters before any raised mark at the end."""
    kept = list(inlines)
    while kept and isinstance(kept[-1], Sup):
        kept.pop()
    return plain(kept).strip()


def is_none(inlines: Sequence[Inline]) -> bool:
    """Whether the cell is empty, or says that there is no value."""
    return _NONE.fullmatch(number_text(inlines)) is not None


def aligned(cells: Iterable[Cell], head: int, asked: Sequence[str]) -> tuple[TableAlign, ...]:
    """The alignment of each column; ``asked`` is what the dashes say ("" : nothing)."""
    body: list[list[Cell]] = [[] for _ in asked]
    for cell in cells:
        if cell.row >= head and cell.columns == 1:
            body[cell.column].append(cell)
    pairs = enumerate(zip(body, asked, strict=True))
    return tuple(_aligned(column, own, number) for number, (column, own) in pairs)


def _aligned(cells: list[Cell], asked: str, number: int) -> TableAlign:
    values = [cell for cell in cells if not is_none(cell.inlines)]
    numbers = bool(values) and all(point_of(cell.inlines) >= 0 for cell in values)
    if numbers and asked in ("", "center", "end"):
        return "decimal"
    if asked:
        return cast("TableAlign", asked)
    labels = bool(values) and all(_is_label(cell) for cell in values)
    return "center" if number and labels else "start"


def _is_label(cell: Cell) -> bool:
    return len(plain(cell.inlines)) <= _LABEL
