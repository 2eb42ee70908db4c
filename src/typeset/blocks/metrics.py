"""``:::metrics``: a box of several headline figures, gathered from the text by id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from typeset.blocks.beside import BoxPlace
from typeset.blocks.box_word import framed
from typeset.blocks.kind import BlockKind, Raw
from typeset.blocks.panel import Asked, panel
from typeset.blocks.parts import Data, Part, Row, figure_of, of_metric
from typeset.blocks.scope import Found, Scope
from typeset.diagnostics import NOWHERE, Sink, Span, nearest
from typeset.flow import FlowItem
from typeset.model.publication import Block
from typeset.record import dataclass
from typeset.reflow import ReflowItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: ``{id: …}`` of a marked figure, or ``{value, label, from: SECTION}``.

    With an id, ``label``, ``note`` and ``tag`` override what the figure itself says.
    """

    id: str = ""
    value: str = ""
    label: str | tuple[str, ...] = ""
    note: str | tuple[str, ...] = ""
    tag: str = ""
    from_: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Attrs(BoxPlace):
    """``design`` draws it, ``title`` heads it."""

    design: str = "strip"
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics(Block):
    """A panel of figures."""

    entries: tuple[Entry, ...]
    attrs: Attrs = field(default_factory=Attrs)


def read(raw: Raw, sink: Sink) -> Block:  # noqa: ARG001 - the signature of every reader
    """The panel as written."""
    return Metrics(id=raw.id, span=raw.span, entries=raw.body or (), attrs=raw.attrs)


def compose(block: Metrics, scope: Scope) -> Iterable[FlowItem]:
    """One panel."""
    if box := panel(_asked(block, scope), data(block, scope), scope):
        yield box


def reflow(block: Metrics, scope: Scope) -> Iterable[ReflowItem]:
    """One table."""
    return framed(_asked(block, scope), data(block, scope), scope)


def _asked(block: Metrics, scope: Scope) -> Asked:
    return Asked(
        id=block.id,
        design=block.attrs.design,
        span=block.span,
        place=block.attrs.place,
        columns=block.attrs.columns,
        beside=block.attrs.beside,
        anchor=scope.previous,
    )


def data(block: Metrics, scope: Scope) -> Data:
    """The rows of the panel; an unknown id is a finding and leaves its row out."""
    rows = [row for entry in block.entries if (row := _row(entry, scope))]
    title = {"title": block.attrs.title} if block.attrs.title else {}
    return Data(own=Row(parts=title, span=block.span), rows=tuple(rows))


def _paragraph_of(found: Found) -> str:
    """The id of the innermost block that says the figure: what a page reference leads to."""
    block = found.block
    while inner := [
        child
        for child in block.inner()
        if any(metric.id == found.metric.id for metric in child.metrics())
    ]:
        block = inner[0]
    return block.id


def _row(entry: Entry, scope: Scope) -> Row | None:
    own: dict[str, Part] = {
        name: text for name in ("label", "note", "tag") if (text := getattr(entry, name))
    }
    if not entry.id:
        section = scope.publication.section(entry.from_)
        own.setdefault("tag", section.tag if section else "")
        parts: dict[str, Part] = {"value": figure_of(entry.value), **own}
        return Row(parts=parts, source=entry.from_, span=entry.span)
    found = scope.find(entry.id)
    if found is None:
        hint = nearest(entry.id, scope.metric_ids())
        message = f"no figure is marked with the id '{entry.id}'"
        scope.sink.error("content/unknown-metric", message, entry.span, hint)
        return None
    drawn = of_metric(found.metric, _paragraph_of(found))
    parts = {"tag": found.section.tag, **drawn.parts, **own}
    return Row(parts=parts, source=drawn.source, span=entry.span)


KIND = BlockKind(
    name="metrics",
    form="container",
    model=Metrics,
    attrs=Attrs,
    body=tuple[Entry, ...],
    read=read,
    compose=compose,
    reflow=reflow,
)
