"""Reading the parts of a document, and writing small ones, for the tests beside this file."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from tests.docx.rules import findings
from typeset.docx import write_docx
from typeset.model.publication import Publication
from typeset.reflow import Reflow, ReflowItem
from typeset.style import Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def style_of(data: bytes, name: str) -> etree._Element:
    root = part(data, "word/styles.xml")
    return next(s for s in root.iter(f"{W}style") if value(s, "name") == name)


def value(parent: etree._Element, path: str, attribute: str = "val") -> str | None:
    found = parent.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute)


def written(style: Style, publication: Publication, *items: ReflowItem) -> bytes:
    reflow = Reflow(items=items, running_title="某地", language="zh-Hans-CN")
    data = write_docx(reflow, publication, style)
    assert (found := findings(data)) == [], found
    return data


def blocks(data: bytes) -> list[str]:
    """The children of the body: a paragraph's style, ``tbl``, ``sectPr``; ``|`` ends a section."""
    root = part(data, "word/document.xml").find(f"{W}body")
    assert root is not None
    said = []
    for child in root:
        name = etree.QName(child).localname
        ends = child.find(f"{W}pPr/{W}sectPr") is not None
        said.append((value(child, "pPr/pStyle") or name) + ("|" if ends else ""))
    return said


def said(root: etree._Element) -> str:
    """All text of a part, fields' instructions included."""
    return "".join(str(text) for text in root.itertext())
