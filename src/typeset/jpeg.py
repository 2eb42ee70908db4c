"""The segments of a JPEG file (ITU-T T.81, annex B), so that it can be carried unchanged.

What cameras and editors write beside the picture (places, names, previews) is left behind;
the picture's own data is kept byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.record import dataclass

_START, _END, _SCAN, _JFIF, _ADOBE, _COMMENT = 0xD8, 0xD9, 0xDA, 0xE0, 0xEE, 0xFE
_ALONE = {0x01, *range(0xD0, 0xD9)}  # markers without a length
_APPLICATIONS = range(0xE0, 0xF0)


@dataclass(frozen=True, slots=True)
class Segment:
    """One marker with what belongs to it; of a scan, its coded data too."""

    marker: int
    data: bytes


def segments(data: bytes) -> Iterator[Segment]:
    """The segments up to the end of the first picture.

    Raises:
        ValueError: the data does not hold together as a JPEG.
    """
    at = 0
    while at + 1 < len(data):
        if data[at] != 0xFF:
            raise ValueError(f"no marker at byte {at}")
        marker = data[at + 1]
        if marker == 0xFF:  # fill bytes
            at += 1
            continue
        end = at + 2
        if marker not in _ALONE and marker != _END:
            end += int.from_bytes(data[end : end + 2], "big")
        if marker == _SCAN:
            end = _scan_end(data, end)
        yield Segment(marker, data[at:end])
        if marker == _END:
            return
        at = end
    raise ValueError("the end of the picture is missing")


def _scan_end(data: bytes, at: int) -> int:
    """Where the coded data that begins at ``at`` ends: at the next marker of another kind."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise ValueError("the coded data does not end")
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def bare(data: bytes) -> bytes:
    """The same picture without notes of its making.

    Raises:
        ValueError: the data does not hold together as a JPEG.
    """
    return b"".join(s.data for s in segments(data) if _is_needed(s.marker))


def _is_needed(marker: int) -> bool:
    if marker == _COMMENT:
        return False
    return marker not in _APPLICATIONS or marker in (_JFIF, _ADOBE)


def is_inverted(data: bytes) -> bool:
    """Whether four-colour data is turned over, as Adobe's marker says (Technical Note 5116)."""
    return any(s.marker == _ADOBE and s.data[4:9] == b"Adobe" for s in segments(data))
