"""Notes on the way back: what editors do to them in Word comes into the content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import typeset
from tests.unit.pull.conftest import part_of, with_part
from typeset.project import Project
from typeset.pull import Plan, pull

NOTES = "word/footnotes.xml"
SECTION = """\
---
title: 一
---

高新区全年技术合同登记额增长[^甲]，研发投入^[按可比口径计算。]也有增加。

第二段话说别的事情，人才工作基础持续夯实，企业数量增加。

[^甲]: 数据来自**科技**统计公报。

    第二段，说明口径。
"""


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    folder = tmp_path / "noted"
    (folder / "sections").mkdir(parents=True)
    (folder / "publication.yaml").write_text("title: 试\n", encoding="utf-8")
    (folder / "sections" / "a.md").write_text(SECTION, encoding="utf-8")
    return folder


def after(folder: Path, data: bytes) -> str:
    """The section once what the document says is merged."""
    plan = pulled(folder, data)
    assert plan.conflicts == ()
    return plan.files.get("sections/a.md", SECTION.encode()).decode()


def pulled(folder: Path, data: bytes) -> Plan:
    return pull(data, Project(folder))


def sent(folder: Path) -> bytes:
    return typeset.build(folder, "docx").data


def reference(data: bytes, number: int) -> str:
    """The run that refers to a note."""
    pattern = rf'<w:r>(?:(?!</w:r>).)*<w:footnoteReference w:id="{number}"/></w:r>'
    found = re.search(pattern, part_of(data))
    assert found
    return found[0]


def without(data: bytes, number: int) -> bytes:
    """The document with a note deleted as Word does it."""
    data = with_part(data, lambda t: t.replace(reference(data, number), ""))
    whole = rf'<w:footnote w:id="{number}">.*?</w:footnote>'
    return with_part(data, lambda t: re.sub(whole, "", t), NOTES)


def test_what_nobody_touched_changes_nothing(noted: Path) -> None:
    plan = pulled(noted, sent(noted))
    assert (plan.changes, plan.conflicts) == ((), ())


def test_the_words_of_a_note_come_home(noted: Path) -> None:
    data = with_part(sent(noted), lambda t: t.replace("统计公报。", "统计年报。"), NOTES)
    assert after(noted, data) == SECTION.replace("统计公报。", "统计年报。")


def test_so_do_those_of_its_later_paragraphs(noted: Path) -> None:
    data = with_part(sent(noted), lambda t: t.replace("说明口径", "说明统计口径"), NOTES)
    assert after(noted, data) == SECTION.replace("说明口径", "说明统计口径")


def test_and_those_of_a_note_written_in_the_text(noted: Path) -> None:
    data = with_part(sent(noted), lambda t: t.replace("按可比口径", "按不变价格"), NOTES)
    assert after(noted, data) == SECTION.replace("按可比口径", "按不变价格")


def test_a_paragraph_may_change_around_its_marks(noted: Path) -> None:
    data = with_part(sent(noted), lambda t: t.replace("也有增加", "也大有增加"))
    assert after(noted, data) == SECTION.replace("也有增加", "也大有增加")


def test_a_deleted_note_takes_its_mark_along(noted: Path) -> None:
    now = after(noted, without(sent(noted), 1))
    assert "[^甲]" not in now
    assert "统计公报" not in now
    assert "增长，研发投入^[按可比口径计算。]也有增加" in now


def test_so_does_one_written_in_the_text(noted: Path) -> None:
    now = after(noted, without(sent(noted), 2))
    assert now == SECTION.replace("^[按可比口径计算。]", "")


def test_a_new_note_is_written_where_its_mark_stands(noted: Path) -> None:
    data = with_part(
        sent(noted),
        lambda t: t.replace(
            "持续夯实，企业",
            '持续夯实</w:t></w:r><w:r><w:footnoteReference w:id="9"/></w:r><w:r><w:t>，企业',
        ),
    )
    text = "<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> 见[年报]。</w:t></w:r></w:p>"
    fresh = f'<w:footnote w:id="9">{text}</w:footnote></w:footnotes>'
    data = with_part(data, lambda t: t.replace("</w:footnotes>", fresh), NOTES)
    assert after(noted, data) == SECTION.replace("持续夯实", "持续夯实^[见\\[年报\\]。]")


def test_a_moved_mark_moves_in_the_content(noted: Path) -> None:
    data = sent(noted)
    run = reference(data, 1)
    moved = f"持续夯实</w:t></w:r>{run}<w:r><w:t>，企业"
    data = with_part(data, lambda t: t.replace(run, "").replace("持续夯实，企业", moved))
    now = after(noted, data)
    assert "增长，研发投入" in now
    assert "持续夯实[^甲]，企业" in now


def test_a_note_with_markup_in_the_text_is_left_to_its_author(noted: Path) -> None:
    path = noted / "sections" / "a.md"
    path.write_text(SECTION.replace("^[按可比", "^[按**可比**"), encoding="utf-8")
    data = with_part(sent(noted), lambda t: t.replace("口径计算", "价格计算"), NOTES)
    plan = pulled(noted, data)
    assert [(c.place.line, c.mine) for c in plan.conflicts] == [(5, "按可比口径计算。")]
