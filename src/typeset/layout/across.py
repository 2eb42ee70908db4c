"""Where boxes over gutters may stand in a band's part of a page.

They are put up before the columns are filled, so their places are tried out: near the line at
which their text would begin if the band were set without them, at the middle, the head and
the foot. Two of them keep clear of one another in the columns they share.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from typeset.layout import costs
from typeset.layout.steps import START

if TYPE_CHECKING:
    from typeset.flow import Panel
    from typeset.layout.band import Across, Asked, Band

MOST = 3
"""So many boxes over gutters in a band's part of a page at most."""

CLEAR = 3
"""Grid lines of text between two of them where they share a column."""


def ways_across(band: Band, asked: Asked) -> Iterator[tuple[float, Across]]:
    """With none of the boxes over gutters that come next, with the first, and so on.

    A portion that ends the band holds all of them. Each way comes with its cost.
    """
    boxes = [i for i in band.boxes(asked.place, asked.pending) if band.galley.box(i).across]
    if asked.ends and len(boxes) > MOST:
        return
    yield from _ways(band, asked, tuple(boxes[:MOST]), (), 0.0)


def _ways(
    band: Band, asked: Asked, boxes: tuple[int, ...], stood: Across, cost: float
) -> Iterator[tuple[float, Across]]:
    if boxes and cost <= asked.ceiling:
        first, *others = boxes
        for top, extra in _places(band, asked, first, stood):
            yield from _ways(band, asked, tuple(others), (*stood, (first, top)), cost + extra)
    if not boxes or not asked.ends:
        yield cost, stood


def _places(band: Band, asked: Asked, box: int, stood: Across) -> Iterator[tuple[int, float]]:
    """Grid lines at which a box may begin, with what they cost; none if its text comes later."""
    panel = band.galley.box(box).panel
    first, many = band.columns.run(panel.first_column, panel.columns)
    over = range(first, first + many)
    head = band.head if asked.place == START else None
    low = max((head.depth for column in over if head and head.over(column)), default=0)
    high = asked.height - panel.lines
    reached = _reached(band, asked, box)
    if high < low or reached is None:
        return
    column, line = reached
    near = min(max(line, low), high)
    wanted = {"column-head": [low], "column-foot": [high]}.get(panel.place)
    aside = max(over.start - column, column - over.stop + 1, 0) * costs.ACROSS_ASIDE
    for top in dict.fromkeys(wanted or [near, (low + high) // 2, low, high]):
        if all(_clear(band, panel, top, other) for other in stood):
            yield top, aside + (0.0 if wanted else costs.ACROSS_FAR * abs(top - near))


def _reached(band: Band, asked: Asked, box: int) -> tuple[int, int] | None:
    """The column and grid line at which the text of a box would begin without such boxes."""
    left = band.galley.best_rest(asked.place, ()) - band.galley.best[box]
    head = band.head if asked.place == START else None
    for column in range(band.count):
        top = head.depth if head is not None and head.over(column) else 0
        if left < asked.height - top:
            return column, max(0, left) + top
        left -= asked.height - top
    return None


def _clear(band: Band, panel: Panel, top: int, other: tuple[int, int]) -> bool:
    """Whether a box at a grid line keeps clear of one that stands."""
    box, other_top = other
    standing = band.galley.box(box).panel
    first, many = band.columns.run(panel.first_column, panel.columns)
    other_first, other_many = band.columns.run(standing.first_column, standing.columns)
    if first >= other_first + other_many or other_first >= first + many:
        return True
    below = top >= other_top + standing.lines + CLEAR
    return below or other_top >= top + panel.lines + CLEAR
