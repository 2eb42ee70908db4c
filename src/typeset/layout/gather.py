"""The flow gathered into rows: what ends a band, what spans it, what floats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import assert_never

from typeset.column_set import ColumnSet
from typeset.diagnostics import Sink
from typeset.flow import (
    ColumnsStart,
    FlowItem,
    PageBreak,
    Panel,
    Paragraph,
    Place,
    SectionStart,
    Space,
)
from typeset.flow_notes import texts_of
from typeset.flow_tables import Table
from typeset.layout.anchors import Numbered
from typeset.layout.band import Band, Head
from typeset.layout.galley import (
    BoxElement,
    TextElement,
    galley_of,
    is_heading,
    make_galley,
    set_element,
)
from typeset.layout.note_room import NONE, Cited, cited, note_room
from typeset.layout.rows import (
    FLOATS,
    LEFT,
    RIGHT,
    BandRow,
    BreakRow,
    FloatRow,
    FullRow,
    Gap,
    MarginBox,
    Row,
    Rows,
)
from typeset.layout.setter import TextSetter
from typeset.layout.table_element import TableElement, table_element, turned_pages
from typeset.record import dataclass
from typeset.style.direction import is_vertical
from typeset.style.resolved import Style

_NEAR = 1e-6


def make_rows(
    items: Iterable[tuple[int, FlowItem]], style: Style, setter: TextSetter, sink: Sink
) -> Rows:
    """The rows of items of a flow, each with its place there.

    Panels larger than a page are errors and left out.
    """
    gatherer = _Gatherer(style, setter, sink, style.grid.column_set)
    for index, item in items:
        gatherer.take(index, item)
    gatherer.end_band()
    rows = tuple(_with_fields(gatherer.rows))
    floats = tuple(_anchored(gatherer.floats, rows))
    notes = note_room(style.grid.width, style)
    return Rows(rows, floats, style.grid, notes, tuple(gatherer.margins))


@dataclass(slots=True)
class _Gatherer:
    """Sorts items into rows, one after the other; lives for one call of :func:`make_rows`."""

    style: Style
    setter: TextSetter
    sink: Sink
    columns: ColumnSet
    rows: list[Row] = field(default_factory=list)
    floats: list[FloatRow] = field(default_factory=list)
    margins: list[MarginBox] = field(default_factory=list)
    items: list[Numbered] = field(default_factory=list)
    head: Head | None = None
    gap: Gap = field(default_factory=Gap)
    sections: list[SectionStart] = field(default_factory=list)

    def take(self, index: int, item: FlowItem) -> None:
        match item:
            case Paragraph() if item.columns != 1:
                self._spanning(index, item)
            case Paragraph() | Space():
                self.items.append((index, item))
            case ColumnsStart():
                self._turn_to(item.columns or self.style.grid.column_set)
            case Panel():
                self._panel(index, item)
            case Table():
                self._table(index, item)
            case SectionStart():
                self.end_band()
                self.sections.append(item)
            case PageBreak():
                self.end_band()
                self.rows += [BreakRow(side="any", blank=True)] * item.blank
                self.rows.append(BreakRow(side=item.side))
                self.gap = Gap()
            case _:
                assert_never(item)

    def _turn_to(self, columns: ColumnSet) -> None:
        """Text runs in other columns from here on: the band before ends, and ends level."""
        if columns != self.columns:
            self._end_with_white()
            self.columns = columns

    def _end_with_white(self) -> None:
        """End the band, a line of white under its text where text follows across the columns."""
        text = bool(self._texts())
        self.end_band()
        self.gap = self.gap.over(Gap(1, 1)) if text else self.gap

    def _spanning(self, index: int, paragraph: Paragraph) -> None:
        """Text over several columns: over some at a band's head, over all a band of its own."""
        run = self.columns.run(paragraph.first_column, paragraph.columns)
        self._end_with_white()
        element = set_element(index, paragraph, self.style, self.setter, self.columns.span(*run))
        if run[1] == self.columns.count:
            self._whole(element)
        else:
            self.head = Head(element, run)

    def _whole(self, element: TextElement) -> None:
        """A band of one column with one paragraph; what a heading keeps stands in the next."""
        columns = ColumnSet((self.columns.span(0, self.columns.count),))
        alone = galley_of([replace(element, keep=0)])
        self._add_band(Band(alone, columns, self.style.boxes), element.keep)

    def _panel(self, index: int, panel: Panel) -> None:
        first, many = self.columns.run(panel.first_column, panel.columns)
        if not self._fits(panel) or not self._is_narrow(panel, (first, many)):
            return
        panel = self._in_column(panel, many)
        if panel.place == "margin":
            self.margins.append(MarginBox(panel, index))
        elif panel.wrap:
            alone = many == 1
            panel = replace(panel, columns=1 if alone else panel.columns)
            self.items.append((index, panel))
        elif many == 1 and not first and panel.columns == 1 and panel.place not in FLOATS:
            self.items.append((index, panel))
        elif panel.place in FLOATS and not self._in_field():
            self.floats += self._float(index, panel)
        elif many < self.columns.count and not panel.keep_next:
            self._end_with_white()
            box = BoxElement(panel=panel, index=index, anchor=0, cited=self._cited(panel))
            self.head = Head(box, (first, many), panel.air)
        else:
            self.end_band()
            self._full(index, panel)

    def _in_column(self, panel: Panel, many: int) -> Panel:
        """A float one of several columns wide stands at the head or foot of its column."""
        column: dict[str, Place] = {"page-head": "column-head", "page-foot": "column-foot"}
        if many > 1 or self.columns.count == 1 or panel.place not in column:
            return panel
        return replace(panel, place=column[panel.place])

    def _float(self, index: int, panel: Panel) -> Iterator[FloatRow]:
        """A float, in two halves where it stands over a spread of facing pages."""
        notes, facing = self._cited(panel), self.style.page.facing
        whole = FloatRow(panel, index, len(self.rows), self._texts() - 1, self.columns, notes)
        if panel.place != "spread" or not facing or is_vertical(self.style):
            yield whole
        else:
            yield replace(whole, half=LEFT)
            yield replace(whole, half=RIGHT, cited=())

    def _fits(self, panel: Panel) -> bool:
        """Whether a page has room for the box and what must stand there of its notes."""
        lines = self.style.grid.lines
        notes = NONE.with_(note.length for note in self._cited(panel))
        need = panel.lines + note_room(self.style.grid.width, self.style).depth(notes.least)
        if need <= lines:
            return True
        what = (
            f"is {panel.lines} lines high" if not notes.lines else f"needs {need} lines with notes"
        )
        self.sink.error(
            "layout/box-too-tall",
            f"the box '{panel.design}' {what}, the type area only {lines}",
            panel.span,
            "give it fewer lines, or break what it holds into two boxes",
        )
        return False

    def _is_narrow(self, panel: Panel, run: tuple[int, int]) -> bool:
        """Whether a box with text beside it is no wider than its columns."""
        room = self.columns.span(*run) if run[1] > 1 else max(self.columns.widths)
        if not panel.wrap or panel.width <= room + _NEAR:
            return True
        zw = self.style.grid.zw
        self.sink.error(
            "layout/box-too-wide",
            f"the box '{panel.design}' is {panel.width / zw:.0f} characters wide, its columns are"
            f" {room / zw:.0f}",
            panel.span,
            "give it a smaller width, or let it span more columns",
        )
        return False

    def _table(self, index: int, table: Table) -> None:
        """A table among the text of its column, or across all; turned, on pages of its own."""
        if table.sideways and not is_vertical(self.style):
            for panel in turned_pages(table, self.style, self.setter):
                self.floats.append(
                    FloatRow(panel, index, len(self.rows), self._texts() - 1, self.columns)
                )
            return
        _, many = self.columns.run(0, table.spans)
        if many < self.columns.count or many == 1:
            self.items.append((index, table))
            return
        for place, heading in self._headings():
            self._spanning(place, replace(heading, columns=0))
        self.end_band()
        width = self.columns.span(0, self.columns.count)
        element = table_element(table, index, width, self.style, self.setter)
        self._add_band(Band(galley_of([element]), ColumnSet((width,)), self.style.boxes))

    def _headings(self) -> list[tuple[int, Paragraph]]:
        """The headings right above something as wide as the page: they are as wide, too."""
        found: list[tuple[int, Paragraph]] = []
        for index, item in reversed(self.items):
            if isinstance(item, Paragraph) and is_heading(item):
                found.insert(0, (index, item))
            elif not isinstance(item, Space):
                break
        places = {index for index, _ in found}
        self.items = [each for each in self.items if each[0] not in places]
        return found

    def _full(self, index: int, panel: Panel) -> None:
        at_foot = panel.place == "page-foot"
        self._add(
            FullRow(
                panel=panel,
                index=index,
                columns=self.columns,
                gap=self.gap,
                at_foot=at_foot,
                cited=self._cited(panel),
            )
        )

    def _cited(self, panel: Panel) -> tuple[Cited, ...]:
        return cited(texts_of(panel), self.style, self.setter)

    def _texts(self) -> int:
        """Things gathered for the band under way, without white at its head."""
        return len(_stripped(self.items)[1])

    def _in_field(self) -> bool:
        """Whether a field to the page's foot is open: its own text and imprint follow."""
        if self.sections:
            return False
        for row in reversed(self.rows):
            match row:
                case FullRow():
                    if row.panel.to_foot:
                        return True
                    if row.sections:
                        return False
                case BandRow():
                    if row.sections:
                        return False
                case BreakRow():
                    return False
        return False

    def end_band(self) -> None:
        """Make a row of the column-wide items gathered; white at its ends goes outside."""
        items, head = self.items, self.head
        self.items, self.head = [], None
        above, items = _stripped(items)
        if head is not None and not items:
            self._head_alone(head)
        if head is None or not items:  # under a head, its own air holds
            self.gap = self.gap.over(above)
        below, items = _stripped(items[::-1])
        if items:
            galley = make_galley(items[::-1], self.style, self.setter, self.columns)
            foot = note_room(self.columns.mean, self.style) if galley.foot_notes else None
            self._add_band(Band(galley, self.columns, self.style.boxes, head, foot))
        self.gap = self.gap.over(below)

    def _add_band(self, band: Band, keep_next: int = 0) -> None:
        self._add(BandRow(band=band, gap=self.gap, keep_next=keep_next))

    def _head_alone(self, head: Head) -> None:
        """What was to span some columns, with no text to stand beside it."""
        element = head.element
        if isinstance(element, BoxElement):
            self._full(element.index, element.panel)
            return
        whole = self.columns.span(0, self.columns.count)
        paragraph = element.paragraph
        self._whole(set_element(element.index, paragraph, self.style, self.setter, whole))

    def _add(self, row: FullRow | BandRow) -> None:
        self.rows.append(replace(row, sections=tuple(self.sections)))
        self.sections = []
        self.gap = Gap()


def _stripped(items: list[Numbered]) -> tuple[Gap, list[Numbered]]:
    """White at the front of the items, and the items without it."""
    gap = Gap()
    for i, (_, item) in enumerate(items):
        if not isinstance(item, Space):
            return gap, items[i:]
        gap = gap.over(Gap(item.lines, item.least))
    return gap, []


def _with_fields(rows: list[Row]) -> Iterator[Row]:
    """Number the fields that run to a page's foot, and the rows that stand on each."""
    number = 0
    inside = False
    for row in rows:
        if isinstance(row, BreakRow):
            inside = False
            yield row
            continue
        opens = isinstance(row, FullRow) and row.panel.to_foot
        if opens:
            number += 1
        inside = opens or (inside and not row.sections)
        yield replace(row, field=number if inside else 0)


def _anchored(floats: list[FloatRow], rows: tuple[Row, ...]) -> Iterator[FloatRow]:
    """Each float with the place at which its anchor begins, in the order of the text."""
    starts = _starts(rows)
    found = []
    for waiting in floats:
        row, element = starts.get(waiting.panel.anchor, (waiting.row, waiting.element))
        found.append(replace(waiting, row=row, element=element))
    yield from sorted(found, key=lambda waiting: (waiting.row, waiting.element))


def _starts(rows: tuple[Row, ...]) -> Mapping[str, tuple[int, int]]:
    """Where each block with an id begins: row and element."""
    starts: dict[str, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        if isinstance(row, BreakRow):
            continue
        for section in row.sections:
            starts.setdefault(section.id, (number, -1))
        if isinstance(row, FullRow):
            starts.setdefault(row.panel.id, (number, -1))
            continue
        if row.band.head is not None:
            starts.setdefault(row.band.head.id, (number, -1))
        for index, element in enumerate(row.band.galley.elements):
            if isinstance(element, TextElement) and element.paragraph.id:
                starts.setdefault(element.paragraph.id, (number, index))
            elif isinstance(element, TableElement):
                starts.setdefault(element.table.id, (number, index))
    return starts
