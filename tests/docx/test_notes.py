"""Notes in Word: native parts, numbered by the office, the same text as in the PDF."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

import typeset
from tests import pdf_text
from tests.docx.parts import W, part
from tests.office import office
from typeset.docx.order import ORDERS
from typeset.docx.readback import read_docx, rejected
from typeset.pdf.edition import Edition
from typeset.pipeline import build_pdf
from typeset.project import Project
from typeset.pull import pull
from typeset.pull.overlay import read_content
from typeset.pull.redlines import redlined

CIRCLED, FLOW = "decimalEnclosedCircleChinese", "continuous"
SECTION = """\
---
title: {title}
---

高新区全年技术合同登记额增长[^甲]，研发投入^[按可比口径计算。]也有增加。

第二段话说别的事情，人才工作基础持续夯实[^乙]。

[^甲]: 数据来自**科技**统计公报。

    第二段，说明口径。

[^乙]: 见《通知》，[原文](https://example.org)。
"""
READ = (
    "高新区全年技术合同登记额增长，研发投入也有增加。数据来自科技统计公报。第二段，说明口径。"
    "按可比口径计算。第二段话说别的事情，人才工作基础持续夯实。见《通知》，原文。"
)


def project(folder: Path, notes: str = "place: page") -> Path:
    (folder / "sections").mkdir()
    (folder / "publication.yaml").write_text("title: 试\n", encoding="utf-8")
    style = f"extends: gov-report\nmasthead: none\nnotes: {{{notes}}}\n"
    (folder / "style.yaml").write_text(style, encoding="utf-8")
    for name, title in (("a", "甲节"), ("b", "乙节")):
        text = SECTION.format(title=title)
        (folder / "sections" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def xml(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_notes_are_a_part_of_their_own_with_separators_first(tmp_path: Path) -> None:
    data = typeset.build(project(tmp_path), "docx").data
    notes = part(data, "word/footnotes.xml").findall(f"{W}footnote")
    assert [(n.get(f"{W}id"), n.get(f"{W}type")) for n in notes] == [
        ("-1", "separator"), ("0", "continuationSeparator"),
        *((str(n), None) for n in range(1, 7)),
    ]  # fmt: skip
    cited = re.findall(r'<w:footnoteReference w:id="(\d+)"/>', xml(data, "word/document.xml"))
    assert cited == [str(n) for n in range(1, 7)]
    listed = part(data, "word/settings.xml").find(f"{W}footnotePr")
    assert listed is not None
    assert [n.get(f"{W}id") for n in listed.findall(f"{W}footnote")] == ["-1", "0"]
    assert 'Target="https://example.org"' in xml(data, "word/_rels/footnotes.xml.rels")


def test_a_note_begins_with_its_mark_in_a_style_with_words_own_name(tmp_path: Path) -> None:
    data = typeset.build(project(tmp_path), "docx").data
    first = part(data, "word/footnotes.xml").findall(f"{W}footnote")[2]
    assert len(first.findall(f"{W}p")) == 2
    assert next(first.iter(f"{W}r")).find(f"{W}footnoteRef") is not None
    names = [n.get(f"{W}val") for n in part(data, "word/styles.xml").iter(f"{W}name")]
    assert {"footnote text", "footnote reference"} <= set(names)


@pytest.mark.parametrize(
    ("notes", "kind", "said"),
    [
        ("numbers: circled", "footnote", ["pageBottom", CIRCLED, "eachPage"]),
        ("numbers: plain, restart: publication", "footnote", ["pageBottom", "decimal", FLOW]),
        ("place: end, numbers: bracket", "endnote", ["docEnd", "decimal", FLOW]),
        ("place: section-end", "endnote", ["sectEnd", CIRCLED, "eachSect"]),
        ("place: side", "footnote", ["pageBottom", CIRCLED, "eachPage"]),
    ],
)  # fmt: skip
def test_numbers_and_place_are_words_own(
    notes: str, kind: str, said: list[str], tmp_path: Path
) -> None:
    folder = project(tmp_path, notes)
    if "side" in notes:
        style = (folder / "style.yaml").read_text(encoding="utf-8")
        (folder / "style.yaml").write_text(style + "grid: {chars: 38}\n", encoding="utf-8")
    data = typeset.build(folder, "docx").data
    for name in ("word/settings.xml", "word/document.xml"):
        found = next(part(data, name).iter(f"{W}{kind}Pr"))
        values = [found.find(f"{W}{key}") for key in ("pos", "numFmt", "numRestart")]
        shown = [v.get(f"{W}val") if v is not None else None for v in values]
        here = name == "word/settings.xml" or said[2] != "eachPage"
        assert shown == (said if here else [*said[:2], None])


def test_every_section_of_word_says_with_which_number_it_begins(tmp_path: Path) -> None:
    data = typeset.build(project(tmp_path, "restart: section"), "docx").data
    starts = [n.get(f"{W}val") for n in part(data, "word/document.xml").iter(f"{W}numStart")]
    assert "1" in starts
    assert all(int(s or 0) <= 4 for s in starts)


def test_notes_of_sections_of_word_are_handed_on_to_the_last(tmp_path: Path) -> None:
    data = typeset.build(project(tmp_path, "place: section-end"), "docx").data
    for section in part(data, "word/document.xml").iter(f"{W}sectPr"):
        children = [child.tag.removeprefix(W) for child in section]
        known = [c for c in children if c in ORDERS["sectPr"]]
        ranks = [ORDERS["sectPr"].index(c) for c in known]
        assert all(a <= b for a, b in pairwise(ranks))


def test_the_pdf_reads_each_note_after_its_paragraph(tmp_path: Path) -> None:
    made = build_pdf(Project(project(tmp_path)), edition=Edition(profile="screen")).data
    said = pdf_text.read(made)
    own = [p for p in said if not {"Reference", "Lbl", "H1"} & set(p.path)]
    assert "".join("".join(p.text.split()) for p in own) == READ * 2
    marks = [p.text for p in said if {"Reference", "Lbl"} & set(p.path)]
    assert marks == ["①", "②", "①", "②", "③", "③", "④", "⑤", "④", "⑤", "⑥", "⑥"]


def test_word_and_pdf_hold_the_same_characters(tmp_path: Path) -> None:
    data = typeset.build(project(tmp_path), "docx").data
    words = [
        "".join(t.text or "" for t in part(data, name).iter(f"{W}t"))
        for name in ("word/document.xml", "word/footnotes.xml")
    ]
    plain = "".join("".join(words).split())
    assert sorted(plain.replace("甲节", "").replace("乙节", "")) == sorted(READ * 2)


@pytest.mark.tool("soffice")
def test_libreoffice_sets_the_notes_at_the_foot_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    data = typeset.build(project(tmp_path / "p"), "docx").data
    document = pypdfium2.PdfDocument(office(tmp_path).drawn({"notes": data})["notes"])
    try:
        text = "".join(document[0].get_textpage().get_text_bounded().split())
    finally:
        document.close()
    assert text.index("数据来自科技统计公报") > text.rindex("持续夯实")
    assert {"①", "⑥"} <= set(text)


@pytest.mark.tool("soffice")
@pytest.mark.parametrize("place", ["page", "section-end"])
def test_what_libreoffice_saves_again_changes_nothing(place: str, tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    folder = project(tmp_path / "p", f"place: {place}")
    data = typeset.build(folder, "docx").data
    plan = pull(office(tmp_path).saved({"notes": data})["notes"], Project(folder))
    assert (plan.changes, plan.conflicts) == ((), ())


def test_a_redline_marks_what_changed_in_notes(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    old, new = project(tmp_path / "old"), project(tmp_path / "new")
    path = new / "sections" / "a.md"
    text = path.read_text(encoding="utf-8").replace("统计公报", "统计年报")
    gone = text.replace("第二段话说别的事情，人才工作基础持续夯实[^乙]。\n\n", "")
    path.write_text(gone.split("[^乙]:")[0], encoding="utf-8")
    made = redlined(read_content(Project(old)), read_content(Project(new)))
    notes, body = xml(made, "word/footnotes.xml"), xml(made, "word/document.xml")
    assert re.search("<w:delText[^>]*>公</w:delText>", notes)
    assert "<w:ins " in notes
    known = set(re.findall(r'<w:footnote w:id="(\d+)"', notes))
    assert set(re.findall(r'footnoteReference w:id="(\d+)"', body)) <= known
    assert read_docx(made, rejected).passages[1].text.startswith("高新区全年")
