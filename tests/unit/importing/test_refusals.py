"""What cannot be imported: a refusal that names the file, or a bounded result; never a folder."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.unit.importing.made import document, p, relations, word
from typeset.cli import main

TEXT = p("各单位要认真贯彻落实本通知的各项要求，确保各项任务按期完成。")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def entities(encoding: str = "utf-8") -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<!DOCTYPE d [<!ENTITY e0 "哈">{levels}]>' + document(p("&e11;"))
    mark = f'<?xml version="1.0" encoding="{encoding}"?>'
    return (mark + text).encode(encoding)


def bomb() -> bytes:
    return word("", {"word/document.xml": document(TEXT) + " " * (64 * 1024 * 1024)})


def encrypted() -> bytes:
    data = bytearray(word(TEXT))
    at = data.find(b"PK\x01\x02")
    while at >= 0:  # the flag in every entry of the directory
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def doubled() -> bytes:
    out = io.BytesIO(word(TEXT))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", document(p("another")))
    return out.getvalue()


REFUSED = {
    "protected.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old.docx": (OLE + "WordDocument".encode("utf-16-le"), "Word 97"),
    "encrypted.docx": (encrypted(), "password"),
    "truncated.docx": (word(TEXT * 500)[:-200], "cut short"),
    "half.docx": (word(TEXT * 500)[:900], "cut short"),
    "empty.docx": (b"", "not a Word file"),
    "pdf.docx": (b"%PDF-1.7", "a PDF"),
    "sheet.docx": (word(TEXT, {"xl/workbook.xml": "<x/>"}).replace(b"word/", b"work/"), "Excel"),
    "bomb.docx": (bomb(), "unpacks to"),
    "entities.docx": (word("", {"word/document.xml": entities()}), "document type"),
    "entities16.docx": (word("", {"word/document.xml": entities("utf-16")}), "document type"),
    "macros.docx": (word(TEXT, {"word/vbaProject.bin": b"x"}), "macros"),
    "macros2.docx": (
        word(TEXT, main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "macros",
    ),
    "nested.docx": (word("<w:smartTag>" * 3000 + TEXT + "</w:smartTag>" * 3000), "well-formed"),
    "broken.docx": (word("<w:p>"), "well-formed"),
    "nothing.docx": (word("<w:p/>" * 3), "no text"),
    "blanks.docx": (word("<w:p/>" * 100_000), "no text"),
    "outside.docx": (
        word(TEXT, {"_rels/.rels": relations(("r", "officeDocument", "/etc/passwd", False))}),
        "",
    ),
    "word.txt": (word(TEXT), "zip archive"),
    "zeros.txt": (b"abc\0def" * 9, "zero bytes"),
    "latin.txt": ("Köln, Zürich, déjà vu".encode("latin-1"), "encoding"),
    "big5.txt": ("關於印發重點任務分工方案的通知，請認真貫徹落實。".encode("big5"), "encoding"),
    "line.txt": (b"a" * 1_000_000, "line 1 is a paragraph of 1,000,000 characters"),
    "blank.txt": (b" \n\n\t\n", "no text"),
    "hangul.txt": ("한국어 문서입니다. 읽을 수 없습니다.".encode(), "lack"),
    "kind.odt": (b"PK\x03\x04", "no .docx, .md or .txt"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_names_the_file_and_makes_no_folder(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, words = REFUSED[name]
    file = tmp_path / name
    file.write_bytes(data)
    code = main(["import", str(file), "-o", str(tmp_path / "new" / "deep"), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    if name == "outside.docx":  # the text that is in the file is read, whatever it points to
        assert code == 0
        return
    assert code == 2
    assert [f["severity"] for f in found] == ["error"]
    assert name in found[0]["message"]
    assert words in found[0]["message"]
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "doubled.docx"
    file.write_bytes(doubled())
    assert main(["import", str(file), "-o", str(tmp_path / "new")]) == 2
    assert not (tmp_path / "new").exists()


def test_a_missing_file_and_a_folder_that_holds_something_are_refused(tmp_path: Path) -> None:
    assert main(["import", str(tmp_path / "no.txt"), "-o", str(tmp_path / "new")]) == 2
    file = tmp_path / "a.txt"
    file.write_text("各单位要认真贯彻落实。", encoding="utf-8")
    assert main(["import", str(file), "-o", str(tmp_path)]) == 2
    assert main(["import", str(file), "-o", str(file)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    file = tmp_path / "a.txt"
    file.write_text("各单位要认真贯彻落实，确保完成。", encoding="utf-8")
    assert main(["import", str(file), "-o", str(tmp_path / "new")]) == 0
    assert (tmp_path / "new" / "publication.yaml").exists()


def test_what_lies_elsewhere_is_told_and_never_fetched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr("socket.socket.connect", refuse)
    away = (
        ("t1", "attachedTemplate", "http://example.org/t.dotm", True),
        ("i1", "image", "http://example.org/x.png", True),
        ("f1", "frame", "file:///etc/passwd", True),
    )
    file = tmp_path / "away.docx"
    file.write_bytes(word(TEXT, related=away))
    assert main(["import", str(file), "-o", str(tmp_path / "new"), "--format", "json"]) == 0
    told = [f["message"] for f in json.loads(capsys.readouterr().out)]
    assert any("never fetched (paragraph 1, and 2 more)" in message for message in told)
    report = (tmp_path / "new" / "REPAIRS.md").read_text(encoding="utf-8")
    assert all(target in report for _, _, target, _ in away)


def test_a_hundred_thousand_empty_paragraphs_round_a_text_come_to_nothing(tmp_path: Path) -> None:
    file = tmp_path / "much.docx"
    file.write_bytes(word("<w:p/>" * 50_000 + TEXT + "<w:p/>" * 50_000))
    assert main(["import", str(file), "-o", str(tmp_path / "new")]) == 0
    written = (tmp_path / "new" / "sections" / "section-01.md").read_text(encoding="utf-8")
    assert len(written) < 200


def test_a_cell_that_spans_a_million_columns_is_held_to_what_word_allows(tmp_path: Path) -> None:
    span = '<w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr>'
    row = f"<w:tr><w:tc>{span}{p('甲')}</w:tc><w:tc>{p('乙')}</w:tc></w:tr>"
    file = tmp_path / "wide.docx"
    file.write_bytes(word(TEXT + f"<w:tbl>{row}</w:tbl>" + TEXT))
    assert main(["import", str(file), "-o", str(tmp_path / "new")]) == 0
    assert (tmp_path / "new" / "REPAIRS.md").stat().st_size < 10_000
