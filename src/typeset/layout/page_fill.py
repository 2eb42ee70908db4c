"""Filling one page: every sensible way down it, and where the next page then begins.

Rows are taken one after the other. After each, the states that differ in the line reached
and in the lines still owed to a heading are kept, each by its cheapest way. A band may end
on the page at several heights, or fill it and go on; white above a row may give a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from math import inf
from typing import NamedTuple, assert_never

from typeset.layout import costs
from typeset.layout.band import Portion
from typeset.layout.floats import Opening, openings, waits_for_left
from typeset.layout.note_room import NONE, Noted
from typeset.layout.page_notes import brought, depths, has_notes, lengths
from typeset.layout.placed import (
    Cursor,
    Filled,
    PlacedBand,
    PlacedPanel,
    Trail,
    listed,
    passed,
)
from typeset.layout.portions import PortionMemo, Portions
from typeset.layout.rows import BandRow, BreakRow, FullRow, Gap, Rows
from typeset.layout.steps import START, Pending, Place
from typeset.record import dataclass

WAYS = 8
"""So many ends of a page are handed on; the cheapest ones."""


NOTE_TRIES = 12
"""So many heights of text over a page's notes are tried in one place."""


class _State(NamedTuple):
    """Lines filled, lines a heading still asks for, and the notes for the page's foot."""

    y: int
    owed: int
    noted: Noted = NONE


_Ways = dict[_State, tuple[float, Trail]]


class _Part(NamedTuple):
    """A band that is to go on after the page: where it stands, and what is above it."""

    row: int
    here: BandRow
    top: int
    noted: Noted
    cost: float
    trail: Trail


def fill_page(
    rows: Rows, cursor: Cursor, number: int, facing: bool, memo: PortionMemo
) -> list[Filled]:
    """The cheapest ways to fill page ``number`` beginning at ``cursor``, cheapest first.

    Untidy ways to go on are thought of only where the page has no tidy end; and only where
    no lawful way is found are the rules of the house broken.
    """
    asked = (rows, cursor, number, facing)
    tidy = _filled(*asked, Portions(memo, costs.LAWFUL, costs.TIDY[-1]))
    if tidy and tidy[0].cost <= costs.TIDY[0]:
        return tidy
    lawful = _filled(*asked, Portions(memo, costs.LAWFUL, costs.LAWFUL))
    return lawful or _filled(*asked, Portions(memo, inf, inf))


def fill_loosely(
    rows: Rows, cursor: Cursor, number: int, facing: bool, memo: PortionMemo
) -> list[Filled]:
    """The same where no other way leads on: columns may fall short by any number of lines."""
    return _filled(rows, cursor, number, facing, Portions(memo, inf, inf, loose=True))


def _filled(
    rows: Rows, cursor: Cursor, number: int, facing: bool, portions: Portions
) -> list[Filled]:
    found: dict[Cursor, tuple[float, Trail]] = {}
    for head in openings(rows, cursor, number):
        page = _Page(rows, cursor, number, facing, head, portions)
        page.fill()
        for end, (cost, trail) in page.ends.items():
            if end not in found or cost < found[end][0]:
                found[end] = (cost, trail)
    ranked = sorted(found.items(), key=lambda item: (item[1][0], item[0]))
    return [Filled(cost, end, listed(trail)) for end, (cost, trail) in ranked[:WAYS]]


# -- the page ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Page:
    """The search down one page; lives for one call of :func:`fill_page`."""

    rows: Rows
    cursor: Cursor
    number: int
    facing: bool
    opening: Opening
    portions: Portions
    ends: dict[Cursor, tuple[float, Trail]] = field(default_factory=dict)
    layer: _Ways = field(default_factory=dict)
    below: _Ways = field(default_factory=dict)
    cheapest: float = inf
    parting: bool = False  # notes may begin on a later page than their marks

    @property
    def foot(self) -> int:
        """The grid line at which text and notes must end."""
        return self.rows.grid.lines - self.opening.foot - self.opening.over

    def limit(self, noted: Noted) -> int:
        """The grid line at which text must end over so much of its notes as it must have."""
        return self.foot - self.rows.notes.depth(noted.least)

    def fill(self) -> None:
        """Go down the rows until no way goes on."""
        row = self.cursor.row
        start = _State(self.opening.top, 0, self.opening.noted)
        self.layer = {start: (0.0, self.opening.trail)}
        while self.layer:
            self.below, self.cheapest = {}, inf
            for state, node in self.layer.items():
                self._end_before(row, state, *node)
                if row < len(self.rows.rows) and not self._closed(row):
                    self._take(row, state, *node)
            self.layer = self.below
            row += 1

    def _closed(self, row: int) -> bool:
        """Whether the page's ground belongs to a field that ended with the row before."""
        if row == self.cursor.row:
            return False
        before, here = self.rows.rows[row - 1], self.rows.rows[row]
        field_before = 0 if isinstance(before, BreakRow) else before.field
        return field_before != 0 and (isinstance(here, BreakRow) or here.field != field_before)

    def _take(self, row: int, state: _State, cost: float, trail: Trail) -> None:
        here = self.rows.rows[row]
        match here:
            case FullRow():
                self._panel(row, here, state, cost, trail)
            case BandRow():
                self._band(row, here, state, cost, trail)
            case BreakRow():
                self._break(row, here, state, cost, trail)
            case _:
                assert_never(here)

    def _break(self, row: int, here: BreakRow, state: _State, cost: float, trail: Trail) -> None:
        """A forced break is met already at a page's head of the right side."""
        if state.y > self.opening.top:
            return
        if here.blank:
            if self.opening.trail is None:
                after = Cursor(row + 1, START, (), self.opening.floats)
                self._end(after, state, cost, None, forced=True)
            return
        side = "odd" if self.number % 2 else "even"
        if here.side in ("any", side):
            self._go_on(state, cost, trail)
        elif self.opening.trail is None:
            self._end(self.cursor, state, 0.0, None, forced=True)  # a blank page

    def _gaps(self, gap: Gap, state: _State) -> Iterator[tuple[int, float]]:
        """White that may stand above a row here, with its cost."""
        if state.y == self.opening.top:
            if not state.y:
                yield 0, 0.0
                return
            gap = Gap(self.opening.under, self.opening.under)
        for lines in range(gap.lines, gap.least - 1, -1):
            yield lines, costs.SPACE_LINE * (gap.lines - lines)
        if gap.lines:
            yield gap.lines + 1, costs.SPACE_MORE

    def _panel(self, row: int, here: FullRow, state: _State, cost: float, trail: Trail) -> None:
        panel = here.panel
        if panel.covers_head and state.y:
            return
        noted = state.noted.with_(lengths(here.cited))
        limit = self.limit(noted)
        for gap, extra in self._gaps(here.gap, state):
            top = state.y + gap
            if top + panel.lines > limit:
                continue
            if here.at_foot:
                top = limit - panel.lines
            owed = max(0, state.owed - panel.lines, panel.keep_next)
            step = PlacedPanel(row, top)
            self._go_on(_State(top + panel.lines, owed, noted), cost + extra, (trail, step))
            if here.at_foot:
                break

    def _band(self, row: int, here: BandRow, state: _State, cost: float, trail: Trail) -> None:
        for gap, extra in self._gaps(here.gap, state):
            top = state.y + gap
            room = self.limit(state.noted) - top
            for portion in self.portions.ending(row, here, *self._start(row), room):
                noted = self._with(state.noted, row, here, portion)
                if top + portion.height > self.limit(noted):
                    continue
                owed = max(0, state.owed - portion.height, here.keep_next)
                step = PlacedBand(row, top, portion)
                after = _State(top + portion.height, owed, noted)
                self._go_on(after, cost + extra + portion.cost, (trail, step))
            if room >= state.owed or state.y == self.opening.top:
                part = _Part(row, here, top, state.noted, cost + extra, trail)
                if has_notes(here.band) or state.noted.lines:
                    self._part_over_notes(part)
                else:
                    for short in (0, 1):
                        self._part(part, self.foot - top - short)

    def _with(self, noted: Noted, row: int, here: BandRow, portion: Portion) -> Noted:
        """The notes at the page's foot with those of a portion."""
        if not has_notes(here.band):
            return noted
        begins = self._start(row)[0] == START
        return noted.with_(lengths(brought(here.band, portion, begins=begins)))

    def _part(self, part: _Part, height: int) -> list[Noted]:
        """Fill ``height`` lines with a band that goes on after the page.

        Ways that must cost more than the cheapest one in this row so far are not tried. The
        answer is what the portions found would have at the page's foot.
        """
        blemish = part.cost
        blemish += costs.PARTED if part.here.field else 0.0
        blemish += costs.SLIVER if height < 3 else 0.0
        most = self.cheapest - blemish
        if height < 1 or most < 0:
            return []
        row, tried = part.row, []
        for portion in self.portions.filling(row, part.here, *self._start(row), height, most):
            noted = self._with(part.noted, row, part.here, portion)
            tried.append(noted)
            below = _State(part.top + height, 0, noted)
            if part.top + height > self.limit(noted) and not self.parting:
                continue
            after = Cursor(row, portion.place, portion.pending, self.opening.floats)
            trail = (part.trail, PlacedBand(row, part.top, portion))
            total = self._end(after, below, blemish + portion.cost, trail)
            self.cheapest = min(self.cheapest, total)
        return tried

    def _part_over_notes(self, part: _Part) -> None:
        """The same over notes: how much room those need depends on how much text is above."""
        room, most = self.rows.notes, self.foot - part.top
        waiting, seen = [room.depth(part.noted.least)], set[int]()
        found = len(self.ends)
        while waiting and len(seen) < NOTE_TRIES:
            kept = waiting.pop(0)
            if kept in seen:
                continue
            seen.add(kept)
            for noted in self._part(part, most - kept):
                waiting += depths(noted, room)
                waiting += range(room.depth(noted.lines) + 1, kept)
        if not self._must(part):
            return
        for self.parting in (False, True):  # any lawful height, before a note is parted
            for kept in range(most):
                if len(self.ends) > found:
                    break
                self._part(part, most - kept)
        self.parting = False

    def _must(self, part: _Part) -> bool:
        """Whether notes may begin on a later page than their marks, as nothing else goes."""
        return self.portions.filling_at_most == inf and part.top == self.opening.top

    def _start(self, row: int) -> tuple[Place, Pending]:
        if row == self.cursor.row:
            return self.cursor.place, self.cursor.pending
        return START, ()

    def _go_on(self, state: _State, cost: float, trail: Trail) -> None:
        known = self.below.get(state)
        if known is None or cost < known[0]:
            self.below[state] = (cost, trail)

    # -- the page's end ------------------------------------------------------------------------

    def _end_before(self, row: int, state: _State, cost: float, trail: Trail) -> None:
        """End the page above a row; an empty page is no page."""
        if state.y == self.opening.top and self.opening.trail is None and not state.noted.lines:
            if row == len(self.rows.rows) and waits_for_left(self.rows, self.cursor, self.number):
                self._end(self.cursor, state, 0.0, None, forced=True)  # a blank page
            return
        if state.owed:
            cost += costs.STRANDED
        place, pending = self._start(row)
        after = Cursor(row, place, pending, self.opening.floats)
        cost += costs.PARTED if self._parts_field(row) else 0.0
        self._end(after, state, cost, trail, forced=self._forced(row))

    def _forced(self, row: int) -> bool:
        """Whether the page has to end here, so that its white is nobody's choice."""
        if row == len(self.rows.rows) or self._closed(row):
            return True
        here = self.rows.rows[row]
        return isinstance(here, BreakRow) or (isinstance(here, FullRow) and here.panel.covers_head)

    def _parts_field(self, row: int) -> bool:
        if row in (self.cursor.row, len(self.rows.rows)):
            return False
        before, here = self.rows.rows[row - 1], self.rows.rows[row]
        if isinstance(before, BreakRow) or isinstance(here, BreakRow):
            return False
        return here.field != 0 and here.field == before.field

    def _end(
        self, after: Cursor, state: _State, cost: float, trail: Trail, *, forced: bool = False
    ) -> float:
        """End the page: its notes fill what is under the text, the rest goes over.

        White is no blemish on a page that is ``forced`` to end. The answer is the whole cost.
        """
        notes, floats = self.rows.notes, self.rows.floats
        lines = min(state.noted.lines, notes.fitting(self.foot - state.y))
        carried = state.noted.lines - lines
        white = self.foot - notes.depth(lines) - state.y
        cost += 0.0 if forced else costs.WHITE_LINE * white
        cost += costs.NOTE_SPLIT + costs.NOTE_CARRIED * carried if carried else 0.0
        cost += costs.NOTE_PARTED if lines < state.noted.least else 0.0
        after = after._replace(carried=carried)
        if after == self.cursor and carried:
            return inf  # nothing is gained
        for waiting in floats[self.cursor.floats : self.opening.floats]:
            if not passed(waiting, after):
                return inf  # placed on a page before its anchor's
            early = not passed(waiting, self.cursor) and waiting.panel.place == "page-head"
            cost += costs.FLOAT_EARLY if early else 0.0
        for waiting in floats[self.opening.floats :]:
            if not passed(waiting, after):
                break
            cost += costs.FLOAT_WAITS if passed(waiting, self.cursor) else 0.0
            cost += costs.FLOAT_SPREAD if self.facing and self.number % 2 else 0.0
        known = self.ends.get(after)
        if known is None or cost < known[0]:
            self.ends[after] = (cost, trail)
        return cost
