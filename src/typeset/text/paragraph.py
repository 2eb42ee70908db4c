"""One paragraph from runs to lines: the steps of this folder in a row, with a memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from typeset.diagnostics import Sink
from typeset.flow import END, THROUGH, PageRef, Paragraph, is_apart
from typeset.fonts.library import FontLibrary
from typeset.scripts.classes import Script, load_script
from typeset.style.resolved import OWN_GAP, Style
from typeset.text.annotations.bases import carries_notes, readings_in, report_tight
from typeset.text.findings import reports
from typeset.text.galley import Composed, Galley, Prepared, Settings, compose, settle
from typeset.text.glue import make_items
from typeset.text.glyphs import set_type
from typeset.text.hyphens import find_hyphens
from typeset.text.itemize import forced_lines, itemize
from typeset.text.justify import natural_line
from typeset.text.labels import LabelSetter
from typeset.text.lines import set_line
from typeset.text.measure import Measure, SetParagraph
from typeset.text.shape import HarfBuzzShaper, Shaper
from typeset.text.way import Way, make_way

_UNKNOWN_PAGE = "0"  # what a reference reads until its page is known

PageOf = Callable[[str], str | None]

REMEMBERED = 1000
"""So many paragraphs are kept ready to be set anew, about 100 KB each; of older ones the lines
that were set are kept."""

_Key = tuple[Paragraph, tuple[str, ...]]


def _within(style: Style) -> Style:
    """The style with marks kept inside the measure where there is no em beside it (CL-HP-05)."""
    page, grid = style.page, style.grid
    beside = [page.edge, page.gutter, *([grid.gap] if grid.columns > 1 else ())]
    if style.rules.hang == "none" or min(beside) >= grid.zw:
        return style
    return replace(style, rules=replace(style.rules, hang="none"))


def _with_gaps(style: Style, script: Script) -> Style:
    """The style with the language's own Han-Western gap where it names none (CL-KO-06)."""
    rules, gap = style.rules, script.rows["gap"]

    def own(asked: float, of_language: float) -> float:
        return of_language if asked == OWN_GAP else asked

    return replace(
        style,
        rules=replace(
            rules,
            autospace=own(rules.autospace, script.autospace),
            autospace_shrink=own(rules.autospace_shrink, gap["least"]),
            autospace_stretch=own(rules.autospace_stretch, gap["most"]),
        ),
    )


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
        self.script = load_script(style.rules.language)
        self.style = _with_gaps(_within(style), self.script)
        self.sink = sink
        self.page_of = page_of
        self.unsettled: set[str] = set()
        self.shaper = shaper or HarfBuzzShaper(library, sink, style.rules.language)
        self._ways: dict[bool, Way] = {}
        self._trying = False
        self._memo: dict[_Key, Prepared] = {}
        self._ready: dict[_Key, Prepared] = {}  # those of the memo that hold their characters

    # -- what the page maker asks ----------------------------------------------------------

    def set(self, paragraph: Paragraph, measure: Measure, lines: int | None = None) -> SetParagraph:
        """The paragraph in its best setting, or in ``lines`` lines where that can be done.

        ``options`` of the answer tells what can be done evenly; a count beyond it is set as
        well as it goes, and if it cannot be had at all the best setting is returned. Faults
        (an overfull or a very loose line) are warnings at their place.
        """
        key = self._key(paragraph)
        known = self._memo.get(key)
        settings = known.by_measure.get(measure) if known is not None else None
        if settings is None or (settings.best if lines is None else lines) not in settings.lines:
            prepared = self._full(key)
            if settings is None:
                settings = prepared.by_measure[measure] = settle(prepared, measure)
            self._set(prepared, measure, settings, lines)
        count = settings.best if lines is None or lines not in settings.lines else lines
        if not self._trying:
            self.sink.findings += settings.unsaid.pop(count, ())
        return settings.lines[count]

    def composed(self, paragraph: Paragraph, measure: Measure) -> list[Composed]:
        """The lines of the best setting before they become glyph runs: white cluster by cluster."""
        self.set(paragraph, measure)
        prepared = self.prepare(paragraph)
        settings = prepared.by_measure[measure]
        if settings.best not in settings.composed:  # put away since
            self._lines(prepared, measure, settings, settings.best)
        return settings.composed[settings.best]

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
        return self._full(self._key(paragraph))

    def _key(self, paragraph: Paragraph) -> _Key:
        pages = tuple(self._page(run) for run in paragraph.runs if isinstance(run, PageRef))
        return paragraph, pages

    def _full(self, key: _Key) -> Prepared:
        """A paragraph with its characters, prepared once more if they have been put away."""
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = self._prepared(key[0])
        elif key in self._ready:
            return found
        else:
            told = len(self.sink.findings)  # what is found in it was told before
            found.galleys = self._prepared(key[0]).galleys
            del self.sink.findings[told:]
        self._ready[key] = found
        if len(self._ready) > REMEMBERED:
            self._ready.pop(next(iter(self._ready))).put_away()
        return found

    def _prepared(self, paragraph: Paragraph) -> Prepared:
        role = self.style.roles[paragraph.role]
        galleys: list[Galley] = []
        way, readings, elements = self.way(paragraph), 0, 0
        label = None
        if paragraph.label is not None:
            label = LabelSetter(self.style, self.script, self._page).set(
                paragraph.label, paragraph.role, way
            )
            elements = sum(map(is_apart, paragraph.label.runs))
        for runs in forced_lines(paragraph.runs):
            text = itemize(runs, role, self.style.roles, self.script, self._page, elements)
            elements += sum(map(is_apart, runs))
            way.stand(text)
            type_ = set_type(text, self.script, way.spacing, way.shaper)
            type_.hyphens = find_hyphens(type_, self.style.rules, way.shaper)
            if carries_notes(runs):
                type_.notes = way.notes(text, readings)
                readings += readings_in(runs)
                if type_.notes is not None and not galleys:
                    report_tight(type_.notes, role.size, role.leading, paragraph.span, self.sink)
            items = make_items(
                type_, self.script, way.spacing, self.style.rules, begins=not galleys
            )
            galleys.append(Galley(type_, items))
        return Prepared(
            galleys,
            paragraph.span,
            role,
            paragraph.align or role.align,
            paragraph,
            self.style.rules,
            label,
        )

    def way(self, paragraph: Paragraph) -> Way:
        """How a paragraph's lines run."""
        rules = self.style.rules
        vertical = (paragraph.writing or rules.writing_mode) == "vertical-rl"
        if vertical not in self._ways:
            self._ways[vertical] = make_way(self.script, rules, self.shaper, vertical=vertical)
        return self._ways[vertical]

    def _page(self, ref: PageRef) -> str:
        page = self.page_of(ref.target)
        if not page:
            self.unsettled.add(ref.target)
        else:
            self.unsettled.discard(ref.target)
        last = self.page_of(f"{ref.last}{END}") if ref.last else page
        if page and last not in (None, "", page, _UNKNOWN_PAGE):
            return f"{page}{THROUGH}{last}"
        return page or _UNKNOWN_PAGE

    def _count(self, prepared: Prepared, measure: Measure, settings: Settings, lines: int) -> int:
        """``lines`` if the paragraph can be set so, if need be on a later rung; else the best."""
        if lines not in settings.found and lines not in settings.refused:
            further = settle(prepared, measure, lines).found
            if lines in further:
                settings.found[lines] = further[lines]
            else:
                settings.refused.add(lines)
        return lines if lines in settings.found else settings.best

    # -- lines -----------------------------------------------------------------------------

    def _set(
        self, prepared: Prepared, measure: Measure, settings: Settings, lines: int | None
    ) -> None:
        """Make the lines of the best setting, or of ``lines`` lines if they can be had."""
        count = settings.best
        if lines is not None and lines != count:
            count = self._count(prepared, measure, settings, lines)
        if count not in settings.lines:
            settings.lines[count] = self._lines(prepared, measure, settings, count)

    def _lines(
        self, prepared: Prepared, measure: Measure, settings: Settings, count: int
    ) -> SetParagraph:
        solved = settings.found[count]
        composed = settings.composed[count] = compose(prepared, measure, solved)
        settings.unsaid[count] = reports(prepared, measure, solved, composed)
        lines = [set_line(one.galley.type, one.line, one.left, last=one.last) for one in composed]
        if prepared.label is not None and lines and prepared.align in ("justify", "start"):
            gap = next((start for number, start, _ in measure.gaps if number == 0), 0.0)
            lines[0] = prepared.label.before(lines[0], gap + prepared.role.inset)
        return SetParagraph(
            lines=tuple(lines),
            leading=prepared.role.leading,
            options=settings.options,
            hyphens=prepared.hyphen_ends(settings),
        )
