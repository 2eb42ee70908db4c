"""Faces in the file: subsets, codes, widths and what glyphs are said to mean."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from tests.pdf_text import marked_content, text, to_unicode
from tests.unit.pdf.made import (
    LATIN,
    SERIF,
    MadeFace,
    MadeLibrary,
    page,
    pages,
    pdf,
    run,
    words,
)
from tests.unit.pdf.reading import opened, stream
from typeset.diagnostics import BuildFailed, Span
from typeset.display import GlyphRun, Glyphs, TagClose, TagOpen


@pytest.fixture
def cff(tmp_path: Path) -> MadeLibrary:
    """The face of :func:`cff_library`."""
    return cff_library(tmp_path)


def cff_library(folder: Path) -> MadeLibrary:
    """A small face with CFF outlines, made in ``folder``: A, B and notdef."""
    widths = {".notdef": 500, "A": 600, "B": 617}
    shapes = {}
    for name, width in widths.items():
        pen = T2CharStringPen(width, None)
        pen.moveTo((50, 0))
        pen.lineTo((550, 0))
        pen.lineTo((300, 700))
        pen.closePath()
        shapes[name] = pen.getCharString()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(list(widths))
    builder.setupCharacterMap({65: "A", 66: "B"})
    builder.setupCFF("Tri", {}, shapes, {})
    builder.setupHorizontalMetrics({name: (width, 50) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Tri", "styleName": "Regular", "psName": "Tri"})
    builder.setupOS2()
    builder.setupPost()
    path = folder / "tri.otf"
    builder.save(path)
    return MadeLibrary((MadeFace("Tri", path),))


def font(data: bytes, index: int = 0) -> pikepdf.Object:
    """The page's n-th font."""
    return sorted(opened(data).pages[0].Resources.Font.items())[index][1]


def said(data: bytes, run_: GlyphRun) -> str:
    """What a file says the run's glyphs mean; asserts that it is what the run says."""
    assert text(data) == run_.text
    return run_.text


def meaning(run_: GlyphRun, *clusters: str) -> GlyphRun:
    """The run with other source characters."""
    return replace(run_, clusters=clusters)


def test_a_face_is_one_type0_font_with_two_byte_codes() -> None:
    data = pdf(pages(page(words(1, run("年度回顾")))))
    found = font(data)
    assert [str(found.Subtype), str(found.Encoding)] == ["/Type0", "/Identity-H"]
    assert found.DescendantFonts[0].Subtype == "/CIDFontType2"
    assert found.DescendantFonts[0].CIDToGIDMap == "/Identity"
    assert re.fullmatch(r"/[A-Z]{6}\+NotoSerifSC-Regular", str(found.BaseFont))


def test_declared_widths_are_those_of_the_embedded_font() -> None:
    data = pdf(pages(page(words(1, run("GDP 42，一", face=SERIF), run("Wj", face=LATIN)))))
    for index in (0, 1):
        descendant = font(data, index).DescendantFonts[0]
        program = TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
        order, metrics = program.getGlyphOrder(), program["hmtx"].metrics
        scale = 1000 / program["head"].unitsPerEm
        declared = widths(descendant)
        for code in to_unicode(font(data, index)):
            width = metrics[order[code]][0] * scale
            assert abs(declared.get(code, 1000) - width) <= 0.5


def widths(descendant: pikepdf.Object) -> dict[int, int]:
    """The W array by code."""
    entries = list(descendant.get("/W", []))
    return {
        int(first) + i: int(width)
        for first, row in zip(entries[::2], entries[1::2], strict=True)
        for i, width in enumerate(row)
    }


def test_the_subset_holds_no_glyph_that_is_not_shown() -> None:
    data = pdf(pages(page(words(1, run("年度回顾")))))
    program = font(data).DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    assert len(TTFont(io.BytesIO(program)).getGlyphOrder()) == 5  # and .notdef


def test_a_glyph_for_two_characters_is_read_as_both() -> None:
    line = meaning(run("一二"), "——", "二")
    said(pdf(pages(page(words(1, line)))), line)


def test_a_glyph_that_stands_for_two_texts_has_two_codes() -> None:
    line = meaning(run("AA一A"), "A", "Α", "一", "A")
    data = pdf(pages(page(words(1, line))))
    said(data, line)
    assert "Span" not in stream(data)
    assert isinstance(font(data).DescendantFonts[0].CIDToGIDMap, pikepdf.Stream)


def test_in_a_cff_face_the_second_text_is_spelled_out(cff: MadeLibrary) -> None:
    line = meaning(run("ABA", face="Tri", library=cff), "A", "B", "Α")
    data = pdf(pages(page(words(1, line))), library=cff)
    said(data, line)
    assert stream(data).count("/Span<</ActualText <FEFF0391>>>BDC") == 1
    assert font(data).DescendantFonts[0].Subtype == "/CIDFontType0"
    assert font(data).DescendantFonts[0].FontDescriptor.FontFile3.Subtype == "/CIDFontType0C"


def test_letters_of_a_cluster_are_dealt_out_over_its_glyphs() -> None:
    line = meaning(run("ABC"), "ffi", "", "x")
    data = pdf(pages(page(words(1, line))))
    said(data, line)
    assert "Span" not in stream(data)


def test_a_cluster_with_more_glyphs_than_letters_is_spelled_out() -> None:
    line = meaning(run("ABC"), "é", "", "x")
    data = pdf(pages(page(words(1, line))))
    said(data, line)
    assert "/Span<</ActualText" in stream(data)


def test_every_code_shown_has_a_character_in_to_unicode() -> None:
    data = pdf(pages(page(words(1, run("年度，“回顾”GDP")))))
    assert marked_content(opened(data).pages[0]) == {0: "年度，“回顾”GDP"}


def test_vertical_setting_is_a_font_of_its_own_on_the_same_outlines() -> None:
    line = run("竖排，文", size=14)
    marks = (TagOpen(1), Glyphs(run=line, x=200, y=50, vertical=True), TagClose())
    data = pdf(pages(page(words(1, run("横排")), marks)))
    across, down = font(data, 0), font(data, 1)
    assert [str(across.Encoding), str(down.Encoding)] == ["/Identity-H", "/Identity-V"]
    assert across.DescendantFonts[0].objgen == down.DescendantFonts[0].objgen
    assert "/W2" not in down.DescendantFonts[0]
    assert text(data) == "横排竖排，文"


def test_a_character_without_a_glyph_is_an_error_at_its_place() -> None:
    place = Span("sections/01.md", 3, 7)
    with pytest.raises(BuildFailed) as failed:
        pdf(pages(page(words(1, run("一\U0001f995", span=place)))))
    (finding,) = failed.value.findings
    assert (finding.code, finding.span) == ("pdf/missing-glyph", place)
    assert "\U0001f995" in finding.message


def test_a_face_without_outlines_is_an_error_where_its_text_stands(tmp_path: Path) -> None:
    (tmp_path / "torn.ttf").write_bytes(MadeLibrary().face(LATIN).path.read_bytes()[:200])
    library = MadeLibrary((MadeFace("Torn", tmp_path / "torn.ttf"),))
    line = replace(run("A", face=LATIN, span=Span("a.md", 2)), face="Torn")
    with pytest.raises(BuildFailed, match=r"a\.md:2:1: the face 'torn.ttf' has neither"):
        pdf(pages(page(words(1, line))), library=library)


@pytest.mark.parametrize(("bits", "allowed"), [(0, True), (8, True), (2, False), (0x200, False)])
def test_a_face_that_forbids_embedding_is_an_error(bits: int, allowed: bool) -> None:
    shipped = MadeLibrary().face(LATIN)
    library = MadeLibrary((replace(shipped, fs_type=bits),))
    made = pages(page(words(1, run("A", face=LATIN, span=Span("a.md", 2)))))
    if allowed:
        assert pdf(made, library=library)
        return
    with pytest.raises(BuildFailed, match=r"a\.md:2:1"):
        pdf(made, library=library)


def test_a_face_that_forbids_subsetting_is_embedded_whole() -> None:
    shipped = MadeLibrary().face(LATIN)
    library = MadeLibrary((replace(shipped, fs_type=0x100),))
    data = pdf(pages(page(words(1, run("AB", face=LATIN)))), library=library)
    program = font(data).DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    assert len(TTFont(io.BytesIO(program)).getGlyphOrder()) > 2000
    assert text(data) == "AB"
