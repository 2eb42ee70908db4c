"""An official circular is imported as one: fields by their words, levels by their numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

import typeset
from tests.conftest import CHECKOUT
from tests.unit.importing.test_seed import write
from typeset.diagnostics import Sink
from typeset.importing import imported
from typeset.importing.fitting import Fit
from typeset.reading import load

HEAD = """青禾区人民政府办公室文件
青政办发〔2026〕3号
青禾区人民政府办公室关于做好2026年春节
期间安全生产工作的通知
各镇人民政府、街道办事处，区各有关部门：
"""
TEXT = """现就有关事项通知如下：
一、提高政治站位
（一）压实责任。各地要严格落实要求。
（二）严格执行值班制度。
二、突出重点领域
1.危险化学品。加强管控。
"""
TAIL = """附件：1.检查清单
2.联络员名单
青禾区人民政府办公室
2026年1月20日
（此件公开发布）
抄送：区委办公室，区人大常委会办公室。
青禾区人民政府办公室　　　　2026年1月20日印发
"""


def files(text: str) -> dict[str, str]:
    return {path: data.decode() for path, data in imported(text.encode(), "a.txt").files.items()}


def test_its_fields_are_told_by_their_words() -> None:
    assert files(HEAD + TEXT + TAIL)["publication.yaml"].splitlines()[1:] == [
        "kind: circular",
        "type: 通知",
        "issuer: 青禾区人民政府办公室",
        "title: 青禾区人民政府办公室关于做好2026年春节期间安全生产工作的通知",
        "number: 青政办发〔2026〕3号",
        "to: 各镇人民政府、街道办事处，区各有关部门",
        "date: 2026年1月20日",
        "note: 此件公开发布",
        "cc: 区委办公室，区人大常委会办公室",
        "attachments:",
        "  - 检查清单",
        "  - 联络员名单",
        "print: {org: 青禾区人民政府办公室, date: 2026年1月20日}",
    ]


def test_numbers_that_the_engine_writes_become_headings_and_others_stay_text() -> None:
    blocks = files(HEAD + TEXT + TAIL)["text.md"].strip().split("\n\n")
    assert blocks[1:] == [
        "# 提高政治站位",
        "## 压实责任。",
        "各地要严格落实要求。",
        "（二）严格执行值班制度。",
        "# 突出重点领域",
        "### 危险化学品。",
        "加强管控。",
    ]


def test_the_project_is_one_that_loads(tmp_path: Path) -> None:
    project = write(imported((HEAD + TEXT + TAIL).encode(), "a.txt").files, tmp_path)
    publication, _ = load(project, Sink())
    assert publication.circular is not None


def test_joint_issue_and_an_upward_document_are_told() -> None:
    text = """青政报〔2026〕2号　签发人：周建平
关于安全生产工作情况的报告
市人民政府：
现将有关情况报告如下。
青禾区人民政府
青禾区应急管理局
2026年1月12日
"""
    publication = files(text)["publication.yaml"]
    assert "type: 报告\nissuer: [青禾区人民政府, 青禾区应急管理局]\n" in publication
    assert "signers: 周建平\n" in publication


def test_the_text_of_an_attachment_is_bound_in_under_the_title_the_list_gives_it() -> None:
    tail, _, printed = TAIL.partition("抄送")
    made = files(f"{HEAD}{TEXT}{tail}附件2\n联络员名单\n名单另行印发。\n抄送{printed}")
    assert (
        "  - {title: 联络员名单, source: attachment-2.md, bound: true}\n"
        in made["publication.yaml"]
    )
    assert made["attachment-2.md"] == "名单另行印发。\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEAD.replace("青政办发〔2026〕3号\n", "") + TEXT + TAIL, id="no number"),
        pytest.param(HEAD + TEXT, id="no signature"),
        pytest.param(HEAD.replace("的通知", "的思考") + TEXT + TAIL, id="no kind"),
        pytest.param(HEAD + TEXT + TAIL + "附件1\n检查清单的全文在此。\n", id="more behind it"),
    ],
)
def test_a_text_that_lacks_a_part_is_a_publication(text: str) -> None:
    assert "kind: circular" not in files(text)["publication.yaml"]


def test_it_is_a_publication_where_the_circular_made_of_it_did_not_hold() -> None:
    made = imported((HEAD + TEXT + TAIL).encode(), "a.txt", Fit(circular=False))
    assert not made.circular
    assert "sections/section-01.md" in made.files


@pytest.mark.parametrize("name", ["report", "letter", "opinion", "joint", "briefing", "reply"])
def test_a_circular_of_ours_comes_back_from_its_word_file_page_for_page(
    name: str, tmp_path: Path
) -> None:
    ours = CHECKOUT / "examples" / "circulars" / name
    sent = typeset.build(ours, "docx").data
    write(imported(sent, f"{name}.docx").files, tmp_path)
    assert _lines(tmp_path) == _lines(ours)


def _lines(folder: Path) -> list[list[str]]:
    pages = typeset.lay_out(typeset.load(folder)).pages.pages
    return [[placed.line.text for placed in page.lines] for page in pages]
