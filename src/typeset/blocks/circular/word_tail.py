"""版记 for Word (7.4): a table at the foot of the last page's type area."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from typeset.blocks.circular.area import EM_ASCENT, Area
from typeset.blocks.circular.tail import MOVED, ROW_AIR, Row, depth_of, inset
from typeset.blocks.circular.word_places import reruns_of
from typeset.color import BLACK
from typeset.reflow import (
    WORD_BASELINE,
    Border,
    Cell,
    ColumnsChange,
    Framed,
    Para,
    ReflowItem,
    ReRun,
    Setting,
)
from typeset.reflow import Row as TableRow
from typeset.style.gbt9704 import points


def word_tail(
    rows: list[Row], area: Area, *, ruled: bool, page: bool, blank: bool
) -> Iterator[ReflowItem]:
    """The tail as a table at the type area's foot, whatever the text above it does.

    It goes with the paragraph after it: on a ``page`` of its own that one begins it. After a
    ``blank`` page neither bears a number (7.5).
    """
    if blank:
        yield ColumnsChange(columns=1, page=True, unnumbered=True)
        yield Para(role="plain", runs=(), setting=Setting(name="blank page"))
    depths = [depth_of(row, area) for row in rows]
    table = [
        _tail_row(row, depth, area, _rules_of(rows, number) if ruled else ())
        for number, (row, depth) in enumerate(zip(rows, depths, strict=True))
    ]
    yield Framed(style="circular-tail", rows=tuple(table), width=area.width, tight=True, id="tail",
                 page_foot=area.head + area.foot, span=rows[0].text.span)  # fmt: skip
    if page:
        yield Para(role="plain", runs=(), setting=Setting(name="tail page", leading=1, page=True))


_PARTS = {"主送：": "to", "抄送：": "cc"}


def _part(runs: Iterable[ReRun], name: str) -> Iterator[ReRun]:
    """Runs that say which field their words are of."""
    for run in runs:
        yield run if run.made else replace(run, part=f"own.{name}")


def _rules_of(rows: list[Row], number: int) -> tuple[Border, ...]:
    """The rule above a row, and under the last one; none between 主送 and 抄送."""
    weight = points("tail-rule-thin" if number else "tail-rule-thick")
    joined = number and rows[number - 1].label == MOVED
    above = () if joined else (Border(side="top", weight=weight, color=BLACK),)
    if number < len(rows) - 1:
        return above
    return (*above, Border(side="bottom", weight=points("tail-rule-thick"), color=BLACK))


def _tail_row(row: Row, depth: float, area: Area, borders: tuple[Border, ...]) -> TableRow:
    role = area.style.roles["tail"]
    edge = inset(area)
    width = len(row.label) * role.size
    stop = area.width - 2 * edge
    runs = [ReRun(text=row.label, role=role.name, made=True)] if row.label else []
    runs += _part(reruns_of(row.words), _PARTS.get(row.label, "print.org"))
    if row.end is not None:
        runs += [ReRun(text="\t", role=role.name, made=True)]
        runs += _part(reruns_of(row.date), "print.date")
    setting = Setting(
        name=f"tail {len(row.label)}", leading=role.leading, left=width, first=-width,
        stops=(("right", stop),) if row.end is not None else (),
    )  # fmt: skip
    para = Para(role=role.name, runs=tuple(runs), align="start", setting=setting,
                span=row.text.span)  # fmt: skip
    low = (WORD_BASELINE - 0.5) * role.leading - (EM_ASCENT - 0.5) * role.size  # Word sets lower
    padding = (ROW_AIR - low - points("tail-rule-thick"), edge, 0.0, edge)
    cell = Cell(width=area.width, content=(para,), borders=borders, padding=padding)
    return TableRow(cells=(cell,), height=depth)
