"""The make-up: which lines and boxes stand where on which page, in grid lines and columns.

Nothing here is measured in points yet, and nothing is painted. Everything can be pickled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from typeset.flow import Panel, SectionStart
from typeset.layout.galley import BoxElement, TextElement
from typeset.layout.page_fill import PlacedBand, PlacedFloat, PlacedPanel
from typeset.layout.rows import BandRow, BreakRow, FullRow, Rows
from typeset.layout.search import PagePlan
from typeset.layout.steps import START, BoxStep, ColumnEnd, TextStep, unwound
from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class TextOnPage:
    """Lines ``first`` to ``last`` of a paragraph set in ``lines``; ``top`` is a grid line.

    ``index`` is the paragraph's place in the flow.
    """

    index: int
    text: TextElement
    lines: int
    first: int
    last: int
    column: int
    top: int


@dataclass(frozen=True, slots=True)
class PanelOnPage:
    """A panel from grid line ``top``; ``columns`` are the first one and how many it spans."""

    index: int
    panel: Panel
    columns: tuple[int, int]
    top: int


@dataclass(frozen=True, slots=True)
class PageMakeup:
    """One page. ``opens`` are the sections that begin on it, with their grid lines.

    ``section`` is the one in force at the page's head (None before the first). Grid lines
    of a ``vertical`` page are counted from its right edge, columns from its head.
    """

    number: int
    texts: tuple[TextOnPage, ...]
    panels: tuple[PanelOnPage, ...]
    opens: tuple[tuple[SectionStart, int], ...]
    section: SectionStart | None
    vertical: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the page: left so by a break to an odd or even page."""
        return not self.texts and not self.panels

    def in_reading_order(self) -> list[TextOnPage | PanelOnPage]:
        """All that stands on the page, in the order of the flow."""
        things: list[TextOnPage | PanelOnPage] = [*self.texts, *self.panels]
        return sorted(things, key=lambda thing: thing.index)

    @property
    def head_field(self) -> Panel | None:
        """The panel that bleeds off the page's head, if there is one."""
        return next((p.panel for p in self.panels if p.panel.covers_head), None)


def make_up(
    plans: tuple[PagePlan, ...], rows: Rows, *, vertical: bool = False
) -> tuple[PageMakeup, ...]:
    """The make-up of every page of a plan."""
    section: SectionStart | None = None
    pages = []
    for plan in plans:
        page = _page(plan, rows, section)
        pages.append(replace(page, vertical=vertical))
        section = page.opens[-1][0] if page.opens else section
    return tuple(pages)


def _page(plan: PagePlan, rows: Rows, before: SectionStart | None) -> PageMakeup:
    texts: list[TextOnPage] = []
    panels: list[PanelOnPage] = []
    opens: list[tuple[SectionStart, int]] = []
    for placed in plan.placed:
        match placed:
            case PlacedPanel():
                panels.append(_panel(placed, rows))
            case PlacedFloat():
                panels.append(_float(placed, rows))
            case PlacedBand():
                if not _goes_on(placed, plan):
                    panels += _head(placed, rows)
                for thing in _band(placed, rows):
                    if isinstance(thing, TextOnPage):
                        texts.append(thing)
                    else:
                        panels.append(thing)
        opens += _opened(placed, plan, rows)
    return PageMakeup(
        plan.number, tuple(texts), tuple(panels), tuple(opens), _head_section(plan, opens, before)
    )


def _head_section(
    plan: PagePlan, opens: list[tuple[SectionStart, int]], before: SectionStart | None
) -> SectionStart | None:
    """The section that the page's first row belongs to (floats at its head aside)."""
    rows = [placed for placed in plan.placed if not isinstance(placed, PlacedFloat)]
    if opens and (before is None or (rows and rows[0].top == opens[0][1])):
        return opens[0][0]
    return before


def _columns(panel: Panel, rows: Rows) -> tuple[int, int]:
    return 0, min(panel.columns or rows.grid.columns, rows.grid.columns)


def _panel(placed: PlacedPanel, rows: Rows) -> PanelOnPage:
    row = rows.rows[placed.row]
    assert isinstance(row, FullRow)  # noqa: S101 - only these are placed so
    return PanelOnPage(row.index, row.panel, _columns(row.panel, rows), placed.top)


def _float(placed: PlacedFloat, rows: Rows) -> PanelOnPage:
    waiting = rows.floats[placed.number]
    return PanelOnPage(waiting.index, waiting.panel, _columns(waiting.panel, rows), placed.top)


def _head(placed: PlacedBand, rows: Rows) -> Iterator[PanelOnPage]:
    row = rows.rows[placed.row]
    if isinstance(row, BandRow) and (head := row.band.head) is not None:
        yield PanelOnPage(head.index, head.panel, (0, head.columns), placed.top)


def _band(placed: PlacedBand, rows: Rows) -> Iterator[TextOnPage | PanelOnPage]:
    row = rows.rows[placed.row]
    assert isinstance(row, BandRow)  # noqa: S101 - only these are placed so
    column = 0
    for step in unwound(placed.portion.chain):
        if isinstance(step, ColumnEnd):
            column += 1
            continue
        element = row.band.galley.elements[step.element]
        top = placed.top + step.top
        if isinstance(step, BoxStep) and isinstance(element, BoxElement):
            yield PanelOnPage(element.index, element.panel, (column, 1), top)
        if isinstance(step, TextStep) and isinstance(element, TextElement):
            yield TextOnPage(element.index, element, step.lines, step.first, step.last, column, top)


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
