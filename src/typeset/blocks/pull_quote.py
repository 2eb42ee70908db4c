"""``:::pull-quote``: a box that repeats words of the text, and ``:::box``: one with its own.

The body is a mapping of the design's parts. What a pull-quote repeats must stand in its
section (:mod:`typeset.blocks.check`); a box is content and is not compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from typeset.blocks.beside import BoxPlace
from typeset.blocks.box_word import framed
from typeset.blocks.kind import BlockKind, Raw
from typeset.blocks.panel import Asked, panel
from typeset.blocks.parts import Data, Part, Row, figure_of
from typeset.blocks.scope import Scope
from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.flow import FlowItem
from typeset.model.publication import Block
from typeset.record import dataclass
from typeset.reflow import ReflowItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The parts a box may have; a design names those it draws.

    ``value`` is a figure (``131亿元``), ``terms`` are figures of their own (a sum's).
    """

    text: tuple[str, ...] | str = ""
    source: str = ""
    plate: str = ""
    kicker: str = ""
    title: tuple[str, ...] | str = ""
    deck: str = ""
    value: str = ""
    label: tuple[str, ...] | str = ""
    note: str = ""
    terms: tuple[str, ...] = ()
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteAttrs(BoxPlace):
    """``design`` draws it."""

    design: str = "rule-quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxAttrs(BoxPlace):
    """``design`` draws it; it stands where it is written."""

    design: str = "hero"
    place: str = "here"


@dataclass(frozen=True, slots=True, kw_only=True)
class PullQuote(Block):
    """A box that draws parts; ``repeats`` tells a pull-quote from a box of its own."""

    body: Body
    attrs: QuoteAttrs | BoxAttrs = field(default_factory=QuoteAttrs)
    repeats: bool = True

    def text(self) -> str:
        """The words of a box of its own, in reading order; a pull-quote adds none."""
        if self.repeats:
            return ""
        parts = (*_own(self.body).values(), *self.body.terms)
        return "".join("".join(p) if isinstance(p, tuple) else str(p) for p in parts)


def read_quote(raw: Raw, sink: Sink) -> Block:  # noqa: ARG001 - the signature of every reader
    """A pull-quote as written."""
    return PullQuote(id=raw.id, span=raw.span, body=raw.body or Body(), attrs=raw.attrs)


def read_box(raw: Raw, sink: Sink) -> Block:  # noqa: ARG001 - the signature of every reader
    """A box as written."""
    body = raw.body or Body()
    return PullQuote(id=raw.id, span=raw.span, body=body, attrs=raw.attrs, repeats=False)


def compose(block: PullQuote, scope: Scope) -> Iterable[FlowItem]:
    """One panel."""
    if box := panel(_asked(block, scope), data(block), scope):
        yield box


def reflow(block: PullQuote, scope: Scope) -> Iterable[ReflowItem]:
    """One table."""
    return framed(_asked(block, scope), data(block), scope)


def _asked(block: PullQuote, scope: Scope) -> Asked:
    return Asked(
        id=block.id,
        design=block.attrs.design,
        span=block.span,
        place=block.attrs.place,
        columns=block.attrs.columns,
        beside=block.attrs.beside,
        anchor=scope.previous if block.repeats else "",
        repeats=block.repeats,
    )


def data(block: PullQuote) -> Data:
    """The parts, and the terms as rows."""
    body = block.body
    parts: dict[str, Part] = dict(_own(body))
    if body.value:
        parts["value"] = figure_of(body.value)
    if body.terms:
        parts |= {"terms": body.terms, "sum": " + ".join(body.terms)}
    rows = tuple(Row(parts={"value": figure_of(term)}, span=block.span) for term in body.terms)
    return Data(own=Row(parts=parts, span=block.span), rows=rows)


def _own(body: Body) -> dict[str, str | tuple[str, ...]]:
    names = ("kicker", "plate", "label", "title", "value", "text", "deck", "note", "source")
    return {name: value for name in names if (value := getattr(body, name))}


QUOTE = BlockKind(
    name="pull-quote",
    form="container",
    model=PullQuote,
    attrs=QuoteAttrs,
    body=Body,
    read=read_quote,
    compose=compose,
    reflow=reflow,
)
BOX = BlockKind(
    name="box",
    form="container",
    model=PullQuote,
    attrs=BoxAttrs,
    body=Body,
    read=read_box,
    compose=compose,
    reflow=reflow,
)
