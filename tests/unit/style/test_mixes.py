"""Mixes of colours: per ink, and on the plate of a spot ink where that says it all."""

from __future__ import annotations

import pytest

from typeset.color import BLACK, WHITE, Cmyk, Color, Spot, mix
from typeset.diagnostics import NOWHERE, Sink
from typeset.pdf.plates import Job, check_job, plates

RED = Spot("红头专色", Cmyk(0, 100, 100, 0))
PINK = Spot("红头专色", Cmyk(0, 100, 100, 0), 40)
GOLD = Spot("金", Cmyk(10, 30, 90, 0))


@pytest.mark.parametrize(
    ("over", "under", "share", "made"),
    [
        (Cmyk(0, 80, 80, 0), WHITE, 0.5, Cmyk(0, 40, 40, 0)),
        (RED, WHITE, 0.4, PINK),
        (WHITE, RED, 0.6, PINK),
        (RED, PINK, 0.5, Spot("红头专色", Cmyk(0, 100, 100, 0), 70)),
        (RED, BLACK, 0.5, Cmyk(0, 50, 50, 50)),
        (RED, GOLD, 0.5, Cmyk(5, 65, 95, 0)),
        (PINK, Cmyk(0, 0, 0, 10), 0.5, Cmyk(0, 20, 20, 5)),
    ],
)
def test_a_mix_stays_on_one_plate_where_one_can_say_it(
    over: Color, under: Color, share: float, made: Color
) -> None:
    assert mix(over, under, share) == made


def test_the_plates_of_a_colour_are_those_with_ink() -> None:
    assert plates(Cmyk(0, 80, 80, 0)) == ("M", "Y")
    assert plates(WHITE) == ()
    assert plates(PINK) == ("红头专色",)


def test_an_ink_that_no_palette_has_is_an_error_with_the_nearest() -> None:
    sink = Sink()
    check_job(Job(("K", "红头专"), NOWHERE), [RED, BLACK], sink)
    (finding,) = sink.findings
    assert finding.code == "pdf/unknown-ink"
    assert "红头专色" in finding.hint
