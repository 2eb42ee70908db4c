"""Widths of a table's columns, in points; together they are the measure.

Fixed widths and parts of the measure come first. Columns with a share divide what the others
leave. A column of which nothing is said lies between its least width (its longest word stands
in it) and its most (nothing in it is broken): the room is given as far as it goes in
proportion to what they still lack, and what is over in proportion to what they hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from typeset.record import dataclass

_NEAR = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """What a column asks for: least and most width, or a fixed width, or a share of the rest."""

    least: float = 0.0
    most: float = 0.0
    width: float | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Across:
    """What a cell over ``count`` columns from ``first`` on asks of them together."""

    first: int
    count: int
    least: float
    most: float


def solve(wants: Sequence[Want], across: Sequence[Across], measure: float) -> tuple[float, ...]:
    """The widths; where not even the least ones fit, all give way alike."""
    wants = _spread(wants, across)
    fixed = [want.width or 0.0 for want in wants]
    left = measure - sum(fixed)
    open_ = [n for n, want in enumerate(wants) if want.width is None]
    if not open_:
        scale = measure / (sum(fixed) or 1.0)
        return tuple(width * scale for width in fixed)
    shared = [n for n in open_ if wants[n].share]
    plain = [n for n in open_ if not wants[n].share]
    widths = dict(enumerate(fixed))
    if shared:
        least = sum(wants[n].least for n in shared)
        widths |= _between(plain, wants, max(0.0, left - least), fill=False)
        rest = left - sum(widths[n] for n in plain)
        widths |= _by_shares(shared, wants, rest)
    else:
        widths |= _between(plain, wants, left, fill=True)
    return tuple(widths[n] for n in range(len(wants)))


def lacking(wants: Sequence[Want], across: Sequence[Across], measure: float) -> float:
    """How much wider the measure would have to be for every longest word; 0 if it is enough."""
    wants = _spread(wants, across)
    need = sum(want.least if want.width is None else want.width for want in wants)
    return need - measure if need > measure + _NEAR else 0.0


def _spread(wants: Sequence[Want], across: Sequence[Across]) -> list[Want]:
    """The wants with those of cells over several columns shared out among them."""
    made = list(wants)
    for cell in sorted(across, key=lambda each: each.count):
        inside = range(cell.first, cell.first + cell.count)
        flexible = [n for n in inside if made[n].width is None]
        taken = sum(made[n].width or 0.0 for n in inside)
        for name in ("least", "most"):
            has = sum(getattr(made[n], name) for n in flexible)
            lacks = getattr(cell, name) - taken - has
            for n in flexible if lacks > 0 else ():
                own = getattr(made[n], name)
                part = own / has if has else 1 / len(flexible)
                made[n] = replace(made[n], **{name: own + lacks * part})
    return made


def _between(
    columns: Sequence[int], wants: Sequence[Want], room: float, *, fill: bool
) -> dict[int, float]:
    """Each between its least and its most; ``fill`` gives away all of the room."""
    least = sum(wants[n].least for n in columns)
    most = sum(max(wants[n].most, wants[n].least) for n in columns)
    if least > room:
        return {n: wants[n].least * room / least for n in columns}
    if most <= room:
        over = (room - most) if fill else 0.0
        return {n: _most(wants[n]) * (1 + over / (most or 1.0)) for n in columns}
    return _levelled(columns, wants, room)


def _levelled(columns: Sequence[int], wants: Sequence[Want], room: float) -> dict[int, float]:
    """Short columns as wide as they want, the long ones sharing the rest by their length.

    Their widths go with the square root of their length, so that neither a long text makes
    slivers of its neighbours nor a short one takes lines from it.
    """
    widths: dict[int, float] = {}
    open_ = list(columns)
    while open_:
        left = room - sum(widths.values())
        whole = sum(sqrt(_most(wants[n])) for n in open_)
        fair = {n: left * sqrt(_most(wants[n])) / whole for n in open_}
        short = {n: wants[n].least for n in open_ if fair[n] < wants[n].least}
        full = {n: _most(wants[n]) for n in open_ if fair[n] > _most(wants[n])}
        if not short and not full:
            return {**widths, **fair}
        # settle one kind at a time: what the ones give up, or need, the others share
        lacking_ = sum(wants[n].least - fair[n] for n in short)
        spare = sum(fair[n] - _most(wants[n]) for n in full)
        widths |= full if spare >= lacking_ else short
        open_ = [n for n in open_ if n not in widths]
    return widths


def _most(want: Want) -> float:
    return max(want.most, want.least)


def _by_shares(columns: Sequence[int], wants: Sequence[Want], room: float) -> dict[int, float]:
    """Shares of the room, but none less than its least while the others can spare it."""
    fixed: dict[int, float] = {}
    while True:
        rest = [n for n in columns if n not in fixed]
        left = max(0.0, room - sum(fixed.values()))
        whole = sum(wants[n].share or 0.0 for n in rest) or 1.0
        shares = {n: left * (wants[n].share or 0.0) / whole for n in rest}
        short = [n for n in rest if shares[n] < wants[n].least - _NEAR]
        if not short or len(short) == len(rest):
            return {**fixed, **shares}
        fixed |= {n: wants[n].least for n in short}
