"""Pages of one column filled line by line, as official circulars are (GB/T 9704-2012).

Nothing is levelled and no line is held back but a heading's: every page takes the lines it has
room for. The signature shares its page with text, or the finding ``layout/signature-alone``
says that it does not; the tail stands at the foot of the last page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import assert_never

from typeset.column_set import ColumnSet
from typeset.diagnostics import Sink
from typeset.flow import (
    ColumnsStart,
    FlowItem,
    PageBreak,
    Panel,
    Paragraph,
    SectionStart,
    Space,
)
from typeset.flow_tables import Table
from typeset.layout.carrying import carry
from typeset.layout.galley import TextElement, is_heading, set_element
from typeset.layout.makeup import PageMakeup, PanelOnPage, TableOnPage, TextOnPage
from typeset.layout.setter import TextSetter
from typeset.layout.table_element import last_part, table_element, turned_pages
from typeset.layout.table_parts import Piece
from typeset.record import dataclass
from typeset.style.resolved import Style

ALONE = "layout/signature-alone"
_KEEP = 1  # line of the text that stays under its heading
_CLAUSE = "GB/T 9704-2012, 7.3.5.5"
_HINT = "shorten or lengthen the text by a line or two to have the usual spacing"


def fill_lines(
    items: Iterable[tuple[int, FlowItem]],
    style: Style,
    setter: TextSetter,
    sink: Sink,
    *,
    carry: bool = False,
) -> tuple[PageMakeup, ...]:
    """The pages of items of a flow, each with its place there.

    With ``carry`` a signature that finds no text on its page takes the last lines before it
    along, and leaves white where they stood.
    """
    filling = _Filling(style, setter, sink, carry=carry)
    listed = list(items)
    for place, (index, item) in enumerate(listed):
        filling.take(index, item, listed[place + 1 :])
    return filling.finished()


@dataclass(slots=True)
class _Page:
    """A page under way: its number, the next free line, and what stands on it."""

    number: int
    section: SectionStart | None = None
    y: int = 0
    texts: list[TextOnPage] = field(default_factory=list)
    panels: list[PanelOnPage] = field(default_factory=list)
    tables: list[TableOnPage] = field(default_factory=list)
    opens: list[tuple[SectionStart, int]] = field(default_factory=list)
    unnumbered: bool = False
    lost: int = 0  # blank lines that were to stand above what is first on it

    def made(self) -> PageMakeup:
        """The make-up of the page."""
        return PageMakeup(
            self.number,
            tuple(self.texts),
            tuple(self.panels),
            tuple(self.opens),
            self.opens[0][0] if self.opens and self.section is None else self.section,
            unnumbered=self.unnumbered,
            tables=tuple(self.tables),
        )


@dataclass(slots=True)
class _Filling:
    """Takes one item after the other; lives for one call of :func:`fill_lines`."""

    style: Style
    setter: TextSetter
    sink: Sink
    pages: list[_Page] = field(default_factory=lambda: [_Page(1)])
    gap: int = 0
    sections: list[SectionStart] = field(default_factory=list)
    carry: bool = False

    @property
    def page(self) -> _Page:
        """The page being filled."""
        return self.pages[-1]

    @property
    def most(self) -> int:
        """Lines of a page."""
        return self.style.grid.lines

    @property
    def columns(self) -> ColumnSet:
        """The one column."""
        return self.style.grid.column_set

    def take(self, index: int, item: FlowItem, after: Sequence[tuple[int, FlowItem]]) -> None:
        """Put an item on the page, or on the next one; ``after`` it come these."""
        match item:
            case SectionStart():
                self.sections.append(item)
            case Space():
                self.gap = max(self.gap, item.lines)
            case PageBreak():
                self.break_page(item)
            case Paragraph():
                self.text(self.element(index, item), self.kept(item, after))
            case Panel(closes="tail" | "tail-even"):
                self.tail(index, item)
            case Panel():
                self.panel(index, item)
            case Table():
                self.table(index, item)
            case ColumnsStart():
                pass  # a circular has one column
            case _:
                assert_never(item)

    def element(self, index: int, paragraph: Paragraph) -> TextElement:
        """The paragraph set to the measure."""
        return set_element(index, paragraph, self.style, self.setter, self.style.grid.width)

    def kept(self, item: Paragraph, after: Sequence[tuple[int, FlowItem]]) -> int:
        """Lines that a heading needs under it: the headings that follow, and a line of text."""
        if not is_heading(item):
            return 0
        lines = 0
        for index, follower in after:
            if isinstance(follower, Table) and not follower.sideways:
                width = self.style.grid.width
                return lines + table_element(follower, index, width, self.style, self.setter).start
            if not isinstance(follower, Paragraph):
                break
            if not is_heading(follower):
                return lines + _KEEP
            lines += self.element(index, follower).best
        return lines

    # -- placing -------------------------------------------------------------------------------

    def room(self) -> int:
        """Lines left under the white that is asked for."""
        return self.most - self.page.y - self.white()

    def white(self) -> int:
        """Blank lines before the next item: none at a page's head."""
        return self.gap if self.page.y else 0

    def turn(self) -> _Page:
        """Begin the next page."""
        last = self.page
        section = last.opens[-1][0] if last.opens else last.section
        self.pages.append(_Page(last.number + 1, section, lost=self.gap))
        self.gap = 0
        return self.page

    def settle(self) -> int:
        """The line where the next item stands; sections that wait open there."""
        page = self.page
        page.y += self.white()
        self.gap = 0
        page.opens += [(section, page.y) for section in self.sections]
        self.sections = []
        return page.y

    def text(self, element: TextElement, keep: int) -> None:
        """A paragraph, in as many pages as it takes."""
        lines, done = element.options[0].lines, 0
        if keep and self.room() < element.best + keep and self.page.y:
            self.turn()
        if element.whole and self.room() < element.best and self.page.y:
            self.turn()
        while done < lines:
            fit = lines - done if element.whole else max(0, self.room()) // element.step
            if not fit:
                self.turn()
                continue
            top, taken = self.settle(), min(fit, lines - done)
            self.page.texts.append(
                TextOnPage(element.index, element, lines, done, done + taken, 0, top, self.columns)
            )
            self.page.y += element.best if element.whole else taken * element.step
            done += taken

    def panel(self, index: int, panel: Panel) -> None:
        """A panel, whole; a signature must find text above it on its page."""
        signs = panel.closes == "signature"
        if self.room() < panel.lines and self.page.y:
            gap = self.gap
            self.turn()
            self.gap = gap if signs else 0
        if signs and not (self.page.texts or self.page.tables):
            self.find_text(panel)
        top = self.settle()
        self.page.panels.append(PanelOnPage(index, panel, (0, 1), top, self.columns))
        self.page.y += panel.lines

    def find_text(self, panel: Panel) -> None:
        """Bring text to a signature that has none on its page, if that is asked for.

        Where it cannot come, the note of what is attached (附件说明) is company enough.
        """
        page = self.page
        where = f"the date would stand on page {page.number} without text"
        room = self.most - page.y - self.white() - panel.lines
        if self.carry and len(self.pages) > 1 and carry(self.pages[-2], page, room):
            message = f"{where}: it takes the last lines of the text along ({_CLAUSE})"
            self.sink.warn("circular/spacing", message, panel.span, _HINT)
        elif self.carry and page.panels:
            message = f"{where}: it stands there under what is attached or listed ({_CLAUSE})"
            self.sink.warn("circular/spacing", message, panel.span, _HINT)
        else:
            message = f"the signature stands on page {page.number} without text"
            self.sink.error(ALONE, f"{message} ({_CLAUSE})", panel.span, _HINT)

    def table(self, index: int, table: Table) -> None:
        """A table in its parts; one turned sideways has pages of its own."""
        if table.sideways:
            for panel in turned_pages(table, self.style, self.setter):
                self.panel(index, panel)
            return
        width = self.style.grid.width
        element = table_element(table, index, width, self.style, self.setter)
        if self.room() < element.start and self.page.y:
            self.turn()
        parts, done = element.parts, 0
        while done < parts.end:
            last, lines = last_part(parts, done, self.room())
            if last == done and self.page.y:
                self.turn()
                continue
            last = max(last, done + 1)  # a part higher than a page stands on one all the same
            piece = Piece(parts, done, last, lines or parts.depth(done, last))
            top = self.settle()
            self.page.tables.append(TableOnPage(index, table, piece, 0, top, self.columns))
            self.page.y += piece.lines
            done = last

    def break_page(self, item: PageBreak) -> None:
        if self.page.y:
            self.turn()
        if item.side != "any" and (self.page.number % 2 == 1) != (item.side == "odd"):
            self.turn()

    def tail(self, index: int, panel: Panel) -> None:
        """At the foot of the last page: an even one where asked, unless one page holds all."""
        even = panel.closes == "tail-even"
        fits = self.page.y + panel.lines + bool(self.page.y) <= self.most
        if not fits or (even and self.page.number > 1 and self.page.number % 2):
            self.turn()
            if even and self.page.number % 2:
                self.page.unnumbered = True
                self.turn().unnumbered = True
        top = self.most - panel.lines
        self.settle()
        self.page.panels.append(PanelOnPage(index, panel, (0, 1), top, self.columns))
        self.page.y = self.most

    def finished(self) -> tuple[PageMakeup, ...]:
        """Every page."""
        return tuple(page.made() for page in self.pages)
