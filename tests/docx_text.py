"""The text of a DOCX, as the tests compare it.

Body paragraphs in order. Tables are told apart by the names of their styles: ``Box …``
holds words that also stand in the running text, ``Field …`` words of its own (the masthead,
a box with content of its own). What the engine made (number plates, labels, references), headers
and footers are no text.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph: the table style it stands under (empty: body), its style, its text."""

    table: str
    style: str
    text: str


def pieces(data: bytes) -> list[Piece]:
    """Every paragraph with text, in document order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        styles = etree.fromstring(archive.read("word/styles.xml"))
    names = {s.get(f"{W}styleId"): _val(s.find(f"{W}name")) for s in styles.iter(f"{W}style")}
    body = document.find(f"{W}body")
    assert body is not None
    found = (Piece(t, s, _text(p, names)) for t, s, p in _paragraphs(body, names, ""))
    return [piece for piece in found if piece.text]


def running_text(data: bytes) -> str:
    """The text outside all tables: section titles and paragraphs, white space removed."""
    return bare("".join(piece.text for piece in pieces(data) if not piece.table))


def bare(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def _paragraphs(
    parent: etree._Element, names: dict[str | None, str], table: str
) -> Iterator[tuple[str, str, etree._Element]]:
    for child in parent:
        if child.tag == f"{W}p":
            yield table, names.get(_val(child.find(f"{W}pPr/{W}pStyle")), ""), child
        elif child.tag == f"{W}tbl":
            name = names.get(_val(child.find(f"{W}tblPr/{W}tblStyle")), "")
            for cell in child.iter(f"{W}tc"):
                yield from _paragraphs(cell, names, name)


def _text(paragraph: etree._Element, names: dict[str | None, str]) -> str:
    said = []
    readings = {run for reading in paragraph.iter(f"{W}rt") for run in reading.iter(f"{W}r")}
    for run in paragraph.iter(f"{W}r"):
        if run in readings:
            continue
        style = names.get(_val(run.find(f"{W}rPr/{W}rStyle")), "")
        if style.startswith(("Number plate", "Label ")):
            continue
        for child in run:
            if child.tag == f"{W}t":
                said.append(child.text or "")
            elif child.tag in (f"{W}tab", f"{W}br"):
                said.append("\t" if child.tag == f"{W}tab" else "\n")
    return "".join(said).lstrip("\t")


def _val(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")
