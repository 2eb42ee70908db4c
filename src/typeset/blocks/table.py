"""Tables: a pipe table by itself, or ``:::table`` with a caption, notes and settings.

The rows of a container are a pipe table in it, YAML, or a file of values (``file=``). What
follows the pipe table in the container are its notes and its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Literal

from typeset.blocks import table_looks
from typeset.blocks.kind import BlockKind, Raw
from typeset.blocks.paragraph import Paragraph
from typeset.blocks.scope import Scope
from typeset.blocks.table_cells import Cell, merged
from typeset.blocks.table_columns import WORDS, aligned
from typeset.blocks.table_flow import flow_table
from typeset.blocks.table_word import word_table
from typeset.diagnostics import NOWHERE, Sink, Span, nearest
from typeset.flow import FlowItem, Space
from typeset.flow_tables import TableAlign
from typeset.model.inline import Inline, Metric, Text, metrics, notes, plain
from typeset.model.nodes import Node
from typeset.model.publication import Block
from typeset.record import dataclass
from typeset.reflow import ReflowItem

AIR = Space(lines=1, least=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Rows written as YAML: lists of cells; ``head`` are those repeated on every page."""

    head: tuple[Node, ...] = ()
    rows: tuple[Node, ...] = ()
    notes: tuple[str, ...] = ()
    span: Span = NOWHERE

    @classmethod
    def of(cls, rows: tuple[Node, ...]) -> Body:
        """Rows in a plain list: the first is the head."""
        return cls(head=rows[:1], rows=rows[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Attrs:
    """What is asked of a table besides its cells."""

    caption: str = ""
    caption_span: Span = NOWHERE
    unit: str = ""  # stands over the table at the right: 单位：亿元
    unit_span: Span = NOWHERE
    source: str = ""  # stands under the notes
    source_span: Span = NOWHERE
    file: str = ""  # of values, below the project's folder: tables/x.csv
    file_span: Span = NOWHERE
    head: int | None = None  # rows repeated on every page
    stub: int = 0  # columns that name their rows
    align: str = ""  # of each column: left, center, right, decimal, justify, distribute
    align_span: Span = NOWHERE
    widths: str = ""  # of each column: auto, a share (2), a length (30mm, 6zw), a percentage
    widths_span: Span = NOWHERE
    span_: Literal["column", "full"] = "column"
    sideways: bool = False  # turned, on pages of its own
    design: str = ""  # of the style's tables
    design_span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """Cells in reading order; ``head`` rows and ``stub`` columns name the others.

    ``columns`` and ``rows`` count places, ``aligns`` are those of the columns, ``remarks`` its
    notes and its source.
    """

    cells: tuple[Cell, ...]
    rows: int
    head: int
    aligns: tuple[TableAlign, ...]
    remarks: tuple[Paragraph, ...] = ()
    attrs: Attrs = field(default_factory=Attrs)
    attrs_span: Span = NOWHERE

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.aligns)

    def metrics(self) -> Iterator[Metric]:
        """The figures marked in its cells and notes."""
        for cell in self.cells:
            yield from metrics(cell.inlines)
        for remark in self.remarks:
            yield from remark.metrics()

    def inner(self) -> tuple[Block, ...]:
        """What stands under it."""
        return self.remarks

    def counter(self) -> str:
        """A table with a caption is counted."""
        return "table" if self.attrs.caption else ""

    def caption_text(self) -> tuple[Inline, ...]:
        """Its caption."""
        caption = self.attrs.caption
        return (Text(caption, self.attrs.caption_span),) if caption else ()

    def text(self) -> str:
        """Its characters in reading order."""
        cells = "".join(plain(cell.inlines) for cell in self.cells)
        remarks = "".join(remark.text() for remark in self.remarks)
        return f"{self.attrs.caption}{self.attrs.unit}{cells}{remarks}{self.attrs.source}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A pipe table by itself takes no settings."""


def read(raw: Raw, sink: Sink) -> Block:
    """A table as written; what does not fit together is reported."""
    table = raw.table
    assert table is not None  # noqa: S101 - the reader withholds a table without cells
    attrs = raw.attrs if isinstance(raw.attrs, Attrs) else Attrs()
    head = _within("head", table.head, len(table.rows), raw.attrs_span, sink)
    wide = len(table.rows[0])
    _within("stub", attrs.stub, wide, raw.attrs_span, sink)
    cells = merged(table, head, sink)
    asked = _asked(attrs, wide, sink)
    aligns = tuple(WORDS[name] for name in asked)
    if not asked:
        aligns = aligned(cells, head, table.aligns or ("",) * wide)
    return Table(
        id=raw.id,
        span=raw.span,
        cells=cells,
        rows=len(table.rows),
        head=head,
        aligns=aligns,
        remarks=tuple(_remarks(raw, sink)),
        attrs=attrs,
        attrs_span=raw.attrs_span,
    )


def _within(name: str, count: int, most: int, span: Span, sink: Sink) -> int:
    if 0 <= count < most or (count == most and name == "head"):
        return count
    sink.error("content/table", f"{name}={count}, but the table has {most} of them", span)
    return 0


def _asked(attrs: Attrs, wide: int, sink: Sink) -> tuple[str, ...]:
    """The alignments named by the attribute, one for each column (the last for the rest)."""
    names = attrs.align.replace(",", " ").split()
    unknown = [name for name in names if name not in WORDS]
    for name in unknown:
        hint = nearest(name, WORDS) or f"known are {', '.join(WORDS)}"
        sink.error("content/value", f"unknown alignment '{name}'", attrs.align_span, hint)
    if len(names) > wide:
        message = f"{len(names)} alignments for {wide} columns"
        sink.error("content/value", message, attrs.align_span)
    if not names or unknown:
        return ()
    return tuple((names + names[-1:] * wide)[:wide])


def _remarks(raw: Raw, sink: Sink) -> Iterator[Paragraph]:
    """What stands under the table: the container's paragraphs, or those of its YAML."""
    for child in raw.children:
        if isinstance(child, Paragraph):
            yield table_looks.note(child)
        else:
            message = "a table holds rows, and paragraphs as its notes"
            sink.error("content/table", message, child.span)
    for note in (n for inlines in _inlines(raw) for n in notes(inlines)):
        message = "a table has its notes under it, not at the foot of the page"
        hint = "write the mark as ^a)^, and the note as a paragraph behind the rows"
        sink.error("content/table", message, note.span, hint)
    for metric in (m for row in _inlines(raw) for m in metrics(row)):
        if metric.pull != "none":
            message = "a figure in a table draws no box of its own"
            sink.error("content/table", message, metric.span, "take its pull= away")
    if isinstance(raw.body, Body):
        for number, text in enumerate(raw.body.notes, 1):
            yield table_looks.plain_note(f"{raw.id}-note-{number}", text, raw.body.span)


def _inlines(raw: Raw) -> Iterator[tuple[Inline, ...]]:
    for row in raw.table.rows if raw.table else ():
        yield from (cell.inlines for cell in row)
    yield from (child.inlines for child in raw.children if isinstance(child, Paragraph))


def compose(block: Table, scope: Scope) -> Iterable[FlowItem]:
    """The table between white, and the boxes that figures in its notes ask for."""
    made = flow_table(block, scope)
    if made is None:
        return
    if made.sideways:
        yield made
        return
    yield AIR
    yield made
    yield AIR


def reflow(block: Table, scope: Scope) -> Iterable[ReflowItem]:
    """A table of Word's own, its caption above and its notes under it."""
    made = word_table(block, scope)
    return () if made is None else (made,)


KIND = BlockKind(
    name="table",
    form="container",
    model=Table,
    attrs=Attrs,
    body=Body | tuple[Node, ...],
    mixed=True,
    read=read,
    compose=compose,
    reflow=reflow,
)
PIPES = BlockKind(
    name="pipe-table",
    form="table",
    model=Table,
    attrs=Plain,
    read=read,
    compose=compose,
    reflow=reflow,
)
