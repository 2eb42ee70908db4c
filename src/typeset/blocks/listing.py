"""``- item`` and ``1. item``: lists, each item a paragraph after its label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from typeset.blocks import paragraph
from typeset.blocks.kind import BlockKind, Raw
from typeset.blocks.paragraph import Paragraph
from typeset.blocks.scope import Scope
from typeset.diagnostics import Sink
from typeset.flow import FlowItem, TextRun
from typeset.flow import Paragraph as FlowParagraph
from typeset.model.inline import Metric, Note
from typeset.model.publication import Block
from typeset.record import dataclass
from typeset.reflow import Para, ReflowItem, ReRun

BULLET = "•"
ROLE = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Block):
    """Items in order; ``ordered`` items are numbered from 1."""

    items: tuple[Block, ...]
    ordered: bool = False

    def metrics(self) -> Iterator[Metric]:
        """The figures marked in it."""
        for item in self.items:
            yield from item.metrics()

    def text(self) -> str:
        """Its characters, without the labels."""
        return "".join(item.text() for item in self.items)

    def inner(self) -> tuple[Block, ...]:
        """Its items."""
        return self.items

    def notes(self) -> Iterator[Note]:
        """The notes its items refer to."""
        for item in self.items:
            yield from item.notes()

    def label(self, index: int) -> str:
        """The label of the item with this index, counted from 0."""
        return f"{index + 1}. " if self.ordered else f"{BULLET} "


@dataclass(frozen=True, slots=True, kw_only=True)
class Attrs:
    """A list carries no attributes but its id."""


def read(raw: Raw, sink: Sink) -> Block:
    """A list as written; an item holds paragraphs."""
    items: list[Block] = []
    for child in raw.children:
        if isinstance(child, Paragraph):
            items.append(replace(child, role=ROLE))
        else:
            sink.error("content/list", "a list item holds a paragraph only", child.span)
    return Listing(id=raw.id, span=raw.span, items=tuple(items), ordered=raw.ordered)


def compose(block: Listing, scope: Scope) -> Iterable[FlowItem]:
    """One paragraph an item, its label in the same line."""
    for index, item in enumerate(block.items):
        if not isinstance(item, Paragraph):
            continue
        for flowed in paragraph.compose(item, scope):
            if isinstance(flowed, FlowParagraph):
                label = TextRun(text=block.label(index), role=ROLE, span=item.span)
                yield replace(flowed, runs=(label, *flowed.runs), tag="LI")
            else:
                yield flowed


def reflow(block: Listing, scope: Scope) -> Iterable[ReflowItem]:
    """One paragraph an item."""
    for index, item in enumerate(block.items):
        if not isinstance(item, Paragraph):
            continue
        for flowed in paragraph.reflow(item, scope):
            if isinstance(flowed, Para):
                label = ReRun(text=block.label(index), part="label")
                yield replace(flowed, runs=(label, *flowed.runs))
            else:
                yield flowed


KIND = BlockKind(
    name="list",
    form="list",
    model=Listing,
    attrs=Attrs,
    read=read,
    compose=compose,
    reflow=reflow,
)
