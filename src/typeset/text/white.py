"""Third step, first half: the white around every cluster, and how far it gives and grows.

Blanks of marks, gaps between Han and Western, typed spaces and tracking, in points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from typeset.record import dataclass
from typeset.scripts.breaks import Breaks
from typeset.scripts.spacing import GAP_STEP, SPACE_STEP, STOP_STEP, Blanks, Spacing, blanks
from typeset.style.resolved import TextRules
from typeset.text.glyphs import TypeColumns
from typeset.text.itemize import Itemized

_SPACE_LEAST = 0.25  # em: a word space shrinks to this (CL-JA-03)
_SPACE_MOST = 0.5  # em: and stretches to this before anything else is asked (CL-JA-04)


@dataclass(slots=True)
class White:
    """Natural white per cluster, in points, and how far it can change.

    ``before`` and ``after`` can each give so much in squeezing step ``step``; a space or gap
    can ``grow``. ``lead`` is what a cluster loses of ``before`` at a line's start; at a line's
    end it keeps ``end_before`` and ``end_after`` (a mark) or nothing after it (anything else).
    """

    before: list[float]
    after: list[float]
    give_before: list[float]
    give_after: list[float]
    step: list[int]
    grow: list[float]
    lead: list[float]
    end_before: dict[int, float] = field(default_factory=dict)
    end_after: dict[int, float] = field(default_factory=dict)


def set_white(type_: TypeColumns, spacing: Spacing, rules: TextRules, breaks: Breaks) -> White:
    """The white of a text. Typed spaces lose their own width in ``type_``: it becomes white."""
    text = type_.text
    count = len(text)
    before, after, give_before, give_after, grow, lead = ([0.0] * count for _ in range(6))
    white = White(before, after, give_before, give_after, [0] * count, grow, lead)
    sizes = _han_sizes(text)
    greater: Callable[[int], bool] = lambda at: sizes[at] > sizes[at + 1]  # noqa: E731
    found = blanks(text.text, spacing, frozenset(type_.cells), greater)
    _set_marks(white, type_, spacing, found, sizes)
    if rules.keep_stops:
        _keep_stops(white)
    gaps = _Gaps(white, rules, breaks)
    held = _without_gaps(text)
    for at in found.gaps if rules.autospace or rules.autospace_extra else ():
        if at not in held:
            gaps.put(at, _gap_size(text, spacing, sizes, at))
    _set_spaces(gaps, type_, spacing, sizes)
    _set_tracking(white, text)
    return white


def _han_sizes(text: Itemized) -> list[float]:
    """The em of each cluster's Han face, in points."""
    out: list[float] = []
    for stretch in text.stretches:
        size = stretch.look.size * stretch.look.choice("han").scale
        out += [size] * (stretch.last - stretch.first)
    return out


def _set_marks(
    white: White, type_: TypeColumns, spacing: Spacing, found: Blanks, sizes: list[float]
) -> None:
    """Blanks of marks by the table, as far as their glyphs really are blank."""
    classes = type_.text.text.classes
    for at, (blank_before, blank_after) in type_.blank.items():
        size, letter = sizes[at], classes[at]
        frame = spacing.frames[letter]
        before = white.before[at] = min(found.before[at] * size, blank_before)
        after = white.after[at] = min(found.after[at] * size, blank_after)
        if frame.step and spacing.gives:
            white.give_before[at], white.give_after[at] = before, after
            white.step[at] = frame.step
        if at in found.sentence:
            after = white.after[at] = white.give_after[at] = found.sentence[at] * size
            white.step[at] = STOP_STEP
        if spacing.edges:
            kept, opener = spacing.end_keeps[letter], letter in spacing.opening
            white.lead[at] = before if opener else 0.0
            white.end_before[at] = before if opener else min(before, kept.before * size)
            white.end_after[at] = min(after, kept.after * size)
        else:
            white.end_before[at], white.end_after[at] = before, after


def _keep_stops(white: White) -> None:
    """Full stops are not squeezed (option ``keep-stops``)."""
    for at, step in enumerate(white.step):
        if step == STOP_STEP:
            white.give_before[at] = white.give_after[at] = 0.0
            white.step[at] = 0


def _without_gaps(text: Itemized) -> set[int]:
    """Clusters after which no gap stands: before what is raised or lowered, and inside A股."""
    out: set[int] = set()
    for stretch in text.stretches:
        if stretch.look.rise and not stretch.look.note:
            out.add(stretch.first - 1)
        if not stretch.look.gaps:
            out.update(range(stretch.first, stretch.last - 1))
    return out


def _gap_size(text: Itemized, spacing: Spacing, sizes: list[float], at: int) -> float:
    """The em that a gap is counted in: that of the Han beside it (CL-AS-01, CL-AS-06)."""
    classes = text.text.classes
    right = at + 1
    while right < len(classes) - 1 and classes[right] == " ":
        right += 1
    return sizes[right] if classes[right] in spacing.wide else sizes[_body_before(classes, at)]


def _body_before(classes: str, at: int) -> int:
    """The nearest cluster at or before this one that is no space and no note mark."""
    while at > 0 and classes[at] in " r":
        at -= 1
    return at


@dataclass(slots=True)
class _Gaps:
    """Puts Han-Western gaps; one inside a number with its unit does not grow (CL-JA-05)."""

    white: White
    rules: TextRules
    breaks: Breaks
    spaces: set[int] = field(default_factory=set)  # gaps put so far

    def put(self, at: int, size: float) -> None:
        """A gap after cluster ``at``, in em of ``size``."""
        white, rules = self.white, self.rules
        gap = white.after[at] = rules.autospace * size
        if not gap:
            return
        self.spaces.add(at)
        white.give_after[at] = max(0.0, gap - rules.autospace_shrink * size)
        white.step[at] = GAP_STEP
        if not self.breaks.rigid[at + 1]:
            white.grow[at] = max(0.0, rules.autospace_stretch * size - gap)


def _set_spaces(gaps: _Gaps, type_: TypeColumns, spacing: Spacing, sizes: list[float]) -> None:
    """Typed spaces: their glyph is set with no width, what they measure is white.

    Beside marks they are dropped (CL-PC-12), between Han and Western they are the gap
    (CL-AS-05), inside a number they are fixed (CL-NU-02), else a word space.
    """
    white, classes = gaps.white, type_.text.text.classes
    marks = spacing.spaceless | {" "}
    at = classes.find(" ")
    while at >= 0:
        width = type_.close_up(at)
        left, right = classes[at - 1 : at] if at else "", classes[at + 1 : at + 2]
        if at not in gaps.spaces and left and left not in marks and right not in marks - {" "}:
            white.after[at] = width
            rigid = gaps.breaks.rigid
            if not (rigid[at] and at + 1 < len(rigid) and rigid[at + 1]):
                white.step[at] = SPACE_STEP
                white.give_after[at] = max(0.0, width - _SPACE_LEAST * sizes[at])
                white.grow[at] = max(0.0, _SPACE_MOST * sizes[at] - width)
        at = classes.find(" ", at + 1)


def _set_tracking(white: White, text: Itemized) -> None:
    """White after every cluster of a tracked role; it neither gives nor grows.

    Characters set closer than they are wide stand in narrower cells: a line's last one too.
    """
    for stretch in text.stretches:
        tracking = stretch.look.role.tracking * stretch.look.size
        if tracking and stretch.kern is None:
            for at in range(stretch.first, stretch.last):
                white.after[at] += tracking
                if tracking < 0:
                    white.end_before.setdefault(at, white.before[at])
                    white.end_after[at] = white.end_after.get(at, 0.0) + tracking
