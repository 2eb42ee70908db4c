"""The stage as a whole: rows, search, make-up, and once more while references move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from typeset.diagnostics import Sink
from typeset.display import Pages
from typeset.flow import Flow
from typeset.flow_notes import with_marks
from typeset.layout import note_numbers, references
from typeset.layout.checks import check_makeup
from typeset.layout.fallback import with_fallbacks
from typeset.layout.forced import report_forced
from typeset.layout.furniture import Furnisher
from typeset.layout.gather import make_rows
from typeset.layout.index_marks import has_marks, listed, marks_on
from typeset.layout.line_filling import fill_lines
from typeset.layout.make_up import make_up
from typeset.layout.makeup import PageMakeup
from typeset.layout.margins import with_margins
from typeset.layout.paint import PagePainter
from typeset.layout.panels import Painter
from typeset.layout.parts import Part, parts_of
from typeset.layout.placement import check_placement
from typeset.layout.references import Folios
from typeset.layout.running import folios_of, running
from typeset.layout.search import plan_pages
from typeset.layout.setter import SetterFactory, TextSetter
from typeset.layout.structure import make_structure
from typeset.progress import Progress, quiet
from typeset.record import dataclass
from typeset.style.direction import is_vertical
from typeset.style.resolved import Style


def lay_out(
    flow: Flow,
    style: Style,
    setter: SetterFactory,
    sink: Sink,
    progress: Progress = quiet,
    *,
    show_grid: bool = False,
) -> Pages:
    """Set a flow on pages.

    Args:
        flow: The publication, lowered.
        style: The look, resolved; its grid and page geometry rule.
        setter: Makes a line engine that answers page references by the function given.
        sink: Takes what is found: a box larger than a page, words too long for their
            place, a reference to nothing are errors; a box far from its text a warning.
        progress: Told of every page the search reaches.
        show_grid: Draws baselines, columns and type area over the pages.

    Returns:
        The finished pages, their structure and outline. ``rounds`` says how often the
        pages had to be made up until page references settled (at most five times).
    """
    folios = Folios()
    line_setter = setter(folios.page_of)
    flow = with_fallbacks(flow, style, line_setter, sink)
    job = _Job(flow, style, line_setter, progress, parts_of(flow, style, line_setter))
    pages, rounds = _settled(job, folios, sink)
    references.check_targets(flow, folios.known, sink)
    check_makeup(pages, sink)
    check_placement(pages, style, sink)
    flow = job.with_folios(folios)
    structure = make_structure(flow)
    wanted = references.targets(flow) | {entry.target for entry in structure.outline}
    now = running(pages, style)
    furnisher = Furnisher(flow, style, line_setter, now, len(pages))
    painters = {
        part.vertical: PagePainter(
            style=part.style,
            setter=part.setter,
            tags=structure.tags,
            painter=Painter(part.style, part.setter, structure.tags, sink),
            furnisher=furnisher,
            wanted=wanted,
            right_bound=is_vertical(style),
            show_grid=show_grid,
        )
        for part in job.parts
    }
    return Pages(
        pages=tuple(painters[page.vertical].page(page) for page in pages),
        structure=structure.root,
        outline=structure.outline,
        language=flow.language,
        title=flow.title,
        rounds=rounds,
        folios=folios.known,
        right_to_left=is_vertical(style),
    )


@dataclass(frozen=True, slots=True)
class _Job:
    """What every round of make-up begins with."""

    flow: Flow
    style: Style
    setter: TextSetter
    progress: Progress
    parts: tuple[Part, ...]

    def with_folios(self, folios: Folios) -> Flow:
        """The flow as the last round has set it: entries of an index show their folios."""
        if not self.indexed:
            return self.flow
        items = tuple(listed(item, folios.page_of) for item in self.flow.items)
        return replace(self.flow, items=items)

    @property
    def indexed(self) -> bool:
        """Whether the flow has an index."""
        return has_marks(self.flow)

    def marked(self, page: PageMakeup) -> Iterator[str]:
        """What the index leads to on a page."""
        return marks_on(page, self.parts[0].setter)

    def made_up(
        self, sink: Sink, marks: Mapping[str, str], folios: Folios
    ) -> tuple[PageMakeup, ...]:
        """The pages of each part, one part after the other; ``marks`` are those of notes."""
        pages: list[PageMakeup] = []
        if self.flow.filling != "level":
            note_numbers.refuse(self.flow, sink)
            carry = self.flow.filling == "lines-carried"
            numbered = enumerate(self.flow.items)
            return fill_lines(numbered, self.style, self.setter, sink, carry=carry)
        for part in self.parts:
            items = part.items
            if marks:
                items = tuple((index, with_marks(item, marks)) for index, item in items)
            if self.indexed:
                items = tuple((index, listed(item, folios.page_of)) for index, item in items)
            with self.setter.trial():
                rows = make_rows(items, part.style, part.setter, sink)
                first = self.flow.first + len(pages)
                plans = plan_pages(
                    rows, self.style.page.facing, self.progress, first, self.style.boxes
                )
            report_forced(plans, rows, sink)
            made = make_up(plans, rows, vertical=part.vertical)
            pages += with_margins(made, rows, sink)
        return tuple(self._filled_up(pages))

    def _filled_up(self, pages: list[PageMakeup]) -> Iterator[PageMakeup]:
        """The pages with empty ones before the back, so that the sheets are folded whole."""
        closing = any(on.panel.closes == "back" for on in pages[-1].panels) if pages else False
        text, back = (pages[:-1], pages[-1:]) if closing else (pages, [])
        yield from text
        missing = -len(pages) % self.style.page.multiple
        first = self.flow.first + len(text)
        for number in range(first, first + missing):
            yield PageMakeup(number, (), (), (), text[-1].section if text else None)
        yield from (replace(page, number=page.number + missing) for page in back)


def _unmarked(page: PageMakeup) -> tuple[str, ...]:  # noqa: ARG001 - as of pages with marks
    """Nothing: the flow has no index."""
    return ()


def _settled(job: _Job, folios: Folios, sink: Sink) -> tuple[tuple[PageMakeup, ...], int]:
    """Make up the pages until the folios that running text asks for, and note marks, are right.

    References in panels decide nothing about the pages, so one round serves those.
    """
    rounds, marks = 0, note_numbers.first_marks(job.flow, job.style)
    marked = job.marked if job.indexed else _unmarked
    while True:
        rounds += 1
        found = Sink()
        pages = job.made_up(found, marks, folios)
        known = references.starts(pages, folios_of(pages, job.style), marked)
        moving = folios.moved(known) if references.in_running_text(job.flow) else []
        now = note_numbers.page_marks(pages, job.style) if marks else {}
        renumbered = note_numbers.moved(marks, now)
        if (moving or renumbered) and rounds == references.ROUNDS:
            # the text stays as it was set in this round, or its lines would not fit the pages
            references.report_moving(job.flow, moving, sink)
            note_numbers.report_moving(job.flow, renumbered, sink)
            moving = renumbered = []
        else:
            folios.turn(known)
            marks = now
        if not moving and not renumbered:
            sink.findings += found.findings
            return pages, rounds
