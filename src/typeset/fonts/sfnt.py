"""What a font file says about itself: names, weight, metrics, embedding right.

Reads only the tables needed (``head``, ``OS/2``, ``name``) of a TrueType or OpenType file or
of one face of a collection; a face costs a fraction of a millisecond.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from pathlib import Path

from typeset.record import dataclass

_COLLECTION = b"ttcf"
_FLAVOURS = (b"\0\1\0\0", b"OTTO", b"true")
_FAMILY_IDS = (1, 4, 6, 16)
_HEAVY = {1: 100, 2: 200, 3: 300, 4: 400, 5: 500, 6: 600, 7: 700, 8: 800, 9: 900}


class BadFont(ValueError):  # noqa: N818 - named for what it says of the file
    """The file is no TrueType or OpenType font, or is damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceFacts:
    """A face's own account of itself; lengths are font units, ``descent`` is negative."""

    names: tuple[str, ...]  # families and full names, in every language there is
    postscript_name: str
    weight: int
    italic: bool
    upem: int
    ascent: int
    descent: int
    fs_type: int


def count_faces(path: Path) -> int:
    """How many faces the file holds: 1, or more in a collection."""
    with path.open("rb") as file:
        head = file.read(12)
    if head[:4] == _COLLECTION:
        return int(struct.unpack(">I", head[8:12])[0])
    return 1


def read_facts(path: Path, index: int = 0) -> FaceFacts:
    """Read one face's facts.

    Raises:
        BadFont: not a font, damaged, or there is no face of this index.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        try:
            return _facts(data, index)
        except (struct.error, KeyError, IndexError) as fault:
            raise BadFont(f"'{path.name}' is damaged or no font") from fault


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeNames:
    """What an office calls a face: its family of at most four styles, and which of them it is.

    ``outlines`` says whether it has TrueType outlines (``glyf``).
    """

    family: str
    style: str
    outlines: bool


def office_names(path: Path, index: int = 0) -> OfficeNames:
    """Read names 1 and 2 of a face (OpenType, ``name`` table).

    Raises:
        BadFont: not a font, damaged, or there is no face of this index.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        try:
            tables = _tables(data, index)
            names = list(_names(data, tables["name"]))
        except (struct.error, KeyError, IndexError) as fault:
            raise BadFont(f"'{path.name}' is damaged or no font") from fault
    family, style = (next((text for id_, text in names if id_ == n), "") for n in (1, 2))
    return OfficeNames(family=family, style=style, outlines="glyf" in tables)


def _facts(data: mmap.mmap, index: int) -> FaceFacts:
    tables = _tables(data, index)
    head = tables["head"]
    upem = struct.unpack_from(">H", data, head + 18)[0]
    os2 = tables["OS/2"]
    _, weight, _, fs_type = struct.unpack_from(">hHHH", data, os2 + 2)
    selection = struct.unpack_from(">H", data, os2 + 62)[0]
    ascent, descent = struct.unpack_from(">hh", data, os2 + 68)
    names = list(_names(data, tables["name"]))
    families = dict.fromkeys(text for id_, text in names if id_ in _FAMILY_IDS)
    return FaceFacts(
        names=tuple(families),
        postscript_name=next((text for id_, text in names if id_ == 6), ""),
        weight=_HEAVY.get(weight, weight),
        italic=bool(selection & 1),
        upem=upem,
        ascent=ascent,
        descent=descent,
        fs_type=fs_type,
    )


def _tables(data: mmap.mmap, index: int) -> dict[str, int]:
    """Table tag to offset."""
    base = 0
    if data[:4] == _COLLECTION:
        count = struct.unpack_from(">I", data, 8)[0]
        if index >= count:
            raise BadFont(f"there are only {count} faces in the collection")
        base = struct.unpack_from(">I", data, 12 + 4 * index)[0]
    if data[base : base + 4] not in _FLAVOURS:
        raise BadFont("this is no TrueType or OpenType file")
    found = {}
    for at in range(struct.unpack_from(">H", data, base + 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, base + 12 + 16 * at)
        found[tag.decode("latin-1")] = offset
    return found


def _names(data: mmap.mmap, table: int) -> Iterator[tuple[int, str]]:
    """(name id, text) of every readable record, the Windows ones first."""
    _, count, storage = struct.unpack_from(">HHH", data, table)
    records = [struct.unpack_from(">HHHHHH", data, table + 6 + 12 * at) for at in range(count)]
    for platform, encoding, _, id_, length, offset in sorted(records, key=lambda r: r[0] != 3):
        raw = data[table + storage + offset : table + storage + offset + length]
        if platform in (0, 3):
            yield id_, raw.decode("utf-16-be", "replace")
        elif platform == 1 and encoding == 0:
            yield id_, raw.decode("mac-roman", "replace")
