"""Findings as text for people and as JSON for editors.

Text is ``FILE:LINE:COLUMN: SEVERITY[code]: message``, then the source line, a caret under
the place and the hint::

    content/style.yaml:4:38: error[style/unknown-setting]: unknown setting 'leadng'
        body: {faces: {han: Noto Serif SC}, leadng: 17pt}
                                            ^^^^^^
        did you mean 'leading'?

Full-width characters take two cells of a terminal; the caret line is padded with
ideographic spaces under them, so that it also lines up in an editor.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from typeset.diagnostics import Diagnostic, Span
from typeset.record import dataclass

SourceLine = Callable[[Span], "str | None"]
"""Gives the source line that a span is on, or None where it cannot be read any more."""

MARGIN = "    "
CELLS = 88  # of an excerpt: a paragraph is one long line of source

_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m"}
_RESET = "\x1b[0m"


def cells(text: str) -> int:
    """How many terminal cells the text takes (2 for a full-width character)."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def report(findings: Iterable[Diagnostic], source: SourceLine, *, color: bool = False) -> str:
    """All findings as text, each ended by a line feed; empty for none."""
    return "".join(f"{text}\n" for f in findings for text in _lines_of(f, source, color=color))


def summary(findings: Iterable[Diagnostic]) -> str:
    """``2 errors, 1 warning``; empty for none."""
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.severity] = counts.get(finding.severity, 0) + 1
    return ", ".join(f"{n} {word}{'s' if n > 1 else ''}" for word, n in counts.items())


def as_json(findings: Iterable[Diagnostic]) -> str:
    """One JSON array of ``{code, severity, message, file, line, column, length, hint}``."""
    rows = [
        {
            "code": f.code,
            "severity": f.severity,
            "message": f.message,
            "file": f.span.file,
            "line": f.span.line,
            "column": f.span.column,
            "length": f.span.length,
            "hint": f.hint,
        }
        for f in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) if rows else "[]"


def _lines_of(finding: Diagnostic, source: SourceLine, *, color: bool) -> Iterator[str]:
    kind = f"{finding.severity}[{finding.code}]"
    if color:
        kind = f"{_COLORS[finding.severity]}{kind}{_RESET}"
    place = str(finding.span) if finding.span.file else "typeset"
    yield f"{place}: {kind}: {finding.message}"
    line = source(finding.span) if finding.span.file else None
    if line is not None and line.strip():
        yield from excerpt(line, finding.span)
    if finding.hint:
        yield MARGIN + finding.hint


def excerpt(line: str, span: Span) -> tuple[str, str]:
    """The source line, cut to a terminal's width around the place, and its caret line."""
    line = line.rstrip()
    at = min(max(span.column - 1, 0), len(line))
    start, end = _window(line, at)
    head, tail = ("…" if start else ""), ("…" if end < len(line) else "")
    marked = line[at : min(at + max(span.length, 1), end)]
    pad = " " * len(head) + "".join(_blank(c) for c in line[start:at])
    caret = "^" * max(cells(marked), 1)
    return MARGIN + head + line[start:end] + tail, MARGIN + pad + caret


def _blank(character: str) -> str:
    if character == "\t":
        return character
    return {0: "", 1: " ", 2: "\u3000"}[_width(character)]


@dataclass(slots=True)
class _Budget:
    """Cells left for an excerpt."""

    left: int

    def take(self, character: str) -> bool:
        self.left -= _width(character)
        return self.left >= 0


def _window(line: str, at: int) -> tuple[int, int]:
    """The part of the line to show: all of it, or a third before and the rest after ``at``."""
    if cells(line) <= CELLS:
        return 0, len(line)
    before = _Budget(CELLS // 3)
    start = at
    while start and before.take(line[start - 1]):
        start -= 1
    after = _Budget(CELLS - cells(line[start:at]))
    end = at
    while end < len(line) and after.take(line[end]):
        end += 1
    return start, end
