"""附件说明 (7.3.4): 附件： and the names of what is attached, one under the other.

Numbered only if there are several; a name's further lines begin under its first character, and
no mark stands after it.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.blocks.circular import title as heading
from typeset.blocks.circular.area import Area, label, put, said
from typeset.flow import FlowItem, Panel, Space, Words
from typeset.model.circular import Attach, Circular, Enclosure, Said
from typeset.style.gbt9704 import value

LABEL = "附件："


def ordinal(place: int, many: int) -> str:
    """``1.`` before the first of several names, nothing before a single one."""
    return f"{place}." if many > 1 else ""


def enclosures(circular: Circular, area: Area) -> Iterator[FlowItem]:
    """A blank line, and a panel for each name, so that a page may end between two."""
    many = len(circular.enclosures)
    if many:
        yield Space(lines=int(value("enclosures-below")), least=int(value("enclosures-below")))
    for place, enclosure in enumerate(circular.enclosures, 1):
        yield _named(enclosure, place, many, area)


def _named(enclosure: Enclosure, place: int, many: int, area: Area) -> Panel:
    title = enclosure.title
    head = label(LABEL, "plain", title.span)
    number = label(ordinal(place, many), "plain", title.span)
    x = area.left + area.chars("indent")
    after = x + len(LABEL) * area.style.grid.zw
    draws = []
    if place == 1:
        draws.append(put(head, size=area.em, top=0, x=x, width=area.width / 2))
    at = after
    if many > 1:
        draws.append(put(number, size=area.em, top=0, x=after, width=area.width / 2))
        at += area.measure.width(number) + area.em / 8
    name = said(title, "plain")
    room = area.right - at
    lines = area.measure.lines(name, room)
    draws.append(put(name, size=area.em, top=0, x=at, width=room, align="justify", many=True))
    return Panel(id=f"enclosure-{place}", design="circular-enclosure", lines=lines,
                 draws=tuple(draws), columns=0, tag="Div", span=title.span)  # fmt: skip


def enclosure_mark(attach: Attach, area: Area) -> Words:
    """附件1 on the first line of an attachment, flush left, without a colon (7.3.7)."""
    return put(said(attach.mark, "black"), size=area.em, top=0, x=area.left, width=area.width)


def enclosure_head(attach: Attach, title: Said, area: Area, name: str) -> Panel:
    """附件1 on the first line of an attachment, its title from the third line on (7.3.7)."""
    own = heading.title_of(title, area)
    top = (value("enclosure-title") - value("enclosure-mark")) * area.pitch
    lines = area.lines_down_to(top + own.depth(own.leading) + area.pitch)
    draws = (enclosure_mark(attach, area), *own.draw(area, top, own.leading))
    return Panel(id=name, design="circular-enclosure-head", lines=lines, draws=draws, columns=0,
                 tag="Div", span=title.span)  # fmt: skip
