"""Running text. A marked figure that asks to be pulled draws its box after the paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from typeset.blocks import words
from typeset.blocks.box_word import framed
from typeset.blocks.kind import BlockKind, Raw
from typeset.blocks.panel import Asked, panel
from typeset.blocks.parts import Data, of_metric
from typeset.blocks.scope import Scope
from typeset.diagnostics import Sink
from typeset.flow import FlowItem
from typeset.flow import Paragraph as FlowParagraph
from typeset.model.inline import Inline, Marked, Metric, Note, metrics, notes, plain
from typeset.model.publication import Block
from typeset.record import dataclass
from typeset.reflow import Para, ReflowItem

DEFAULT_DESIGN = "hero"
CONTINUES = "continues"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """One paragraph of running text; ``role`` as in the style, default ``body``.

    One that ``continues`` goes on after something that interrupted it: it has no indent.
    """

    inlines: tuple[Inline, ...]
    role: str = "body"
    continues: bool = False

    def metrics(self) -> Iterator[Metric]:
        """The figures marked in it."""
        return metrics(self.inlines)

    def text(self) -> str:
        """Its characters."""
        return plain(self.inlines)

    def notes(self) -> Iterator[Note]:
        """The notes it refers to."""
        return notes(self.inlines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attrs:
    """Attributes a paragraph may carry."""

    role: str = "body"
    continues: bool = False  # no indent: it goes on after what interrupted it


def read(raw: Raw, sink: Sink) -> Block:  # noqa: ARG001 - the signature of every reader
    """A paragraph as written; ``[]{.continues}`` before its text says that it goes on."""
    attrs: Attrs = raw.attrs
    inlines = raw.inlines
    marked = bool(inlines) and _is_continuing(inlines[0])
    return Paragraph(
        id=raw.id,
        span=raw.span,
        inlines=inlines[1:] if marked else inlines,
        role=attrs.role,
        continues=attrs.continues or marked,
    )


def _is_continuing(first: Inline) -> bool:
    return isinstance(first, Marked) and first.role == CONTINUES and not plain((first,))


def compose(block: Paragraph, scope: Scope) -> Iterable[FlowItem]:
    """The text, then the boxes its figures ask for."""
    if not scope.knows_role(block.role, block.span):
        return
    role = scope.style.roles[block.role]
    yield FlowParagraph(
        runs=words.runs(block.inlines, block.role, scope),
        role=block.role,
        id=block.id,
        tag=role.tag,
        flush=block.continues,
        span=block.span,
    )
    for asked, data in _pulled(block):
        if box := panel(asked, data, scope):
            yield box


def reflow(block: Paragraph, scope: Scope) -> Iterable[ReflowItem]:
    """The paragraph, then the boxes its figures ask for."""
    yield Para(
        role=block.role,
        runs=words.reruns(block.inlines, block.role, scope),
        id=block.id,
        flush=block.continues,
        span=block.span,
    )
    for asked, data in _pulled(block):
        yield from framed(asked, data, scope)


def drawn_by(metric: Metric) -> str:
    """The name of the design that draws a pulled figure."""
    return "margin" if metric.pull == "margin" else metric.design or DEFAULT_DESIGN


def _pulled(block: Paragraph) -> Iterator[tuple[Asked, Data]]:
    for metric in block.metrics():
        if metric.pull == "none":
            continue
        asked = Asked(
            id=f"{metric.id}-box",
            design=drawn_by(metric),
            span=metric.span,
            place="auto" if metric.pull == "margin" else metric.pull,
            anchor=block.id,
        )
        yield asked, Data(own=of_metric(metric, block.id))


KIND = BlockKind(
    name="paragraph",
    form="paragraph",
    model=Paragraph,
    attrs=Attrs,
    read=read,
    compose=compose,
    reflow=reflow,
)
