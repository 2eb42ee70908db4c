"""A table set to its measure: widths of columns, lines of cells, heights of rows.

Everything is in points. Cells are set by the line engine like any other text. In a cell
narrower than eight characters lines are not justified (CL-TB-04); in a column of numbers the
decimal points stand under each other, wherever the longest number leaves them (CL-TB-02).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from math import ceil

from typeset.display import SetLine
from typeset.flow import Paragraph, Run, TextRun
from typeset.flow_tables import Table, TableCell
from typeset.layout.frame import EM_BOX_ASCENT
from typeset.layout.setter import TextSetter
from typeset.record import dataclass
from typeset.style.resolved import Grid, Style
from typeset.table_widths import Across, Want, lacking, solve
from typeset.text.measure import Measure

NARROW = 8  # characters: no cell narrower than this is justified
LEAST_HAN = 3  # characters: so many must stand in a line of a cell, if it has them
MIDDLE = 3  # rows of up to so many lines have their cells in the middle
_HAIR = 0.05  # points, so that rounding breaks no line
_NEAR = 1e-6
# what holds together whatever the language: a Western word, or a number with its mark
_WORD = r"[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u3000-\u303f\uff00-\uffef]+"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """Lines of one paragraph, ``x`` points from the table's left edge."""

    paragraph: Paragraph
    lines: tuple[SetLine, ...]
    x: float
    width: float
    leading: float
    size: float

    @property
    def height(self) -> float:
        """So many lines."""
        return len(self.lines) * self.leading

    @property
    def ascent(self) -> float:
        """From a line's top to its baseline: the em box stands in its middle."""
        return (self.leading - self.size) / 2 + EM_BOX_ASCENT * self.size


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell and its lines (None: it is empty)."""

    cell: TableCell
    text: TextBlock | None

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return len(self.text.lines) if self.text else 0

    @property
    def last(self) -> int:
        """The row after its last one."""
        return self.cell.row + self.cell.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTable:
    """A table in lines. ``edges`` are the columns', ``tops`` the rows' from the first one on.

    ``tops`` has one more, the foot of the last row. The texts around the table are set to the
    measure. ``short`` is how much more its longest words would need, in points.
    """

    table: Table
    measure: float
    edges: tuple[float, ...]
    tops: tuple[float, ...]
    cells: tuple[SetCell, ...]
    grid: Grid
    short: float = 0.0
    caption: TextBlock | None = None
    unit: TextBlock | None = None
    continued: TextBlock | None = None
    notes: tuple[TextBlock, ...] = ()

    @property
    def above(self) -> float:
        """White over the lines of a cell, and under them."""
        return self.table.look.padding[0]

    def height(self, row: int) -> float:
        """The height of a row."""
        return self.tops[row + 1] - self.tops[row]


def set_table(table: Table, measure: float, style: Style, setter: TextSetter) -> SetTable:
    """The table in a measure."""
    return _Setting(table, measure, style, setter).made()


@dataclass(frozen=True, slots=True)
class _Setting:
    """What is asked while one table is set; ``numbers`` remembers the widths of a column's."""

    table: Table
    measure: float
    style: Style
    setter: TextSetter
    numbers: dict[int, tuple[float, float]] = field(default_factory=dict)

    def made(self) -> SetTable:
        with self.setter.trial():
            wants, across = self._wants(), self._across()
        edges = self._edges(wants, across)
        cells = tuple(SetCell(cell, self._cell(cell, edges)) for cell in self.table.cells)
        table = self.table
        return SetTable(
            table=table,
            measure=self.measure,
            edges=edges,
            tops=self._tops(cells),
            cells=cells,
            grid=self.style.grid,
            short=lacking(wants, across, self.measure),
            caption=self._around(table.caption),
            unit=self._around(table.unit),
            continued=self._around(table.continued),
            notes=tuple(block for note in table.notes if (block := self._around(note))),
        )

    def _around(self, paragraph: Paragraph | None) -> TextBlock | None:
        return None if paragraph is None else self._block(paragraph, 0.0, self.measure)

    def _block(self, paragraph: Paragraph, x: float, width: float) -> TextBlock:
        setting = self.setter.set(paragraph, Measure(width))
        return TextBlock(
            paragraph=paragraph,
            lines=setting.lines,
            x=x,
            width=width,
            leading=setting.leading,
            size=self._size(paragraph),
        )

    def _size(self, paragraph: Paragraph) -> float:
        return self.style.roles[paragraph.role].size

    # -- columns ---------------------------------------------------------------------------

    def _edges(self, wants: Sequence[Want], across: Sequence[Across]) -> tuple[float, ...]:
        edges = [0.0]
        for width in solve(wants, across, self.measure):
            edges.append(edges[-1] + width)
        edges[-1] = self.measure
        return tuple(edges)

    def _wants(self) -> list[Want]:
        wants = []
        for number, column in enumerate(self.table.columns):
            width = column.width
            if column.part is not None:
                width = column.part * self.measure
            cells = [c for c in self.table.cells if c.column == number and c.columns == 1]
            least, most = self._content(cells, number)
            wants.append(Want(least=least, most=most, width=width, share=column.share))
        return wants

    def _content(self, cells: Sequence[TableCell], column: int) -> tuple[float, float]:
        """The least and most width of the cells of one column, padding counted in."""
        sides = self._side(column, 0) + self._side(column, 1)
        least = max((self._least(cell) for cell in cells), default=0.0)
        most = max((self._most(cell) for cell in cells), default=0.0)
        number = sum(self._number_widths(column))
        return max(least, number) + sides + _HAIR, max(most, number) + sides + _HAIR

    def _across(self) -> list[Across]:
        found = []
        for cell in self.table.cells:
            if cell.columns > 1:
                last = cell.column + cell.columns - 1
                sides = self._side(cell.column, 0) + self._side(last, 1) + _HAIR
                found.append(
                    Across(
                        cell.column, cell.columns,
                        self._least(cell) + sides, self._most(cell) + sides,
                    )
                )  # fmt: skip
        return found

    def _side(self, column: int, side: int) -> float:
        """White at the left (0) or right (1) of a column."""
        look = self.table.look
        outer = column == (0, len(self.table.columns) - 1)[side]
        return look.edge if outer else look.padding[1]

    def _most(self, cell: TableCell) -> float:
        return self.setter.width_of(cell.paragraph) if cell.paragraph else 0.0

    def _least(self, cell: TableCell) -> float:
        """The longest word; of Han at least a few characters."""
        paragraph = cell.paragraph
        if paragraph is None:
            return 0.0
        most = self._most(cell)
        if paragraph.single_line:
            return most
        least = LEAST_HAN * self._size(paragraph)
        words = (w.group() for run in paragraph.runs if isinstance(run, TextRun)
                 for w in re.finditer(_WORD, run.text))  # fmt: skip
        longest = max(words, key=len, default="")
        if longest:
            first = next(r for r in paragraph.runs if isinstance(r, TextRun) and longest in r.text)
            alone = replace(paragraph, runs=(replace(first, text=longest),))
            least = max(least, self.setter.width_of(alone))
        return min(least, most)

    # -- cells -----------------------------------------------------------------------------

    def _number_widths(self, column: int) -> tuple[float, float]:
        """The widest part before and after the point among the numbers of a column."""
        if column not in self.numbers:
            before = after = 0.0
            for cell in self.table.cells:
                if cell.column == column and cell.columns == 1 and cell.point >= 0:
                    whole, head = self._halves(cell)
                    before, after = max(before, head), max(after, whole - head)
            self.numbers[column] = before, after
        return self.numbers[column]

    def _halves(self, cell: TableCell) -> tuple[float, float]:
        """The width of a number, and of what stands before its point."""
        paragraph = cell.paragraph
        if paragraph is None:
            return 0.0, 0.0
        runs = _cut(paragraph.runs, cell.point)
        head = self.setter.width_of(replace(paragraph, runs=runs)) if runs else 0.0
        return self.setter.width_of(paragraph), head

    def _cell(self, cell: TableCell, edges: Sequence[float]) -> TextBlock | None:
        if cell.paragraph is None:
            return None
        last = cell.column + cell.columns
        left = edges[cell.column] + self._side(cell.column, 0)
        width = max(edges[last] - self._side(last - 1, 1) - left, self._size(cell.paragraph))
        if cell.align == "decimal" and not cell.names:
            return self._number(cell, left, width)
        return self._block(_narrowed(cell.paragraph, width, self.style), left, width)

    def _number(self, cell: TableCell, left: float, width: float) -> TextBlock:
        """A number with its point where all points of its column stand; a dash in the middle."""
        paragraph = cell.paragraph
        assert paragraph is not None  # noqa: S101 - see above
        with self.setter.trial():
            before, after = self._number_widths(cell.column)
            own = self.setter.width_of(paragraph)
            head = self._halves(cell)[1] if cell.point >= 0 else 0.0
        start = left + (width - before - after) / 2
        x = start + before - head
        if cell.point < 0:
            x = left + (width - own) / 2
            if own > width:
                paragraph = replace(paragraph, single_line=False)
                return self._block(_narrowed(paragraph, width, self.style), left, width)
        return self._block(paragraph, x, own + _HAIR)

    # -- rows ------------------------------------------------------------------------------

    def _tops(self, cells: Sequence[SetCell]) -> tuple[float, ...]:
        """Where the rows begin: as high as their cells, those over several rows last."""
        empty = self._row_height(1, self._leading())
        heights = [empty] * self.table.rows
        for cell in sorted(cells, key=lambda each: each.cell.rows):
            if cell.text is None:
                continue
            rows = range(cell.cell.row, cell.last)
            need = self._row_height(cell.lines, cell.text.leading)
            lacks = need - sum(heights[row] for row in rows)
            for row in rows if lacks > 0 else ():
                heights[row] += lacks / len(rows)
        tops = [0.0]
        for height in heights:
            tops.append(tops[-1] + self._on_grid(height))
        return tuple(tops)

    def _leading(self) -> float:
        roles = [c.paragraph.role for c in self.table.cells if c.paragraph]
        return self.style.roles[roles[-1]].leading if roles else self.style.grid.pitch

    def _row_height(self, lines: int, leading: float) -> float:
        return lines * leading + 2 * self.table.look.padding[0]

    def _on_grid(self, height: float) -> float:
        pitch = self.style.grid.pitch
        return ceil(height / pitch - _NEAR) * pitch if self.table.look.on_grid else height


def _narrowed(paragraph: Paragraph, width: float, style: Style) -> Paragraph:
    """The paragraph with its lines left ragged where they would be too short to be justified."""
    role = style.roles[paragraph.role]
    if (paragraph.align or role.align) == "justify" and width < NARROW * role.size:
        return replace(paragraph, align="start")
    return paragraph


def _cut(runs: Iterable[Run], count: int) -> tuple[Run, ...]:
    """The first so many characters."""
    made: list[Run] = []
    for run in runs:
        if count <= 0:
            break
        if isinstance(run, TextRun):
            made.append(replace(run, text=run.text[:count]))
            count -= len(run.text)
    return tuple(made)
