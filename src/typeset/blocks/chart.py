"""``:::chart {type=bar unit=亿元 caption=…}``: figures of the content as a simple chart.

The body holds them as YAML (``2021: 131``), CSV or pipe rows; ``data=tables/x.csv`` names a
file instead. Word shows the same drawing with the figures in a table under it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from typeset.blocks.box_word import framed
from typeset.blocks.chart_data import Figures, read_figures
from typeset.blocks.chart_draw import TEXT, VALUE, Look, draw_chart, natural_height
from typeset.blocks.graphics import Canvas, rendered
from typeset.blocks.illustration import Illustration, IllustrationAttrs, asked_of
from typeset.blocks.kind import BlockKind, Raw, Source
from typeset.blocks.panel import panel
from typeset.blocks.parts import Data, Part, Row, Sketch
from typeset.blocks.picture_size import CAPTION, CREDIT, PICTURE, under_picture
from typeset.blocks.scope import Scope
from typeset.color import BLACK, WHITE, Color, gray
from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.flow import Fill, FlowItem, Line, Shape, Words
from typeset.model.publication import Block
from typeset.record import dataclass
from typeset.reflow import Framed, ReflowItem
from typeset.style.design import Design

_KINDS = {
    "bar": "条形图",
    "column": "柱形图",
    "line": "折线图",
    "pie": "饼图",
    "stacked": "堆积柱形图",
}
_MOST_SLICES = 8
_HIGHEST = 26  # grid lines that a chart takes by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Attrs(IllustrationAttrs):
    """How the figures are drawn."""

    type: Literal["bar", "column", "line", "pie", "stacked"] = "column"
    data: str = ""  # a CSV file of the project, instead of a body
    series: str = ""  # names of the series, where the figures have no heads: "产值, 税收"
    unit: str = ""
    data_span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Illustration):
    """One chart."""

    figures: Figures
    attrs: Attrs

    @property
    def design(self) -> str:
        """The design that draws it."""
        run = self.attrs.columns
        return self.attrs.design or ("chart" if run is None or run.many == 1 else "chart-wide")


def read(raw: Raw, sink: Sink) -> Block | None:
    """A chart as written; figures that cannot be drawn are found at their places."""
    attrs: Attrs = raw.attrs
    source = raw.body
    if attrs.data:
        text = raw.file(attrs.data, attrs.data_span)
        if text is None:
            return None
        source = Source(text, Span(attrs.data))
    series = [name.strip() for name in attrs.series.replace("，", ",").split(",") if name.strip()]
    place = raw.span if not source or not source.text.strip() else source.span
    figures = read_figures(Source(source.text if source else "", place), series, sink)
    if figures is None or not _suits(figures, attrs, raw.span, sink):
        return None
    counted = raw.named if attrs.number is None else attrs.number
    return Chart(id=raw.id, span=raw.span, figures=figures, attrs=attrs, counted=counted)


def _suits(figures: Figures, attrs: Attrs, span: Span, sink: Sink) -> bool:
    """Whether the figures can be drawn in the form that is asked for."""
    values = [value for row in figures.values for value in row]
    below = any(value < 0 for value in values)
    fault = ""
    if attrs.type == "pie":
        if len(figures.series) > 1:
            fault = f"a pie shows one series, {len(figures.series)} are given"
        elif below or not sum(values):
            fault = "a pie shows parts of a whole: figures above zero"
        elif len(values) > _MOST_SLICES:
            fault = f"a pie of {len(values)} slices cannot be read; {_MOST_SLICES} are the most"
    elif attrs.type == "stacked" and below:
        fault = "pieces on top of each other are figures above zero"
    if fault:
        sink.error("content/chart-type", fault, span, "choose another type: column, bar or line")
    return not fault


# -- lowering --------------------------------------------------------------------------------


def compose(block: Chart, scope: Scope) -> Iterable[FlowItem]:
    """One panel."""
    if (sized := _sized(block, scope)) and (
        box := panel(asked_of(block), data(block, sized), sized)
    ):
        yield box


def reflow(block: Chart, scope: Scope) -> Iterable[ReflowItem]:
    """The drawing with its figures as a table, then caption and source in one of their own.

    Those are content; the figures are told apart, as what boxes repeat is.
    """
    sized = _sized(block, scope)
    for box in framed(asked_of(block), data(block, sized), sized) if sized else ():
        if not isinstance(box, Framed):
            yield box
            continue
        worded = bool(block.text() or block.counted)
        drawn = box.rows[:-1] if worded else box.rows
        yield replace(box, rows=drawn, repeats=True, id=f"{block.id}-figures", lines=0)
        if worded:
            yield replace(box, rows=box.rows[-1:], description="", lines=0)


def data(block: Chart, scope: Scope) -> Data:
    """The drawing and the words that stand with it."""
    parts: dict[str, Part] = {PICTURE: _sketch(block, scope)}
    parts |= {k: v for k in (CAPTION, CREDIT) if (v := getattr(block.attrs, k))}
    if block.attrs.caption and not block.counted:
        parts["mark"] = "▲"
    counted = block.id if block.counted else ""
    return Data(own=Row(parts=parts, counted=counted, span=block.attrs.span))


def _sized(block: Chart, scope: Scope) -> Scope | None:
    """The scope with the design as high as this chart asks for."""
    design = scope.design(block.design, block.span)
    return None if design is None else scope.resized(design, _lines(block, design, scope))


def _lines(block: Chart, design: Design, scope: Scope) -> int:
    if block.attrs.lines:
        return block.attrs.lines
    grid = scope.style.grid
    width = asked_of(block).width(design, grid)
    height = natural_height(block.attrs.type, block.figures, _look(block, scope), width)
    counted = block.id if block.counted else ""
    words = Row(parts=_words(block), counted=counted, span=block.span)
    height += under_picture(words, scope, width)
    return min(_HIGHEST, grid.lines, math.ceil((height + grid.pitch - grid.zw) / grid.pitch))


def _words(block: Chart) -> dict[str, Part]:
    return {CAPTION: block.attrs.caption, CREDIT: block.attrs.credit}


def _sketch(block: Chart, scope: Scope) -> Sketch:
    look, kind = _look(block, scope), block.attrs.type
    canvas = Canvas(role=TEXT, roles=frozenset((TEXT, VALUE)), span=block.span)

    def draw(width: float, height: float) -> tuple[Fill | Line | Shape | Words, ...]:
        return rendered(draw_chart(kind, block.figures, look, width, height), canvas)

    return Sketch(
        name=_KINDS[kind],
        draw=draw,
        natural=lambda width: natural_height(kind, block.figures, look, width),
        alt=block.attrs.alt or spoken(block),
        rows=block.figures.rows,
        span=block.span,
    )


def _look(block: Chart, scope: Scope) -> Look:
    roles, palette = scope.style.roles, scope.style.palette
    inks = [c for name in scope.style.chart_colors if (c := _ink(name, scope))]
    return Look(
        text=roles[TEXT].size if TEXT in roles else 8.5,
        value=roles[VALUE].size if VALUE in roles else 10.0,
        inks=tuple(dict.fromkeys(inks)) or (BLACK,),
        ink=palette.get("ink", BLACK),
        muted=palette.get("note", gray(70)),
        hairline=palette.get("hairline", gray(35)),
        paper=palette.get("white", WHITE),
        unit=block.attrs.unit,
    )


def _ink(name: str, scope: Scope) -> Color | None:
    known = name == "accent" or name in scope.style.palette
    return scope.color(name, NOWHERE) if known else None


def spoken(block: Chart) -> str:
    """The figures as sentences for those who listen, as in 柱形图：标题。2021：131亿元；…。."""
    figures, unit = block.figures, block.attrs.unit
    parts = []
    for place, name in enumerate(figures.names):
        said = [
            f"{series}{texts[place]}{'' if texts[place].endswith('%') else unit}"
            for series, texts in zip(figures.series, figures.texts, strict=True)
        ]
        parts.append(f"{name}：{'，'.join(said)}")
    title = f"{_KINDS[block.attrs.type]}：{block.attrs.caption}".rstrip("：")
    return f"{title}。{'；'.join(parts)}。"


KIND = BlockKind(
    name="chart",
    form="container",
    model=Chart,
    attrs=Attrs,
    body=Source,
    read=read,
    compose=compose,
    reflow=reflow,
)
