"""A circular on its pages: set with the standard's 22 lines.

If then its signature stands on a page without text, it is set with a line more or fewer, or the
signature takes lines of text along (7.3.5.5), which a finding says. Of these the fewest pages
are best, and a tail that is not alone on its page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from typeset.diagnostics import Sink, Span
from typeset.display import Glyphs, Pages
from typeset.flow import Flow, Paragraph, TextRun
from typeset.fonts.library import FontLibrary
from typeset.geometry import MM
from typeset.layout.lay_out import lay_out
from typeset.layout.line_filling import ALONE
from typeset.layout.measuring import Measuring
from typeset.layout.references import Folios
from typeset.layout.setter import PageOf, TextSetter
from typeset.progress import Progress, quiet
from typeset.record import dataclass
from typeset.style.gbt9704 import points, value
from typeset.style.resolved import Role, Style

TRIED = ((0, False), (1, False), (-1, False), (2, False), (0, True))
"""Lines of a page more or fewer, in the order in which they are tried, and at last whether the
signature takes lines of text along."""

Compose = Callable[[Style, Measuring, Sink], Flow]
"""The circular lowered in a style, with the engine that measures."""

Setter = Callable[[Style, Sink, PageOf], TextSetter]
"""A line engine for a style, telling what it finds to a sink."""


class Asked(Protocol):
    """What the pages need to know of a circular."""

    @property
    def form(self) -> str:
        """Document, letter, order or minutes."""

    @property
    def span(self) -> Span:
        """Where its fields are written."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every attempt begins with."""

    compose: Compose
    setter: Setter
    library: FontLibrary
    style: Style
    asked: Asked


def lay_out_circular(job: Job, sink: Sink, progress: Progress = quiet) -> tuple[Pages, Style]:
    """The pages, and the style they were set in.

    A signature that no lawful spacing brings to text is an error.
    """
    usual = job.style.grid.lines
    made: list[tuple[Pages, Style, Sink]] = []
    for more, carry in TRIED:
        found = Sink()
        pages, style = _attempt(
            job, with_lines(job.style, usual + more), found, progress, carry=carry
        )
        if more:
            _tell(job, style, found)
        made.append((pages, style, found))
        if not _alone(found) and (len(made) == 1 or not _lone_tail(pages)):
            break
    best = min((one for one in made if not _alone(one[2])), key=_pages_to_spare, default=made[0])
    sink.findings += best[2].findings
    return best[0], best[1]


def _lone_tail(pages: Pages) -> bool:
    """Whether the tail stands on a page of its own."""
    return len(pages.pages) > 1 and above_tail(pages) is None


def _pages_to_spare(made: tuple[Pages, Style, Sink]) -> tuple[int, bool]:
    """The fewer pages the better; of as many, the tail rather under text."""
    return len(made[0].pages), _lone_tail(made[0])


def _alone(found: Sink) -> bool:
    return any(finding.code == ALONE for finding in found.findings)


def _tell(job: Job, style: Style, found: Sink) -> None:
    grid = style.grid
    found.warn(
        "circular/spacing",
        f"the date would stand on a page without text: the pages are set with {grid.lines} lines of"
        f" {grid.pitch / MM:.2f} mm instead of {job.style.grid.lines} (GB/T 9704-2012, 7.3.5.5)",
        job.asked.span,
        "shorten or lengthen the text by a line or two to have the usual spacing",
    )


def _attempt(
    job: Job, style: Style, found: Sink, progress: Progress, *, carry: bool
) -> tuple[Pages, Style]:
    folios = Folios()
    measuring = Measuring(job.setter(style, Sink(), folios.page_of), job.library)
    style = _furnished(style, job.asked, measuring)
    flow = job.compose(style, measuring, found)
    if carry:
        flow = replace(flow, filling="lines-carried")

    def setter(page_of: PageOf) -> TextSetter:
        return job.setter(style, found, page_of)

    return lay_out(flow, style, setter, found, progress), style


def with_lines(style: Style, lines: int) -> Style:
    """The style with so many lines in the same type area."""
    grid = style.grid
    if lines == grid.lines:
        return style
    em = grid.em or grid.zw
    pitch = (grid.height - em) / (lines - 1)
    roles = {name: _led(role, grid.pitch, pitch) for name, role in style.roles.items()}
    return replace(style, grid=replace(grid, lines=lines, pitch=pitch), roles=roles)


def _led(role: Role, old: float, new: float) -> Role:
    """A role on the grid stays on it."""
    on_grid = abs(role.leading - old) < 0.05
    return replace(role, leading=min(new, role.leading * new / old)) if on_grid else role


def _furnished(style: Style, asked: Asked, measuring: Measuring) -> Style:
    """The folio with the stroke of its dashes 7 mm below the type area (7.5).

    The first page of a letter has none (10.1).
    """
    furniture = style.furniture
    dash = TextRun(text="—", role=furniture.folio_role)
    above, below = measuring.ink(Paragraph(runs=(dash,), role=furniture.folio_role))
    foot = points("head-margin") + points("area-height") + value("folio-below") * MM
    baseline = foot + (above - below) / 2
    first = 2 if asked.form == "letter" else furniture.first_page
    own = replace(furniture, folio_baseline=style.page.trim.height - baseline, first_page=first)
    return replace(style, furniture=own)


def above_tail(pages: Pages) -> float | None:
    """The last baseline above the tail, from the page's head; None if it stands alone there."""
    last = pages.pages[-1]
    head = min((box.rect.y for box in last.boxes if box.id == "tail"), default=last.trim.height)
    above = [mark.y for mark in last.marks if isinstance(mark, Glyphs) and mark.y < head]
    return max(above, default=None)


def after_blank(pages: Pages) -> bool:
    """Whether an empty page comes before the tail's own."""
    before = pages.pages[-2:-1]
    return any(not page.marks for page in before)
