"""The index of a small book, read back from the PDF and the DOCX."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest

from tests import docx_text, pdf_text
from typeset.pdf.edition import Edition
from typeset.pipeline import Run, build_docx, build_pdf, lay_out, load
from typeset.project import Project
from typeset.pull import pull

BOOK = Path(__file__).parents[1] / "golden" / "cases" / "index"
MADE = {"Lbl", "TOC", "Index"}
BY_SOUND = [
    "音序索引",
    "数字", "5G\u30002",
    "A", "A股\u30002", "安全生产\u30005",
    "C", "《长江保护法》\u30002", "长江经济带\u30002",
    "重庆\u30002–5", "工业\u30002", "汽车\u30005",
    "D", "地区生产总值\u30002",
    "G", "港口", "果园港\u30002", "行至港\u30002",
    "J", "嘉陵江\u30002",
    "L", "绿色发展\u30005",
    "T", "沱江\u30004",
    "Y", "渝\u3000见重庆", "渝水\u30002\u3000参见重庆",
]  # fmt: skip


@pytest.fixture(scope="module")
def project() -> Project:
    return Project(BOOK)


@pytest.fixture(scope="module")
def pdf(project: Project) -> bytes:
    return build_pdf(project).data


@pytest.fixture(scope="module")
def docx(project: Project) -> bytes:
    return build_docx(project).data


def solid(text: str) -> str:
    return "".join(text.split())


def written(project: Project) -> str:
    sections = load(project, Run()).publication.sections
    return solid("".join(section.title + section.text() for section in sections))


def test_terms_stand_by_sound_with_their_pages_and_then_by_strokes(project: Project) -> None:
    pages = lay_out(load(project, Run()), Run()).pages
    lines = [line for page in pages.pages for line in page.lines if line.role.startswith("index")]
    said = [line.line.text for line in lines]
    assert said[: len(BY_SOUND)] == BY_SOUND
    heads = [line.line.text for line in lines[len(BY_SOUND) :] if line.role == "index-group"]
    assert heads == [
        "字母、数字", "四画", "六画", "八画", "九画", "十一画", "十二画", "十四画",
    ]  # fmt: skip
    assert pages.rounds == 2


def test_the_pdf_reads_as_the_content_without_the_index(project: Project, pdf: bytes) -> None:
    said = pdf_text.read(pdf)
    own = [p for p in said if not MADE & set(p.path) and not {"RT", "Link"} & set(p.path)]
    notes = solid("".join(p.text for p in said if "Note" in p.path and "Lbl" not in p.path))
    text = solid("".join(p.text for p in own if "Note" not in p.path))
    assert text == written(project)
    assert notes.endswith("一说得名于渝水，即今嘉陵江。")


def test_it_is_one_element_of_the_tree_with_entries_in_lists(pdf: bytes) -> None:
    said = [piece for piece in pdf_text.read(pdf) if "Index" in piece.path]
    assert "".join(piece.text for piece in said if piece.path[-1] == "H1") == "音序索引笔画索引"
    entry = next(piece for piece in said if piece.text.startswith("安全生产"))
    assert entry.path[-5:] == ("Index", "L", "LI", "LBody", "P")
    folio = next(piece for piece in said if piece.text == "2–5")
    assert folio.path[-3:] == ("P", "Reference", "Link")


def test_a_folio_leads_to_the_line_of_its_mark(project: Project) -> None:
    data = build_pdf(project, edition=Edition(profile="screen")).data
    with pikepdf.open(io.BytesIO(data)) as file:
        numbers = {page.obj.objgen: n for n, page in enumerate(file.pages, 1)}
        index = file.pages[5]
        led = [
            (str(link.Contents), numbers[place[0].objgen], float(place[3]))
            for link in index.Annots
            if (place := _place(file, link)) is not None
        ]
    assert ("2–5", 2) in [(said, page) for said, page, _ in led]
    assert ("4", 4) in [(said, page) for said, page, _ in led]
    places = {height for said, page, height in led if page == 2}
    assert len(places) >= 4  # not all to the head of the page


def _place(file: pikepdf.Pdf, link: pikepdf.Object) -> pikepdf.Object | None:
    found = link.get("/Dest")
    if isinstance(found, pikepdf.String):
        named = {str(k): v for k, v in pikepdf.NameTree(file.Root.Names.Dests).items()}
        found = named[str(found)]
    return found if isinstance(found, pikepdf.Array) else None


def test_the_outline_and_the_contents_lead_to_it(project: Project) -> None:
    pages = lay_out(load(project, Run()), Run()).pages
    assert [entry.title for entry in pages.outline][-2:] == ["音序索引", "笔画索引"]
    assert [pages.folios[f"index:{by}"] for by in ("pinyin", "strokes")] == ["6", "7"]


def test_word_has_its_own_marks_and_a_field_that_shows_the_same(
    project: Project, docx: bytes
) -> None:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        document = archive.read("word/document.xml").decode()
        notes = archive.read("word/footnotes.xml").decode()
    fields = re.findall(r"<w:instrText[^>]*>\s*(.*?)\s*</w:instrText>", document)
    assert [f for f in fields if f.startswith("INDEX")] == [
        "INDEX \\c &quot;3&quot;", "INDEX \\c &quot;2&quot;",
    ]  # fmt: skip
    marks = [f for f in fields if f.startswith("XE")]
    assert "XE &quot;重庆:工业:汽车&quot;" in marks
    assert "XE &quot;渝&quot; \\t &quot;见 重庆&quot;" in marks
    assert len(marks) + notes.count(" XE ") == len(load(project, Run()).publication.marks)
    named = set(re.findall(r'w:name="(_Ref_[^"]+)"', document + notes))
    assert {f.split()[1] for f in fields if f.startswith("PAGEREF _Ref")} <= named
    assert document.count('w:fldCharType="begin"') == document.count('w:fldCharType="end"')


def test_the_docx_reads_as_the_content_without_the_index(project: Project, docx: bytes) -> None:
    found = docx_text.pieces(docx)
    own = solid("".join(p.text for p in found if not p.style.lower().startswith("toc")))
    assert own == written(project)


def test_a_document_not_edited_changes_nothing(project: Project, docx: bytes) -> None:
    plan = pull(docx, project)
    assert (plan.changes, plan.conflicts) == ((), ())


def test_the_same_content_gives_the_same_bytes(project: Project, pdf: bytes) -> None:
    assert build_pdf(project).data == pdf
