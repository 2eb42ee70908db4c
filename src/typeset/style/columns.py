"""Columns that a section or a part of one asks for, in whole characters of the style's grid."""

from __future__ import annotations

from dataclasses import replace

from typeset.column_set import ColumnRule
from typeset.diagnostics import Sink, Span, nearest
from typeset.model.columns import ColumnsSpec
from typeset.style.resolved import Grid, Style

MOST = 6
"""The most columns side by side."""

NARROWEST = 4
"""Characters of the narrowest column."""

RULE_WEIGHT = 0.25
"""Points; the rule between columns."""

_NEAR = 1e-6


def with_columns(style: Style, asked: ColumnsSpec | None, sink: Sink) -> Style:
    """The style with the columns asked for; faults are errors ``style/columns``, at their place.

    Equal columns hold whole characters, and the gutters take the rest (CL-CO-05).
    """
    if asked is None:
        return style
    faults = Sink()
    grid = _ruled(style, _measured(style.grid, asked, faults), asked, faults)
    sink.findings += faults.findings
    return style if faults.findings else replace(style, grid=grid)


def _measured(grid: Grid, asked: ColumnsSpec, sink: Sink) -> Grid:
    gap = grid.gap if asked.gutter is None else asked.gutter * grid.zw
    if asked.widths is not None:
        return unequal(replace(grid, gap=gap), asked.widths.chars, asked.widths.span, sink)
    count = asked.count or grid.columns
    if not 1 <= count <= MOST:
        sink.error("style/columns", f"{count} columns; expected 1 to {MOST}", asked.span)
        return grid
    free = grid.chars - (count - 1) * gap / grid.zw
    chars = int(free / count + _NEAR)
    if chars < NARROWEST:
        _too_narrow(chars, count, asked.span, sink)
        return grid
    if count > 1:
        gap = (grid.chars - count * chars) * grid.zw / (count - 1)
    return replace(grid, columns=count, gap=gap, widths=())


def unequal(grid: Grid, chars: tuple[int, ...], span: Span, sink: Sink) -> Grid:
    """The grid with columns of so many characters each, which must fill the type area."""
    if len(chars) > MOST:
        sink.error("style/columns", f"{len(chars)} columns; expected 1 to {MOST}", span)
        return grid
    if min(chars) < NARROWEST:
        _too_narrow(min(chars), len(chars), span, sink)
        return grid
    taken = sum(chars) + (len(chars) - 1) * grid.gap / grid.zw
    if abs(taken - grid.chars) > _NEAR:
        sink.error(
            "style/columns",
            f"these columns and their gutters take {taken:g} characters;"
            f" the type area is {grid.chars} wide",
            span,
            f"the widths must add up to {grid.chars - taken + sum(chars):g}",
        )
        return grid
    widths = tuple(each * grid.zw for each in chars)
    alike = len(set(chars)) == 1
    return replace(grid, columns=len(chars), widths=() if alike else widths)


def _too_narrow(chars: int, count: int, span: Span, sink: Sink) -> None:
    message = f"{count} columns leave {chars} characters a line; expected at least {NARROWEST}"
    sink.error("style/columns", message, span)


def _ruled(style: Style, grid: Grid, asked: ColumnsSpec, sink: Sink) -> Grid:
    if not asked.rule:
        return grid
    if asked.rule == "none":
        return replace(grid, rule=None)
    color = style.palette.get(asked.rule)
    if color is None:
        sink.error(
            "style/unknown-color", f"unknown colour '{asked.rule}'", asked.span,
            nearest(asked.rule, style.palette),
        )  # fmt: skip
        return grid
    return replace(grid, rule=ColumnRule(RULE_WEIGHT, color))
