"""出席, 请假, 列席 of minutes (10.3): one line below the text, names under names."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.blocks.circular.area import Area, label, put, said
from typeset.flow import FlowItem, Panel, Space
from typeset.model.circular import Circular, Said
from typeset.style.gbt9704 import value


def lists_of(circular: Circular) -> list[tuple[str, Said]]:
    """Each list there is, with its label."""
    rows = (
        ("出席", circular.present),
        ("请假", circular.excused),
        ("列席", circular.observers),
    )
    return [(f"{label}：", names) for label, names in rows if names]


def attendance(circular: Circular, area: Area) -> Iterator[FlowItem]:
    """A blank line, and a panel for each list."""
    for number, (words, names) in enumerate(lists_of(circular)):
        if not number:
            lines = int(value("attendance-below"))
            yield Space(lines=lines, least=lines)
        x = area.left + area.chars("indent")
        at = x + len(words) * area.style.grid.zw
        room = area.right - at
        text = said(names, "plain")
        draws = (
            put(label(words, "black", names.span), size=area.em, top=0, x=x, width=area.width),
            put(text, size=area.em, top=0, x=at, width=room, align="justify", many=True),
        )
        yield Panel(id=f"attendance-{number + 1}", design="circular-attendance",
                    lines=area.measure.lines(text, room), draws=draws, columns=0, tag="Div",
                    span=names.span)  # fmt: skip
