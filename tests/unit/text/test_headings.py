"""Headings in the line engine: which roles break at phrase ends, and what is left to others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.line_engine import EM, Engine, paragraph, small_style
from typeset.diagnostics import Sink
from typeset.fonts.library import FontLibrary
from typeset.style.resolved import Role
from typeset.text.paragraph import TextSetter
from typeset.text.square import SquareShaper

TITLE = "为率先打造现代化建设“活力标杆”而努力奋斗"


def engine(**role: object) -> Engine:
    """Squares with a body of these settings."""
    sink, style = Sink(), small_style()
    own: Role = replace(style.roles["body"], **role)  # type: ignore[arg-type]
    style = replace(style, roles={**style.roles, "body": own})
    return Engine(TextSetter(style, FontLibrary(sink), sink, shaper=SquareShaper()), sink)


@pytest.mark.parametrize("align", ["start", "center", "end"])
def test_a_role_with_a_shape_breaks_at_phrase_ends_CL_HD_01(align: str) -> None:  # noqa: N802
    made = engine(shape="balanced", align=align).set(TITLE, 14)
    assert [line.text for line in made.lines] == ["为率先打造现代化建设", "“活力标杆”而努力奋斗"]


def test_running_text_is_broken_as_running_text() -> None:
    made = engine(align="start").set(TITLE, 14)
    assert len(made.lines[0].text) > len("为率先打造现代化建设")


def test_a_heading_that_fits_stays_on_one_line() -> None:
    made = engine(shape="balanced", align="center").set(TITLE, 22)
    assert [line.text for line in made.lines] == [TITLE]
    assert made.lines[0].runs[0].x == pytest.approx((22 - 21) / 2 * EM)


def test_a_box_has_no_line_to_spare() -> None:
    title = "国务院办公厅关于进一步优化营商环境更好服务市场主体的实施意见"
    counts = [
        len(engine(shape="balanced", align="start", outline=outline).set(title, 16).lines)
        for outline in (1, 0)
    ]
    assert counts == [3, 2]


def test_a_title_too_long_for_a_heading_is_still_set() -> None:
    text = TITLE * 12
    made = engine(shape="balanced", align="center").set(text, 14)
    assert "".join(line.text for line in made.lines) == text
    assert all(line.width <= 14 * EM + 0.01 for line in made.lines)


def test_a_measure_of_one_character_does_not_hang() -> None:
    made = engine(shape="balanced", align="center").set("国家发展", 1)
    assert "".join(line.text for line in made.lines) == "国家发展"


def test_a_forced_line_end_is_kept() -> None:
    from typeset.flow import LineBreak

    made = engine(shape="balanced", align="center").set(
        paragraph("凝心聚力", LineBreak(), "奋勇争先"), 20
    )
    assert [line.text for line in made.lines] == ["凝心聚力", "奋勇争先"]
