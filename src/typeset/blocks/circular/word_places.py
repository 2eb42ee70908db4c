"""Words at exact places as paragraphs of Word: white, indents and tab stops that bring them there.

Words of one baseline are one paragraph. Word sets the baseline at four fifths of an exact line,
so a line's place follows from its baseline.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from itertools import groupby, pairwise
from typing import Literal

from typeset.blocks.circular import mark as issuer_mark
from typeset.blocks.circular.area import Area
from typeset.flow import Kern, Panel, Paragraph, TextRun, Words
from typeset.record import dataclass
from typeset.reflow import WORD_BASELINE, Para, ReRun, Rule, Setting

NEAR = 0.5  # points: words of one baseline
MARK_LEADING = 1.3  # of the mark's size: enough for its ink in an exact line


@dataclass(slots=True)
class Column:
    """Paragraphs one under the other; ``foot`` is where the last one's line box ends.

    Places are points below the head of the type area. ``origin`` is the head of the first line
    box of a page: Word sets the baseline at four fifths of an exact line.
    """

    area: Area
    name: str
    origin: float = field(init=False)
    foot: float = field(init=False)
    count: int = 0

    def __post_init__(self) -> None:
        """Begin at the head of the page's first line box."""
        grid = self.area.style.grid
        self.origin = self.foot = grid.first_baseline - WORD_BASELINE * grid.pitch

    def begin(self, place: float) -> None:
        """Begin at another place."""
        self.origin = self.foot = place

    def place(self, drawn: list[Words], rule: Rule | None = None, leading: float = 0.0) -> Para:
        """One paragraph of the words of a baseline; the last of them may run over lines."""
        self.count += 1
        area, last = self.area, drawn[-1]
        role = area.style.roles[last.paragraph.role]
        size = max(size_of(draw, area) for draw in drawn)
        tall = size > role.leading or last.paragraph.role == issuer_mark.ROLE
        line = leading or last.leading or (size * MARK_LEADING if tall else role.leading)
        head = last.baseline - WORD_BASELINE * line
        lines = area.measure.lines(last.paragraph, last.width)
        setting = replace(
            _indents(drawn, area),
            name=f"{self.name} {self.count}",
            before=round(max(0.0, head - self.foot), 2),
            leading=round(line, 2),
            rule=rule,
            tracking=_spread(drawn[0].paragraph),
        )
        self.foot = head + lines * line
        if rule is not None:  # a border lies in the paragraph's own depth
            self.foot += round(rule.gap) + rule.weight
        runs = tuple(_joined(drawn, area))
        if lines > 1 and last.paragraph.align == "center":  # a title's lines are chosen
            runs = tuple(_broken(last, area))
        align = last.paragraph.align if len(drawn) == 1 else "start"
        return Para(
            role=last.paragraph.role,
            runs=runs,
            id=f"{self.name}-{self.count}",
            outline=1 if last.paragraph.tag == "H1" else 0,
            align=align or "start",
            size=size if size != role.size else None,
            setting=setting,
            span=drawn[0].paragraph.span,
        )


def _spread(paragraph: Paragraph) -> float:
    """The white after every character of words that are spread apart."""
    return next((round(run.width, 2) for run in paragraph.runs if isinstance(run, Kern)), 0.0)


def size_of(draw: Words, area: Area) -> float:
    """The size of the largest of its runs."""
    sizes = [run.size for run in draw.paragraph.runs if isinstance(run, TextRun) and run.size]
    return max(sizes, default=area.style.roles[draw.paragraph.role].size)


def _indents(drawn: list[Words], area: Area) -> Setting:
    """Left and right indent, first line and tab stops that bring words to their places."""
    first, last = drawn[0], drawn[-1]
    left = round(last.x - area.left, 2)
    right = round(max(0.0, area.right - last.x - last.width), 2)
    if len(drawn) == 1:
        whole = last.paragraph.align in ("center", "justify", "end")
        return Setting(name="", left=left, right=right if whole else 0.0)
    begin = round(first.x - area.left, 2)
    stops: list[tuple[Literal["left", "right"], float]] = []
    for before, draw in pairwise(drawn):
        if _touch(before, draw, area):
            continue
        if draw.paragraph.align == "end":
            stops.append(("right", round(draw.x + draw.width - area.left, 2)))
        else:
            stops.append(("left", round(draw.x - area.left, 2)))
    if last.paragraph.align == "justify":
        return Setting(name="", left=left, first=begin - left, stops=tuple(stops))
    return Setting(name="", first=begin, stops=tuple(stops))


def _joined(drawn: list[Words], area: Area) -> Iterator[ReRun]:
    """The words of one baseline; a tab that the engine makes leads to each next place."""
    for number, draw in enumerate(drawn):
        if number and not _touch(drawn[number - 1], draw, area):
            yield ReRun(text="\t", role=draw.paragraph.role, made=True)
        yield from reruns_of(draw.paragraph)


def _broken(title: Words, area: Area) -> Iterator[ReRun]:
    """A title with its lines as the pages have them."""
    lines = area.measure.broken(title.paragraph, title.width)
    for number, text in enumerate(lines, 1):
        yield ReRun(text=text, role=title.paragraph.role, line_break=number < len(lines))


def _touch(before: Words, after: Words, area: Area) -> bool:
    """Whether words follow one another without white."""
    return after.x - before.x - area.measure.width(before.paragraph) < NEAR


def reruns_of(paragraph: Paragraph) -> Iterator[ReRun]:
    """Runs of plain words; those spread apart are one word again."""
    runs = [run for run in paragraph.runs if isinstance(run, TextRun)]
    for (role, size, is_made), group in groupby(runs, lambda r: (r.role, r.size, r.tag == "Lbl")):
        text = "".join(run.text for run in group)
        yield ReRun(text=text, role=role, size=size, made=is_made)


def lines_of(panel: Panel) -> Iterator[list[Words]]:
    """The words of a panel by baseline, from the head down."""
    drawn = sorted(
        (draw for draw in panel.draws if isinstance(draw, Words)),
        key=lambda draw: (round(draw.baseline / NEAR), draw.x),
    )
    for _, group in groupby(drawn, lambda draw: round(draw.baseline / NEAR)):
        yield list(group)
