"""Lengths, shares and names."""

from __future__ import annotations

import pytest

from typeset.diagnostics import Sink, Span
from typeset.model.nodes import Scalar
from typeset.style.units import Em, Length, Name

PLACE = Span("style.yaml", 5, 14, 6)


def scalar(text: str, value: str | float | None = None) -> Scalar:
    return Scalar(text if value is None else value, text, PLACE)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("10.5pt", 10.5),
        ("3mm", 3 * 72 / 25.4),
        ("2.1cm", 21 * 72 / 25.4),
        ("13Q", 13 * 18 / 25.4),
        ("2zw", 21.0),
        ("2em", 21.0),
        ("-3 pt", -3.0),
        ("0", 0.0),
    ],
)
def test_a_length_is_a_number_and_a_unit(text: str, points: float) -> None:
    length = Length.parse(scalar(text), Sink())
    assert length is not None
    assert length.points(10.5) == pytest.approx(points)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("10.5px", "unknown unit 'px' in '10.5px'; lengths here are pt, mm, cm, Q or zw", ""),
        ("12q", "unknown unit 'q' in '12q'; lengths here are pt, mm, cm, Q or zw",
         "did you mean 'Q'?"),
        ("12", "'12' has no unit; lengths here are pt, mm, cm, Q or zw", ""),
        ("wide", "expected a length, found 'wide'; write it as 10.5pt or 3mm", ""),
        ("１０pt", "expected a length, found '１０pt'; write it as 10.5pt or 3mm", ""),
    ],
)  # fmt: skip
def test_anything_else_is_an_error_at_its_place(text: str, message: str, hint: str) -> None:
    sink = Sink()
    assert Length.parse(scalar(text), sink) is None
    [fault] = sink.findings
    assert (fault.message, fault.span) == (message, PLACE)
    assert fault.hint == hint or not hint


def test_a_share_of_the_type_size_needs_no_unit() -> None:
    sink = Sink()
    assert [Em.parse(scalar(t), sink) for t in ("0.06", "0.06em", "0.06zw")] == [
        Em(0.06, PLACE)
    ] * 3
    assert Em.parse(scalar("1pt"), sink) is None
    assert [f.code for f in sink.findings] == ["style/unit"]


def test_a_name_is_a_word() -> None:
    sink = Sink()
    assert Name.parse(scalar("red"), sink) == Name("red", PLACE)
    assert Name.parse(scalar("12", 12), sink) is None
    assert [f.code for f in sink.findings] == ["style/name"]
