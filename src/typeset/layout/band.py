"""One band over its columns: what of it stands on this page, and how level it ends.

A *portion* is what one page holds of a band. It either fills its columns to a given height
and goes on, or it ends the band there. The columns are filled one after the other; the
cheapest ways to each place at a column's end are carried into the next column.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, inf
from typing import NamedTuple

from typeset.column_set import ColumnSet
from typeset.layout import costs
from typeset.layout.across import ways_across
from typeset.layout.around import Obstacle, Standing
from typeset.layout.columns import Reached, fill_column
from typeset.layout.galley import BoxElement, Galley, TextElement
from typeset.layout.irregular import box_edge, fill_irregular
from typeset.layout.note_room import NoteRoom
from typeset.layout.noted_column import carried_of, fill_noted
from typeset.layout.room import Room
from typeset.layout.steps import COLUMN_END, START, Chain, Pending, Place
from typeset.layout.table_element import TableElement
from typeset.record import dataclass
from typeset.style.resolved import BoxRules

KEPT = 48
"""So many places at a column's end are carried on; the cheapest ones."""

FEWER, MORE = 2, 3
"""Heights tried below and above the one at which the band would just fit."""


Across = tuple[tuple[int, int], ...]
"""Boxes over gutters (their elements), each with its grid line in the band."""


@dataclass(frozen=True, slots=True)
class Portion:
    """One page's part of a band: where the band goes on, and with which boxes waiting."""

    cost: float
    height: int
    place: Place
    pending: Pending
    chain: Chain
    across: Across = ()


class Asked(NamedTuple):
    """What a portion is to be: where it begins, its height, whether the band ends with it.

    Ways that cost more than ``ceiling`` are not followed. In ``loose`` portions columns may fall
    short by any number of lines.
    """

    place: Place
    pending: Pending
    height: int
    ends: bool
    ceiling: float
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What spans a run of columns, (first, how many), where a band begins; text runs beside it.

    ``air`` lines of white stand under it.
    """

    element: BoxElement | TextElement
    run: tuple[int, int]
    air: int = 0

    @property
    def lines(self) -> int:
        """The grid lines it takes itself."""
        return self.element.best

    @property
    def depth(self) -> int:
        """The grid lines it takes from its columns, with the white under it."""
        return self.lines + self.air

    @property
    def id(self) -> str:
        """The block's id."""
        element = self.element
        return element.panel.id if isinstance(element, BoxElement) else element.paragraph.id

    def over(self, column: int) -> bool:
        """Whether it stands over this column."""
        return self.run[0] <= column < sum(self.run)


@dataclass(frozen=True, slots=True)
class Band:
    """A galley with the columns it is to fill."""

    galley: Galley
    columns: ColumnSet
    rules: BoxRules
    head: Head | None = None
    notes: NoteRoom | None = None  # where notes stand at the columns' feet

    @property
    def count(self) -> int:
        """The number of columns."""
        return self.columns.count

    @property
    def irregular(self) -> bool:
        """Whether lines differ in length: unequal columns, or boxes with text beside them."""
        return self.galley.wraps or not self.columns.equal

    def filled(self, asked: Asked) -> tuple[Portion, ...]:
        """The portions that are as asked, the cheapest first."""
        if not self.galley.wraps:
            return self._filled(asked, ())
        ways = ways_across(self, asked)
        found = [p for cost, way in ways for p in self._filled(asked, way, cost)]
        return tuple(sorted(found, key=lambda portion: (portion.cost, portion.place)))

    def _filled(self, asked: Asked, across: Across, cost: float = 0.0) -> tuple[Portion, ...]:
        head = self.head if asked.place == START else None
        if head is not None and asked.height < head.lines:
            return ()
        if self._runs_out(asked, head):
            return ()
        stood = frozenset(box for box, _ in across)
        waiting = tuple(box for box in asked.pending if box not in stood)
        layer: Reached = {(asked.place, waiting): (cost, None)}
        for column in range(self.count):
            room = self._room(column, asked, head, across)
            if room.top >= room.height:
                layer = {at: (cost, (way, COLUMN_END)) for at, (cost, way) in layer.items()}
            elif self.notes is not None:
                layer = fill_noted(self.galley, layer, room, self.notes)
            elif self.irregular:
                layer = fill_irregular(self.galley, layer, room)
            else:
                layer = fill_column(self.galley, layer, room)
            layer = self._cheapest(layer, self.count - 1 - column, asked.ends)
        found = [
            Portion(node[0] + self._late(at, left), asked.height, at, left, node[1], across)
            for (at, left), node in layer.items()
            if self._ended(at, left) == asked.ends and (at, left) != (asked.place, asked.pending)
            if all(at[0] > box for box in stood)  # else one would stand before its text
        ]
        return tuple(sorted(found, key=lambda portion: (portion.cost, portion.place)))

    def heights(self, place: Place, pending: Pending, room: int) -> range:
        """Heights of at most ``room`` lines at which the rest of the band may end."""
        least = self.galley.rest(place, pending) + self._head_area(place)
        tallest = max((self._depth(box) for box in self.boxes(place, pending)), default=0)
        if self.head is not None and place == START:
            tallest = max(tallest, self.head.lines)
        fewest = max(1, ceil(least / self.count))
        fits = max(ceil(self.depth(place, pending)), tallest)
        more = tallest + MORE + (fits // 4 if self.irregular else 0)
        if self.notes is not None:  # some of the notes may have stood before this place
            sure = carried_of(place) + self.galley.note_lines[place[0] + bool(place[2])]
            fits = max(ceil(self.text_depth(place, pending)), tallest)
            more += MORE + self._note_depth(place)
            fits += self.notes.depth(sure) // self.count
        more += max((table.start + table.repeats for table in self._tables(place)), default=0)
        return range(max(fewest, fits - FEWER), min(room, fits + more) + 1)

    def depth(self, place: Place, pending: Pending) -> float:
        """Grid lines of page that the rest of the band takes, in its best setting."""
        return self.text_depth(place, pending) + self._note_depth(place)

    def text_depth(self, place: Place, pending: Pending) -> float:
        """The same without the notes at its feet."""
        rest = self.galley.best_rest(place, pending) + self._head_area(place)
        return rest / self.count

    def _note_depth(self, place: Place) -> int:
        """Grid lines of page that notes still to come take at the columns' feet."""
        if self.notes is None:
            return 0
        lines = carried_of(place) + self.galley.note_lines[place[0]]
        return ceil(self.notes.depth(lines) / self.count) + 1 if lines else 0

    def _head_area(self, place: Place) -> int:
        return self.head.run[1] * self.head.depth if self.head and place == START else 0

    def _room(self, column: int, asked: Asked, head: Head | None, across: Across) -> Room:
        after = self.count - 1 - column
        return Room(
            height=asked.height,
            share=ceil(self.rules.column_share * asked.height),
            after=self.rules.lines_after,
            top=head.depth if head is not None and head.over(column) else 0,
            weight=costs.EARLIER_COLUMN**after,
            ceiling=asked.ceiling,
            left=self._left(after, asked, head) if asked.ends else inf,
            width=self.columns.widths[column],
            obstacles=tuple(self._obstacles(column, across)),
            placed=frozenset(box for box, _ in across),
            loose=asked.loose,
            rules=self.rules,
        )

    def _left(self, columns: int, asked: Asked, head: Head | None) -> float:
        """Grid lines that the last columns hold; no bound where columns differ."""
        return self._capacity(columns, asked, head) if self.columns.equal else inf

    def _obstacles(self, column: int, across: Across) -> Iterator[Obstacle]:
        """What boxes over gutters take of a column."""
        for index, top in across:
            box, resetter = self.galley.box(index), self.galley.resetter
            assert resetter is not None  # noqa: S101 - every galley made of a flow has one
            panel, grid = box.panel, resetter.grid
            first, many = self.columns.run(panel.first_column, panel.columns)
            if not first <= column < first + many:
                continue
            edge = self.columns.x(first) + box_edge(box, self.columns.span(first, many), grid.zw)
            x = edge - self.columns.x(column)
            standing = Standing(x, panel.width, panel.lines, panel.contour)
            yield standing.obstacle(top, self.columns.widths[column], (grid.zw, grid.pitch))

    def _runs_out(self, asked: Asked, head: Head | None) -> bool:
        """Whether the band, at its longest, would leave more white than the ceiling allows."""
        if self.irregular:
            return False  # narrowed lines hold less
        if self.galley.boxes[0] and asked.ceiling >= costs.USED_UP:
            return False  # boxes may be left over, and the columns empty
        if self.notes is not None:
            return False  # notes take some of it
        white = self._capacity(self.count, asked, head)
        white -= self.galley.most_rest(asked.place, asked.pending)
        # it costs least when the columns share it evenly
        return white > 0 and costs.AIR_OVER_BOX * white * white / self.count > asked.ceiling

    def _capacity(self, columns: int, asked: Asked, head: Head | None) -> int:
        """Grid lines that the last so many columns hold."""
        under = 0
        if head is not None:
            under = sum(head.over(column) for column in range(self.count - columns, self.count))
        taken = under * min(head.depth, asked.height) if head is not None else 0
        return columns * asked.height - taken

    def _cheapest(self, ends: Reached, columns: int, band_ends: bool) -> Reached:
        """The places worth carrying on into the ``columns`` that are left.

        Boxes that wait cost nothing yet; what they will is counted in, or the ways that keep
        them waiting would look cheapest.
        """
        if len(ends) <= KEPT:
            return ends

        def rank(item: tuple[tuple[Place, Pending], tuple[float, Chain]]) -> object:
            (place, pending), (cost, _) = item
            return cost + self._crowding(place, pending, columns, band_ends), (place, pending)

        return dict(sorted(ends.items(), key=rank)[:KEPT])  # type: ignore[arg-type]

    def _crowding(self, place: Place, pending: Pending, columns: int, band_ends: bool) -> float:
        """What boxes will cost at least if they stand in so many columns."""
        if band_ends:
            boxes = len(pending) + self.galley.boxes[place[0]]
        else:
            boxes = sum(self.galley.box(box).anchor < place[0] for box in pending)
        return costs.TWO_BOXES * max(0, boxes - columns)

    def _late(self, place: Place, pending: Pending) -> float:
        """Boxes left for a page on which their anchor no longer stands."""
        return sum(costs.BOX_LATE for box in pending if self.galley.box(box).anchor < place[0])

    def _ended(self, place: Place, pending: Pending) -> bool:
        """Whether nothing of the band is left."""
        return place[0] == self.galley.end and not pending and not carried_of(place)

    def _depth(self, index: int) -> int:
        return self.galley.box(index).panel.lines

    def _tables(self, place: Place) -> Iterator[TableElement]:
        for element in self.galley.elements[place[0] :]:
            if isinstance(element, TableElement):
                yield element

    def boxes(self, place: Place, pending: Pending) -> Iterator[int]:
        """The boxes that wait, then those to come from a place on."""
        yield from pending
        for index in range(place[0], self.galley.end):
            if isinstance(self.galley.elements[index], BoxElement):
                yield index
