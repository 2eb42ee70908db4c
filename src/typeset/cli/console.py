"""What a command says, and where: findings, progress, timings."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import field, replace
from pathlib import Path
from time import monotonic
from typing import Literal, TextIO

from typeset.diagnostics import Diagnostic, Sink, Span
from typeset.diagnostics_report import as_json, cells, report, summary
from typeset.progress import Event
from typeset.project import Project
from typeset.record import dataclass

PATIENCE = 0.5  # seconds before progress is worth a line


class Unusable(Exception):  # noqa: N818 - it states what the given thing is
    """What was given cannot be used at all (exit code 2): told like any finding."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.finding = Diagnostic(code, "error", message, hint=hint)
        super().__init__(message)


@dataclass(slots=True)
class Console:
    """The two streams of one command.

    ``form`` is how findings are told: text on stderr, or JSON on stdout. A verb whose
    stdout is its own output sets ``own_stdout``: JSON findings then go to stderr.
    ``root`` is the project folder, for source excerpts.
    """

    form: Literal["text", "json"] = "text"
    own_stdout: bool = False
    root: Path = Path()
    _began: float = field(default_factory=monotonic)
    _drawn: int = 0

    def say(self, line: str) -> None:
        """A line for people on stdout; left out where stdout is for machines."""
        if self.form == "text":
            print(line)

    def findings(self, findings: Sequence[Diagnostic]) -> None:
        """Tell the findings in the form asked for; JSON also tells that there are none."""
        self.clear()
        project = Project(self.root)
        if self.form == "json":
            text = as_json([_shown(f, project) for f in findings])
            print(text, file=sys.stderr if self.own_stdout else sys.stdout)
        elif findings:
            sys.stderr.write(_text(findings, project, color=_in_color(sys.stderr)))

    def timings(self, seconds: Sequence[tuple[str, float]]) -> None:
        """One line per stage on stderr, and their sum."""
        rows = [*seconds, ("total", sum(taken for _, taken in seconds))]
        for name, taken in rows:
            print(f"{name:<8} {taken:8.3f} s", file=sys.stderr)

    # -- progress --------------------------------------------------------------------------

    def progress(self, event: Event, /) -> None:
        """Draw one line on a terminal; elsewhere a plain line per long stage."""
        if self.form == "json" or monotonic() - self._began < PATIENCE:
            return
        if not sys.stderr.isatty():
            if event.ends and event.seconds >= PATIENCE:
                print(f"typeset: {event.stage} took {event.seconds:.1f} s", file=sys.stderr)
            return
        line = _progress_line(event)
        self.clear()
        self._drawn = cells(line)
        sys.stderr.write(line)
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the progress line off the terminal."""
        if self._drawn:
            sys.stderr.write("\r" + " " * self._drawn + "\r")
            sys.stderr.flush()
            self._drawn = 0


def _text(findings: Sequence[Diagnostic], project: Project, *, color: bool) -> str:
    excerpts = {f.span: _source_line(f.span, project) for f in findings if f.span.file}
    shown = [_shown(f, project) for f in findings]
    lines = {s.span: excerpts.get(f.span) for f, s in zip(findings, shown, strict=True)}
    return report(shown, lines.get, color=color) + f"typeset: {summary(findings)}\n"


def _shown(finding: Diagnostic, project: Project) -> Diagnostic:
    """The finding with its file named as the user would."""
    span = finding.span
    return replace(finding, span=replace(span, file=project.shown(span.file)))


def _source_line(span: Span, project: Project) -> str | None:
    """The line of the project that a span is on, or None if it cannot be read."""
    if span.file.lower().endswith(".pdf"):  # its lines are pages
        return None
    text = project.read_text(span.file, span, Sink())
    lines = text.split("\n") if text is not None else []
    return lines[span.line - 1] if 0 < span.line <= len(lines) else None


def _progress_line(event: Event) -> str:
    count = f" {event.done}/{event.total}" if event.total > 1 else ""
    detail = f" {event.detail}" if event.detail else ""
    return f"typeset: {event.stage}{count}{detail} …"


def _in_color(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
