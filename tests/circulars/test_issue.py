"""The circular with its attachments: which files, what stands at their head, what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from tests.circulars.conftest import NOTICE, Make, text_of
from tests.circulars.measured import sheets
from tests.conftest import CHECKOUT
from typeset.diagnostics import BuildFailed
from typeset.issue import issue
from typeset.issue.circular import Issued
from typeset.project import Project

TITLE = "2021年度工作回顾"
TWO = "attachments: [{title: 任务分解表, source: tasks.md}, {title: 图, source: plan.pdf}]\n"


def pdf(password: str = "") -> bytes:
    file, stream = pikepdf.new(), io.BytesIO()
    file.add_blank_page()
    if password:
        file.save(stream, encryption=pikepdf.Encryption(owner=password, user=password))
    else:
        file.save(stream)
    return stream.getvalue()


def issued(folder: Path) -> Issued:
    return issue(Project(folder))


def faults(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(BuildFailed) as failure:
        issued(folder)
    return [(f.code, str(f.span)) for f in failure.value.findings if f.severity == "error"]


def publication(folder: Path, extra: str = "", title: str = TITLE, text: str = "正文。") -> None:
    review = folder / "review"
    (review / "sections").mkdir(parents=True)
    (review / "publication.yaml").write_text(f"title: {title}\n{extra}", encoding="utf-8")
    (review / "sections" / "01-a.md").write_text(
        f"---\ntitle: 一\n---\n\n{text}\n", encoding="utf-8"
    )


def test_a_text_and_a_pdf_become_files_with_number_and_title_in_their_names(make: Make) -> None:
    folder = make(NOTICE + TWO, text_of(6))
    (folder / "tasks.md").write_text("# 甲\n\n正文。\n", encoding="utf-8")
    (folder / "plan.pdf").write_bytes(pdf())
    outputs = {output.name: output.data for output in issued(folder).outputs}
    assert list(outputs) == [
        "publication.pdf", "publication.docx", "publication-archive.pdf",
        "附件1：任务分解表.pdf", "附件1：任务分解表.docx", "附件2：图.pdf",
    ]  # fmt: skip
    mark = sheets(outputs["附件1：任务分解表.pdf"])[0].row("附件1")
    assert mark.text == "镇高新发〔2022〕5号附件1"
    assert (mark.first.x, mark.first.top) == pytest.approx((28, 37), abs=0.1)
    with pikepdf.open(io.BytesIO(outputs["publication-archive.pdf"])) as archive:
        assert {"附件1：任务分解表.pdf", "附件2：图.pdf"} <= set(archive.attachments)


def test_a_publication_bears_the_mark_above_its_masthead_in_pdf_and_word(make: Make) -> None:
    folder = make(f"{NOTICE}attachments: [{{title: {TITLE}, source: review}}]\n", text_of(6))
    publication(folder)
    outputs = {output.name: output.data for output in issued(folder).outputs}
    sheet = sheets(outputs[f"附件：{TITLE}.pdf"])[0]
    mark = sheet.row("镇高新发〔2022〕5号附件")
    bleed = 3
    assert mark.first.baseline == pytest.approx(bleed + 24 - 32 / 72 * 25.4, abs=0.1)
    assert mark.first.size == 16
    assert f"附件：{TITLE}.docx" in outputs


def test_a_circular_that_is_attached_keeps_its_head_and_bears_the_mark_above_it(
    make: Make,
) -> None:
    title = NOTICE.split("title: ")[1].split("\n")[0]
    folder = make(f"{NOTICE}attachments: [{{title: {title}, source: other}}]\n", text_of(6))
    make(f"{NOTICE}serial: '000123'\n", text_of(3), name="circular/other")
    outputs = {output.name: output.data for output in issued(folder).outputs}
    page = sheets(outputs[f"附件：{title}.pdf"])[0]
    assert [row.text for row in page.rows][:2] == ["镇高新发〔2022〕5号附件", "000123"]
    assert page.row("文件").first.size > 20
    assert f"附件：{title}.docx" in outputs


def test_attachments_of_what_is_attached_are_told_of(make: Make) -> None:
    title = NOTICE.split("title: ")[1].split("\n")[0]
    folder = make(f"{NOTICE}attachments: [{{title: {title}, source: other}}]\n", text_of(6))
    inner = make(NOTICE + TWO, text_of(3), name="circular/other")
    (inner / "tasks.md").write_text("正文。\n", encoding="utf-8")
    (inner / "plan.pdf").write_bytes(pdf())
    found = issued(folder).findings
    [finding] = [f for f in found if f.code == "circular/attachment-nested"]
    assert "任务分解表、图" in finding.message


def test_the_mark_moves_nothing_of_the_masthead(make: Make) -> None:
    folder = make()
    publication(folder)
    from typeset.pipeline import build_pdf

    review = folder / "review"
    plain = sheets(build_pdf(Project(review)).data)[0]
    text = (review / "publication.yaml").read_text(encoding="utf-8")
    attach = "attach: {to: 镇高新发〔2022〕5号, no: 2, of: 3, bound: true}\n"
    (review / "publication.yaml").write_text(text + attach, encoding="utf-8")
    marked = sheets(build_pdf(Project(review)).data)[0]
    rest = [(r.text, r.first.x, r.first.baseline) for r in marked.rows if r.text != "附件2"]
    assert rest == [(r.text, r.first.x, r.first.baseline) for r in plain.rows]
    assert len(marked.rows) == len(plain.rows) + 1


def test_title_and_number_that_disagree_are_told_at_both_places(make: Make) -> None:
    folder = make(f"{NOTICE}attachments: [{{title: {TITLE}, source: review}}]\n")
    publication(folder, "attach: {to: 镇高新发〔2022〕6号}\n", title="2020年度工作回顾")
    found = faults(folder)
    assert [code for code, _ in found] == [
        "circular/attachment-title", "circular/attachment-title",
        "circular/attachment-number", "circular/attachment-number",
    ]  # fmt: skip
    assert found[0][1] == "review/publication.yaml:1:8"
    assert found[1][1].startswith("publication.yaml:8:")


@pytest.mark.parametrize(
    ("source", "data", "words"),
    [
        ("none.pdf", None, "there is no 'none.pdf'"),
        ("plan.pdf", b"no PDF at all", "is no PDF"),
        ("plan.pdf", pdf("secret"), "is encrypted"),
    ],
)
def test_an_attachment_that_cannot_be_handed_over_is_refused(
    make: Make, source: str, data: bytes | None, words: str
) -> None:
    folder = make(f"{NOTICE}attachments: [{{title: 图, source: {source}}}]\n")
    if data is not None:
        (folder / source).write_bytes(data)
    with pytest.raises(BuildFailed) as failure:
        issued(folder)
    [found] = failure.value.findings
    assert words in found.message
    assert "GB/T 9704-2012, 7.3.7" in found.message
    assert str(found.span).startswith("publication.yaml:8:")


def test_a_title_of_31_lines_leaves_the_text_no_room(make: Make) -> None:
    folder = make(NOTICE.replace("title: ", "title: " + "关于做好全区安全生产工作" * 48))
    with pytest.raises(BuildFailed) as failure:
        issued(folder)
    found = [f for f in failure.value.findings if f.code == "circular/no-room"]
    assert found[0].span.line == 4
    assert "GB/T 9704-2012, 7.3.3" in found[0].message


def test_the_same_input_gives_the_same_bytes(make: Make) -> None:
    folder = make(NOTICE + TWO, text_of(6))
    (folder / "tasks.md").write_text("正文。\n", encoding="utf-8")
    (folder / "plan.pdf").write_bytes(pdf())
    assert issued(folder).outputs == issued(folder).outputs


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", sorted(p.parent.name for p in CHECKOUT.glob("examples/circulars/*/publication.yaml"))
)
def test_every_example_is_built_without_an_error(name: str) -> None:
    made = issued(CHECKOUT / "examples" / "circulars" / name)
    assert made.outputs[0].pages >= 1
    wrong = [f for f in made.findings if f.severity == "warning" and f.code != "circular/spacing"]
    assert not [f for f in wrong if f.code.startswith("circular/")]
