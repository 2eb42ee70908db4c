"""A DOCX of unknown origin, opened so that nothing it holds can do harm.

Nothing is extracted, fetched or run: parts are read from memory, each up to a limit, and XML
that declares entities is refused. What is refused says why (:class:`Unreadable`).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import field
from typing import NoReturn

from lxml import etree

from typeset.record import dataclass

MAX_FILE = 256 * 1024 * 1024  # bytes of the file itself
MAX_PART = 64 * 1024 * 1024  # bytes of one XML part once unpacked
MAX_MEDIA = 256 * 1024 * 1024  # bytes of one picture
MAX_MEMBERS = 10_000

PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KNOWN_MAIN = (f"{_MAIN}.document.main+xml", f"{_MAIN}.template.main+xml")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
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

    archive: zipfile.ZipFile
    main: str = ""
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def names(self) -> list[str]:
        """All members, sorted."""
        return sorted(self.archive.namelist())

    def has(self, name: str) -> bool:
        """Whether there is such a member."""
        return name in self.archive.NameToInfo

    def data(self, name: str, limit: int = MAX_MEDIA) -> bytes:
        """The bytes of a member."""
        try:
            with self.archive.open(name) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as fault:
            if "password" in str(fault):
                _refuse("it is protected by a password", "save it without a password")
            _refuse(f"its part '{name}' is damaged ({fault})", _AGAIN)
        if len(data) > limit:
            _refuse(f"its part '{name}' is larger than {limit // 1024 // 1024} MiB unpacked")
        return data

    def xml(self, name: str) -> etree._Element:
        """A part as XML; a document type, and so any entity, is refused."""
        data = self.data(name, MAX_PART)
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            data = data.decode("utf-16", "replace").encode()
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\x00<\x00!" in data:
            _refuse(f"its part '{name}' declares a document type or entities")
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            _refuse(f"its part '{name}' is not well-formed XML ({fault})", _AGAIN)

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


_AGAIN = "the file may have been cut off on its way; ask for it again"


def open_docx(data: bytes) -> Opened:
    """The document in these bytes, its main part found.

    Raises:
        Unreadable: no Word document, or one that is protected, damaged, oversized or armed.
    """
    _check_bytes(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError):
        _refuse("it begins like a DOCX but is damaged or cut off", _AGAIN)
    opened = Opened(archive)
    _check_members(archive)
    opened.main = _main_part(opened)
    return opened


def _check_bytes(data: bytes) -> None:
    if len(data) > MAX_FILE:
        _refuse(f"it is larger than {MAX_FILE // 1024 // 1024} MiB")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            _refuse("it is protected by a password", "save it without a password")
        _refuse("it is a document of Word 97 to 2003 (.doc)", "save it as .docx")
    if data.startswith(b"{\\rtf"):
        _refuse("it is rich text (.rtf)", "save it as .docx")
    if not data:
        _refuse("it is empty")
    if not data.startswith(b"PK"):
        _refuse("it is no Word document (.docx)")


def _check_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        _refuse(f"it holds more than {MAX_MEMBERS} parts")
    if len({m.filename for m in members}) < len(members):
        _refuse("it holds two parts of one name")
    if any(m.flag_bits & 0x1 for m in members):
        _refuse("it is protected by a password", "save it without a password")
    for member in members:
        limit = MAX_PART if member.filename.endswith((".xml", ".rels")) else MAX_MEDIA
        if member.file_size > limit:
            size = f"{limit // 1024 // 1024} MiB"
            _refuse(f"its part '{member.filename}' is larger than {size} unpacked")


def _main_part(opened: Opened) -> str:
    """The name of the main part, whose type says what kind of document this is."""
    if not opened.has("[Content_Types].xml"):
        _refuse("it is a zip file but no Word document")
    main = opened.related("", "officeDocument")
    kind = _content_type(opened, main)
    macros = any(name.lower().endswith("vbaproject.bin") for name in opened.names())
    if macros or "macroEnabled" in kind:
        _refuse("it carries macros", "save it as .docx, which holds none")
    if not main or kind not in _KNOWN_MAIN:
        _refuse("it is an Office file but no Word document", f"its type is {kind}" if kind else "")
    return main


def _content_type(opened: Opened, part: str) -> str:
    types = opened.xml("[Content_Types].xml")
    for entry in types.iter(f"{{{CONTENT_TYPES}}}Override"):
        if entry.get("PartName", "").lstrip("/").lower() == part.lower():
            return entry.get("ContentType", "")
    return ""


def _refuse(message: str, hint: str = "") -> NoReturn:
    raise Unreadable(message, hint)
