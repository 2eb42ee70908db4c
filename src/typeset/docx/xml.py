"""XML as strings: everything is written and escaped once, and parsed once as a check."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docx.oxml.parser import parse_xml

from typeset.docx.order import ORDERS

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}

# what XML 1.0 (section 2.2) cannot hold, not even as a reference
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile('[&<>"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')


def escape(text: str) -> str:
    """The text as it may stand in an element or a double-quoted attribute."""
    if _SPECIAL.search(text) is None:
        return text
    text = _UNWRITABLE.sub("", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def element(name: str, attributes: Mapping[str, object] | None = None, *children: str) -> str:
    """``<name …>children</name>``; attributes whose value is None are left out."""
    written = "".join(
        f' {key}="{escape(str(value))}"'
        for key, value in (attributes or {}).items()
        if value is not None
    )
    content = "".join(children)
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def value(name: str, content: object) -> str:
    """``<w:name w:val="content"/>``, the commonest form of a property."""
    return f'<w:{name} w:val="{escape(str(content))}"/>'


def ordered(parent: str, children: Mapping[str, str], wrap: bool = True) -> str:
    """The children of ``w:parent`` in schema order; empty ones are left out.

    ``children`` maps local names to written XML (several of one name joined). Without any
    child an empty string. KeyError names a child the order does not know.
    """
    ranks = ORDERS[parent]
    unknown = children.keys() - set(ranks)
    if unknown:
        raise KeyError(f"w:{parent} has no child {min(unknown)!r}")
    content = "".join(children[name] for name in ranks if children.get(name))
    if not content:
        return ""
    return f"<w:{parent}>{content}</w:{parent}>" if wrap else content


def root(name: str, prefixes: str, attributes: Mapping[str, object], *children: str) -> bytes:
    """A whole part: declaration, root element with the namespaces of ``prefixes``, children."""
    spaces = {f"xmlns:{prefix}": NAMESPACES[prefix] for prefix in prefixes.split()}
    text = element(name, {**spaces, **attributes}, *children)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()


def twips(points: float) -> int:
    """Points as twentieths of a point."""
    return round(points * 20)


def emu(points: float) -> int:
    """Points as English metric units, 12 700 to the point."""
    return round(points * 12700)


def parsed(part: bytes) -> bytes:
    """The part unchanged, once it was read as well-formed; anything else is a fault of ours."""
    parse_xml(part)
    return part
