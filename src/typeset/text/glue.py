"""Third step, second half: boxes, glue and penalties in columns, with their sums.

A line from cluster i up to (not including) cluster k is ``end[k] - start[i]`` in every
column of sums below, edges already trimmed: an opening mark at a line start has lost its
leading blank, a closing mark at a line end its trailing one, a gap or space there is gone.
So the breaker judges any line in constant time.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import field
from itertools import accumulate, pairwise
from operator import add, sub

from typeset.record import dataclass
from typeset.scripts.breaks import FREE, NEVER, WORD, Breaks, strengths
from typeset.scripts.classes import Script
from typeset.scripts.spacing import Spacing
from typeset.style.resolved import TextRules
from typeset.text.annotations.room import Rooms, hold_bases, make_rooms
from typeset.text.glyphs import TypeColumns
from typeset.text.itemize import Itemized
from typeset.text.white import White, set_white

HYPHENATED = 0.5
"""What a hyphen at a line's end costs: as much as a line stretched to seven tenths of what
still looks even (the unit of cost is in :mod:`typeset.text.ladder`)."""

PARTED_SOLIDUS = 3.0
"""What a line end costs after the solidus of m/s or GB/T: more than any even line does."""

_SHORT_SOLIDUS = re.compile("(?<![A9]{3})(?<=[A9])/(?=[A9s])(?![A9]{3})")
_EASY_STEPS = 6  # squeezing up to this step spares gaps and full stops
_MARKS = frozenset("OCFMSTQDLEN/oc w-+$%g_J")  # no characters of their own on a last line
_BESIDE = frozenset("OCFMSTQDLE")  # marks: one that hangs has none of them after it


@dataclass(slots=True)
class Sums:
    """One quantity summed along the text: at a line's start and at its end."""

    start: list[float]
    end: list[float]


@dataclass(slots=True)
class Items:
    """A text ready to be broken. All widths are points, ``em`` is the size gaps count in.

    Per cluster: ``body`` and ``white`` around it; ``place`` is 1 where white may be added
    after it. ``strength[k]`` holds the place before cluster k, ``cost[k]`` says how
    unwelcome a line start there is.
    """

    classes: str
    em: float
    body: list[float]
    white: White
    place: list[int]
    strength: list[int]
    cost: list[float]
    visible: list[int]  # the last cluster before k that is no space
    opens: float  # what the first cluster, an opening mark, loses at the paragraph's start
    hang: list[float]  # by place: the mark before it that may stand outside the measure
    natural: Sums
    shrink: Sums
    easy: Sums  # the part of shrink that spares gaps and full stops
    stretch: Sums  # what spaces and gaps can grow by
    places: Sums
    solid: list[int]  # clusters that are no marks, summed
    givers: list[int]  # clusters with white that gives or grows, in order
    rooms: Rooms | None = None  # white for readings at the edges of a line
    hyphens: frozenset[int] = frozenset()  # places where a line ends with one

    def __len__(self) -> int:
        return len(self.body)


def make_items(
    type_: TypeColumns, script: Script, spacing: Spacing, rules: TextRules, *, begins: bool = True
) -> Items:
    """The columns for one text; ``rules`` gives the kinsoku level and the size of gaps.

    ``begins`` says that the text begins its paragraph.
    """
    text = type_.text
    classes = text.text.classes
    breaks = strengths(text.text, script, rules.kinsoku, rules.hangul)
    _keep_runs(text, breaks)
    for at in type_.hyphens:
        breaks.strength[at] = FREE
    white = set_white(type_, spacing, rules, breaks)
    rooms = make_rooms(type_, white)
    hold_bases(type_, breaks.strength)
    opens = white.lead[0] if classes and begins else 0.0
    if opens and rules.para_open == "full":
        white.lead[0] = 0.0
    place = _places(classes, spacing, breaks)
    visible = _visible(classes)
    total = _Totals(visible)
    nothing = [0.0] * len(classes)
    widths = map(add, map(add, white.before, type_.body), white.after)
    lead_give = _where(white.give_before, list(map(bool, white.lead)))
    give = list(map(add, white.give_before, white.give_after))
    easy = [step <= _EASY_STEPS for step in white.step]
    easy_give = _where(give, easy)
    placed = [float(one) for one in place]
    natural = total.of(widths, white.lead, _trailing(white))
    if rooms is not None:
        rooms.settle(natural.start, natural.end, visible)
    for at, hyphen in type_.hyphens.items():
        natural.end[at] += hyphen.advance
    return Items(
        classes=classes,
        em=_em(text),
        body=type_.body,
        white=white,
        place=place,
        strength=breaks.strength,
        cost=_reluctance(classes, script, type_.hyphens),
        visible=visible,
        opens=opens,
        hang=_hanging(type_, spacing, rules, white, visible),
        natural=natural,
        shrink=total.of(give, lead_give, give),
        easy=total.of(easy_give, _where(lead_give, easy), easy_give),
        stretch=total.of(white.grow, nothing, white.grow),
        places=total.of(placed, nothing, placed),
        solid=[0, *accumulate(letter not in _MARKS for letter in classes)],
        givers=[at for at, step in enumerate(white.step) if step],
        rooms=rooms,
        hyphens=frozenset(type_.hyphens),
    )


def _keep_runs(text: Itemized, breaks: Breaks) -> None:
    """A run marked ``keep`` holds together; a raised or lowered one holds to what precedes."""
    for stretch in text.stretches:
        if stretch.look.keep:
            for at in range(stretch.first + 1, stretch.last):
                breaks.strength[at] = max(breaks.strength[at], WORD)
        if stretch.look.rise and stretch.first:
            breaks.strength[stretch.first] = NEVER
            breaks.rigid[stretch.first] = True


def _where(values: list[float], kept: list[bool]) -> list[float]:
    return [value if keep else 0.0 for value, keep in zip(values, kept, strict=True)]


def _trailing(white: White) -> list[float]:
    """What each cluster loses of its white where it ends a line."""
    out = white.after.copy()
    for at, kept in white.end_after.items():
        out[at] += white.before[at] - white.end_before[at] - kept
    return out


def _hanging(
    type_: TypeColumns, spacing: Spacing, rules: TextRules, white: White, visible: list[int]
) -> list[float]:
    """By place: how far the mark before it can stand outside the measure (CL-HP-02, CL-HP-03)."""
    out = [0.0] * len(visible)
    if rules.hang == "none" or not spacing.edges:
        return out
    classes = type_.text.text.classes
    for at in type_.blank:
        follower = classes[at + 1 : at + 2]
        if classes[at] in spacing.hangs and follower not in _BESIDE:
            for place in range(at + 1, len(visible)):
                if visible[place] != at:
                    break
                out[place] = type_.body[at] + white.end_before[at] + white.end_after[at]
    return out


@dataclass(slots=True)
class _Totals:
    """Sums a quantity of which ``lead`` is lost at a line's start, ``trail`` at its end."""

    visible: list[int]
    spaceless: bool = field(init=False)

    def __post_init__(self) -> None:
        self.spaceless = self.visible == list(range(-1, len(self.visible) - 1))

    def of(self, whole: Iterable[float], lead: list[float], trail: list[float]) -> Sums:
        """The sums at every place."""
        total = list(accumulate(whole, initial=0.0))
        start = [*map(add, total, lead), total[-1]]
        if self.spaceless:
            return Sums(start, [0.0, *map(sub, total[1:], trail)])
        return Sums(start, [0.0, *(total[at + 1] - trail[at] for at in self.visible[1:])])


def _visible(classes: str) -> list[int]:
    """For each place k the last cluster before it that is no space (k - 1 if all are)."""
    if " " not in classes and "_" not in classes:
        return list(range(-1, len(classes)))
    out, last = [-1], -1
    for at, letter in enumerate(classes):
        if letter not in " _" or last < 0:
            last = at
        out.append(last)
    return out


def _places(classes: str, spacing: Spacing, breaks: Breaks) -> list[int]:
    """1 where white may be added after a cluster (CL-JA-05), by pair of classes."""
    pairs = _stretch_pairs(spacing)
    out = [pairs[a + b] for a, b in pairwise(classes)]
    for at, rigid in enumerate(breaks.rigid[1:]):
        if rigid:
            out[at] = 0
    return [*out, 0] if classes else []


class _StretchPairs(dict[str, int]):
    """Two class letters to 1 where white may be added between them, worked out once each."""

    def __init__(self, spacing: Spacing) -> None:
        super().__init__()
        self.spacing = spacing
        self.full = spacing.full | spacing.grows_after | spacing.grows_before

    def __missing__(self, pair: str) -> int:
        a, b, spacing = pair[0], pair[1], self.spacing
        banned = a in spacing.never_after or b in spacing.never_before or "J" in pair
        beside_mark = a in spacing.grows_after or b in spacing.grows_before
        value = self[pair] = int(not banned and (beside_mark or self.full >= {a, b}))
        return value


@functools.cache
def _stretch_pairs(spacing: Spacing) -> _StretchPairs:
    return _StretchPairs(spacing)


def _em(text: Itemized) -> float:
    """The size that gaps are counted in: that of most of the text, in points."""
    shares: dict[float, int] = {}
    for stretch in text.stretches:
        if stretch.kern is None:
            size = stretch.look.size
            shares[size] = shares.get(size, 0) + stretch.last - stretch.first
    return max(shares, key=lambda size: (shares[size], size), default=1.0)


def _reluctance(classes: str, script: Script, hyphens: Iterable[int]) -> list[float]:
    """The cost of a line start at each place: a word's other part, and the table ``reluctant``."""
    out = [0.0] * (len(classes) + 1)
    for at in hyphens:
        out[at] = HYPHENATED
    if "/" in classes:
        for found in _SHORT_SOLIDUS.finditer(classes):
            out[found.end()] = PARTED_SOLIDUS
    for name, tenths in script.rows["reluctant"]["line_start"].items():
        letter = script.letters[name]
        at = classes.find(letter)
        while at >= 0:
            out[at] += tenths / 10
            at = classes.find(letter, at + 1)
    return out
