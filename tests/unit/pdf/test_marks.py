"""Printer's marks and the slug line."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest

from tests.unit.pdf.made import (
    BLEED,
    METADATA,
    SANS,
    MadeLibrary,
    artifact,
    fill,
    page,
    pages,
    pdf,
    run,
    words,
)
from tests.unit.pdf.reading import opened
from tests.unit.pdf.test_boxes import boxes
from typeset.color import Cmyk, Spot
from typeset.display import ArtifactOpen, Filled, Glyphs, Stroked
from typeset.model.publication import Outputs
from typeset.pdf.edition import Edition
from typeset.pdf.marks import measures, with_marks
from typeset.pdf.press import Box, box_of

HEAD = Spot("红头专色", Cmyk(0, 100, 100, 0))
GROUND = fill(60, 60, 9, 9, Cmyk(40, 30, 20, 0))
MADE = pages(page(words(1, run("年度回顾", face=SANS)), artifact(fill(30, 30, 9, 9, HEAD), GROUND)))
MARKED = with_marks(MADE, METADATA, "review", MadeLibrary()).pages[0]
ADDED = MARKED.marks[len(MADE.pages[0].marks) :]
DATA = pdf(MADE, edition=Edition(marks=True), outputs=Outputs(name="review"))


def test_the_boxes_nest_and_trim_and_bleed_stay_what_they_were() -> None:
    plain, marked = boxes(pdf(MADE)), boxes(DATA)
    for key in ("BleedBox", "TrimBox"):
        size = [marked[key][i + 2] - marked[key][i] for i in (0, 1)]
        assert size == pytest.approx([plain[key][i + 2] - plain[key][i] for i in (0, 1)])
    room = measures().room
    assert marked["BleedBox"][0] == pytest.approx(room, abs=1e-4)
    assert marked["MediaBox"][2] == pytest.approx(300 + 2 * (BLEED + room), abs=1e-3)


def extent(mark: object) -> Box:
    assert isinstance(mark, Filled | Stroked)
    left, head, right, foot = box_of(mark.path)
    half = mark.weight / 2 if isinstance(mark, Stroked) else 0.0
    return left - half, head - half, right + half, foot + half


def test_no_mark_touches_the_bleed_or_leaves_the_sheet() -> None:
    width, height, room = 300.0, 400.0, measures().room
    for mark in ADDED:
        if isinstance(mark, Filled | Stroked):
            left, head, right, foot = extent(mark)
            outside = (
                right <= -BLEED or left >= width + BLEED or foot <= -BLEED or head >= height + BLEED
            )
            assert outside
            assert min(left, head) >= -BLEED - room
            assert right <= width + BLEED + room
            assert foot <= height + BLEED + room
        if isinstance(mark, Glyphs):
            assert mark.y - 0.9 * mark.run.size >= height + BLEED


def test_they_are_page_artifacts_in_registration_ink() -> None:
    assert ADDED[0] == ArtifactOpen("Page")
    strokes = [mark for mark in ADDED if isinstance(mark, Stroked)]
    assert {mark.color.name for mark in strokes if isinstance(mark.color, Spot)} == {"All"}
    assert len(strokes) == 8 + 4 * 3


def test_the_slug_names_the_job_and_each_plate_in_its_own_ink() -> None:
    runs = [mark.run for mark in ADDED if isinstance(mark, Glyphs)]
    said = "".join(each.text for each in runs)
    assert said.startswith("review  1/1  2022-01-20")
    plates = {
        "".join(r.text for r in runs if r.color == c).strip() for c in {r.color for r in runs}
    }
    assert {"Cyan", "Magenta", "Yellow", "Black", "红头专色"} <= plates | {HEAD.name}


def test_every_ink_has_its_patches() -> None:
    patches = [mark.color for mark in ADDED if isinstance(mark, Filled)]
    assert HEAD in patches
    assert Cmyk(0, 0, 0, 100) in patches
    assert Cmyk(50, 0, 0, 0) in patches


def test_a_job_of_two_inks_has_no_patch_and_no_name_of_a_third() -> None:
    made = pages(page(words(1, run("红头", face=SANS)), artifact(fill(30, 30, 9, 9, HEAD))))
    marked = with_marks(made, METADATA, "review", MadeLibrary()).pages[0]
    patches = {mark.color for mark in marked.marks if isinstance(mark, Filled)}
    assert patches == {HEAD, replace(HEAD, tint=50), Cmyk(0, 0, 0, 100), Cmyk(0, 0, 0, 50)}
    said = "".join(mark.run.text for mark in marked.marks if isinstance(mark, Glyphs))
    assert "Black" in said
    assert "Cyan" not in said


def test_registration_ink_is_the_colorant_all() -> None:
    spaces = opened(DATA).pages[0].Resources.ColorSpace
    assert {str(space[1]) for space in spaces.values()} == {"/All", "/红头专色"}


def test_marks_are_off_unless_asked_for() -> None:
    spaces = opened(pdf(MADE)).pages[0].Resources.ColorSpace
    assert [str(space[1]) for space in spaces.values()] == ["/红头专色"]


def test_the_text_in_the_trim_is_the_same() -> None:
    def shown(data: bytes) -> int:
        stream = pikepdf.parse_content_stream(opened(data).pages[0])
        return sum(str(i.operator) in ("Tj", "TJ") for i in stream)

    assert shown(DATA) > shown(pdf(MADE))
