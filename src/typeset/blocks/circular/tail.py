"""版记 (7.4): 抄送 and 印发 between rules, closing at the foot of the last page's type area.

Thick rules above and below, thin ones between; the last rule lies on the type area's foot. A
letter's tail has no rules and no printer's line (10.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from typing import Literal

from typeset.blocks.circular.area import Area, label, made, put, rule, said
from typeset.color import BLACK
from typeset.flow import Draw, Panel, Paragraph
from typeset.model.circular import NOTHING, Circular, Said
from typeset.record import dataclass
from typeset.style.gbt9704 import points

ROLE = "tail"
MOVED = "主送："
"""The label of recipients that page one has no room for."""

ROW_AIR = 3.5  # points above and below the text of a row


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its label, its text, and what stands at its right end (印发日期)."""

    label: str
    text: Said
    end: Said | None = None

    @property
    def words(self) -> Paragraph:
        """Its text with the full stop that ends a list of bodies."""
        own = said(self.text, ROLE)
        stop = made("。", ROLE, self.text.span)
        return replace(own, runs=(*own.runs, stop)) if self.label else own

    @property
    def date(self) -> Paragraph:
        """The day of printing, with 印发."""
        own = said(self.end or NOTHING, ROLE)
        return replace(own, runs=(*own.runs, made("印发", ROLE, self.text.span)))


def rows_of(circular: Circular, *, to: bool = False) -> list[Row]:
    """The rows of a tail; ``to`` moves 主送 here, where page one has no room for it (7.3.2)."""
    rows = []
    if to and circular.to:
        rows.append(Row(MOVED, circular.to))
    if circular.cc:
        rows.append(Row("抄送：", circular.cc))
    if circular.printed and circular.form != "letter":
        rows.append(Row("", circular.printed.org, circular.printed.date))
    return rows


def tail(circular: Circular, area: Area, *, to: bool = False) -> Panel | None:
    """The tail as a panel of whole lines at the page's foot; None where it would be empty."""
    rows = rows_of(circular, to=to)
    if not rows:
        return None
    ruled = circular.form != "letter"
    depths = [depth_of(row, area) for row in rows]
    below = area.foot - area.height  # of the last em box, in office geometry
    lines = ceil((sum(depths) - below) / area.pitch)
    foot = (lines - 1) * area.pitch + area.em + below
    draws = list(_draws(rows, depths, foot, area, ruled=ruled))
    closes: Literal["tail", "tail-even"] = "tail-even" if circular.even and ruled else "tail"
    return Panel(id="tail", design="circular-tail", lines=lines, draws=tuple(draws), columns=0,
                 place="here", tag="Div", closes=closes, span=rows[0].text.span)  # fmt: skip


def _draws(
    rows: list[Row], depths: list[float], foot: float, area: Area, *, ruled: bool
) -> Iterator[Draw]:
    y = foot - sum(depths)
    for number, (row, depth) in enumerate(zip(rows, depths, strict=True)):
        joined = number and rows[number - 1].label == MOVED
        if ruled and not joined:
            thick = number == 0
            yield _rule(y, area, "tail-rule-thick" if thick else "tail-rule-thin")
        yield from _row(row, y + ROW_AIR, area)
        y += depth
    if ruled:
        yield _rule(foot, area, "tail-rule-thick")


def _rule(y: float, area: Area, name: str) -> Draw:
    return rule(y, area.left, area.width, points(name), BLACK)


def inset(area: Area) -> float:
    """One character of the tail's own size, in from both sides."""
    return area.style.roles[ROLE].size


def _room(row: Row, area: Area) -> float:
    return area.width - 2 * inset(area) - len(row.label) * area.style.roles[ROLE].size


def depth_of(row: Row, area: Area) -> float:
    """The height of a row, in points."""
    role = area.style.roles[ROLE]
    lines = area.measure.lines(row.words, _room(row, area))
    return lines * role.leading + 2 * ROW_AIR


def _row(row: Row, top: float, area: Area) -> Iterator[Draw]:
    """A row's words; each line's em box is in the middle of its leading."""
    role = area.style.roles[ROLE]
    head = top + (role.leading - role.size) / 2
    x = area.left + inset(area)
    if row.label:
        words = label(row.label, ROLE, row.text.span)
        yield put(words, size=role.size, top=head, x=x, width=area.width / 2)
    at = x + len(row.label) * role.size
    yield put(row.words, size=role.size, top=head, x=at, width=_room(row, area),
              align="justify", many=True)  # fmt: skip
    if row.end is not None:
        yield put(row.date, size=role.size, top=head, x=x,
                  width=area.width - 2 * inset(area), align="end")  # fmt: skip
