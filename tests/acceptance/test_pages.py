"""The review on its four pages: no line, number, last line or baseline is wrong.

What is prohibited is written out here on its own, not taken from the rules under test; the
counts of the last test come from the PDF's glyph positions alone.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from tests.bench.composition import analyse
from tests.conftest import Review
from tests.page_checks import check_pages, shown
from typeset.display import PlacedLine
from typeset.preview.dump import dump

NEVER_FIRST = set("，。、；：！？．”’）》】」』〉］｝〕·…—～％%,.;:!?)]}")
NEVER_LAST = set("“‘（《【「『〈［｛〔([{")
MARKS = NEVER_FIRST | NEVER_LAST
UNITS = "个家项名次场亿万千元年月日岁条周余多微种所处位批届人%％"


def body_lines(review: Review) -> list[PlacedLine]:
    return [line for page in review.pages.pages for line in page.lines]


def breaks(review: Review) -> Iterator[tuple[PlacedLine, PlacedLine]]:
    """Neighbouring lines of one paragraph."""
    for above, below in pairwise(body_lines(review)):
        if above.block == below.block and not above.line.last:
            yield above, below


def test_there_are_exactly_four_a4_pages(review: Review) -> None:
    with pikepdf.open(io.BytesIO(review.pdf)) as pdf:
        trims = [[round(float(v), 2) for v in page.TrimBox] for page in pdf.pages]
    assert len(review.pages.pages) == 4
    assert [(t[2] - t[0], t[3] - t[1]) for t in trims] == [
        pytest.approx((595.28, 841.89), abs=0.02)
    ] * 4


def test_there_are_lines_to_judge(review: Review) -> None:
    assert len(body_lines(review)) > 100
    assert len(list(breaks(review))) > 80


def test_no_line_starts_with_a_prohibited_mark(review: Review) -> None:
    assert [line.line.text for _, line in breaks(review) if line.line.text[0] in NEVER_FIRST] == []


def test_no_line_ends_with_a_prohibited_mark(review: Review) -> None:
    assert [line.line.text for line, _ in breaks(review) if line.line.text[-1] in NEVER_LAST] == []


def test_no_number_is_parted_and_none_from_its_unit(review: Review) -> None:
    parted = re.compile(rf"[\d.]\|[\d.%{UNITS}]|[余多]\|[{UNITS}]|[\d%{UNITS}]\|以[上下]")
    joints = [f"{a.line.text[-6:]}|{b.line.text[:6]}" for a, b in breaks(review)]
    assert [joint for joint in joints if parted.search(joint)] == []


def test_every_marked_figure_stands_on_one_line(review: Review) -> None:
    sections = review.publication.sections
    texts = [line.line.text.replace(" ", "") for line in body_lines(review)]
    figures = [metric.text for section in sections for metric in section.metrics()]
    assert figures
    assert [f for f in figures if not any(f in text for text in texts)] == []


def test_no_last_line_has_a_single_character(review: Review) -> None:
    ends = [b.line.text for a, b in breaks(review) if b.line.last]
    assert ends
    assert [text for text in ends if sum(c not in MARKS for c in text) < 2] == []


def test_the_checker_of_pages_finds_no_fault(review: Review) -> None:
    assert shown(check_pages(dump(review.pages))) == ""


def test_every_baseline_is_on_the_grid(review: Review) -> None:
    grid = review.style.grid
    off = []
    for page in review.pages.pages:
        for line in page.lines:
            steps = (line.baseline - page.type_area.y - grid.first_baseline) / grid.pitch
            if abs(steps - round(steps)) * grid.pitch > 0.01 and line.role == "body":
                off.append((page.number, line.line.text))
    assert off == []


def test_the_printed_file_has_none_of_these_faults_by_its_glyphs(review_pdf: Path) -> None:
    found = analyse(review_pdf)
    boxes = {"heading_alone"}  # words of a box that closes its column, larger than the text
    assert {name: n for name, n in found["faults"].items() if n and name not in boxes} == {}
    assert found["off_grid_pct"] == 0
