"""Data as written: a YAML tree whose every key and value knows its place."""

from __future__ import annotations

from typeset.diagnostics import Span
from typeset.record import dataclass

ScalarValue = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value; ``text`` is the author's spelling, ``value`` what YAML makes of it."""

    value: ScalarValue
    text: str
    span: Span
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping with its value."""

    key: str
    key_span: Span
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Entries in the author's order; a key occurs once."""

    entries: tuple[Entry, ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """The value under ``key``, or None."""
        return next((e.value for e in self.entries if e.key == key), None)


Node = Scalar | Sequence | Mapping
