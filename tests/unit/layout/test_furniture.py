"""Running heads and folios: where they stand, and the pages that carry none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import flow, full, of_lines, section, style
from typeset.color import WHITE
from typeset.display import ArtifactOpen, Filled, Glyphs, Page
from typeset.flow import Flow, PageBreak
from typeset.geometry import MM


def furniture(page: Page) -> dict[str, list[Glyphs]]:
    """Glyphs of the page's header and footer artifacts."""
    found: dict[str, list[Glyphs]] = {"Header": [], "Footer": []}
    kind = ""
    for mark in page.marks:
        if isinstance(mark, ArtifactOpen):
            kind = mark.kind
        if isinstance(mark, Glyphs) and kind in found:
            found[kind].append(mark)
    return found


def three_pages() -> Flow:
    return flow(
        *section("甲", of_lines(4, "a"), space=0), PageBreak(),
        of_lines(4, "b"), PageBreak(),
        *section("乙", of_lines(4, "c"), space=0),
    )  # fmt: skip


def test_page_one_has_none() -> None:
    first, second, _ = set_pages(three_pages(), style()).pages
    assert furniture(first) == {"Header": [], "Footer": []}
    assert furniture(second)["Footer"][0].run.text == "2"


def test_even_pages_name_the_publication_and_odd_ones_the_section() -> None:
    _, second, third = set_pages(three_pages(), style()).pages
    assert furniture(second)["Header"][0].run.text == "回顾"
    assert furniture(third)["Header"][0].run.text == "乙"


def test_a_page_that_goes_on_with_a_section_names_that_one() -> None:
    made = flow(of_lines(4, "x"), PageBreak(), of_lines(4, "y"), PageBreak(),
                *section("甲", of_lines(60, "a"), space=0),
                *section("乙", of_lines(4, "c")))  # fmt: skip
    pages = set_pages(made, style(lines=12)).pages
    assert furniture(pages[4])["Header"][0].run.text == "甲"


def test_head_and_folio_are_at_the_outer_edge_at_their_heights() -> None:
    _, second, third = set_pages(three_pages(), style()).pages
    head = furniture(second)["Header"][0]
    # square glyphs are set from the measure's start; only the height is ours to test here
    assert head.y == pytest.approx(13 * MM)
    for page, left in ((second, True), (third, False)):
        plate = next(mark for mark in page.marks if isinstance(mark, Filled))
        xs = [segment[1] for segment in plate.path if len(segment) > 1]
        edge = page.type_area.x if left else page.type_area.right
        assert (min(xs) if left else max(xs)) == pytest.approx(edge)
        folio = furniture(page)["Footer"][0]
        assert folio.y == pytest.approx(page.trim.height - 12 * MM)


def test_a_folio_without_a_plate_is_a_bare_figure() -> None:
    plain = style()
    bare = replace(plain, furniture=replace(plain.furniture, folio_plate=0.0))
    second = set_pages(three_pages(), bare).pages[1]
    assert not any(isinstance(mark, Filled) for mark in second.marks)
    assert furniture(second)["Footer"][0].run.text == "2"


def test_a_field_at_the_head_silences_the_furniture_or_colours_it() -> None:
    silent = full(3, "field", covers_head=True)
    spoken = full(3, "field", covers_head=True, head_color=WHITE)
    for panel, expected in ((silent, 0), (spoken, 1)):
        made = flow(of_lines(4, "a"), PageBreak(), panel, of_lines(4, "b"))
        second = set_pages(made, style()).pages[1]
        assert len(furniture(second)["Header"]) == expected
        assert len(furniture(second)["Footer"]) == expected


def test_separators_beside_a_missing_name_go() -> None:
    plain = style()
    named = replace(plain, furniture=replace(plain.furniture, head_even="{issuer} · {title}"))
    assert furniture(set_pages(three_pages(), named).pages[1])["Header"][0].run.text == "回顾"
    whole = replace(three_pages(), issuer="镇江")
    second = set_pages(whole, named).pages[1]
    assert furniture(second)["Header"][0].run.text == "镇江 · 回顾"
