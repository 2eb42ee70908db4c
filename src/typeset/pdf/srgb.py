"""A profile of sRGB (IEC 61966-2-1) for pictures on the screen, made of its own numbers.

A three-component matrix profile of ICC version 2 (ICC.1:2001-04, 6.3.1.2). lcms can make one
too, but with the time of day in it.
"""

from __future__ import annotations

import struct
from functools import cache

_NAME = b"sRGB IEC61966-2-1"
_RIGHT = b"No copyright"
_WHITE = (0.9505, 1.0, 1.0891)  # D65
_PRIMARIES = (  # adapted to D50 by Bradford
    (b"rXYZ", (0.4360, 0.2225, 0.0139)),
    (b"gXYZ", (0.3851, 0.7169, 0.0971)),
    (b"bXYZ", (0.1431, 0.0606, 0.7141)),
)
_STEPS = 1024


@cache
def srgb_profile() -> bytes:
    """The profile, always the same bytes."""
    described = b"desc\0\0\0\0" + struct.pack(">I", len(_NAME) + 1) + _NAME + b"\0" + bytes(78)
    curve = b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *map(_level, range(_STEPS)))
    tags: list[tuple[bytes, bytes]] = [
        (b"desc", described),
        (b"cprt", b"text\0\0\0\0" + _RIGHT + b"\0"),
        (b"wtpt", _xyz(_WHITE)),
        *((name, _xyz(value)) for name, value in _PRIMARIES),
        *((name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    return _assembled(tags)


def _level(step: int) -> int:
    coded = step / (_STEPS - 1)
    linear = coded / 12.92 if coded <= 0.04045 else ((coded + 0.055) / 1.055) ** 2.4
    return round(linear * 65535)


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(part * 65536) for part in value))


def _assembled(tags: list[tuple[bytes, bytes]]) -> bytes:
    """The header, the table of tags, and each element once."""
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    elements = b""
    for _, element in tags:
        if element not in places:
            places[element] = start + len(elements)
            elements += element + bytes(-len(element) % 4)
    table = b"".join(struct.pack(">4sII", name, places[e], len(e)) for name, e in tags)
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sI4sIQ3i4s",
        start + len(elements), b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ",
        2000, 1, 1, 0, 0, 0,  # a date must stand there; it is nobody's
        b"acsp", b"\0\0\0\0", 0, b"\0\0\0\0", 0, 0,
        round(0.9642 * 65536), 65536, round(0.8249 * 65536), b"\0\0\0\0",
    )  # fmt: skip
    return header + bytes(128 - len(header)) + struct.pack(">I", len(tags)) + table + elements
