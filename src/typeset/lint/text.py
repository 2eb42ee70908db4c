"""A text judged by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from typeset.lint.findings import Finding
from typeset.lint.patterns import Scope, rules
from typeset.lint.words import (
    foreign_characters,
    repeated_tail,
    spaces_beside_marks,
    typed_indent,
)

Marked = tuple[int, int, str]
"""A stretch of a text (half-open) in a language of its own; "" for a name or code, which is
left as it is written."""

_EMPTY_LINES = re.compile(r"\n[ \t]*\n[ \t\n]*")


def lint_text(text: str, lang: str, marked: Sequence[Marked] = ()) -> list[Finding]:
    """Every finding in a text of one or more paragraphs, by place.

    ``lang`` is the text's BCP 47 tag; an empty line begins a new paragraph. Offsets count
    characters of ``text``.
    """
    return sorted(_findings(text, lang, marked, "text"), key=_place)


def paragraphs(text: str) -> list[tuple[int, str]]:
    """The paragraphs with the offset of each."""
    out, at = [], 0
    for found in _EMPTY_LINES.finditer(text):
        out.append((at, text[at : found.start()]))
        at = found.end()
    out.append((at, text[at:]))
    return [(start, piece) for start, piece in out if piece.strip()]


def lint_paragraph(
    text: str, lang: str, marked: Sequence[Marked] = (), scope: Scope = "text"
) -> list[Finding]:
    """The findings of one paragraph by itself, by place."""
    found = [*typed_indent(text), *spaces_beside_marks(text, lang), *_patterns(text, lang, scope)]
    kept = [one for one in found if not _is_inside(one, marked)]
    kept += _foreign(text, lang, marked)
    return sorted(kept, key=_place)


def _findings(text: str, lang: str, marked: Sequence[Marked], scope: Scope) -> Iterator[Finding]:
    before = ""
    for start, piece in paragraphs(text):
        inside = [(a - start, b - start, tag) for a, b, tag in marked]
        for one in [*lint_paragraph(piece, lang, inside, scope), *repeated_tail(piece, before)]:
            yield moved(one, start)
        before = piece


def moved(finding: Finding, by: int) -> Finding:
    """The finding ``by`` characters further on."""
    return replace(finding, start=finding.start + by, end=finding.end + by)


def _patterns(text: str, lang: str, scope: Scope) -> Iterator[Finding]:
    taken: set[tuple[int, int]] = set()
    for rule in rules(lang, scope):
        for one in rule.search(text):
            if (one.start, one.end) not in taken:  # the first rule that names a place
                taken.add((one.start, one.end))
                yield one


def _is_inside(finding: Finding, marked: Sequence[Marked]) -> bool:
    return any(start <= finding.start and finding.end <= end for start, end, _ in marked)


def _foreign(text: str, lang: str, marked: Sequence[Marked]) -> Iterator[Finding]:
    """Characters of the other script, each judged in the language of its stretch."""
    for one in foreign_characters(text, lang):
        if not _is_inside(one, marked):
            yield one
    for start, end, tag in marked:
        for one in foreign_characters(text[max(0, start) : max(0, end)], tag):
            yield moved(one, max(0, start))


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.code
