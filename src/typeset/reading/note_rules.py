"""Notes in Markdown: ``[^label]``, ``^[…]`` and ``[^label]: …`` as rules of the parser.

The states are those of the parser's library, which only ``markdown.py`` knows.
"""

from __future__ import annotations

import re
from typing import Any

CODE = "content/note"
INDENT = 4  # columns by which further paragraphs of a definition are moved in
_REFERENCE = re.compile(r"\[\^([^\]\[\s]+)\]")
_BROKEN = re.compile(r"\[\^([^\]\[\n]*)\]")
_DEFINITION = re.compile(r"\[\^([^\]\[\s]+)\]:[ \t]*")


def reference(state: Any, silent: bool) -> bool:
    """``[^label]``, a note that is written elsewhere."""
    if not state.src.startswith("[^", state.pos):
        return False
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None:
        _report_broken(state, silent)
        return False
    if not silent:
        state.push("noteref", "", 0).meta["target"] = found[1]
    state.pos = found.end()
    return True


def _report_broken(state: Any, silent: bool) -> None:
    found = _BROKEN.match(state.src, state.pos, state.posMax)
    if found is None or silent:
        return
    state.env["sink"].error(
        CODE,
        f"'{found[0]}' names no note: a label holds at least one character and no blanks",
        state.env["places"].span(state.pos, len(found[0])),
        "write [^1]; for the characters themselves, \\[^",
    )


def written_here(state: Any, silent: bool) -> bool:
    """``^[…]``, a note written where it is referred to."""
    if not state.src.startswith("^[", state.pos) or state.pos + 2 > state.posMax:
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    if end < 0:
        if not silent:
            state.env["sink"].error(
                CODE,
                "'^[' begins a note, and no ']' ends it in this paragraph",
                state.env["places"].span(state.pos, 2),
                "write ^[the note]; for the characters themselves, \\^[",
            )
        return False
    if not silent:
        _nest(state, state.pos + 2, end)
    state.pos = end + 1
    return True


def _nest(state: Any, label: int, end: int) -> None:
    outer, start = state.posMax, state.pos
    state.push("note_open", "note", 1)
    state.posMax, state.pos = end, label
    state.md.inline.tokenize(state)
    state.pos = end
    state.push("note_close", "note", -1)
    state.posMax, state.pos = outer, start


def definition(state: Any, first: int, last: int, silent: bool) -> bool:
    """``[^label]: …`` and the paragraphs moved in below it."""
    start = state.bMarks[first] + state.tShift[first]
    found = _DEFINITION.match(state.src, start, state.eMarks[first])
    if found is None or state.sCount[first] - state.blkIndent >= INDENT:
        return False
    if silent:
        return True
    token = state.push("note_block_open", "", 1)
    token.map = [first, first + 1]
    token.meta = {"label": found[1], "at": start - state.bMarks[first]}
    before = (state.bMarks[first], state.tShift[first], state.sCount[first])
    state.bMarks[first], state.tShift[first], state.sCount[first] = found.end(), 0, INDENT
    state.blkIndent += INDENT
    state.sCount[first] = state.blkIndent
    parent, state.parentType = state.parentType, "note"
    state.md.block.tokenize(state, first, last)
    state.blkIndent -= INDENT
    state.parentType = parent
    state.bMarks[first], state.tShift[first], state.sCount[first] = before
    state.push("note_block_close", "", -1)
    return True
