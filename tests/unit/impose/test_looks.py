"""Imposed pages look as they did: rendered on the sheet and on their own."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import PIL.Image
import PIL.ImageChops
import PIL.ImageStat
import pytest

from typeset.impose import Job, impose
from typeset.impose.job import Scheme
from typeset.preview.png import pages_png

DPI = 60
PIXEL = DPI / 25.4
WIDTH, HEIGHT = 210 * PIXEL, 297 * PIXEL


def rendered(data: bytes) -> list[PIL.Image.Image]:
    """Every page or sheet, cut at its TrimBox."""
    return [PIL.Image.open(io.BytesIO(png)).convert("L") for png in pages_png(data, DPI)]


def cut(sheet: PIL.Image.Image, x: float, y: float) -> PIL.Image.Image:
    """A page within its trim, 4 mm in from every edge, softened against half pixels."""
    edge = 4 * PIXEL
    box = (x + edge, y + edge, x + WIDTH - edge, y + HEIGHT - edge)
    return sheet.transform(
        (240, 340), PIL.Image.Transform.EXTENT, box, PIL.Image.Resampling.BICUBIC
    )


def difference(one: PIL.Image.Image, other: PIL.Image.Image) -> float:
    small = [image.reduce(4) for image in (one, other)]
    return PIL.ImageStat.Stat(PIL.ImageChops.difference(*small)).mean[0] / 255


@pytest.mark.parametrize(
    ("scheme", "places"),
    [
        ("saddle", [(3, 0, 0), (0, 0, 1), (1, 1, 0), (2, 1, 1)]),
        ("2up", [(0, 0, 0), (1, 0, 1), (2, 1, 0), (3, 1, 1)]),
    ],
)
def test_pages_of_the_review_look_the_same_on_their_sheets(
    scheme: Scheme, places: list[tuple[int, int, int]], review_pdf: Path
) -> None:
    data = review_pdf.read_bytes()
    before, sheets = rendered(data), rendered(impose(data, Job(scheme=scheme)).data)
    for page, side, column in places:
        own = cut(before[page], 0, 0)
        on_sheet = cut(sheets[side], column * WIDTH, 0)
        assert difference(own, on_sheet) < 0.012
        other = cut(before[(page + 1) % 4], 0, 0)
        assert difference(other, on_sheet) > 0.03


def test_a_page_upside_down_is_the_page_turned(review_pdf: Path) -> None:
    with pikepdf.open(review_pdf) as file, pikepdf.open(review_pdf) as again:
        file.pages.extend(again.pages)
        twice = io.BytesIO()
        file.save(twice)
    before = rendered(review_pdf.read_bytes())
    job = Job(scheme="perfect", signature=8)
    sheet = rendered(impose(twice.getvalue(), job).data)[0].rotate(180)
    four, five = before[3], before[0]
    for column, page in enumerate((four, five)):  # turned, the head row is at the foot
        x, y = column * WIDTH, sheet.height - HEIGHT
        assert difference(cut(page, 0, 0), cut(sheet, x, y)) < 0.012
