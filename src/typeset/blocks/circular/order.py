"""命令（令）格式 (10.2): the mark 20 mm below the type area's head.

The number stands two lines below it, the text two lines below the number; there is no red rule,
and a title only where one is given.
"""

from __future__ import annotations

from math import inf

from typeset.blocks.circular import head as document
from typeset.blocks.circular import mark as issuer_mark
from typeset.blocks.circular import title as heading
from typeset.blocks.circular.area import Area, put, said
from typeset.flow import Panel
from typeset.model.circular import Circular
from typeset.style.gbt9704 import points, value


def order_head(circular: Circular, area: Area) -> Panel:
    """The head of an order, as one panel from the page's first line.

    The text stands on the grid, two blank lines under the number: the mark's size gives.
    """
    title = heading.title_of(circular.title, area)
    top = points("order-mark-top") - area.over
    mark = issuer_mark.mark_of(circular, area, _beside(circular, area, top))

    def number_top(factor: float) -> float:
        return top + mark.depth(factor) + area.blank("order-number-below")

    def depth(factor: float, leading: float) -> float:
        end = number_top(factor) + area.em
        if title.lines:
            return end + area.blank("title-below") + title.depth(leading)
        # one of the two blank lines; the other is what any head has under it
        return end + (value("order-text-below") - value("to-below")) * area.pitch

    fitted = document.fit(depth, mark, title, area)
    number = number_top(fitted.factor)
    draws = [*document.left_marks(circular, area), *mark.draws(area, top, fitted.factor)]
    draws.append(
        put(said(circular.number, "plain"), size=area.em, top=number, x=area.left,
            width=area.width, align="center")
    )  # fmt: skip
    below = number + area.em + area.blank("title-below")
    draws += title.draw(area, below if title.lines else inf, fitted.leading)
    return Panel(id="head", design="circular-order", lines=fitted.lines, draws=tuple(draws),
                 columns=0, tag="Div", span=circular.span)  # fmt: skip


def _beside(circular: Circular, area: Area, top: float) -> float:
    """The width of the lines flush left that reach down to the mark: a third one does."""
    reaching = [
        area.measure.width(said(text, role)) + area.em
        for line, (text, role) in enumerate(document.marks_of(circular))
        if line * area.pitch + area.em > top
    ]
    return max(reaching, default=0.0)
