"""Inks become the colours that the design's table expects on a screen."""

from __future__ import annotations

import pytest

from typeset.color import BLACK, WHITE, Cmyk, Spot, gray
from typeset.docx.srgb import hexadecimal, read_ink_table, rgb

# the design's own table: CMYK as authored, sRGB as seen through FOGRA39
EXPECTED = {
    (8, 100, 95, 4): "D2131E",
    (20, 100, 90, 30): "9A181F",
    (100, 72, 18, 6): "024B87",
    (85, 35, 85, 25): "246A42",
    (8, 24, 60, 4): "E7C176",
    (2, 8, 25, 0): "FBECCB",
    (1, 4, 9, 0): "FCF6EC",
    (4, 40, 34, 0): "EFAE9F",
}


@pytest.mark.parametrize("inks", EXPECTED)
def test_a_palette_colour_is_within_three_steps_of_the_proof(
    inks: tuple[int, int, int, int],
) -> None:
    expected = bytes.fromhex(EXPECTED[inks])
    found = rgb(Cmyk(*inks))
    assert all(abs(a - b) <= 3 for a, b in zip(found, expected, strict=True)), found


def test_solid_black_is_black_and_paper_is_white() -> None:
    assert (hexadecimal(BLACK), hexadecimal(WHITE)) == ("000000", "FFFFFF")


def test_tints_of_black_are_neutral_and_darken_with_the_ink() -> None:
    tints = [rgb(gray(percent)) for percent in range(0, 101, 5)]
    assert all(red == green == blue for red, green, blue in tints)
    assert [red for red, _, _ in tints] == sorted((red for red, _, _ in tints), reverse=True)


def test_a_spot_ink_looks_like_its_stand_in_at_its_tint() -> None:
    red = Cmyk(0, 100, 100, 0)
    assert rgb(Spot("红头专色", red)) == rgb(red)
    assert rgb(Spot("红头专色", red, tint=50)) == rgb(Cmyk(0, 50, 50, 0))


def test_a_profile_without_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="A2B1"):
        read_ink_table(bytes(132))
