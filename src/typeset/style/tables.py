"""Designs of tables: their rules, grounds and white, as data of the style.

The default is the three-line table of scientific and official print (三线表, CL-TB-05): rules of
1, ½ and 1 pt across it, none down.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar, Literal, Self

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.model.nodes import Scalar
from typeset.record import dataclass
from typeset.style.units import Length

_RULE = re.compile(r"(\S+)(?:\s+(\S+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRuleSpec:
    """A rule: ``0.5pt``, ``1pt red``, or ``none``."""

    weight: Length
    color: str = "ink"
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {"type": "string", "examples": ["1pt", "0.5pt hairline"]}

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read a weight and the name of a colour."""
        found = _RULE.fullmatch(scalar.text.strip())
        if found is None or scalar.text.strip() == "none":
            if found is not None:
                return cls(weight=Length(0.0), span=scalar.span)
            sink.error("style/rule", f"'{scalar.text}' is no rule", scalar.span, "write 0.5pt ink")
            return None
        weight = Length.parse(Scalar(found[1], found[1], scalar.span), sink)
        if weight is None:
            return None
        return cls(weight=weight, color=found[2] or "ink", span=scalar.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """One design of tables. Colours are names of the palette; an empty one is no ground."""

    top: TableRuleSpec | None = None  # over the table
    head: TableRuleSpec | None = None  # under its head
    foot: TableRuleSpec | None = None  # under the table
    rows: TableRuleSpec | None = None  # between rows
    columns: TableRuleSpec | None = None  # between columns
    sides: TableRuleSpec | None = None  # at its left and right
    head_ground: str = ""
    band_ground: str = ""  # of every second row
    stub_ground: str = ""
    padding: tuple[Length, Length] = field(default=(Length(3.0), Length(5.0)))  # above, beside
    edge: Length | None = None  # beside the outer cells, where it is another
    on_grid: bool = False  # every row takes whole lines of the grid
    caption_role: str = "table-caption"
    unit_role: str = "table-unit"
    head_role: str = "table-head"
    cell_role: str = "table-cell"
    note_role: str = "table-note"
    caption_align: Literal["start", "center"] = "center"
    continued: str = "（续表）"  # over the parts that go on; {label}, {number}, {caption}
    span: Span = NOWHERE


THREE_LINE = TableSpec(
    top=TableRuleSpec(weight=Length(1.0)),
    head=TableRuleSpec(weight=Length(0.5)),
    foot=TableRuleSpec(weight=Length(1.0)),
)
