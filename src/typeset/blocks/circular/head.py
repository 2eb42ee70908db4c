"""版头 (7.2) with the title: all that stands on page one above the text, at exact places.

The ink of the mark begins 35 mm below the type area's head; two blank lines under it stands the
number, 4 mm under that the red rule, two blank lines below it the title. The text then begins
on the grid: one blank line under the title, and less than half a line more. Whatever the grid
asks beyond that is taken up by the size of the mark, which the standard leaves to the issuer,
and by the leading of a title of several lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from typeset.blocks.circular import mark as issuer_mark
from typeset.blocks.circular import title as heading
from typeset.blocks.circular.area import HAIR, Area, label, put, rule, said
from typeset.blocks.circular.mark import Mark
from typeset.blocks.circular.title import Title
from typeset.color import BLACK
from typeset.flow import Draw, Panel, Words
from typeset.model.circular import Circular, Said
from typeset.record import dataclass
from typeset.style.gbt9704 import points, value

RED = "gongwen-red"
MOST_BELOW_TITLE = 1.46
"""Lines of white under the title at most: one, and what stands between two lines of text."""

_FACTORS = (1.0, *(1 + sign * step / 50 for step in range(1, 26) for sign in (-1, 1)))
_SIGN = "签发人："


@dataclass(frozen=True, slots=True)
class Fitted:
    """A head made to meet the grid: how large its mark, how far apart its title's lines."""

    factor: float
    leading: float
    lines: int  # grid lines down to the text


def marks_of(circular: Circular) -> list[tuple[Said, str]]:
    """What stands flush left at the head, one under the other, with its role (7.2.1 to 7.2.3)."""
    rows = (
        (circular.enclosed, "black"), (circular.serial, "plain"),
        (circular.secrecy, "black"), (circular.urgency, "black"),
    )  # fmt: skip
    return [(text, role) for text, role in rows if text]


def head(circular: Circular, area: Area) -> Panel:
    """The head of a document (or of minutes, 10.3), as one panel from the page's first line."""
    mark = issuer_mark.mark_of(circular, area)
    title = heading.title_of(circular.title, area)
    top = points("minutes-mark-top" if circular.form == "minutes" else "mark-top") - area.over
    rows = max(1, signer_rows(circular))

    def depth(factor: float, leading: float) -> float:
        number = top + mark.depth(factor) + area.blank("number-below") + (rows - 1) * area.pitch
        return _title_top(number, area) + title.depth(leading)

    fitted = fit(depth, mark, title, area)
    draws = [*left_marks(circular, area), *mark.draws(area, top, fitted.factor)]
    number = top + mark.depth(fitted.factor) + area.blank("number-below")
    draws += _number_line(circular, area, number, rows)
    number += (rows - 1) * area.pitch
    draws.append(_red_rule(area, number))
    draws += title.draw(area, _title_top(number, area), fitted.leading)
    return Panel(id="head", design="circular-head", lines=fitted.lines, draws=tuple(draws),
                 columns=0, tag="Div", span=circular.span)  # fmt: skip


def left_marks(circular: Circular, area: Area) -> Iterator[Draw]:
    """份号, 密级和保密期限, 紧急程度 on the first lines."""
    for number, (text, role) in enumerate(marks_of(circular)):
        yield put(said(text, role), size=area.em, top=number * area.pitch, x=area.left,
                  width=area.width)  # fmt: skip


def fit(depth: Callable[[float, float], float], mark: Mark, title: Title, area: Area) -> Fitted:
    """The mark's size and the title's leading with which the text comes to stand on the grid.

    ``depth`` tells where the title ends. Small changes come first, and those that enlarge the
    mark only as far as it stays in the type area.
    """
    best: tuple[float, Fitted] | None = None
    for factor, leading in product(_factors(mark), _leadings(title)):
        end = depth(factor, leading)
        lines = area.lines_down_to(end + value("to-below") * area.pitch + HAIR)
        white = (lines * area.pitch - end) / area.pitch
        change = abs(factor - 1) * mark.size / 4 + abs(leading - title.leading) / 2
        over = max(0.0, white - MOST_BELOW_TITLE)
        ranked = (over * 1000 + change, Fitted(factor, leading, lines))
        if best is None or ranked[0] < best[0]:
            best = ranked
    if best is None:
        raise AssertionError("there is always the mark at full size")
    return best[1]


def _factors(mark: Mark) -> Iterator[float]:
    room = mark.room / mark.width
    yield from (f for f in _FACTORS if f >= issuer_mark.LEAST and (f <= 1 or f <= room))


def _leadings(title: Title) -> list[float]:
    if title.lines < 2:
        return [title.leading]
    steps = int((heading.MOST_LEADING - heading.LEAST_LEADING) * 2)
    return [heading.LEAST_LEADING + step / 2 for step in range(steps + 1)]


# -- number, signers, rule --------------------------------------------------------------------


def signer_rows(circular: Circular) -> int:
    """Lines that the signers take: usually two names on each (7.2.6)."""
    each = int(value("signers-row"))
    return -(-len(circular.signers) // each)


def _number_line(circular: Circular, area: Area, top: float, rows: int) -> Iterator[Draw]:
    """The number, in the middle; of an upward document at the left, the signers at the right."""
    last = top + (rows - 1) * area.pitch
    if circular.unsigned:
        yield from _dated_number(circular, area, last)
        return
    if not circular.upward:
        yield put(said(circular.number, "plain"), size=area.em, top=last, x=area.left,
                  width=area.width, align="center")  # fmt: skip
        return
    inset = area.chars("number-inset")
    number = put(said(circular.number, "plain"), size=area.em, top=last, x=area.left + inset,
                 width=area.width / 2)  # fmt: skip
    drawn = [number, *_signers(circular, area, top)]
    yield from sorted(drawn, key=lambda words: (words.baseline, words.x))


def _dated_number(circular: Circular, area: Area, top: float) -> Iterator[Words]:
    """Of minutes, which nobody signs: their number, and their date a character from the right."""
    number, date = said(circular.number, "plain"), said(circular.date, "plain")
    wide, right = area.measure.width(number), area.right - area.chars("signer-inset")
    if circular.number:
        yield put(number, size=area.em, top=top, x=area.left + (area.width - wide) / 2,
                  width=wide + 1)  # fmt: skip
    wide = area.measure.width(date) + 1
    yield put(date, size=area.em, top=top, x=right - wide, width=wide, align="end")


def _signers(circular: Circular, area: Area, top: float) -> Iterator[Words]:
    """签发人 in 仿宋, the names in 楷体; lines after the first stand under the first name."""
    each = int(value("signers-row"))
    sign = label(_SIGN, "plain", circular.signers[0].span)
    widths = [area.measure.width(said(name, "signer")) for name in circular.signers]
    gap = area.style.grid.zw
    columns = [max(widths[k::each], default=0.0) for k in range(min(each, len(widths)))]
    block = sum(columns) + gap * (len(columns) - 1)
    lead = area.measure.width(sign) + area.style.grid.zw - area.em
    right = area.right - area.chars("signer-inset")
    x = right - block
    yield put(sign, size=area.em, top=top, x=x - lead, width=lead + area.em)
    for place, name in enumerate(circular.signers):
        row, column = divmod(place, each)
        at = x + sum(columns[:column]) + gap * column
        yield put(said(name, "signer"), size=area.em, top=top + row * area.pitch, x=at,
                  width=area.width / 2)  # fmt: skip


def _red_rule(area: Area, number: float) -> Draw:
    y = number + area.em + points("rule-below")
    weight = points("rule-weight")
    color = area.style.palette.get(RED, BLACK)
    return rule(y, area.left, area.width, weight, color)


def _title_top(number: float, area: Area) -> float:
    """Where the title's first em box begins: two blank lines below the rule's ink."""
    below = number + area.em + points("rule-below") + points("rule-weight") / 2
    return below + area.blank("title-below")
