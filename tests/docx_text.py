"""The text of a DOCX, as the tests compare it.

Body paragraphs in order. Tables are told apart by the names of their styles: ``Box …``
holds words that also stand in the running text, ``Field …`` words of its own (the masthead,
a box with content of its own). What the engine made (number plates, labels, references, what an
index shows), headers and footers are no text.
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
    fields = _Fields()
    found = (Piece(t, s, _text(p, names, fields)) for t, s, p in _paragraphs(body, names, ""))
    return [piece for piece in found if piece.text]


def notes(data: bytes) -> list[Piece]:
    """Every paragraph of the foot- and endnotes with text; their marks are fields of Word's."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [n for n in ("word/footnotes.xml", "word/endnotes.xml") if n in archive.namelist()]
        roots = [etree.fromstring(archive.read(name)) for name in parts]
    fields = _Fields()
    paragraphs = (p for root in roots for p in root.iter(f"{W}p"))
    found = (Piece("", "", _text(p, {}, fields)) for p in paragraphs)
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


_MADE = {"REF", "PAGEREF", "SEQ", "STYLEREF", "TOC", "INDEX"}


class _Fields:
    """The fields that are open, from run to run: what those of our making show is no text.

    Programs keep such a field and may forget the style of what it shows.
    """

    def __init__(self) -> None:
        self.open: list[str] = []

    def read(self, child: etree._Element) -> None:
        """Take note of a field's begin, instruction and end."""
        if child.tag == f"{W}instrText" and self.open:
            self.open[-1] += child.text or ""
        elif child.tag == f"{W}fldChar":
            kind = child.get(f"{W}fldCharType")
            if kind == "begin":
                self.open.append("")
            elif kind == "end":
                self.open.pop()

    def shows_made(self) -> bool:
        """Whether one of those open is of our making."""
        return any(_MADE & set(instruction.split()[:1]) for instruction in self.open)


def _text(paragraph: etree._Element, names: dict[str | None, str], fields: _Fields) -> str:
    said = []
    readings = {run for reading in paragraph.iter(f"{W}rt") for run in reading.iter(f"{W}r")}
    for run in paragraph.iter(f"{W}r"):
        if run in readings:
            continue
        for child in run:
            fields.read(child)
        style = names.get(_val(run.find(f"{W}rPr/{W}rStyle")), "")
        if fields.shows_made():
            continue
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
