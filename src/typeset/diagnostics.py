"""What the typesetter has to say about what it was given, and where.

A :class:`Span` names a place in a source file and travels from the YAML key or Markdown
character to the glyph on the page. Stages put every :class:`Diagnostic` into a
:class:`Sink` and go on; at the stage's end :meth:`Sink.check` raises
:class:`BuildFailed` with all errors at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import Literal

from typeset.record import dataclass

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a source file: lines and columns count from 1, in characters."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def at(self, offset: int, length: int = 1) -> Span:
        """The place ``offset`` characters further on the same line."""
        return Span(self.file, self.line, self.column + offset, length)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Span("", 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: ``code`` is stable (``style/unknown-setting``), ``message`` is for people."""

    code: str
    severity: Severity
    message: str
    span: Span = NOWHERE
    hint: str = ""


class BuildFailed(Exception):  # noqa: N818 - it states what happened, as its message does
    """Raised at a stage's end with every finding of that stage (at least one error)."""

    def __init__(self, findings: Iterable[Diagnostic]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{f.span}: {f.message}" for f in self.findings))


@dataclass(slots=True)
class Sink:
    """Collects findings, in the order in which they were made."""

    findings: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, message: str, span: Span = NOWHERE, hint: str = "") -> None:
        """Record a fault that forbids output."""
        self.findings.append(Diagnostic(code, "error", message, span, hint))

    def warn(self, code: str, message: str, span: Span = NOWHERE, hint: str = "") -> None:
        """Record something the author should look at."""
        self.findings.append(Diagnostic(code, "warning", message, span, hint))

    @property
    def failed(self) -> bool:
        """Whether an error was recorded."""
        return any(f.severity == "error" for f in self.findings)

    def check(self) -> None:
        """End of a stage: raise :class:`BuildFailed` if an error was recorded."""
        if self.failed:
            raise BuildFailed(self.findings)


def nearest(word: str, known: Iterable[str]) -> str:
    """``did you mean 'x'?`` for the nearest known name, or an empty string."""
    import difflib  # noqa: PLC0415 - a run without a slip of the pen does without

    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else ""
