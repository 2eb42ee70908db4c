"""What comes by mail is not trusted: a clear refusal or a bounded result, and nothing fetched."""

from __future__ import annotations

import io
import socket
import zipfile
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.unit.pull.conftest import paragraph, part_of, pulled, replaced, with_new_part, with_part
from typeset import word_file
from typeset.docx import opened
from typeset.docx.opened import Unreadable
from typeset.docx.readback import read_docx

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise AssertionError(f"a socket was opened: {args} {kwargs}")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_docx(data)
    return caught.value.message


def test_a_file_under_a_password_is_refused() -> None:
    container = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refusal(container)


def test_a_document_of_an_old_word_is_refused_under_any_name() -> None:
    assert "Word 97 to 2003" in refusal(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    assert "rich text" in refusal(b"{\\rtf1 hello}")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_refused(sent: bytes, share: float) -> None:
    assert "cut off" in refusal(sent[: int(len(sent) * share)])


def test_bytes_turned_over_inside_are_refused(sent: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(sent)) as archive:
        start = archive.getinfo("word/document.xml").header_offset
    broken = bytearray(sent)
    broken[start + 200 : start + 260] = bytes(60)
    assert "damaged" in refusal(bytes(broken))


def test_what_is_no_word_document_is_refused(sent: bytes) -> None:
    assert "no Word document" in refusal(b"hello")
    assert "is empty" in refusal(b"")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "a")
    assert "zip file" in refusal(stream.getvalue())
    sheet = with_part(
        sent, lambda xml: xml.replace(MAIN, "application/vnd.ms-excel"), "[Content_Types].xml"
    )
    assert "no Word document" in refusal(sheet)


def test_macros_are_refused(sent: bytes) -> None:
    armed = "application/vnd.ms-word.document.macroEnabled.main+xml"
    data = with_part(sent, lambda xml: xml.replace(MAIN, armed), "[Content_Types].xml")
    assert "macros" in refusal(data)
    assert "macros" in refusal(with_new_part(sent, "word/vbaProject.bin", "x"))


def test_a_zip_bomb_is_refused_by_its_size(sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_file, "MAX_UNPACKED_BYTES", 1_000_000)
    bomb = with_part(sent, lambda xml: xml + " " * 2_000_000)
    assert "it unpacks to" in refusal(bomb)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(word_file.MAX_MEMBERS + 1):
            archive.writestr(str(number), "")
    assert "parts" in refusal(stream.getvalue())


def test_a_size_that_lies_is_found_out(sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "MAX_PART", 1000)
    assert "unpacks to more than" in refusal(sent)


def test_what_is_packed_too_well_is_refused(sent: bytes) -> None:
    stream = io.BytesIO(sent)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/white.png", bytes(word_file.RATIO_FROM + 1))
    assert "times its packed size" in refusal(stream.getvalue())


def test_entities_are_refused(sent: bytes) -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'

    def armed(xml: str) -> str:
        head, rest = xml.split("?>", 1)
        return head + "?>" + bomb + rest

    assert "entities" in refusal(with_part(sent, armed))
    assert "entities" in refusal(with_part(sent, armed, "word/styles.xml"))
    wide = armed(part_of(sent)).replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sent)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, wide if name == "word/document.xml" else old.read(name))
    assert "entities" in refusal(stream.getvalue())


def test_external_targets_are_never_followed(twin: Path, sent: bytes) -> None:
    links = "".join(
        f'<Relationship Id="rIdX{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="http://127.0.0.1:9/x" TargetMode="External"/>'
        for n, kind in enumerate(("attachedTemplate", "image", "oleObject", "styles", "comments"))
    )
    data = with_part(
        sent,
        lambda xml: xml.replace("</Relationships>", links + "</Relationships>"),
        "word/_rels/document.xml.rels",
    )
    assert pulled(data, twin).files == {}


def test_targets_outside_the_file_are_not_read(twin: Path, sent: bytes) -> None:
    data = with_part(
        sent,
        lambda xml: xml.replace('Target="styles.xml"', 'Target="../../../../etc/passwd"'),
        "word/_rels/document.xml.rels",
    )
    assert pulled(data, twin).conflicts == ()


def test_a_hundred_thousand_empty_paragraphs_are_nothing(twin: Path, sent: bytes) -> None:
    last = paragraph(sent, "b_2")
    plan = pulled(replaced(sent, last, last + "<w:p><w:pPr/></w:p>" * 100_000), twin)
    assert (plan.changes, plan.conflicts) == ((), ())


def test_ten_thousand_strange_paragraphs_stay_bounded(twin: Path, sent: bytes) -> None:
    last = paragraph(sent, "b_2")
    strange = "".join(
        f"<w:p><w:r><w:t>第{n}段，不知所云。</w:t></w:r></w:p>" for n in range(10_000)
    )
    data = replaced(replaced(sent, last, last + strange), "<w:bookmarkStart", "<w:nothing")
    plan = pulled(data, twin)
    assert len(plan.changes) + len(plan.conflicts) >= 10_000


def test_nesting_without_end_is_cut(twin: Path, sent: bytes) -> None:
    deep = "<w:smartTag>" * 120 + "<w:r><w:t>深</w:t></w:r>" + "</w:smartTag>" * 120
    last = paragraph(sent, "b_2")
    data = replaced(sent, last, last.replace("</w:p>", deep + "</w:p>"))
    assert pulled(data, twin).files == {}


def test_a_snapshot_of_somebody_elses_making_is_none(twin: Path, sent: bytes) -> None:
    data = with_part(
        sent, lambda xml: '<!DOCTYPE base [<!ENTITY a "b">]>' + xml.split("?>", 1)[1],
        "customXml/item1.xml",
    )  # fmt: skip
    assert [f.code for f in pulled(data, twin).findings] == ["pull/no-base"]
