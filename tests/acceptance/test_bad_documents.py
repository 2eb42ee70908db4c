"""Documents that come by mail, given to both verbs that read them: refused, or read in bounds.

Whatever the file, no socket is opened, the time is bounded and nothing of the project changes.
"""

from __future__ import annotations

import io
import shutil
import socket
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

import typeset
from tests.conftest import CHECKOUT
from typeset.cli.main import main

TWIN = CHECKOUT / "tests" / "data" / "twin"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
DOCUMENT, LINKS = "word/document.xml", "word/_rels/document.xml.rels"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SECONDS = 30  # of processor time; the slowest takes about one on a small machine

Make = Callable[[bytes], bytes]


def changed(name: str, change: Callable[[bytes], bytes]) -> Make:
    """The file with one part changed, packed as Word packs it."""

    def make(sent: bytes) -> bytes:
        stream = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(sent)) as old,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for member in old.namelist():
                content = old.read(member)
                if member == name:
                    before, content = content, change(content)
                    assert content != before, "the fault was not planted"
                new.writestr(member, content)
        return stream.getvalue()

    return make


def entities(xml: bytes) -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head, rest = xml.split(b"?>", 1)
    armed = rest.replace(b"</w:body>", b"<w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body>", 1)
    return head + f'?><!DOCTYPE d [<!ENTITY e0 "ha">{levels}]>'.encode() + armed


def elsewhere(xml: bytes) -> bytes:
    kinds = ("attachedTemplate", "image", "oleObject", "frame", "comments", "subDocument")
    links = "".join(
        f'<Relationship Id="rIdAway{n}" TargetMode="External" Target="http://127.0.0.1:9/{kind}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
        for n, kind in enumerate(kinds)
    )
    return xml.replace(b"</Relationships>", links.encode() + b"</Relationships>")


def emptied(xml: bytes) -> bytes:
    start, mark, end = xml.rpartition(b"<w:sectPr>")
    return start + b"<w:p/>" * 100_000 + mark + end


def macro(xml: bytes) -> bytes:
    armed = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    return xml.replace(TYPE.encode(), armed)


REFUSED: dict[str, tuple[Make, str]] = {
    "protected by a password": (
        lambda _: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512),
        "password",
    ),
    "an old .doc under a new name": (
        lambda _: OLE + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(512),
        "Word 97",
    ),
    "truncated": (lambda sent: sent[: len(sent) * 9 // 10], "cut"),
    "a zip bomb": (changed(DOCUMENT, lambda xml: xml + b" " * (65 << 20)), "unpack"),
    "an entity bomb": (changed(DOCUMENT, entities), "document type"),
    "macros": (changed("[Content_Types].xml", macro), "macros"),
}
BOUNDED: dict[str, Make] = {
    "external relations": changed(LINKS, elsewhere),
    "100,000 empty paragraphs": changed(DOCUMENT, emptied),
}


@pytest.fixture(scope="module")
def sent() -> bytes:
    return typeset.build(TWIN, "docx").data


@pytest.fixture
def twin(tmp_path: Path) -> Path:
    folder = tmp_path / "twin"
    shutil.copytree(TWIN, folder)
    return folder


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise AssertionError(f"a socket was opened: {args} {kwargs}")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def saved(data: bytes, tmp_path: Path) -> str:
    path = tmp_path / "edited.docx"
    path.write_bytes(data)
    return str(path)


def run(*arguments: str) -> int:
    started = time.process_time()
    code = main(list(arguments))
    assert time.process_time() - started < SECONDS
    return code


def held(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("fault", REFUSED)
def test_pull_refuses_and_leaves_the_project_alone(
    fault: str, twin: Path, sent: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, words = REFUSED[fault]
    file, before = saved(make(sent), tmp_path), held(twin)
    assert run("pull", file, str(twin), "--write") == 2
    said = capsys.readouterr()
    assert words in said.out + said.err
    assert "edited.docx" in said.out + said.err
    assert held(twin) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["edited.docx", "twin"]


@pytest.mark.parametrize("fault", REFUSED)
def test_import_refuses_and_makes_no_folder(
    fault: str, sent: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, words = REFUSED[fault]
    assert run("import", saved(make(sent), tmp_path), "-o", str(tmp_path / "new")) == 2
    said = capsys.readouterr()
    assert words in said.out + said.err
    assert "edited.docx" in said.out + said.err
    assert [path.name for path in tmp_path.iterdir()] == ["edited.docx"]


@pytest.mark.parametrize("fault", BOUNDED)
def test_pull_finds_nothing_to_change(fault: str, twin: Path, sent: bytes, tmp_path: Path) -> None:
    file, before = saved(BOUNDED[fault](sent), tmp_path), held(twin)
    assert run("pull", file, str(twin), "--write") == 0
    assert held(twin) == before


@pytest.mark.parametrize("fault", BOUNDED)
def test_import_takes_the_text_that_is_there(fault: str, sent: bytes, tmp_path: Path) -> None:
    assert run("import", saved(BOUNDED[fault](sent), tmp_path), "-o", str(tmp_path / "new")) == 0
    assert run("import", saved(sent, tmp_path), "-o", str(tmp_path / "usual")) == 0
    made, usual = held(tmp_path / "new"), held(tmp_path / "usual")
    told = {"REPAIRS.md"}  # says what lies elsewhere
    assert {n: d for n, d in made.items() if n not in told} == {
        n: d for n, d in usual.items() if n not in told
    }
