"""A publication bound into its circular: one file, its pages among the circular's."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.circulars.conftest import NOTICE, Make, text_of
from tests.circulars.measured import sheets
from tests.circulars.test_issue import TITLE, issued, publication
from tests.conformance.test_verapdf import Validator, verapdf
from typeset.issue.enclosures import find
from typeset.issue.rounds import with_publications
from typeset.pdf.edition import Edition
from typeset.pipeline import Run, load, write_pdf
from typeset.project import Project

__all__ = ["verapdf"]
TAIL = "cc: 市委办公室\nprint: {org: 区办公室, date: 2022年1月20日}\n"
FIELDS = f"{NOTICE}{TAIL}attachments: [{{title: {TITLE}, source: review, bound: true}}]\n"


def bound(folder: Path) -> bytes:
    return next(o.data for o in issued(folder).outputs if o.name == "publication.pdf")


def test_folios_run_on_in_the_circulars_form_and_the_tail_closes_an_even_page(make: Make) -> None:
    folder = make(FIELDS, text_of(6))
    publication(folder)
    pages = sheets(bound(folder))
    assert len(pages) == 4
    texts = ["".join(row.text for row in page.rows) for page in pages]
    assert "附件" in texts[1]
    assert "—2—" in texts[1]
    assert "抄送" in texts[3]
    dash = pages[1].row("—2—").first
    own = pages[0].row("—1—").first
    assert dash.baseline == pytest.approx(own.baseline, abs=0.1)


def test_bookmarks_of_the_publication_stand_below_its_own(make: Make, tmp_path: Path) -> None:
    folder = make(FIELDS, text_of(6))
    publication(folder)
    file = tmp_path / "bound.pdf"
    file.write_bytes(bound(folder))
    with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
        entries = {str(e.title): [str(c.title) for c in e.children] for e in outline.root}
    assert entries[TITLE] == ["一"]


def test_the_bound_file_keeps_its_conformance(make: Make, verapdf: Validator) -> None:
    folder = make(FIELDS, text_of(6))
    publication(folder)
    run = Run()
    manuscript = load(Project(folder), run)
    circular = manuscript.publication.circular
    assert circular is not None
    found = find(manuscript.project, circular, run)
    proof = with_publications(manuscript, found, run)
    archive = write_pdf(proof, run, Edition(profile="archive", level="2a"))
    screen = write_pdf(proof, run, Edition(profile="screen", level="1"))
    assert verapdf({"archive": archive}, "2a") == ""
    assert verapdf({"archive": archive, "screen": screen}, "ua1") == ""
