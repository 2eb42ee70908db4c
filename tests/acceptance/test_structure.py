"""Numbers, lists, references and contents of a small book, read back from both outputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import docx_text, pdf_text
from typeset.docx.readback import read_docx
from typeset.pipeline import Run, build_docx, build_pdf, load
from typeset.project import Project
from typeset.pull import pull

BOOK = Path(__file__).parents[1] / "data" / "structure"
MADE = {"Lbl", "TOC", "Index"}


@pytest.fixture(scope="module")
def project() -> Project:
    return Project(BOOK)


def solid(text: str) -> str:
    return "".join(text.split())


def written(project: Project) -> str:
    """The content, table and all, without a number that the program makes."""
    sections = load(project, Run()).publication.sections
    return solid("".join(section.title + section.text() for section in sections))


def test_without_what_the_program_made_the_pdf_reads_as_the_content(project: Project) -> None:
    said = pdf_text.read(build_pdf(project).data)
    own = "".join(piece.text for piece in said if not MADE & set(piece.path))
    assert solid(own) == written(project)


def test_labels_are_read_before_what_they_stand_before(project: Project) -> None:
    said = pdf_text.read(build_pdf(project).data)
    labels = [piece.text for piece in said if piece.path[-1] == "Lbl" and "Link" not in piece.path]
    assert labels == [
        "第一章", "第一节", "一、", "•", "•", "1.", "2.",
        "第二章", "第一节", "1.", "–", "–", "2.", "第二节", "③", "④", "表1",
    ]  # fmt: skip


def test_references_say_what_their_targets_are_called(project: Project) -> None:
    said = pdf_text.read(build_pdf(project).data)
    cited = [piece.text for piece in said if piece.path[-2:] == ("Link", "Lbl")]
    assert cited == ["第二章", "第二节", "1", "经济运行", "第一章", "1", "表1"]


def test_the_docx_reads_as_the_content(project: Project) -> None:
    found = docx_text.pieces(build_docx(project).data)
    own = solid("".join(p.text for p in found if not p.style.lower().startswith("toc")))
    assert own == written(project)


def test_a_document_not_edited_changes_nothing(project: Project) -> None:
    data = build_docx(project).data
    assert read_docx(data).passages
    plan = pull(data, project)
    assert (plan.changes, plan.conflicts) == ((), ())
