"""Marks of the index stay where they are while the words under them are edited."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.docx.test_integrity import edited, swap
from typeset.pipeline import build_docx
from typeset.project import Project
from typeset.pull import pull

BOOK = Path(__file__).parents[2] / "golden" / "cases" / "index"
FILE = "sections/02-b.md"


@pytest.mark.parametrize(
    ("old", "new", "source"),
    [
        ("<w:t>安全生产</w:t>", "<w:t>安全新生产</w:t>", "第二项：[安全新生产]{.index}。"),
        ("<w:t>安全生产</w:t>", "", "第二项：。"),
        ("第二项：", "第二项工作：", "第二项工作：[安全生产]{.index}。"),
    ],
)  # fmt: skip
def test_edits_come_home_around_a_mark(old: str, new: str, source: str, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    shutil.copytree(BOOK, folder)
    sent = build_docx(Project(folder)).data
    plan = pull(edited(sent, "word/document.xml", swap(old, new)), Project(folder))
    assert (len(plan.changes), plan.conflicts) == (1, ())
    assert f"- {source}\n" in plan.files[FILE].decode()
