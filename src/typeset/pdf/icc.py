"""What an ICC profile says of itself, and whether it can describe a printing press."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from typeset.record import dataclass

_HEADER = 128
_NEEDED = ("desc", "wtpt", "A2B0", "B2A0")  # ICC.1:2010, 8.5: of a LUT-based output profile
_SPACES = {"CMYK": "CMYK", "RGB ": "RGB", "GRAY": "grey", "Lab ": "Lab"}
_TABLES = {"A2B0": (4, 3), "B2A0": (3, 4)}  # channels in and out
_CLASSES = {
    "scnr": "an input (scanner or camera)",
    "mntr": "a display",
    "spac": "a colour space",
    "link": "a device link",
    "abst": "an abstract",
    "nmcl": "a named colour",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IccProfile:
    """The facts of a profile: ``space`` and ``kind`` are four-letter signatures (ICC.1, 7.2)."""

    description: str
    version: tuple[int, int]
    kind: str
    space: str
    tags: tuple[str, ...]
    sound: bool


def read_icc(data: bytes) -> IccProfile | None:
    """The profile's facts, or None if the data is no intact profile."""
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp":
        return None
    tags = _tags(data) if int.from_bytes(data[:4], "big") == len(data) else None
    if tags is None:
        return None
    return IccProfile(
        description=_description(tags.get("desc", b"")),
        version=(data[8], data[9] >> 4),
        kind=data[12:16].decode("latin-1"),
        space=data[16:20].decode("latin-1"),
        tags=tuple(tags),
        sound=all(_is_table(tags[key], *_TABLES[key]) for key in _TABLES if key in tags),
    )


def _tags(data: bytes) -> Mapping[str, bytes] | None:
    """The tagged elements by signature; None where the table leads out of the data."""
    (count,) = struct.unpack_from(">I", data, _HEADER)
    end = _HEADER + 4 + 12 * count
    if not count or end > len(data):
        return None
    found = {}
    for signature, start, size in struct.iter_unpack(">4sII", data[_HEADER + 4 : end]):
        if start < end or size < 8 or start + size > len(data):
            return None
        found[signature.decode("latin-1")] = data[start : start + size]
    return found


def _is_table(element: bytes, into: int, out: int) -> bool:
    """Whether the element is a conversion table from so many channels to so many (ICC.1, 10)."""
    if element[:4] == b"mAB " or element[:4] == b"mBA ":
        return tuple(element[8:10]) == (into, out)
    if element[:4] not in (b"mft1", b"mft2") or tuple(element[8:10]) != (into, out):
        return False
    colors: int = element[10] ** into * out
    if element[:4] == b"mft1":
        return len(element) >= 48 + 256 * (into + out) + colors
    before, after = int.from_bytes(element[48:50], "big"), int.from_bytes(element[50:52], "big")
    return len(element) >= 52 + 2 * (into * before + colors + out * after)


def _description(element: bytes) -> str:
    """The text of ``desc``: ASCII in version 2 (textDescription), Unicode in version 4."""
    if element[:4] == b"desc" and len(element) >= 12:
        (length,) = struct.unpack_from(">I", element, 8)
        return element[12 : 12 + length].split(b"\0")[0].decode("ascii", "replace").strip()
    if element[:4] == b"mluc" and len(element) >= 28:
        length, start = struct.unpack_from(">II", element, 20)
        return element[start : start + length].decode("utf-16-be", "replace").strip("\0 ")
    return ""


def profile_fault(data: bytes, newest: int = 4) -> str:
    """Why ICC data cannot describe a four-colour press, or an empty string.

    ``newest`` is the highest major version that the file's standards know.
    """
    profile = read_icc(data)
    if profile is None:
        return "is no intact ICC profile"
    if profile.space != "CMYK":
        space = _SPACES.get(profile.space, profile.space.strip())
        return f"describes {space}; a printing condition needs a CMYK profile"
    if profile.kind != "prtr":
        return f"is {_CLASSES.get(profile.kind, 'another')} profile; expected an output profile"
    if missing := [tag for tag in _NEEDED if tag not in profile.tags]:
        return f"lacks {', '.join(missing)}: it is damaged, or no output profile"
    if not profile.sound:
        return "holds conversion tables that are damaged or no CMYK tables"
    if profile.version[0] > newest:
        found = ".".join(map(str, profile.version))
        return f"is of ICC version {found}; this standard knows versions up to {newest}"
    return ""
