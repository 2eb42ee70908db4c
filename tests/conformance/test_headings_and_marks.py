"""Headings on the page, and what an author marks in the text: clauses of HD, UB, CC and PA."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import typeset
from tests.conftest import Review
from tests.line_engine import fonts, paragraph, squares
from tests.unit.reading.sample import sound
from typeset.flow import TextRun
from typeset.model.inline import Kept, plain
from typeset.preview.dump import dump

HEADINGS = """\
# 第一级标题

国家发展改革。

## 第二级标题

### 第三级标题

#### 第四级标题

国家发展改革，经济社会文明城市服务中心安全生产永东因回图固，国家发展改革开放现代化建设。
"""


def pages_of(folder: Path, body: str, style: str = "extends: gov-report\n") -> dict[str, Any]:
    """The dump of a project of one section."""
    (folder / "sections").mkdir()
    (folder / "publication.yaml").write_text("title: 报告\nissuer: 某单位\n", encoding="utf-8")
    (folder / "style.yaml").write_text(style, encoding="utf-8")
    (folder / "sections" / "a.md").write_text(f"---\ntitle: 节\n---\n\n{body}", encoding="utf-8")
    return dump(typeset.lay_out(typeset.load(folder)).pages)


def lines_of(pages: dict[str, Any]) -> list[dict[str, Any]]:
    """Every line of running text and headings."""
    return [line for page in pages["pages"] for line in page["lines"]]


def test_headings_take_whole_lines_of_the_grid_CL_HD_04(tmp_path: Path) -> None:  # noqa: N802
    lines = lines_of(pages_of(tmp_path, HEADINGS))
    baselines = sorted({line["baseline"] for line in lines})
    pitch = 17 * 25.4 / 72
    steps = [(b - baselines[0]) / pitch for b in baselines]
    assert any("第三级标题" in line["text"] for line in lines)
    assert steps == pytest.approx([round(step) for step in steps], abs=0.002)


def test_sizes_go_down_by_level_CL_HD_06(review: Review) -> None:  # noqa: N802
    roles = review.style.roles
    sizes = [roles[name].size for name in ("banner-title", "heading-1", "heading-2", "heading-4")]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[1] > sizes[2]


@pytest.mark.parametrize(
    ("text", "width"), [("一、总体要求", 6), ("（一）总体要求", 6.5), ("第一章　总则", 6)]
)
def test_numbers_are_followed_by_what_their_form_asks_for_CL_HD_07(  # noqa: N802
    text: str, width: float
) -> None:
    assert squares().width(text) == pytest.approx(width)


def test_a_run_in_heading_stands_in_the_line_CL_HD_08() -> None:  # noqa: N802
    runs = (TextRun(text="取得突破。", role="lead"), TextRun(text="招引项目", role="body"))
    (line,) = squares().set(paragraph(*runs), 12).lines
    assert line.text == "取得突破。招引项目"


# -- what an author marks ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("产业\n强区", "产业强区"),
        ("GDP\n增长", "GDP增长"),
        ("增长\nGDP", "增长GDP"),
        ("增长\n65%以上", "增长65%以上"),
        ("the\nend", "the end"),
        ("“开放。”\n“创新”", "“开放。”“创新”"),
        ("他说——\n好", "他说——好"),
        ("한국어\n문법", "한국어 문법"),
        ("好,\n的", "好, 的"),
        ("**产业**\n强区", "产业强区"),
    ],
)
def test_a_line_end_of_the_source_CL_CC_06(text: str, read: str) -> None:  # noqa: N802
    assert plain(sound(text)) == read


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("[团山峯谷]{.name}", True),
        ("[中船动力公司]{.name}", False),
        ("[中船动力公司]{.nobreak}", True),
    ],
)
def test_a_name_or_a_nobreak_is_marked_CL_UB_13_CL_UB_14(  # noqa: N802
    text: str, whole: bool
) -> None:
    (kept,) = sound(text)
    assert isinstance(kept, Kept)
    assert kept.whole == whole


def test_no_line_ends_inside_what_is_kept_CL_UB_14() -> None:  # noqa: N802
    runs = (
        TextRun(text="国国国", role="body"),
        TextRun(text="动力公司", role="body", keep=True),
        TextRun(text="国国", role="body"),
    )
    assert any("动力公司" in line for line in squares().texts(paragraph(*runs), 5))


@pytest.mark.parametrize("mark", ["<wbr>", "&#8203;", "\u200b"])
def test_a_line_may_end_where_the_author_says_so_CL_UB_14(mark: str) -> None:  # noqa: N802
    text = plain(sound(f"production{mark}line"))
    assert text == "production\u200bline"
    assert squares().texts(text, 5) == ["production\u200b", "line"]


@pytest.mark.parametrize("joiner", ["\u2060", "\u00a0", "\u202f"])
def test_joiners_forbid_a_break_CL_UB_14(joiner: str) -> None:  # noqa: N802
    lines = squares().texts(f"国国国国{joiner}国国国国", 5)
    assert not any(line.endswith(("国国国国", joiner)) for line in lines[:1])


def test_a_typed_indent_adds_nothing_CL_PA_04(tmp_path: Path) -> None:  # noqa: N802
    body = "　　国家发展改革。\n\n国家发展改革。\n"
    style = "extends: gov-report\ngrid: {columns: 1}\n"
    lines = lines_of(pages_of(tmp_path, body, style))
    first, second = (line for line in lines if "国家发展" in line["text"])
    assert first["text"] == second["text"]
    assert first["x"] == second["x"]


def test_the_gap_is_no_character_CL_AS_09() -> None:  # noqa: N802
    (line,) = fonts().set("总投资131亿元", 20).lines
    assert line.text == "总投资131亿元"
