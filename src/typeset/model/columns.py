"""Columns as they are written: how many, how wide in characters, how far apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.model.nodes import Scalar
from typeset.record import dataclass

_BETWEEN = re.compile(r"\s*[+,]\s*|\s+")
_RUN = re.compile(r"([0-9]+)(?:\s*[-–—]\s*([0-9]+))?")


@dataclass(frozen=True, slots=True)
class Widths:
    """Widths of columns in characters, from left to right: ``10+22+10``."""

    chars: tuple[int, ...]
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {
        "type": "string",
        "pattern": r"^\d+(( *[+,] *| +)\d+)*$",
        "examples": ["10+22+10"],
    }

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read ``10+22+10``; anything else is the error ``style/columns``."""
        parts = _BETWEEN.split(scalar.text.strip())
        if all(part.isdecimal() and int(part) for part in parts):
            return cls(tuple(int(part) for part in parts), scalar.span)
        message = f"expected widths in characters such as 10+22+10, found '{scalar.text}'"
        sink.error("style/columns", message, scalar.span)
        return None


@dataclass(frozen=True, slots=True)
class ColumnRun:
    """Neighbouring columns: ``all`` of them (or ``full``), the first ``2``, those from ``2-3``.

    ``first`` counts from 0; ``many`` 0 means all.
    """

    first: int
    many: int
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {
        "anyOf": [
            {"enum": ["all", "full"]},
            {"type": "integer", "minimum": 1},
            {"type": "string", "pattern": r"^\d+( *- *\d+)?$"},
        ],
        "examples": ["all", 2, "2-3"],
    }

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read one of the three; anything else is the error ``content/columns``."""
        text = scalar.text.strip()
        if text in ("all", "full"):
            return cls(0, 0, scalar.span)
        found = _RUN.fullmatch(text)
        first, last = (int(found[1]), int(found[2] or 0)) if found else (0, 0)
        if found and not found[2] and first:
            return cls(0, first, scalar.span)
        if first and last >= first:
            return cls(first - 1, last - first + 1, scalar.span)
        message = f"expected columns such as all, 2 or 2-3, found '{scalar.text}'"
        sink.error("content/columns", message, scalar.span)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsSpec:
    """Columns asked for: a bare number, or ``count`` or ``widths`` with what else differs.

    ``gutter`` is the white between columns in characters, ``rule`` the colour of the rule
    between them (``none``: no rule); both are the style's where nothing is said.
    """

    count: int = 0
    widths: Widths | None = None
    gutter: float | None = None
    rule: str = ""
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {"type": "integer", "minimum": 1, "maximum": 6}

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read a bare number of columns."""
        if isinstance(scalar.value, int) and scalar.value > 0:
            return cls(count=scalar.value, span=scalar.span)
        message = f"expected a number of columns, found '{scalar.text}'"
        sink.error("style/columns", message, scalar.span)
        return None
