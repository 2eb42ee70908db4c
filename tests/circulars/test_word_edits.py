"""Fields of a circular edited in Word, brought home by ``typeset pull``."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.circulars.conftest import Make, text_of
from typeset.pipeline import build_docx
from typeset.project import Project
from typeset.pull.engine import pull
from typeset.pull.plan import Plan

FIELDS = """\
类: 公文
文种: 请示
issuer: 镇海省高新区管理委员会
title: 关于设立知识产权公共服务中心有关事项和经费安排的请示
发文字号: 镇高新请〔2022〕3号
signers: [周建平, 王小强]
to: "市人民政府，市财政局："
attachments: [任务分解表, {title: 名单}]
sign: 高新区管委会
date: 2022-02-18
note: （联系人：孙晓）
cc: 市科技局，市知识产权局
print: {org: 管委会办公室, date: 2022年2月19日}
"""


def edited(folder: Path, *pairs: tuple[str, str]) -> bytes:
    """The circular's DOCX with words of its document part replaced."""
    made = io.BytesIO()
    data = build_docx(Project(folder)).data
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                text = part.decode()
                for before, after in pairs:
                    assert text.count(f"{before}<") + text.count(f"{before}") >= 1, before
                    text = text.replace(before, after)
                part = text.encode()
            new.writestr(name, part)
    return made.getvalue()


def pulled(folder: Path, *pairs: tuple[str, str]) -> Plan:
    return pull(edited(folder, *pairs), Project(folder))


def written(plan: Plan) -> str:
    assert plan.conflicts == ()
    return plan.files["publication.yaml"].decode()


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("镇高新请〔2022〕3号", "镇高新请〔2022〕4号", "发文字号: 镇高新请〔2022〕4号"),
        ("有关事项", "若干事项", "title: 关于设立知识产权公共服务中心若干事项和经费安排的请示"),
        ("王小强", "王大强", "signers: [周建平, 王大强]"),
        ("市财政局", "市审计局", 'to: "市人民政府，市审计局："'),
        ("任务分解表", "任务清单", "attachments: [任务清单, {title: 名单}]"),
        (">名单<", ">人员名单<", "attachments: [任务分解表, {title: 人员名单}]"),
        (">高新区管委会<", ">高新区管理委员会<", "sign: 高新区管理委员会"),
        ("2022年2月18日", "2022年2月28日", "date: 2022年2月28日"),
        ("孙晓", "孙小", "note: （联系人：孙小）"),
        ("市知识产权局", "市版权局", "cc: 市科技局，市版权局"),
        ("2022年2月19日", "2022年3月1日", "print: {org: 管委会办公室, date: 2022年3月1日}"),
    ],
)
def test_a_field_edited_in_word_comes_home_to_its_value(
    make: Make, before: str, after: str, line: str
) -> None:
    folder = make(FIELDS, text_of(5))
    found = pulled(folder, (before, after))
    new = written(found)
    assert line in new.splitlines()
    old = FIELDS.splitlines()
    assert len([one for one in new.splitlines() if one not in old]) == 1, "nothing else changes"
    assert len(found.changes) == 1
    assert found.changes[0].place.file == "publication.yaml"


def test_text_and_fields_come_home_together(make: Make) -> None:
    found = pulled(make(FIELDS, "请予审批。\n"), ("3号", "9号"), ("请予审批", "请予批准"))
    assert "发文字号: 镇高新请〔2022〕9号" in written(found)
    assert found.files["text.md"].decode() == "请予批准。\n"


def test_nothing_edited_changes_nothing(make: Make) -> None:
    found = pulled(make(FIELDS, text_of(5)))
    assert (found.changes, found.conflicts, found.files) == ((), (), {})


def test_a_field_both_sides_changed_is_a_conflict(make: Make) -> None:
    folder = make(FIELDS, text_of(5))
    data = edited(folder, ("3号", "9号"))
    (folder / "publication.yaml").write_text(FIELDS.replace("3号", "8号"), encoding="utf-8")
    found = pull(data, Project(folder))
    assert found.files == {}
    [conflict] = found.conflicts
    assert ("9号" in conflict.theirs, "8号" in conflict.mine) == (True, True)


def test_a_value_that_cannot_be_is_a_conflict_and_nothing_is_written(make: Make) -> None:
    found = pulled(make(FIELDS, text_of(5)), ("2022年2月18日", "2022年2月31日"))
    assert found.files == {}
    assert "a day that no calendar has" in found.conflicts[0].reason


def test_an_edit_across_two_fields_is_left_to_the_author(make: Make) -> None:
    found = pulled(make(FIELDS, text_of(5)), ("周建平", "周平"), ("王小强", "王强"))
    assert found.files == {}
    assert found.conflicts
