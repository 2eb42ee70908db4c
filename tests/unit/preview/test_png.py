"""Our own PDF as pictures."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.unit.pdf.made import BLEED, artifact, fill, page, pages, pdf
from typeset.preview.png import pages_png

RED_GROUND = pages(page(artifact(fill(-BLEED, -BLEED, 400, 208.5))))


def picture(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


def test_a_page_is_cut_at_the_trim() -> None:
    (png,) = pages_png(pdf(RED_GROUND), 72)
    assert picture(png).size == (300, 400)


def test_with_bleed_the_whole_sheet_is_shown() -> None:
    (png,) = pages_png(pdf(RED_GROUND), 72, bleed=True)
    assert picture(png).size == (318, 418)


def test_colours_stand_in_the_order_red_green_blue() -> None:
    image = picture(pages_png(pdf(RED_GROUND), 72)[0])
    top, low = image.getpixel((150, 50)), image.getpixel((150, 350))
    assert isinstance(top, tuple)
    assert top[0] > 180
    assert max(top[1:]) < 90
    assert low == (255, 255, 255)


def test_the_resolution_is_recorded() -> None:
    image = picture(pages_png(pdf(RED_GROUND), 144)[0])
    assert image.size == (600, 800)
    assert image.info["dpi"] == pytest.approx((144, 144), abs=0.05)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(ValueError, match="not a readable PDF"):
        pages_png(b"%PDF-1.6 nothing")
