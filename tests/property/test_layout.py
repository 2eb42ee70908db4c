"""What holds for every make-up, whatever is asked: random flows on random grids."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.property.made import Made
from tests.unit.layout.drawing import rows
from tests.unit.layout.sample import box, flow, full, para, section, style, text
from tests.unit.layout.square import SquareSetter
from typeset.diagnostics import Sink
from typeset.display import Page
from typeset.flow import Flow, FlowItem, Panel, Paragraph, Place, Space, TextRun
from typeset.layout import lay_out
from typeset.style.resolved import Style

QUICK = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    items: list[FlowItem] = []
    for number in range(draw(st.integers(1, 4))):
        body: list[FlowItem] = []
        for ordinal in range(draw(st.integers(1, 5))):
            name = f"{number}-{ordinal}"
            if draw(st.integers(0, 9)) == 0:
                body.append(para(text(6, ordinal), f"h{name}", tag="H2", role="heading"))
            length = draw(st.integers(3, 260))
            body.append(para(text(length, number * 7 + ordinal), name))
            body += draw(panels(name))
        items += section(f"s{number}", *body)
    return flow(*items)


@st.composite
def panels(draw: st.DrawFn, anchor: str) -> list[FlowItem]:
    match draw(st.integers(0, 9)):
        case 0 | 1:
            places: list[Place] = ["here", "band-foot", "column-foot", "column-head"]
            place = draw(st.sampled_from(places))
            return [box(draw(st.integers(2, 8)), "box", place, anchor, name=f"box-{anchor}")]
        case 2:
            lines = draw(st.integers(2, 6))
            return [Space(lines=1), full(lines, f"full-{anchor}"), Space(lines=1)]
        case 3:
            place = draw(st.sampled_from(["page-head", "page-foot"]))
            return [full(draw(st.integers(2, 6)), f"float-{anchor}", place=place, anchor=anchor)]
        case _:
            return []


@st.composite
def made(draw: st.DrawFn) -> Made:
    columns = draw(st.integers(1, 4))
    asked = style(
        columns=columns,
        chars=draw(st.integers(8, 22)) * columns + 2 * (columns - 1),
        lines=draw(st.integers(14, 42)),
    )
    written = draw(flows())
    sink = Sink()
    pages = lay_out(written, asked, lambda page_of: SquareSetter(asked, page_of), sink)
    return Made(written, asked, pages, sink)


def grid_steps(page: Page, baseline: float, asked: Style) -> float:
    return (baseline - page.type_area.y - asked.grid.first_baseline) / asked.grid.pitch


@QUICK
@given(made())
def test_every_line_stands_on_the_grid_inside_its_column(case: Made) -> None:
    for page in case.pages.pages:
        for line in page.lines:
            steps = grid_steps(page, line.baseline, case.style)
            assert abs(steps - round(steps)) * case.style.grid.pitch < 0.01
            assert 0 <= round(steps) < case.style.grid.lines
            column = page.columns[line.column]
            assert abs(line.x - column.x) < 1e-9
            assert line.line.width <= column.width + 0.01


@QUICK
@given(made())
def test_no_character_is_lost_or_doubled_and_blocks_keep_their_order(case: Made) -> None:
    found: dict[str, str] = {}
    for page in case.pages.pages:
        for line in page.lines:
            found[line.block] = found.get(line.block, "") + line.line.text
    asked = {
        item.id: "".join(run.text for run in item.runs if isinstance(run, TextRun))
        for item in case.flow.items
        if isinstance(item, Paragraph)
    }
    assert found == asked
    assert list(found) == [name for name in asked if name in found]


@QUICK
@given(made())
def test_every_box_is_there_once_inside_its_page_and_over_nothing(case: Made) -> None:
    wanted = Counter(item.id for item in case.flow.items if isinstance(item, Panel))
    placed = Counter(box.id for page in case.pages.pages for box in page.boxes)
    assert placed == wanted
    for page in case.pages.pages:
        rows(page, case.style.grid)  # fails where a box stands over anything
        area = page.type_area
        for found in page.boxes:
            assert found.rect.x >= area.x - 1e-6
            assert found.rect.right <= area.right + 1e-6
            assert found.rect.y >= area.y - 1e-6
            assert found.rect.foot <= area.foot + 1e-6


@QUICK
@given(made())
def test_no_line_of_a_paragraph_is_left_alone(case: Made) -> None:
    lines: Counter[tuple[str, int, int]] = Counter()
    whole: Counter[str] = Counter()
    for page in case.pages.pages:
        for line in page.lines:
            lines[line.block, page.number, line.column] += 1
            whole[line.block] += 1
    alone = [key for key, count in lines.items() if count == 1 and whole[key[0]] > 1]
    # a column of a line or two may be all there is room for in a paragraph's middle
    for block, number, column in alone:
        on_page = [(n, c) for name, n, c in lines if name == block]
        assert (number, column) not in (min(on_page), max(on_page))


@QUICK
@given(made())
def test_headings_are_followed_by_text_in_their_column(case: Made) -> None:
    for page in case.pages.pages:
        for column in range(case.style.grid.columns):
            drawn = "".join(row[column] for row in rows(page, case.style.grid))
            assert not drawn.rstrip(".").endswith("h")


@QUICK
@given(made())
def test_the_last_page_holds_something(case: Made) -> None:
    last = case.pages.pages[-1]
    assert last.lines or last.boxes


# -- where there is text enough, the finer rules hold as well -------------------------------------


@st.composite
def texts(draw: st.DrawFn, with_boxes: bool) -> Made:
    """One long band: paragraphs of four lines and more, a box after some of them."""
    columns = draw(st.integers(1, 4))
    asked = style(columns=columns, chars=20 * columns - 2, lines=draw(st.integers(16, 42)))
    items: list[FlowItem] = []
    for number in range(draw(st.integers(4, 12))):
        name = f"{number}"
        items.append(para(text(draw(st.integers(70, 240)), number), name))
        if with_boxes and draw(st.booleans()):
            places: list[Place] = ["here", "band-foot"]
            place = draw(st.sampled_from(places))
            items.append(box(draw(st.integers(2, 5)), "x", place, name, name=f"x{name}"))
    sink = Sink()
    written = flow(*items)
    pages = lay_out(written, asked, lambda page_of: SquareSetter(asked, page_of), sink)
    return Made(written, asked, pages, sink)


@QUICK
@given(texts(with_boxes=False))
def test_columns_end_within_one_line_of_each_other(case: Made) -> None:
    for page in case.pages.pages[:-1]:
        drawn_rows = rows(page, case.style.grid)
        feet = [
            max(n for n, row in enumerate(drawn_rows) if row[column] != ".")
            for column in range(case.style.grid.columns)
        ]
        assert max(feet) - min(feet) <= 1
        assert max(feet) >= case.style.grid.lines - 2, "the page is full"


@QUICK
@given(texts(with_boxes=True))
def test_no_box_opens_a_column(case: Made) -> None:
    for page in case.pages.pages:
        drawn_rows = rows(page, case.style.grid)
        for column in range(case.style.grid.columns):
            letters = "".join(row[column] for row in drawn_rows)
            assert not letters.lstrip(".").startswith("X"), letters


@QUICK
@given(texts(with_boxes=True))
def test_a_box_closes_its_column_or_has_three_lines_under_it(case: Made) -> None:
    for page in case.pages.pages:
        drawn_rows = rows(page, case.style.grid)
        for column in range(case.style.grid.columns):
            letters = "".join(row[column] for row in drawn_rows).rstrip(".")
            under = letters.rpartition("X")[2] if "X" in letters else "..."
            assert len(under) == 0 or len(under) >= 3, letters


@QUICK
@given(texts(with_boxes=True))
def test_nothing_is_left_to_a_new_page_while_the_page_has_room(case: Made) -> None:
    grid = case.style.grid
    lines = sum(len(page.lines) for page in case.pages.pages)
    boxes = [item.lines for item in case.flow.items if isinstance(item, Panel)]
    # a tenth for white above boxes, and for lines that must not stand alone
    if lines + sum(boxes) <= 0.9 * grid.columns * grid.lines:
        assert len(case.pages.pages) == 1
