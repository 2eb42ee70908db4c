"""From a design's ``word`` part and its data to a table for Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal, cast

from typeset.blocks.beside import LEAST_BESIDE
from typeset.blocks.caption import label_runs
from typeset.blocks.draw import Pen, draws, row_names, wanted
from typeset.blocks.logo import Paint, logo_in_word, own_logo
from typeset.blocks.panel import Asked, fits, measures
from typeset.blocks.parts import Data
from typeset.blocks.picture_size import CAPTION
from typeset.blocks.scope import Scope
from typeset.blocks.word_fit import drawn_text, fitted
from typeset.flow import Fill, Line, Shape
from typeset.reflow import (
    Art,
    Border,
    Cell,
    Framed,
    Ground,
    Para,
    Placed,
    ReflowItem,
    ReRun,
    Shown,
    Sketched,
)
from typeset.reflow import Row as WordRow
from typeset.style import design as spec

_DIGITS = re.compile(r"(\d[\d.]*)")
Side = Literal["", "left", "right", "center"]

_STANDS: dict[str, Literal["foot", "head"]] = {"band-foot": "foot", "page-head": "head"}
_PIECE = re.compile(r"\{([a-z-]+)\}")


def framed(asked: Asked, data: Data, scope: Scope) -> Iterator[ReflowItem]:
    """The box as a table; nothing (with findings) where design and data do not agree."""
    design = scope.design(asked.design, asked.span)
    if design is None or not fits(asked, design, data, scope):
        return
    word = design.word
    names = measures(asked, design, data, scope)
    pen = Pen(scope=scope, design=design, row=data.own, names=names)
    rows = [row for item in word.rows if wanted(item.when, data.own) for row in _rows(pen, item)]
    rows += _data_rows(pen, word, data)
    rows += [row for item in word.after if wanted(item.when, data.own) for row in _rows(pen, item)]
    if not rows:
        return
    yield Framed(
        style=design.name,
        rows=tuple(rows),
        width=pen.number(word.width, word.span),
        wrap=word.wrap,
        id=asked.id,
        caption=design.title or design.name,
        description=" ".join(row.text("label") for row in (data.own, *data.rows)).strip(),
        repeats=asked.repeats,
        lines=int(pen.names["lines"]),
        stands=_STANDS.get(asked.place if asked.place not in ("", "auto") else design.place, ""),
        side=_side(asked, design, scope),
        ground=ground(pen, word.ground) if word.ground else None,
        rise=pen.number(word.rise, word.span),
        behind=_drawing(pen, data) if word.drawn else None,
        span=asked.span,
    )


def _drawing(pen: Pen, data: Data) -> Sketched:
    """What the box draws besides its text, as on fixed pages: it tells a reader nothing."""
    drawn = draws(pen, pen.design.draw, data)
    kept = tuple(draw for draw in drawn if isinstance(draw, Fill | Line | Shape))
    return Sketched(name=pen.design.name, draws=kept, width=pen.names["w"], height=pen.names["h"])


def _side(
    asked: Asked, design: spec.Design, scope: Scope
) -> Literal["", "left", "right", "center"]:
    """Where a box with text beside it stands, if eight characters fit there (CL-CO-09)."""
    if asked.beside is None:
        return ""
    grid = scope.style.grid
    room = grid.column_width - asked.beside.points(grid, asked.run(design))
    if room < LEAST_BESIDE * grid.zw:
        return ""
    match asked.beside.wrap:
        case "left":
            return "left"
        case "both":
            return "center"
        case _:
            return "right"


def ground(pen: Pen, s: spec.WordGroundSpec) -> Ground:
    """The field behind a box or a heading."""
    weight, _, color = s.rule.partition(" ")
    fill = pen.ink(s.fill, s.span)
    width, height = pen.number("pw", s.span), pen.number(s.art_height, s.span)
    line = pen.scope.color(s.color, s.span)
    art = Art(name=s.art, width=width, height=height, line=line, ground=fill) if s.art else None
    rule = (pen.number(weight, s.span), pen.ink(color, s.span)) if s.rule else None
    return Ground(
        edge=s.edge,
        height=pen.number(s.height, s.span),
        above=pen.number(s.above, s.span),
        fill=fill,
        art=art,
        rule=rule,
        picture=_behind(pen, s.picture) if s.picture else None,
    )


def _behind(pen: Pen, s: spec.PictureSpec) -> Placed | None:
    """The data's picture behind the text, where the ground has it on the page."""
    x, y = pen.number(s.x, s.span), pen.number(s.y, s.span)
    size = spec.WordItemSpec(picture=s.part, width=s.width, height=s.height, span=s.span)
    return next((Placed(x, y, shown) for shown in _shown(pen, size)), None)


def _data_rows(pen: Pen, word: spec.WordSpec, data: Data) -> Iterator[WordRow]:
    if word.each is None:
        return
    across = len(data.rows) if word.across < 0 else max(word.across, 1)
    for start in range(0, len(data.rows), max(across, 1)):
        cells: list[Cell] = []
        for number, row in enumerate(data.rows[start : start + across], start):
            if cells and (gutter := pen.number(word.gutter, word.span)):
                cells.append(Cell(width=gutter))
            names = {**pen.names, **row_names(row), "i": float(number)}
            here = replace(pen, row=row, names=names)
            cells += [_cell(here, cell, str(number)) for cell in word.each.cells]
        yield WordRow(cells=tuple(cells), height=pen.number(word.each.height, word.span))


def _rows(pen: Pen, item: spec.WordRowSpec) -> Iterator[WordRow]:
    if not item.figures:
        yield _row(pen, item)
    elif (sketch := pen.row.sketch(item.figures)) and pen.scope.knows_role(FIGURES, item.span):
        for number, texts in enumerate(sketch.rows):
            if any(texts):
                yield _figures(pen, item, texts, head=number == 0)


FIGURES = "chart-text"
MARK = "mark"  # before a caption that bears no number: ▲


def _figures(pen: Pen, item: spec.WordRowSpec, texts: tuple[str, ...], *, head: bool) -> WordRow:
    """One row of a chart's figures: the name at the left, the values at the right."""
    width = pen.names["w"] / len(texts)
    weight = 0.5 if head else 0.25
    under = Border(side="bottom", weight=weight, color=pen.ink("hairline", item.span))
    cells = [
        Cell(
            width=width,
            content=(
                Para(
                    role=FIGURES,
                    runs=(ReRun(text=text),),
                    align="end" if place else "start",
                    span=pen.row.span,
                ),
            ),
            borders=(under,),
        )
        for place, text in enumerate(texts)
    ]
    return WordRow(cells=tuple(cells))


def _row(pen: Pen, item: spec.WordRowSpec) -> WordRow:
    height = pen.number(item.height, item.span)
    return WordRow(cells=tuple(_cell(pen, cell) for cell in item.cells), height=height)


def _cell(pen: Pen, s: spec.WordCellSpec, whose: str = "own") -> Cell:
    """One cell; ``whose`` data it draws: the box's own, or those of the row so numbered."""
    padding = [pen.number(p, s.span) for p in s.padding] or [0.0]
    top, right, bottom, left = (padding * 4)[:4] if len(padding) < 4 else padding[:4]
    width = pen.number(s.width, s.span)
    room = width - right - left
    return Cell(
        width=width,
        content=tuple(
            _keyed(_fitted(entry, item, pen, room), whose)
            for item in s.content
            for entry in _content(pen, item, s.align)
        ),
        fill=pen.scope.color(s.fill, s.span),
        borders=tuple(_border(pen, side, text, s) for side, text in s.borders.items()),
        padding=(top, right, bottom, left),
        valign=cast("Any", s.valign),
    )


_Content = Para | Art | Shown | Sketched


def _fitted(entry: _Content, item: spec.WordItemSpec, pen: Pen, room: float) -> _Content:
    """The paragraph in as many lines as the pages give its part, where that can be had."""
    if not isinstance(entry, Para):
        return entry
    drawn = drawn_text(pen.design.draw, item.part)
    return fitted(entry, pen.scope.style.roles[item.role], drawn, room) if drawn else entry


def _keyed(entry: _Content, whose: str) -> _Content:
    """The paragraph with its parts named in full, so that edits of it find their source."""
    if not isinstance(entry, Para):
        return entry
    runs = (replace(r, part=f"{whose}.{r.part}") if r.part else r for r in entry.runs)
    return replace(entry, runs=tuple(runs))


def _border(pen: Pen, side: str, text: str, s: spec.WordCellSpec) -> Border:
    weight, _, color = text.partition(" ")
    return Border(
        side=cast("Any", side),
        weight=pen.number(weight, s.span),
        color=pen.ink(color or "accent", s.span),
    )


def _content(pen: Pen, item: spec.WordItemSpec, align: str) -> Iterator[_Content]:
    if not wanted(item.when, pen.row):
        return
    if item.picture:
        yield from _shown(pen, item)
        return
    if own := own_logo(pen.scope.publication, item.art):
        line, over = pen.scope.color(item.color, item.span), pen.scope.color(item.over, item.span)
        yield from logo_in_word(
            own, item.art, pen.number(item.height, item.span), Paint(line, over)
        )
        return
    if item.art:
        width, height = pen.number(item.width, item.span), pen.number(item.height, item.span)
        line, ground = pen.scope.color(item.color, item.span), pen.scope.color(item.over, item.span)
        yield Art(name=item.art, width=width, height=height, line=line, ground=ground)
        return
    if not pen.scope.knows_role(item.role, item.span):
        return
    runs = tuple(_figure(pen, item) if item.figure else _text(pen, item))
    counted = pen.row.counted if item.part == CAPTION else ""
    label = label_runs(counted, pen.scope) if counted else ()
    if item.part == CAPTION and pen.row.text(MARK) and any(run.text for run in runs):
        color = pen.scope.color("accent", item.span)
        runs = (ReRun(text=pen.row.text(MARK), color=color, made=True), *runs)
    if label or any(run.text for run in runs):
        yield Para(
            label=label,
            label_of=counted if label else "",
            role=item.role,
            runs=runs,
            outline=item.outline,
            size=item.size or None,
            color=pen.tint(item.color, item.span),
            align=cast("Any", item.align or align),
            span=pen.row.span,
        )


def _shown(pen: Pen, item: spec.WordItemSpec) -> Iterator[Shown | Sketched]:
    if sketch := pen.row.sketch(item.picture):
        width, height = pen.number(item.width, item.span), pen.number(item.height, item.span)
        draws = sketch.draw(width, height)
        yield Sketched(name=sketch.name, draws=draws, width=width, height=height, alt=sketch.alt)
    if photo := pen.row.photo(item.picture):
        yield Shown(
            image=photo.image,
            framing=photo.framing,
            width=pen.number(item.width, item.span),
            height=pen.number(item.height, item.span),
            alt="" if photo.decorative else photo.alt,
            span=photo.span,
        )


def _figure(pen: Pen, item: spec.WordItemSpec) -> Iterator[ReRun]:
    figure = pen.row.figure(item.figure)
    size = item.size or pen.scope.style.roles[item.role].size
    color = pen.scope.color(item.unit_color or item.color, item.span)
    number = ReRun(text=figure.number, part=item.figure)
    small = replace(number, role=item.unit_role, size=size * item.unit, color=color)
    if figure.prefix:
        yield replace(small, text=figure.prefix)
    if figure.number:
        yield number
    tail = figure.text[len(figure.prefix + figure.number) :]
    if tail.startswith("%"):  # in the number's face, as on the pages
        yield replace(number, text="%", size=size * spec.PERCENT, color=color)
        tail = tail[1:]
    if tail:
        yield replace(small, text=tail)
    yield from _tabbed(pen, item)


def _text(pen: Pen, item: spec.WordItemSpec) -> Iterator[ReRun]:
    if item.text:
        for i, piece in enumerate(_PIECE.split(item.text)):
            yield from _digits(pen.row.text(piece) if i % 2 else piece, item, piece * (i % 2))
    for i, line in enumerate(() if item.text else pen.row.lines(item.part)):
        if i:
            yield ReRun(text="", line_break=True, part=item.part)
        yield from _digits(line, item, item.part)
    yield from _tabbed(pen, item)


def _tabbed(pen: Pen, item: spec.WordItemSpec) -> Iterator[ReRun]:
    if not item.tab:
        return
    if "{" not in item.tab:
        yield ReRun(text="\t")
        yield ReRun(text=pen.row.text(item.tab), part=item.tab, role=item.tab_role)
        return
    yield ReRun(text="\t", made=True)
    for i, piece in enumerate(_PIECE.split(item.tab)):
        text = pen.row.text(piece) if i % 2 else piece
        run = ReRun(text=text, role=item.tab_role, made=True)
        if i % 2 and piece == "page":
            source = pen.row.source
            text = pen.scope.folio(source)
            run = replace(run, text=text, field=f"PAGEREF {{{source}}} \\h")
        if run.text:
            yield run


def _digits(text: str, item: spec.WordItemSpec, part: str) -> Iterator[ReRun]:
    pieces = _DIGITS.split(text) if item.digits_role else [text]
    for i, piece in enumerate(pieces):
        if piece:
            yield ReRun(text=piece, role=item.digits_role if i % 2 else "", part=part)
