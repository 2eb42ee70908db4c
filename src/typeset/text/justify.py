"""Fifth step: a line is brought to the measure, in CLREQ's order of priority.

Too long: squeeze word spaces, then middle dots, brackets, pause marks, the colon, gaps, and
full stops last; within one step all places give by the same amount. Too short: word spaces to
half an em, Han-Western gaps to a third, then white everywhere it may stand, evenly. Marks at
the edges were trimmed before (CL-PC-06, CL-PC-08); one may hang outside the measure.
"""

from __future__ import annotations

from bisect import bisect_left

from typeset.record import dataclass
from typeset.scripts.spacing import GAP_STEP, SPACE_STEP
from typeset.text.glue import Items

_STEPS = range(1, 9)
_EPSILON = 1e-9
_HANGS_FROM = 1e-6  # points by which a line must be too long for its last mark to hang


@dataclass(slots=True)
class Adjusted:
    """A line of clusters ``first`` to ``last`` (not included) with its white as set.

    ``before`` and ``after`` are points, one per cluster. ``natural`` is the width before
    adjustment, ``width`` after it, both without ``hang``, the part outside the measure.
    ``gap`` is the white added per place beyond spaces and gaps, in em; ``ratio`` the share
    used of what could be given (negative), or ``gap`` as a share of a quarter em.
    """

    first: int
    last: int
    before: list[float]
    after: list[float]
    natural: float
    width: float = 0.0
    gap: float = 0.0
    ratio: float = 0.0
    hang: float = 0.0


def natural_line(items: Items, first: int, last: int, *, hang: float = 0.0) -> Adjusted:
    """The line with natural white, its edges trimmed; ``hang`` of its last mark is outside."""
    white = items.white
    before, after = white.before[first:last], white.after[first:last]
    natural = items.natural.end[last] - items.natural.start[first]
    end = items.visible[last] - first
    if end >= 0:
        before[end] = white.end_before.get(first + end, before[end])
        after[end:] = [white.end_after.get(first + end, 0.0)] + [0.0] * (len(after) - end - 1)
    if before:
        before[0] -= white.lead[first]
    if items.rooms is not None:
        items.rooms.fill(after, first, items.visible[last])
    line = Adjusted(first, last, before, after, natural, natural)
    if hang:
        _hang(items, line, hang)
    return line


def hanging(items: Items, first: int, last: int, width: float, *, always: bool) -> float:
    """By how much the last mark of a line stands outside the measure (CL-HP-02).

    It does where it would not fit otherwise; with ``always`` wherever it ends a line that is
    brought to the measure.
    """
    hang = items.hang[last]
    if not hang or items.visible[last] <= first:
        return 0.0
    natural = items.natural.end[last] - items.natural.start[first]
    return hang if always or natural - width > _HANGS_FROM else 0.0


def justified_line(
    items: Items, first: int, last: int, width: float, *, fill: bool, hang: float = 0.0
) -> Adjusted:
    """The line set to ``width`` points; without ``fill`` it is only squeezed if it must be.

    ``hang`` of its last mark is left outside (:func:`hanging`).
    """
    line = natural_line(items, first, last, hang=hang)
    excess = line.natural - width
    if excess > _EPSILON:
        _squeeze(items, line, excess)
    elif fill and excess < -_EPSILON:
        _stretch(items, line, -excess)
    return line


def _hang(items: Items, line: Adjusted, hang: float) -> None:
    """Leave the last mark outside; it keeps no white."""
    end = items.visible[line.last] - line.first
    white = line.before[end] + line.after[end]
    line.before[end] = line.after[end] = 0.0
    line.natural -= hang
    line.width = line.natural
    line.hang = hang - white


def _inner(items: Items, line: Adjusted) -> list[int]:
    """The clusters of the line, its last excluded, whose white gives or grows."""
    givers = items.givers
    low = bisect_left(givers, line.first)
    return givers[low : bisect_left(givers, items.visible[line.last], low)]


def _squeeze(items: Items, line: Adjusted, excess: float) -> None:
    """Take ``excess`` away step by step; what cannot be taken stays."""
    by_step = _givers(items, line)
    rooms = {step: sum(b + a for _, b, a in places) for step, places in by_step.items()}
    taken = 0.0
    for step in _STEPS:
        room = rooms.get(step, 0.0)
        if room <= _EPSILON:
            continue
        wanted = min(room, excess - taken)
        most = _level([b + a for _, b, a in by_step[step]], wanted)
        for at, before, after in by_step[step]:
            whole = before + after
            share = min(1.0, most / whole) if whole > _EPSILON else 0.0
            line.before[at] -= before * share
            line.after[at] -= after * share
        taken += wanted
        if taken >= excess - _EPSILON:
            break
    line.width = line.natural - taken
    line.ratio = -taken / sum(rooms.values()) if taken else 0.0


def _level(rooms: list[float], wanted: float) -> float:
    """The amount by which every place gives, or all it has, so that ``wanted`` comes together."""
    left, given = len(rooms), 0.0
    for room in sorted(rooms):
        if given + room * left >= wanted - _EPSILON:
            return (wanted - given) / left
        given += room
        left -= 1
    return max(rooms, default=0.0)


def _givers(items: Items, line: Adjusted) -> dict[int, list[tuple[int, float, float]]]:
    """By step: (cluster in the line, what its white before and after can give)."""
    out: dict[int, list[tuple[int, float, float]]] = {}
    white = items.white
    for at in _inner(items, line):
        inside = at - line.first
        before = white.give_before[at]
        if not inside and white.lead[at]:
            before = 0.0
        out.setdefault(white.step[at], []).append((inside, before, white.give_after[at]))
    return out


def _stretch(items: Items, line: Adjusted, missing: float) -> None:
    """Add ``missing`` points: to spaces, then gaps, then everywhere evenly."""
    white, end = items.white, items.visible[line.last]
    growing = _inner(items, line)
    spaces = [at for at in growing if white.step[at] == SPACE_STEP]
    gaps = [at for at in growing if white.step[at] == GAP_STEP]
    left = missing
    for group in (spaces, gaps):
        rooms = [white.grow[at] for at in group]
        room = sum(rooms)
        most = _level(rooms, min(room, left)) if room > _EPSILON else 0.0
        for at in group:
            line.after[at - line.first] += min(white.grow[at], most)
        left -= min(room, left)
    spots = [at for at in range(line.first, end) if items.place[at]]
    spots = spots or spaces  # words alone: their spaces take it all
    if left > _EPSILON and spots:
        for at in spots:
            line.after[at - line.first] += left / len(spots)
        line.gap = left / len(spots) / items.em
        line.ratio = 4 * line.gap
        left = 0.0
    line.width = line.natural + missing - left
