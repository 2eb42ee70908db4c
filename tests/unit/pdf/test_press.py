"""What a press would trip over."""

from __future__ import annotations

import pytest

from tests.unit.pdf.made import BLEED, RED, artifact, fill, page, pages, pdf, rule, run, words
from tests.unit.pdf.test_color import painted
from typeset.color import BLACK, WHITE, Cmyk
from typeset.diagnostics import Diagnostic, Sink, Span
from typeset.display import ClipEnd, ClipStart, Filled, Mark
from typeset.geometry import MM, Path, Rect, rectangle
from typeset.pdf.color import clamped
from typeset.pdf.press import contains

PLACE = Span("sections/01.md", 3, 1)
WIDE = 300 + 2 * BLEED


def found(*groups: tuple[Mark, ...], profile: str = "print") -> list[Diagnostic]:
    sink = Sink()
    pdf(pages(page(*groups)), sink=sink, profile=profile)
    return sink.findings


def codes(*groups: tuple[Mark, ...]) -> list[str]:
    return [finding.code for finding in found(*groups)]


TEXT = words(1, run("字", color=WHITE, span=PLACE), x=30, y=60)


@pytest.mark.parametrize(
    ("rect", "side"),
    [
        (Rect(0, 20, 100, 80), "left edge"),
        (Rect(20, -2, 100, 80), "head"),
        (Rect(20, 20, 280, 80), "right edge"),
        (Rect(20, 20, 100, 380 + BLEED / 2), "foot"),
    ],
)
def test_an_area_that_ends_at_the_trim_is_told_at_the_text_on_it(rect: Rect, side: str) -> None:
    field = Filled(path=rectangle(rect), color=RED)
    (finding,) = found(artifact(field), TEXT)
    assert (finding.code, finding.severity, finding.span) == ("pdf/bleed", "warning", PLACE)
    assert f"ends at the {side} of the trim, short of the 3 mm bleed" in finding.message


def test_an_area_that_fills_the_bleed_or_stays_inside_is_right() -> None:
    assert codes(artifact(fill(-BLEED, -BLEED, WIDE, 90), fill(30, 120, 200, 9)), TEXT) == []


def test_a_clip_counts_as_the_edge_of_what_it_lets_show() -> None:
    clip = ClipStart(path=rectangle(Rect(0, 0, 300, 400)))
    assert codes(artifact(clip, fill(-9, 30, 60, 60), ClipEnd()), TEXT) == ["pdf/bleed"]


def test_a_rule_has_to_bleed_like_an_area() -> None:
    assert codes(artifact(rule(0, 200, 100)), TEXT) == ["pdf/bleed"]


def test_a_page_to_be_read_is_not_asked_for_its_bleed() -> None:
    assert found(artifact(fill(0, 30, 9, 9)), TEXT, profile="screen") == []


def test_black_text_in_four_inks_is_told_at_its_line() -> None:
    (finding,) = found(words(1, run("黑", color=Cmyk(60, 40, 40, 100), span=PLACE)))
    assert (finding.code, finding.span) == ("pdf/four-ink-black", PLACE)


def test_a_large_area_in_black_alone_should_be_rich_black() -> None:
    small, large = fill(60, 60, 19 * MM, 90, BLACK), fill(60, 60, 21 * MM, 90, BLACK)
    assert codes(artifact(small)) == []
    assert codes(artifact(large)) == ["pdf/flat-black"]


HEAVY = Cmyk(20, 100, 95, 4)


def test_black_that_overprints_adds_to_the_ground_and_the_ground_is_held_back() -> None:
    ground, text = artifact(fill(30, 30, 200, 200, HEAVY)), words(1, run("黑", span=PLACE), x=60)
    sink = Sink()
    data = pdf(pages(page(ground, text)), sink=sink)
    (finding,) = sink.findings
    assert (finding.code, finding.span) == ("pdf/ink-limit", PLACE)
    assert "315 % of ink" in finding.message
    field, black = painted(data)
    assert field[1] == "0.186 0.9302 0.8837 0.04"
    assert black[1:] == ("0 0 0 1", True, True)


def test_black_on_a_lighter_box_upon_a_heavy_ground_is_no_matter() -> None:
    grounds = artifact(fill(30, 30, 200, 200, HEAVY), fill(50, 30, 100, 100, WHITE))
    assert codes(grounds, words(1, run("黑"), x=60)) == []


def test_a_colour_over_the_limit_is_printed_at_the_limit() -> None:
    data = pdf(pages(page(artifact(fill(30, 30, 9, 9, Cmyk(100, 100, 100, 60))))))
    assert painted(data)[0][1] == "0.8 0.8 0.8 0.6"


def test_clamping_keeps_black_and_the_ratio_of_the_other_inks() -> None:
    held = clamped(Cmyk(90, 60, 30, 100), 250)
    assert held == Cmyk(75, 50, 25, 100)
    assert clamped(RED, 300) is RED
    assert clamped(Cmyk(90, 60, 30, 0), 250, black_over=True) == Cmyk(75, 50, 25, 0)


RING: Path = (
    ("M", 10, 0), ("C", 10, 5.5, 5.5, 10, 0, 10), ("C", -5.5, 10, -10, 5.5, -10, 0),
    ("C", -10, -5.5, -5.5, -10, 0, -10), ("C", 5.5, -10, 10, -5.5, 10, 0), ("Z",),
    ("M", 5, 0), ("C", 5, 2.8, 2.8, 5, 0, 5), ("C", -2.8, 5, -5, 2.8, -5, 0),
    ("C", -5, -2.8, -2.8, -5, 0, -5), ("C", 2.8, -5, 5, -2.8, 5, 0), ("Z",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("x", "inside"), [(0, False), (4.5, False), (7, True), (9.5, True), (11, False)]
)
def test_a_ring_does_not_contain_its_middle(x: float, inside: bool) -> None:
    assert contains(RING, x, 0.1) is inside


def test_a_ground_over_the_ink_limit_is_told_at_the_text_on_it() -> None:
    ground = artifact(fill(20, 20, 200, 100, Cmyk(100, 100, 100, 40)))
    (finding,) = found(ground, TEXT)
    assert (finding.code, finding.span) == ("pdf/ink-limit", PLACE)
    assert "340 % of ink" in finding.message
