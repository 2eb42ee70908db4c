"""Floats of a page: at its head or foot, alone on it, or over the two pages of a spread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from typeset.layout.note_room import NONE, Noted, NoteRoom, carried_over
from typeset.layout.page_notes import lengths
from typeset.layout.placed import Cursor, PlacedFloat, Trail
from typeset.layout.rows import LEFT, RIGHT, WHOLE, FloatRow, Rows
from typeset.record import dataclass
from typeset.style.resolved import Grid

MOST_FLOATS = 2
"""Floats of one page at most."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How a page begins: floats up to number ``floats`` stand at its head or foot.

    They take ``top`` and ``foot`` grid lines, with ``under`` and ``over`` lines of white
    between them and the text.
    """

    floats: int
    trail: Trail = None
    top: int = 0
    foot: int = 0
    under: int = 0
    over: int = 0
    noted: Noted = NONE

    def with_float(self, waiting: FloatRow, grid: Grid, notes: NoteRoom) -> Opening | None:
        """One more float below those at the head, or above those at the foot; None if full."""
        if waiting.panel.place in WHOLE:
            return self._whole(grid)
        panel, noted = waiting.panel, self.noted.with_(lengths(waiting.cited))
        taken = self.top + self.foot + self.under + self.over + notes.depth(noted.least)
        if taken + panel.lines > grid.lines:
            return None
        if panel.covers_head and self.top:
            return None
        number = self.floats
        if panel.place == "page-foot":
            foot = self.foot + self.over + panel.lines
            trail = (self.trail, PlacedFloat(number, grid.lines - foot))
            return replace(
                self, floats=number + 1, trail=trail, foot=foot, over=panel.air, noted=noted
            )
        top = self.top + self.under
        trail = (self.trail, PlacedFloat(number, top))
        top += panel.lines
        return replace(self, floats=number + 1, trail=trail, top=top, under=panel.air, noted=noted)

    def _whole(self, grid: Grid) -> Opening | None:
        """A float that has the page for itself."""
        if self.top or self.foot or self.noted != NONE:
            return None
        trail = (self.trail, PlacedFloat(self.floats, 0))
        return replace(self, floats=self.floats + 1, trail=trail, top=grid.lines)


def openings(rows: Rows, cursor: Cursor, number: int) -> Iterator[Opening]:
    """With no float, and with as many as fit one after the other.

    Nothing parts the halves of a spread, and its left one stands on a left-hand page.
    """
    noted = carried_over(cursor.carried)
    opening: Opening | None = Opening(cursor.floats, noted=noted)
    must = cursor.floats < len(rows.floats) and rows.floats[cursor.floats].half == RIGHT
    for waiting in (*rows.floats[cursor.floats : cursor.floats + MOST_FLOATS], None):
        if opening is None:
            return
        if not must:
            yield opening
        must = False
        if waiting is None or (waiting.half == LEFT and number % 2):
            return
        opening = opening.with_float(waiting, rows.grid, rows.notes)


def waits_for_left(rows: Rows, cursor: Cursor, number: int) -> bool:
    """Whether the next float begins a spread, and this is no page for it."""
    waiting = rows.floats[cursor.floats : cursor.floats + 1]
    return bool(number % 2 and waiting and waiting[0].half == LEFT)
