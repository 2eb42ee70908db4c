"""Last step: adjusted lines become glyph runs with their places (display types)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from operator import attrgetter
from typing import Literal

from typeset.diagnostics import NOWHERE, Span
from typeset.display import GlyphRun, PlacedRun, SetLine
from typeset.text.annotations.place import place_notes
from typeset.text.glyphs import Piece, TypeColumns
from typeset.text.hyphens import Hyphen
from typeset.text.itemize import Itemized
from typeset.text.justify import Adjusted
from typeset.text.vertical.cells import stood

_FIRST = attrgetter("first")


def set_line(type_: TypeColumns, line: Adjusted, left: float, *, last: bool) -> SetLine:
    """The line with its first body ``left`` points from the measure's start edge."""
    runs: list[PlacedRun] = []
    x, em = left, 0.0
    at = max(0, bisect_right(type_.pieces, line.first, key=_FIRST) - 1)
    while at < len(type_.pieces) and type_.pieces[at].first < line.last:
        piece = type_.pieces[at]
        at += 1
        first, end = max(piece.first, line.first), min(piece.last, line.last)
        if piece.kern is not None:
            x += piece.kern + line.after[first - line.first] + line.before[first - line.first]
            continue
        run = _glyph_run(type_, piece, line, first, end)
        if end == line.last and end in type_.hyphens:
            run = _hyphenated(run, type_.hyphens[end])
        look = piece.look
        placed = PlacedRun(run=run, x=x, rise=look.rise, names=look.names,
                           element=look.element, marks=look.marks)  # fmt: skip
        if look.stance:
            em = max(em, look.size)
            placed = stood(placed, type_, piece, line, first)
        if run.gids:
            runs.append(placed if type_.notes is None else type_.notes.carried(placed, first))
        ends = placed.x + placed.room + line.after[first - line.first]
        x = ends if placed.room else x + run.width
    return SetLine(
        runs=tuple(runs),
        width=x,
        ratio=line.ratio,
        last=last,
        gap=line.gap,
        span=type_.text.place(line.first, max(1, line.last - line.first)),
        notes=place_notes(type_.notes, type_, line, left) if type_.notes is not None else (),
        em=em,
    )


def _glyph_run(type_: TypeColumns, piece: Piece, line: Adjusted, first: int, end: int) -> GlyphRun:
    start = type_.glyph_start
    begin, stop = start[first], start[end]
    advances, offsets = type_.advances[begin:stop], type_.offsets[begin:stop]
    for at in range(first, end):
        before, after = line.before[at - line.first], line.after[at - line.first]
        if before:
            advances[start[at] - begin] += before
            offsets[start[at] - begin] += before
        if after and start[at + 1] > begin:
            advances[start[at + 1] - begin - 1] += after
    return GlyphRun(
        face=piece.face,
        size=piece.size,
        color=piece.look.color,
        gids=tuple(type_.gids[begin:stop]),
        advances=tuple(advances),
        offsets=tuple(offsets),
        clusters=tuple(type_.chars[begin:stop]),
        span=_span(type_.text, piece, first, end),
    )


def _hyphenated(run: GlyphRun, hyphen: Hyphen) -> GlyphRun:
    """The run with a hyphen at its end: a glyph more that says nothing of its own."""
    return replace(
        run,
        gids=(*run.gids, hyphen.gid),
        advances=(*run.advances, hyphen.advance),
        offsets=(*run.offsets, 0.0),
        clusters=(*run.clusters, ""),
    )


def _span(text: Itemized, piece: Piece, first: int, end: int) -> Span:
    """The source of these clusters, in the run they were written in."""
    if piece.look.span == NOWHERE:
        return NOWHERE
    starts = text.text.starts
    length = starts[end - 1] + len(text.text.texts[end - 1]) - starts[first]
    return piece.look.span.at(piece.offset + starts[first] - starts[piece.first], length)


def left_edge(
    align: Literal["justify", "start", "center", "end"], measure: float, width: float, indent: float
) -> float:
    """Where a line's first body stands; the indent counts in justified and ragged setting."""
    match align:
        case "center":
            return (measure - width) / 2
        case "end":
            return measure - width
        case "justify" | "start":
            return indent
