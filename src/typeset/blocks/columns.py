"""``:::columns {count=3}`` … ``:::``: text in other columns than the section's, in mid-page.

Unfolds into its blocks between two marks, so that everything else sees plain blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from typeset.blocks.kind import BlockKind, Raw
from typeset.blocks.scope import Scope
from typeset.diagnostics import Sink
from typeset.flow import ColumnsStart, FlowItem
from typeset.model.columns import ColumnsSpec
from typeset.model.publication import Block
from typeset.record import dataclass
from typeset.reflow import ColumnsChange, ReflowItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns(Block):
    """Blocks in columns of their own; as a mark it begins them, or ends them (``ends``)."""

    asked: ColumnsSpec = field(default_factory=ColumnsSpec)
    children: tuple[Block, ...] = ()
    ends: bool = False

    def unfolded(self) -> Iterator[Block]:
        """A mark, the blocks, and a mark after them."""
        yield Columns(id=self.id, span=self.span, asked=self.asked)
        for child in self.children:
            yield from child.unfolded()
        yield Columns(id=f"{self.id}-end", span=self.span, ends=True)


def read(raw: Raw, sink: Sink) -> Block:
    """The container as written; an empty one is a finding."""
    if not raw.children:
        sink.error("content/empty-block", "':::columns' is empty", raw.span)
    return Columns(id=raw.id, span=raw.span, asked=raw.attrs, children=raw.children)


def compose(block: Columns, scope: Scope) -> Iterable[FlowItem]:  # noqa: ARG001 - as all kinds
    """From here on text runs in the columns of the scope's style."""
    yield ColumnsStart(scope.style.grid.column_set)


def reflow(block: Columns, scope: Scope) -> Iterable[ReflowItem]:  # noqa: ARG001 - as all kinds
    """The same for Word: a section of its own."""
    columns = scope.style.grid.column_set
    yield ColumnsChange(columns=columns.count, widths=columns)


KIND = BlockKind(
    name="columns",
    form="container",
    model=Columns,
    attrs=ColumnsSpec,
    read=read,
    compose=compose,
    reflow=reflow,
)
