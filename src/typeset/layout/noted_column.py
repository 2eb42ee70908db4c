"""Filling a column whose notes stand at its foot, each under the text that refers to it.

The search is that of :mod:`typeset.layout.columns`. What is at the foot belongs to the state:
nothing stands beside the text here, so that place in the state is taken by the lines of notes
and how many of them may go over to the next column. Where a column ends, as many lines stand
at its foot as fit under the text; the place at which the next one begins tells the rest.
"""

from __future__ import annotations

from typeset.layout import costs
from typeset.layout.columns import Column, Reached, State
from typeset.layout.galley import BoxElement, Galley, TextElement
from typeset.layout.note_room import Cited, Noted, NoteRoom, carried_over
from typeset.layout.room import Room, slack_for
from typeset.layout.steps import BoxStep, Node, NoteStep, Pending, Place, TextStep

_CARRIED = -1.0


def carried_of(place: Place) -> int:
    """The lines of notes that go on in the column which begins at a place."""
    shape = place[3]
    return int(shape[0][1]) if shape and shape[0][0] == _CARRIED else 0


def with_carried(place: Place, lines: int) -> Place:
    """The place of a column's end with so many lines of notes left over.

    All lines of such a column are as long as the measure, so its shape is free to say so.
    """
    index, count, done, _ = place
    return index, count, done, ((_CARRIED, float(lines)),) if lines else ()


def fill_noted(galley: Galley, starts: Reached, room: Room, notes: NoteRoom) -> Reached:
    """Where the column may end when it begins at any of ``starts``."""
    column = NotedColumn(galley, room, slack_for(room))
    column.notes, column.height = notes, room.height
    return column.filled(starts)


def _inside(notes: tuple[Cited, ...]) -> list[int]:
    return [note.length for note in notes if note.in_column]


class NotedColumn(Column):
    """The search in one such column, ``height`` grid lines with its notes."""

    __slots__ = ("height", "notes")
    notes: NoteRoom
    height: int

    # -- what is at the foot ---------------------------------------------------------------------

    def _noted(self, state: State) -> Noted:
        return Noted(*state.beside) if state.beside else Noted()

    def _limit(self, noted: Noted) -> int:
        """The grid line at which text must end over the notes it must have."""
        return self.height - self.notes.depth(noted.least)

    def _must(self, state: State, noted: Noted) -> bool:
        """Whether notes may begin later than their marks: more than one line never does."""
        return state.y == self.room.top and self.notes.depth(noted.least) >= self.height

    def _fits(self, state: State, depth: int, noted: Noted) -> bool:
        if state.y + depth <= self._limit(noted):
            return True
        return self._must(state, noted) and state.y + depth <= self.height

    # -- the column's head -----------------------------------------------------------------------

    def _open(self, place: Place, pending: Pending, node: Node) -> None:
        index, _, done, _ = place
        noted = carried_over(carried_of(place))
        for box in (None, *self._heads(place, pending)[:1]):
            opened = self._headed(box, pending, node)
            if opened is None:
                continue
            state, headed = opened
            state = state._replace(beside=noted)
            if done:
                self._resume(place, state, headed)
            else:
                self._reach(index, state, headed)

    def _resume(self, place: Place, state: State, node: Node) -> None:
        index, lines, done, _ = place
        text = self.galley.elements[index]
        assert isinstance(text, TextElement)  # noqa: S101 - no band with tables is filled so
        self._part(text, place, state, node)
        self._set_noted(text, (index, lines, done), (lines - done) * text.step, state, node, 0)

    # -- elements --------------------------------------------------------------------------------

    def _text(self, index: int, text: TextElement, state: State, node: Node) -> None:
        for option in text.options:
            here = (node[0] + option.cost, node[1])
            if not text.whole:
                self._part(text, (index, option.lines, 0, ()), state, here)
            self._set_noted(text, (index, option.lines, 0), option.depth, state, here, text.keep)

    def _set_noted(
        self,
        text: TextElement,
        at: tuple[int, int, int],
        depth: int,
        state: State,
        node: Node,
        need: int,
    ) -> None:
        """The whole of a paragraph stands, or its rest, over its notes."""
        index, lines, done = at
        notes = _inside(tuple(text.cites(lines, done, lines)))
        noted = self._noted(state).with_(notes)
        if self._fits(state, depth, noted):
            step = TextStep(index, lines, done, lines, state.y)
            below = self._below(state, depth)._replace(need=need, beside=noted)
            self._set(index, below, (node[0], (node[1], step)))

    def _part(self, text: TextElement, place: Place, state: State, node: Node) -> None:
        _, lines, done, _ = place
        for foot in self._feet(state.pending):
            most = min((self.height - foot - state.y) // text.step, lines - done - 1)
            for taken in range(1, most + 1):
                notes = _inside(tuple(text.cites(lines, done, done + taken)))
                noted = self._noted(state).with_(notes)
                under = self.height - foot - state.y - taken * text.step
                shown = min(noted.lines, self.notes.fitting(under))
                forced = taken == 1 and self._must(state, noted)
                if shown < noted.least and not forced:
                    continue
                if under - self.notes.depth(shown) <= self.slack:
                    with_notes = state._replace(beside=noted)
                    self._part_after(text, place, taken, foot, with_notes, node)

    def _box_here(self, index: int, box: BoxElement, state: State, node: Node) -> None:
        if self._fits(state, box.panel.lines, self._noted(state)):
            super()._box_here(index, box, state, node)

    def _anchored(self, index: int, state: State, node: Node) -> None:
        for box in state.pending:
            element = self.galley.box(box)
            depth = element.panel.lines
            if element.anchor != index or element.panel.place != "band-foot":
                continue
            if not self._fits(state, depth, self._noted(state)):
                continue
            cost = node[0] + self._inline_cost(state)
            left = tuple(i for i in state.pending if i != box)
            after = State(state.y + depth, 0, 0, state.boxes + depth, left, state.beside)
            self._reach(index + 1, after, (cost, (node[1], BoxStep(box, state.y))))

    # -- the column's foot -----------------------------------------------------------------------

    def _close_before(self, index: int, depth: int, whole: bool, state: State, node: Node) -> None:
        noted = self._noted(state)
        for foot in self._feet(state.pending):
            under = self.height - foot - state.y
            slack = under - self.notes.depth(min(noted.lines, self.notes.fitting(under)))
            least = self.notes.depth(noted.least)
            if 0 <= slack <= self.slack or (whole and depth + least > under >= least):
                self._close((index, 0, 0, ()), foot, state, node)

    def _close(self, place: Place, foot: int, state: State, node: Node) -> None:
        """End the column: notes fill what is under the text and the boxes."""
        noted = self._noted(state)
        shown = min(noted.lines, self.notes.fitting(self.height - foot - state.y))
        cost, left = node[0], noted.lines - shown
        if shown < noted.least:
            cost += costs.NOTE_PARTED
        if left:
            cost += costs.NOTE_SPLIT + costs.NOTE_CARRIED * left
        if cost > self.room.ceiling or state.y + foot > self.height:
            return
        chain = (node[1], NoteStep(shown, self.height)) if shown else node[1]
        room, self.room = self.room, _lower(self.room, self.notes.depth(shown))
        super()._close(with_carried(place, left), foot, state, (cost, chain))
        self.room = room


def _lower(room: Room, depth: int) -> Room:
    """The room over so many grid lines of notes."""
    return Room(
        height=room.height - depth,
        share=room.share,
        after=room.after,
        top=room.top,
        weight=room.weight,
        ceiling=room.ceiling,
        left=room.left,
        width=room.width,
        loose=room.loose,
        rules=room.rules,
    )
