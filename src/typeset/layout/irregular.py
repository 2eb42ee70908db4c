"""Filling a column whose lines differ in length: text runs around boxes, or columns differ.

The search is that of :mod:`typeset.layout.columns`; only here is a paragraph set anew for the
lines it finds. A box beside text stands where it is written, its head at the next grid line, and
what follows runs beside it until it ends; it may also wait for a later place in the text. Boxes
across gutters are obstacles that the band has put up before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from typeset.layout import costs
from typeset.layout.around import Obstacle, Profile, Slot, Standing, measure_of, shape_of
from typeset.layout.columns import (
    WAITING,
    Column,
    Feet,
    Reached,
    State,
)
from typeset.layout.galley import LEAST_LINES, BoxElement, Galley, Resetter, TextElement
from typeset.layout.room import Room, slack_for
from typeset.layout.steps import BoxStep, Node, Pending, Place, Shape, TextStep
from typeset.layout.table_element import TableElement
from typeset.text.measure import Measure

_NEAR = 1e-6


def fill_irregular(galley: Galley, starts: Reached, room: Room) -> Reached:
    """Where the column may end when it begins at any of ``starts``."""
    return Irregular(galley, room, slack_for(room)).filled(starts)


def box_edge(box: BoxElement, width: float, zw: float) -> float:
    """The left edge of a box with text beside it, in a column or run of columns so wide."""
    free = width - box.panel.width
    match box.panel.wrap:
        case "right":
            return free
        case "both":
            return round(free / 2 / zw) * zw
        case _:
            return 0.0


class Irregular(Column):
    """The search in one such column."""

    __slots__ = ()

    @property
    def setter(self) -> Resetter:
        """Sets paragraphs to measures of single lines."""
        resetter = self.galley.resetter
        assert resetter is not None  # noqa: S101 - every galley made of a flow has one
        return resetter

    # -- what stands beside the text -----------------------------------------------------------

    def _profile(self, state: State) -> Profile:
        """The column with what stands in it."""
        zw, obstacles = self.setter.grid.zw, self.room.obstacles
        if state.beside:
            obstacles = (*obstacles, self._obstacle(*state.beside))
        return Profile(self.room.width, self.room.height, zw, obstacles)

    def _obstacle(self, index: int, top: int) -> Obstacle:
        box, grid = self.galley.box(index), self.setter.grid
        panel, width = box.panel, self.room.width
        x = box_edge(box, width, grid.zw)
        standing = Standing(x, panel.width, panel.lines, panel.contour)
        return standing.obstacle(top, width, (grid.zw, grid.pitch))

    def _foot(self, state: State) -> int:
        """The grid line under the box that text runs beside, 0 if there is none."""
        if not state.beside:
            return 0
        index, top = state.beside
        return top + self.galley.box(index).panel.lines

    def _past(self, state: State) -> State:
        """The state with a box forgotten that ends above it."""
        return state._replace(beside=()) if state.beside and self._foot(state) <= state.y else state

    def _cleared(self, state: State, node: Node) -> tuple[State, Node]:
        """The state under the box that stands beside it; it is better with text on all its side."""
        if not state.beside:
            return state, node
        empty = max(0, self._foot(state) - state.y)
        node = (node[0] + costs.BESIDE_NOTHING * empty, node[1])
        return state._replace(y=state.y + empty, beside=()), node

    def _is_regular(self, text: TextElement, state: State) -> bool:
        if state.beside or abs(self.room.width - self.galley.width) > _NEAR:
            return False
        return self._profile(state).free(state.y, state.y + text.most)

    # -- elements ------------------------------------------------------------------------------

    def _visit(self, index: int, state: State, node: Node) -> None:
        state = self._past(state)
        element = self.galley.elements[index] if index < self.galley.end else None
        match element:
            case None:
                self._place_waiting(index, state, node)
                super()._visit(index, *self._cleared(state, node))
            case TextElement():
                self._place_waiting(index, state, node)
                if self._is_regular(element, state):
                    super()._visit(index, state, node)
                else:
                    depth = element.least + element.keep
                    self._close_before(index, depth, element.whole, state, node)
                    self._shaped((index, 0, 0, ()), element, state, node)
            case BoxElement() if element.wraps:
                self._beside(index, element, state, node)
            case BoxElement():
                state, node = self._cleared(state, node)
                super()._visit(index, self._below_obstacles(state, element), node)
            case _:
                super()._visit(index, state, node)

    def _beside(self, index: int, box: BoxElement, state: State, node: Node) -> None:
        """A box that text runs around, where it is written."""
        if index in self.room.placed:
            self._reach(index + 1, state, node)
            return
        if box.across:
            self._wait(index, state, node, 0.0)
            return
        self._close_before(index, box.panel.lines, True, state, node)
        waits = state._replace(pending=(*state.pending, index))
        if (stood := self._stood(index, waits, node)) is not None:
            self._reach(index + 1, *stood)
        if len(state.pending) < WAITING:
            self._wait(index, state, node, costs.BESIDE_LATE)

    def _place_waiting(self, index: int, state: State, node: Node) -> None:
        """The first of the boxes that wait for text beside them stands before this element."""
        box = self._first_waiting(state.pending)
        if box is not None and (stood := self._stood(box, state, node)) is not None:
            self._reach(index, *stood)

    def _first_waiting(self, pending: Pending) -> int | None:
        boxes = ((i, self.galley.box(i)) for i in pending)
        return next((i for i, box in boxes if box.wraps and not box.across), None)

    def _stood(self, index: int, state: State, node: Node) -> tuple[State, Node] | None:
        """The state with the box at its grid line, if there is room for it."""
        state, node = self._cleared(state, node)
        y, since, need, boxes, pending, _ = state
        box = self.galley.box(index)
        lines = box.panel.lines
        if y + lines > self.room.height or not self._is_free(y, y + lines):
            return None
        if not self._is_wide_enough(index):
            return None
        left = tuple(i for i in pending if i != index)
        after = State(y, since, need, boxes + box.best, left, (index, y))
        return after, (node[0], (node[1], BoxStep(index, y)))

    def _open(self, place: Place, pending: Pending, node: Node) -> None:
        super()._open(place, pending, node)
        box = self._first_waiting(pending)
        if box is None:
            return
        head = State(self.room.top, self.room.far, 0, 0, pending)
        if (stood := self._stood(box, head, node)) is None:
            return
        if place[2]:
            self._resume(place, *stood)
        else:
            self._reach(place[0], *stood)

    def _table(self, index: int, table: TableElement, done: int, state: State, node: Node) -> None:
        """A table stands under the box beside it, and between those across the gutters."""
        state, node = self._cleared(state, node)
        profile, height = self._profile(state), self.room.height
        depth = table.parts.depth(done, table.parts.end)
        for y in range(state.y, height):
            if profile.free(y, min(y + depth, height)):
                super()._table(index, table, done, state._replace(y=y), node)
                return

    def _resume(self, place: Place, state: State, node: Node) -> None:
        text = self.galley.elements[place[0]]
        if isinstance(text, TableElement):
            self._table(place[0], text, place[2], state, node)
            return
        assert isinstance(text, TextElement)  # noqa: S101 - nothing else is parted
        if place[3] or not self._is_regular(text, state):
            self._shaped(place, text, state, node)
        else:
            super()._resume(place, state, node)

    # -- boxes as wide as the column -----------------------------------------------------------

    def _is_wide_enough(self, box: int) -> bool:
        """Whether the column is as wide as a box was made for."""
        return self.galley.box(box).width <= self.room.width + _NEAR

    def _box_here(self, index: int, box: BoxElement, state: State, node: Node) -> None:
        if self._is_wide_enough(index):
            super()._box_here(index, box, state, node)
        elif len(state.pending) >= WAITING:  # it waits all the same
            self._wait(index, state, node, costs.BOX_MOVED)

    def _is_free(self, first: int, last: int) -> bool:
        """Whether no box across gutters stands beside these grid lines."""
        return all(other.foot <= first or other.top >= last for other in self.room.obstacles)

    def _below_obstacles(self, state: State, box: BoxElement) -> State:
        """The state at the next grid line where the column has room for a box in the text."""
        y = state.y
        while y <= self.room.height and not self._is_free(y, y + box.panel.lines):
            y += 1
        return state._replace(y=y) if not box.roams else state

    def _headed(self, box: int | None, pending: Pending, node: Node) -> tuple[State, Node] | None:
        top = self.room.top
        if box is not None:
            if self.galley.box(box).wraps:
                return None
            free = self._is_free(top, top + self.galley.box(box).panel.lines)
            if not free or not self._is_wide_enough(box):
                return None
        return super()._headed(box, pending, node)

    def _anchored(self, index: int, state: State, node: Node) -> None:
        state, node = self._cleared(state, node)
        own = (box for box in state.pending if self.galley.box(box).anchor == index)
        if self._is_free(state.y, self.room.height) and all(map(self._is_wide_enough, own)):
            super()._anchored(index, state, node)

    # -- text line by line ---------------------------------------------------------------------

    def _shaped(self, place: Place, text: TextElement, state: State, node: Node) -> None:
        """A paragraph, or the rest of one, in lines of the lengths that are found here."""
        if text.whole:
            self._whole(place[0], text, state, node)
            return
        _, _, done, _ = place
        shape, said = told(place, text)
        before = shape or ((0.0, self.galley.width),) * done
        slots = [*self._slots(text, state)]
        measure = measure_of(before, slots, self.room.width)
        made = self.setter.reset(text, measure, done + 1)
        for option in made.options:
            if option.lines <= done:
                continue
            way = _Way(place[0], option.lines, done, before, measure, made, slots)
            cost = node[0] + (0.0 if done else option.cost)
            if done and told((0, option.lines, done, ()), made)[1] != said:
                cost += costs.NOTE_PARTED  # set so, marks of notes change sides of the column's end
                if cost > self.room.ceiling:
                    continue
            self._part_shaped(way, state, (cost, node[1]))
            rest = option.lines - done
            if rest <= len(slots):
                step, below = way.step(rest, state.y), self._under(way, rest, state)
                need = text.keep if not done else 0
                self._set(place[0], below._replace(need=need), (cost, (node[1], step)))

    def _slots(self, text: TextElement, state: State) -> Iterator[Slot]:
        """The places of lines down to the column's foot."""
        height = self.room.height
        found = self._profile(state).slots(state.y, text.step)
        return takewhile(lambda slot: slot.row < height, found)

    def _whole(self, index: int, text: TextElement, state: State, node: Node) -> None:
        """Text that is never parted stands under the box beside it, at the column's width."""
        measure = Measure(self.room.width)
        made = self.setter.reset(text, measure, 1)
        for option in made.options:
            for y in range(state.y, self.room.height - option.depth + 1):
                if self._profile(state).free(y, y + option.depth):
                    step = TextStep(index, option.lines, 0, option.lines, y, measure, (), made)
                    here = self._past(state._replace(y=y))
                    below = self._below(here, option.depth)._replace(need=text.keep)
                    self._set(index, self._past(below), (node[0], (node[1], step)))
                    break

    def _part_shaped(self, way: _Way, state: State, node: Node) -> None:
        rest = way.lines - way.done
        for foot in self._feet(state.pending):
            limit = self.room.height - foot
            if self._foot(state) > limit:
                continue
            room = sum(slot.row < limit for slot in way.slots)
            if room >= rest:
                continue
            for taken in range(room, max(0, room - 1 - self.slack), -1):
                alone = not way.done and taken < LEAST_LINES
                cost = node[0] + costs.WIDOW * (alone + (rest - taken < LEAST_LINES))
                if cost > self.room.ceiling:
                    continue
                shape = shape_of(way.before, way.slots[:taken], self.galley.width)
                shape = with_told(shape, way, way.done + taken)
                place = (way.index, way.lines, way.done + taken, shape)
                step = way.step(taken, state.y)
                self._close(place, foot, self._under(way, taken, state), (cost, (node[1], step)))

    def _under(self, way: _Way, taken: int, state: State) -> State:
        """The state under so many lines of a paragraph."""
        foot = way.slots[taken - 1].row + 1
        return self._past(self._below(state, foot - state.y))

    # -- the column's foot ---------------------------------------------------------------------

    def _close_before(self, index: int, depth: int, whole: bool, state: State, node: Node) -> None:
        super()._close_before(index, depth, whole, *self._cleared(state, node))

    def _close(self, place: Place, foot: int, state: State, node: Node) -> None:
        state, node = self._cleared(state, node)
        if state.y + foot <= self.room.height:
            super()._close(place, foot, state, node)

    def _feet(self, pending: Pending) -> Feet:
        """A box that text runs around waits for text, not for a column's foot."""
        feet = super()._feet(tuple(i for i in pending if not self.galley.box(i).wraps))
        height = self.room.height
        return {
            depth: tuple(way for way in ways if all(map(self._is_wide_enough, way[0])))
            for depth, ways in feet.items()
            if self._is_free(height - depth, height)
        }

    def _waiting_cost(self, box: int, place: Place) -> float:
        if not self.galley.box(box).wraps:
            return super()._waiting_cost(box, place)
        return costs.BOX_WAITS if self.galley.box(box).anchor < place[0] else 0.0


_TOLD = -2.0


def told(place: Place, text: TextElement) -> tuple[Shape, int]:
    """The lines set before a place, and how many of the paragraph's notes have marks in them.

    The parts of such a paragraph are set one after the other, each knowing more of its lines:
    a mark at the end of one part could in the next one's setting be past it.
    """
    _, lines, done, shape = place
    if shape and shape[0][0] == _TOLD:
        return shape[1:], int(shape[0][1])
    return shape, sum(at < done for at in text.marks.get(lines, ()))


def with_told(shape: Shape, way: _Way, done: int) -> Shape:
    """The lines set so far, with the number of their marks."""
    marks = way.made.marks.get(way.lines, ())
    return ((_TOLD, float(sum(at < done for at in marks))), *shape) if marks else shape


class _Way:
    """One way to set a paragraph: its lines, those done before, and the places of the others."""

    __slots__ = ("before", "done", "index", "lines", "made", "measure", "slots")

    def __init__(
        self,
        index: int,
        lines: int,
        done: int,
        before: Shape,
        measure: Measure,
        made: TextElement,
        slots: list[Slot],
    ) -> None:
        self.index, self.lines, self.done, self.before = index, lines, done, before
        self.measure, self.made, self.slots = measure, made, slots

    def step(self, taken: int, top: int) -> TextStep:
        """The next so many lines."""
        rows = tuple(slot.row for slot in self.slots[:taken])
        last = self.done + taken
        return TextStep(self.index, self.lines, self.done, last, top, self.measure, rows, self.made)
