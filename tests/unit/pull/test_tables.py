"""Tables come home from Word: cells to their pipes, YAML rows and files of values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import typeset
from tests.unit.pull.conftest import pulled, replaced, written

SECTION = """---
title: 表
---

正文一段，说明下表。

:::table {caption="各区产值" unit="单位：亿元" file=tables/x.csv source="来源：统计局。"}
:::

:::table {caption="情况" stub=1}
| 项目 | 规模 | < |
| ^^ | 户数 | 人数 |
|---|---|---|
| **民营**^a)^ | 340 | 12000 |
| 合计 | 12340 | < |

a) 含个体工商户。
:::

:::table
head: [[名称, 说明]]
rows:
  - [甲类, "一条，说明"]
:::

正文又一段。
"""
CSV = "地区,产值,备注\r\n甲区,1312.5,含园区^①^\r\n乙区,986,\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sections").mkdir()
    (tmp_path / "tables").mkdir()
    (tmp_path / "publication.yaml").write_text("title: 试\n", encoding="utf-8")
    (tmp_path / "style.yaml").write_text("extends: gov-report\nmasthead: none\n", encoding="utf-8")
    (tmp_path / "sections" / "01-a.md").write_text(SECTION, encoding="utf-8")
    (tmp_path / "tables" / "x.csv").write_bytes("\ufeff".encode() + CSV.encode())
    return tmp_path


@pytest.fixture
def sent_table(folder: Path) -> bytes:
    return typeset.build(folder, "docx").data


Check = Callable[[str, str], None]


@pytest.fixture
def comes_home(folder: Path, sent_table: bytes) -> Callable[[str, str], str]:
    """Edit a text in Word, pull it, and give the content's text after it."""

    def check(old: str, new: str) -> str:
        plan = pulled(replaced(sent_table, f">{old}<", f">{new}<"), folder)
        assert plan.conflicts == ()
        assert len(plan.changes) == 1
        written(plan, folder)
        assert pulled(typeset.build(folder, "docx").data, folder).changes == ()
        section = (folder / "sections" / "01-a.md").read_text(encoding="utf-8")
        return section + (folder / "tables" / "x.csv").read_bytes().decode()

    return check


def test_an_unchanged_document_changes_nothing(folder: Path, sent_table: bytes) -> None:
    plan = pulled(sent_table, folder)
    assert (plan.changes, plan.conflicts, plan.files) == ((), (), {})


def test_a_cell_goes_to_its_pipes_and_merged_ones_stay_merged(
    comes_home: Callable[[str, str], str],
) -> None:
    assert "| 总计 | 12340 | < |" in comes_home("合计", "总计")


def test_markup_in_a_cell_is_kept(comes_home: Callable[[str, str], str]) -> None:
    assert "| **私营**^a)^ | 340 |" in comes_home("民营", "私营")


def test_bars_and_marks_of_a_cell_are_written_so_that_they_mean_themselves(
    comes_home: Callable[[str, str], str],
) -> None:
    assert r"| 合\|计\* | 12340 | < |" in comes_home("合计", "合|计*")


def test_a_value_goes_to_its_file_which_keeps_its_mark_and_line_ends(
    comes_home: Callable[[str, str], str], folder: Path
) -> None:
    comes_home("986", "1,986")
    data = (folder / "tables" / "x.csv").read_bytes()
    assert data == "\ufeff".encode() + CSV.replace("986", '"1,986"').encode()


def test_raised_marks_of_a_value_stay(comes_home: Callable[[str, str], str]) -> None:
    assert "1312.5,不含园区^①^\r\n" in comes_home("含园区", "不含园区")


def test_a_cell_written_as_yaml_is_changed_there(comes_home: Callable[[str, str], str]) -> None:
    assert '- [甲类, "两条，说明"]' in comes_home("一条，说明", "两条，说明")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("各区产值", "各县产值", 'caption="各县产值"'),
        ("单位：亿元", "单位：万元", 'unit="单位：万元"'),
        ("来源：统计局。", "来源：调查队。", 'source="来源：调查队。"'),
        ("a) 含个体工商户。", "a) 不含个体工商户。", "\na) 不含个体工商户。\n"),
    ],
)
def test_what_stands_around_a_table_comes_home(
    comes_home: Callable[[str, str], str], old: str, new: str, found: str
) -> None:
    assert found in comes_home(old, new)


def test_an_edit_against_a_newer_content_is_a_conflict(folder: Path, sent_table: bytes) -> None:
    path = folder / "sections" / "01-a.md"
    path.write_text(path.read_text(encoding="utf-8").replace("340", "341"), encoding="utf-8")
    plan = pulled(replaced(sent_table, ">340<", ">342<"), folder)
    (conflict,) = plan.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == ("340", "341", "342")


def test_a_cell_filled_or_emptied_is_told(folder: Path, sent_table: bytes) -> None:
    plan = pulled(replaced(sent_table, ">12340<", "><"), folder)
    assert [c.reason for c in plan.conflicts] == ["paragraphs of a box were put in or taken out"]
