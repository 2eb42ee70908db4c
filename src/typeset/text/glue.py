"""Third step, second half: boxes, glue and penalties in columns, with their sums.

A line from cluster i up to (not including) cluster k is ``end[k] - start[i]`` in every
column of sums below, edges already trimmed: an opening mark at a line start has lost its
leading blank, a closing mark at a line end its trailing one, a gap or space there is gone.
So the breaker judges any line in constant time.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from itertools import accumulate, pairwise
from operator import add

from typeset.record import dataclass
from typeset.scripts.breaks import NEVER, WORD, Breaks, strengths
from typeset.scripts.classes import Script
from typeset.scripts.spacing import Spacing
from typeset.style.resolved import TextRules
from typeset.text.glyphs import TypeColumns
from typeset.text.itemize import Itemized
from typeset.text.white import White, set_white

_EASY_STEPS = 6  # squeezing up to this step spares gaps and full stops
_MARKS = frozenset("OCFMSTQDLEN/oc w-+$%g_J")  # no characters of their own on a last line
_FULL = frozenset("HKBGXLE_D")  # classes between which white may be added, besides marks


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
    trims: bool  # marks lose their blank at the edges of a line
    natural: Sums
    shrink: Sums
    easy: Sums  # the part of shrink that spares gaps and full stops
    stretch: Sums  # what spaces and gaps can grow by
    places: Sums
    solid: list[int]  # clusters that are no marks, summed
    givers: list[int]  # clusters with white that gives or grows, in order

    def __len__(self) -> int:
        return len(self.body)


def make_items(type_: TypeColumns, script: Script, spacing: Spacing, rules: TextRules) -> Items:
    """The columns for one text; ``rules`` gives the kinsoku level and the size of gaps."""
    text = type_.text
    classes = text.text.classes
    breaks = strengths(text.text, script, rules.kinsoku)
    _keep_runs(text, breaks)
    white = set_white(type_, spacing, rules, breaks)
    place = _places(classes, spacing, breaks)
    visible = _visible(classes)
    total = _Totals(visible, [0.0] * len(classes), trims=spacing.edges)
    trailing = [spacing.edges or letter not in spacing.frames for letter in classes]
    widths = map(add, map(add, white.before, type_.body), white.after)
    easy = [step <= _EASY_STEPS for step in white.step]
    easy_before, easy_after = _where(white.give_before, easy), _where(white.give_after, easy)
    both = map(add, white.give_before, white.give_after)
    placed = [float(one) for one in place]
    return Items(
        classes=classes,
        em=_em(text),
        body=type_.body,
        white=white,
        place=place,
        strength=breaks.strength,
        cost=_reluctance(classes, script),
        visible=visible,
        trims=spacing.edges,
        natural=total.of(widths, white.before, _where(white.after, trailing)),
        shrink=total.of(both, white.give_before, _where(white.give_after, trailing)),
        easy=total.of(map(add, easy_before, easy_after), easy_before, _where(easy_after, trailing)),
        stretch=total.of(white.grow, total.nothing, white.grow),
        places=total.of(placed, total.nothing, placed),
        solid=[0, *accumulate(letter not in _MARKS for letter in classes)],
        givers=[at for at, step in enumerate(white.step) if step],
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


@dataclass(slots=True)
class _Totals:
    """Sums a quantity of which ``lead`` is lost at a line's start, ``trail`` at its end."""

    visible: list[int]
    nothing: list[float]
    trims: bool

    def of(self, whole: Iterable[float], lead: list[float], trail: list[float]) -> Sums:
        """The sums at every place."""
        total = list(accumulate(whole, initial=0.0))
        start = list(map(add, total, lead)) if self.trims else total[:-1]
        end = [0.0]
        end += [total[at + 1] - trail[at] for at in self.visible[1:]]
        return Sums([*start, total[-1]], end)


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
        self.full = _FULL | spacing.closing | spacing.opening

    def __missing__(self, pair: str) -> int:
        a, b, spacing = pair[0], pair[1], self.spacing
        banned = a in spacing.never_after or b in spacing.never_before or "J" in pair
        beside_mark = a in spacing.closing or b in spacing.opening
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


def _reluctance(classes: str, script: Script) -> list[float]:
    """The cost of a line start at each place, from the table ``reluctant``."""
    out = [0.0] * (len(classes) + 1)
    for name, tenths in script.rows["reluctant"]["line_start"].items():
        letter = script.letters[name]
        at = classes.find(letter)
        while at >= 0:
            out[at] += tenths / 10
            at = classes.find(letter, at + 1)
    return out
