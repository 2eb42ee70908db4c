"""What could not be done as asked: every relaxed line is reported at its place (CL-JA-12)."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.diagnostics import Sink, Span
from typeset.display import SetLine
from typeset.scripts.breaks import NEVER, SOFT_1, WORD
from typeset.text.break_lines import Solution
from typeset.text.glue import Items

_VISIBLE = 0.01  # points: a line longer than the measure by more is reported
_REPORTED_GAP = 0.25  # em: so is one with wider gaps
_CELL_EM = 8  # in a measure narrower than this a last line of one character is no fault

_PARTED = {
    SOFT_1: "parts a number from the rest of its unit",
    WORD: "ends inside a word or a number",
    NEVER: "ends where no line may end",
}


def report_lines(
    lines: list[SetLine],
    items: Items,
    solution: Solution,
    width: float,
    *,
    place: Span,
    sink: Sink,
    justified: bool,
) -> None:
    """Warn of each line of one galley that overruns, gapes, or breaks a rule.

    ``width`` is the measure in points; ``place`` is used where a line has no place.
    """
    for number, (line, end) in enumerate(zip(lines, solution.ends, strict=True), 1):
        span = line.span if line.span.file else place
        over = line.width - width
        if over > _VISIBLE:
            message = f"line {number} of this paragraph is {over:.1f} pt too long"
            sink.warn("layout/overfull", message, span, "give it more room, or other words")
        elif line.gap > _REPORTED_GAP and not line.last:
            message = f"line {number} of this paragraph has gaps of {line.gap:.2f} em"
            sink.warn("layout/loose-line", message, span, "other words, or a wider measure")
        elif justified and not line.last and over < -_VISIBLE and not line.gap:
            message = f"line {number} of this paragraph is {-over:.1f} pt short"
            hint = "nothing in it can be stretched"
            sink.warn("layout/rule-relaxed", message, span, hint)
        for fault in _relaxed(items, solution, number, end, width):
            message = f"line {number} of this paragraph {fault}"
            sink.warn("layout/rule-relaxed", message, span, "there was no other way to set it")


def _relaxed(
    items: Items, solution: Solution, number: int, end: int, width: float
) -> Iterator[str]:
    if end < len(items) and items.strength[end] in _PARTED:
        yield _PARTED[items.strength[end]]
    is_last = number == len(solution) and number > 1
    if is_last and not solution.is_open and width >= _CELL_EM * items.em:
        solid = items.solid[end] - items.solid[solution.ends[-2]]
        if solid < 2 <= items.solid[end]:
            yield "is the last and has one character"
