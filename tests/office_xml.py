"""The XML of a DOCX as offices write it, and its paragraphs as they read."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def as_word(root: etree._Element, chance: random.Random) -> None:
    """Revision numbers, proofing marks, and runs cut where the spelling checker looked."""
    for paragraph in root.iter(f"{W}p"):
        paragraph.set(f"{W}rsidR", "00A12345")
        paragraph.set(f"{W}rsidRDefault", "00B54321")
    for run in list(root.iter(f"{W}r")):
        text = run.find(f"{W}t")
        if text is None or not text.text or len(text.text) < 4 or chance.random() > 0.3:
            continue
        if run.getparent() is None or run.getparent().tag == f"{W}del":  # type: ignore[union-attr]
            continue
        rest = copy.deepcopy(run)
        cut = chance.randrange(1, len(text.text))
        other = rest.find(f"{W}t")
        assert other is not None
        other.text, text.text = text.text[cut:], text.text[:cut]
        for element in (text, other):
            element.set(SPACE, "preserve")
        rest.set(f"{W}rsidRPr", "00C99999")
        run.addnext(rest)
        run.addnext(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))


def as_wps(root: etree._Element, styles: bytes) -> bytes:
    """Style ids as WPS gives them: numbers; the names stay."""
    table = etree.fromstring(styles)
    ids: dict[str, str] = {}
    for number, style in enumerate(table.iter(f"{W}style"), 1):
        old = style.get(f"{W}styleId", "")
        ids[old] = str(number)
        style.set(f"{W}styleId", str(number))
    for tree in (table, root):
        for name in ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle"):
            for element in tree.iter(f"{W}{name}"):
                old = element.get(f"{W}val", "")
                element.set(f"{W}val", ids.get(old, old))
    return etree.tostring(table, xml_declaration=True, encoding="UTF-8")


# -- helpers of all --------------------------------------------------------------------------


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def is_title(paragraph: etree._Element) -> bool:
    """Whether it is a section's title, which editors do not touch here."""
    names = (b.get(f"{W}name", "") for b in paragraph.iter(f"{W}bookmarkStart"))
    return any(name.endswith("_title") for name in names)


def shown(run: etree._Element) -> str:
    style = run.find(f"{W}rPr/{W}rStyle")
    if style is not None and style.get(f"{W}val", "").startswith("BannerNumber"):
        return ""
    parts = {f"{W}t": None, f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join((c.text or "") if c.tag == f"{W}t" else parts.get(str(c.tag)) or "" for c in run)


def text_of(paragraph: etree._Element) -> str:
    """What a paragraph says with all changes taken."""
    return "".join(shown(run) for run in runs_of(paragraph))


def runs_of(paragraph: etree._Element) -> Iterator[etree._Element]:
    """All runs but those of readings above the text."""
    for run in paragraph.iter(f"{W}r"):
        if not any(a.tag == f"{W}rt" for a in run.iterancestors()):
            yield run


def placed(paragraph: etree._Element) -> list[tuple[int, int, etree._Element]]:
    """Every run with the range of its text."""
    found, at = [], 0
    for run in runs_of(paragraph):
        end = at + len(shown(run))
        found.append((at, end, run))
        at = end
    return found


def figures_of(paragraph: etree._Element) -> Iterator[tuple[int, int]]:
    """Ranges inside bookmarks that do not hold the whole paragraph, and of marked-up runs."""
    text, at = text_of(paragraph), 0
    begun: dict[str, int] = {}
    for element in paragraph.iter():
        if element.tag == f"{W}r":
            if any(a.tag == f"{W}rt" for a in element.iterancestors()):
                continue
            end = at + len(shown(element))
            inside = any(a.tag == f"{W}rubyBase" for a in element.iterancestors())
            if inside or element.find(f"{W}rPr/{W}rStyle") is not None:
                yield at, end
            at = end
        elif element.tag == f"{W}bookmarkStart":
            begun[element.get(f"{W}id", "")] = at
        elif element.tag == f"{W}bookmarkEnd":
            start = begun.pop(element.get(f"{W}id", ""), 0)
            if at - start < len(text) - 2:
                yield start, at
