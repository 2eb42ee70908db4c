"""Which page stands where on which sheet: pure numbers, no lengths.

Pages are numbered from 0 as in the file; None is a blank. A :class:`Side` is a grid of
:class:`Cell`, row 0 at the head.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from typeset.impose.job import Bound
from typeset.record import dataclass

Spine = Literal["left", "right", "none"]

FOLDED = 4  # pages of a sheet that is folded once


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One place on a side. ``spine`` is where the fold is, as seen on the sheet."""

    page: int | None
    column: int
    row: int = 0
    turned: bool = False
    spine: Spine = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a sheet. ``depth`` counts sheets around it in its booklet (0: outermost)."""

    cells: tuple[Cell, ...]
    columns: int
    rows: int
    front: bool
    section: int = 0
    depth: int = 0


def saddle(count: int, bound: Bound = "left") -> list[Side]:
    """Sheets nested in each other: s from 1 shows N-2s+2 | 2s-1, and on its back 2s | N-2s+1."""
    pages = padded_before_last(count, FOLDED)
    total = len(pages)
    sides = []
    for s in range(1, total // FOLDED + 1):
        front = (total - 2 * s + 2, 2 * s - 1)
        back = (2 * s, total - 2 * s + 1)
        for numbers, is_front in ((front, True), (back, False)):
            grid = [[pages[number - 1] for number in numbers]]
            spines: list[list[Spine]] = [["right", "left"]]
            sides.append(_side(grid, spines, bound, front=is_front, depth=s - 1))
    return sides


def perfect(count: int, signature: int, bound: Bound = "left") -> list[Side]:
    """Sections gathered one behind the other; a short one stands before the last."""
    sides, first = [], 0
    for section, size in enumerate(sections(count, signature)):
        for name in ("front", "back"):
            grid = _layouts()[size][name]
            pages = [[_page(first + abs(number) - 1, count) for number in row] for row in grid]
            turned = [[number < 0 for number in row] for row in grid]
            spines = [[_spine(number) for number in row] for row in grid]
            side = _side(pages, spines, bound, front=name == "front", turned=turned)
            sides.append(_in_section(side, section))
        first += size
    return sides


def _in_section(side: Side, section: int) -> Side:
    return Side(
        cells=side.cells, columns=side.columns, rows=side.rows, front=side.front, section=section
    )


def sections(count: int, signature: int) -> list[int]:
    """The sizes of the sections of a book, in order: full ones, and 8 or 4 for the rest."""
    full, rest = divmod(-(-count // FOLDED) * FOLDED, signature)
    short = [size for size in sorted(_layouts(), reverse=True) if size < signature]
    parts = []
    for size in short:
        while rest >= size:
            parts.append(size)
            rest -= size
    return [signature] * (full - 1) + parts + [signature] if full else parts


def two_up(count: int, bound: Bound = "left") -> list[Side]:
    """Two pages side by side in reading order: 1 | 2, then 3 | 4."""
    pages = [*range(count), *([None] * (count % 2))]
    return [
        _side([pages[at : at + 2]], [["none", "none"]], bound, front=at % 4 == 0)
        for at in range(0, len(pages), 2)
    ]


def step(count: int, columns: int, rows: int) -> list[Side]:
    """Every page as often as there is room, one side a page."""
    spines: list[list[Spine]] = [["none"] * columns for _ in range(rows)]
    return [
        _side([[page] * columns] * rows, spines, "left", front=page % 2 == 0)
        for page in range(count)
    ]


def padded_before_last(count: int, multiple: int) -> list[int | None]:
    """Page numbers with blanks before the back cover, never after it."""
    blanks: list[int | None] = [None] * (-count % multiple)
    if count < 2:
        return [*range(count), *blanks]
    return [*range(count - 1), *blanks, count - 1]


def signatures() -> tuple[int, ...]:
    """The page counts that sections may have."""
    return tuple(sorted(_layouts()))


def _page(index: int, count: int) -> int | None:
    return index if index < count else None


def _spine(number: int) -> Spine:
    """Odd pages have the spine at their left; upside down, at the right."""
    return "left" if (number % 2 == 1) == (number > 0) else "right"


def _side(
    pages: list[list[int | None]] | list[list[int]],
    spines: list[list[Spine]],
    bound: Bound,
    *,
    front: bool,
    depth: int = 0,
    turned: list[list[bool]] | None = None,
) -> Side:
    """The grid as a side; bound at the right, it is the mirror image."""
    rows, columns = len(pages), len(pages[0])
    mirrored: dict[Spine, Spine] = {"left": "right", "right": "left", "none": "none"}
    cells = []
    for row in range(rows):
        for column in range(columns):
            spine = spines[row][column]
            cells.append(
                Cell(
                    page=pages[row][column],
                    column=columns - 1 - column if bound == "right" else column,
                    row=row,
                    turned=turned[row][column] if turned else False,
                    spine=mirrored[spine] if bound == "right" else spine,
                )
            )
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Side(cells=tuple(cells), columns=columns, rows=rows, front=front, depth=depth)


@cache
def _layouts() -> dict[int, dict[str, list[list[int]]]]:
    table = tomllib.loads((Path(__file__).parent / "signatures.toml").read_text(encoding="utf-8"))
    return {int(size): layout for size, layout in table.items()}
