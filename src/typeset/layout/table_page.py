"""A part of a table on its page, upright or turned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from typeset.display import (
    ArtifactClose,
    ArtifactOpen,
    ClipEnd,
    ClipStart,
    Destination,
    Filled,
    Glyphs,
    LinkArea,
    Mark,
    Pictured,
    Stroked,
    TagClose,
    TagOpen,
)
from typeset.display_tables import PlacedTable
from typeset.geometry import Path, Rect
from typeset.layout.setter import TextSetter
from typeset.layout.sheet import Sheet
from typeset.layout.table_paint import PiecePainter
from typeset.layout.table_parts import Key, Piece
from typeset.layout.table_setting import TextBlock
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
    sheet.content += rising_marks(own.marks(), area)
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


# -- turned ---------------------------------------------------------------------------------


def rising_marks(marks: Iterable[Mark], area: Rect) -> Iterator[Mark]:
    """Marks turned anticlockwise into an area, whose lower left corner their corner becomes."""
    for mark in marks:
        match mark:
            case Glyphs():
                x, y = _point(mark.x, mark.y, area)
                yield replace(mark, x=x, y=y, rising=True)
            case Destination():
                x, y = _point(mark.x, mark.y, area)
                yield replace(mark, x=x, y=y)
            case Filled() | Stroked() | ClipStart():
                yield replace(mark, path=_path(mark.path, area))
            case Pictured():  # its frame is moved, the picture itself stays upright
                yield replace(mark, frame=_rect(mark.frame, area))
            case LinkArea():
                yield replace(mark, rect=_rect(mark.rect, area))
            case ClipEnd() | TagOpen() | TagClose() | ArtifactOpen() | ArtifactClose():
                yield mark
            case _:
                assert_never(mark)


def _point(x: float, y: float, area: Rect) -> tuple[float, float]:
    return area.x + y, area.foot - x


def _rect(rect: Rect, area: Rect) -> Rect:
    x, y = _point(rect.right, rect.y, area)
    return Rect(x, y, rect.height, rect.width)


def _path(path: Path, area: Rect) -> Path:
    return tuple((segment[0], *_points(segment[1:], area)) for segment in path)


def _points(numbers: tuple[float, ...], area: Rect) -> Iterator[float]:
    for x, y in zip(numbers[::2], numbers[1::2], strict=True):
        yield from _point(x, y, area)
