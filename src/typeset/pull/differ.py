"""Two texts compared, three texts merged: by characters, but a number is one piece.

``hunks`` tells what changed from one text to another. ``merge`` puts the changes of an
edited text onto a text that has changed as well; where both changed the same or touching
places, or the same number, it gives up and says so.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from typeset.record import dataclass

_PIECE = re.compile(r"[0-9０-９]+(?:[.．,][0-9０-９]+)*|[A-Za-z]+|.", re.DOTALL)
_SCALE = "十百千万亿"
_HAN_DIGITS = "〇零一二三四五六七八九十百千万亿两"
# a number with its scale, qualifier and the first character of its unit
_NUMBER = re.compile(
    rf"[0-9０-９]+(?:[.．,，~～:：/×+-]?[0-9０-９]+)*[{_SCALE}]*[余多来几]?(?:[%％‰℃]|[一-龥]|[A-Za-z]+)?"
    rf"|[{_HAN_DIGITS}]{{2,}}[余多来几]?[一-龥]?"
)
_ISLAND = 2  # an unchanged stretch up to this long does not part two changes
WORK = 4_000_000  # products of lengths above which a text is compared coarsely


@dataclass(frozen=True, slots=True)
class Hunk:
    """``old[start:end]`` became ``new[new_start:new_end]``."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` is to become ``new``."""

    start: int
    end: int
    new: str


@lru_cache(maxsize=2048)
def hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """Every change from ``old`` to ``new``, in order; none overlap or touch."""
    if old == new:
        return ()
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    a, b = before[head : len(before) - tail], after[head : len(after) - tail]
    at, there = sum(map(len, before[:head])), sum(map(len, after[:head]))
    return tuple(_joined(_changes(a, b, at, there)))


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n


def _changes(a: list[str], b: list[str], at: int, there: int) -> Iterator[Hunk]:
    places, others = _places(a, at), _places(b, there)
    if len(a) * len(b) > WORK:
        yield Hunk(places[0], places[-1], others[0], others[-1])
        return
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield Hunk(places[i], places[j], others[k], others[m])


def _places(pieces: list[str], at: int) -> list[int]:
    places = [at]
    for piece in pieces:
        places.append(places[-1] + len(piece))
    return places


def _joined(changes: Iterable[Hunk]) -> Iterator[Hunk]:
    """Changes that touch as one."""
    last: Hunk | None = None
    for change in changes:
        if last is not None and last.end == change.start and last.new_end == change.new_start:
            last = Hunk(last.start, change.end, last.new_start, change.new_end)
            continue
        if last is not None:
            yield last
        last = change
    if last is not None:
        yield last


def paired_numbers(old: str, new: str, change: Hunk) -> Iterator[Hunk]:
    """A replacement cut at its numbers, where both sides hold equally many.

    ``投资131亿元`` for ``总额140亿元`` changes a word, and 131 into 140: what is marked as the
    figure stays marked.
    """
    a = list(_figures(old, change.start, change.end))
    b = list(_figures(new, change.new_start, change.new_end))
    if not a or len(a) != len(b):
        yield change
        return
    i, k = change.start, change.new_start
    for (start, end), (new_start, new_end) in zip(a, b, strict=True):
        yield from _some(Hunk(i, start, k, new_start))
        if old[start:end] != new[new_start:new_end]:
            yield Hunk(start, end, new_start, new_end)
        i, k = end, new_end
    yield from _some(Hunk(i, change.end, k, change.new_end))


def _some(change: Hunk) -> Iterator[Hunk]:
    if change.start < change.end or change.new_start < change.new_end:
        yield change


def _figures(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"[0-9０-９]+(?:[.．,][0-9０-９]+)*", text[start:end]):
        yield start + found.start(), start + found.end()


def similarity(a: str, b: str) -> float:
    """How alike two texts are, 0 to 1."""
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    ceiling = 2 * min(len(a), len(b)) / (len(a) + len(b))
    if ceiling < 0.3:
        return ceiling
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    if matcher.quick_ratio() < 0.4:
        return matcher.quick_ratio()
    return matcher.ratio()


def coverage(part: str, whole: str) -> float:
    """Which share of ``part`` stands in ``whole``, in stretches of three or more."""
    if not part:
        return 0.0
    if part in whole:
        return 1.0
    matcher = difflib.SequenceMatcher(None, part, whole, autojunk=False)
    return sum(m.size for m in matcher.get_matching_blocks() if m.size >= 3) / len(part)


# -- three texts ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Merged:
    """``fresh`` are the changes of an edited text that are new to ``mine``, in the base's places.

    With a ``clash`` there is no merged text. ``ours`` are the changes of ``mine``.
    """

    fresh: tuple[Hunk, ...] = ()
    ours: tuple[Hunk, ...] = ()
    clash: str = ""

    def carry(self, place: int) -> int:
        """Where a place of the base that ``mine`` left alone stands in ``mine``."""
        shift = 0
        for change in self.ours:
            if change.end > place:
                break
            shift += (change.new_end - change.new_start) - (change.end - change.start)
        return place + shift


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made (in order, not overlapping)."""
    out, at = [], 0
    for edit in edits:
        out += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join((*out, text[at:]))


def merge(base: str, mine: str, theirs: str) -> Merged:
    """What changed from ``base`` to ``theirs`` and is to be brought into ``mine``."""
    ours = hunks(base, mine)
    if theirs in (base, mine):
        return Merged(ours=ours)
    others = hunks(base, theirs)
    fresh = tuple(h for h in others if not _has(ours, h, mine, theirs))
    left = [h for h in ours if not _has(others, h, theirs, mine)]
    reach = [_reach(group, base) for group in _groups(left)]
    for group in _groups(fresh):
        start, end = _reach(group, base)
        if any(start <= b and a <= end for a, b in reach):
            return Merged(ours=ours, clash="both changed this place")
    return Merged(fresh, ours)


def merged_text(base: str, mine: str, theirs: str) -> str | None:
    """The merged text, or None where the two sides clash."""
    found = merge(base, mine, theirs)
    if found.clash:
        return None
    edits = (
        Edit(found.carry(h.start), found.carry(h.end), theirs[h.new_start : h.new_end])
        for h in found.fresh
    )
    return theirs if mine == base else apply(mine, edits)


def _has(changes: Iterable[Hunk], change: Hunk, mine: str, theirs: str) -> bool:
    """Whether the very same change was made on the other side."""
    new = theirs[change.new_start : change.new_end]
    return any(
        (h.start, h.end) == (change.start, change.end) and mine[h.new_start : h.new_end] == new
        for h in changes
    )


def _groups(changes: Iterable[Hunk]) -> Iterator[list[Hunk]]:
    """Changes with only short unchanged stretches between them belong together."""
    group: list[Hunk] = []
    for change in changes:
        if group and change.start - group[-1].end > _ISLAND:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _reach(group: list[Hunk], base: str) -> tuple[int, int]:
    """The place a change takes up; a number it touches counts as a whole."""
    start, end = group[0].start, group[-1].end
    for found in _NUMBER.finditer(base):
        if found.start() <= end and start <= found.end():
            inside = found.start() < end and start < found.end()
            if inside or (start == end and found.start() < start < found.end()):
                start, end = min(start, found.start()), max(end, found.end())
    return start, end
