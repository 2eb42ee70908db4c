"""Three renderers show the same page."""

from __future__ import annotations

import io
import itertools
import subprocess
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PIL import Image, ImageChops, ImageStat

from tests.unit.pdf.made import pdf
from tests.unit.pdf.test_document import review
from typeset.preview.png import pages_png

DPI = 100


def difference(a: Image.Image, b: Image.Image) -> float:
    """Mean absolute difference of two pictures averaged over squares of 16 pixels, 0 to 1."""
    assert a.size == b.size
    delta = ImageChops.difference(a.reduce(16), b.reduce(16))
    return sum(ImageStat.Stat(delta).mean) / 3 / 255


def by_mupdf(data: bytes) -> list[Image.Image]:
    with pymupdf.open("pdf", data) as document:  # type: ignore[no-untyped-call]
        pictures = [page.get_pixmap(dpi=DPI) for page in document]
    return [Image.frombytes("RGB", (p.width, p.height), p.samples) for p in pictures]


def by_pdfium(data: bytes) -> list[Image.Image]:
    pictures = pages_png(data, DPI, bleed=True)
    return [Image.open(io.BytesIO(picture)).convert("RGB") for picture in pictures]


def by_poppler(data: bytes, folder: Path, program: str) -> list[Image.Image]:
    (folder / "file.pdf").write_bytes(data)
    command = [program, "-r", str(DPI), "-png", "file.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True)
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("page*.png"))]


@pytest.mark.tool("pdftoppm")
def test_pdfium_poppler_and_mupdf_show_the_same_page(
    tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    data = pdf(review())
    shown = [
        by_pdfium(data),
        by_mupdf(data),
        by_poppler(data, tmp_path, require_tool("pdftoppm")),
    ]
    for page in zip(*shown, strict=True):
        for one, other in itertools.combinations(page, 2):
            assert difference(one, other) < 0.025
