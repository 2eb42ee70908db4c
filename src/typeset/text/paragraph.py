"""One paragraph from runs to lines: the steps of this folder in a row, with a memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field
from itertools import pairwise
from typing import Literal

from typeset.diagnostics import Diagnostic, Sink, Span
from typeset.display import SetLine
from typeset.flow import PageRef, Paragraph
from typeset.fonts.library import FontLibrary
from typeset.record import dataclass
from typeset.scripts.classes import load_script
from typeset.scripts.spacing import load_spacing
from typeset.style.resolved import Role, Style
from typeset.text.break_lines import LOOSE, Mode, Solution, Widths, solutions
from typeset.text.findings import report_lines
from typeset.text.glue import Items, make_items
from typeset.text.glyphs import TypeColumns, set_type
from typeset.text.itemize import forced_lines, itemize
from typeset.text.justify import justified_line, natural_line
from typeset.text.lines import left_edge, set_line
from typeset.text.measure import Measure, SetParagraph
from typeset.text.shape import HarfBuzzShaper, Shaper

Align = Literal["justify", "start", "center", "end"]
_UNKNOWN_PAGE = "0"  # what a reference reads until its page is known

PageOf = Callable[[str], str | None]

_MODES: dict[str, Mode] = {
    "justify": "justify", "start": "ragged", "end": "ragged", "center": "balance",
}  # fmt: skip


@dataclass(slots=True)
class Galley:
    """The text between two forced line ends, ready to be broken."""

    type: TypeColumns
    items: Items


@dataclass(slots=True)
class Prepared:
    """A paragraph ready to be set to any measure; ``place`` is where it was written."""

    galleys: list[Galley]
    place: Span
    role: Role
    align: Align
    by_measure: dict[Measure, _Settings] = field(default_factory=dict)


@dataclass(slots=True)
class _Settings:
    """What one measure has yielded so far: solutions by line count, and lines by count."""

    found: dict[int, tuple[Solution, ...]]
    lines: dict[int, SetParagraph] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)
    unsaid: dict[int, list[Diagnostic]] = field(default_factory=dict)  # findings by count

    def cost(self, count: int) -> float:
        return sum(part.cost for part in self.found[count])

    @property
    def best(self) -> int:
        return min(self.found, key=lambda count: (self.cost(count), count))

    @property
    def options(self) -> tuple[tuple[int, float], ...]:
        """Counts of lines that can be had without a way out that the best does not need.

        A line looser than EVEN is such a way out, and so is a parted term or unit.
        """
        limit = max(LOOSE, self.cost(self.best) + LOOSE / 2)
        costs = ((count, self.cost(count)) for count in sorted(self.found))
        return tuple((count, cost) for count, cost in costs if cost < limit)


class TextSetter:
    """Sets paragraphs in a style.

    ``page_of`` gives the folio of the page where a block begins, None or "" while it is not
    known: the reference then reads 0 and its target is put into ``unsettled``. ``shaper``
    replaces the fonts of ``library`` as the source of widths.
    """

    def __init__(
        self,
        style: Style,
        library: FontLibrary,
        sink: Sink,
        page_of: PageOf = lambda _: None,
        *,
        shaper: Shaper | None = None,
    ) -> None:
        self.style = style
        self.sink = sink
        self.page_of = page_of
        self.unsettled: set[str] = set()
        self.script = load_script(style.rules.language)
        self.spacing = load_spacing(self.script, style.rules.punct)
        self.shaper = shaper or HarfBuzzShaper(library, sink, style.rules.language)
        self._trying = False
        self._memo: dict[tuple[Paragraph, tuple[str, ...]], Prepared] = {}

    # -- what the page maker asks ----------------------------------------------------------

    def set(self, paragraph: Paragraph, measure: Measure, lines: int | None = None) -> SetParagraph:
        """The paragraph in its best setting, or in ``lines`` lines where that can be done.

        ``options`` of the answer tells what can be done evenly; a count beyond it is set as
        well as it goes, and if it cannot be had at all the best setting is returned. Faults
        (an overfull or a very loose line) are warnings at their place.
        """
        prepared = self.prepare(paragraph)
        settings = prepared.by_measure.get(measure)
        if settings is None:
            settings = prepared.by_measure[measure] = self._settle(prepared, measure, None)
        count = settings.best
        if lines is not None and lines != count:
            count = self._count(prepared, measure, settings, lines)
        if count not in settings.lines:
            settings.lines[count] = self._lines(prepared, measure, settings, count)
        if not self._trying:
            self.sink.findings += settings.unsaid.pop(count, ())
        return settings.lines[count]

    @contextmanager
    def trial(self) -> Iterator[None]:
        """While it lasts nothing is reported: for settings that may not be kept.

        The one that is kept is asked for again afterwards; that costs nothing.
        """
        before, self._trying = self._trying, True
        try:
            yield
        finally:
            self._trying = before

    def width_of(self, paragraph: Paragraph) -> float:
        """The natural width of the paragraph on one line, edges trimmed, without indent."""
        widths = (
            natural_line(galley.items, 0, len(galley.items)).width
            for galley in self.prepare(paragraph).galleys
        )
        return max(widths, default=0.0)

    # -- the steps -------------------------------------------------------------------------

    def prepare(self, paragraph: Paragraph) -> Prepared:
        """Itemize, shape and space a paragraph; remembered."""
        pages = tuple(self._page(run) for run in paragraph.runs if isinstance(run, PageRef))
        key = (paragraph, pages)
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = self._prepared(paragraph)
        return found

    def _prepared(self, paragraph: Paragraph) -> Prepared:
        role = self.style.roles[paragraph.role]
        galleys = []
        for runs in forced_lines(paragraph.runs):
            text = itemize(runs, role, self.style.roles, self.script, self._page)
            type_ = set_type(text, self.script, self.spacing, self.shaper)
            items = make_items(type_, self.script, self.spacing, self.style.rules)
            galleys.append(Galley(type_, items))
        return Prepared(galleys, paragraph.span, role, paragraph.align or role.align)

    def _page(self, ref: PageRef) -> str:
        page = self.page_of(ref.target)
        if not page:
            self.unsettled.add(ref.target)
        else:
            self.unsettled.discard(ref.target)
        return page or _UNKNOWN_PAGE

    def _settle(self, prepared: Prepared, measure: Measure, wanted: int | None) -> _Settings:
        """Break every galley and combine the counts of lines at least cost."""
        total: dict[int, tuple[Solution, ...]] = {0: ()}
        line = 0
        for galley in prepared.galleys:
            own = self._broken(prepared, galley, measure, line, wanted)
            joined: dict[int, tuple[Solution, ...]] = {}
            for before, parts in total.items():
                for count, part in own.items():
                    new = (*parts, part)
                    old = joined.get(before + count)
                    if old is None or _cost(new) < _cost(old):
                        joined[before + count] = new
            total = joined
            line += min(own, key=lambda count: own[count].cost)
        return _Settings(total)

    def _broken(
        self, prepared: Prepared, galley: Galley, measure: Measure, line: int, wanted: int | None
    ) -> dict[int, Solution]:
        count = len(galley.items)
        if not count:
            return {1: Solution((0,), 0.0, 0, is_open=True)}
        widths = self._widths(prepared, measure, line)
        last = galley is prepared.galleys[-1]
        alone = wanted if len(prepared.galleys) == 1 else None
        mode = _MODES[prepared.align]
        return solutions(galley.items, widths, mode, alone, runt_free=last)

    def _widths(self, prepared: Prepared, measure: Measure, line: int) -> Widths:
        """The lengths of lines from ``line`` on, counted from it."""
        own = {
            number - line: measure.width - start - end
            for number, start, end in measure.gaps
            if number >= line
        }
        if line == 0:
            own[0] = own.get(0, measure.width) - self._indent(prepared, 0)
        return Widths(measure.width, tuple(sorted(own.items())))

    def _indent(self, prepared: Prepared, line: int) -> float:
        flush = prepared.align in ("justify", "start")
        return prepared.role.indent if line == 0 and flush else 0.0

    def _count(self, prepared: Prepared, measure: Measure, settings: _Settings, lines: int) -> int:
        """``lines`` if the paragraph can be set so, if need be on a later rung; else the best."""
        if lines not in settings.found and lines not in settings.refused:
            further = self._settle(prepared, measure, lines).found
            if lines in further:
                settings.found[lines] = further[lines]
            else:
                settings.refused.add(lines)
        return lines if lines in settings.found else settings.best

    # -- lines -----------------------------------------------------------------------------

    def _lines(
        self, prepared: Prepared, measure: Measure, settings: _Settings, count: int
    ) -> SetParagraph:
        lines: list[SetLine] = []
        found = Sink()
        for galley, solution in zip(prepared.galleys, settings.found[count], strict=True):
            own: list[SetLine] = []
            for ends in pairwise((0, *solution.ends)):
                number = len(lines) + len(own)
                own.append(self._line(prepared, galley, measure, number, ends))
            report_lines(
                own,
                galley.items,
                solution,
                measure.width,
                place=prepared.place,
                sink=found,
                justified=prepared.align == "justify" and not measure.gaps,
            )
            lines += own
        settings.unsaid[count] = found.findings
        return SetParagraph(
            lines=tuple(lines), leading=prepared.role.leading, options=settings.options
        )

    def _line(
        self,
        prepared: Prepared,
        galley: Galley,
        measure: Measure,
        number: int,
        ends: tuple[int, int],
    ) -> SetLine:
        gap = next(((s, e) for n, s, e in measure.gaps if n == number), (0.0, 0.0))
        indent = self._indent(prepared, number)
        width = measure.width - sum(gap)
        last = ends[1] == len(galley.items)
        if prepared.align == "justify":
            line = justified_line(galley.items, *ends, width - indent, fill=not last)
        else:
            line = natural_line(galley.items, *ends)
        left = gap[0] + left_edge(prepared.align, width, line.width, indent)
        return set_line(galley.type, line, left, last=last)


def _cost(parts: tuple[Solution, ...]) -> float:
    return sum(part.cost for part in parts)
