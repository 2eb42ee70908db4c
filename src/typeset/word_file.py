"""A Word file of unknown origin as its parts, opened so that nothing it holds can do harm.

Whoever reads one (``pull``, ``redline``, ``import``) reads it here. Nothing is unpacked before
the directory says that it is not too much, and then no further than it said; nothing is
extracted to disk, fetched or run. Every refusal says what the file is.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal

from typeset.record import dataclass

MAX_FILE_BYTES = 256 * 1024 * 1024
MAX_XML_BYTES = 192 * 1024 * 1024  # one part, unpacked
MAX_UNPACKED_BYTES = 768 * 1024 * 1024  # all that is read
MAX_MEMBERS = 10_000
MAX_RATIO = 400  # unpacked to packed, of parts above RATIO_FROM
RATIO_FROM = 8 * 1024 * 1024

TYPES = "[Content_Types].xml"
SAVE = "open it in Word or WPS and save it as .docx"
AGAIN = "the file may have been cut off on its way; ask for it again"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# what zipfile raises for an archive that is not sound or not of a known method
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError,
           ValueError)  # fmt: skip
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_OTHERS = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file",
    "META-INF/container.xml": "an EPUB",
}

Kind = Literal["not-word", "protected", "damaged", "too-large", "macros", "entities"]


class UnusableFileError(Exception):
    """The file is not read; ``what`` it is or has, and a ``hint`` what to do."""

    def __init__(self, kind: Kind, what: str, hint: str = "") -> None:
        self.kind: Kind = kind
        self.what, self.hint = what, hint
        super().__init__(what)


@dataclass(slots=True)
class WordFile:
    """The parts of a file by name, unpacked when asked for."""

    _archive: zipfile.ZipFile
    _members: Mapping[str, zipfile.ZipInfo]
    _spent: int = 0
    _read: dict[str, bytes] = field(default_factory=dict)

    def names(self) -> list[str]:
        """All parts, sorted."""
        return sorted(self._members)

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._members

    def read(self, part: str, limit: int = MAX_XML_BYTES) -> bytes:
        """The part's bytes; it is unpacked no further than ``limit``.

        Raises:
            UnusableFileError: it is damaged, or larger than the directory said.
        """
        if part in self._read:
            return self._read[part]
        if part not in self._members:
            raise UnusableFileError("damaged", f"its part '{part}' is missing", AGAIN)
        try:
            with self._archive.open(self._members[part]) as stream:
                data = stream.read(limit + 1)
        except _BROKEN as fault:
            what = f"its part '{part}' is damaged and cannot be unpacked ({fault})"
            raise UnusableFileError("damaged", what, AGAIN) from None
        self._spent += len(data)
        if len(data) > limit or self._spent > MAX_UNPACKED_BYTES:
            most = min(limit, MAX_UNPACKED_BYTES) // 1024 // 1024
            raise _too_large(f"part '{part}' unpacks to more than {most} MiB")
        self._read[part] = data
        return data


def open_word_file(data: bytes) -> WordFile:
    """The file with its directory checked; which part is the main one is the reader's to say.

    Raises:
        UnusableFileError: protected, an older or another format, truncated, with macros, or so
            packed that it would not fit.
    """
    _check_bytes(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except _BROKEN:
        what = "it begins like a .docx, but was cut short (cut off on its way) or is damaged"
        raise UnusableFileError("damaged", what, AGAIN) from None
    _check_sizes(infos)
    file = WordFile(archive, {info.filename: info for info in infos})
    _check_kind(file, infos)
    return file


def check_declarations(data: bytes, part: str) -> None:
    """Refuse a document type: no Word file has one, and there entities are declared.

    Raises:
        UnusableFileError: the part declares one, in UTF-8 or UTF-16.
    """
    marks = (b"<!DOCTYPE", b"<!ENTITY")
    wide = [m.decode().encode(e) for m in marks for e in ("utf-16-le", "utf-16-be")]
    if any(mark in data for mark in (*marks, *wide)):
        what = f"its part '{part}' declares a document type or entities, as no Word file does"
        raise UnusableFileError("entities", what)


def _too_large(what: str) -> UnusableFileError:
    return UnusableFileError("too-large", f"it is too large: {what}")


def _check_bytes(data: bytes) -> None:
    if len(data) > MAX_FILE_BYTES:
        raise _too_large(f"over {MAX_FILE_BYTES // 1024 // 1024} MiB")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            hint = "save it without a password"
            raise UnusableFileError("protected", "it is protected by a password", hint)
        what = "it is a document of Word 97 to 2003 (.doc), whatever its suffix says"
        raise UnusableFileError("not-word", what, SAVE)
    if not data:
        what = "it is empty, and so not a Word file"
    elif data.startswith(b"{\\rtf"):
        what = "it is rich text (.rtf)"
    elif data.startswith(b"%PDF"):
        what = "it is a PDF and no Word document"
    elif data.startswith(b"PK"):
        return
    else:
        what = "it is no Word document (.docx)"
    raise UnusableFileError("not-word", what, SAVE)


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_MEMBERS:
        raise _too_large(f"it has {len(infos):,} parts, over {MAX_MEMBERS:,}")
    if len({info.filename for info in infos}) < len(infos):
        raise UnusableFileError("damaged", "two of its parts have one name", AGAIN)
    total = sum(info.file_size for info in infos)
    if total > MAX_UNPACKED_BYTES:
        most = MAX_UNPACKED_BYTES // 1024 // 1024
        raise _too_large(f"it unpacks to {total // 1024 // 1024:,} MiB, over {most}")
    for info in infos:
        packed = max(1, info.compress_size)
        if info.file_size > RATIO_FROM and info.file_size / packed > MAX_RATIO:
            ratio = f"{info.file_size // packed:,} times its packed size"
            raise _too_large(f"part '{info.filename}' unpacks to {ratio}")


def _check_kind(file: WordFile, infos: list[zipfile.ZipInfo]) -> None:
    if any(info.flag_bits & 1 for info in infos):
        hint = "save it without a password"
        raise UnusableFileError("protected", "it is protected by a password", hint)
    names = file.names()
    if not file.has(TYPES) or not any(name.startswith("word/") for name in names):
        found = next((what for part, what in _OTHERS.items() if part in names), "")
        what = found or "a zip file (a zip archive)"
        raise UnusableFileError("not-word", f"it is {what} and no Word document", SAVE)
    if any(_armed(file, names)):
        hint = "save it as .docx, which holds none"
        raise UnusableFileError("macros", "it carries macros", hint)


def _armed(file: WordFile, names: list[str]) -> Iterator[bool]:
    yield from (name.lower().endswith(_MACRO_PARTS) for name in names)
    yield b"macroEnabled" in file.read(TYPES)
