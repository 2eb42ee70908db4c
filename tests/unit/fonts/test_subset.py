"""Cutting a face down to what is shown."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from typeset.fonts.subset import embedding_fault, subset_face
from typeset.resources import asset

SERIF = asset("fonts/NotoSerifSC-Regular.ttf")
LATIN = asset("fonts/LiberationSerif-Regular.ttf")


def glyphs(path: Path, characters: str) -> list[int]:
    with TTFont(path, lazy=True) as font:
        return [font.getGlyphID(font.getBestCmap()[ord(c)]) for c in characters]


def test_glyphs_are_renumbered_from_one_and_notdef_stays_first() -> None:
    wanted = glyphs(SERIF, "镇江年")
    subset = subset_face(SERIF, 0, wanted)
    assert subset.numbers[0] == 0
    assert sorted(subset.numbers[g] for g in wanted) == [1, 2, 3]
    assert subset.glyphs == 4


def test_only_the_tables_a_pdf_needs_are_kept() -> None:
    subset = subset_face(SERIF, 0, glyphs(SERIF, "镇"))
    kept = set(TTFont(io.BytesIO(subset.data)).keys()) - {"GlyphOrder"}
    assert kept == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}


def test_widths_are_thousandths_of_the_em_whatever_the_faces_unit() -> None:
    (w,) = glyphs(LATIN, "W")
    with TTFont(LATIN, lazy=True) as font:
        units = font["hmtx"]["W"][0]
    subset = subset_face(LATIN, 0, [w])
    assert subset.widths[w] == round(units * 1000 / 2048)
    assert subset.heights == {}


def test_heights_are_given_for_vertical_setting_alone() -> None:
    (ideograph,) = glyphs(SERIF, "江")
    assert subset_face(SERIF, 0, [ideograph], vertical=True).heights[ideograph] == -1000


def test_a_composite_glyph_brings_its_parts() -> None:
    (accented,) = glyphs(LATIN, "é")
    subset = subset_face(LATIN, 0, [accented])
    assert subset.glyphs > 2
    assert subset.widths.keys() == {0, accented}


def test_a_face_of_a_collection_is_taken_by_its_index(tmp_path: Path) -> None:
    collection = TTCollection()
    single = asset("fonts/Barlow-SemiBold.ttf").read_bytes()
    collection.fonts = [TTFont(io.BytesIO(single)) for _ in range(2)]
    collection.fonts[1]["hmtx"]["A"] = (777, 0)
    path = tmp_path / "two.ttc"
    collection.save(path)
    (a,) = glyphs(asset("fonts/Barlow-SemiBold.ttf"), "A")
    assert [subset_face(path, index, [a]).widths[a] == 777 for index in (0, 1)] == [False, True]


def test_the_same_glyphs_in_any_order_give_the_same_bytes() -> None:
    wanted = glyphs(SERIF, "年度回顾")
    assert subset_face(SERIF, 0, wanted).data == subset_face(SERIF, 0, wanted[::-1] * 2).data


def test_the_descriptor_is_in_thousandths_too() -> None:
    descriptor = subset_face(LATIN, 0, []).descriptor
    assert 600 < descriptor.cap_height < 700
    assert descriptor.descent < 0 < descriptor.ascent < 1000
    assert descriptor.italic_angle == 0
    slanted = subset_face(asset("fonts/LiberationSerif-Italic.ttf"), 0, []).descriptor
    assert slanted.italic_angle < 0


@pytest.mark.parametrize(
    ("bits", "fault"), [(0, ""), (4, ""), (8, ""), (2, "forbid"), (512, "bit")]
)
def test_licence_bits_say_whether_a_face_may_be_embedded(bits: int, fault: str) -> None:
    found = embedding_fault(bits)
    assert fault in found
    assert bool(found) == bool(fault)


def test_what_has_no_outlines_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.ttf").write_bytes(b"no font")
    with pytest.raises(ValueError, match="outlines"):
        subset_face(tmp_path / "empty.ttf", 0, [1])
