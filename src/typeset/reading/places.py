"""From a character of a paragraph's content back to its line and column in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from typeset.diagnostics import Span
from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """Where each line of a content begins: offsets in the content, and spans in the file."""

    offsets: tuple[int, ...]
    starts: tuple[Span, ...]

    def span(self, offset: int, length: int = 1) -> Span:
        """The place of the character at ``offset``."""
        line = bisect_right(self.offsets, offset) - 1
        return self.starts[line].at(offset - self.offsets[line], length)


def places_of(content: str, source: Iterable[tuple[int, str]], file: str) -> Places:
    """Places of ``content``, which is cut from the numbered ``source`` lines.

    Markdown takes indents, quote marks and heading marks from the front of a line, and
    closing marks and blanks from its end; so a content line is found in its source line.
    """
    offsets, starts, at = [], [], 0
    for line, (number, whole) in zip(content.split("\n"), source, strict=False):
        tail = len(whole.rstrip()) - len(line.rstrip())
        ends_it = tail >= 0 and whole.startswith(line.rstrip(), tail)
        column = tail if ends_it else max(0, whole.find(line.strip()))
        offsets.append(at)
        starts.append(Span(file, number, column + 1))
        at += len(line) + 1
    if not starts:
        return Places((0,), (Span(file),))
    return Places(tuple(offsets), tuple(starts))
