"""What preflight finds in a file of our own, told at the line of the content it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from typeset.diagnostics import NOWHERE, Diagnostic, Span
from typeset.display import Glyphs, Mark, Page, Pages
from typeset.geometry import MM
from typeset.preflight.report import Finding, Report

_WHOLE = Span("publication.yaml", 1, 1, 1)  # for what is about the file and not about a place


def located(report: Report, pages: Pages) -> list[Diagnostic]:
    """The errors and warnings, each at the text that stands nearest to where it was found."""
    told = [f for f in report.findings if report.severity(f) != "note"]
    diagnostics = report.diagnostics()
    return [
        replace(diagnostic, span=_place(finding, pages), message=_on_page(diagnostic, finding))
        for finding, diagnostic in zip(told, diagnostics, strict=True)
    ]


def _on_page(diagnostic: Diagnostic, finding: Finding) -> str:
    page = f"page {finding.page}: " if finding.page else ""
    return page + diagnostic.message


def _place(finding: Finding, pages: Pages) -> Span:
    if not 0 < finding.page <= len(pages.pages):
        return _WHOLE
    x, y = (v * MM for v in finding.place or (0.0, 0.0))
    written = _written(pages.pages[finding.page - 1])
    nearest = min(written, key=lambda glyphs: _distance(glyphs, x, y), default=None)
    return _WHOLE if nearest is None else nearest.run.span


def _written(page: Page) -> Iterator[Glyphs]:
    """The glyph runs of a page that come from the content."""
    marks: Iterable[Mark] = page.marks
    for mark in marks:
        if isinstance(mark, Glyphs) and mark.run.span != NOWHERE:
            yield mark


def _distance(glyphs: Glyphs, x: float, y: float) -> float:
    """How far a place is from a run: 0 inside it (points)."""
    run = glyphs.run
    along = (0.0, run.width)
    across = (-run.size, 0.25 * run.size)
    if glyphs.vertical:
        along, across = (-0.5 * run.size, 0.5 * run.size), (0.0, run.width)
    dx = max(glyphs.x + along[0] - x, 0.0, x - glyphs.x - along[1])
    dy = max(glyphs.y + across[0] - y, 0.0, y - glyphs.y - across[1])
    return dx + dy
