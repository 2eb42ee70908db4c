"""Page boxes and the way from trim coordinates to the sheet's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.pdf.made import BLEED, artifact, fill, page, pages, pdf
from tests.unit.pdf.reading import opened, stream
from typeset.geometry import MM, Size


def boxes(data: bytes) -> dict[str, list[float]]:
    """The boxes of the first page."""
    found = opened(data).pages[0].obj
    names = ("MediaBox", "BleedBox", "TrimBox")
    return {key: [float(edge) for edge in found[f"/{key}"]] for key in names}


def test_a_print_sheet_reaches_to_the_bleed_and_the_boxes_nest() -> None:
    found = boxes(pdf(pages(page())))
    around, inside = [0, 0, 300 + 2 * BLEED, 400 + 2 * BLEED], [BLEED, BLEED, 300 + BLEED]
    assert found["MediaBox"] == found["BleedBox"] == pytest.approx(around, abs=1e-4)
    assert found["TrimBox"] == pytest.approx([*inside, 400 + BLEED], abs=1e-4)


def test_bleed_and_trim_are_right_within_a_thousandth_of_a_millimetre_on_a4() -> None:
    a4 = replace(page(), trim=Size(210 * MM, 297 * MM))
    found = boxes(pdf(pages(a4)))
    sizes = {key: [(box[2] - box[0]) / MM, (box[3] - box[1]) / MM] for key, box in found.items()}
    assert sizes["TrimBox"] == pytest.approx([210, 297], abs=0.001)
    assert sizes["BleedBox"] == pytest.approx([216, 303], abs=0.001)


@pytest.mark.parametrize("profile", ["archive", "screen"])
def test_a_page_to_be_read_is_cut_at_the_trim(profile: str) -> None:
    found = boxes(pdf(pages(page()), profile=profile))
    assert found["MediaBox"] == found["TrimBox"] == [0, 0, 300, 400]


def test_no_page_has_an_art_box_beside_its_trim_box() -> None:
    assert "/ArtBox" not in opened(pdf(pages(page()))).pages[0].obj


def test_the_head_of_the_trim_is_at_the_head_of_the_sheet() -> None:
    field = fill(-BLEED, -BLEED, 300 + 2 * BLEED, 100 + BLEED)
    data = pdf(pages(page(artifact(field))))
    assert "0 308.504 317.008 108.504 re\nf\n" in stream(data)
