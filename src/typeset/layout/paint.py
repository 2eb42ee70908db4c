"""From make-up to finished page: lines on the grid, panels in their boxes, furniture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from typeset.display import (
    Destination,
    Page,
    PlacedBand,
    PlacedBox,
    PlacedLine,
    SetLine,
)
from typeset.display_tables import PlacedTable
from typeset.flow import Panel
from typeset.geometry import Rect, shift
from typeset.layout.beside import line_middle
from typeset.layout.frame import (
    EM_BOX_ASCENT,
    PageFrame,
    frame_on_its_side,
    upright_frame,
)
from typeset.layout.furniture import Furnisher
from typeset.layout.index_marks import destinations, in_panel
from typeset.layout.makeup import (
    BandOnPage,
    PageMakeup,
    PanelOnPage,
    TableOnPage,
    TextOnPage,
)
from typeset.layout.note_paint import NotePainter
from typeset.layout.overlay import show_grid
from typeset.layout.panels import Painter
from typeset.layout.setter import TextSetter
from typeset.layout.shapes import column_rules
from typeset.layout.sheet import Sheet
from typeset.layout.spreads import add_half
from typeset.layout.structure import Tags
from typeset.layout.table_element import TablePanel
from typeset.layout.table_page import paint_piece, paint_turned
from typeset.layout.tagged import TaggedWords
from typeset.layout.turn import clockwise
from typeset.record import dataclass
from typeset.style.resolved import Style

_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class PagePainter:
    """Paints one page after the other; ``wanted`` are the ids that something leads to."""

    style: Style
    setter: TextSetter
    tags: Tags
    painter: Painter
    furnisher: Furnisher
    wanted: frozenset[str]
    right_bound: bool = False
    show_grid: bool = False

    def page(self, made: PageMakeup) -> Page:
        """The finished page."""
        upright = upright_frame(made.number, self.style, right_bound=self.right_bound)
        sheet = Sheet()
        if made.vertical:
            page = self._painted(made, frame_on_its_side(upright), sheet)
            sheet.turn(upright.page.trim.width)
            page = turned_page(page, upright)
        else:
            page = self._painted(made, upright, sheet)
        self.furnisher.furnish(made, page.folio, upright, sheet)
        return replace(page, marks=(*page.marks, *sheet.marks()))

    def _painted(self, made: PageMakeup, frame: PageFrame, sheet: Sheet) -> Page:
        """The page with its text and panels on the sheet; destinations are its only marks."""
        placed: list[PlacedLine] = []
        tables: list[PlacedTable] = []
        for thing in made.in_reading_order():
            match thing:
                case TextOnPage():
                    placed += self._text(thing, frame, sheet)
                case TableOnPage():
                    tables.append(self._table(thing, frame, sheet))
                case PanelOnPage(index, TablePanel(piece=piece)):
                    elements, area = self.tags.tables[index], frame.type_area
                    tables.append(paint_turned(piece, area, elements, self.setter, sheet))
                case PanelOnPage(index, panel):
                    self._panel(thing, index, panel, frame, sheet)
        notes = NotePainter(self.style, self.setter, self.tags.notes, self.painter.sink)
        noted = [note for block in made.notes for note in notes.foot(block, frame, sheet)]
        noted += notes.beside(made.beside, frame, sheet)
        for band in made.bands:
            if rules := column_rules(band, frame):
                sheet.artifact(rules)
        if self.show_grid:
            show_grid(made, frame, sheet)
        return Page(
            number=made.number,
            folio=self.furnisher.running.folio(made.number),
            side=frame.side,
            trim=frame.page.trim,
            bleed=frame.page.bleed,
            type_area=frame.type_area,
            columns=frame.columns,
            marks=(
                *self._destinations(made, frame),
                *destinations(
                    (*placed, *(line for note in noted for line in note.lines)), tables, self.wanted
                ),
            ),
            lines=tuple(placed),
            boxes=tuple(
                _placed_box(panel, frame)
                for panel in made.panels
                if not isinstance(panel.panel, TablePanel)
            ),
            bands=tuple(_placed_band(band, frame) for band in made.bands),
            notes=tuple(noted),
            tables=tuple(tables),
            grid=frame.grid_lines,
        )

    def _panel(
        self, on: PanelOnPage, index: int, panel: Panel, frame: PageFrame, sheet: Sheet
    ) -> None:
        """A box, or the half of one that stands over a spread."""
        if on.where not in ("left", "right"):
            self.painter.paint(index, panel, on.rect(frame), frame, sheet)
            return
        whole = Sheet()
        self.painter.paint(index, panel, on.rect(frame), frame, whole)
        add_half(whole, frame, sheet, right=on.where == "right")

    def _table(self, on: TableOnPage, frame: PageFrame, sheet: Sheet) -> PlacedTable:
        """A part of a table in its column."""
        column = frame.column(on.column, on.columns)
        height = frame.grid.box_height(on.piece.lines)
        box = Rect(column.x, frame.line(on.top), on.piece.parts.set.measure, height)
        return paint_piece(on.piece, box, self.tags.tables[on.index], self.setter, sheet)

    def _text(self, on: TextOnPage, frame: PageFrame, sheet: Sheet) -> Iterator[PlacedLine]:
        """Set a paragraph's lines on the page and tell where they are."""
        paragraph = on.text.paragraph
        setting = self.setter.set(paragraph, on.measure, on.lines)
        x = frame.column(on.column, on.columns).x
        words = TaggedWords(self.tags.paragraphs[on.index], self.tags, (on.index, -1))
        for number in range(on.first, on.last):
            line: SetLine = setting.lines[number]
            baseline = _baseline(on, number, frame, self._size(on))
            words.add(line, x, baseline)
            yield PlacedLine(
                column=on.column,
                band=on.band,
                baseline=baseline,
                x=x,
                line=line,
                block=paragraph.id,
                role=paragraph.role,
            )
        words.put(sheet)

    def _size(self, on: TextOnPage) -> float:
        return self.style.roles[on.text.paragraph.role].size

    def _destinations(self, made: PageMakeup, frame: PageFrame) -> Iterator[Destination]:
        for section, top in made.opens:
            yield Destination(id=section.id, x=frame.type_area.x, y=frame.line(top))
        for on in made.texts:
            if on.first == 0 and on.text.paragraph.id in self.wanted:
                x = frame.column(on.column, on.columns).x
                yield Destination(id=on.text.paragraph.id, x=x, y=frame.line(on.top))
        for table in made.tables:
            if table.piece.first == 0 and table.table.id in self.wanted:
                x = frame.column(table.column, table.columns).x
                yield Destination(id=table.table.id, x=x, y=frame.line(table.top))
        for panel in made.panels:
            x, y = frame.column(panel.run[0], panel.columns).x, frame.line(panel.top)
            if panel.panel.id in self.wanted:
                yield Destination(id=panel.panel.id, x=x, y=y)
            yield from in_panel(panel.panel, x, y, self.wanted)


def turned_page(page: Page, upright: PageFrame) -> Page:
    """A page laid out on its side, as it is looked at.

    Lines begin at ``x``, their place down the page; ``baseline`` is their middle from the left.
    """
    trim = upright.page.trim
    turn = clockwise(trim.width)
    return replace(
        page,
        trim=trim,
        type_area=upright.type_area,
        columns=tuple(turn.rect(column) for column in page.columns),
        marks=tuple(turn.marks(page.marks)),
        lines=tuple(_turned_line(placed, trim.width) for placed in page.lines),
        boxes=tuple(replace(box, rect=turn.rect(box.rect)) for box in page.boxes),
        notes=tuple(
            replace(note, lines=tuple(_turned_line(each, trim.width) for each in note.lines))
            for note in page.notes
        ),
        bands=tuple(
            replace(band, frames=tuple(turn.rect(frame) for frame in band.frames))
            for band in page.bands
        ),
        tables=tuple(replace(table, sideways=True) for table in page.tables),
    )


def _turned_line(placed: PlacedLine, width: float) -> PlacedLine:
    middle = width - line_middle(placed.line, placed.baseline)
    return replace(placed, baseline=middle, vertical=True)


def _baseline(on: TextOnPage, number: int, frame: PageFrame, size: float) -> float:
    """The baseline of a paragraph's line: on the grid, unless its leading is wider.

    Such a paragraph, kept whole, is centred in its grid lines; a heading's last line stands
    on the grid, close to what follows.
    """
    text, grid = on.text, frame.grid
    if on.rows:
        return frame.baseline(on.rows[number - on.first])
    if text.leading <= grid.pitch + _NEAR:
        return frame.baseline(on.top + number - on.first)
    if not text.whole:
        return frame.baseline(on.top + (number - on.first + 1) * text.step - 1)
    depth = _depth(on)
    if text.keep:
        return frame.baseline(on.top + depth - 1) - (on.last - 1 - number) * text.leading
    height = (on.lines - 1) * text.leading + size
    head = frame.line(on.top) + (grid.box_height(depth) - height) / 2
    return head + EM_BOX_ASCENT * size + number * text.leading


def _depth(on: TextOnPage) -> int:
    depths = {option.lines: option.depth for option in on.text.options}
    return depths.get(on.lines, on.lines)


def _placed_box(on: PanelOnPage, frame: PageFrame) -> PlacedBox:
    rect = on.rect(frame)
    return PlacedBox(
        rect=rect,
        design=on.panel.design,
        id=on.panel.id,
        anchor=on.panel.anchor,
        columns=on.run,
        contour=shift(on.panel.contour, rect.x, rect.y),
    )


def _placed_band(on: BandOnPage, frame: PageFrame) -> PlacedBand:
    frames = (frame.box(on.top, on.lines, (n, 1), on.columns) for n in range(on.columns.count))
    return PlacedBand(frames=tuple(frames), ends=on.ends)
