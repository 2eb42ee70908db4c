"""Random documents: columns that change, boxes with text beside them, floats, at any size.

Whatever is asked the page maker comes to an end, loses nothing, keeps to the grid and puts
nothing over anything. (How well it does where there is room is in ``test_layout``.)
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.page_checks import check_pages, shown
from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import EM, box, flow, full, para, section, style, text
from typeset.column_set import ColumnSet
from typeset.diagnostics import Sink
from typeset.display import Pages
from typeset.flow import ColumnsStart, Flow, FlowItem, Panel, Paragraph, Place, TextRun, Wrap
from typeset.geometry import Path
from typeset.preview.dump import dump
from typeset.style.resolved import Style

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True, repr=False)
class Asked:
    """A document and the style it is set in."""

    flow: Flow
    style: Style

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002 - IPython's
        printer.text(repr(self))

    def __repr__(self) -> str:
        grid = self.style.grid
        asked = ", ".join(_told(item) for item in self.flow.items)
        return f"{grid.columns} columns, {grid.chars} x {grid.lines}: {asked}"

    def pages(self, sink: Sink | None = None) -> Pages:
        """The document on pages; findings are allowed."""
        return set_pages(self.flow, self.style, sink or Sink())


def _told(item: FlowItem) -> str:
    match item:
        case Paragraph():
            run = item.runs[0]
            length = len(run.text) if isinstance(run, TextRun) else 0
            return f"{item.tag}:{item.id}*{length}/{item.columns}"
        case Panel():
            columns = f"{item.first_column}+{item.columns}"
            return f"{item.id}*{item.lines}@{item.place}{item.wrap}{columns}w{item.width / EM:g}"
        case ColumnsStart():
            widths = item.columns.widths if item.columns else ()
            return "|" + "+".join(f"{width / EM:g}" for width in widths)
        case _:
            return type(item).__name__


@st.composite
def documents(draw: st.DrawFn) -> Asked:
    columns = draw(st.integers(1, 4))
    most = min(22, (50 - 2 * (columns - 1)) // columns)
    chars = draw(st.integers(9, most)) * columns + 2 * (columns - 1)
    asked = style(columns=columns, chars=chars, lines=draw(st.integers(14, 42)))
    items: list[FlowItem] = []
    for number in range(draw(st.integers(1, 3))):
        items += section(f"s{number}", *draw(bodies(number, asked)))
    return Asked(flow(*items), asked)


@st.composite
def bodies(draw: st.DrawFn, number: int, asked: Style) -> list[FlowItem]:
    body: list[FlowItem] = []
    for ordinal in range(draw(st.integers(1, 6))):
        name = f"{number}-{ordinal}"
        if draw(st.integers(0, 6)) == 0:
            body.append(ColumnsStart(draw(column_sets(asked))))
        if draw(st.integers(0, 6)) == 0:
            body.append(draw(headings(name)))
        boxed = draw(st.integers(0, 2)) == 0
        if boxed and draw(st.booleans()):
            body.append(draw(beside(name, asked)))
        body.append(para(text(draw(st.integers(3, 400)), number * 7 + ordinal), name))
        if boxed:
            body.append(draw(floats(name, asked)))
    return body


@st.composite
def column_sets(draw: st.DrawFn, asked: Style) -> ColumnSet | None:
    """Columns of whole characters that fill the type area, or those of the style."""
    chars = asked.grid.chars
    count = draw(st.integers(0, min(6, (chars + 1) // 9)))
    if not count:
        return None
    free = chars - (count - 1)
    widths = [8] * count
    for _ in range(free - 8 * count):
        widths[draw(st.integers(0, count - 1))] += 1
    return ColumnSet(tuple(width * EM for width in widths), EM)


@st.composite
def headings(draw: st.DrawFn, name: str) -> Paragraph:
    heading = para(text(6), f"h{name}", tag="H2", role="heading")
    many, first = draw(st.integers(0, 3)), draw(st.integers(0, 2))
    return replace(heading, columns=many, first_column=first if many > 1 else 0)


@st.composite
def beside(draw: st.DrawFn, name: str, asked: Style) -> Panel:
    """A box that text runs around, in a column or across gutters."""
    wraps: list[Wrap] = ["left", "right", "both"]
    lines, chars = draw(st.integers(2, 9)), draw(st.integers(3, 12))
    width, height = chars * EM, lines * 17.0
    shapes: list[Path] = [(), (("M", 0, 0), ("L", width, height / 2), ("L", 0, height), ("Z",))]
    many = draw(st.sampled_from([1, 1, 1, 2, 3]))
    return replace(
        box(lines, "beside", "here", name=f"w{name}"),
        wrap="both" if many > 1 else draw(st.sampled_from(wraps)),
        width=min(width, asked.grid.column_width) if many == 1 else width,
        contour=draw(st.sampled_from(shapes)),
        columns=many,
        first_column=draw(st.integers(0, 2)) if many > 1 else 0,
    )


@st.composite
def floats(draw: st.DrawFn, name: str, asked: Style) -> Panel:
    lines = draw(st.integers(2, 8))
    places: list[Place] = ["here", "band-foot", "column-foot", "column-head"]
    if draw(st.booleans()):
        return box(lines, "box", draw(st.sampled_from(places)), name, name=f"b{name}")
    many = draw(st.integers(0, 3))
    page_places: list[Place] = ["here", "page-head", "page-foot"]
    wide = full(lines, f"f{name}", place=draw(st.sampled_from(page_places)), anchor=name)
    return replace(wide, columns=many if many != 1 and asked.grid.columns > 1 else 0)


@QUICK
@given(documents())
def test_nothing_is_lost_and_nothing_stands_over_anything(case: Asked) -> None:
    pages = case.pages()
    words = {
        item.id: "".join(run.text for run in item.runs if isinstance(run, TextRun))
        for item in case.flow.items
        if isinstance(item, Paragraph)
    }
    rules = ("grid", "frame", "overlap", "text", "doubled")
    faults = [fault for fault in check_pages(dump(pages), words) if fault.rule in rules]
    assert shown(faults) == ""


TOO_WIDE = replace(
    box(2, "beside", "here", name="w"), wrap="both", width=10 * EM, columns=2, first_column=0
)


@QUICK
@given(documents())
@example(Asked(flow(para(text(3), "p"), TOO_WIDE, para(text(3), "q")), style(columns=1, chars=9)))
def test_every_box_is_there_once_or_refused_by_an_error(case: Asked) -> None:
    sink = Sink()
    wanted = Counter(item.id for item in case.flow.items if isinstance(item, Panel))
    placed = Counter(found.id for page in case.pages(sink).pages for found in page.boxes)
    refused = [f for f in sink.findings if f.code == "layout/box-too-wide"]
    assert placed - wanted == Counter()
    assert (wanted - placed).total() == len(refused)
