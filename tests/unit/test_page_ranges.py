"""Folios put together as an index shows them."""

from __future__ import annotations

from typeset.page_ranges import page_ranges


def shown(*folios: str) -> list[str]:
    return [pages.text for pages in page_ranges((f"m{n}", f) for n, f in enumerate(folios))]


def test_a_page_is_named_once() -> None:
    assert shown("7", "7", "9") == ["7", "9"]


def test_three_neighbouring_pages_are_a_range_and_two_are_not() -> None:
    assert shown("3", "4", "5", "7", "8") == ["3–5", "7", "8"]


def test_pages_stand_in_order_wherever_their_marks_were_written() -> None:
    assert shown("12", "9", "10", "11") == ["9–12"]


def test_other_numerals_come_first_and_make_no_range() -> None:
    assert shown("2", "i", "ii", "iii") == ["i", "ii", "iii", "2"]


def test_a_range_leads_to_its_first_mark() -> None:
    (pages,) = page_ranges([("c", "5"), ("a", "3"), ("b", "4"), ("d", "3")])
    assert (pages.target, pages.end) == ("a", "c")
