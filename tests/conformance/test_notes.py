"""Notes as they are set: clauses of NT, on pages in the shipped faces."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest

import typeset
from tests.conformance.test_headings_and_marks import pages_of
from typeset.display import Glyphs, Pages, Stroked
from typeset.style.notes import note_mark

WORDS = "国家发展改革，经济社会文明城市服务中心安全生产永东因回图固。"
BODY = f"""\
{WORDS}[^一]{WORDS * 3}

{WORDS * 2}[^二]{WORDS}

[^一]: {WORDS * 4}

[^二]: 见《通知》。
"""


def set_pages(folder: Path, style: str) -> Pages:
    pages_of(folder, BODY, style)
    return typeset.lay_out(typeset.load(folder)).pages


def style_of(**notes: str) -> str:
    said = "".join(f"  {key}: {value}\n" for key, value in notes.items())
    return "extends: gov-report\nmasthead: none\nnotes:\n" + (said or "  place: page\n")


def test_notes_are_one_or_two_sizes_smaller_than_text_CL_NT_01(tmp_path: Path) -> None:  # noqa: N802
    pages_of(tmp_path, BODY, style_of())
    roles = typeset.load(tmp_path).style.roles
    assert 7.5 <= roles["note"].size <= 9.0 < roles["body"].size
    gap = roles["note"].leading - roles["note"].size
    assert 0.4 <= gap / roles["note"].size <= 0.6


def test_a_rule_of_a_third_of_the_measure_parts_notes_from_text_CL_NT_02(tmp_path: Path) -> None:  # noqa: N802
    page = set_pages(tmp_path, style_of()).pages[0]
    rules = [m for m in page.marks if isinstance(m, Stroked) and m.weight == 0.5]
    (_, x, y), (_, right, _) = cast("tuple[tuple[str, float, float], ...]", rules[0].path)
    assert x == page.type_area.x
    assert right - x == pytest.approx(page.type_area.width / 3, rel=0.02)
    head = page.notes[0].lines[0].baseline - 0.88 * 8.5
    text = max(line.baseline for line in page.lines) + 0.12 * 10.5
    assert text < y < head
    assert head - text >= 17 - 10.5


@pytest.mark.parametrize(
    ("numbers", "first"), [("circled", "①"), ("plain", "1"), ("bracket", "[1]")]
)
def test_forms_of_marks_CL_NT_03(numbers: str, first: str, tmp_path: Path) -> None:  # noqa: N802
    page = set_pages(tmp_path, style_of(numbers=numbers)).pages[0]
    note = page.notes[0]
    assert note.mark == first
    label, *rest = note.lines[0].line.runs[: len(note.lines[0].line.runs)]
    assert label.names == note.id
    text = next(run for run in rest if not run.names)
    mark_ends = max(r.x + r.run.width for r in note.lines[0].line.runs if r.names)
    assert text.x - mark_ends == pytest.approx(0.5 * 8.5, abs=0.05)
    turned = note.lines[1].line.runs[0].x
    if numbers == "circled":  # under the first character of the note
        assert turned == pytest.approx(text.x, abs=0.05)
    assert turned >= 8.5


def test_marks_beyond_twenty_and_fifty_CL_NT_03() -> None:  # noqa: N802
    assert [note_mark(n, "circled") for n in (1, 20, 21, 35, 36, 50, 51)] == [
        "①", "⑳", "㉑", "㉟", "㊱", "㊿", "[51]",
    ]  # fmt: skip


def test_a_mark_is_raised_by_a_third_of_an_em_and_parts_no_lines_CL_NT_06(tmp_path: Path) -> None:  # noqa: N802
    page = set_pages(tmp_path, style_of(numbers="bracket")).pages[0]
    runs = [run for line in page.lines for run in line.line.runs if run.names]
    assert {round(run.rise, 4) for run in runs} == {round(runs[0].rise, 4)}
    assert 0 < runs[0].rise <= 10.5 / 3
    baselines = sorted({line.baseline for line in page.lines})
    steps = {round(b - a, 4) for a, b in pairwise(baselines)}
    assert steps == {17.0}


def test_a_mark_opens_no_line_and_holds_to_the_stop_after_it_CL_UB_11(tmp_path: Path) -> None:  # noqa: N802
    body = "\n\n".join(f"{WORDS[:-1] * 2}{'改' * n}[^{n}]。后" for n in range(22))
    body += "\n\n" + "\n\n".join(f"[^{n}]: 见《通知》。" for n in range(22)) + "\n"
    pages = pages_of(tmp_path, body, style_of(restart="section", numbers="bracket"))
    for line in (line for page in pages["pages"] for line in page["lines"]):
        assert not line["text"].startswith(("[", "。"))


def test_content_without_notes_pays_nothing(tmp_path: Path) -> None:
    dumped: dict[str, Any] = pages_of(tmp_path, f"{WORDS}\n")
    assert all("notes" not in page for page in dumped["pages"])


def test_every_mark_stands_in_the_text_and_before_its_note(tmp_path: Path) -> None:
    pages = set_pages(tmp_path, style_of())
    drawn = "".join(m.run.text for p in pages.pages for m in p.marks if isinstance(m, Glyphs))
    assert drawn.count("①") == drawn.count("②") == 2
