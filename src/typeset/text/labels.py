"""Labels before a paragraph's first line, set apart from its text (CL-LI-02, CL-LI-03).

A label shares the baseline of the first line and takes no part in its justification.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from typeset.display import SetLine
from typeset.flow import Label, PageRef, Run, TextRun
from typeset.record import dataclass
from typeset.scripts.classes import Script
from typeset.style.resolved import Style
from typeset.text.glue import make_items
from typeset.text.glyphs import set_type
from typeset.text.itemize import itemize
from typeset.text.justify import natural_line
from typeset.text.lines import set_line
from typeset.text.way import Way

_AFTER = "国"


@dataclass(frozen=True, slots=True)
class SetLabel:
    """A label as set: its line begins at 0, the text ``text`` points from the measure's start."""

    line: SetLine
    start: float
    text: float
    hangs: bool

    def before(self, line: SetLine, shift: float) -> SetLine:
        """The first line of the text with the label before it; ``shift`` is a gap's."""
        moved = tuple(replace(run, x=run.x + self.start + shift) for run in self.line.runs)
        return replace(line, runs=(*moved, *line.runs))


@dataclass(frozen=True, slots=True)
class LabelSetter:
    """Sets labels in one script and style."""

    style: Style
    script: Script
    page_of: Callable[[PageRef], str]

    def set(self, label: Label, role: str, way: Way) -> SetLabel:
        """The label of a paragraph in a role, on one line of its natural width."""
        # a Han character behind it shows the whole width of a closing mark (CL-HD-07)
        probe = TextRun(text=_AFTER, role=role)
        line = self._line((*label.runs, probe), role, way)
        *own, after = line.runs
        width = max(label.room, after.x + label.gap)
        bare = replace(line, runs=tuple(own))
        return SetLabel(bare, label.start, label.start + width, label.hangs)

    def _line(self, runs: tuple[Run, ...], role: str, way: Way) -> SetLine:
        styles = self.style.roles
        text = itemize(runs, styles[role], styles, self.script, self.page_of)
        way.stand(text)
        type_ = set_type(text, self.script, way.spacing, way.shaper)
        rules = replace(self.style.rules, autospace=0.0)  # none inside it (CL-LI-05)
        items = make_items(type_, self.script, way.spacing, rules)
        return set_line(type_, natural_line(items, 0, len(items)), 0.0, last=True)
