"""A Word file as its parts, its refusals those of the import: they name the file."""

from __future__ import annotations

from typeset import word_file
from typeset.importing.source import Refused
from typeset.record import dataclass
from typeset.word_file import MAX_XML_BYTES, UnusableFileError, WordFile, open_word_file


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of the file called ``name``."""

    name: str
    _file: WordFile

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return self._file.has(part)

    def read(self, part: str, limit: int = MAX_XML_BYTES) -> bytes:
        """The part's bytes; it is unpacked no further than ``limit``.

        Raises:
            Refused: it is damaged or larger than the directory said.
        """
        try:
            return self._file.read(part, limit)
        except UnusableFileError as fault:
            raise refused(self.name, fault) from None


def open_package(data: bytes, name: str) -> Package:
    """The package, its directory checked.

    Raises:
        Refused: password-protected, an older or another format, truncated, macro-enabled, or
            so packed that it would not fit.
    """
    try:
        return Package(name, open_word_file(data))
    except UnusableFileError as fault:
        raise refused(name, fault) from None


def refused(name: str, fault: UnusableFileError) -> Refused:
    """The refusal of the file called so."""
    return Refused(f"import/{fault.kind}", f"'{name}' cannot be read: {fault.what}", fault.hint)


def damaged(name: str, what: str) -> Refused:
    """The refusal of a broken file."""
    return refused(name, UnusableFileError("damaged", what, word_file.AGAIN))
