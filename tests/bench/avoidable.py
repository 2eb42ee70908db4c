"""Could a line with wide gaps have been avoided? Every legal way to set its paragraph is tried.

The contract: no mean gap over .08 em in a line unless every legal set of line ends has one; a
set that bans a mark, leaves a runt or parts a figure, a unit or a term is not legal. This shares
with the breaker what a paragraph is (its boxes, its white, how strongly places hold) and how a
line is brought to the measure, and nothing of how line ends are found: no windows, no costs, no
pruning. For each place it keeps the least possible value of the widest gap so far, line end by
line end, over all lines that can be squeezed to the measure.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from typeset import pipeline
from typeset.blocks import compose
from typeset.diagnostics import Sink
from typeset.flow import Paragraph, TextRun
from typeset.fonts.library import open_library
from typeset.project import Project
from typeset.scripts.breaks import FREE
from typeset.text.galley import widths_of
from typeset.text.glue import Items
from typeset.text.justify import justified_line
from typeset.text.ladder import Widths
from typeset.text.measure import Measure
from typeset.text.paragraph import TextSetter

_SHORT = 0.01  # points by which a line may miss the measure
_NEVER = float("inf")


def least_widest_gap(items: Items, widths: Widths) -> float:
    """The widest gap (em) of the set of lines in which it is least; infinite if none is legal."""
    count = len(items)
    places = [at for at in range(1, count) if items.strength[at] == FREE]
    best: dict[int, float] = {0: 0.0}
    for first in [0, *places]:
        if first not in best:
            continue
        width = widths.at(0 if first == 0 else 1)
        for last in (at for at in [*places, count] if at > first):
            least = items.natural.end[last] - items.natural.start[first]
            least -= items.shrink.end[last] - items.shrink.start[first]
            if least > width + _SHORT:
                break
            gap = max(best[first], _gap(items, first, last, width))
            if gap < best.get(last, _NEVER):
                best[last] = gap
    return best.get(count, _NEVER)


def _gap(items: Items, first: int, last: int, width: float) -> float:
    if last == len(items):
        is_runt = first > 0 and items.solid[last] - items.solid[first] < 2
        return _NEVER if is_runt else 0.0
    line = justified_line(items, first, last, width, fill=True)
    return line.gap if line.width > width - _SHORT else _NEVER


def paragraphs(project: Path, measure: float) -> Iterator[tuple[str, float]]:
    """Each paragraph of running text: its characters without white, and its least widest gap."""
    manuscript, sink = pipeline.load(Project(project), pipeline.Run()), Sink()
    style = manuscript.style
    setter = TextSetter(style, open_library(style, project, sink), sink)
    for item in compose(manuscript.publication, style, sink).items:
        if not isinstance(item, Paragraph):
            continue
        prepared = setter.prepare(item)
        if prepared.align != "justify" or len(prepared.galleys) != 1:
            continue
        text = "".join(run.text for run in item.runs if isinstance(run, TextRun))
        widths = widths_of(prepared, Measure(measure * style.grid.zw))
        yield "".join(text.split()), least_widest_gap(prepared.galleys[0].items, widths)
