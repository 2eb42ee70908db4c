"""Vertical pages, and the marks beside lines as they are painted."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from tests.pdf_text import read
from typeset.display import Element, Filled, Glyphs, Page, Pages, PlacedLine, Stroked
from typeset.pipeline import Manuscript, Proof, Run, lay_out, load, write_docx, write_pdf
from typeset.project import Project

STYLE = """\
extends: gov-report
page: {size: A5, margins: {head: 22mm, gutter: 18mm}, bleed: 3mm}
grid: {chars: CHARS, lines: LINES, line: 18pt, columns: 1}
rules: {writing-mode: MODE, tcy: 2}
masthead: none
roles:
  body: {size: 10pt, leading: 18pt}
"""
HAN = "国" * 100
EM, PITCH = 10.0, 18.0


def manuscript(folder: Path, *sections: str, mode: str = "vertical-rl") -> Manuscript:
    chars, lines = ("40", "18") if mode == "vertical-rl" else ("30", "24")
    style = STYLE.replace("MODE", mode).replace("CHARS", chars).replace("LINES", lines)
    (folder / "sections").mkdir()
    (folder / "publication.yaml").write_text("title: 试\n", encoding="utf-8")
    (folder / "style.yaml").write_text(style, encoding="utf-8")
    for number, text in enumerate(sections):
        head = "" if text.startswith("---") else "---\ntitle: 题\n---\n"
        path = folder / "sections" / f"{number}-{'abc'[number]}.md"
        path.write_text(head + text, encoding="utf-8")
    return load(Project(folder), Run())


def proof(folder: Path, *sections: str, mode: str = "vertical-rl") -> Proof:
    return lay_out(manuscript(folder, *sections, mode=mode), Run())


def pages(folder: Path, *sections: str, mode: str = "vertical-rl") -> Pages:
    return proof(folder, *sections, mode=mode).pages


def body(page: Page) -> list[PlacedLine]:
    return [line for line in page.lines if line.role == "body"]


def drawn(page: Page) -> list[Glyphs]:
    return [mark for mark in page.marks if isinstance(mark, Glyphs)]


def test_lines_follow_each_other_from_right_to_left(tmp_path: Path) -> None:
    """CL-VT-01: the second line stands one pitch to the left of the first."""
    (page,) = pages(tmp_path, f"{HAN}\n\n{HAN}").pages
    middles = [line.baseline for line in body(page)]
    steps = {round(a - b, 4) for a, b in pairwise(middles)}
    assert steps == {PITCH}
    assert all(line.vertical for line in body(page))
    assert page.trim.width < page.trim.height


def test_the_first_line_stands_at_the_right_edge(tmp_path: Path) -> None:
    """CL-VT-01; the title of the section stands before it."""
    (page,) = pages(tmp_path, HAN).pages
    area, found = page.type_area, [mark for mark in drawn(page) if mark.vertical]
    assert max(mark.x for mark in found) < area.right
    assert max(mark.x for mark in found) > area.right - 4 * PITCH
    first = next(mark for mark in found if mark.run.text.startswith("国"))
    assert first.y == pytest.approx(area.y + 2 * EM)


def test_a_vertical_book_is_bound_at_the_right(tmp_path: Path) -> None:
    """CL-VT-01, CL-CO-13: odd pages are left pages, with the gutter at their right."""
    made = proof(tmp_path, HAN * 20)
    first, second = made.pages.pages[:2]
    assert made.pages.right_to_left
    assert first.trim.width - first.type_area.right == pytest.approx(second.type_area.x)
    with pikepdf.open(io.BytesIO(write_pdf(made, Run()))) as file:
        assert file.Root.ViewerPreferences.Direction == pikepdf.Name.R2L


def test_running_head_and_folio_stay_horizontal(tmp_path: Path) -> None:
    """CL-VT-09."""
    second = pages(tmp_path, HAN * 20).pages[1]
    level = [mark for mark in drawn(second) if not mark.vertical and not mark.turned]
    assert [mark.run.text for mark in level] == ["试", "2"]
    assert level[0].y < second.type_area.y < second.type_area.foot < level[1].y
    assert min(mark.x for mark in level) > second.trim.width / 2  # a right page: its outer edge


def test_words_lie_and_cells_stand(tmp_path: Path) -> None:
    """CL-VT-06, CL-VT-07: a cell's figures stand side by side in the middle of the line."""
    (page,) = pages(tmp_path, "在Beijing过12月。").pages
    (lying,) = [mark for mark in drawn(page) if mark.turned]
    assert lying.run.text == "Beijing"
    (cell,) = [mark for mark in drawn(page) if mark.run.text == "12"]
    middle = body(page)[0].baseline
    assert not cell.vertical
    assert cell.x + cell.run.width / 2 == pytest.approx(middle)
    assert middle - 0.5 * EM < lying.x < middle  # the baseline, with its letters to the right


def test_a_section_may_run_another_way(tmp_path: Path) -> None:
    vertical = f"---\ntitle: 竖\nwriting-mode: vertical-rl\n---\n{HAN}"
    made = pages(tmp_path, HAN, vertical, HAN, mode="horizontal-tb")
    assert [any(line.vertical for line in page.lines) for page in made.pages] == [
        False, True, False,
    ]  # fmt: skip
    assert [page.number for page in made.pages] == [1, 2, 3]
    assert not made.right_to_left


def test_copies_of_vertical_text_read_in_order(tmp_path: Path) -> None:
    """CL-VT-03, CL-VT-05, CL-AC-04: vertical glyphs stand for the characters as written."""
    text = "他说：“好（的）、”，在Beijing过12月——完……"
    data = write_pdf(proof(tmp_path, text), Run())
    said = "".join(piece.text for piece in read(data) if piece.role == "P")
    assert said == text
    if shutil.which("pdftotext") is None:
        return
    path = tmp_path / "out.pdf"
    path.write_bytes(data)
    shown = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True
    )
    assert text in "".join(shown.stdout.split())


# -- beside the lines --------------------------------------------------------------------------


def test_dots_stand_beyond_the_line_of_a_name(tmp_path: Path) -> None:
    """CL-EM-04, CL-EM-06: the line is nearer to the text, clear of its frame."""
    (page,) = pages(tmp_path, "[鲁迅]{.proper .dots}", mode="horizontal-tb").pages
    baseline = body(page)[0].baseline
    below = [
        _extent(mark) for mark in page.marks
        if isinstance(mark, Filled) and baseline < _extent(mark)[0] < baseline + PITCH
    ]  # fmt: skip
    line, *dots = sorted(below)
    assert line[0] >= baseline + (0.12 + 0.08) * EM - 1e-6
    assert len(dots) == 2
    assert all(dot[0] > line[1] for dot in dots)


def test_a_line_has_one_height_under_mixed_faces(tmp_path: Path) -> None:
    """CL-EM-06, CL-EM-02: one bar from the first body to the last."""
    (page,) = pages(tmp_path, "[共10人**GDP**]{.proper}", mode="horizontal-tb").pages
    baseline = body(page)[0].baseline
    bars = [
        mark for mark in page.marks
        if isinstance(mark, Filled) and baseline < _extent(mark)[0] < baseline + PITCH
    ]  # fmt: skip
    assert len(bars) == 1


def _extent(mark: Filled) -> tuple[float, float]:
    ys = [_numbers(segment)[1::2] for segment in mark.path]
    return min(y for own in ys for y in own), max(y for own in ys for y in own)


def _numbers(segment: tuple[str, *tuple[float, ...]]) -> list[float]:
    return [float(number) for number in segment[1:]]


def test_a_title_has_a_wavy_line(tmp_path: Path) -> None:
    """CL-EM-03, CL-VT-08: at the left of a vertical line."""
    (page,) = pages(tmp_path, "[呐喊]{.booktitle}").pages
    (wave,) = [mark for mark in page.marks if isinstance(mark, Stroked)]
    middle = body(page)[0].baseline
    assert all(x < middle - EM / 2 for segment in wave.path for x in _numbers(segment)[::2])


def test_readings_do_not_change_the_pitch(tmp_path: Path) -> None:
    """CL-RB-04."""
    with_reading = f"{HAN}\n\n{{漢字|かん|じ}}{HAN}"
    (page,) = pages(tmp_path, with_reading, mode="horizontal-tb").pages
    lines = body(page)
    steps = {round(b.baseline - a.baseline, 4) for a, b in pairwise(lines)}
    assert steps == {PITCH}


def test_a_reading_is_an_element_of_its_own(tmp_path: Path) -> None:
    """CL-RB-06, CL-RB-07: ``Ruby/RB/RT``; in the stream the base text stays whole."""
    made = proof(tmp_path, "读{漢字|かんじ}和{國|ㄍㄨㄛˊ}吧", mode="horizontal-tb")
    kinds = [element.kind for element in _all(made.pages.structure)]
    assert kinds.count("Ruby") == kinds.count("RB") == kinds.count("RT") == 2
    said = [(piece.role, piece.text) for piece in read(write_pdf(made, Run()))]
    wanted = "P读 RB漢字 RTかんじ P和 RB國 RTㄍㄨㄛˊ P吧"
    assert " ".join(role + text for role, text in said).endswith(wanted)
    order = "".join(mark.run.text for mark in drawn(made.pages.pages[0]))
    assert "读漢字和國吧" in order


def _all(element: Element) -> list[Element]:
    return [element, *(below for child in element.children for below in _all(child))]


def test_lines_too_near_for_their_notes_are_reported(tmp_path: Path) -> None:
    """CL-RB-04, CL-CO-03."""
    made = manuscript(tmp_path, "{漢字|かんじ}", mode="horizontal-tb")
    run = Run()
    lay_out(made, run)
    assert run.sink.findings == []
    body_role = replace(made.style.roles["body"], leading=13.0)
    style = replace(made.style, roles={**made.style.roles, "body": body_role})
    lay_out(replace(made, style=style), run)
    assert "layout/line-gap" in [finding.code for finding in run.sink.findings]


def test_word_gets_readings_dots_and_lines(tmp_path: Path) -> None:
    """CL-DX-05."""
    text = "{漢字|かんじ}[重点]{.dots}[鲁迅]{.proper}[呐喊]{.booktitle}"
    made = manuscript(tmp_path, text, mode="horizontal-tb")
    with zipfile.ZipFile(io.BytesIO(write_docx(made, Run()))) as package:
        xml = package.read("word/document.xml").decode()
    assert "<w:ruby>" in xml
    assert "かんじ" in xml
    for part in ('em w:val="underDot"', 'u w:val="single"', 'u w:val="wave"'):
        assert f"<w:{part}/>" in xml
