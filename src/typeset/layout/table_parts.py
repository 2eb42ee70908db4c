"""Where a table may be parted, and how high its parts are.

A part is what one column or page holds: (the caption, or the label of a table that goes on),
the head, rows, and after the last row the notes. Between rows it may always be parted, inside
a row only at a line, and only where the row is so high that it would leave too much white. A
cell over several rows is parted last of all, at a line too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import ceil, floor

from typeset.layout.table_setting import SetCell, SetTable, TextBlock
from typeset.record import dataclass

TALL = 10
"""Rows higher than so many grid lines may be parted inside their cells."""

SHARE = 3
"""No repeated head, and no row that is kept whole, is higher than this part of a page."""

LEAST_LINES = 2
"""So many lines of a parted row at least stay together on either side (CL-TB-03)."""

CAPTION_GAP = 3.0  # points between the texts above a table and its first rule
NOTE_GAP = 4.0  # points between its last rule and its notes

LONE_ROW = 4500.0
"""A single row under the head at a foot, or a single last row in the next part."""

LOW = 3
"""Only a row lower than so many grid lines is lost on its own."""

SMALL = 14
"""A table of no more grid lines is kept whole …"""

PARTED_SMALL = 4500.0
"""… unless this is the lesser evil."""

IN_ROW = 40.0
"""A cut between the lines of a row …"""

IN_GROUP = 60.0
"""… or between rows that one cell holds together, its text all above the cut …"""

IN_CELL = 220.0
"""… or not."""

STRETCH = 5.0
"""So many points at most each row of a part may be made higher, to end at the foot."""

_NEAR = 1e-6

LABEL = "label"
"""The number before a caption."""

Key = tuple[str, int]
"""``("cell", 3)``, ``("caption", 0)``, ``("note", 1)``: which text of a table."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place between two parts: before ``row``, or after so many ``lines`` of it."""

    row: int
    lines: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Parts:
    """A set table with its cuts; the first and last of them are its ends.

    ``rows`` are the cells of one row, by their row; ``spanning`` those over several.
    """

    set: SetTable
    cuts: tuple[Cut, ...]
    head: int  # rows repeated over every part
    rows: tuple[tuple[SetCell, ...], ...]
    spanning: tuple[SetCell, ...]

    @property
    def end(self) -> int:
        """The number of the last cut."""
        return len(self.cuts) - 1

    # -- heights -----------------------------------------------------------------------------

    def height(self, first: int, last: int) -> float:
        """The height of the part between two cuts, in points."""
        height = self.lead(first) + self.set.tops[self.head]
        height += self.rows_height(first, last)
        if last == self.end:
            height += sum(note.height for note in self.set.notes) + NOTE_GAP * bool(self.set.notes)
        return height

    def lead(self, first: int) -> float:
        """What stands over the head of a part that begins at this cut."""
        height = sum(block.height for block in self.leads(first))
        return height + CAPTION_GAP if height else 0.0

    def leads(self, first: int) -> list[TextBlock]:
        """The texts over the head of a part."""
        own = (self.set.caption, self.set.unit) if not first else (self.set.continued,)
        return [block for block in own if block is not None]

    def rows_height(self, first: int, last: int) -> float:
        """The height of the rows of a part, its head not counted."""
        a, b, tops = self.cuts[first], self.cuts[last], self.set.tops
        if a.row == b.row:
            return (b.lines - a.lines) * self.leading(a.row) + 2 * self.set.above
        height = tops[b.row] - tops[a.row] - a.lines * self.leading(a.row)
        if b.lines:
            height += b.lines * self.leading(b.row) + 2 * self.set.above
        return height + self._grown(a, b)

    def leading(self, row: int) -> float:
        """The way from line to line in the cells of a row."""
        return _leading([*self.rows[row], *_through(row, self.spanning)])

    def _grown(self, a: Cut, b: Cut) -> float:
        """What a part needs besides, for the rest of cells that the cut above it went through."""
        grown, tops = 0.0, self.set.tops
        for cell in self.spanning:
            if cell.text is None or not cell.cell.row < a.row < cell.last:
                continue
            lines = self.done(cell, b) - self.done(cell, a)
            if lines > 0:
                room = tops[min(cell.last, b.row)] - tops[a.row] - a.lines * cell.text.leading
                need = lines * cell.text.leading + 2 * self.set.above
                grown = max(grown, need - room)
        return grown

    def done(self, cell: SetCell, cut: Cut) -> int:
        """How many lines of a cell stand above a cut."""
        if cell.text is None or cell.last <= cut.row:
            return cell.lines
        if cell.cell.row > cut.row or (cell.cell.row == cut.row and not cut.lines):
            return 0
        if cell.cell.row == cut.row:
            return min(cut.lines, cell.lines)
        room = self.set.tops[cut.row] - self.set.tops[cell.cell.row] - 2 * self.set.above
        room += cut.lines * cell.text.leading
        return min(cell.lines, max(0, floor(room / cell.text.leading + _NEAR)))

    # -- in grid lines -----------------------------------------------------------------------

    def depth(self, first: int, last: int) -> int:
        """The grid lines that a part takes."""
        grid = self.set.grid
        air = grid.pitch - grid.zw
        return max(1, ceil((self.height(first, last) + air) / grid.pitch - _NEAR))

    def fit(self, first: int, lines: int) -> int:
        """The last cut up to which a part from ``first`` on fits into so many lines.

        ``first`` itself if nothing does.
        """
        best = first
        for last in range(first + 1, len(self.cuts)):
            if self.depth(first, last) <= lines:
                best = last
            elif self.cuts[last].row > self.cuts[best].row + 1:
                break
        return best

    def stretch(self, first: int, last: int, lines: int) -> float:
        """How much higher each row of a part may be, so that it fills so many lines."""
        rows = self.row_count(first, last) + self.head
        over = self.set.grid.box_height(lines) - self.height(first, last)
        return min(max(0.0, over) / max(1, rows), STRETCH)

    def fills(self, first: int, last: int, lines: int) -> bool:
        """Whether its rows, made a little higher, end at the foot of so many lines."""
        rows = self.row_count(first, last) + self.head
        over = self.set.grid.box_height(lines) - self.height(first, last)
        return over <= rows * STRETCH + _NEAR

    def row_count(self, first: int, last: int) -> int:
        """The rows of a part, parted ones counted."""
        a, b = self.cuts[first], self.cuts[last]
        return b.row - a.row + bool(b.lines)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a table between two cuts, in so many grid lines; it is the ``part``-th."""

    parts: Parts
    first: int
    last: int
    lines: int
    part: int = 1


def parts_of(table: SetTable) -> Parts:
    """The table with every place where it may be parted."""
    count, grid = table.table.rows, table.grid
    head = table.table.head
    if head >= count or table.tops[head] > grid.height / SHARE:
        head = 0  # a head as high as this is not repeated, but parted like the rest
    rows: list[list[SetCell]] = [[] for _ in range(count)]
    spanning = []
    for cell in table.cells:
        if cell.cell.rows == 1:
            rows[cell.cell.row].append(cell)
        else:
            spanning.append(cell)
    inner = _inner(table, head, rows, spanning)
    cuts = (Cut(head), *inner, Cut(count))
    parts = Parts(table, cuts, head, tuple(tuple(row) for row in rows), tuple(spanning))
    if parts.depth(0, parts.end) > SMALL:
        return parts
    dear = (replace(cut, cost=cut.cost + PARTED_SMALL) for cut in cuts)
    return replace(parts, cuts=tuple(dear))


def _inner(
    table: SetTable, head: int, rows: list[list[SetCell]], spanning: list[SetCell]
) -> Iterator[Cut]:
    for row in range(head, len(rows)):
        if row > head:
            yield Cut(row, cost=_cost(table, row, spanning) + _lone(table, row, head))
        if table.height(row) > min(TALL * table.grid.pitch, table.grid.height / SHARE):
            most = _lines(table, row, rows[row], _through(row, spanning))
            for lines in range(LEAST_LINES, most - LEAST_LINES + 1):
                yield Cut(row, lines, IN_ROW)


def _through(row: int, spanning: Sequence[SetCell]) -> list[SetCell]:
    """The cells over several rows that this row is one of."""
    return [cell for cell in spanning if cell.cell.row <= row < cell.last]


def _leading(cells: Iterable[SetCell]) -> float:
    return max((cell.text.leading for cell in cells if cell.text), default=0.0)


def _lines(table: SetTable, row: int, own: list[SetCell], through: list[SetCell]) -> int:
    """The lines between which a row may be parted: of its cells, and of those it is a part of."""
    most = max((cell.lines for cell in own), default=0)
    if not any(cell.text for cell in through):
        return most
    room = table.height(row) - 2 * table.above
    return max(most, floor(room / _leading([*own, *through]) + _NEAR))


def _lone(table: SetTable, row: int, head: int) -> float:
    """A low row alone under its head, or alone in the last part."""
    alone = [row - 1] if row == head + 1 else []
    alone += [row] if row == table.table.rows - 1 else []
    low = any(table.height(each) < LOW * table.grid.pitch for each in alone)
    return LONE_ROW if low else 0.0


def _cost(table: SetTable, row: int, spanning: list[SetCell]) -> float:
    """What a cut before a row costs for the cells that it goes through."""
    cost = 0.0
    for cell in spanning:
        if cell.cell.row < row < cell.last:
            height = table.tops[row] - table.tops[cell.cell.row]
            need = cell.text.height + 2 * table.above if cell.text else 0.0
            cost = max(cost, IN_GROUP if need <= height + _NEAR else IN_CELL)
    return cost
