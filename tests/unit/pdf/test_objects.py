"""PDF objects as text."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.pdf.objects import array, dictionary, name, number, numbers, text_string


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.0, "1"), (100, "100"), (0.5, "0.5"), (-0.0001, "0"), (2.0004, "2"), (1e-9, "0")],
)
def test_a_number_is_written_in_the_fewest_digits(value: float, written: str) -> None:
    assert number(value) == written


@given(st.floats(-1e5, 1e5))
def test_a_number_is_never_written_with_an_exponent_and_is_right_within_half_a_step(
    value: float,
) -> None:
    assert "e" not in number(value)
    assert abs(float(number(value)) - value) <= 0.0005000001


def test_numbers_stand_with_a_space_between() -> None:
    assert numbers((0, 0.25, 1), 2) == "0 0.25 1"


def test_a_name_escapes_everything_irregular() -> None:
    assert name("PANTONE 485 C") == "/PANTONE#20485#20C"
    assert name("红") == "/#E7#BA#A2"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_string_is_read_back_as_it_was(value: str) -> None:
    assert str(pikepdf.Object.parse(text_string(value).encode("ascii"))) == value


def test_entries_without_a_value_are_left_out_of_a_dictionary() -> None:
    assert dictionary({"A": "1", "B": "", "C": array(("/X", "2"))}) == "<</A 1/C [/X 2]>>"
