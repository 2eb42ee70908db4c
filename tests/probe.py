"""The probe asked in this process, and what must hold for every answer."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from typeset.text.probe import answers


def probe(given: Any) -> dict[str, Any]:
    """The answer to one request, without the linter."""
    return next(iter(answers([given], lambda *_: [])))


def checked(given: dict[str, Any], result: dict[str, Any]) -> None:
    """Assert the two equations of the contract, and the left edge of every line."""
    assert list(result) == ["id", "lines", "warnings", "lint"]
    paragraph = 0
    for line in result["lines"]:
        is_first, paragraph = line["paragraph"] != paragraph, line["paragraph"]
        items = line["items"]
        assert all(item["glue_before_em"] >= 0 <= item["glue_after_em"] for item in items)
        for one, other in pairwise(items):
            reached = one["x_em"] + one["advance_em"] + one["glue_after_em"]
            assert other["x_em"] == pytest.approx(reached + other["glue_before_em"], abs=0.005)
        if items:
            _check_width(given, line, is_first=is_first)


def _check_width(given: dict[str, Any], line: dict[str, Any], *, is_first: bool) -> None:
    first, last = line["items"][0], line["items"][-1]
    left = first["x_em"] - first["glue_before_em"]
    right = last["x_em"] + last["advance_em"] + last["glue_after_em"]
    assert line["set_em"] + line["hang_em"] == pytest.approx(right - left, abs=0.005)
    rest = given["measure_em"] - line["set_em"]
    indent = given.get("indent_em", 1 if given.get("lang") in ("ja", "ko") else 2)
    if given.get("options", {}).get("para-open") == "hang" and left < indent:
        indent -= 0.5
    edges = {"center": rest / 2, "end": rest}
    expected = edges.get(given.get("align", "justify"), indent if is_first else 0)
    assert left == pytest.approx(expected, abs=0.005)
