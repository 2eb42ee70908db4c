"""Faces of the machine, found by the exact name of their family.

Asked only when a style names a family that neither the project nor the program brings, or
when a language has no face at all. fontconfig lists them where it is there (its matching,
``fc-match``, is never asked: it answers with any font); else the platform's folders are read.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from typeset.fonts.sfnt import BadFont, FaceFacts, count_faces, read_facts

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_PATIENCE = 20  # seconds for fontconfig, which may have to make its cache

Place = tuple[Path, int]


def system_faces(family: str) -> list[tuple[Path, int, FaceFacts]]:
    """The machine's faces of a family, by path; its name is compared letter case aside."""
    places = _index().get(family.casefold(), ())
    return [(path, index, facts) for path, index in places if (facts := _facts(path, index))]


@functools.cache
def _index() -> Mapping[str, tuple[Place, ...]]:
    """Case-folded family names, in every language a face gives them, to its files."""
    found: dict[str, set[Place]] = {}
    listed = _fontconfig()
    for names, place in listed if listed is not None else _folders(font_folders()):
        for name in names:
            found.setdefault(name.casefold(), set()).add(place)
    return {name: tuple(sorted(places)) for name, places in found.items()}


def _fontconfig() -> list[tuple[list[str], Place]] | None:
    """What ``fc-list`` tells, or None where there is no fontconfig."""
    import shutil  # noqa: PLC0415 - few runs ask the machine for faces
    import subprocess  # noqa: PLC0415

    program = shutil.which("fc-list")
    if program is None:
        return None
    try:
        told = subprocess.run(  # noqa: S603 - the program of that name, no word of content
            [program, "--format", "%{file}\t%{index}\t%{family}\n"],
            capture_output=True, text=True, timeout=_PATIENCE, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    rows = (line.split("\t") for line in told.stdout.splitlines())
    return [
        (names.split(","), (Path(file), int(index) & 0xFFFF))
        for file, index, names in (row for row in rows if len(row) == 3)
        if file.lower().endswith(_ENDINGS)
    ]


def font_folders() -> list[Path]:
    """Where the platform keeps fonts."""
    home = Path.home()
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", str(home)))
        return [local / "Microsoft/Windows/Fonts", windows / "Fonts"]
    return [home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts")]  # fmt: skip


def _folders(folders: Iterable[Path]) -> Iterator[tuple[list[str], Place]]:
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix.lower() in _ENDINGS:
                yield from _of_file(path)


def _of_file(path: Path) -> Iterator[tuple[list[str], Place]]:
    try:
        count = count_faces(path)
    except OSError:
        return
    for index in range(count):
        facts = _facts(path, index)
        if facts is not None:
            yield list(facts.names), (path, index)


@functools.cache
def _facts(path: Path, index: int) -> FaceFacts | None:
    """A face's facts; None for a file that is damaged or cannot be read."""
    try:
        return read_facts(path, index)
    except (OSError, BadFont):
        return None
