"""Pipe tables: which lines are one, and where each of its cells stands.

As GitHub's Markdown has them, and three things more. Several rows may stand above the row of
dashes (all of them are heads); a cell of ``^^`` is one with the cell above it, a cell of ``<``
one with the cell before it; ``<br>`` in a cell ends a line. No cell is padded, none dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, Protocol

from typeset.reading.ruby import find_ruby
from typeset.record import dataclass

_DASHES = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$")
_BR = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_ALONE = re.compile(r"[ \t]*\|[ \t]*:?-+:?[ \t]*\|?[ \t]*$")

BLANK = " \t"
"""What stands around a cell and is none of it; a full-width space is an indent, and kept."""

Align = Literal["", "start", "center", "end"]


@dataclass(frozen=True, slots=True)
class PipeLine:
    """A line of a table: its number in the text (from 0), its first column (from 0), its text."""

    number: int
    column: int
    text: str


def is_dashes(line: str) -> bool:
    """Whether the line is the row under the heads (``| :-- | --: |``)."""
    return bool(_DASHES.match(line) or _ALONE.match(line))


def table_end(lines: Sequence[str], *, bare: bool) -> int:
    """How many of the lines, from the first on, are one table; 0: none begins there.

    ``bare`` takes rows without a row of dashes too: in a container there is no doubt.
    """
    if not lines or "|" not in lines[0] or is_dashes(lines[0]):
        return 0
    end = next((n for n, line in enumerate(lines) if "|" not in line), len(lines))
    if end > 1 and is_dashes(lines[1]):
        return end
    if not lines[0].lstrip().startswith("|"):
        return 0
    end = next((n for n, line in enumerate(lines) if not line.lstrip().startswith("|")), end)
    return end if bare or any(is_dashes(line) for line in lines[:end]) else 0


def cells_of(line: str) -> Iterator[tuple[int, int]]:
    """Where the cells of a row begin and end in it, without the blanks around them."""
    begin = len(line) - len(line.lstrip())
    end = len(line.rstrip())
    begin += line.startswith("|", begin)
    at = begin
    while at < end:
        char = line[at]
        if char == "\\":
            at += 2
        elif char == "{" and (found := find_ruby(line, at, end)):
            at = found.end
        elif char == "|":
            yield _trimmed(line, begin, at)
            begin = at = at + 1
        else:
            at += 1
    if begin < end:
        yield _trimmed(line, begin, end)


def _trimmed(line: str, begin: int, end: int) -> tuple[int, int]:
    cell = line[begin:end]
    if not cell.strip(BLANK):
        return begin, begin
    return begin + len(cell) - len(cell.lstrip(BLANK)), begin + len(cell.rstrip(BLANK))


def aligns_of(line: str) -> tuple[Align, ...]:
    """What the colons of a row of dashes ask for."""
    return tuple(_align(line[begin:end]) for begin, end in cells_of(line))


def _align(dashes: str) -> Align:
    left, right = dashes.startswith(":"), dashes.endswith(":")
    if left and right:
        return "center"
    return "start" if left else "end" if right else ""


# -- rules of the Markdown parser -----------------------------------------------------------


class State(Protocol):
    """What is used of the Markdown parser's state, whose library this module does not know."""

    src: str
    bMarks: list[int]  # noqa: N815 - the library's name
    eMarks: list[int]  # noqa: N815
    tShift: list[int]  # noqa: N815
    sCount: list[int]  # noqa: N815
    blkIndent: int  # noqa: N815
    parentType: str  # noqa: N815
    lineMax: int  # noqa: N815
    line: int
    md: Any

    def push(self, ttype: str, tag: str, nesting: Any) -> Any:
        """A new token."""


def pipe_rule(state: State, first: int, last: int, silent: bool) -> bool:
    """The block rule for pipe tables: one token whose ``lines`` are the table's."""
    lines = []
    for number in range(first, last):
        if state.sCount[number] < state.blkIndent or not (line := line_of(state, number)).strip():
            break
        lines.append(line)
    count = table_end(lines, bare=state.parentType == "container")
    if not count or silent:
        return bool(count)
    token = state.push("pipes", "", 0)
    token.map = [first, first + count]
    rows = range(first, first + count)
    token.meta["lines"] = tuple(PipeLine(n, _column(state, n), line_of(state, n)) for n in rows)
    state.line = first + count
    return True


def line_of(state: State, number: int) -> str:
    """The content of a line, marks of lists and quotations taken off."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _column(state: State, number: int) -> int:
    """Where a line's content begins, marks of lists and quotations before it counted."""
    at = state.bMarks[number] + state.tShift[number]
    return at - (state.src.rfind("\n", 0, at) + 1)


def line_ends(state: Any, silent: bool) -> bool:
    """The inline rule for ``<br>`` in a cell, which is one line of its file."""
    found = _BR.match(state.src, state.pos, state.posMax) if state.env.get("cell") else None
    if found is None:
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True
