"""The Han-Western gap that a language has where a style names none."""

from __future__ import annotations

import pytest

from tests.line_engine import EM, squares
from typeset.style.resolved import OWN_GAP


@pytest.mark.parametrize(("language", "gap"), [("zh-Hans", 0.25), ("ja", 0.25), ("ko", 0.0)])
def test_a_style_that_names_no_gap_has_that_of_its_language(language: str, gap: float) -> None:
    """CL-KO-06: none between Hangul and Latin, unless the style asks for one."""
    engine = squares(language=language, autospace=OWN_GAP)
    han = "한국" if language == "ko" else "国国"
    (line,) = engine.set(f"{han}A", 20).lines
    assert line.width == pytest.approx((2.5 + gap) * EM)
    asked = squares(language=language, autospace=0.5)
    (line,) = asked.set("国国A", 20).lines
    assert line.width == pytest.approx(3 * EM)
