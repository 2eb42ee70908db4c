"""Folios and the headings of each page."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.layout.drawing import set_pages
from tests.unit.layout.sample import flow, full, of_lines, para, section, style
from typeset.display import ArtifactOpen, Glyphs, Page
from typeset.flow import FlowItem, Paragraph, SectionStart
from typeset.style.label import Label
from typeset.style.resolved import Style


def numerals(sample: str) -> Style:
    own = style()
    return replace(own, furniture=replace(own.furniture, folio_numerals=Label.of(sample)))


def book(*folios: str) -> list[FlowItem]:
    """A section of two pages for every folio named."""
    items: list[FlowItem] = []
    for number, folio in enumerate(folios):
        made = section(f"s{number}", full(42, f"a{number}"), full(42, f"b{number}"))
        items += [replace(i, folio=folio) if isinstance(i, SectionStart) else i for i in made]
    return items


def test_folios_are_arabic_figures_from_one() -> None:
    pages = set_pages(flow(of_lines(100, "a")), style()).pages
    assert [page.folio for page in pages] == ["1", "2"]


def test_folios_are_in_the_numerals_of_the_style() -> None:
    """CL-PN-05: Han numerals."""
    pages = set_pages(flow(of_lines(100, "a")), numerals("一")).pages
    assert [page.folio for page in pages] == ["一", "二"]


def test_front_matter_is_counted_apart_in_roman_numerals() -> None:
    """CL-PN-05: roman in front, then from 1 again."""
    pages = set_pages(flow(*book("i", "1")), style()).pages
    folios = [page.folio for page in pages]
    roman, arabic = [f for f in folios if f in "iiiv"], [f for f in folios if f.isdigit()]
    assert folios == roman + arabic
    assert roman[0] == "i"
    assert arabic[0] == "1"


def heads(page: Page) -> str:
    """What stands in the running head."""
    said, inside = "", False
    for mark in page.marks:
        if isinstance(mark, ArtifactOpen):
            inside = mark.kind == "Header"
        elif isinstance(mark, Glyphs) and inside:
            said += mark.run.text
    return said


def test_a_page_shows_its_first_or_last_heading_else_the_one_in_force() -> None:
    def head(name: str) -> Paragraph:
        return replace(para(name, role="heading", tag="H2"), id=name)

    own = style()
    furniture = replace(own.furniture, head_odd="{heading}", head_even="{last}", first_page=1)
    made = flow(
        head("甲"), of_lines(60, "a"), head("乙"), of_lines(60, "b"), head("丙"), of_lines(100, "c")
    )
    pages = set_pages(made, replace(own, furniture=furniture)).pages
    assert [heads(page) for page in pages][:3] == ["甲", "丙", "丙"]
