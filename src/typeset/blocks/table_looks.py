"""What the style says of a table: its design with colours found, its texts as paragraphs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from typeset.blocks import words
from typeset.blocks.paragraph import Paragraph
from typeset.blocks.scope import Scope
from typeset.diagnostics import Span, nearest
from typeset.flow import Paragraph as FlowParagraph
from typeset.flow import TextRun
from typeset.flow_tables import TableLook, TableRule
from typeset.model.inline import Text
from typeset.reflow import Para, ReRun
from typeset.style.tables import TableRuleSpec, TableSpec

if TYPE_CHECKING:
    from typeset.blocks.table import Table

NOTE = "table-note"


def note(child: Paragraph) -> Paragraph:
    """A paragraph of the content as a note under its table."""
    return replace(child, role=NOTE) if child.role == "body" else child


def plain_note(identifier: str, text: str, span: Span) -> Paragraph:
    """A note written as YAML."""
    return Paragraph(id=identifier, span=span, inlines=(Text(text, span),), role=NOTE)


def design(block: Table, scope: Scope) -> TableSpec | None:
    """The design of a table, or None with a finding."""
    style, name = scope.style, block.attrs.design or scope.style.table
    found = style.tables.get(name)
    if found is None:
        hint = nearest(name, style.tables) or "known are " + ", ".join(style.tables)
        message = f"unknown design of tables '{name}'"
        scope.sink.error("style/unknown-design", message, block.attrs.design_span, hint)
        return None
    roles = (found.caption_role, found.unit_role, found.head_role, found.cell_role, found.note_role)
    return found if all(scope.knows_role(role, block.span) for role in roles) else None


def look(spec: TableSpec, name: str, scope: Scope) -> TableLook:
    """The design with its colours found, in points."""
    zw = scope.style.roles[spec.cell_role].size
    above, beside = (length.points(zw) for length in spec.padding)
    return TableLook(
        design=name,
        top=rule(spec.top, scope),
        head=rule(spec.head, scope),
        foot=rule(spec.foot, scope),
        rows=rule(spec.rows, scope),
        columns=rule(spec.columns, scope),
        sides=rule(spec.sides, scope),
        head_ground=scope.color(spec.head_ground, spec.span),
        band_ground=scope.color(spec.band_ground, spec.span),
        stub_ground=scope.color(spec.stub_ground, spec.span),
        padding=(above, beside),
        edge=beside if spec.edge is None else spec.edge.points(zw),
        on_grid=spec.on_grid,
    )


def rule(spec: TableRuleSpec | None, scope: Scope) -> TableRule | None:
    """A rule with its colour, None for one without weight."""
    if spec is None or spec.weight.value <= 0:
        return None
    color = scope.color(spec.color, spec.span)
    return None if color is None else TableRule(spec.weight.points(scope.style.grid.zw), color)


# -- texts --------------------------------------------------------------------------------


def attribute_text(
    text: str,
    role: str,
    span: Span,
    *,
    tag: str = "P",
    align: Literal["", "start", "center", "end"] = "",
) -> FlowParagraph | None:
    """A text of the attributes as a paragraph for fixed pages."""  # fmt: skip
    if not text:
        return None
    run = TextRun(text=text, role=role, span=span)
    return FlowParagraph(runs=(run,), role=role, tag=tag, align=align, span=span)


def attribute_para(text: str, role: str, part: str, span: Span, *, keep: bool) -> Para | None:
    """The same for Word; ``part`` names it to those who edit it."""
    if not text:
        return None
    runs = (ReRun(text=text, part=f"own.{part}"),)
    return Para(role=role, runs=runs, keep_next=keep, span=span)


def note_paragraph(child: Paragraph, scope: Scope) -> FlowParagraph:
    """A note for fixed pages."""
    runs = words.runs(child.inlines, child.role, scope)
    return FlowParagraph(runs=runs, role=child.role, id=child.id, span=child.span)
