"""How high a table comes out, and rows made higher so that it fills its lines of the grid.

On fixed pages a box occupies whole lines, so that the text after it keeps to the grid. Word
makes a row as high as its text needs; what is missing is shared by the rows that hold text.
"""

from __future__ import annotations

from dataclasses import replace

from typeset.docx.looks import Looks
from typeset.reflow import Art, Cell, Framed, Para, ReRun, Row, Shown, Sketched
from typeset.style.resolved import Grid

_SHARE = 0.5  # of what a box in a column lacks
_ROOM = 1.05  # least line height of a run larger than its paragraph, in its sizes


def filled(box: Framed, looks: Looks, *, placed: bool = False) -> tuple[Row, ...]:
    """The rows, so high that the box takes the lines it has on fixed pages.

    ``placed`` is one that has the white of those pages around it, and so is as high.
    """
    if not box.lines:
        return box.rows
    natural = [_row_height(row, looks) for row in box.rows]
    grid = looks.style.grid
    if placed:
        missing = grid.box_height(box.lines) + box.rise - sum(natural)
    else:
        missing = _missing(box, sum(natural), grid)
    growing = [i for i, row in enumerate(box.rows) if not row.exact and _has_text(row)]
    if missing <= 0 or not growing:
        return box.rows
    said = [i for i in growing if not box.rows[i].height]
    growing = (
        growing[-1:] if box.ground else said or growing
    )  # what stands on a field stands together
    share = missing / len(growing)
    return tuple(
        replace(row, height=natural[i] + share) if i in growing else row
        for i, row in enumerate(box.rows)
    )


def _missing(box: Framed, natural: float, grid: Grid) -> float:
    """What the box lacks of its lines; of a box in a column, half.

    Word's lines are a little looser than those of the pages: without this room a column that
    ends with its box would push it to the next page.
    """
    across = box.width > grid.column_width + 1
    lines = box.lines - 1 if box.stands == "head" else box.lines  # its field begins at the trim
    missing = grid.box_height(lines) - natural
    return missing if across else missing * _SHARE


def _row_height(row: Row, looks: Looks) -> float:
    """The least height of a row: that of its highest cell, every paragraph on one line."""
    return max([row.height, *(_cell_height(cell, looks) for cell in row.cells)])


def _cell_height(cell: Cell, looks: Looks) -> float:
    top, _, bottom, _ = cell.padding
    return top + bottom + sum(_height(item, looks) for item in cell.content)


def _height(item: Para | Art | Shown | Sketched, looks: Looks) -> float:
    if isinstance(item, Art | Shown | Sketched):
        return item.height
    lines = 1 + sum(run.line_break for run in item.runs)
    return lines * max(leading(item, looks), room(item, looks))


def leading(para: Para, looks: Looks) -> float:
    """The line height of the paragraph's role at the paragraph's size, in points."""
    role = looks.role(para.role)
    return role.leading * (para.size or role.size) / role.size


def room(para: Para, looks: Looks) -> float:
    """The line height that the paragraph's largest run needs, in points."""
    own = para.size or looks.role(para.role).size
    return max((run_size(run, para, looks) for run in para.runs), default=own) * _ROOM


def run_size(run: ReRun, para: Para, looks: Looks) -> float:
    """The size of a run: its own, its role's or its paragraph's."""
    if run.size is not None:
        return run.size
    if run.role:
        return looks.role(run.role).size
    return para.size or looks.role(para.role).size


def _has_text(row: Row) -> bool:
    return any(isinstance(item, Para) for cell in row.cells for item in cell.content)
