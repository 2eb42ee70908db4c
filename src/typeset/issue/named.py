"""An attachment as its circular names it: what it must be, where it lies, whom to tell."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from typeset.diagnostics import BuildFailed, Diagnostic, Sink, Span
from typeset.model.circular import Attach, Said
from typeset.pipeline import Run
from typeset.record import dataclass
from typeset.style.gbt9704 import clause

APART = "leave 'bound' out, and it is a file of its own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One row of ``attachments`` with a source: a folder, a text or a PDF at ``path``."""

    attach: Attach
    source: Said
    path: Path
    sink: Sink

    @property
    def is_text(self) -> bool:
        """Whether it is a text in Markdown."""
        return self.source.text.lower().endswith(".md")

    def refuse(self, kind: str, message: str, hint: str = "", span: Span | None = None) -> None:
        """An error at the place that names it (or at ``span``), with the clause."""
        message = f"{message} ({clause('enclosure-mark')})"
        self.sink.error(f"circular/attachment-{kind}", message, span or self.source.span, hint)

    def contradicted(self, kind: str, found: str, expected: str, span: Span) -> None:
        """What it says at ``span`` is not what the circular says: an error at both places."""
        message, hint = f"{found}, where the circular has {expected}", "they must agree"
        self.refuse(kind, message, hint, self.shown(span))
        self.refuse(kind, message, hint, self.attach.title.span)

    def shown(self, span: Span) -> Span:
        """A place in one of its files, as it is named from the circular's folder."""
        if not span.file or not (self.path / span.file).exists():
            return span
        return replace(span, file=os.path.normpath(f"{self.source.text}/{span.file}"))

    @contextmanager
    def telling(self, run: Run) -> Iterator[Run]:
        """A run within this one whose findings are told where they are seen from here."""
        own = Run(run.progress, run.show_grid, Sink(), run.seconds)
        try:
            yield own
        except BuildFailed as failure:
            raise BuildFailed(self._shown(failure.findings)) from None
        run.sink.findings += self._shown(own.sink.findings)

    def _shown(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        return [replace(f, span=self.shown(f.span)) for f in findings]
