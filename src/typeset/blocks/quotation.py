"""``>``: a quotation in the running text (content, not a pull-quote)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from typeset.blocks import paragraph
from typeset.blocks.kind import BlockKind, Raw
from typeset.blocks.paragraph import Paragraph
from typeset.blocks.scope import Scope
from typeset.diagnostics import Sink
from typeset.flow import FlowItem
from typeset.model.inline import Metric, Note
from typeset.model.publication import Block
from typeset.record import dataclass
from typeset.reflow import ReflowItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Block):
    """Paragraphs set in the role ``quotation``."""

    children: tuple[Block, ...]

    def metrics(self) -> Iterator[Metric]:
        """The figures marked in it."""
        for child in self.children:
            yield from child.metrics()

    def text(self) -> str:
        """Its characters."""
        return "".join(child.text() for child in self.children)

    def inner(self) -> tuple[Block, ...]:
        """Its paragraphs."""
        return self.children

    def notes(self) -> Iterator[Note]:
        """The notes its paragraphs refer to."""
        for child in self.children:
            yield from child.notes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attrs:
    """A quotation carries no attributes but its id."""


def read(raw: Raw, sink: Sink) -> Block:
    """A quotation as written; anything in it but paragraphs is a finding."""
    for child in raw.children:
        if not isinstance(child, Paragraph):
            sink.error("content/quotation", "a quotation holds paragraphs only", child.span)
    children = tuple(
        replace(child, role="quotation") for child in raw.children if isinstance(child, Paragraph)
    )
    return Quotation(id=raw.id, span=raw.span, children=children)


def compose(block: Quotation, scope: Scope) -> Iterable[FlowItem]:
    """Its paragraphs."""
    for child in block.children:
        if isinstance(child, Paragraph):
            yield from paragraph.compose(child, scope)


def reflow(block: Quotation, scope: Scope) -> Iterable[ReflowItem]:
    """Its paragraphs."""
    for child in block.children:
        if isinstance(child, Paragraph):
            yield from paragraph.reflow(child, scope)


KIND = BlockKind(
    name="quotation",
    form="quote",
    model=Quotation,
    attrs=Attrs,
    read=read,
    compose=compose,
    reflow=reflow,
)
