"""From a design's name and its data to a panel for fixed pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast, get_args

from typeset.blocks import logo
from typeset.blocks.beside import Beside
from typeset.blocks.draw import Pen, draws, row_names
from typeset.blocks.expression import ExpressionError, evaluate
from typeset.blocks.outside import (
    LEAST_MARGIN,
    OUTSIDE,
    WHOLE,
    margin_room,
    outside_width,
    standing,
)
from typeset.blocks.parts import Data
from typeset.blocks.picture_size import PICTURE, credit_width, picture_height
from typeset.blocks.scope import Scope
from typeset.diagnostics import Span, nearest
from typeset.flow import Panel, Place, Plate, TextRun, Words
from typeset.geometry import MM
from typeset.model.columns import ColumnRun
from typeset.record import dataclass
from typeset.style.design import Design
from typeset.style.resolved import Grid

PLACES: tuple[str, ...] = get_args(Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a box besides its data.

    ``place`` and ``columns`` override the design's; ``repeats`` is true for words that also
    stand in the running text; ``anchor`` is the block it belongs to; ``beside`` asks for text
    beside it.
    """

    id: str
    design: str
    span: Span
    place: str = ""
    anchor: str = ""
    repeats: bool = True
    alt: str = ""
    columns: ColumnRun | None = None
    beside: Beside | None = None

    def run(self, design: Design) -> ColumnRun:
        """The columns it spans: those asked for, or as many as its design has."""
        return self.columns or ColumnRun(0, design.columns)

    def width(self, design: Design, grid: Grid) -> float:
        """How wide the box is, in points."""
        run = self.run(design)
        if self.beside is not None:
            return self.beside.points(grid, run)
        return grid.span_width(run.many, run.first)


def panel(asked: Asked, data: Data, scope: Scope) -> Panel | None:
    """The box as a panel; None with findings where design and data do not agree."""
    design = scope.design(asked.design, asked.span)
    if design is None or not fits(asked, design, data, scope):
        return None
    box = _panel(asked, design, data, scope)
    if not design.fallback:
        return box
    return replace(box, otherwise=tuple(_steps(box, asked, design, data, scope)))


def _steps(box: Panel, asked: Asked, design: Design, data: Data, scope: Scope) -> Iterator[Panel]:
    """The box in the designs to fall back to, one naming the next.

    Those that do not suit its data are passed over, and for a box with words of its own those
    that would not show them all.
    """
    seen, name = {design.name}, design.fallback
    while name and name not in seen:
        seen.add(name)
        other = scope.style.designs.get(name)
        if other is None:
            return
        own = replace(asked, design=name, place=box.place)
        if not _faults(own, other, data):
            step = _panel(own, other, data, scope)
            if asked.repeats or _shown(step) == _shown(box):
                yield step
        name = other.fallback


def _shown(box: Panel) -> Counter[str]:
    """The characters that are read in a box."""
    said: Counter[str] = Counter()
    for draw in box.draws:
        if isinstance(draw, Words | Plate) and not draw.artifact:
            runs = (run for run in draw.paragraph.runs if isinstance(run, TextRun))
            said.update("".join(run.text for run in runs))
    return said


def _panel(asked: Asked, design: Design, data: Data, scope: Scope) -> Panel:
    names, run = measures(asked, design, data, scope), asked.run(design)
    beside = asked.beside or Beside()
    pen = Pen(scope=scope, design=design, row=data.own, names=names)
    place = standing(asked.place, design.place, scope.style)
    if place != (asked.place if asked.place not in ("", "auto") else design.place):
        _no_margin(asked, scope)
    return Panel(
        id=asked.id,
        design=design.name,
        lines=int(names["lines"]),
        draws=tuple(draws(pen, design.draw, data)),
        columns=0 if place in WHOLE else run.many,
        first_column=run.first,
        place=cast("Any", place),
        tag=design.tag if asked.repeats or design.tag != "PullQuote" else "Box",
        repeats=asked.repeats,
        anchor=asked.anchor,
        keep_next=design.keep_next,
        covers_head=design.covers_head,
        head_color=scope.color(design.head_color, design.span),
        to_foot=design.to_foot,
        alt=asked.alt,
        air=max(design.air),
        wrap=beside.wrap,
        width=names["w"] if beside.wrap or place in ("margin", "spread") else 0.0,
        contour=beside.contour.path(names["w"], names["h"]) if beside.contour else (),
        span=asked.span,
    )


def measures(asked: Asked, design: Design, data: Data, scope: Scope) -> dict[str, float]:
    """What the design's expressions may know of the box."""
    names, grid = _names(design, data, scope), scope.style.grid
    run = asked.run(design)
    place = standing(asked.place, design.place, scope.style)
    if place in OUTSIDE:
        names["w"] = outside_width(place, scope.style)
    elif asked.beside is not None:
        names["w"] = asked.beside.points(grid, run)
    elif asked.columns is not None:
        names["w"] = grid.span_width(run.many, run.first)
    lines = grid.lines if place in WHOLE else _lines(design, names, scope)
    height = scope.style.grid.box_height(lines)
    pic = picture_height(data.own, scope, names["w"], height)
    sketch = data.own.sketch(PICTURE)
    own = sketch.size if sketch and sketch.size else (names["w"], pic)
    names |= {"draw_w": own[0], "draw_h": own[1]}
    return {**names, "h": height, "lines": float(lines), "pic": pic}


def _names(design: Design, data: Data, scope: Scope) -> dict[str, float]:
    grid, page = scope.style.grid, scope.style.page
    absent = {f"has_{part.replace('-', '_')}": 0.0 for part in design.parts}
    return {
        **absent,
        **row_names(data.own),
        "w": grid.span_width(design.columns),
        "h": 0.0,
        "pic": 0.0,
        "draw_w": 0.0,
        "draw_h": 0.0,
        "credit": credit_width(data.own, scope),
        "z": grid.zw,
        "p": grid.pitch,
        "n": float(len(data.rows)),
        "i": 0.0,
        "pw": page.trim.width,
        "ph": page.trim.height,
        "bleed": page.bleed,
        "head": page.head,
        "foot": page.trim.height - page.head - grid.lines * grid.pitch,
        "side": min(page.gutter, page.edge),
        "text": 0.0,
        **logo.measures(scope.publication),
    }


def _lines(design: Design, names: dict[str, float], scope: Scope) -> int:
    try:
        return max(1, round(evaluate(design.lines, names)))
    except ExpressionError as fault:
        message = f"design '{design.name}', lines: {fault}"
        scope.sink.error("style/expression", message, design.span)
        return 1


def _no_margin(asked: Asked, scope: Scope) -> None:
    room = margin_room(scope.style) / MM
    scope.sink.warn(
        "layout/no-margin",
        f"the outer margin has {room:.0f} mm for a box, expected at least {LEAST_MARGIN / MM:.0f};"
        " it stands at a column's foot",
        asked.span,
        "a style with fewer 'chars' or a smaller gutter margin has a wider one",
    )


# -- does the data suit the design? --------------------------------------------------------


def fits(asked: Asked, design: Design, data: Data, scope: Scope) -> bool:
    """Whether design and data agree; each disagreement is a finding at the data's place."""
    faults = _faults(asked, design, data)
    for code, message, hint in faults:
        scope.sink.error(f"content/{code}", message, asked.span, hint)
    return not faults


_Fault = tuple[str, str, str]


def _faults(asked: Asked, design: Design, data: Data) -> list[_Fault]:
    return [
        *_place_faults(asked),
        *_part_faults(design, data),
        *_row_faults(design, data),
        *_percent_faults(design, data),
    ]


def _place_faults(asked: Asked) -> list[_Fault]:
    if asked.place in ("", "auto", *PLACES):
        return []
    hint = nearest(asked.place, PLACES) or f"places are auto, {', '.join(PLACES)}"
    return [("unknown-place", f"unknown place '{asked.place}'", hint)]


def _part_faults(design: Design, data: Data) -> list[_Fault]:
    known = (*design.required, *design.parts)
    faults = [
        (
            "unknown-part",
            f"the design '{design.name}' has no part '{part}'",
            nearest(part, known) or f"its parts are {', '.join(dict.fromkeys(known))}",
        )
        for part in data.own.parts
        if part not in known and data.own.text(part)
    ]
    faults += [
        ("missing-part", f"the design '{design.name}' needs the part '{part}'", "")
        for part in design.required
        if not data.own.text(part)
    ]
    return faults


def _row_faults(design: Design, data: Data) -> list[_Fault]:
    least, most = design.rows
    if least <= len(data.rows) <= most:
        return []
    asks = f"{least} to {most}" if most > least else str(least)
    found = f"the design '{design.name}' takes {asks} figures, {len(data.rows)} are given"
    return [("row-count", found, "choose another design or other figures")]


def _percent_faults(design: Design, data: Data) -> list[_Fault]:
    if not design.percent:
        return []
    return [
        (
            "not-a-percentage",
            f"'{row.text('value')}' is no percentage from 0 to 100, which '{design.name}' draws",
            "",
        )
        for row in data.rows
        if not _is_percentage(row.text("value"))
    ]


def _is_percentage(text: str) -> bool:
    number, percent, _ = text.partition("%")
    try:
        return bool(percent) and 0 <= float(number) <= 100
    except ValueError:
        return False
