"""Inline content as runs: what its marks ask for."""

from __future__ import annotations

import pytest

from tests.unit.blocks.conftest import PLACE, MakeScope, paragraph
from typeset.blocks.words import runs
from typeset.model.inline import Marked, Text


@pytest.mark.parametrize(
    ("written", "meant"), [("metrics", "metric"), ("dotz", "dots"), ("box-lable", "box-label")]
)
def test_an_unknown_class_is_told_with_the_nearest_class_or_role(
    scope: MakeScope, written: str, meant: str
) -> None:
    marked = Marked(written, (Text("重点", PLACE),), PLACE)
    here = scope(paragraph("p1", marked))
    runs((marked,), "body", here)
    assert [(f.code, f.hint) for f in here.sink.findings] == [
        ("style/unknown-role", f"did you mean '{meant}'?")
    ]
