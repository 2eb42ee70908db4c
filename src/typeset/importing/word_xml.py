"""XML of a Word file, parsed without entities, schemas or network. The one file with lxml."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from typeset.importing.source import Refused
from typeset.importing.word_package import damaged, refused
from typeset.word_file import UnusableFileError, check_declarations

Element = etree._Element  # noqa: SLF001 - the type has no other name

_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}",
)
_RELATED = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)


def parse(data: bytes, part: str, name: str) -> Element:
    """The root of a part.

    Raises:
        Refused: not well-formed, nested beyond reason, or with a document type (no Word file
            has one: it is where entities that grow without bound are declared).
    """
    try:
        check_declarations(data, part)
    except UnusableFileError as fault:
        raise refused(name, fault) from None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise damaged(name, f"its part '{part}' is not well-formed") from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise _typed(name, part)
    return root


def _typed(name: str, part: str) -> Refused:
    what = f"its part '{part}' declares a document type, as no Word file does"
    return Refused("import/entities", f"'{name}' is refused: {what}")


def tag(element: Element) -> str:
    """``p`` for Word's own elements, ``mc:Choice``, ``m:t``; others ``:`` and the local name."""
    whole = str(element.tag)
    space, _, local = whole.rpartition("}")
    space += "}"
    if space in _WORD:
        return local
    if space == _MARKUP:
        return f"mc:{local}"
    return f"m:{local}" if space in _MATH else f":{local}"


def attribute(element: Element | None, name: str = "val") -> str:
    """A Word attribute's value, or an empty string."""
    if element is None:
        return ""
    for space in _WORD:
        if (value := element.get(space + name)) is not None:
            return str(value)
    return ""


def related(element: Element, *names: str) -> str:
    """The relation that an element names by ``r:id``, ``r:embed`` or ``r:link``."""
    for name in names:
        for space in _RELATED:
            if value := element.get(space + name):
                return str(value)
    return ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first element below at a path of names, such as ``"pPr", "pStyle"``."""
    for name in path:
        if element is None:
            return None
        element = next((c for c in element if tag(c) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The elements directly below with a name."""
    return (c for c in element if tag(c) == name) if element is not None else iter(())


def descendants(element: Element, name: str) -> Iterator[Element]:
    """The elements anywhere below with a name, in order."""
    return (c for c in element.iter() if tag(c) == name)


def is_on(element: Element | None) -> bool:
    """Whether a switch such as ``w:b`` is there and not switched off."""
    return element is not None and attribute(element) not in ("0", "false", "off", "none")
