"""Leaders: dots from an entry to its folio (目录), under each other from line to line."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor

from typeset.display import Glyphs
from typeset.flow import Paragraph, TextRun
from typeset.layout.setter import TextSetter
from typeset.text.measure import Measure

DOT = "."
PITCH = 0.5
"""Em from dot to dot, counted from the page's edge, so that they stand under each other."""

GAP = 0.5
"""Em of white between the text and the first dot."""

RISE = 0.22
"""Em above the baseline: near the middle of the characters, not of the figures' feet."""

LEAST = 3
"""Fewer dots are none."""


def leader_dots(
    ends: tuple[float, float], baseline: float, role: str, size: float, setter: TextSetter
) -> list[Glyphs]:
    """The dots between two places on a line, in points; none where there is no room for them."""
    pitch = PITCH * size
    first = ceil((ends[0] + GAP * size) / pitch)
    count = floor(ends[1] / pitch) - first
    if count < LEAST:
        return []
    dot = TextRun(text=DOT, role=role, size=size)
    setting = setter.set(Paragraph(runs=(dot,), role=role, align="start"), Measure(10 * size))
    one = setting.lines[0].runs[0].run
    run = replace(
        one,
        gids=one.gids * count,
        advances=(pitch,) * count,
        offsets=one.offsets * count,
        clusters=one.clusters * count,
    )
    return [Glyphs(run=run, x=first * pitch, y=baseline - RISE * size)]
