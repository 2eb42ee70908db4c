"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path

_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_whole(path: Path, data: bytes) -> None:
    """Put the bytes at ``path`` in one step: a reader sees the old file or the new one.

    Missing folders are made. A link is followed, a file's permissions are kept. Whatever
    goes wrong (OSError, an interrupt), ``path`` stays as it was and no part file is left.
    """
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        raise IsADirectoryError(21, "it is a folder", str(path))
    if target.exists() and not target.is_file():  # a device or a pipe takes bytes as they come
        target.write_bytes(data)
        return
    handle, part = _part_beside(target)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        part.chmod(_mode(target))
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _part_beside(target: Path) -> tuple[int, Path]:
    """A new file beside the target, open for writing; nobody else can have the same."""
    for number in itertools.count():
        part = target.with_name(f".{target.name}.{os.getpid()}-{number}")
        with contextlib.suppress(FileExistsError):
            return os.open(part, _NEW, 0o600), part
    raise AssertionError  # pragma: no cover - counting has no end


def _mode(target: Path) -> int:
    """The permissions of the file to be replaced, or those of a new one."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
