"""The line counts of a paragraph among which the page maker may choose."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from typeset.flow import Paragraph
from typeset.layout import costs
from typeset.record import dataclass
from typeset.style.resolved import Grid
from typeset.text.measure import SetParagraph

OPTIONS = 3
"""So many line counts of one paragraph are tried: the best, and one line around it."""

_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Option:
    """One line count: ``depth`` is the grid lines it takes, ``cost`` what it costs extra."""

    lines: int
    depth: int
    cost: float


def options_of(
    paragraph: Paragraph, setting: SetParagraph, grid: Grid, step: int
) -> Iterable[Option]:
    """Line counts to try, the best first."""
    best, least_cost = min(setting.options, key=lambda option: (option[1], option[0]))
    ranked = sorted(setting.options, key=lambda option: (abs(option[0] - best), option[1]))
    for lines, cost in ranked[: 1 if paragraph.exact else OPTIONS]:
        depth = lines * step
        if step == 1 and setting.leading > grid.pitch + _NEAR:
            depth = ceil(lines * setting.leading / grid.pitch - _NEAR)
        extra = cost - least_cost
        if extra < costs.UNEVEN:
            away = abs(lines - best)
            yield Option(lines, depth, away * costs.LOOSENESS + extra * costs.LOOSENESS_UNIT)
