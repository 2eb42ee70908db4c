"""Booklets whose pages draw their own number, and folding them by hand."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from typeset.geometry import MM
from typeset.impose import Imposed, Job, impose
from typeset.impose.order import Cell, Side

WIDTH, HEIGHT, BLEED = 148.0, 210.0, 3.0  # mm


def booklet(
    count: int, *, bleed: float = BLEED, rotate: int = 0, odd_one: int = 0, links: bool = False
) -> bytes:
    """Pages with a TrimBox; page n paints a square of n points at its trim's foot left."""
    file = pikepdf.new()
    for number in range(1, count + 1):
        width = WIDTH + (10 if number == odd_one else 0)
        b = bleed * MM
        content = f"0 0 0 1 k {b} {b} {number} {number} re f\n"
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, width * MM + 2 * b, HEIGHT * MM + 2 * b]),
            TrimBox=Array([b, b, b + width * MM, b + HEIGHT * MM]),
            BleedBox=Array([0, 0, width * MM + 2 * b, HEIGHT * MM + 2 * b]),
            Resources=Dictionary(),
            Contents=file.make_indirect(Stream(file, content.encode())),
        )
        if rotate:
            page.Rotate = rotate
        if links:
            link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 10, 20, 20]))
            page.Annots = Array([file.make_indirect(link)])
        file.pages.append(pikepdf.Page(file.make_indirect(page)))
    out = io.BytesIO()
    file.save(out, deterministic_id=True)
    return out.getvalue()


def imposed(count: int, job: Job, **options: float) -> Imposed:
    """A booklet, imposed."""
    bleed = options.get("bleed", BLEED)
    return impose(booklet(count, bleed=bleed), job)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page on a sheet, read back from the file: its number and its trim's corner in mm."""

    number: int
    x: float
    y: float
    turned: bool


def sheets(data: bytes) -> list[tuple[pikepdf.Page, list[Drawn]]]:
    """Each side of the file with the pages on it, from the left and from the head."""
    file = pikepdf.open(io.BytesIO(data))
    KEPT.append(file)
    return [(page, _drawn(page)) for page in file.pages]


KEPT: list[pikepdf.Pdf] = []  # pages die with their file
_DRAW = re.compile(r"q (\S+ \S+ \S+ \S+) re W n (\S+ \S+ \S+ \S+ \S+ \S+) cm /P(\d+) Do Q")


def _drawn(page: pikepdf.Page) -> list[Drawn]:
    text = page.obj.Contents.read_bytes().decode()
    found = []
    for _, matrix, number in _DRAW.findall(text):
        a, _, _, _, e, f = (float(part) for part in matrix.split())
        form = page.obj.Resources.XObject[f"/P{number}"]
        size = float(form.read_bytes().split()[-3])
        assert size == float(number)
        found.append(Drawn(int(size), e / MM, f / MM, a < 0))
    return sorted(found, key=lambda d: (-round(d.y), d.x))


# -- folding -----------------------------------------------------------------------------------


def fold(front: Side, back: Side) -> list[int | None]:
    """Fold a sheet of paper down to one page and read it through.

    The sheet is a grid of leaves, each with what is on its front and back. Folding lays the
    right half (for a booklet bound at the left) or the upper half on the other, turning it
    over. At the end the pile of leaves is read from the top.
    """
    grid = [
        [[_leaf(front, back, column, row)] for column in range(front.columns)]
        for row in range(front.rows)
    ]
    while len(grid) > 1 or len(grid[0]) > 1:
        grid = _folded_sideways(grid) if len(grid[0]) > 2 or len(grid) == 1 else _folded_down(grid)
    return [page for leaf in grid[0][0] for page in leaf]


Leaf = tuple[int | None, int | None]
Pile = list[Leaf]


def _leaf(front: Side, back: Side, column: int, row: int) -> Leaf:
    return _at(front, column, row).page, _at(back, front.columns - 1 - column, row).page


def _at(side: Side, column: int, row: int) -> Cell:
    return next(c for c in side.cells if (c.column, c.row) == (column, row))


def _over(pile: Pile) -> Pile:
    return [(back, front) for front, back in reversed(pile)]


def _folded_sideways(grid: list[list[Pile]]) -> list[list[Pile]]:
    """The left half goes under the right half, printed side out."""
    half = len(grid[0]) // 2
    return [[row[half + i] + _over(row[half - 1 - i]) for i in range(half)] for row in grid]


def _folded_down(grid: list[list[Pile]]) -> list[list[Pile]]:
    """The upper half goes under the lower half."""
    half = len(grid) // 2
    return [
        [
            grid[half + i][column] + _over(grid[half - 1 - i][column])
            for column in range(len(grid[0]))
        ]
        for i in range(half)
    ]
