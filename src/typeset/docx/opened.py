"""A DOCX of unknown origin, opened so that nothing it holds can do harm.

The limits and refusals are those of :mod:`typeset.word_file`; here the parts become XML, and
what a part refers to is followed inside the file only. What is refused says why
(:class:`Unreadable`).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import field
from typing import NoReturn

from lxml import etree

from typeset.record import dataclass
from typeset.word_file import (
    AGAIN,
    MAX_FILE_BYTES,
    MAX_XML_BYTES,
    TYPES,
    UnusableFileError,
    WordFile,
    check_declarations,
    open_word_file,
)

MAX_PART, MAX_MEDIA = MAX_XML_BYTES, MAX_FILE_BYTES  # bytes unpacked

PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KNOWN_MAIN = (f"{_MAIN}.document.main+xml", f"{_MAIN}.template.main+xml")
# the namespaces of "Strict Open XML" files, as the transitional ones everything here reads
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/drawingml/main",
     b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)  # fmt: skip


class Unreadable(Exception):  # noqa: N818 - it states what the file is
    """The file cannot be read as a Word document; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a part refers to: a part's name, or (``external``) an address nobody follows."""

    type: str  # the last word of its type, such as ``styles``
    target: str
    external: bool = False


@dataclass(slots=True)
class Opened:
    """The members of one file, read when asked for."""

    file: WordFile
    main: str = ""
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def names(self) -> list[str]:
        """All members, sorted."""
        return self.file.names()

    def has(self, name: str) -> bool:
        """Whether there is such a member."""
        return self.file.has(name)

    def data(self, name: str, limit: int = MAX_MEDIA) -> bytes:
        """The bytes of a member."""
        try:
            return self.file.read(name, limit)
        except UnusableFileError as fault:
            _refuse(fault.what, fault.hint)

    def xml(self, name: str) -> etree._Element:
        """A part as XML; a document type, and so any entity, is refused."""
        data = self.data(name, MAX_PART)
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            data = data.decode("utf-16", "replace").encode()
        try:
            check_declarations(data, name)
        except UnusableFileError as fault:
            _refuse(fault.what, fault.hint)
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            _refuse(f"its part '{name}' is not well-formed XML ({fault})", AGAIN)

    def relations(self, part: str) -> dict[str, Relation]:
        """The relations of a part (empty name: the package's), by id."""
        if part not in self._relations:
            self._relations[part] = dict(self._read_relations(part))
        return self._relations[part]

    def related(self, part: str, kind: str) -> str:
        """The first part of this kind that ``part`` refers to, or an empty string."""
        found = (
            r.target for r in self.relations(part).values() if r.type == kind and not r.external
        )
        return next((name for name in found if self.has(name)), "")

    def _read_relations(self, part: str) -> Iterator[tuple[str, Relation]]:
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(name):
            return
        for link in self.xml(name).iter(f"{{{PACKAGE_RELATIONS}}}Relationship"):
            target, external = link.get("Target", ""), link.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = link.get("Type", "").rpartition("/")[2]
            yield link.get("Id", ""), Relation(type=kind, target=target, external=external)


def open_docx(data: bytes) -> Opened:
    """The document in these bytes, its main part found.

    Raises:
        Unreadable: no Word document, or one that is protected, damaged, oversized or armed.
    """
    try:
        opened = Opened(open_word_file(data))
    except UnusableFileError as fault:
        _refuse(fault.what, fault.hint)
    opened.main = _main_part(opened)
    return opened


def _main_part(opened: Opened) -> str:
    """The name of the main part, whose type says what kind of document this is."""
    main = opened.related("", "officeDocument")
    kind = _content_type(opened, main)
    if not main or kind not in _KNOWN_MAIN:
        _refuse("it is an Office file but no Word document", f"its type is {kind}" if kind else "")
    return main


def _content_type(opened: Opened, part: str) -> str:
    types = opened.xml(TYPES)
    for entry in types.iter(f"{{{CONTENT_TYPES}}}Override"):
        if entry.get("PartName", "").lstrip("/").lower() == part.lower():
            return entry.get("ContentType", "")
    return ""


def _refuse(message: str, hint: str = "") -> NoReturn:
    raise Unreadable(message, hint)
