"""A headline number with its unit and qualifiers, as one line of runs.

The number is in the numeral face, the unit in a share of its size on the same baseline; a
percent sign stays in the numeral face. Digits are never stretched or squeezed: a line too
long is set in the next smaller size of ``fit``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from typeset.flow import Draw, Kern, Paragraph, Run, TextRun, Words
from typeset.model.inline import Figure
from typeset.style import design as spec

if TYPE_CHECKING:
    from typeset.blocks.draw import Pen


def figure(pen: Pen, s: spec.FigureSpec) -> Iterator[Draw]:
    """The figure in ``s.part``, and its qualifier below it where the design asks for that."""
    if not (pen.scope.knows_role(s.role, s.span) and pen.scope.knows_role(s.unit_role, s.span)):
        return
    terms = pen.row.parts.get(s.part)
    if isinstance(terms, tuple):
        yield _sum(pen, s, terms)
        return
    value = pen.row.figure(s.part)
    if not value.text:
        return
    x, baseline = pen.place(s.x, s.y, s.span)
    width = pen.number(s.width, s.span)
    below = s.qualifier_below != "" and value.suffix_last and bool(value.suffix)
    whole = _line(pen, s, runs(pen, s, value, below=below), s.role, (x, baseline, width), s.fit)
    if below:
        yield whole
        y = pen.dy + pen.number(s.qualifier_below, s.span)
        yield _qualifier(pen, s, value.suffix, (x, y, width))
    elif value.suffix and value.suffix_last:
        bare = runs(pen, s, value, below=True)
        raised = baseline - pen.scope.style.roles[s.qualifier_role].leading
        above = _line(pen, s, bare, s.role, (x, raised, width), s.fit)
        under = _qualifier(pen, s, value.suffix, (x, baseline, width))
        yield replace(whole, otherwise=(above, under))
    else:
        yield whole


def _qualifier(pen: Pen, s: spec.FigureSpec, word: str, place: tuple[float, float, float]) -> Words:
    """A qualifier in a line of its own."""
    run = TextRun(
        text=word, role=s.qualifier_role, color=pen.ink(s.color, s.span), span=pen.row.span
    )
    return _line(pen, s, (run,), s.qualifier_role, place, (1.0,))


# White between a lead and its number, as a share of the number's size.
_LEAD_GAP = 0.3

# The plus signs of a sum: this share of the numbers, with that much white on either side.
_PLUS_SIZE = 0.62
_PLUS_GAP = 0.19


def _sum(pen: Pen, s: spec.FigureSpec, terms: tuple[str, ...]) -> Words:
    """Terms joined by quiet plus signs; read from left to right as they stand in the text."""
    size, color = pen.number(s.size, s.span), pen.ink(s.color, s.span)
    term = TextRun(text="", role=s.role, size=size, color=color, keep=True, span=pen.row.span)
    plus = replace(term, text="+", size=size * _PLUS_SIZE, color=pen.ink("note", s.span))
    out: list[Run] = []
    for text in terms:
        if out:
            out += [Kern(size * _PLUS_GAP), plus, Kern(size * _PLUS_GAP)]
        out.append(replace(term, text=text))
    x, baseline = pen.place(s.x, s.y, s.span)
    return _line(pen, s, tuple(out), s.role, (x, baseline, pen.number(s.width, s.span)), s.fit)


def _line(
    pen: Pen,
    s: spec.FigureSpec,
    content: tuple[Run, ...],
    role: str,
    place: tuple[float, float, float],
    fit: tuple[float, ...],
) -> Words:
    x, baseline, width = place
    paragraph = Paragraph(
        runs=content, role=role, tag="P", align=cast("Any", s.align), span=pen.row.span
    )
    return Words(
        paragraph=paragraph,
        x=x,
        baseline=baseline,
        width=width,
        max_lines=1,
        fit=fit,
        figure=True,
    )


def runs(pen: Pen, s: spec.FigureSpec, value: Figure, *, below: bool) -> tuple[Run, ...]:
    """The runs of one figure at the design's sizes; ``below``: without its last qualifier."""
    size = pen.number(s.size, s.span)
    color = pen.ink(s.color, s.span)
    unit_color = pen.tint(s.unit_color, s.span) or color
    small = {"role": s.unit_role, "size": size * s.unit, "color": unit_color, "keep": True}
    out: list[Run] = []
    if lead := pen.row.text(s.lead):
        out += [TextRun(text=lead, role=s.lead_role, span=pen.row.span), Kern(size * _LEAD_GAP)]
    if value.prefix:
        out += [TextRun(text=value.prefix, span=pen.row.span, **cast("Any", small))]
        out += [Kern(size * s.unit_gap)]
    if value.number:
        number = TextRun(
            text=value.number, role=s.role, size=size, color=color, keep=True, span=pen.row.span
        )
        out.append(number)
    tail = value.text[len(value.prefix + value.number) :]
    if below:
        tail = tail.removesuffix(value.suffix)
    if tail.startswith("%"):
        sign = TextRun(
            text="%", role=s.role, size=size * s.percent, color=unit_color, span=pen.row.span
        )
        out += [Kern(size * s.percent_gap), sign]
        tail = tail[1:]
    if tail:
        if value.number:
            out.append(Kern(size * s.unit_gap))
        out.append(TextRun(text=tail, span=pen.row.span, **cast("Any", small)))
    return tuple(out)
