"""What a line costs, and what may be done to find a legal set of lines.

The unit of cost is a line whose gaps are stretched to :data:`EVEN`, the most that still looks
even. What is asked is tried rung by rung (:data:`LADDER`): a paragraph that can be set evenly
never looks at the ways out. Within a rung costs decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from typeset.record import dataclass
from typeset.scripts.breaks import BAN, CLOSER, FREE, SOFT_1, SOFT_2, UNIT, WORD

EVEN = 0.08
"""Em of white per gap up to which a line still looks even (the first yardstick)."""

LOOSE = 1e3
"""A line looser than EVEN: outweighs any sum of smaller costs in a paragraph of reason."""

PARTED_TERM = 1e5
"""A soft-2 break (a term, a code name): dearer than a loose line, cheaper than 1/8 em."""

PARTED_UNIT = 1e8
"""A soft-1 break (between the characters of a unit): only where a gap would pass 1/4 em."""

VERY_LOOSE = 1e7
"""A line looser than 1/8 em per gap, times the square of its eighths: where white cannot be
avoided, many lines with a little are better than few with much (CL-JA-06)."""

STRETCHED = 1e9
"""A line looser than 1/4 em per gap, for each 1/4 em of it; it is reported."""

MOST_STRETCHED = 20
"""Eighths or quarters of an em beyond which nobody tells the difference: a parted unit or a
runt stays the worse fault."""

RUNT = 1e11
"""A last line of one character: worse than any stretching, better than a broken rule."""

RESCUED = 2e11
"""A break before the last of several closing marks, or between a number and its unit: what
parts first where nothing legal fits."""

PARTED_WORD = 1e12
"""A break inside a word or a number: only what fits no line parts."""

BANNED = 1e13
"""A break at a ban: only where what holds together is longer than a line (CL-JA-12)."""

OVERFULL = 1e14
"""Each em by which a line overruns the measure."""

PARTED: Mapping[int, float] = {
    SOFT_2: PARTED_TERM, SOFT_1: PARTED_UNIT, CLOSER: RESCUED, UNIT: RESCUED,
    WORD: PARTED_WORD, BAN: BANNED,
}  # fmt: skip
"""What a line end costs at a place that holds so strongly."""

SQUEEZE_EASY = 0.6
"""Squeezing brackets and pause marks costs this share of stretching by as much: push in
before push out (CL-LB-07), but not at any price, for squeezed marks are seen as well."""

SQUEEZE_HARD = 0.9
"""The same where Han-Western gaps or full stops have to give."""

GROWTH = 0.02
"""A line whose spaces and gaps alone take up the white, at their limit."""

UNLIKE = 0.5
"""A squeezed line beside a loose one: neighbours should be of one colour (CL-JA-07)."""

HYPHEN_LADDER = 1e7
"""One hyphen more than may end lines one after another: as bad as a line looser than 1/8 em,
and not taken where nearly even lines can be had without."""

SHORT_LAST = 0.3
"""A last line shorter than SHORT_LAST_EM (the aim of CL-PA-05)."""

SHORT_LAST_RAGGED = 0.05
"""The same where lines are not brought to the measure: full lines are worth more there."""

SCANT = 100.0
"""A last line shorter than SCANT_EM, although of two characters (a figure, a short word): dearer
than any even setting without it."""

SHORT_LAST_EM = 3.0
SCANT_EM = 2.0
RAGGED_EM = 4.0
"""In ragged setting, a line short by so many em costs one."""


_NARROW_EM = 8  # a measure below it is that of a cell: a runt is better than gaping lines

Mode = Literal["justify", "ragged", "balance"]
Hang = Literal["none", "allow", "force"]


@dataclass(frozen=True, slots=True)
class Rung:
    """What may be done to find a legal set of lines.

    ``cap`` is the greatest stretch per gap in em, ``strength`` the strongest place that may
    part; ``name`` is what a warning says.
    """

    name: str
    cap: float
    strength: int
    runts: bool = False
    relief: Literal["", "broken", "overfull"] = ""


NO_CAP = 1e6  # also lines in which nothing can be stretched
LADDER = (
    Rung("even lines", EVEN, FREE),
    Rung("lines nearly even", 0.125, SOFT_2),
    Rung("loose lines", 0.25, SOFT_2),
    Rung("a unit parted", 0.25, SOFT_1),
    Rung("gaps over a quarter em", NO_CAP, SOFT_1),
    Rung("a last line of one character", NO_CAP, SOFT_1, runts=True),
    Rung("a closing mark at a line start", NO_CAP, CLOSER, runts=True, relief="broken"),
    Rung("a word or number parted", NO_CAP, WORD, runts=True, relief="broken"),
    Rung("a line that begins or ends as none may", NO_CAP, BAN, runts=True, relief="broken"),
    Rung("an overfull line", NO_CAP, BAN, runts=True, relief="overfull"),
)


_RUNT_FIRST = Rung("a last line of one character", 0.25, SOFT_1, runts=True)
_GAPE_LAST = Rung("gaps over a quarter em", NO_CAP, SOFT_1, runts=True)
NARROW_LADDER = (*LADDER[:4], _RUNT_FIRST, _GAPE_LAST, *LADDER[6:])
"""In a measure of few characters a runt is not repaired by gaps over a quarter em (CL-PA-05)."""


@dataclass(frozen=True, slots=True)
class Widths:
    """The lengths of a paragraph's lines, in points: ``lines[n]`` of line n, else ``rest``."""

    rest: float
    lines: tuple[tuple[int, float], ...] = ()
    uniform_from: int = field(init=False, default=0)  # the first line from which all are alike
    by_line: dict[int, float] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        last = max((number for number, _ in self.lines), default=-1)
        object.__setattr__(self, "uniform_from", last + 1)
        object.__setattr__(self, "by_line", dict(self.lines))

    def at(self, line: int) -> float:
        """The length of a line, counted from 0."""
        return self.by_line.get(line, self.rest)


@dataclass(frozen=True, slots=True)
class Solution:
    """One way to set a text: the ends of its lines, its cost, and the rung it needs.

    ``is_open`` says that the paragraph goes on after it: its last line may be short.
    """

    ends: tuple[int, ...]
    cost: float
    rung: int
    is_open: bool = False

    def __len__(self) -> int:
        return len(self.ends)


def looseness(per_gap: float) -> float:
    """What a line costs for gaps wider than even, beside their square."""
    if per_gap <= EVEN:
        return 0.0
    cost = LOOSE
    if per_gap > 0.125:
        cost += VERY_LOOSE * min(per_gap / 0.125, MOST_STRETCHED) ** 2
    if per_gap > 0.25:
        cost += STRETCHED * min(per_gap / 0.25, MOST_STRETCHED)
    return cost


def ladder_for(measure: float, em: float) -> tuple[Rung, ...]:
    """The rungs for a measure in points, of text whose em is ``em``."""
    return NARROW_LADDER if measure < _NARROW_EM * em else LADDER
