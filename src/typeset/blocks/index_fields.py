"""Marks of the index while text is lowered: the first run under a mark bears it."""

from __future__ import annotations

from typeset.blocks.index_terms import words_of
from typeset.model.inline import Indexed


def instruction(mark: Indexed, language: str) -> str:
    """The ``XE`` field of a mark: levels are parted by colons, which a heading may hold too."""
    levels = (_escaped(heading) for heading in mark.headings)
    said = f'XE "{":".join(levels)}"'
    if mark.see:
        said += f' \\t "{words_of(language)[3]} {_escaped(mark.see)}"'
    return said


def _escaped(text: str) -> str:
    """Text as a field's instruction holds it."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace(":", "\\:")
