"""A part of a table painted: grounds and rules as decoration, the text of cells as content.

Rows repeated over a part that goes on are no content: they are read once, where they stand
first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from typeset.color import Color
from typeset.display import Filled, Glyphs, Mark
from typeset.display_tables import PlacedTable, PlacedText
from typeset.flow_tables import TableRule
from typeset.geometry import Rect, rectangle
from typeset.layout.beside import drawn_notes, run_marks, spoken_notes
from typeset.layout.shapes import bar
from typeset.layout.sheet import Sheet
from typeset.layout.table_parts import CAPTION_GAP, LABEL, NOTE_GAP, Key, Parts, Piece
from typeset.layout.table_setting import MIDDLE, SetCell, SetTable, TextBlock
from typeset.record import dataclass

_INSET = 3.0  # points at the sides of a rule under a head over several columns


@dataclass(slots=True)
class PiecePainter:
    """Paints one part; ``elements`` are the structure elements of the table's texts."""

    piece: Piece
    box: Rect
    elements: Mapping[Key, int]
    sheet: Sheet
    tops: list[float] = field(default_factory=list)  # of the rows of the part, and their foot
    rows: list[int] = field(default_factory=list)  # which they are
    texts: list[PlacedText] = field(default_factory=list)

    def paint(self, *, sideways: bool = False) -> PlacedTable:
        """Paint it; what it says of itself for dumps and tests."""
        y = self._around(self.box.y)
        self._measure_rows(y)
        self._grounds()
        self._rules()
        head = self._parts.head
        rows = self.rows[head:]
        first, last = (rows[0], rows[-1]) if rows else (head, head)
        for number, cell in enumerate(self._set.cells):
            if cell.cell.row < head or (cell.last > first and cell.cell.row <= last):
                self._cell(number, cell)
        if self.piece.last == self._parts.end:
            self._notes()
        cuts = self._parts.cuts
        end = cuts[self.piece.last]
        return PlacedTable(
            id=self._set.table.id,
            design=self._set.table.look.design,
            part=self.piece.part,
            rect=self.box,
            rows=(cuts[self.piece.first].row, end.row + bool(end.lines)),
            edges=tuple(self.box.x + edge for edge in self._set.edges),
            texts=tuple(self.texts),
            sideways=sideways,
        )

    @property
    def _parts(self) -> Parts:
        return self.piece.parts

    @property
    def _set(self) -> SetTable:
        return self.piece.parts.set

    # -- above and below ---------------------------------------------------------------------

    def _around(self, y: float) -> float:
        """The texts over the head; where the head begins."""
        begun = y
        named = [("caption", self._set.caption), ("unit", self._set.unit)]
        if self.piece.first:
            named = [("continued", self._set.continued)]
        for kind, block in named:
            if block is not None:
                self._text((kind, 0), block, (0, len(block.lines)), y, repeated=kind == "continued")
                y += block.height
        return y + CAPTION_GAP if y > begun else y

    def _notes(self) -> None:
        y = self.tops[-1] + NOTE_GAP
        for number, block in enumerate(self._set.notes):
            self._text(("note", number), block, (0, len(block.lines)), y)
            y += block.height

    # -- rows --------------------------------------------------------------------------------

    def _measure_rows(self, y: float) -> None:
        """Where each row of the part begins, all of them stretched alike."""
        piece, parts = self.piece, self._parts
        a, b = parts.cuts[piece.first], parts.cuts[piece.last]
        stretch = parts.stretch(piece.first, piece.last, piece.lines)
        body = range(a.row, b.row + bool(b.lines))
        heights = {row: self._set.height(row) for row in (*range(parts.head), *body)}
        whole = parts.rows_height(piece.first, piece.last)
        if a.lines and a.row != b.row:
            heights[a.row] -= a.lines * parts.leading(a.row)
        if b.lines:
            heights[b.row] = b.lines * parts.leading(b.row) + 2 * self._set.above
            if a.row == b.row:
                heights[b.row] = whole
        self.rows = [*range(parts.head), *body]
        grown = whole - sum(heights[row] for row in body)
        self.tops = [y]
        for row in self.rows:
            over = grown if row == self.rows[-1] else 0.0
            self.tops.append(self.tops[-1] + heights[row] + stretch + over)

    def _index(self, row: int) -> int:
        """The place of a row among those of the part."""
        head = self._parts.head
        return row if row < head else row - self._parts.cuts[self.piece.first].row + head

    def _extent(self, cell: SetCell) -> tuple[int, int] | None:
        """The rows of the part (first, after the last) that a cell takes, None: not here."""
        head = self._parts.head
        if cell.cell.row < head:
            return cell.cell.row, cell.last
        inside = [row for row in self.rows[head:] if cell.cell.row <= row < cell.last]
        if not inside:
            return None
        return self._index(inside[0]), self._index(inside[-1]) + 1

    # -- cells -------------------------------------------------------------------------------

    def _cell(self, number: int, cell: SetCell) -> None:
        block, extent = cell.text, self._extent(cell)
        if block is None or extent is None:
            return
        parts, piece = self._parts, self.piece
        repeated = cell.cell.row < parts.head and piece.first > 0
        start, end = 0, cell.lines
        if cell.cell.row >= parts.head:
            start = parts.done(cell, parts.cuts[piece.first])
            end = parts.done(cell, parts.cuts[piece.last])
        if start == end:
            return
        top, foot = self.tops[extent[0]], self.tops[extent[1]]
        height = (end - start) * block.leading
        parted = start > 0 or end < cell.lines
        middle = not parted and self._in_middle(cell)
        y = top + (foot - top - height) / 2 if middle else top + self._set.above
        edges = self._set.edges
        left, right = edges[cell.cell.column], edges[cell.cell.column + cell.cell.columns]
        rect = Rect(self.box.x + left, top, right - left, foot - top)
        self._text(("cell", number), block, (start, end), y, cell=cell, rect=rect,
                   repeated=repeated)  # fmt: skip

    def _in_middle(self, cell: SetCell) -> bool:
        if cell.cell.row < self._parts.head or cell.cell.rows > 1:
            return True
        return max(mate.lines for mate in self._parts.rows[cell.cell.row]) <= MIDDLE

    def _text(
        self,
        key: Key,
        block: TextBlock,
        lines: tuple[int, int],
        y: float,
        *,
        cell: SetCell | None = None,
        rect: Rect | None = None,
        repeated: bool = False,
    ) -> None:
        """Lines of one text, their first line's top at ``y``."""
        x = self.box.x + block.x
        baseline = y + block.ascent
        shown = block.lines[lines[0] : lines[1]]
        marks: list[Mark] = []
        drawn: list[Mark] = []
        for number, line in enumerate(shown):
            at = baseline + number * block.leading
            marks += run_marks(line, x, at)
            marks += (mark for _, glyphs in spoken_notes(line, x, at) for mark in glyphs)
            drawn += drawn_notes(line, x, at)
        self._put(key, marks, repeated=repeated)
        if drawn:
            self.sheet.artifact(drawn)
        kind = key[0]
        if cell is not None and cell.cell.row < self._parts.head:
            kind = "head"
        self.texts.append(
            PlacedText(
                kind=kind,
                row=cell.cell.row if cell else -1,
                column=cell.cell.column if cell else -1,
                rect=rect or Rect(x, y, block.width, len(shown) * block.leading),
                lines=shown,
                first=lines[0],
                x=x,
                baseline=baseline,
                leading=block.leading,
                repeated=repeated,
            )
        )

    def _put(self, key: Key, marks: list[Mark], *, repeated: bool) -> None:
        """Marks as content of their text, those of a caption's number as its label."""
        label: list[Mark] = []
        left = self._set.table.label if key[0] == "caption" else 0
        while left > 0 and marks and isinstance(mark := marks[0], Glyphs):
            label.append(marks.pop(0))
            left -= len(mark.run.text)
        for name, own in (((LABEL, 0), label), (key, marks)):
            element = self.elements.get(name)
            if own and not repeated and element is not None:
                self.sheet.tagged(element, own)
            elif own:
                self.sheet.artifact(own)

    # -- grounds and rules -------------------------------------------------------------------

    def _grounds(self) -> None:
        look, edges = self._set.table.look, self._set.edges
        marks: list[Mark] = []
        head = self._parts.head
        if look.head_ground is not None and head:
            marks.append(self._field(0, head, 0, len(edges) - 1, look.head_ground))
        if look.band_ground is not None:
            for place, row in enumerate(self.rows):
                if place >= head and (row - self._set.table.head) % 2:
                    band = self._field(place, place + 1, 0, len(edges) - 1, look.band_ground)
                    marks.append(band)
        if look.stub_ground is not None:
            stubs = [c for c in self._set.cells if c.cell.names in ("row", "both")]
            for cell in stubs:
                if extent := self._extent(cell):
                    last = cell.cell.column + cell.cell.columns
                    marks.append(self._field(*extent, cell.cell.column, last, look.stub_ground))
        if marks:
            self.sheet.artifact(marks)

    def _field(self, first: int, last: int, left: int, right: int, color: Color) -> Filled:
        edges = self._set.edges
        rect = Rect(
            self.box.x + edges[left],
            self.tops[first],
            edges[right] - edges[left],
            self.tops[last] - self.tops[first],
        )
        return Filled(path=rectangle(rect), color=color)

    def _rules(self) -> None:
        marks: list[Mark] = [*self._across(), *self._down()]
        if marks:
            self.sheet.artifact(marks)

    def _across(self) -> Iterator[Filled]:
        """The rules across: over, under the head, between rows, under the table."""
        look, edges = self._set.table.look, self._set.edges
        whole = [(0.0, edges[-1])]
        yield from self._level(look.top, 0, whole)
        head = self._parts.head
        last = len(self.rows)
        for place in range(1, last):
            if place == head:
                yield from self._level(look.head, place, whole)
            elif place < head:
                rule = look.rows or look.head
                yield from self._level(rule, place, self._under_heads(place))
            else:
                yield from self._level(look.rows, place, self._free(place))
        yield from self._level(look.foot, last, whole)

    def _level(
        self, rule: TableRule | None, place: int, stretches: list[tuple[float, float]]
    ) -> Iterator[Filled]:
        if rule is None:
            return
        y = self.tops[place] - rule.weight / 2
        for left, right in stretches:
            run = Rect(self.box.x + left, y, right - left, rule.weight)
            yield Filled(path=bar(run), color=rule.color)

    def _under_heads(self, place: int) -> list[tuple[float, float]]:
        """Within a head: all free places if rows have rules, else under heads over columns."""
        if self._set.table.look.rows is not None:
            return self._free(place)
        edges = self._set.edges
        found = []
        for cell in self._set.cells:
            if cell.last == place and cell.cell.columns > 1:
                left, right = edges[cell.cell.column], edges[cell.cell.column + cell.cell.columns]
                found.append((left + _INSET, right - _INSET))
        return found

    def _free(self, place: int) -> list[tuple[float, float]]:
        """The stretches of a level that no cell goes through."""
        row, edges = self.rows[place], self._set.edges
        taken: set[int] = set()
        for cell in self._parts.spanning:
            if cell.cell.row < row < cell.last and self.rows[place - 1] != row:
                taken |= set(range(cell.cell.column, cell.cell.column + cell.cell.columns))
        found: list[tuple[float, float]] = []
        for column in range(len(edges) - 1):
            if column in taken:
                continue
            if found and found[-1][1] == edges[column]:
                found[-1] = (found[-1][0], edges[column + 1])
            else:
                found.append((edges[column], edges[column + 1]))
        return found

    def _down(self) -> Iterator[Filled]:
        """The rules down: at the sides, and between columns but not through a cell."""
        look, edges = self._set.table.look, self._set.edges
        for edge in (0, len(edges) - 1):
            yield from self._upright(look.sides, edge, 0, len(self.rows))
        if look.columns is None:
            return
        for edge in range(1, len(edges) - 1):
            taken = self._crossed(edge)
            start = 0
            for place in range(len(self.rows) + 1):
                if place == len(self.rows) or place in taken:
                    if place > start:
                        yield from self._upright(look.columns, edge, start, place)
                    start = place + 1

    def _crossed(self, edge: int) -> set[int]:
        """The rows of the part in which a cell goes over an edge of columns."""
        taken: set[int] = set()
        for cell in self._set.cells:
            if not cell.cell.column < edge < cell.cell.column + cell.cell.columns:
                continue
            if extent := self._extent(cell):
                taken |= set(range(*extent))
        return taken

    def _upright(
        self, rule: TableRule | None, edge: int, first: int, last: int
    ) -> Iterator[Filled]:
        if rule is None:
            return
        x = self.box.x + self._set.edges[edge] - rule.weight / 2
        run = Rect(x, self.tops[first], rule.weight, self.tops[last] - self.tops[first])
        yield Filled(path=bar(run), color=rule.color)
