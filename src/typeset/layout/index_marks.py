"""Where the marks of an index stand, and the folios that its entries show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from typeset.display import Destination, PlacedLine, SetLine
from typeset.display_tables import PlacedTable
from typeset.flow import Flow, FlowItem, PageList, Panel, Paragraph, Plate, Run, TextRun, Words
from typeset.layout.frame import EM_BOX_ASCENT
from typeset.layout.makeup import PageMakeup, TextOnPage
from typeset.layout.setter import TextSetter
from typeset.layout.table_element import TablePanel
from typeset.layout.table_parts import Piece
from typeset.page_ranges import page_ranges


def marks_of(paragraph: Paragraph) -> Iterator[str]:
    """The marks in a paragraph, in the order of its text."""
    for run in paragraph.runs:
        if isinstance(run, TextRun) and run.marks:
            yield from run.marks


# -- which page -----------------------------------------------------------------------------


def marks_on(page: PageMakeup, setter: TextSetter) -> Iterator[str]:
    """The marks that stand on a page: in its text, its notes, its tables and boxes."""
    for text in page.texts:
        yield from _in_text(text, setter)
    for panel in page.panels:
        if isinstance(panel.panel, TablePanel):
            yield from _in_table(panel.panel.piece)
        else:
            for paragraph in _words(panel.panel):
                yield from marks_of(paragraph)
    for table in page.tables:
        yield from _in_table(table.piece)
    for block in page.notes:
        for piece in block.pieces:
            for paragraph in piece.note.paragraphs if piece.first == 0 else ():
                yield from marks_of(paragraph)
    for beside in page.beside:
        for paragraph in beside.note.paragraphs:
            yield from marks_of(paragraph)


def _in_text(on: TextOnPage, setter: TextSetter) -> Iterator[str]:
    """Of a parted paragraph only the lines that stand here."""
    paragraph = on.text.paragraph
    marks = tuple(marks_of(paragraph))
    if not marks:
        return
    if on.first == 0 and on.last == on.lines:
        yield from marks
        return
    lines = setter.set(paragraph, on.measure, on.lines).lines
    before = {mark for line in lines[: on.first] for mark in _in_line(line)}
    for line in lines[on.first : on.last]:
        yield from (mark for mark in _in_line(line) if mark not in before)


def _in_line(line: SetLine) -> Iterator[str]:
    for placed in line.runs:
        yield from placed.marks


def _words(panel: Panel) -> Iterator[Paragraph]:
    for draw in panel.draws:
        if isinstance(draw, Words | Plate):
            yield draw.paragraph


def _in_table(piece: Piece) -> Iterator[str]:
    """Those of the rows that begin here; of the caption above, and of the notes below."""
    table, cuts = piece.parts.set.table, piece.parts.cuts
    first, last = cuts[piece.first], cuts[piece.last]
    begins, ends = piece.first == 0, piece.last == piece.parts.end
    if begins and table.caption is not None:
        yield from marks_of(table.caption)
    for cell in table.cells:
        head = begins and cell.row < piece.parts.head
        here = first.row + (first.lines > 0) <= cell.row < last.row + (last.lines > 0)
        if cell.paragraph is not None and (head or here):
            yield from marks_of(cell.paragraph)
    if ends:
        for note in table.notes:
            yield from marks_of(note)


# -- where on the page ----------------------------------------------------------------------


def destinations(
    lines: Iterable[PlacedLine], tables: Iterable[PlacedTable], wanted: frozenset[str]
) -> Iterator[Destination]:
    """Places of the marks in lines and tables that something leads to."""
    for placed in lines:
        for run in placed.line.runs:
            for mark in run.marks:
                if mark in wanted:
                    top = placed.baseline - EM_BOX_ASCENT * run.run.size
                    yield Destination(id=mark, x=placed.x + run.x, y=top)
    for table in tables:
        for text in table.texts:
            for mark in (mark for line in text.lines for mark in _in_line(line)):
                if mark in wanted:
                    yield Destination(id=mark, x=text.rect.x, y=text.rect.y)


def in_panel(panel: Panel, x: float, y: float, wanted: frozenset[str]) -> Iterator[Destination]:
    """Marks in a box are led to by its head."""
    for paragraph in _words(panel):
        yield from (
            Destination(id=mark, x=x, y=y) for mark in marks_of(paragraph) if mark in wanted
        )


# -- the folios -----------------------------------------------------------------------------


def has_marks(flow: Flow) -> bool:
    """Whether something of the flow lists the pages of marks."""
    return any(True for item in flow.items for _ in page_lists(item))


def page_lists(item: FlowItem) -> Iterator[PageList]:
    """The lists of folios in an item: entries of an index are plain paragraphs."""
    if isinstance(item, Paragraph):
        yield from (run for run in item.runs if isinstance(run, PageList))


def listed(item: FlowItem, page_of: Callable[[str], str]) -> FlowItem:
    """The item with the folios of its lists in their places, each a link."""
    if not isinstance(item, Paragraph) or not any(isinstance(r, PageList) for r in item.runs):
        return item
    return replace(item, runs=tuple(piece for run in item.runs for piece in _pieces(run, page_of)))


def _pieces(run: Run, page_of: Callable[[str], str]) -> Sequence[Run]:
    if not isinstance(run, PageList):
        return (run,)
    made: list[Run] = []
    for pages in page_ranges((target, page_of(target)) for target in run.targets):
        if made:
            made.append(TextRun(text=run.between, role=run.role))
        made.append(
            TextRun(text=pages.text, role=run.role, keep=True, link=f"#{pages.target}",
                    span=run.span)
        )  # fmt: skip
    return made
