"""pdfium, poppler, MuPDF and Ghostscript: one picture, one text, and plates with the right ink.

Pictures are compared at 100 dpi, averaged over squares of 16 pixels; the bound of 2.5 % of
full scale is for the four ways these programs turn inks into a screen's colours.
"""

from __future__ import annotations

import itertools
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pymupdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.conftest import Review
from tests.unit.pdf.made import SANS, artifact, fill, page, pages, pdf, run, words
from tests.unit.pdf.test_renderers import by_mupdf, by_pdfium, by_poppler, difference
from typeset.color import WHITE, Cmyk, Spot
from typeset.pdf.edition import Edition
from typeset.pipeline import Run, write_pdf

BOUND = 0.025
SPOT = Spot("Red", Cmyk(0, 100, 100, 0))
Tool = Callable[[str], str]


def ghostscript(gs: str, device: str, options: list[str], source: Path, target: Path) -> None:
    command = [gs, "-q", "-dSAFER", f"-sDEVICE={device}", *options, "-o", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True)


def by_ghostscript(gs: str, source: Path) -> list[Image.Image]:
    smooth = ["-r100", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4"]
    ghostscript(gs, "png16m", smooth, source, source.parent / "gs%02d.png")
    return [Image.open(path).convert("RGB") for path in sorted(source.parent.glob("gs*.png"))]


def common(a: Image.Image, b: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Both, cut to what they share: programs round a page's size up or down by a pixel."""
    size = (0, 0, min(a.width, b.width), min(a.height, b.height))
    return a.crop(size), b.crop(size)


@pytest.mark.parametrize("profile", ["print", "screen"])
def test_the_review_looks_alike_in_all_four(
    profile: str, review: Review, tmp_path: Path, require_tool: Tool
) -> None:
    data = write_pdf(review.proof, Run(), Edition(profile=profile))
    source = tmp_path / "review.pdf"
    source.write_bytes(data)
    shown = [
        by_pdfium(data),
        by_mupdf(data),
        by_poppler(data, tmp_path, require_tool("pdftoppm")),
        by_ghostscript(require_tool("gs"), source),
    ]
    for page_ in zip(*shown, strict=True):
        for one, other in itertools.combinations(page_, 2):
            assert difference(*common(one, other)) < BOUND


def texts(data: bytes, folder: Path, tool: Tool) -> Mapping[str, list[str]]:
    """The text of each page as each program extracts it, white space removed."""
    source = folder / "text.pdf"
    source.write_bytes(data)
    gs, pdftotext = tool("gs"), tool("pdftotext")
    found: dict[str, list[str]] = {}
    with pypdfium2.PdfDocument(data) as document:
        found["pdfium"] = [p.get_textpage().get_text_range() for p in document]
    with pymupdf.open("pdf", data) as document:  # type: ignore[no-untyped-call]
        found["mupdf"] = [
            p.get_text("text", flags=pymupdf.TEXT_PRESERVE_LIGATURES) for p in document
        ]
    command = [pdftotext, "-raw", str(source), "-"]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found["poppler"] = out.split("\f")[:-1]
    ghostscript(gs, "txtwrite", ["-dTextFormat=3"], source, folder / "gs%02d.txt")
    found["gs"] = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("gs*.txt"))]
    return {name: [re.sub(r"\s", "", text) for text in found[name]] for name in found}


def test_all_four_extract_the_same_characters_from_the_review(
    review: Review, tmp_path: Path, require_tool: Tool
) -> None:
    found = texts(review.pdf, tmp_path, require_tool)
    for page_ in zip(*found.values(), strict=True):
        counts = [Counter(text) for text in page_]
        assert counts[0]
        assert all(count == counts[0] for count in counts)


def test_all_four_extract_the_same_text_in_the_same_order(
    tmp_path: Path, require_tool: Tool
) -> None:
    lines = ["全市“十三五”规划，", "完成131亿元（33%）——", "PM 2.5 平均浓度。"]
    marks = [words(1, run(line, spread=0.1), y=60 + 20 * i) for i, line in enumerate(lines)]
    found = texts(pdf(pages(page(*marks))), tmp_path, require_tool)
    expected = [re.sub(r"\s", "", "".join(lines))]
    assert all(text == expected for text in found.values()), found


# -- plates --------------------------------------------------------------------------------


def plates(data: bytes, folder: Path, gs: str, dpi: int = 72) -> list[dict[str, Image.Image]]:
    """The ink on each plate, page by page: 255 is solid."""
    source = folder / "plates.pdf"
    source.write_bytes(data)
    ghostscript(gs, "tiffsep", [f"-r{dpi}"], source, folder / "plate%02d.tif")
    found: dict[str, dict[str, Image.Image]] = {}
    for path in sorted(folder.glob("plate*(*).tif")):
        number, ink = re.fullmatch(r"plate(\d+)\((.+)\)", path.stem).groups()  # type: ignore[union-attr]
        with Image.open(path) as plate:
            found.setdefault(number, {})[ink] = ImageChops.invert(plate.convert("L"))
    return [found[number] for number in sorted(found)]


def inked(plate: Image.Image) -> bool:
    return plate.getextrema() != (0, 0)


def test_black_text_is_on_the_black_plate_alone(tmp_path: Path, require_tool: Tool) -> None:
    made = pages(page(words(1, run("黑字在一块版上", size=20))))
    (found,) = plates(pdf(made), tmp_path, require_tool("gs"))
    assert {ink for ink, plate in found.items() if inked(plate)} == {"Black"}


def test_black_text_leaves_the_ground_below_it_whole(tmp_path: Path, require_tool: Tool) -> None:
    ground = artifact(fill(20, 20, 200, 100, Cmyk(0, 30, 60, 0)))
    made = pages(page(ground, words(1, run("叠印", face=SANS, size=40), y=90)))
    (found,) = plates(pdf(made), tmp_path, require_tool("gs"))
    box = (40, 60, 120, 120)
    assert found["Black"].crop(box).getextrema()[1] == 255
    low, high = found["Yellow"].crop(box).getextrema()
    assert low == high, "no letter is knocked out of the ground"


def test_white_text_is_knocked_out_of_every_plate(tmp_path: Path, require_tool: Tool) -> None:
    ground = artifact(fill(20, 20, 200, 100, Cmyk(0, 30, 60, 0)))
    made = pages(page(ground, words(1, run("反白", face=SANS, size=40, color=WHITE), y=90)))
    (found,) = plates(pdf(made), tmp_path, require_tool("gs"))
    assert found["Yellow"].crop((40, 60, 120, 120)).getextrema()[0] == 0


def test_a_spot_plate_holds_what_is_printed_in_it_and_nothing_else(
    tmp_path: Path, require_tool: Tool
) -> None:
    made = pages(page(artifact(fill(30, 30, 50, 50, SPOT)), words(1, run("黑字"), y=300)))
    (found,) = plates(pdf(made), tmp_path, require_tool("gs"))
    assert {ink for ink, plate in found.items() if inked(plate)} == {"Black", "Red"}
    box = found["Red"].getbbox()
    assert box
    assert box[2] - box[0] == pytest.approx(50, abs=1)
    assert box[3] - box[1] == pytest.approx(50, abs=1)


def test_no_pixel_of_the_review_is_over_the_ink_limit(
    review: Review, tmp_path: Path, require_tool: Tool
) -> None:
    for found in plates(review.pdf, tmp_path, require_tool("gs")):
        names = ("Cyan", "Magenta", "Yellow", "Black")
        inks = zip(*(found[name].tobytes() for name in names), strict=True)
        heaviest = max(map(sum, set(inks))) / 255 * 100
        assert heaviest <= review.style.ink_limit + 1
