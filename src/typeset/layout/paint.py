"""From make-up to finished page: lines on the grid, panels in their boxes, furniture."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.display import Destination, Page, PlacedBox, PlacedLine, SetLine
from typeset.layout.frame import EM_BOX_ASCENT, PageFrame, page_frame
from typeset.layout.furniture import Furnisher
from typeset.layout.galley import measure
from typeset.layout.makeup import PageMakeup, PanelOnPage, TextOnPage
from typeset.layout.panels import Painter
from typeset.layout.references import folio
from typeset.layout.setter import TextSetter
from typeset.layout.sheet import Sheet, glyphs
from typeset.layout.structure import Tags
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

    def page(self, made: PageMakeup) -> Page:
        """The finished page."""
        frame = page_frame(made.number, self.style)
        sheet = Sheet()
        placed: list[PlacedLine] = []
        for thing in made.in_reading_order():
            match thing:
                case TextOnPage():
                    placed += self._text(thing, frame, sheet)
                case PanelOnPage(index, panel, columns, top):
                    box = frame.box(top, panel.lines, columns)
                    self.painter.paint(index, panel, box, frame, sheet)
        self.furnisher.furnish(made, folio(made.number), frame, sheet)
        return Page(
            number=made.number,
            folio=folio(made.number),
            side=frame.side,
            trim=self.style.page.trim,
            bleed=self.style.page.bleed,
            type_area=frame.type_area,
            columns=frame.columns,
            marks=(*self._destinations(made, frame), *sheet.marks()),
            lines=tuple(placed),
            boxes=tuple(_placed_box(panel, frame) for panel in made.panels),
        )

    def _text(self, on: TextOnPage, frame: PageFrame, sheet: Sheet) -> Iterator[PlacedLine]:
        """Set a paragraph's lines on the page and tell where they are."""
        paragraph = on.text.paragraph
        setting = self.setter.set(paragraph, measure(self.style.grid), on.lines)
        x = frame.column(on.column).x
        marks = []
        for number in range(on.first, on.last):
            line: SetLine = setting.lines[number]
            baseline = _baseline(on, number, frame, self._size(on))
            marks += glyphs(line, x, baseline)
            yield PlacedLine(
                column=on.column,
                baseline=baseline,
                x=x,
                line=line,
                block=paragraph.id,
                role=paragraph.role,
            )
        if marks:
            sheet.tagged(self.tags.paragraphs[on.index], marks)

    def _size(self, on: TextOnPage) -> float:
        return self.style.roles[on.text.paragraph.role].size

    def _destinations(self, made: PageMakeup, frame: PageFrame) -> Iterator[Destination]:
        for section, top in made.opens:
            yield Destination(id=section.id, x=frame.type_area.x, y=frame.line(top))
        for on in made.texts:
            if on.first == 0 and on.text.paragraph.id in self.wanted:
                x = frame.column(on.column).x
                yield Destination(id=on.text.paragraph.id, x=x, y=frame.line(on.top))
        for panel in made.panels:
            if panel.panel.id in self.wanted:
                x = frame.column(panel.columns[0]).x
                yield Destination(id=panel.panel.id, x=x, y=frame.line(panel.top))


def _baseline(on: TextOnPage, number: int, frame: PageFrame, size: float) -> float:
    """The baseline of a paragraph's line: on the grid, unless its leading is wider.

    Such a paragraph, kept whole, is centred in its grid lines; a heading's last line stands
    on the grid, close to what follows.
    """
    text, grid = on.text, frame.grid
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
    return PlacedBox(
        rect=frame.box(on.top, on.panel.lines, on.columns),
        design=on.panel.design,
        id=on.panel.id,
        anchor=on.panel.anchor,
        columns=on.columns,
    )
