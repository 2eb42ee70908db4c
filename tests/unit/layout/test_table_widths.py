"""Widths of a table's columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.table_widths import Across, Want, lacking, solve


def test_short_columns_are_as_wide_as_they_want_and_a_long_one_takes_the_rest() -> None:
    wants = [Want(least=20, most=30), Want(least=20, most=400), Want(least=10, most=25)]
    assert solve(wants, (), 200) == pytest.approx((30, 145, 25))


def test_two_long_columns_share_by_the_root_of_their_length() -> None:
    first, second = solve([Want(least=10, most=400), Want(least=10, most=1600)], (), 300)
    assert (first, second) == pytest.approx((100, 200))


def test_room_that_is_over_is_given_to_all_in_proportion() -> None:
    assert solve([Want(most=20), Want(most=60)], (), 160) == pytest.approx((40, 120))


def test_fixed_widths_and_shares_come_before_what_cells_ask() -> None:
    wants = [Want(width=50), Want(least=5, most=500, share=2), Want(least=5, most=500, share=1)]
    assert solve(wants, (), 200) == pytest.approx((50, 100, 50))


def test_a_share_is_never_less_than_the_longest_word() -> None:
    wants = [Want(least=60, most=60, share=1), Want(least=5, most=500, share=4)]
    assert solve(wants, (), 200) == pytest.approx((60, 140))


def test_columns_without_a_share_keep_what_they_want_beside_shares() -> None:
    wants = [Want(least=20, most=40), Want(least=10, most=500, share=1)]
    assert solve(wants, (), 200) == pytest.approx((40, 160))


def test_a_cell_over_two_columns_widens_both() -> None:
    wants = [Want(least=10, most=10), Want(least=30, most=30), Want(least=10, most=200)]
    widths = solve(wants, [Across(0, 2, 80, 80)], 150)
    assert widths == pytest.approx((20, 60, 70))


def test_where_the_longest_words_do_not_fit_all_give_way_alike() -> None:
    wants = [Want(least=100, most=100), Want(least=300, most=300)]
    assert solve(wants, (), 200) == pytest.approx((50, 150))
    assert lacking(wants, (), 200) == pytest.approx(200)
    assert lacking(wants, (), 400) == 0


def test_fixed_widths_that_are_not_the_measure_are_scaled_to_it() -> None:
    assert solve([Want(width=100), Want(width=300)], (), 200) == pytest.approx((50, 150))


WANTS = st.builds(
    Want,
    least=st.floats(1, 80),
    most=st.floats(0, 500),
    width=st.none() | st.floats(1, 60),
    share=st.none() | st.floats(0.5, 4),
)


@given(st.lists(WANTS, min_size=1, max_size=8), st.floats(500, 900))
def test_the_widths_together_are_the_measure_and_none_is_negative(
    wants: list[Want], measure: float
) -> None:
    widths = solve(wants, (), measure)
    assert len(widths) == len(wants)
    assert all(width > 0 for width in widths)
    assert sum(widths) == pytest.approx(measure)
