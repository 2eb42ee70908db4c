"""Glyph runs as operators: where every glyph comes to stand, measured by another program."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pymupdf
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.pdf.made import BLEED, LATIN, SANS, page, pages, pdf, run, words
from tests.unit.pdf.reading import stream
from typeset.display import GlyphRun, Glyphs, TagClose, TagOpen
from typeset.pdf.objects import number

LINE = "镇江全市“十三五”规划，总投资一百三十一亿元"


def placed(line: GlyphRun) -> list[float]:
    """The x of every glyph from the line's start, as MuPDF finds it."""
    data = pdf(pages(page(words(1, line, x=30, y=60))))
    with pymupdf.open("pdf", data) as document:  # type: ignore[no-untyped-call]
        text = document[0].get_text("rawdict", flags=pymupdf.TEXTFLAGS_RAWDICT)
        margin = document[0].mediabox.width / 2 - 150  # the trim is 300 wide
        spans = [s for b in text["blocks"] for line_ in b["lines"] for s in line_["spans"]]
        characters = sorted(c["origin"][0] for s in spans for c in s["chars"] if c["c"] != " ")
    return [x - 30 - margin for x in characters]


def wanted(line: GlyphRun) -> list[float]:
    """The x of every glyph from the line's start, as the run says."""
    pen, places = 0.0, []
    for advance, offset in zip(line.advances, line.offsets, strict=True):
        places.append(pen + offset)
        pen += advance
    return sorted(places)


def assert_placed(line: GlyphRun) -> None:
    for found, place in zip(placed(line), wanted(line), strict=True):
        assert abs(found - place) <= 0.01


def squeezed(line: GlyphRun, spread: float) -> GlyphRun:
    """Marks lose half their width, opening ones their leading half; the rest is spread."""
    advances = list(line.advances)
    offsets = [0.0] * len(advances)
    for i, character in enumerate(line.clusters):
        if character in "“”，":
            advances[i] -= line.size / 2
            offsets[i] = -line.size / 2 if character == "“" else 0.0
        else:
            advances[i] += spread
    return replace(line, advances=tuple(advances), offsets=tuple(offsets))


def test_a_line_in_its_natural_widths_is_one_string() -> None:
    data = pdf(pages(page(words(1, run(LINE)))))
    assert stream(data).count("Tj") == 1
    assert "TJ" not in stream(data)
    assert "Tc" not in stream(data)


def test_an_evenly_spread_line_is_one_string_with_one_spacing() -> None:
    data = pdf(pages(page(words(1, run(LINE, spread=0.1371)))))
    assert "0.1371 Tc\n" in stream(data)
    assert "TJ" not in stream(data)


def test_numbers_stand_only_where_marks_are_squeezed() -> None:
    data = pdf(pages(page(words(1, squeezed(run(LINE), 0.21)))))
    assert stream(data).count("TJ") == 1
    assert 3 <= stream(data).count("<") - stream(data).count("<<") * 2 <= 8


@given(
    size=st.sampled_from([7.5, 9.0, 10.5, 11.13, 15.0, 28.9, 34.0, 72.0]),
    spread=st.floats(-0.4, 1.2),
)
@settings(max_examples=15, deadline=None)
def test_every_glyph_of_a_squeezed_line_is_right_within_a_hundredth_of_a_point(
    size: float, spread: float
) -> None:
    as_many_as_fit = ("“三”，亿江" * 5)[: int(230 / size)]
    assert_placed(squeezed(run(as_many_as_fit, size=size), spread))


@given(st.lists(st.floats(-3, 3), min_size=20, max_size=20))
@settings(max_examples=15, deadline=None)
def test_glyphs_with_advances_of_their_own_do_not_drift(added: list[float]) -> None:
    line = run("甲乙丙丁戊己庚辛壬癸" * 2, size=9)
    advances = tuple(a + extra for a, extra in zip(line.advances, added, strict=True))
    assert_placed(replace(line, advances=advances))


def test_a_face_with_another_em_is_placed_by_the_widths_in_the_file() -> None:
    assert_placed(run("GDP4220.7Wavering", face=LATIN, size=11.13, spread=0.05))


def test_a_leading_offset_moves_the_line_and_is_no_number_before_the_first_glyph() -> None:
    line = squeezed(run("“十三五”"), 0.0)
    shown = stream(pdf(pages(page(words(1, line)))))
    assert_placed(line)
    assert f"{number(30 + BLEED - 5.25)} " in shown
    assert "TJ" not in shown


def test_vertical_lines_run_downwards_in_one_string() -> None:
    line = run("竖排文字", size=14)
    line = replace(line, advances=tuple(advance + 1.25 for advance in line.advances))
    upright = Glyphs(run=line, x=200, y=50, vertical=True)
    data = pdf(pages(page((TagOpen(1), upright, TagClose()))))
    assert "-1.25 Tc\n" in stream(data)
    assert "TJ" not in stream(data)
    with pymupdf.open("pdf", data) as document:  # type: ignore[no-untyped-call]
        text = document[0].get_text("rawdict", flags=pymupdf.TEXTFLAGS_RAWDICT)
        spans = [s for b in text["blocks"] for line_ in b["lines"] for s in line_["spans"]]
        tops = [c["origin"][1] for s in spans for c in s["chars"]]
    steps = [round(below - above, 2) for above, below in itertools.pairwise(tops)]
    assert steps == [15.25] * 3


def test_spacing_is_taken_back_for_the_next_run() -> None:
    data = pdf(pages(page(words(1, run("一二", spread=0.5), run("三四", face=SANS)))))
    assert "0.5 Tc\n" in stream(data)
    assert "\n0 Tc\n" in stream(data)
