"""Jobs of two inks, black and one red of its own, separated by Ghostscript and looked at plate
by plate: an official circular with a spot red head, and the review in the preset for two inks.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import PIL.Image
import pytest
from PIL import ImageChops

from tests.conformance.test_four_readers import Tool, plates
from tests.conftest import CHECKOUT
from typeset.color import Spot
from typeset.diagnostics import BuildFailed
from typeset.display import Filled, Glyphs, Mark, Page, Pictured, Stroked
from typeset.pdf.press import Box, box_of
from typeset.pipeline import Proof, Run, lay_out, load, write_pdf
from typeset.preflight import examine
from typeset.project import Project

RED = "红头专色"
ON_PLATE = "%E7%BA%A2%E5%A4%B4%E4%B8%93%E8%89%B2"  # as Ghostscript names its file
DPI = 72
PICTURE = '\n![一张彩色照片](photo.png "彩色照片")\n'


@pytest.fixture(scope="module")
def circular(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """A reply, with a red head in an ink of its own."""
    folder = tmp_path_factory.mktemp("circular") / "reply"
    shutil.copytree(CHECKOUT / "examples" / "circulars" / "reply", folder)
    (folder / "style.yaml").write_text("extends: circular-spot\n", encoding="utf-8")
    name_inks(folder)
    return laid_out(folder)


@pytest.fixture(scope="module")
def booklet(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """The review with a colour photograph, in black and one red."""
    folder = tmp_path_factory.mktemp("booklet") / "review"
    shutil.copytree(CHECKOUT / "content", folder)
    (folder / "style.yaml").write_text("extends: two-ink\n", encoding="utf-8")
    photo = PIL.Image.linear_gradient("L").resize((1200, 800))
    PIL.Image.merge("RGB", (photo, photo, photo.rotate(180))).save(folder / "photo.png")
    section = folder / "sections" / "05-livelihood.md"
    section.write_text(section.read_text(encoding="utf-8") + PICTURE, encoding="utf-8")
    name_inks(folder)
    return laid_out(folder)


def name_inks(folder: Path) -> None:
    file = folder / "publication.yaml"
    text = file.read_text(encoding="utf-8")
    head, _, _ = text.partition("\noutputs:")
    file.write_text(f"{head}\noutputs: {{name: job, inks: [K, {RED}]}}\n", encoding="utf-8")


def laid_out(folder: Path) -> Proof:
    run = Run()
    return lay_out(load(Project(folder), run), run)


@pytest.mark.parametrize("job", ["circular", "booklet"])
def test_a_job_of_two_inks_has_two_plates_and_each_holds_only_what_is_its_own(
    job: str, request: pytest.FixtureRequest, tmp_path: Path, require_tool: Tool
) -> None:
    proof: Proof = request.getfixturevalue(job)
    gs = require_tool("gs")
    whole = separated(proof, tmp_path / "whole", gs)
    black = separated(without(proof, red=True), tmp_path / "black", gs)
    assert any(found[RED].getbbox() for found in whole)
    for page, found, rest in zip(proof.pages.pages, whole, black, strict=True):
        for ink in ("Cyan", "Magenta", "Yellow"):
            assert found[ink].getbbox() is None, f"{ink} on page {page.number}"
        stray = found[RED].copy()
        for box in red_boxes(page):
            stray.paste(0, box)
        assert stray.getbbox() is None, f"red where nothing is red on page {page.number}"
        # what is red knocks black out, and nothing of it is on the black plate
        more = ImageChops.subtract(found["Black"], rest["Black"])
        assert more.getbbox() is None, f"red ink on the black plate of page {page.number}"


def test_the_red_plate_of_a_circular_holds_its_head_and_rule_and_no_letter_of_the_text(
    circular: Proof, tmp_path: Path, require_tool: Tool
) -> None:
    first = separated(circular, tmp_path, require_tool("gs"))[0]
    red, black = first[RED].getbbox(), first["Black"].getbbox()
    assert red
    assert black
    assert red[3] < first[RED].height / 2, "head and rule stand in the upper half"
    assert black[3] > first[RED].height / 2
    assert first[RED].getextrema()[1] == 255, "the head is solid"


def test_a_photograph_of_a_two_ink_job_is_on_the_black_plate(
    booklet: Proof, tmp_path: Path, require_tool: Tool
) -> None:
    (at,) = (
        (index, mark.shown)
        for index, page in enumerate(booklet.pages.pages)
        for mark in page.marks
        if isinstance(mark, Pictured)
    )
    found = separated(booklet, tmp_path, require_tool("gs"))[at[0]]
    shown, in_ = at[1], booklet.pages.pages[at[0]].bleed + 5
    box = (shown.x + in_, shown.y + in_, shown.right, shown.foot)
    levels = found["Black"].crop(box).tobytes()
    assert min(levels) < 90, "light in black alone"
    assert max(levels) > 150, "and dark"
    assert not any(found[RED].crop(box).tobytes())


def test_preflight_counts_two_plates(booklet: Proof, circular: Proof) -> None:
    for proof in (booklet, circular):
        report = examine(write_pdf(proof, Run()), inks=("K", RED))
        assert report.facts.inks == ("Black", RED)
        assert [f for f in report.findings if f.code == "preflight/foreign-ink"] == []


def test_a_colour_of_a_third_plate_is_an_error_where_it_stands(booklet: Proof) -> None:
    folder = booklet.manuscript.project.root
    style = folder / "style.yaml"
    style.write_text(
        "extends: two-ink\nroles: {body: {color: leaf}}\npalette: {leaf: {cmyk: [80, 0, 90, 0]}}\n",
        encoding="utf-8",
    )
    try:
        with pytest.raises(BuildFailed) as failed:
            write_pdf(laid_out(folder), Run())
    finally:
        style.write_text("extends: two-ink\n", encoding="utf-8")
    faults = {f.code: f for f in failed.value.findings if f.severity == "error"}
    fault = faults["pdf/foreign-ink"]
    assert fault.span.file.startswith("sections/")
    assert "'leaf' (cmyk(80, 0, 90, 0)) prints on C, Y; the job has K, 红头专色" in fault.message


def separated(proof: Proof, folder: Path, gs: str) -> list[dict[str, PIL.Image.Image]]:
    folder.mkdir(exist_ok=True)
    found = plates(write_pdf(proof, Run()), folder, gs, DPI)
    made = [{RED if ink == ON_PLATE else ink: p for ink, p in page.items()} for page in found]
    for page in made:  # a page without red has no plate of it
        page.setdefault(RED, PIL.Image.new("L", page["Black"].size))
    return made


def without(proof: Proof, *, red: bool) -> Proof:
    """The same pages without what is printed in red: it would have knocked black out."""

    def kept(mark: Mark) -> bool:
        return not (red and is_red(mark))

    made = tuple(replace(p, marks=tuple(filter(kept, p.marks))) for p in proof.pages.pages)
    return replace(proof, pages=replace(proof.pages, pages=made))


def is_red(mark: Mark) -> bool:
    if not isinstance(mark, Glyphs | Filled | Stroked):
        return False
    return isinstance(mark.run.color if isinstance(mark, Glyphs) else mark.color, Spot)


def red_boxes(page: Page) -> Iterator[tuple[int, int, int, int]]:
    """Where something is red, in pixels of the plate, a pixel wider on each side."""
    for mark in page.marks:
        if is_red(mark):
            left, head, right, foot = extent(mark)
            around = (left, head, right, foot)
            low = [int(v + page.bleed) - 2 for v in around[:2]]
            high = [int(v + page.bleed) + 3 for v in around[2:]]
            yield (max(low[0], 0), max(low[1], 0), high[0], high[1])


def extent(mark: Mark) -> Box:
    if isinstance(mark, Glyphs):
        size = mark.run.size
        return mark.x, mark.y - 0.95 * size, mark.x + mark.run.width, mark.y + 0.25 * size
    assert isinstance(mark, Filled | Stroked)
    left, head, right, foot = box_of(mark.path)
    half = mark.weight / 2 if isinstance(mark, Stroked) else 0.0
    return left - half, head - half, right + half, foot + half
