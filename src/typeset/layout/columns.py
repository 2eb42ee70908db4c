"""Filling one column: every lawful way from a place in the galley to the column's foot.

A forward search over the elements of the galley. A state is what later choices depend on:
how many grid lines are filled, how many lines of text stand under the last box, how many a
heading still asks for, the lines of boxes so far, and which boxes wait. Of two ways to the
same state only the cheaper is kept, so the work grows with the column's length and the
number of line counts, not with their combinations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from math import inf
from typing import NamedTuple, assert_never

from typeset.layout import costs
from typeset.layout.galley import BoxElement, Galley, TextElement, WhiteElement
from typeset.layout.room import Room, slack_for
from typeset.layout.steps import (
    COLUMN_END,
    BoxStep,
    Chain,
    Node,
    Pending,
    Place,
    TableStep,
    TextStep,
)
from typeset.layout.table_element import TableElement, ends
from typeset.record import dataclass

STACKED, WAITING = 3, 3
"""So many boxes that wait may close one column; one in the text joins no more that wait."""

Reached = dict[tuple[Place, Pending], Node]
"""The places where a column may end (or begin), each with its cheapest way."""


Feet = Mapping[int, tuple[tuple[Pending, float], ...]]
"""By depth, the boxes that may stand at a column's foot, with what their choice costs."""


class State(NamedTuple):
    """What is in the column so far; see the module's text."""

    y: int
    since: int
    need: int
    boxes: int
    pending: Pending
    beside: tuple[()] | tuple[int, int] = ()  # a box that text runs around, and its grid line


def fill_column(galley: Galley, starts: Reached, room: Room) -> Reached:
    """Where the column may end when it begins at any of ``starts``."""
    return Column(galley, room, slack_for(room)).filled(starts)


@dataclass(slots=True)
class Column:
    """The search in one column; lives for one call of :func:`fill_column`.

    ``feet`` remembers what may stand at the foot for each group of waiting boxes.
    """

    galley: Galley
    room: Room
    slack: int
    feet: dict[Pending, Feet] = field(default_factory=dict)
    waiting: dict[int, dict[State, Node]] = field(default_factory=dict)
    ends: Reached = field(default_factory=dict)

    def filled(self, starts: Reached) -> Reached:
        """Where the column may end."""
        for (place, pending), node in starts.items():
            self._open(place, pending, node)
        while self.waiting:
            element = min(self.waiting)
            for state, node in self.waiting.pop(element).items():
                self._visit(element, state, node)
        return self.ends

    # -- the column's head ---------------------------------------------------------------------

    def _open(self, place: Place, pending: Pending, node: Node) -> None:
        element, _, done, _ = place
        for box in (None, *self._heads(place, pending)[:1]):
            opened = self._headed(box, pending, node)
            if opened is None:
                continue
            state, headed = opened
            if done:
                self._resume(place, state, headed)
            else:
                self._reach(element, state, headed)

    def _heads(self, place: Place, pending: Pending) -> list[int]:
        """Boxes that may stand at the column's head: asked to, or free to and past their text."""
        free = "head" in self.room.rules.places
        found = []
        for box in pending:
            element = self.galley.box(box)
            past = element.anchor < place[0] or (element.anchor == place[0] and place[2])
            chosen = free and past and element.panel.place == "band-foot"
            if chosen or element.panel.place == "column-head":
                found.append(box)
        return found

    def _headed(self, box: int | None, pending: Pending, node: Node) -> tuple[State, Node] | None:
        """The column's head, under a box that was asked to stand there."""
        top = self.room.top
        if box is None:
            return State(top, self.room.far, 0, 0, pending), node
        depth = self.galley.box(box).panel.lines
        if top + depth > self.room.height:
            return None
        left = tuple(i for i in pending if i != box)
        asked = self.galley.box(box).panel.place == "column-head"
        cost = node[0] + (0.0 if asked else costs.HEAD_CHOSEN)
        return State(top + depth, 0, 0, depth, left), (cost, (node[1], BoxStep(box, top)))

    def _resume(self, place: Place, state: State, node: Node) -> None:
        """The rest of a paragraph parted at the end of the column before."""
        index, lines, done, _ = place
        text = self.galley.elements[index]
        if isinstance(text, TableElement):
            self._table(index, text, done, state, node)
            return
        assert isinstance(text, TextElement)  # noqa: S101 - nothing else is parted
        depth = (lines - done) * text.step
        self._part(text, place, state, node)
        if state.y + depth <= self.room.height:
            step = TextStep(index, lines, done, lines, state.y)
            below = self._below(state, depth)._replace(need=0)
            self._set(index, below, (node[0], (node[1], step)))

    # -- one element after the other -----------------------------------------------------------

    def _visit(self, index: int, state: State, node: Node) -> None:
        if index == self.galley.end:
            for foot in self._feet(state.pending):
                if state.y + foot <= self.room.height:
                    self._close((index, 0, 0, ()), foot, state, node)
            return
        element = self.galley.elements[index]
        match element:
            case TextElement():
                self._close_before(index, element.least + element.keep, element.whole, state, node)
                self._text(index, element, state, node)
            case BoxElement():
                if element.roams:
                    self._wait(index, state, node, 0.0)
                else:
                    self._close_before(index, element.least, True, state, node)
                    self._box_here(index, element, state, node)
                    if len(state.pending) < WAITING:
                        self._wait(index, state, node, costs.BOX_MOVED)
            case WhiteElement():
                self._close_before(index, 0, False, state, node)
                self._white(index, element, state, node)
            case TableElement():
                self._close_before(index, element.start, True, state, node)
                self._table(index, element, 0, state, node)
            case _:
                assert_never(element)

    def _text(self, index: int, text: TextElement, state: State, node: Node) -> None:
        for option in text.options:
            cost = node[0] + option.cost
            if not text.whole:
                self._part(text, (index, option.lines, 0, ()), state, (cost, node[1]))
            if state.y + option.depth <= self.room.height:
                step = TextStep(index, option.lines, 0, option.lines, state.y)
                # a paragraph set whole is company enough for the heading above it
                below = self._below(state, option.depth)._replace(need=text.keep)
                self._set(index, below, (cost, (node[1], step)))

    def _set(self, index: int, below: State, node: Node) -> None:
        """The whole of a paragraph stands, or its rest; a box of its own may follow at once."""
        self._reach(index + 1, below, node)
        if below.pending:
            self._anchored(index, below, node)

    def _part(self, text: TextElement, place: Place, state: State, node: Node) -> None:
        """Break a paragraph above each foot, or a line or two higher."""
        rest = place[1] - place[2]
        for foot in self._feet(state.pending):
            room = (self.room.height - foot - state.y) // text.step
            for taken in range(min(room, rest - 1), max(0, room - 1 - self.slack), -1):
                if room < rest:
                    self._part_after(text, place, taken, foot, state, node)

    def _part_after(
        self, text: TextElement, place: Place, taken: int, foot: int, state: State, node: Node
    ) -> None:
        index, lines, done, _ = place
        cost = node[0] + text.cut_cost(lines, done, taken)
        if cost > self.room.ceiling:
            return
        step = TextStep(index, lines, done, done + taken, state.y)
        below = self._below(state, taken * text.step)
        self._close((index, lines, done + taken, ()), foot, below, (cost, (node[1], step)))

    def _table(self, index: int, table: TableElement, done: int, state: State, node: Node) -> None:
        """The rest of a table from a cut on, whole or parted above a foot."""
        parts, end = table.parts, table.parts.end
        depth = parts.depth(done, end)
        if state.y + depth <= self.room.height:
            step = TableStep(index, done, end, state.y, depth)
            below = self._below(state, depth)._replace(need=0)
            self._set(index, below, (node[0], (node[1], step)))
            return
        for foot in self._feet(state.pending):
            room = self.room.height - foot - state.y
            for last, lines, cost in ends(parts, done, room) if room > 0 else ():
                step = TableStep(index, done, last, state.y, lines)
                below = self._below(state, room)
                self._close((index, end, last, ()), foot, below, (node[0] + cost, (node[1], step)))

    def _below(self, state: State, depth: int) -> State:
        """The state after ``depth`` more lines of text."""
        y, since, need, boxes, pending, beside = state
        since = min(since + depth, self.room.far)
        return State(y + depth, since, max(0, need - depth), boxes, pending, beside)

    def _box_here(self, index: int, box: BoxElement, state: State, node: Node) -> None:
        """A box among the text."""
        depth = box.panel.lines
        if state.y + depth > self.room.height:
            return
        cost = node[0]
        if state.y == self.room.top and self.galley.has_text:
            cost += costs.OPENS_COLUMN
        else:
            cost += self.room.near(state.since, state.boxes)
        if state.boxes:
            cost += costs.TWO_BOXES
        need, boxes = max(0, state.need - depth), state.boxes + depth
        after = state._replace(y=state.y + depth, since=0, need=need, boxes=boxes)
        self._reach(index + 1, after, (cost, (node[1], BoxStep(index, state.y))))

    def _anchored(self, index: int, state: State, node: Node) -> None:
        """A box for a column's foot may also follow the paragraph it belongs to at once."""
        for box in state.pending:
            element = self.galley.box(box)
            depth = element.panel.lines
            if element.anchor != index or element.panel.place != "band-foot" or element.wraps:
                continue
            if state.y + depth > self.room.height:
                continue
            cost = node[0] + self._inline_cost(state)
            left = tuple(i for i in state.pending if i != box)
            after = State(state.y + depth, 0, 0, state.boxes + depth, left)
            self._reach(index + 1, after, (cost, (node[1], BoxStep(box, state.y))))

    def _inline_cost(self, state: State) -> float:
        """A box that may stand at a foot stands among the text."""
        cost = costs.BOX_INLINE + (costs.TWO_BOXES if state.boxes else 0.0)
        cost += 0.0 if "here" in self.room.rules.places else costs.PLACE_UNWANTED
        return cost + (self.room.near(state.since, state.boxes) if state.boxes else 0.0)

    def _wait(self, index: int, state: State, node: Node, cost: float) -> None:
        """A box goes among those that wait for a place."""
        y, since, need, boxes, pending, beside = state
        after = State(y, since, need, boxes, (*pending, index), beside)
        self._reach(index + 1, after, (node[0] + cost, node[1]))

    def _white(self, index: int, white: WhiteElement, state: State, node: Node) -> None:
        if state.y == self.room.top:
            self._reach(index + 1, state, node)
            return
        y, since, need, boxes, pending, beside = state
        for lines in range(white.fewest, white.lines + 1):
            if y + lines <= self.room.height:
                after = State(y + lines, since, need, boxes, pending, beside)
                cost = node[0] + costs.SPACE_LINE * (white.lines - lines)
                self._reach(index + 1, after, (cost, node[1]))

    def _reach(self, index: int, state: State, node: Node) -> None:
        if node[0] > self.room.ceiling:
            return
        if self.room.left < inf:
            to_come = self.galley.rest((index, 0, 0, ()), state.pending)
            if to_come - (self.room.height - state.y) > self.room.left:
                return
        here = self.waiting.setdefault(index, {})
        known = here.get(state)
        if known is None or node[0] < known[0]:
            here[state] = node

    # -- the column's foot ---------------------------------------------------------------------

    def _close_before(self, index: int, depth: int, whole: bool, state: State, node: Node) -> None:
        """End the column before an element, if there is a reason to."""
        for foot in self._feet(state.pending):
            slack = self.room.height - foot - state.y
            if 0 <= slack <= self.slack or (whole and depth > slack >= 0):
                self._close((index, 0, 0, ()), foot, state, node)

    def _close(self, place: Place, foot: int, state: State, node: Node) -> None:
        """End the column at a place, with boxes of this depth at its foot."""
        left = self.room.left
        if left < inf and self.galley.rest(place, state.pending) - foot > left:
            return
        cost = node[0] + self._foot_cost(place, foot, state)
        if cost > self.room.ceiling:
            return
        if not foot and not state.pending:
            self._ended((place, ()), (cost, (node[1], COLUMN_END)))
            return
        for chosen, extra in self._feet(state.pending)[foot]:
            waiting = tuple(i for i in state.pending if i not in chosen)
            total = cost + extra + sum(self._anchor_cost(i, place) for i in chosen)
            total += sum(self._waiting_cost(i, place) for i in waiting)
            chain: Chain = node[1]
            top = self.room.height - foot
            for i in chosen:
                chain = (chain, BoxStep(i, top))
                top += self.galley.box(i).panel.lines
            self._ended((place, waiting), (total, (chain, COLUMN_END)))

    def _ended(self, key: tuple[Place, Pending], node: Node) -> None:
        known = self.ends.get(key)
        if known is None or node[0] < known[0]:
            self.ends[key] = node

    def _foot_cost(self, place: Place, foot: int, state: State) -> float:
        """What the column's foot costs, whichever boxes stand there."""
        room = self.room
        slack = room.height - foot - state.y
        cost = costs.STRANDED if state.need else 0.0
        if 0 < state.since < room.after:
            cost += costs.SHORT_AFTER_BOX
        if foot:
            cost += costs.AIR_OVER_BOX * slack * slack
            if state.y == self.room.top and self.galley.has_text:
                cost += costs.OPENS_COLUMN
            else:
                cost += self.room.near(state.since, state.boxes)
            if state.boxes:
                cost += costs.TWO_BOXES
        else:
            short = costs.UNLEVEL * slack * slack * room.weight
            if place[0] == self.galley.end:
                short = min(short, costs.USED_UP + costs.USED_UP_LINE * slack)
            cost += short
        over = state.boxes + foot - room.share
        return cost + costs.SHARE_LINE * over if over > 0 else cost

    def _feet(self, pending: Pending) -> Feet:
        """What may stand at the foot: nothing, or waiting boxes that follow one another."""
        known = self.feet.get(pending)
        if known is not None:
            return known
        found: dict[int, list[tuple[Pending, float]]] = {0: [((), 0.0)]}
        for first in range(min(len(pending), STACKED)):
            for many in range(1, min(STACKED, len(pending) - first) + 1):
                chosen = pending[first : first + many]
                depth = self.galley.depth_of(chosen)
                cost = first * costs.BOX_ORDER + (many - 1) * costs.TWO_BOXES
                if depth <= self.room.height:
                    found.setdefault(depth, []).append((chosen, cost))
        feet = self.feet[pending] = {depth: tuple(ways) for depth, ways in found.items()}
        return feet

    def _anchor_cost(self, box: int, place: Place) -> float:
        """How the column's foot suits a box: best once its anchor has ended."""
        element = self.galley.box(box)
        cost = costs.PLACE_UNWANTED if element.panel.place == "column-head" else 0.0
        if element.panel.place == "band-foot" and "foot" not in self.room.rules.places:
            cost += costs.PLACE_UNWANTED
        if element.anchor < place[0]:
            return cost
        begun = element.anchor == place[0] and place[2]
        return cost + (costs.ANCHOR_OPEN if begun else costs.BEFORE_ANCHOR)

    def _waiting_cost(self, box: int, place: Place) -> float:
        """A box that asked for this very column's foot, or the next one's head, waits."""
        element = self.galley.box(box)
        late = element.anchor < place[0]
        return costs.BOX_WAITS if late and element.panel.place == "column-foot" else 0.0
