"""Tables on finished pages: what a cell tells a reader, and where its lines are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from typeset.geometry import Rect
from typeset.record import dataclass

if TYPE_CHECKING:
    from typeset.display import SetLine


@dataclass(frozen=True, slots=True, kw_only=True)
class CellTag:
    """What a cell of a table tells a reader (ISO 32000-1, 14.8.5.7).

    ``scope`` says what a head names; ``headers`` are the elements of the heads of a cell, where
    its place alone does not tell them.
    """

    scope: Literal["", "Row", "Column", "Both"] = ""
    rows: int = 1
    columns: int = 1
    headers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """Lines of a cell, a caption or a note in a part of a table: ``first`` is counted from 0.

    ``kind`` is ``caption``, ``unit``, ``continued``, ``note``, ``head`` (also where it is
    repeated) or ``cell``; ``rect`` is the cell's, or the lines' own. ``x`` is where lines
    begin, ``baseline`` that of the first one, ``leading`` the way to the next.
    """

    kind: str
    row: int
    column: int
    rect: Rect
    lines: tuple[SetLine, ...]
    first: int
    x: float
    baseline: float
    leading: float
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTable:
    """A part of a table on its page: ``part`` counts from 1, ``rows`` are those it holds.

    The first row is counted from 0, the last one not included; a row parted inside belongs to
    both parts. A ``sideways`` one is described as it is read, from the corner of its own head.
    """

    id: str
    design: str
    part: int
    rect: Rect
    rows: tuple[int, int]
    edges: tuple[float, ...]
    texts: tuple[PlacedText, ...]
    sideways: bool = False
