"""A foreign PDF bound into its circular: its pages under the circular's mark and folios."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
import pytest

from tests.circulars.conftest import NOTICE, Make, text_of
from tests.circulars.measured import sheets
from tests.circulars.test_issue import issued
from tests.conftest import CHECKOUT
from tests.unit.pictures.pdf_files import drawn, inks
from typeset.cli.main import main
from typeset.diagnostics import BuildFailed
from typeset.issue.circular import Issued
from typeset.preflight import examine

FLOW = CHECKOUT / "examples" / "circulars" / "service-guide" / "complaints.pdf"
"""A page made by LibreOffice: PDF/A-2, text and rules in RGB."""

TITLE = "企业诉求办理流程表"
TAIL = "cc: 市委办公室\nprint: {org: 区办公室, date: 2022年1月20日}\n"
FIELDS = f"{NOTICE}{TAIL}attachments: [{{title: {TITLE}, source: plan.pdf, bound: true}}]\n"


def circular(make: Make, data: bytes | None = None) -> Path:
    folder = make(FIELDS, text_of(6))
    if data is None:
        shutil.copy(FLOW, folder / "plan.pdf")
    else:
        (folder / "plan.pdf").write_bytes(data)
    return folder


def output(made: Issued, ending: str) -> bytes:
    return next(o.data for o in made.outputs if o.name == f"publication{ending}")


def scan() -> bytes:
    """A page that is a grey area, as a scan is: no text, no claim."""
    file, stream = pikepdf.new(), io.BytesIO()
    file.add_blank_page(page_size=(595, 842))
    file.pages[0].Contents = pikepdf.Stream(file, b"0.5 g 100 200 300 300 re f")
    file.save(stream)
    return stream.getvalue()


def test_it_stands_under_the_mark_with_the_folio_running_on(make: Make) -> None:
    pages = sheets(output(issued(circular(make)), ".pdf"))
    assert len(pages) == 4
    bound = pages[2]
    mark, folio = bound.row("附件"), bound.row("—3—")
    assert (mark.first.x, mark.first.top) == pytest.approx((28, 37), abs=0.1)
    assert folio.first.baseline == pytest.approx(pages[0].row("—1—").first.baseline, abs=0.1)
    assert bound.row(TITLE).first.size == pytest.approx(20, abs=0.01)
    assert "抄送" in "".join(row.text for row in pages[3].rows)


def test_its_words_are_its_alternative_text_below_a_bookmark(make: Make) -> None:
    data = output(issued(circular(make)), ".pdf")
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        assert TITLE in [str(entry.title) for entry in outline.root]
        alts = [
            str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o
        ]
    [alt] = alts
    assert alt.startswith(f"{TITLE}，第1页：{TITLE}")
    assert "企业服务中心" in alt


def test_black_in_rgb_is_printed_on_the_black_plate_and_over(make: Make) -> None:
    report = examine(output(issued(circular(make)), ".pdf"))
    assert report.clean
    assert set(report.facts.inks) == {"Magenta", "Yellow", "Black"}  # of the red head


def test_pdf_a_with_text_stands_in_the_archive_copy_too(make: Make) -> None:
    made = issued(circular(make))
    assert "circular/attachment-archive" not in [f.code for f in made.findings]
    assert len(sheets(output(made, "-archive.pdf"))) == 4


def test_what_would_break_the_archives_claim_is_inside_as_a_file_alone(make: Make) -> None:
    made = issued(circular(make, scan()))
    [finding] = [f for f in made.findings if f.code == "circular/attachment-archive"]
    assert "page 1: it has no text" in finding.message
    archive = output(made, "-archive.pdf")
    with pikepdf.open(io.BytesIO(archive)) as pdf:
        assert f"附件：{TITLE}.pdf" in pdf.attachments
    kept = sheets(archive)
    assert len(sheets(output(made, ".pdf"))) == 4
    assert len(kept) == 3
    assert "—4—" in "".join(row.text for row in kept[2].rows)


def test_faces_that_prove_nothing_are_pixels_in_the_archive_and_letters_in_print(
    make: Make,
) -> None:
    made = issued(circular(make, drawn(inks)))
    [finding] = [f for f in made.findings if f.code == "picture/pdf-pixels"]
    assert "page 1 of 'plan.pdf' is set as pixels" in finding.message
    assert "stranger'spage" in _text(output(made, ".pdf"))
    assert "stranger'spage" not in _text(output(made, "-archive.pdf"))


def _text(data: bytes) -> str:
    return "".join(row.text for sheet in sheets(data) for row in sheet.rows)


@pytest.mark.parametrize("profile", ["archive", "screen"])
def test_a_file_that_could_not_keep_its_claim_is_refused(
    make: Make, profile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = circular(make, scan())
    target = folder / "out.pdf"
    assert main(["pdf", str(folder), "--profile", profile, "-o", str(target)]) == 1
    said = capsys.readouterr().err
    assert "publication.yaml:10:" in said
    assert "'plan.pdf' cannot be bound in this file: " in said
    assert not target.exists()
    assert main(["pdf", str(folder), "-o", str(target)]) == 0


def test_a_face_that_is_not_inside_is_refused_everywhere(make: Make) -> None:
    file, stream = pikepdf.new(), io.BytesIO()
    file.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                              BaseFont=pikepdf.Name.Helvetica)  # fmt: skip
    file.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    file.pages[0].Contents = pikepdf.Stream(file, b"BT /F 12 Tf 90 500 Td (plan) Tj ET")
    file.save(stream)
    with pytest.raises(BuildFailed) as failure:
        issued(circular(make, stream.getvalue()))
    [found] = failure.value.findings
    assert found.code == "circular/attachment-bound"
    assert "font Helvetica is not embedded" in found.message


def test_a_mark_of_its_own_that_is_another_attachments_is_told_at_both_places(make: Make) -> None:
    fields = f"{NOTICE}attachments: [甲, {{title: 乙, source: plan.pdf, bound: true}}]\n"
    other = make(f"{NOTICE}attachments: [{{title: 一, source: a.md}}, 二, 三]\n", text_of(3),
                 name="other")  # fmt: skip
    (other / "a.md").write_text("正文。\n", encoding="utf-8")
    marked = next(o for o in issued(other).outputs if o.name.startswith("附件1"))
    folder = make(fields, text_of(6))
    (folder / "plan.pdf").write_bytes(marked.data)
    with pytest.raises(BuildFailed) as failure:
        issued(folder)
    found = failure.value.findings
    assert {f.code for f in found} == {"circular/attachment-number"}
    assert "says 附件1, where the circular has 附件2" in found[0].message
    assert len({f.span for f in found}) == 2


def test_what_stands_in_the_way_of_mark_and_folio_is_made_smaller_and_told(make: Make) -> None:
    file, stream = pikepdf.new(), io.BytesIO()
    file.add_blank_page(page_size=(595, 842))
    file.pages[0].Contents = pikepdf.Stream(file, b"0.5 g 20 20 555 800 re f")
    file.save(stream)
    made = issued(circular(make, stream.getvalue()))
    [finding] = [f for f in made.findings if f.code == "circular/attachment-scaled"]
    assert finding.severity == "note"
    assert f"the pages of '{TITLE}' are set at 72%" in finding.message
