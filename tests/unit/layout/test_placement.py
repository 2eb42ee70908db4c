"""Where the style lets boxes stand: their distance, their share of a page, designs once."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.layout.drawing import rows, set_pages
from tests.unit.layout.sample import box, flow, full, of_lines, style
from typeset.diagnostics import Sink
from typeset.display import Pages
from typeset.flow import FlowItem
from typeset.style.resolved import BoxRules, Style


def ruled(columns: int = 2, lines: int = 42, **rules: object) -> Style:
    boxes = BoxRules(**{"page_share": 1.0, **rules})  # type: ignore[arg-type]
    return replace(style(columns=columns, lines=lines), boxes=boxes)


def column(pages: Pages, look: Style, number: int = 0, page: int = 0) -> str:
    return "".join(row[number] for row in rows(pages.pages[page], look.grid))


def test_boxes_of_a_column_keep_the_distance_that_the_style_asks_for() -> None:
    items: list[FlowItem] = [
        of_lines(4, "a", 46), box(3, "x", "here", "a"),
        of_lines(4, "b", 46), box(3, "y", "band-foot", "b"),
        of_lines(7, "c", 46), of_lines(9, "d", 46),
    ]  # fmt: skip
    near, far = ruled(1, places=("here",)), ruled(1, places=("here",), distance=9)
    close = column(set_pages(flow(*items), near), near)
    apart = column(set_pages(flow(*items), far), far)
    assert "XbbbbY" in close.replace("XXX", "X").replace("YYY", "Y")
    between = apart[apart.rindex("X") + 1 : apart.index("Y")]
    assert len(between) >= 9


def test_a_box_opens_a_column_where_the_style_lets_it() -> None:
    # a paragraph too long for a box under it, and one that could close the next column only far
    items: list[FlowItem] = [of_lines(39, "a"), box(6, "x", anchor="a"), of_lines(39, "b")]
    plain, heads = ruled(), ruled(places=("head",))
    assert not column(set_pages(flow(*items), plain), plain, 1).startswith("X")
    assert column(set_pages(flow(*items), heads), heads, 1).startswith("X")


def test_a_box_stands_at_no_foot_where_the_style_wants_it_among_the_text() -> None:
    items: list[FlowItem] = [of_lines(20, "a"), box(5, "x", anchor="a"), of_lines(40, "b")]
    here = ruled(places=("here",))
    assert "aXXXXXb" in column(set_pages(flow(*items), here), here)


def test_more_boxes_than_a_page_should_have_are_told_at_the_last() -> None:
    sink = Sink()
    items: list[FlowItem] = [of_lines(10, "a"), full(9, "grid", tag="PullQuote"), of_lines(10, "b")]
    set_pages(flow(*items, of_lines(200, "c")), ruled(lines=20, page_share=0.3), sink)
    assert [f.code for f in sink.findings] == ["layout/page-share"]
    assert "45 % of page 1" in sink.findings[0].message


def test_boxes_are_spread_over_pages_so_that_each_has_its_share() -> None:
    def boxes(look: Style) -> list[int]:
        items: list[FlowItem] = [of_lines(22, "a")]
        for name in "xy":
            wide = full(8, name, tag="PullQuote", place="page-head", anchor="a")
            items.append(wide)
        pages = set_pages(flow(*items, of_lines(120, "b")), look, Sink())
        return [len(page.boxes) for page in pages.pages]

    look = ruled(page_share=0.25)
    look = replace(look, page=replace(look.page, facing=False))
    assert max(boxes(ruled())) == 2
    assert max(boxes(look)) == 1


def hero(name: str, anchor: str) -> FlowItem:
    return replace(box(4, "hero", anchor=anchor, name=name), tag="PullQuote")


def told_of_designs(one: str, before: int, between: int) -> list[str]:
    """With a box after so many lines, and another one after so many more."""
    sink = Sink()
    items: list[FlowItem] = [
        of_lines(before, "a"), hero("h1", "a"), of_lines(between, "b"),
        of_lines(20, "c"), hero("h2", "c"), of_lines(40, "d"),
    ]  # fmt: skip
    set_pages(flow(*items), ruled(one_design=one), sink)
    return [f.code for f in sink.findings]


def test_a_design_that_comes_twice_on_a_page_is_told() -> None:
    assert told_of_designs("any", 20, 10) == []
    assert told_of_designs("page", 20, 10) == ["layout/design-twice"]
    assert told_of_designs("page", 20, 100) == []


def test_a_design_that_comes_twice_on_a_spread_is_told() -> None:
    assert told_of_designs("spread", 30, 70) == []  # pages 1 and 2 are no spread
    assert told_of_designs("spread", 100, 70) == ["layout/design-twice"]
    assert told_of_designs("page", 100, 70) == []


def test_a_set_across_the_page_may_come_again() -> None:
    sink = Sink()
    sets: list[FlowItem] = [
        full(4, "strip", tag="PullQuote"),
        of_lines(20, "a"),
        full(4, "strip", tag="PullQuote"),
    ]
    set_pages(flow(*sets, of_lines(20, "b")), ruled(one_design="spread"), sink)
    assert sink.findings == []
