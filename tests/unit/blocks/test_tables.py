"""Tables lowered: merged cells, alignment, and what stands around them."""

from __future__ import annotations

from pathlib import Path

import pytest

import typeset
from typeset.blocks.table import Table
from typeset.blocks.table_columns import is_none, point_of
from typeset.diagnostics import NOWHERE
from typeset.model.inline import Sup, Text


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "sections").mkdir()
    (tmp_path / "publication.yaml").write_text("title: 试\n", encoding="utf-8")
    return tmp_path


def table(project: Path, body: str) -> Table:
    text = f"---\ntitle: 一\n---\n\n{body}\n"
    (project / "sections" / "01-a.md").write_text(text, encoding="utf-8")
    (block,) = typeset.load(project).publication.sections[0].blocks
    assert isinstance(block, Table)
    return block


@pytest.mark.parametrize(
    ("text", "before"),
    [("12.5", 2), ("1,312.5", 5), ("−0.35", 2), ("986", 3), ("8.1%", 1), ("约300", 4),
     ("1 234.5", 5), ("¥12.50", 3)],
)  # fmt: skip
def test_a_number_is_known_with_the_place_of_its_point(text: str, before: int) -> None:
    assert point_of((Text(text, NOWHERE),)) == before


@pytest.mark.parametrize("text", ["甲区", "3~5", "2021—2022", "12.5.3", "第1项"])
def test_words_are_no_numbers(text: str) -> None:
    assert point_of((Text(text, NOWHERE),)) < 0


def test_a_raised_mark_of_a_note_does_not_make_a_number_words() -> None:
    assert point_of((Text("12.5", NOWHERE), Sup((Text("a)", NOWHERE),), NOWHERE))) == 2


@pytest.mark.parametrize("text", ["", "—", "——", "…", "……", "-", "／"])
def test_dashes_and_the_like_stand_for_no_value(text: str) -> None:
    assert is_none((Text(text, NOWHERE),))


def test_columns_are_aligned_by_what_stands_in_them(project: Path) -> None:
    made = table(
        project,
        "| 项目 | 数值 | 是否 | 说明 |\n|---|---|---|---|\n"
        "| 甲 | 1.5 | 是 | 一条比较长的说明文字 |\n| 乙 | — | 否 | 又一条说明 |",
    )
    assert made.aligns == ("start", "decimal", "center", "start")


def test_colons_hold_but_numbers_keep_to_their_points(project: Path) -> None:
    made = table(project, "| a | b | c |\n|:--|--:|--:|\n| 1 | 2 | 乙 |")
    assert made.aligns == ("start", "decimal", "end")


def test_alignments_named_hold_for_all(project: Path) -> None:
    made = table(project, ':::table {align="left right"}\n| a | b | c |\n|--|--|--|\n|1|2|3|\n:::')
    assert made.aligns == ("start", "end", "end")


def test_cells_are_merged_over_columns_and_rows(project: Path) -> None:
    made = table(
        project,
        "| 项目 | 规模 | < |\n| ^^ | 户数 | 人数 |\n|---|---|---|\n"
        "| 合计 | 12 | < |\n| ^^ | 3 | 4 |",
    )
    places = [(c.row, c.column, c.rows, c.columns) for c in made.cells]
    assert places == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1),
        (2, 0, 2, 1), (2, 1, 1, 2), (3, 1, 1, 1), (3, 2, 1, 1),
    ]  # fmt: skip
    assert made.head == 2


def test_an_escaped_mark_is_text(project: Path) -> None:
    made = table(project, "| a | b |\n|---|---|\n| \\< | \\^^ |")
    assert "".join(made.text().split()) == "ab<^^"


def test_br_ends_a_line_in_a_cell_and_nowhere_else(project: Path) -> None:
    made = table(project, "| a | b |\n|---|---|\n| 一<br>二 | 三 |")
    assert made.text() == "ab一二三"


def test_a_value_of_yaml_keeps_the_author_s_spelling(project: Path) -> None:
    made = table(project, ":::table\n- [a, b]\n- [1.50, 007]\n:::")
    assert made.text() == "ab1.50007"
