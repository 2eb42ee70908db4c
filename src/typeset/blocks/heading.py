"""A heading inside a section; the section's own title is drawn by its opening design."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from typeset.blocks import words
from typeset.blocks.kind import BlockKind, Raw
from typeset.blocks.scope import Scope
from typeset.diagnostics import Sink
from typeset.flow import FlowItem, Kern, Label, Paragraph, TextRun
from typeset.model.columns import ColumnRun
from typeset.model.inline import Inline, Note, notes, plain
from typeset.model.publication import Block
from typeset.record import dataclass
from typeset.reflow import Para, ReflowItem

DEEPEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A heading of level 1 to 4 below the section's title.

    One that is not ``numbered`` is left out of the style's scheme of numbers.
    """

    inlines: tuple[Inline, ...]
    level: int
    columns: ColumnRun = ColumnRun(0, 1)
    numbered: bool = True

    def text(self) -> str:
        """Its characters."""
        return plain(self.inlines)

    def outline(self) -> int:
        """Its level."""
        return self.level

    def counter(self) -> str:
        """Counted among the headings, unless it bears no number."""
        return "heading" if self.numbered else ""

    def notes(self) -> Iterator[Note]:
        """The notes it refers to."""
        return notes(self.inlines)

    @property
    def role(self) -> str:
        """The role it is set in: ``heading-1`` to ``heading-4``."""
        return f"heading-{min(self.level, DEEPEST)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attrs:
    """``columns`` are those it spans: ``all``, a number, or a run such as ``2-3``.

    ``numbered=false`` leaves it out of the style's scheme of numbers.
    """

    columns: ColumnRun = ColumnRun(0, 1)
    numbered: bool = True


def read(raw: Raw, sink: Sink) -> Block:  # noqa: ARG001 - the signature of every reader
    """A heading as written."""
    attrs: Attrs = raw.attrs
    return Heading(id=raw.id, span=raw.span, inlines=raw.inlines, level=raw.level,
                   columns=attrs.columns, numbered=attrs.numbered)  # fmt: skip


def compose(block: Heading, scope: Scope) -> Iterable[FlowItem]:
    """One paragraph, tagged one level below the section's title."""
    if scope.knows_role(block.role, block.span):
        text = words.runs(block.inlines, block.role, scope)
        label = number_label(block.id, block.role, scope)
        if label is not None and scope.style.roles[block.role].align in ("center", "end"):
            text, label = (*label.runs, Kern(label.gap), *text), None
        yield Paragraph(
            runs=text,
            label=label,
            role=block.role,
            id=block.id,
            tag=f"H{min(block.level, DEEPEST) + 1}",
            exact=True,
            columns=block.columns.many,
            first_column=block.columns.first,
            span=block.span,
        )


def number_label(identifier: str, role: str, scope: Scope) -> Label | None:
    """The number before a heading (CL-HD-07); its later lines begin under its text."""
    found = scope.numbers.get(identifier)
    if found is None or not found.label:
        return None
    look = scope.style.roles[role]
    run = TextRun(text=found.label, role=role, tag="Lbl", keep=True, autospace=False)
    return Label(runs=(run,), start=look.indent, gap=found.gap * look.size)


def reflow(block: Heading, scope: Scope) -> Iterable[ReflowItem]:
    """A heading paragraph of Word's own kind."""
    yield Para(
        role=block.role,
        runs=words.reruns(block.inlines, block.role, scope),
        id=block.id,
        outline=min(block.level, DEEPEST) + 1,
        numbered=scope.numbers.label(block.id) != "",
        keep_next=True,
        across=block.columns.many != 1,
        span=block.span,
    )


KIND = BlockKind(
    name="heading",
    form="heading",
    model=Heading,
    attrs=Attrs,
    read=read,
    compose=compose,
    reflow=reflow,
)
