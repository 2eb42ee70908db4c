"""pdfium, poppler, MuPDF and Ghostscript: one picture, one text, and plates with the right ink.

Pictures are compared at 100 dpi, averaged over squares of 16 pixels; the bound of 2.5 % of
full scale is for the four ways these programs turn inks into a screen's colours.
"""

from __future__ import annotations

import itertools
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pymupdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.conformance.conftest import PROJECTS
from tests.unit.pdf.made import SANS, artifact, fill, page, pages, pdf, run, words
from tests.unit.pdf.test_renderers import by_mupdf, by_pdfium, by_poppler, difference
from typeset.color import BLACK, WHITE, Cmyk, Spot
from typeset.display import Glyphs, Mark, Pages
from typeset.pdf.edition import Edition
from typeset.pipeline import Proof, Run, write_pdf
from typeset.style.direction import is_vertical

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


def shown_by_all(data: bytes, folder: Path, tool: Tool) -> list[list[Image.Image]]:
    """The pages as each of the four programs shows them."""
    source = folder / "shown.pdf"
    source.write_bytes(data)
    return [
        by_pdfium(data),
        by_mupdf(data),
        by_poppler(data, folder, tool("pdftoppm")),
        by_ghostscript(tool("gs"), source),
    ]


@pytest.mark.parametrize("profile", ["print", "screen"])
@pytest.mark.parametrize("name", PROJECTS)
def test_every_project_looks_alike_in_all_four(
    name: str, profile: str, proofs: Mapping[str, Proof], tmp_path: Path, require_tool: Tool
) -> None:
    data = write_pdf(proofs[name], Run(), Edition(profile=profile))
    for page_ in zip(*shown_by_all(data, tmp_path, require_tool), strict=True):
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


@pytest.mark.parametrize("name", PROJECTS)
def test_all_four_extract_the_same_characters(
    name: str, proofs: Mapping[str, Proof], tmp_path: Path, require_tool: Tool
) -> None:
    """But for two faults of readers, which are undone here.

    Ghostscript 10.00 garbles what stands for several characters (fi, ——); pdfium takes a short
    vertical line for one from right to left: it turns brackets round and narrows full-width marks.
    """
    proof = proofs[name]
    found = texts(write_pdf(proof, Run()), tmp_path, require_tool)
    joined = several(proof.pages)
    for made, page_ in zip(proof.pages.pages, zip(*found.values(), strict=True), strict=True):
        told = {reader: Counter(text) for reader, text in zip(found, page_, strict=True)}
        assert bool(told["mupdf"]) == any(isinstance(mark, Glyphs) for mark in made.marks)
        assert told["poppler"] == told["mupdf"]
        if is_vertical(proof.manuscript.style):
            told = {reader: folded(count) for reader, count in told.items()}
        assert told["pdfium"] == told["mupdf"]
        assert set(told["mupdf"] - told["gs"]) <= joined | set(folded(Counter(joined)))


def several(made: Pages) -> set[str]:
    """Characters of glyphs that stand for more than one."""
    runs = (m.run for page_ in made.pages for m in page_.marks if isinstance(m, Glyphs))
    return {char for run_ in runs for text in run_.clusters if len(text) > 1 for char in text}


_TURNED = str.maketrans("」』）》〉】", "「『（《〈【")


def folded(count: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for char, times in count.items():
        found[unicodedata.normalize("NFKC", char.translate(_TURNED))] += times
    return found


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


PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


@pytest.mark.parametrize("name", PROJECTS)
def test_no_pixel_is_over_the_ink_limit(
    name: str, proofs: Mapping[str, Proof], tmp_path: Path, require_tool: Tool
) -> None:
    proof = proofs[name]
    for found in plates(write_pdf(proof, Run()), tmp_path, require_tool("gs")):
        inks = zip(*(found[ink].tobytes() for ink in PROCESS), strict=True)
        heaviest = max(map(sum, set(inks))) / 255 * 100
        assert heaviest <= proof.manuscript.style.ink_limit + 1


@pytest.mark.parametrize("name", PROJECTS)
def test_black_text_adds_nothing_to_any_plate_but_black(
    name: str, proofs: Mapping[str, Proof], tmp_path: Path, require_tool: Tool
) -> None:
    """The plates of a project and of the same without its black text: all but one are the same."""
    proof, gs = proofs[name], require_tool("gs")
    bare = replace(proof, pages=without_black_text(proof.pages))
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    whole = plates(write_pdf(proof, Run()), tmp_path / "with", gs)
    rest = plates(write_pdf(bare, Run()), tmp_path / "without", gs)
    for one, other in zip(whole, rest, strict=True):
        differing = {ink for ink in one if one[ink].tobytes() != other[ink].tobytes()}
        assert differing <= {"Black"}
    assert any(one["Black"].tobytes() != other["Black"].tobytes() for one, other in
               zip(whole, rest, strict=True))  # fmt: skip


def without_black_text(made: Pages) -> Pages:
    def kept(mark: Mark) -> bool:
        return not (isinstance(mark, Glyphs) and mark.run.color == BLACK)

    pages_ = (replace(page_, marks=tuple(filter(kept, page_.marks))) for page_ in made.pages)
    return replace(made, pages=tuple(pages_))
