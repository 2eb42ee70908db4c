"""A part of a table on its page, upright or turned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from typeset.display import Glyphs
from typeset.display_tables import PlacedTable
from typeset.geometry import Rect
from typeset.layout.setter import TextSetter
from typeset.layout.sheet import Sheet
from typeset.layout.table_paint import PiecePainter
from typeset.layout.table_parts import Key, Piece
from typeset.layout.table_setting import TextBlock
from typeset.layout.turn import anticlockwise
from typeset.text.measure import Measure


def paint_piece(
    piece: Piece, box: Rect, elements: Mapping[Key, int], setter: TextSetter, sheet: Sheet
) -> PlacedTable:
    """Paint a part into its box."""
    _tell(piece, setter)
    return PiecePainter(piece, box, elements, sheet).paint()


def paint_turned(
    piece: Piece, area: Rect, elements: Mapping[Key, int], setter: TextSetter, sheet: Sheet
) -> PlacedTable:
    """Paint a part turned anticlockwise: its head lies at the left of the page (顶左底右)."""
    _tell(piece, setter)
    own = Sheet()
    height = piece.parts.set.grid.box_height(piece.lines)
    box = Rect(0.0, 0.0, area.height, height)
    placed = PiecePainter(piece, box, elements, own).paint(sideways=True)
    for mark in anticlockwise(area).marks(own.marks()):
        sheet.content.append(replace(mark, rising=True) if isinstance(mark, Glyphs) else mark)
    return placed


def _tell(piece: Piece, setter: TextSetter) -> None:
    """What the line engine found in the texts of a table, told once, with its first part."""
    if piece.first:
        return
    for block in _blocks(piece):
        setter.set(block.paragraph, Measure(block.width))


def _blocks(piece: Piece) -> Iterator[TextBlock]:
    table = piece.parts.set
    around = (table.caption, table.unit, *table.notes)
    yield from (block for block in around if block is not None)
    yield from (cell.text for cell in table.cells if cell.text is not None)
