"""A publication bound into its circular: one file, its pages among the circular's."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import typeset
from tests.circulars.conftest import NOTICE, Make, text_of
from tests.circulars.measured import sheets
from tests.circulars.test_issue import TITLE, issued, publication
from tests.conformance.test_verapdf import Validator, verapdf
from tests.unit.pdf.made import run
from typeset.diagnostics import BuildFailed
from typeset.display import ArtifactClose, ArtifactOpen, Destination, Glyphs, Mark, Page, PlacedBox
from typeset.geometry import Rect, Size
from typeset.issue import lay_out
from typeset.issue.binding import with_folio_at
from typeset.pdf.edition import Edition
from typeset.pipeline import Run, load, write_pdf
from typeset.project import Project

__all__ = ["verapdf"]
TAIL = "cc: 市委办公室\nprint: {org: 区办公室, date: 2022年1月20日}\n"
FIELDS = f"{NOTICE}{TAIL}attachments: [{{title: {TITLE}, source: review, bound: true}}]\n"


def _page(**given: Any) -> Page:
    area = Rect(80, 100, 440, 640)
    plain: dict[str, Any] = {"number": 3, "folio": "3", "side": "odd", "trim": Size(595, 842),
                             "bleed": 0, "type_area": area, "columns": (), "marks": ()}  # fmt: skip
    return Page(**plain | given)


def _box(rect: Rect) -> PlacedBox:
    return PlacedBox(rect=rect, design="", id="b", anchor="", columns=(0, 1))


def _folio() -> tuple[Mark, ...]:
    return (ArtifactOpen("Footer"), Glyphs(run=run("—3—"), x=480, y=760), ArtifactClose())


def bound(folder: Path) -> bytes:
    return next(o.data for o in issued(folder).outputs if o.name == "publication.pdf")


def test_folios_run_on_in_the_circulars_form_and_the_tail_closes_an_even_page(make: Make) -> None:
    folder = make(FIELDS, text_of(6))
    publication(folder)
    pages = sheets(bound(folder))
    texts = ["".join(row.text for row in page.rows) for page in pages]
    assert [f"—{n}—" in text for n, text in enumerate(texts, 1)] == [True] * 4
    assert "附件" in texts[2]
    assert "抄送" in texts[3]


def test_the_folio_stands_where_the_publication_has_its_own_and_over_nothing(make: Make) -> None:
    folder = make(FIELDS, text_of(6))
    publication(folder, text="正文。" * 900)
    bleed, trim, foot, zw = 3, 297, 12, 5.571
    for page in [page for page in sheets(bound(folder))[2:-1] if page.rows]:
        [folio] = [row for row in page.rows if row.text.startswith("—")]
        assert folio.first.baseline - bleed == pytest.approx(trim - foot, abs=0.05)
        rest = [row for row in page.rows if row is not folio]
        assert all(row.first.foot < folio.first.top for row in rest)
        number = int(folio.text.strip("—"))
        inset = folio.first.x - bleed - 19 if number % 2 == 0 else 210 - 19 + bleed - folio.right
        assert inset == pytest.approx(zw, abs=0.4)


def test_a_page_whose_own_box_stands_at_the_folios_place_bears_none() -> None:
    kept = _page(marks=(Destination(id="a", x=0, y=0), *_folio()))
    covered = _page(boxes=(_box(Rect(0, 0, 595, 842)),))
    assert [type(m) for m in with_folio_at(kept, covered, 800)] == [Destination]
    beside = _page(boxes=(_box(Rect(0, 0, 300, 842)),))
    assert [m.y for m in with_folio_at(kept, beside, 800) if isinstance(m, Glyphs)] == [800]


def test_an_empty_page_bears_no_folio() -> None:
    assert [*with_folio_at(_page(marks=_folio()), _page(), 800)] == []


def test_the_pdf_command_binds_too_and_the_word_command_says_that_it_does_not(make: Make) -> None:
    folder = make(FIELDS, text_of(6))
    publication(folder)
    assert len(sheets(typeset.build(folder).data)) == 4
    found = {(f.code, f.severity) for f in typeset.build(folder, "docx").findings}
    assert ("circular/attachment-apart", "note") in found


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("page: {size: A5}\ngrid: {chars: 30, lines: 30}\n", "pages of 148 × 210 mm"),
        ("rules: {writing-mode: vertical-rl}\ngrid: {chars: 40, lines: 30}\n", "vertical lines"),
    ],
)
def test_a_publication_that_cannot_be_bound_is_refused(make: Make, style: str, words: str) -> None:
    folder = make(FIELDS)
    publication(folder)
    (folder / "review" / "style.yaml").write_text(f"extends: gov-report\n{style}", "utf-8")
    with pytest.raises(BuildFailed) as failure:
        issued(folder)
    [found] = failure.value.findings
    assert words in found.message
    assert found.span.file == "publication.yaml"


def test_a_bound_publication_is_embedded_in_the_archive_as_word(make: Make) -> None:
    folder = make(FIELDS, text_of(6))
    publication(folder)
    archive = next(o.data for o in issued(folder).outputs if o.name.endswith("-archive.pdf"))
    with pikepdf.open(io.BytesIO(archive)) as pdf:
        assert f"附件：{TITLE}.docx" in pdf.attachments


def test_bookmarks_of_the_publication_stand_below_its_own(make: Make) -> None:
    folder = make(FIELDS, text_of(6))
    publication(folder)
    with pikepdf.open(io.BytesIO(bound(folder))) as pdf, pdf.open_outline() as outline:
        entries = {str(e.title): [str(c.title) for c in e.children] for e in outline.root}
    assert entries[TITLE] == ["一"]


def test_the_bound_file_keeps_its_conformance(make: Make, verapdf: Validator) -> None:
    folder = make(FIELDS, text_of(6))
    publication(folder)
    work = Run()
    proof = lay_out(load(Project(folder), work), work)
    archive = write_pdf(proof, work, Edition(profile="archive", level="2a"))
    screen = write_pdf(proof, work, Edition(profile="screen", level="1"))
    assert verapdf({"archive": archive}, "2a") == ""
    assert verapdf({"archive": archive, "screen": screen}, "ua1") == ""


def test_what_is_wrong_inside_a_publication_is_told_in_its_file(make: Make) -> None:
    folder = make(FIELDS, text_of(6))
    publication(folder, text="见[别处](#nowhere)。")
    with pytest.raises(BuildFailed) as failure:
        issued(folder)
    [found] = failure.value.findings
    assert str(found.span).startswith("review/sections/01-a.md:5:")


def test_the_archive_copy_holds_the_sources_of_what_is_bound(make: Make) -> None:
    folder = make(FIELDS, text_of(6))
    publication(folder)
    archive = next(o.data for o in issued(folder).outputs if o.name.endswith("-archive.pdf"))
    with pikepdf.open(io.BytesIO(archive)) as pdf:
        assert {"text.md", "enclosed-1/sections/01-a.md"} <= set(pdf.attachments)
