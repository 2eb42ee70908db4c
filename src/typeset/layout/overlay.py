"""The grid made visible: baselines, columns, gutters and type area, over the finished page.

For proofs only. Everything is an artifact: what is read aloud or copied does not change.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.color import Cmyk
from typeset.column_set import ColumnSet
from typeset.display import Filled
from typeset.geometry import Rect
from typeset.layout.frame import PageFrame
from typeset.layout.makeup import PageMakeup
from typeset.layout.shapes import bar, outline
from typeset.layout.sheet import Sheet

BASELINE = Cmyk(60, 0, 0, 0)
EDGE = Cmyk(0, 60, 0, 0)
GUTTER = Cmyk(0, 10, 0, 0)
WEIGHT = 0.25
"""Points."""


def show_grid(made: PageMakeup, frame: PageFrame, sheet: Sheet) -> None:
    """Add the grid to a page: gutters under everything, the rest over it."""
    stretches = [*_stretches(made, frame)]
    gutters = [Filled(path=bar(gap), color=GUTTER) for s in stretches for gap in _gutters(*s)]
    if gutters:
        sheet.artifact(gutters, "ground", "Layout")
    edges = [mark for s in stretches for mark in _edges(*s)]
    area = Filled(path=outline(frame.type_area, WEIGHT), color=EDGE)
    sheet.artifact([*_baselines(frame), *edges, area])


def _baselines(frame: PageFrame) -> Iterator[Filled]:
    area = frame.type_area
    for number in range(frame.grid.lines):
        y = frame.baseline(number) - WEIGHT / 2
        yield Filled(path=bar(Rect(area.x, y, area.width, WEIGHT)), color=BASELINE)


_Stretch = tuple[ColumnSet, Rect]


def _stretches(made: PageMakeup, frame: PageFrame) -> Iterator[_Stretch]:
    """The page from its head to its foot, cut where columns change."""
    grid = frame.grid
    own = grid.column_set
    line = 0
    for band in sorted(made.bands, key=lambda band: band.top):
        if band.top > line:
            yield own, frame.box(line, band.top - line, (0, own.count), own)
        columns = band.columns
        yield columns, frame.box(band.top, band.lines, (0, columns.count), columns)
        line = band.top + band.lines
    if line < grid.lines:
        yield own, frame.box(line, grid.lines - line, (0, own.count), own)


def _gutters(columns: ColumnSet, place: Rect) -> Iterator[Rect]:
    for column in range(1, columns.count):
        x = place.x + columns.x(column) - columns.gap
        yield Rect(x, place.y, columns.gap, place.height)


def _edges(columns: ColumnSet, place: Rect) -> Iterator[Filled]:
    for gutter in _gutters(columns, place):
        for x in (gutter.x, gutter.right):
            line = Rect(x - WEIGHT / 2, place.y, WEIGHT, place.height)
            yield Filled(path=bar(line), color=EDGE)
