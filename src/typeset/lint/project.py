"""A project's texts judged: every finding with its place in a file, as a diagnostic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from typeset.diagnostics import Diagnostic, Span
from typeset.lint.findings import Finding
from typeset.lint.notes import note_marks, uneven_order
from typeset.lint.sources import Passage, passages
from typeset.lint.text import lint_paragraph
from typeset.lint.words import repeated_tail, unbalanced_marks
from typeset.project import Project
from typeset.record import dataclass

CODE = "lint/"


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in a file; ``exact`` says that it stands there as it reads."""

    finding: Finding
    span: Span
    exact: bool

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding as every command tells findings."""
        one = self.finding
        return Diagnostic(CODE + one.code, "warning", one.message, self.span, self._hint)

    @property
    def _hint(self) -> str:
        one = self.finding
        if one.code == "duplicate-tail":
            return "leave the paragraph out"
        if not one.proposal:
            return "leave it out" if one.safe else ""
        return f"write '{one.proposal}' instead of '{one.text}'"

    @property
    def is_safe(self) -> bool:
        """Whether ``check --fix`` may write the proposal."""
        return self.exact and self.finding.safe


def check_project(project: Project, language: str, stems: tuple[str, ...]) -> list[Found]:
    """Every finding in a project, file by file in the order of the text.

    ``language`` is the publication's, ``stems`` name its section files in order.
    """
    files = list(passages(project, stems))
    uneven = [_noted(*one) for one in uneven_order(p for file in files for p in file)]
    return [found for file in files for found in _file(file, language, uneven)]


def _noted(passage: Passage, number: int, finding: Finding) -> Found:
    return Found(finding, passage.notes[number][1], exact=False)


def _file(passages: list[Passage], language: str, uneven: list[Found]) -> Iterator[Found]:
    found = [(p, one) for p in passages for one in _alone(p, language)]
    running = [passage for passage in passages if passage.kind == "paragraph"]
    before = ""
    for passage in running:
        found += [(passage, one) for one in repeated_tail(passage.text, before)]
        before = passage.text
    found += [(running[n], one) for n, one in unbalanced_marks([p.text for p in running])]
    placed = [_placed(passage, one) for passage, one in found]
    placed += [_noted(p, n, one) for p in passages for n, one in note_marks(p)]
    names = {span.file for p in passages for span in p.places[:1]}
    placed += [one for one in uneven if one.span.file in names]
    yield from sorted(placed, key=lambda f: (f.span.line, f.span.column, f.finding.code))


def _alone(passage: Passage, language: str) -> list[Finding]:
    found = lint_paragraph(passage.text, language, passage.marked, "project")
    if passage.kind == "paragraph":
        return found
    # a title or label is no sentence: a stop is not missed at its end
    return [one for one in found if one.code != "halfwidth-punct" or one.end < len(passage.text)]


def _placed(passage: Passage, finding: Finding) -> Found:
    whole = passage.is_whole(finding.start, finding.end)
    span = passage.span(finding.start, finding.end)
    if finding.code == "duplicate-tail":
        span = replace(span, length=1)
    return Found(finding, span, whole)
