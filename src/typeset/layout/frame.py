"""Where things are on a page: grid lines and columns turned into points."""

from __future__ import annotations

from typing import Literal

from typeset.column_set import ColumnSet
from typeset.display import GridLines
from typeset.geometry import Rect
from typeset.layout.turn import on_its_side
from typeset.record import dataclass
from typeset.style.direction import is_vertical, type_size
from typeset.style.resolved import Grid, PageGeometry, Style

EM_BOX_ASCENT = 0.88
"""The part of a Han em box above the baseline."""


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The type area of one page, in trim coordinates.

    ``right_bound`` books open at their left edges. ``area`` replaces the type area that
    follows from the grid, where lines are vertical and the page is looked at upright.
    """

    number: int
    page: PageGeometry
    grid: Grid
    right_bound: bool = False
    area: Rect | None = None

    @property
    def side(self) -> Literal["odd", "even"]:
        """Right-hand pages are odd."""
        return "odd" if self.number % 2 else "even"

    @property
    def outer_left(self) -> bool:
        """Whether the outer edge is the left one."""
        return self.page.facing and (self.side == "even") != self.right_bound

    @property
    def type_area(self) -> Rect:
        """The type area."""
        if self.area is not None:
            return self.area
        grid = self.grid
        return Rect(self.page.left(self.number), self.page.head, grid.width, grid.height)

    def column(self, number: int, columns: ColumnSet | None = None) -> Rect:
        """One column over the whole height of the type area, counted from 0.

        ``columns`` are those of its band, None: the style's.
        """
        columns, area = columns or self.grid.column_set, self.type_area
        return Rect(area.x + columns.x(number), area.y, columns.widths[number], area.height)

    @property
    def columns(self) -> tuple[Rect, ...]:
        """All columns of the style, from the left."""
        columns = self.grid.column_set
        return tuple(self.column(number, columns) for number in range(columns.count))

    def line(self, number: int) -> float:
        """The top of a grid line, where its em box and a box on it begin."""
        return self.page.head + number * self.grid.pitch

    def baseline(self, number: int) -> float:
        """The baseline of a grid line."""
        return self.line(number) + self.grid.first_baseline

    def box(
        self,
        top: int,
        lines: int,
        run: tuple[int, int],
        columns: ColumnSet,
        inset: tuple[float, float] | None = None,
    ) -> Rect:
        """The place of a box of so many lines over (first column, columns spanned).

        ``inset`` is its left edge there and its width, where it takes less.
        """
        edge, width = inset or (0.0, columns.span(*run))
        x = self.type_area.x + columns.x(run[0]) + edge
        return Rect(x, self.line(top), width, self.grid.box_height(lines))

    def outer_edge(self, width: float) -> float:
        """The left edge of what stands so wide in the outer margin, an em from the text."""
        area, gap = self.type_area, self.grid.zw
        return area.x - gap - width if self.outer_left else area.right + gap

    @property
    def grid_lines(self) -> GridLines:
        """The page's grid, as backends know it."""
        grid = self.grid
        return GridLines(grid.pitch, grid.first_baseline, grid.zw, grid.lines)

    def bleed_box(self) -> Rect:
        """The trim with the bleed around it."""
        bleed, trim = self.page.bleed, self.page.trim
        return Rect(-bleed, -bleed, trim.width + 2 * bleed, trim.height + 2 * bleed)


def upright_frame(number: int, style: Style, *, right_bound: bool) -> PageFrame:
    """The frame of a page, counted from 1, as it is looked at."""
    if not right_bound and not is_vertical(style):
        return PageFrame(number, style.page, style.grid)
    size, page = type_size(style.grid, style.rules.writing_mode), style.page
    odd = number % 2 == 1 or not page.facing
    gutter_left = odd != right_bound
    x = page.gutter if gutter_left else page.trim.width - page.gutter - size.width
    area = Rect(x, page.head, size.width, size.height)
    return PageFrame(number, page, style.grid, right_bound, area)


def frame_on_its_side(upright: PageFrame) -> PageFrame:
    """The frame in which a page of vertical lines is laid out and painted."""
    page = on_its_side(upright.page, upright.type_area)
    return PageFrame(upright.number, page, upright.grid)
