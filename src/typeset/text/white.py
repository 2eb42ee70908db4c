"""Third step, first half: the white around every cluster, and how far it gives and grows.

Blanks of marks, gaps between Han and Western, typed spaces and tracking, in points.
"""

from __future__ import annotations

from typeset.record import dataclass
from typeset.scripts.breaks import Breaks
from typeset.scripts.spacing import GAP_STEP, SPACE_STEP, Blanks, Spacing, blanks
from typeset.style.resolved import TextRules
from typeset.text.glyphs import TypeColumns
from typeset.text.itemize import Itemized

_SPACE_LEAST = 0.25  # em: a word space shrinks to this (CL-JA-03)
_SPACE_MOST = 0.5  # em: and stretches to this before anything else is asked (CL-JA-04)
_WIDE = frozenset("HKBG")
_WESTERN = frozenset("A9")


@dataclass(slots=True)
class White:
    """Natural white per cluster, in points, and how far it can change.

    ``before`` and ``after`` can each give so much in squeezing step ``step``; a space or gap
    can ``grow``.
    """

    before: list[float]
    after: list[float]
    give_before: list[float]
    give_after: list[float]
    step: list[int]
    grow: list[float]


def set_white(type_: TypeColumns, spacing: Spacing, rules: TextRules, breaks: Breaks) -> White:
    """The white of a text. Typed spaces lose their own width in ``type_``: it becomes white."""
    text = type_.text
    count = len(text)
    before, after, give_before, give_after, grow = ([0.0] * count for _ in range(5))
    white = White(before, after, give_before, give_after, [0] * count, grow)
    sizes = _han_sizes(text)
    found = blanks(text.text, spacing, frozenset(type_.cells))
    _set_marks(white, type_, spacing, found, sizes)
    gaps = _Gaps(white, rules, breaks)
    raised = {stretch.first for stretch in text.stretches if stretch.look.rise}
    classes = text.text.classes
    for at in found.gaps:
        if at + 1 not in raised:
            gaps.put(at, sizes[at if classes[at] in _WIDE else at + 1])
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
    for at, (before, after) in type_.blank.items():
        white.before[at] = white.give_before[at] = min(found.before[at] * sizes[at], before)
        white.after[at] = white.give_after[at] = min(found.after[at] * sizes[at], after)
        white.step[at] = spacing.frames[classes[at]].step


@dataclass(slots=True)
class _Gaps:
    """Puts Han-Western gaps; one inside a number with its unit does not grow (CL-JA-05)."""

    white: White
    rules: TextRules
    breaks: Breaks

    def put(self, at: int, size: float) -> None:
        """A gap after cluster ``at``, in em of ``size``."""
        white, rules = self.white, self.rules
        gap = white.after[at] = rules.autospace * size
        if not gap:
            return
        white.give_after[at] = max(0.0, gap - rules.autospace_shrink * size)
        white.step[at] = GAP_STEP
        if not self.breaks.rigid[at + 1]:
            white.grow[at] = max(0.0, rules.autospace_stretch * size - gap)


def _set_spaces(gaps: _Gaps, type_: TypeColumns, spacing: Spacing, sizes: list[float]) -> None:
    """Typed spaces: their glyph is set with no width, what they measure is white.

    Beside marks they are dropped (CL-PC-12), between Han and Western they are the gap
    (CL-AS-05), else a word space.
    """
    white, classes = gaps.white, type_.text.text.classes
    marks = spacing.closing | spacing.opening | {" "}
    at = classes.find(" ")
    while at >= 0:
        width = type_.close_up(at)
        left, right = classes[at - 1 : at] if at else "", classes[at + 1 : at + 2]
        if (left in _WIDE and right in _WESTERN) or (left in _WESTERN and right in _WIDE):
            gaps.put(at, sizes[at])
        elif left and left not in marks and right not in marks - {" "}:
            white.after[at], white.step[at] = width, SPACE_STEP
            white.give_after[at] = max(0.0, width - _SPACE_LEAST * sizes[at])
            white.grow[at] = max(0.0, _SPACE_MOST * sizes[at] - width)
        at = classes.find(" ", at + 1)


def _set_tracking(white: White, text: Itemized) -> None:
    """White after every cluster of a tracked role; it neither gives nor grows."""
    for stretch in text.stretches:
        tracking = stretch.look.role.tracking * stretch.look.size
        if tracking and stretch.kern is None:
            for at in range(stretch.first, stretch.last):
                white.after[at] += tracking
