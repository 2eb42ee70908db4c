"""A Word file as its parts, opened with care: what is not one is named for what it is.

Nothing is unpacked before the directory says that it is not too much, nothing is fetched, and
nothing is written.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import field

from typeset.importing import limits
from typeset.importing.encodings import what_it_is
from typeset.importing.source import Refused
from typeset.record import dataclass

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# what zipfile raises for an archive that is not sound or not of a known method
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_MACRO_TYPE = b"macroEnabled"
_TYPES = "[Content_Types].xml"
_OTHERS = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file",
    "META-INF/container.xml": "an EPUB",
}


@dataclass(slots=True)
class Package:
    """The parts of a Word file by name, unpacked when asked for."""

    name: str
    _archive: zipfile.ZipFile
    _members: Mapping[str, zipfile.ZipInfo]
    _spent: int = 0
    _read: dict[str, bytes] = field(default_factory=dict)

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._members

    def read(self, part: str, limit: int = limits.MAX_XML_BYTES) -> bytes:
        """The part's bytes; it is unpacked no further than ``limit``.

        Raises:
            Refused: it is damaged or larger than the directory said.
        """
        if part in self._read:
            return self._read[part]
        if part not in self._members:
            raise damaged(self.name, f"its part '{part}' is missing")
        try:
            with self._archive.open(self._members[part]) as stream:
                data = stream.read(limit + 1)
        except _BROKEN:
            raise damaged(self.name, f"its part '{part}' cannot be unpacked") from None
        self._spent += len(data)
        if len(data) > limit or self._spent > limits.MAX_UNPACKED_BYTES:
            raise _too_large(self.name, f"part '{part}' unpacks to more than it may")
        self._read[part] = data
        return data


def open_package(data: bytes, name: str) -> Package:
    """The package, its directory checked.

    Raises:
        Refused: password-protected, an older or another format, truncated, macro-enabled, or
            so packed that it would not fit.
    """
    if data.startswith(_OLE):
        raise _ole(data, name)
    if not data.startswith(b"PK"):
        what = what_it_is(data) or "not a Word file"
        raise Refused("import/not-word", f"'{name}' is {what}", _SAVE)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except _BROKEN:
        raise damaged(name, "it is cut short, or was damaged on its way") from None
    _check_sizes(infos, name)
    package = Package(name, archive, {i.filename: i for i in infos})
    _check_kind(package, infos)
    return package


_SAVE = "open it in Word or WPS and save it as .docx"


def damaged(name: str, what: str) -> Refused:
    """The refusal of a broken file."""
    return Refused("import/damaged", f"'{name}' cannot be read: {what}", "get it once more")


def _ole(data: bytes, name: str) -> Refused:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Refused(
            "import/protected", f"'{name}' is protected by a password", "save it without one"
        )
    if "WordDocument".encode("utf-16-le") in data:
        what = "is a Word 97 file (.doc), whatever its suffix says"
        return Refused("import/not-word", f"'{name}' {what}", _SAVE)
    return Refused("import/not-word", f"'{name}' is an old Office file", _SAVE)


def _too_large(name: str, what: str) -> Refused:
    return Refused("import/too-large", f"'{name}' is refused: {what}")


def _check_sizes(infos: list[zipfile.ZipInfo], name: str) -> None:
    if len(infos) > limits.MAX_MEMBERS:
        raise _too_large(name, f"it has {len(infos):,} parts, over {limits.MAX_MEMBERS:,}")
    if len({i.filename for i in infos}) < len(infos):
        raise damaged(name, "two of its parts have one name")
    total = sum(i.file_size for i in infos)
    if total > limits.MAX_UNPACKED_BYTES:
        most = limits.MAX_UNPACKED_BYTES // 1024 // 1024
        raise _too_large(name, f"it unpacks to {total // 1024 // 1024:,} MB, over {most}")
    for info in infos:
        packed = max(1, info.compress_size)
        if info.file_size > limits.RATIO_FROM and info.file_size / packed > limits.MAX_RATIO:
            ratio = f"{info.file_size // packed:,} times its packed size"
            raise _too_large(name, f"part '{info.filename}' unpacks to {ratio}")


def _check_kind(package: Package, infos: list[zipfile.ZipInfo]) -> None:
    name = package.name
    if any(i.flag_bits & 1 for i in infos):
        raise Refused("import/protected", f"'{name}' is protected by a password")
    names = {i.filename for i in infos}
    if not package.has(_TYPES):
        what = next((w for part, w in _OTHERS.items() if part in names), "a zip archive")
        raise Refused("import/not-word", f"'{name}' is {what}, not a Word file", _SAVE)
    macro = any(n.lower().endswith(_MACRO_PARTS) for n in names)
    if macro or _MACRO_TYPE in package.read(_TYPES):
        raise Refused(
            "import/macros", f"'{name}' carries macros", "save it as .docx, which has none"
        )
    for part, what in _OTHERS.items():
        if part in names and not any(n.startswith("word/") for n in names):
            raise Refused("import/not-word", f"'{name}' is {what}, not a Word file", _SAVE)
