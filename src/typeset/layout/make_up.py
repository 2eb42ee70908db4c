"""From the plan of pages to their make-up: what the search has chosen, thing by thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from typeset.column_set import ColumnSet
from typeset.flow import Panel, SectionStart
from typeset.flow_notes import footnotes, texts_of
from typeset.layout.band import Band
from typeset.layout.galley import BoxElement, TextElement
from typeset.layout.irregular import box_edge
from typeset.layout.makeup import BandOnPage, PageMakeup, PanelOnPage, TableOnPage, TextOnPage
from typeset.layout.note_makeup import NoteBeside, NoteQueue, NotesOnPage
from typeset.layout.page_notes import at_column_feet, brought, lengthy
from typeset.layout.placed import PlacedBand, PlacedFloat, PlacedPanel
from typeset.layout.rows import LEFT, RIGHT, BandRow, BreakRow, FullRow, Rows
from typeset.layout.search import PagePlan
from typeset.layout.steps import START, BoxStep, ColumnEnd, NoteStep, TableStep, TextStep, unwound
from typeset.layout.table_element import TableElement
from typeset.layout.table_parts import Piece


def make_up(
    plans: tuple[PagePlan, ...], rows: Rows, *, vertical: bool = False
) -> tuple[PageMakeup, ...]:
    """The make-up of every page of a plan."""
    section: SectionStart | None = None
    pages = []
    queue, feet = NoteQueue(), dict[int, NoteQueue]()
    for plan in plans:
        page = _page(plan, rows, section)
        notes = (*_column_notes(plan, rows, feet), *_page_notes(plan, rows, queue))
        beside = tuple(notes_beside(page.texts, page.panels))
        pages.append(replace(page, vertical=vertical, notes=notes, beside=beside))
        section = page.opens[-1][0] if page.opens else section
    return tuple(_numbered(_as_finished(pages)))


def _as_finished(pages: list[PageMakeup]) -> tuple[PageMakeup, ...]:
    """Every part of a paragraph set as its last one: only there are all its lines known."""
    last = {on.index: on for page in pages for on in page.texts if on.own is not None}
    if not last:
        return tuple(pages)

    def finished(on: TextOnPage) -> TextOnPage:
        end = last.get(on.index)
        return on if end is None else replace(on, own=end.own, lines=end.lines, text=end.text)

    return tuple(replace(page, texts=tuple(map(finished, page.texts))) for page in pages)


def _numbered(pages: Iterable[PageMakeup]) -> Iterator[PageMakeup]:
    """The parts of every table counted, page by page."""
    counts: dict[int, int] = {}
    for page in pages:
        if not page.tables:
            yield page
            continue
        tables = []
        for on in page.tables:
            counts[on.index] = counts.get(on.index, 0) + 1
            tables.append(replace(on, piece=replace(on.piece, part=counts[on.index])))
        yield replace(page, tables=tuple(tables))


def _page(plan: PagePlan, rows: Rows, before: SectionStart | None) -> PageMakeup:
    texts: list[TextOnPage] = []
    panels: list[PanelOnPage] = []
    bands: list[BandOnPage] = []
    tables: list[TableOnPage] = []
    opens: list[tuple[SectionStart, int]] = []
    for placed in plan.placed:
        match placed:
            case PlacedPanel():
                panels.append(_panel(placed, rows))
            case PlacedFloat():
                panels.append(_float(placed, rows))
            case PlacedBand():
                begins = not _goes_on(placed, plan)
                for thing in _band(placed, rows, len(bands), begins):
                    if isinstance(thing, TextOnPage):
                        texts.append(thing)
                    elif isinstance(thing, TableOnPage):
                        tables.append(thing)
                    else:
                        panels.append(thing)
                bands.append(_band_on_page(placed, rows, begins))
        opens += _opened(placed, plan, rows)
    return PageMakeup(
        number=plan.number,
        texts=tuple(texts),
        panels=tuple(panels),
        opens=tuple(opens),
        section=_head_section(plan, opens, before),
        bands=tuple(bands),
        tables=tuple(tables),
    )


def _column_notes(plan: PagePlan, rows: Rows, feet: dict[int, NoteQueue]) -> Iterator[NotesOnPage]:
    """The notes at the feet of columns; those of a band wait for its next column alone."""
    for placed in plan.placed:
        if isinstance(placed, PlacedBand) and (band := _band_of(placed, rows)).notes is not None:
            queue = feet.setdefault(placed.row, NoteQueue())
            yield from at_column_feet(band, placed.portion, placed.top, queue)


def notes_beside(
    texts: Iterable[TextOnPage], panels: Iterable[PanelOnPage]
) -> Iterator[NoteBeside]:
    """The notes in the margin, each with the grid line of its mark, in the order of the flow."""
    found = [(on.index, note) for on in texts for note in _beside_text(on)]
    for panel in panels:
        notes = footnotes(texts_of(panel.panel))
        found += [(panel.index, NoteBeside(n, panel.top)) for n in notes if n.place == "side"]
    yield from (note for _, note in sorted(found, key=lambda each: each[0]))


def _beside_text(on: TextOnPage) -> Iterator[NoteBeside]:
    for line in range(on.first, on.last):
        row = on.rows[line - on.first] if on.rows else on.top + (line - on.first) * on.text.step
        for cited in on.text.cites(on.lines, line, line + 1):
            if cited.note.place == "side":
                yield NoteBeside(cited.note, row)


def _page_notes(plan: PagePlan, rows: Rows, queue: NoteQueue) -> tuple[NotesOnPage, ...]:
    """The notes at the page's foot, above a float that stands there."""
    foot = rows.grid.lines
    for placed in plan.placed:
        match placed:
            case PlacedPanel():
                row = rows.rows[placed.row]
                queue.add(lengthy(row.cited) if isinstance(row, FullRow) else ())
            case PlacedFloat():
                waiting = rows.floats[placed.number]
                queue.add(lengthy(waiting.cited))
                if waiting.panel.place == "page-foot":
                    foot = min(foot, placed.top - waiting.panel.air)
            case PlacedBand():
                band, begins = _band_of(placed, rows), not _goes_on(placed, plan)
                found = brought(band, placed.portion, begins=begins)
                queue.add(lengthy(found))
    pieces = queue.taken(plan.carried)
    return (NotesOnPage(pieces, 0.0, rows.grid.width, foot),) if pieces else ()


def _head_section(
    plan: PagePlan, opens: list[tuple[SectionStart, int]], before: SectionStart | None
) -> SectionStart | None:
    """The section that the page's first row belongs to (floats at its head aside)."""
    rows = [placed for placed in plan.placed if not isinstance(placed, PlacedFloat)]
    if opens and (before is None or (rows and rows[0].top == opens[0][1])):
        return opens[0][0]
    return before


def _run(panel: Panel, columns: ColumnSet) -> tuple[int, int]:
    return columns.run(panel.first_column, panel.columns)


def _panel(placed: PlacedPanel, rows: Rows) -> PanelOnPage:
    row = rows.rows[placed.row]
    assert isinstance(row, FullRow)  # noqa: S101 - only these are placed so
    run = _run(row.panel, row.columns)
    return PanelOnPage(row.index, row.panel, run, placed.top, row.columns)


def _float(placed: PlacedFloat, rows: Rows) -> PanelOnPage:
    waiting = rows.floats[placed.number]
    run = _run(waiting.panel, waiting.columns)
    half: dict[int, Literal["", "left", "right"]] = {LEFT: "left", RIGHT: "right"}
    where: Literal["", "left", "right"] = half.get(waiting.half, "")
    return PanelOnPage(waiting.index, waiting.panel, run, placed.top, waiting.columns, where=where)


def _band_of(placed: PlacedBand, rows: Rows) -> Band:
    row = rows.rows[placed.row]
    assert isinstance(row, BandRow)  # noqa: S101 - only these are placed so
    return row.band


def _band_on_page(placed: PlacedBand, rows: Rows, begins: bool) -> BandOnPage:
    band, portion = _band_of(placed, rows), placed.portion
    spans = []
    if band.head is not None and begins:
        spans.append((*band.head.run, 0, band.head.depth))
    for index, top in portion.across:
        panel = band.galley.box(index).panel
        run = band.columns.run(panel.first_column, panel.columns)
        spans.append((*run, top, top + panel.lines))
    ends = portion.place[0] == band.galley.end and not portion.pending
    return BandOnPage(band.columns, placed.top, portion.height, tuple(spans), ends)


def _across(placed: PlacedBand, band: Band) -> Iterator[PanelOnPage]:
    """The boxes over gutters, with text beside them in the columns."""
    for index, top in placed.portion.across:
        panel = band.galley.box(index).panel
        run = band.columns.run(panel.first_column, panel.columns)
        yield _beside(band, index, run, placed.top + top)


def _beside(band: Band, index: int, run: tuple[int, int], top: int) -> PanelOnPage:
    box, resetter = band.galley.box(index), band.galley.resetter
    if not box.wraps or resetter is None:
        return PanelOnPage(box.index, box.panel, run, top, band.columns)
    edge = box_edge(box, band.columns.span(*run), resetter.grid.zw)
    return PanelOnPage(box.index, box.panel, run, top, band.columns, (edge, box.panel.width))


def _head(band: Band, top: int, number: int) -> Iterator[TextOnPage | PanelOnPage]:
    """What spans some of the band's columns where it begins."""
    if band.head is None:
        return
    element, (first, many) = band.head.element, band.head.run
    if isinstance(element, BoxElement):
        yield PanelOnPage(element.index, element.panel, (first, many), top, band.columns)
        return
    lines = element.options[0].lines
    yield TextOnPage(
        element.index, element, lines, 0, lines, first, top, band.columns, number, many
    )


def _band(
    placed: PlacedBand, rows: Rows, number: int, begins: bool
) -> Iterator[TextOnPage | PanelOnPage | TableOnPage]:
    band = _band_of(placed, rows)
    columns, column = band.columns, 0
    if begins:
        yield from _head(band, placed.top, number)
    yield from _across(placed, band)
    for step in unwound(placed.portion.chain):
        if isinstance(step, ColumnEnd | NoteStep):
            column += isinstance(step, ColumnEnd)
            continue
        element = band.galley.elements[step.element]
        top = placed.top + step.top
        if isinstance(step, BoxStep) and isinstance(element, BoxElement):
            yield _beside(band, step.element, (column, 1), top)
        if isinstance(step, TableStep) and isinstance(element, TableElement):
            piece = Piece(element.parts, step.first, step.last, step.lines)
            yield TableOnPage(element.index, element.table, piece, column, top, columns)
        if isinstance(step, TextStep) and isinstance(element, TextElement):
            yield TextOnPage(
                element.index, step.text or element, step.lines, step.first, step.last, column,
                top, columns, number,
                own=step.measure, rows=tuple(placed.top + row for row in step.rows),
            )  # fmt: skip


def _goes_on(placed: PlacedPanel | PlacedBand, plan: PagePlan) -> bool:
    """Whether the row began on an earlier page."""
    return placed.row == plan.cursor.row and plan.cursor.place != START


def _opened(
    placed: PlacedPanel | PlacedFloat | PlacedBand, plan: PagePlan, rows: Rows
) -> Iterator[tuple[SectionStart, int]]:
    """Sections that begin with a row placed on this page (not one that goes on here)."""
    if isinstance(placed, PlacedFloat):
        return
    row = rows.rows[placed.row]
    if not isinstance(row, BreakRow) and not _goes_on(placed, plan):
        for section in row.sections:
            yield section, placed.top
