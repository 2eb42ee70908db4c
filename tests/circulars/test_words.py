"""What a circular says: the same in PDF, in Word and as written, and conformant."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from tests import pdf_text
from tests.circulars.conftest import NOTICE, Make, text_of
from tests.conftest import CHECKOUT
from typeset.diagnostics import BuildFailed
from typeset.pdf.edition import Edition
from typeset.pipeline import build_docx, build_pdf
from typeset.preflight.examine import examine
from typeset.project import Project

FOLDERS = sorted(p.parent for p in CHECKOUT.glob("examples/circulars/*/publication.yaml"))
each = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_text(data: bytes) -> str:
    """Every character of the document part, white space removed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "".join("".join((t.text or "").split()) for t in root.iter(f"{_W}t"))


@each
def test_pdf_and_word_say_the_same(folder: Path) -> None:
    said = pdf_text.text(build_pdf(Project(folder)).data)
    word = word_text(build_docx(Project(folder)).data)
    assert Counter(said) == Counter(word)
    if folder.name not in ("joint", "sideways"):  # stacked names stand in a table before 文件
        assert said == word


@each
def test_what_was_written_is_said_in_its_order(folder: Path) -> None:
    said = pdf_text.text(build_pdf(Project(folder)).data)
    text = (folder / "text.md").read_text(encoding="utf-8")
    place = 0
    for paragraph in re.split(r"\n\s*\n", text):
        words = "".join(re.sub(r"^#+ ", "", paragraph.strip()).split())
        found = said.find(words, place)
        assert found >= 0, words
        place = found + len(words)


@each
def test_the_print_rules_find_nothing(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "circular.pdf"
    path.write_bytes(build_pdf(Project(folder)).data)
    report = examine(path.read_bytes(), path.name)
    assert [finding.code for finding in report.findings] == []


def test_the_tree_begins_with_the_head_and_has_one_first_heading(make: Make) -> None:
    made = build_pdf(
        Project(make(NOTICE, "# 甲\n\n" + text_of(3))), edition=Edition(profile="screen")
    )
    roles = [role for role, _ in pdf_text.roles_and_text(made.data)]
    assert roles.count("H1") == 1
    assert "H2" in roles


def test_what_the_file_says_of_itself_is_by_gb_t_33480(make: Make) -> None:
    folder = make(NOTICE + "serial: '000001'\nsecrecy: 机密★3年\nurgency: 特急\n")
    data = build_pdf(Project(folder)).data
    for words in (
        "镇高新发〔2022〕5号",
        "机密★3年",
        "特急",
        "镇海省高新区管理委员会",
        "2022-01-20",
    ):
        assert words.encode() in data
    word = build_docx(Project(folder)).data
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        custom = package.read("docProps/custom.xml").decode()
    for name, value in (("发文字号", "镇高新发〔2022〕5号"), ("密级和保密期限", "机密★3年"),
                        ("紧急程度", "特急"), ("成文日期", "2022-01-20")):  # fmt: skip
        assert f'name="{name}"' in custom
        assert value in custom


def test_columns_in_a_circular_are_set_as_one_and_told(make: Make) -> None:
    text = "正文甲。\n\n:::columns {count=2}\n\n正文乙。\n\n:::\n"
    [found] = build_pdf(Project(make(NOTICE, text))).findings
    assert (found.code, found.severity, str(found.span)) == (
        "circular/columns", "warning", "text.md:3:1",
    )  # fmt: skip
    assert "GB/T 9704-2012, 5.2.3" in found.message


def test_notes_at_the_foot_are_refused_with_the_clause(make: Make) -> None:
    with pytest.raises(BuildFailed) as failure:
        build_pdf(Project(make(NOTICE, "正文甲，见注[^1]。\n\n[^1]: 说明。\n")))
    [found] = failure.value.findings
    assert (found.code, str(found.span)) == ("layout/no-notes", "text.md:3:1")
    assert "GB/T 9704-2012, 5.2.3" in found.message
    assert "附注" in found.hint
