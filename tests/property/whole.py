"""Random publications that hold everything at once: text, headings, boxes of every place, tables,
notes, columns that change; and what is read of their pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from tests.property.made import words
from tests.unit.layout.sample import EM, box, flow, full, noted, para, section, style, text
from tests.unit.layout.square import SquareSetter
from tests.unit.layout.tabled import table
from typeset.column_set import ColumnSet, equal_columns
from typeset.diagnostics import Sink
from typeset.display import Page, Pages, PlacedLine
from typeset.flow import (
    ColumnsStart,
    Flow,
    FlowItem,
    NotePlace,
    PageBreak,
    Panel,
    Paragraph,
    Place,
    Space,
    Wrap,
)
from typeset.flow_tables import Table
from typeset.geometry import Path, Size
from typeset.layout import lay_out
from typeset.style.resolved import NoteRules, Style

PITCH, FIRST = 17.0, 9.24
SIZE = 8.5
"""Of notes."""
ASCENT, DESCENT = 0.88, 0.12

PLACES: tuple[Place, ...] = (
    "here",
    "column-head",
    "column-foot",
    "band-foot",
    "page-head",
    "page-foot",
    "page",
    "spread",
    "margin",
)


@dataclass(frozen=True, repr=False)
class Whole:
    """A random publication, asked for and laid out."""

    flow: Flow
    style: Style
    pages: Pages
    sink: Sink

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002 - IPython's
        printer.text(repr(self))

    def __repr__(self) -> str:
        grid = self.style.grid
        head = f"{grid.columns} x {grid.lines} of {grid.chars}, notes {self.style.notes.place}"
        return head + "".join(f"\n  {_shown(item)}" for item in self.flow.items)


def _shown(item: FlowItem) -> str:
    match item:
        case Paragraph():
            return f"{item.tag} {item.id}: {len(words(item))} columns {item.columns}"
        case Panel():
            over = f"columns {item.first_column}+{item.columns} wrap {item.wrap!r}"
            form = f"{item.width / EM:.0f} chars{' contour' if item.contour else ''}"
            return f"{item.id}: {item.lines} lines at {item.place} {over} {form} of {item.anchor}"
        case Table():
            return f"{item.id}: {item.rows}x{len(item.columns)} spans {item.spans}"
        case _:
            return repr(item)


# -- what is asked -------------------------------------------------------------------------------


@st.composite
def publications(draw: st.DrawFn) -> Whole:
    columns = draw(st.integers(1, 6))
    place: NotePlace = draw(st.sampled_from(["page", "column"]))
    asked = style(
        columns=columns,
        chars=draw(st.integers(9, 24)) * columns + 2 * (columns - 1),
        lines=draw(st.integers(14, 42)),
        facing=draw(st.booleans()),
    )
    grid, page = asked.grid, asked.page
    trim = Size(
        grid.width + page.gutter + page.edge,
        (grid.lines - 1) * grid.pitch + EM + page.head + page.foot,
    )
    asked = replace(asked, notes=NoteRules(place=place), page=replace(page, trim=trim))
    items: list[FlowItem] = []
    columns_now = asked.grid.column_set
    for number in range(draw(st.integers(1, 3))):
        body: list[FlowItem] = []
        for ordinal in range(draw(st.integers(1, 4))):
            if draw(st.integers(0, 7)) == 0:
                columns_now = draw(column_sets(asked))
                body.append(ColumnsStart(columns_now))
            body += draw(things(f"{number}-{ordinal}", asked, columns_now, place))
        items += section(f"s{number}", *body)
    written = flow(*items)
    sink = Sink()
    pages = lay_out(written, asked, lambda page_of: SquareSetter(asked, page_of), sink)
    return Whole(written, asked, pages, sink)


@st.composite
def things(
    draw: st.DrawFn, name: str, asked: Style, columns: ColumnSet, place: NotePlace
) -> list[FlowItem]:
    """A paragraph and what comes with it."""
    found: list[FlowItem] = []
    if draw(st.integers(0, 12)) == 0:
        found.append(PageBreak(draw(st.sampled_from(["any", "odd", "even"]))))
    if draw(st.integers(0, 4)) == 0:
        spans = draw(st.sampled_from([1, 1, 2, 0]))
        heading = para(text(draw(st.integers(2, 30)), 3), f"h{name}", tag="H2", role="heading")
        found.append(replace(heading, columns=spans))
    found.append(draw(paragraphs(f"p{name}", place)))
    many = draw(st.sampled_from([0, 0, 0, 1, 1, 2, 3]))
    found += [
        draw(boxes(f"b{name}-{number}", f"p{name}", asked, columns)) for number in range(many)
    ]
    if draw(st.integers(0, 5)) == 0:
        found += [Space(lines=1), draw(tables(f"t{name}")), Space(lines=1)]
    return found


@st.composite
def column_sets(draw: st.DrawFn, asked: Style) -> ColumnSet:
    """Other columns: so many equal ones, unequal ones, or those of the style again."""
    grid = asked.grid
    match draw(st.integers(0, 3)):
        case 0:
            return grid.column_set
        case 1 if grid.chars >= 30:
            first = draw(st.integers(10, grid.chars - 12)) * EM
            return ColumnSet((first, grid.width - first - 2 * EM), 2 * EM)
        case _:
            most = max(1, min(6, grid.chars // 11))
            return equal_columns(draw(st.integers(1, most)), grid.width, 2 * EM)


@st.composite
def paragraphs(draw: st.DrawFn, name: str, place: NotePlace) -> Paragraph:
    length = draw(st.integers(3, 40) | st.integers(3, 400) | st.integers(400, 1500))
    if draw(st.integers(0, 3)):
        return para(text(length, len(name)), name)
    places = sorted(draw(st.lists(st.integers(1, length), min_size=1, max_size=3)))
    marks = [(at, draw(st.integers(1, 40) | st.integers(1, 900))) for at in places]
    return noted(text(length, len(name)), name, *marks, place=place)


@st.composite
def boxes(draw: st.DrawFn, name: str, anchor: str, asked: Style, columns: ColumnSet) -> Panel:
    grid = asked.grid
    lines = draw(st.integers(1, 8) | st.integers(1, grid.lines))
    place = draw(st.sampled_from(PLACES))
    if place in ("page", "spread"):
        return full(grid.lines, name, place=place, anchor=anchor)
    if place == "margin":
        return replace(box(min(lines, 12), "x", place, anchor, name), width=3 * EM)
    spans = draw(st.sampled_from([1, 1, 1, 0, *range(2, columns.count + 1)]))
    first = draw(st.integers(0, columns.count - max(1, spans))) if spans > 1 else 0
    made = replace(box(lines, "x", place, anchor, name), columns=spans, first_column=first)
    if draw(st.integers(0, 1)):
        return made
    wrap: Wrap = draw(st.sampled_from(["left", "right", "both"]))  # text runs beside it
    run = columns.run(first, spans)
    width = min(draw(st.integers(3, max(4, grid.chars))) * EM, columns.span(*run))
    return replace(
        made,
        wrap=wrap if run[1] == 1 else "both",
        width=width,
        contour=draw(contours(width, lines)),
    )


@st.composite
def contours(draw: st.DrawFn, width: float, lines: int) -> Path:
    """None, a triangle standing on its foot, or a rhomb."""
    height = lines * PITCH - (PITCH - EM)
    match draw(st.integers(0, 3)):
        case 0:
            return (("M", width / 2, 0), ("L", width, height), ("L", 0, height), ("Z",))
        case 1:
            half = height / 2
            return (
                ("M", width / 2, 0), ("L", width, half), ("L", width / 2, height),
                ("L", 0, half), ("Z",),
            )  # fmt: skip
        case _:
            return ()


@st.composite
def tables(draw: st.DrawFn, name: str) -> Table:
    columns, count = draw(st.integers(1, 4)), draw(st.integers(2, 20))
    lengths = st.integers(0, draw(st.sampled_from([4, 12, 60])))
    rows = [
        [f"{name}.{r}.{k}" + "字" * draw(lengths) for k in range(columns)] for r in range(count)
    ]
    if draw(st.integers(0, 3)) == 0:  # a row higher than a page
        rows[draw(st.integers(1, count - 1))][0] = f"{name}.高" + "长" * draw(st.integers(200, 900))
    return table(
        rows,
        name=name,
        head=draw(st.integers(0, 1)),
        caption=draw(st.sampled_from(["", f"{name}表题"])),
        notes=draw(st.sampled_from([(), (f"{name}注",)])),
        spans=draw(st.sampled_from([1, 1, 2, 0])),
        sideways=draw(st.integers(0, 5)) == 0,
    )


# -- what is read --------------------------------------------------------------------------------

Rect = tuple[float, float, float, float]
"""Left, head, right, foot in points."""


def things_on(page: Page) -> Iterator[tuple[str, Rect]]:
    """What takes room on a page: lines of text and notes, boxes, parts of tables."""
    for line in page.lines:
        if not line.line.runs:  # the square setter's last line may have nothing left
            continue
        yield f"line {line.line.text[:8]}", _em_boxes(line, EM)
    for note in page.notes:
        for line in note.lines:
            yield f"note {note.id}", _em_boxes(line, SIZE)
    for each in page.boxes:
        if not each.contour:
            yield f"box {each.id}", (each.rect.x, each.rect.y, each.rect.right, each.rect.foot)
    for part in page.tables:
        if not part.sideways:
            r = part.rect
            yield f"table {part.id}", (r.x, r.y, r.right, r.foot)


def _em_boxes(line: PlacedLine, size: float) -> Rect:
    """The em boxes of a line; one of larger type has but the body's to itself."""
    first, last = line.line.runs[0], line.line.runs[-1]
    left, right = line.x + first.x, line.x + last.x + last.run.width
    return left, line.baseline - ASCENT * size, right, line.baseline + DESCENT * size


def outline(contour: Path) -> Iterator[tuple[float, float]]:
    """Spots along a closed path of straight sides."""
    corners: list[tuple[float, float]] = []
    for segment in contour:
        match segment:
            case ("M" | "L", x, y):
                corners.append((x, y))
    for (x0, y0), (x1, y1) in pairwise([*corners, corners[0]]):
        for step in range(21):
            yield x0 + (x1 - x0) * step / 20, y0 + (y1 - y0) * step / 20
