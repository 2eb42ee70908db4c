"""``:::new-page {side=right}`` … ``:::``: what follows begins a page, after blank ones if asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from typeset.blocks.kind import BlockKind, Raw
from typeset.blocks.scope import Scope
from typeset.diagnostics import Sink
from typeset.flow import FlowItem, PageBreak, Side
from typeset.model.publication import Block, Opens
from typeset.record import dataclass
from typeset.reflow import ColumnsChange, ReflowItem
from typeset.style.direction import is_vertical
from typeset.style.resolved import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Attrs:
    """``side`` is that of the page in the open spread, ``blank`` counts empty pages before it."""

    side: Literal["any", "left", "right"] = "any"
    blank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage(Block):
    """A page begins here."""

    attrs: Attrs = Attrs()


def read(raw: Raw, sink: Sink) -> Block:
    """The mark as written; it holds nothing."""
    if raw.children:
        sink.error("content/new-page", "':::new-page' holds nothing", raw.span)
    if raw.attrs.blank < 0:
        sink.error("content/value", "'blank' counts pages; it cannot be less than 0", raw.span)
    return NewPage(id=raw.id, span=raw.span, attrs=raw.attrs)


def side_of(opens: Opens | Literal["any"], style: Style) -> Side:
    """The number of a page on that side: odd at the right, unless the book is bound there."""
    if opens in ("left", "right"):
        return "odd" if (opens == "right") != is_vertical(style) else "even"
    return "any"


def compose(block: NewPage, scope: Scope) -> Iterable[FlowItem]:
    """A break."""
    yield PageBreak(side_of(block.attrs.side, scope.style), block.attrs.blank)


def reflow(block: NewPage, scope: Scope) -> Iterable[ReflowItem]:
    """A section of Word that begins a page."""
    side = side_of(block.attrs.side, scope.style)
    yield ColumnsChange(columns=0, page=True, side=side)


KIND = BlockKind(
    name="new-page",
    form="container",
    model=NewPage,
    attrs=Attrs,
    read=read,
    compose=compose,
    reflow=reflow,
)
