"""信函格式 (10.1): the mark 30 mm below the sheet's head, then a double rule of 170 mm.

Under the rule stand the marks and the number, then the title; another rule is at the foot.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.blocks.circular import head as document
from typeset.blocks.circular import mark as issuer_mark
from typeset.blocks.circular import title as heading
from typeset.blocks.circular.area import Area, put, rule, said
from typeset.color import BLACK
from typeset.flow import Draw, Panel
from typeset.model.circular import Circular
from typeset.style.gbt9704 import points

THICK, THIN, BETWEEN = 1.4, 0.5, 1.2
"""Points of a double rule: its thick line, its thin one, and the white between them."""


def double_depth() -> float:
    """From the outer edge of its one line to that of its other."""
    return THICK + BETWEEN + THIN


def letter_head(circular: Circular, area: Area) -> Panel:
    """The head of a letter, as one panel from the page's first line."""
    mark = issuer_mark.mark_of(circular, area)
    title = heading.title_of(circular.title, area)
    top = points("letter-mark-top") - area.head
    rows = max(1, len(document.marks_of(circular)))

    def under(factor: float) -> float:
        rules = top + mark.depth(factor) + points("letter-rule-below") + double_depth()
        return rules + points("letter-rule-gap")

    def depth(factor: float, leading: float) -> float:
        return _title_top(under(factor), rows, area) + title.depth(leading)

    fitted = document.fit(depth, mark, title, area)
    first = under(fitted.factor)
    draws = [*mark.draws(area, top, fitted.factor)]
    draws += double_rule(first - points("letter-rule-gap") - double_depth(), area, thick_first=True)
    draws += _marks(circular, area, first)
    draws += title.draw(area, _title_top(first, rows, area), fitted.leading)
    foot = area.style.page.trim.height - points("letter-rule-foot") - area.head
    draws += double_rule(foot - double_depth(), area, thick_first=False)
    return Panel(id="head", design="circular-letter", lines=fitted.lines, draws=tuple(draws),
                 columns=0, tag="Div", span=circular.span)  # fmt: skip


def double_rule(top: float, area: Area, *, thick_first: bool) -> Iterator[Draw]:
    """A red double rule, its upper edge at ``top``, centred on the type area."""
    length = points("letter-rule-width")
    x = area.left + (area.width - length) / 2
    color = area.style.palette.get(document.RED, BLACK)
    y = top
    for weight in (THICK, THIN) if thick_first else (THIN, THICK):
        yield rule(y + weight / 2, x, length, weight, color)
        y += weight + BETWEEN


def _marks(circular: Circular, area: Area, top: float) -> Iterator[Draw]:
    """份号, 密级, 紧急程度 at the left, one under the other; the number at the right."""
    for number, (text, role) in enumerate(document.marks_of(circular)):
        yield put(said(text, role), size=area.em, top=top + number * area.pitch, x=area.left,
                  width=area.width)  # fmt: skip
    yield put(said(circular.number, "plain"), size=area.em, top=top, x=area.left,
              width=area.width, align="end")  # fmt: skip


def _title_top(first: float, rows: int, area: Area) -> float:
    """Two blank lines below the last of the marks."""
    return first + (rows - 1) * area.pitch + area.em + area.blank("letter-title-below")
