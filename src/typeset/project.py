"""The one guarded door through which files of a project are read.

Every read is refused if it would leave the project's folder (``..``, absolute paths, symbolic
links that point out of it), and recorded with its SHA-256, for watching and for reproducible
builds. A refusal is placed where the Markdown or YAML names the file. Files are named by their
path relative to the project, with forward slashes; spans use the same names.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from dataclasses import field
from pathlib import Path, PurePosixPath

from typeset.diagnostics import Sink, Span, nearest
from typeset.record import dataclass

MAX_TEXT_BYTES = 16 * 1024 * 1024
MAX_ASSET_BYTES = 512 * 1024 * 1024
MAX_PIXELS = 100_000_000


@dataclass(slots=True)
class Project:
    """A folder with ``publication.yaml``; all reading inside it goes through here.

    ``max_text`` and ``max_asset`` are the greatest sizes, in bytes, of a text and of any
    other file, ``max_pixels`` the most pixels of a picture.
    """

    root: Path
    max_text: int = MAX_TEXT_BYTES
    max_asset: int = MAX_ASSET_BYTES
    max_pixels: int = MAX_PIXELS
    _read: dict[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.root = Path(self.root)

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """(path in the project, SHA-256) of everything read so far, by path."""
        return tuple(sorted(self._read.items()))

    def shown(self, file: str) -> str:
        """How a span's file is named to the user: from the root as it was given."""
        there = bool(file) and "\0" not in file and (self.root / file).exists()
        return PurePosixPath(os.path.normpath(self.root / file)).as_posix() if there else file

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """Stems of the files in ``folder`` that end with ``suffix``, in code point order."""
        where = self.root / folder
        try:
            found = [p.name for p in where.iterdir() if not p.name.startswith(".")]
        except OSError:  # none, or not a folder
            return ()
        return tuple(sorted(n.removesuffix(suffix) for n in found if n.endswith(suffix)))

    def exists(self, relative: str) -> bool:
        """Whether the project holds this name, be it a link that leads nowhere."""
        path = self.root / relative
        return _is_inside_name(relative) and (path.exists() or path.is_symlink())

    def path(self, relative: str, at: Span, sink: Sink) -> Path | None:
        """The real path of a regular file in the project, or None with a finding at ``at``."""
        if not _is_inside_name(relative):
            sink.error(
                "project/outside",
                f"'{relative}' leads out of the project; paths are relative to its folder",
                at,
            )
            return None
        path = self.root / relative
        if not path.exists() and not path.is_symlink():
            sink.error(
                "project/missing-file", f"there is no file '{relative}'", at, self._hint(relative)
            )
            return None
        return self._regular(path, relative, at, sink)

    def read_bytes(self, relative: str, at: Span, sink: Sink, limit: int = 0) -> bytes | None:
        """The file's bytes, or None with a finding at ``at`` (the place that names it)."""
        path = self.path(relative, at, sink)
        if path is None:
            return None
        greatest = limit or self.max_asset
        try:
            if path.stat().st_size > greatest:
                size = f"larger than {greatest // 1024} KiB"
                setting = "max_text" if greatest == self.max_text else "max_asset"
                sink.error("project/too-large", f"'{relative}' is {size} (Project.{setting})", at)
                return None
            data = path.read_bytes()
        except OSError as fault:
            reason = fault.strerror or "it cannot be read"
            sink.error("project/unreadable", f"'{relative}' was not read: {reason}", at)
            return None
        self._read[PurePosixPath(relative).as_posix()] = hashlib.sha256(data).hexdigest()
        return data

    def read_text(self, relative: str, at: Span, sink: Sink) -> str | None:
        """The file's text (UTF-8, line feeds only, no byte order mark), or None.

        A byte that is not UTF-8 and a control character are findings in the file itself, at
        their line and column.
        """
        data = self.read_bytes(relative, at, sink, self.max_text)
        if data is None:
            return None
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as fault:
            sink.error("project/encoding", *_encoding_fault(data, fault, relative))
            return None
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        return text if _is_printable(text, relative, sink) else None

    def _regular(self, path: Path, relative: str, at: Span, sink: Sink) -> Path | None:
        try:
            real = path.resolve(strict=True)
            inside = real.is_relative_to(self.root.resolve(strict=True))
        except (OSError, RuntimeError):  # a dangling link; before 3.13 a loop is a RuntimeError
            sink.error("project/missing-file", f"the link '{relative}' leads nowhere", at)
            return None
        if not inside:
            sink.error("project/outside", f"the link '{relative}' leads out of the project", at)
            return None
        if not real.is_file():
            sink.error("project/not-a-file", f"'{relative}' is not a file", at)
            return None
        return real

    def _hint(self, relative: str) -> str:
        folder = (self.root / relative).parent
        if not folder.is_dir():
            return ""
        inside = PurePosixPath(relative).parent
        return nearest(relative, [(inside / p.name).as_posix() for p in folder.iterdir()])


def _is_inside_name(relative: str) -> bool:
    """Whether the name itself stays in the project (links are another matter)."""
    if not relative or "\0" in relative or "\\" in relative:
        return False
    parts = PurePosixPath(relative).parts
    return (
        bool(parts)
        and ".." not in parts
        and not relative.startswith(("/", "~"))
        and (":" not in parts[0])
    )


def _encoding_fault(data: bytes, fault: UnicodeDecodeError, file: str) -> tuple[str, Span, str]:
    before = data[: fault.start].decode("utf-8").removeprefix("\ufeff")
    line = before.replace("\r\n", "\n").replace("\r", "\n")
    column = len(line) - line.rfind("\n")
    span = Span(file, line.count("\n") + 1, column)
    message = f"byte 0x{data[fault.start]:02X} is not UTF-8; texts are read as UTF-8"
    return message, span, _encoding_hint(data)


def _encoding_hint(data: bytes) -> str:
    for name, shown in (("gb18030", "GB 18030 (GBK)"), ("utf-16", "UTF-16")):
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return f"the file looks like {shown}; save it as UTF-8"
    return "save the file as UTF-8"


def _is_printable(text: str, file: str, sink: Sink) -> bool:
    if text.isprintable():
        return True
    good = True
    for number, line in enumerate(text.split("\n"), 1):
        if line.isprintable():
            continue
        for column, char in enumerate(line, 1):
            if char != "\t" and unicodedata.category(char) == "Cc":
                sink.error(
                    "project/control-character",
                    f"control character U+{ord(char):04X} cannot be set; remove it",
                    Span(file, number, column),
                )
                good = False
    return good
