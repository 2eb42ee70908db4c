"""What holds for every table, wherever it is parted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.layout.sample import flow, para, section, style, text
from tests.unit.layout.square import SquareSetter
from tests.unit.layout.tabled import cell, said, table
from typeset.diagnostics import Sink
from typeset.display import Page, Pages
from typeset.display_tables import PlacedTable
from typeset.flow import FlowItem, Space
from typeset.flow_tables import Table
from typeset.layout import lay_out
from typeset.style.resolved import Style

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_NEAR = 0.02


@dataclass(frozen=True, repr=False)
class Case:
    """A flow, and the grid it is set on."""

    items: list[FlowItem]
    columns: int
    lines: int

    @property
    def look(self) -> Style:
        return style(columns=self.columns, lines=self.lines)

    @property
    def tables(self) -> list[Table]:
        return [item for item in self.items if isinstance(item, Table)]

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002 - IPython's
        printer.text(repr(self))

    def __repr__(self) -> str:
        return f"{self.columns} x {self.lines}: " + "; ".join(map(_shown, self.items))


def _shown(item: FlowItem) -> str:
    if not isinstance(item, Table):
        return type(item).__name__
    lengths = [len(words) for words in said(item)]
    ways = f"head {item.head} spans {item.spans} sideways {item.sideways}"
    merged = [(c.row, c.rows) for c in item.cells if c.rows > 1]
    return f"Table {item.rows}x{len(item.columns)} {ways} {merged} {lengths}"


@st.composite
def tables(draw: st.DrawFn, name: str) -> Table:
    columns = draw(st.integers(1, 4))
    count = draw(st.integers(2, 24))
    lengths = st.integers(0, draw(st.sampled_from([4, 12, 60])))
    rows = [
        [f"{name}.{r}.{k}" + "字" * draw(lengths) for k in range(columns)] for r in range(count)
    ]
    if draw(st.integers(0, 4)) == 0:  # a row higher than a page
        rows[draw(st.integers(1, count - 1))][0] = f"{name}.高" + "长" * draw(st.integers(200, 900))
    merged = []
    if draw(st.booleans()) and count > 3:  # a cell over several rows
        first = draw(st.integers(1, count - 2))
        many = draw(st.integers(2, count - first))
        words = f"{name}.跨" + "组" * draw(st.integers(0, 200))
        merged.append(cell(first, 0, words, rows=many))
    return table(
        rows,
        name=name,
        head=draw(st.integers(0, 1)),
        caption=draw(st.sampled_from(["", f"{name}表题"])),
        notes=draw(st.sampled_from([(), (f"{name}注",)])),
        spans=draw(st.sampled_from([1, 1, 0])),
        sideways=draw(st.integers(0, 5)) == 0,
        cells=merged,
    )


@st.composite
def publications(draw: st.DrawFn) -> Case:
    items: list[FlowItem] = [*section("s")]
    for number in range(draw(st.integers(1, 3))):
        items.append(para(text(draw(st.integers(1, 120)), number), f"p{number}"))
        items += [Space(lines=1), draw(tables(f"t{number}")), Space(lines=1)]
    items.append(para(text(draw(st.integers(1, 60)), 9), "end"))
    return Case(items, draw(st.integers(1, 3)), draw(st.sampled_from([16, 30, 42])))


def laid(items: list[FlowItem], look: Style) -> Pages:
    sink = Sink()
    pages = lay_out(flow(*items), look, lambda page_of: SquareSetter(look, page_of), sink)
    assert not sink.failed
    return pages


def parts_by_table(pages: Pages) -> dict[str, list[PlacedTable]]:
    found: dict[str, list[PlacedTable]] = defaultdict(list)
    for page in pages.pages:
        for part in page.tables:
            found[part.id].append(part)
    return found


@QUICK
@given(publications())
def test_no_text_of_a_table_is_lost_or_doubled(case: Case) -> None:
    parts = parts_by_table(laid(case.items, case.look))
    for item in case.tables:
        shown: dict[tuple[str, int, int, float], list[str]] = defaultdict(list)
        for part in parts[item.id]:
            for each in part.texts:
                if not each.repeated and each.kind != "continued":
                    place = each.rect.x if each.row < 0 else 0.0
                    key = (each.kind, each.row, each.column, place)
                    shown[key] += [line.text for line in each.lines]
        found = sorted("".join(lines) for lines in shown.values())
        assert found == sorted(said(item))


@QUICK
@given(publications())
def test_every_part_that_goes_on_repeats_the_head_under_its_label(
    case: Case,
) -> None:
    parts = parts_by_table(laid(case.items, case.look))
    for item in case.tables:
        for number, part in enumerate(parts[item.id], 1):
            assert part.part == number
            again = [text for text in part.texts if text.kind == "head" and text.repeated]
            labels = [text for text in part.texts if text.kind == "continued"]
            assert len(labels) == (number > 1)
            heads = [c for c in item.cells if c.row < item.head]
            repeated = number > 1 and any(text.kind == "head" for text in part.texts)
            assert len(again) == (len(heads) if repeated else 0)


@QUICK
@given(publications())
def test_parts_stand_inside_their_columns_and_over_nothing(
    case: Case,
) -> None:
    for page in laid(case.items, case.look).pages:
        for part in page.tables:
            _inside(part, page)
            if not part.sideways:
                _clear(part, page)


def _inside(part: PlacedTable, page: Page) -> None:
    area = page.type_area
    wide, high = (area.height, area.width) if part.sideways else (area.right, area.foot)
    assert part.rect.right <= wide + _NEAR
    assert part.rect.foot <= high + _NEAR
    for each in part.texts:
        last = each.baseline + (len(each.lines) - 1) * each.leading
        assert part.rect.y - _NEAR <= each.baseline
        assert last <= part.rect.foot + 4 + _NEAR
        assert each.rect.x >= part.rect.x - _NEAR
        assert each.rect.right <= part.rect.right + _NEAR


def _clear(part: PlacedTable, page: Page) -> None:
    """No line of text inside a table, no two parts over each other."""
    box = part.rect
    for line in page.lines:
        beside = line.x >= box.right - _NEAR or line.x + line.line.width <= box.x + _NEAR
        assert beside or not box.y + _NEAR < line.baseline < box.foot - _NEAR
    for other in page.tables:
        if other is part or other.sideways:
            continue
        r = other.rect
        apart = r.x >= box.right - _NEAR or box.x >= r.right - _NEAR
        assert apart or r.y >= box.foot - _NEAR or box.y >= r.foot - _NEAR


@QUICK
@given(tables("t"), st.integers(16, 42))
def test_a_table_on_its_own_takes_whole_lines_and_text_goes_on_on_the_grid(
    made: Table, lines: int
) -> None:
    look = style(columns=1, lines=lines)
    upright = replace(made, sideways=False, spans=1)
    pages = laid([*section("s"), upright, para(text(40, 1), "after")], look)
    for page in pages.pages:
        for line in page.lines:
            steps = (line.baseline - page.type_area.y - look.grid.first_baseline) / look.grid.pitch
            assert abs(steps - round(steps)) < 1e-6
