"""Words of a box made smaller until they keep their lines, for Word: estimated, not set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from unicodedata import east_asian_width

from typeset.reflow import Para, ReRun
from typeset.style.design import DrawSpec, TextSpec
from typeset.style.resolved import Role

_OTHER = 0.56  # em of a Latin letter or figure, near enough


def drawn_text(draws: Iterable[DrawSpec], part: str) -> TextSpec | None:
    """How the pages draw a part as text, if they do."""
    for draw in draws:
        if draw.text is not None and draw.text.part == part:
            return draw.text
        if draw.repeat is not None and (found := drawn_text(draw.repeat.draw, part)):
            return found
    return None


def fitted(para: Para, role: Role, drawn: TextSpec, width: float) -> Para:
    """The paragraph at the first size of those ``drawn`` tries that needs no more lines than it.

    ``width`` is the cell's measure in points; the last size is taken where none fits.
    """
    size = para.size or role.size
    ended = sum(run.line_break for run in para.runs) if drawn.join else 0
    lines = drawn.max_lines + ended  # what the pages join in one line has several in Word
    if not drawn.max_lines or _lines(para.runs, role, size, width) <= lines:
        return para
    smaller = [factor for factor in drawn.fit if factor < 1]
    for factor in smaller:
        if _lines(para.runs, role, size * factor, width) <= lines:
            break
    return replace(para, size=size * factor) if smaller else para


def _lines(runs: Sequence[ReRun], role: Role, size: float, width: float) -> int:
    """How many lines Word will need, broken anywhere."""
    lines, taken = 1, 0.0
    for run in runs:
        if run.line_break:
            lines, taken = lines + 1, 0.0
        for char in run.text:
            advance = (_ems(char) + role.tracking) * size
            if taken and taken + advance > width:
                lines, taken = lines + 1, 0.0
            taken += advance
    return lines


def _ems(char: str) -> float:
    return 1.0 if east_asian_width(char) in "WF" else _OTHER
