"""The lines of a plain text, each with what its blanks say."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.reading.cjk import is_cjk
from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stood (``raw``) and without its blanks; ``gap``: an empty one is before it."""

    number: int
    raw: str
    text: str
    gap: bool
    indented: bool

    @property
    def width(self) -> int:
        """Columns on a terminal: two for a Han character."""
        return sum(2 if is_cjk(c) else 1 for c in self.text)


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text that are not empty."""
    gap = True
    for number, raw in enumerate(text.split("\n"), 1):
        bare = raw.strip()
        if not bare:
            gap = True
            continue
        indented = raw.startswith(("\u3000", "  ", "\t"))
        yield Line(number, raw, bare, gap, indented)
        gap = False
