"""What the page maker has decided so far: a chain of steps, newest first.

The search keeps many chains at once and shares their tails, so a chain is a linked pair
``(earlier, step)``; :func:`unwound` gives it in the order of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.record import dataclass

if TYPE_CHECKING:
    from typeset.layout.galley import TextElement
    from typeset.text.measure import Measure

Shape = tuple[tuple[float, float], ...]
"""(start, width) of each line set so far, in points; empty while all are as long as the measure."""

Place = tuple[int, int, int, Shape]
"""A place in a galley: element, lines its paragraph is set in (0: open), lines already set.

Of a table, its last cut and the one before which the rest begins.
"""

START: Place = (0, 0, 0, ())

Pending = tuple[int, ...]
"""Boxes (by element) whose place in the text has passed and which are not placed yet."""


@dataclass(frozen=True, slots=True)
class TextStep:
    """Lines ``first`` to ``last`` of a paragraph set in ``lines``, from grid line ``top``.

    Where lines differ in length, ``measure`` is that of the whole paragraph as far as is known,
    ``rows`` are the grid lines of these ones, and ``text`` is the element set so.
    """

    element: int
    lines: int
    first: int
    last: int
    top: int
    measure: Measure | None = None
    rows: tuple[int, ...] = ()
    text: TextElement | None = None


@dataclass(frozen=True, slots=True)
class BoxStep:
    """A box at grid line ``top`` of its column."""

    element: int
    top: int


@dataclass(frozen=True, slots=True)
class TableStep:
    """The part of a table between two of its cuts, in ``lines`` grid lines from ``top``."""

    element: int
    first: int
    last: int
    top: int
    lines: int


@dataclass(frozen=True, slots=True)
class ColumnEnd:
    """The next step belongs to the next column."""


@dataclass(frozen=True, slots=True)
class NoteStep:
    """So many lines of notes at the column's foot, which is grid line ``foot``."""

    lines: int
    foot: int


Step = TextStep | BoxStep | TableStep | NoteStep | ColumnEnd
Chain = tuple["Chain", Step] | None
Node = tuple[float, Chain]
"""What a state has cost, and how it came about."""

COLUMN_END = ColumnEnd()


def unwound(chain: Chain) -> list[Step]:
    """The steps of a chain, oldest first."""
    steps: list[Step] = []
    while chain is not None:
        chain, step = chain
        steps.append(step)
    return steps[::-1]
