"""What could not be done as asked: every relaxed line is reported at its place (CL-JA-12)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from typeset.diagnostics import Diagnostic, Sink
from typeset.record import dataclass
from typeset.scripts.breaks import BAN, CLOSER, SOFT_1, SOFT_2, UNIT, WORD
from typeset.text.break_lines import Solution
from typeset.text.galley import Composed, Prepared
from typeset.text.measure import Measure

_VISIBLE = 0.01  # points: a line longer than the measure by more is reported
_REPORTED_GAP = 0.25 + 1e-6  # em: so is one with wider gaps
_CELL_EM = 8  # in a measure narrower than this a last line of one character is no fault

_MOST = 20  # faults of one paragraph that are told one by one

_PARTED = {
    SOFT_2: "parts a term",
    SOFT_1: "parts a number from the rest of its unit",
    UNIT: "parts a number from its unit",
    WORD: "ends inside a word or a number",
    CLOSER: "ends before a closing mark",
    BAN: "ends where no line may end",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that could not be set as asked: ``number`` counts from 0 in its paragraph."""

    number: int
    code: str
    message: str
    hint: str
    slight: bool = False  # a soft rule, or one that is none in so narrow a measure


def faults(
    prepared: Prepared, measure: Measure, solved: tuple[Solution, ...], lines: list[Composed]
) -> Iterator[Fault]:
    """Every line that overruns, gapes, stays short, or breaks a rule."""
    firsts = [0, *accumulate(len(solution) for solution in solved)]
    for one in lines:
        yield from _widths(prepared, measure, one)
        at = max(n for n, first in enumerate(firsts[:-1]) if first <= one.number)
        yield from _relaxed(one, solved[at], one.number - firsts[at], measure.width)


def _widths(prepared: Prepared, measure: Measure, one: Composed) -> Iterator[Fault]:
    line, number = one.line, one.number
    paragraph = prepared.paragraph
    filled = not one.last or paragraph.justify_last
    flush = prepared.align in ("justify", "start")
    start, end = measure.insets(number)
    own = measure.width - end - (0.0 if flush else start)
    over, em = (one.left if flush else 0.0) + line.width - own, one.galley.items.em
    if over > _VISIBLE:
        message = f"is {over / em:.2f} em too long"
        yield Fault(number, "layout/overfull", message, "give it more room, or other words")
    elif line.gap > _REPORTED_GAP:
        message = f"has gaps of {line.gap:.2f} em"
        yield Fault(number, "layout/loose-line", message, "other words, or a wider measure")
    elif over < -_VISIBLE and filled and prepared.align == "justify":
        if line.gap:
            return
        hint = "nothing in it can be stretched"
        yield Fault(number, "layout/rule-relaxed", f"is {-over / em:.2f} em short", hint)


def _relaxed(one: Composed, solution: Solution, number: int, width: float) -> Iterator[Fault]:
    items, end = one.galley.items, one.line.last
    hint = "there was no other way to set it"
    if end < len(items) and items.strength[end] in _PARTED:
        strength = items.strength[end]
        message = _PARTED[strength]
        yield Fault(one.number, "layout/rule-relaxed", message, hint, slight=strength == SOFT_2)
    if one.last and number and not solution.is_open:
        solid = items.solid[end] - items.solid[one.line.first]
        if solid < 2 <= items.solid[end]:
            message = "is the last and has one character"
            slight = width < _CELL_EM * items.em
            yield Fault(one.number, "layout/rule-relaxed", message, hint, slight=slight)


def reports(
    prepared: Prepared, measure: Measure, solved: tuple[Solution, ...], lines: list[Composed]
) -> list[Diagnostic]:
    """The faults as findings at their places; a soft rule that gave way is not told."""
    found, left = Sink(), 0
    for fault in faults(prepared, measure, solved, lines):
        if fault.slight:
            continue
        if len(found.findings) >= _MOST:
            left += 1
            continue
        line = lines[fault.number].line
        text = lines[fault.number].galley.type.text
        place = text.place(line.first, max(1, line.last - line.first))
        span = place if place.file else prepared.place
        message = f"line {fault.number + 1} of this paragraph {fault.message}"
        found.warn(fault.code, message, span, fault.hint)
    if left:
        message = f"and {left} more faults in lines of this paragraph"
        found.warn("layout/rule-relaxed", message, prepared.place, "see those told before")
    return found.findings
