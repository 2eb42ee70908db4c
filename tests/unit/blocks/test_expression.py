"""Numbers in box designs."""

from __future__ import annotations

import pytest

from typeset.blocks.expression import ExpressionError, evaluate

NAMES = {"w": 231.0, "h": 112.5, "n": 3.0}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (6, 6.0),
        ("h - 13.5", 99.0),
        ("w / n", 77.0),
        ("-3", -3.0),
        ("min(w, 2 * (h - 12.5))", 200.0),
        ("round(h / n)", 38.0),
    ],
)
def test_arithmetic_over_the_box_is_evaluated(expression: str | float, value: float) -> None:
    assert evaluate(expression, NAMES) == value


@pytest.mark.parametrize(
    ("expression", "complaint"),
    [
        ("h -", "no expression"),
        ("q + 1", "unknown name 'q'; known are w, h, n"),
        ("__import__('os')", "not allowed"),
        ("h ** 9", "not allowed"),
        ("w / (n - 3)", "divides by zero"),
        ("'7'", "not allowed"),
    ],
)
def test_anything_else_is_refused_in_words(expression: str, complaint: str) -> None:
    with pytest.raises(ExpressionError, match=complaint.replace("(", r"\(")):
        evaluate(expression, NAMES)
