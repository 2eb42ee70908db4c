"""Boxes whose words do not fit give way to the next design that their own one names."""

from __future__ import annotations

from dataclasses import replace

from typeset.diagnostics import Sink
from typeset.flow import Flow, Group, Panel, Words
from typeset.layout.panels import scaled
from typeset.layout.setter import TextSetter
from typeset.record import dataclass
from typeset.style.resolved import Style
from typeset.text.measure import Measure


def with_fallbacks(flow: Flow, style: Style, setter: TextSetter, sink: Sink) -> Flow:
    """The flow with every box in the first of its designs that holds its words.

    Where it is not its own the warning ``layout/box-fallback`` names the step. Of a box that fits
    in none the first design stays, and its words are told when they are painted.
    """
    if not any(isinstance(item, Panel) and item.otherwise for item in flow.items):
        return flow
    steps = _Steps(style, setter, sink)
    items = tuple(
        steps.settled(item) if isinstance(item, Panel) and item.otherwise else item
        for item in flow.items
    )
    return replace(flow, items=items)


@dataclass(frozen=True, slots=True)
class _Steps:
    style: Style
    setter: TextSetter
    sink: Sink

    def settled(self, panel: Panel) -> Panel:
        """The box in its design, or in that of the first step which holds it."""
        if self._holds(panel):
            return panel
        for number, other in enumerate(panel.otherwise, 1):
            if self._holds(other):
                self.sink.warn(
                    "layout/box-fallback",
                    f"the words of the box '{panel.design}' do not fit its place: the design"
                    f" '{other.design}' is taken, step {number} of {len(panel.otherwise)}",
                    panel.span,
                    "shorten the words, or ask for that design",
                )
                return other
        return panel

    def _holds(self, panel: Panel) -> bool:
        """Whether the page is deep enough for the box, and the box for its words."""
        if panel.lines > self.style.grid.lines:
            return False
        with self.setter.trial():
            return not any(
                self._is_too_long(draw)
                for outer in panel.draws
                for draw in (outer.draws if isinstance(outer, Group) else (outer,))
                if isinstance(draw, Words)
            )

    def _is_too_long(self, draw: Words) -> bool:
        """Whether words take more lines than they may at the smallest of their sizes."""
        if draw.otherwise:
            return any(map(self._is_too_long, draw.otherwise))
        if not draw.max_lines:
            return False
        smallest = scaled(draw.paragraph, draw.fit[-1], self.style)
        return len(self.setter.set(smallest, Measure(draw.width)).lines) > draw.max_lines
