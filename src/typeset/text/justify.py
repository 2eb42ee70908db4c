"""Fifth step: a line is brought to the measure, in CLREQ's order of priority.

Too long: squeeze word spaces, then middle dots, brackets, pause marks, the colon, gaps, and
full stops last; within one step all places give in proportion to what they have. Too short:
word spaces to half an em, Han-Western gaps to a third, then white everywhere it may stand,
evenly. Marks at the edges were trimmed before (CL-PC-06, CL-PC-08).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from typeset.record import dataclass
from typeset.scripts.spacing import GAP_STEP, SPACE_STEP
from typeset.text.glue import Items

_STEPS = range(1, 9)
_EPSILON = 1e-9


@dataclass(slots=True)
class Adjusted:
    """A line of clusters ``first`` to ``last`` (not included) with its white as set.

    ``before`` and ``after`` are points, one per cluster. ``natural`` is the width before
    adjustment, ``width`` after it. ``gap`` is the white added per place beyond spaces and
    gaps, in em; ``ratio`` the share used of what could be given (negative), or ``gap`` as a
    share of a quarter em.
    """

    first: int
    last: int
    before: list[float]
    after: list[float]
    natural: float
    width: float = 0.0
    gap: float = 0.0
    ratio: float = 0.0


def natural_line(items: Items, first: int, last: int) -> Adjusted:
    """The line with natural white, its edges trimmed."""
    white = items.white
    before, after = white.before[first:last], white.after[first:last]
    natural = items.natural.end[last] - items.natural.start[first]
    if items.trims and before:
        before[0] = 0.0
    end = items.visible[last] - first
    if end >= 0:
        kept = items.trims or items.white.step[first + end] in (0, GAP_STEP)
        after[end:] = [0.0 if kept else after[end]] + [0.0] * (len(after) - end - 1)
    return Adjusted(first, last, before, after, natural, natural)


def justified_line(items: Items, first: int, last: int, width: float, *, fill: bool) -> Adjusted:
    """The line set to ``width`` points; without ``fill`` it is only squeezed if it must be."""
    line = natural_line(items, first, last)
    excess = line.natural - width
    if excess > _EPSILON:
        _squeeze(items, line, excess)
    elif fill and excess < -_EPSILON:
        _stretch(items, line, -excess)
    return line


def _inner(items: Items, line: Adjusted) -> list[int]:
    """The clusters of the line, its last excluded, whose white gives or grows."""
    givers = items.givers
    low = bisect_left(givers, line.first)
    return givers[low : bisect_right(givers, items.visible[line.last])]


def _squeeze(items: Items, line: Adjusted, excess: float) -> None:
    """Take ``excess`` away step by step; what cannot be taken stays."""
    by_step = _givers(items, line)
    rooms = {step: sum(b + a for _, b, a in places) for step, places in by_step.items()}
    taken = 0.0
    for step in _STEPS:
        room = rooms.get(step, 0.0)
        if room <= _EPSILON:
            continue
        share = min(1.0, (excess - taken) / room)
        for at, before, after in by_step[step]:
            line.before[at] -= before * share
            line.after[at] -= after * share
        taken += room * share
        if taken >= excess - _EPSILON:
            break
    line.width = line.natural - taken
    line.ratio = -taken / sum(rooms.values()) if taken else 0.0


def _givers(items: Items, line: Adjusted) -> dict[int, list[tuple[int, float, float]]]:
    """By step: (cluster in the line, what its white before and after can give)."""
    out: dict[int, list[tuple[int, float, float]]] = {}
    white, end = items.white, items.visible[line.last]
    for at in _inner(items, line):
        inside = at - line.first
        before = white.give_before[at] if inside or not items.trims else 0.0
        after = white.give_after[at] if at < end or line.after[inside] else 0.0
        out.setdefault(white.step[at], []).append((inside, before, after))
    return out


def _stretch(items: Items, line: Adjusted, missing: float) -> None:
    """Add ``missing`` points: to spaces, then gaps, then everywhere evenly."""
    white, end = items.white, items.visible[line.last]
    growing = [at for at in _inner(items, line) if at < end]
    spaces = [at for at in growing if white.step[at] == SPACE_STEP]
    gaps = [at for at in growing if white.step[at] == GAP_STEP]
    left = missing
    for group in (spaces, gaps):
        room = sum(white.grow[at] for at in group)
        share = min(1.0, left / room) if room > _EPSILON else 0.0
        for at in group:
            line.after[at - line.first] += white.grow[at] * share
        left -= room * share
    spots = [at for at in range(line.first, end) if items.place[at]]
    spots = spots or spaces  # words alone: their spaces take it all
    if left > _EPSILON and spots:
        for at in spots:
            line.after[at - line.first] += left / len(spots)
        line.gap = left / len(spots) / items.em
        line.ratio = 4 * line.gap
        left = 0.0
    line.width = line.natural + missing - left
