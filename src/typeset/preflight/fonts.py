"""Fonts: whether they are embedded, how wide their codes are, and what these say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any

from typeset.preflight import values
from typeset.record import dataclass

MOST_CMAP_BYTES = 1 << 22
_MAGIC = {  # how a font program must begin (ISO 32000-1, 9.9)
    "/FontFile": (b"%!", b"\x80\x01"),
    "/FontFile2": (b"\x00\x01\x00\x00", b"true", b"ttcf", b"OTTO"),
    "/FontFile3": (b"\x01\x00", b"OTTO", b"\x00\x01\x00\x00", b"true"),
}
_RANGE = re.compile(
    rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]+)>|\[((?:\s*<[0-9A-Fa-f\s]*>)*)\s*\])"
)
_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]+)>")
_BLOCK = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_SPACE_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass(slots=True, kw_only=True)
class Font:
    """A font as used. Widths are in thousandths of the size; ``kind`` is its subtype.

    ``embedded`` is None for a Type 3 font, which is drawn by the file itself.
    """

    name: str
    kind: str
    embedded: bool | None
    fault: str = ""
    vertical: bool = False
    long_codes: bool = False
    standard_widths: bool = False
    has_unicode: bool = False
    default_width: float = 0.0
    widths: dict[int, float] = field(default_factory=dict)
    ranges: list[tuple[int, int, float]] = field(default_factory=list)
    characters: dict[int, str] = field(default_factory=dict)
    matrix: values.Matrix = (0.001, 0, 0, 0.001, 0, 0)
    procedures: Any = None
    resources: Any = None
    names: dict[int, str] = field(default_factory=dict)

    def codes(self, shown: bytes) -> Iterator[int]:
        """The character codes of a string."""
        if not self.long_codes:
            yield from shown
            return
        for at in range(0, len(shown) - 1, 2):
            yield shown[at] << 8 | shown[at + 1]

    def width(self, code: int) -> float:
        """How far a code advances."""
        if code in self.widths:
            return self.widths[code]
        for first, last, width in self.ranges:
            if first <= code <= last:
                return width
        return self.default_width

    def say(self, shown: bytes) -> str:
        """The text of a string, as far as the font tells it."""
        known = self.characters
        return "".join(known.get(code) or self._letter(code) for code in self.codes(shown))

    def _letter(self, code: int) -> str:
        return chr(code) if not self.long_codes and 32 <= code < 127 else ""


def font(value: Any) -> Font:
    """The font of a dictionary, as far as it can be read."""
    kind = values.plain(values.get(value, "/Subtype"))
    descendant = (values.items(values.get(value, "/DescendantFonts")) or [None])[0]
    holder = descendant if kind == "Type0" else value
    embedded, fault = _program(values.get(holder, "/FontDescriptor"))
    made = Font(
        name=values.plain(values.get(value, "/BaseFont")) or f"({kind or 'unnamed'})",
        kind=kind,
        embedded=None if kind == "Type3" else embedded,
        fault=fault,
    )
    _read_unicode(made, value)
    if kind == "Type0":
        _read_composite(made, value, descendant)
    else:
        _read_simple(made, value)
    return made


def _program(descriptor: Any) -> tuple[bool, str]:
    """Whether a font program is there, and what is wrong with it."""
    for key, beginnings in _MAGIC.items():
        stream = values.get(descriptor, key)
        if stream is None:
            continue
        program = values.data(stream, 1 << 28)
        if program is None:
            return True, "its program cannot be read"
        if not program.startswith(beginnings):
            return True, "its program is not of the kind it claims"
        return True, ""
    return False, ""


def _read_simple(made: Font, value: Any) -> None:
    first = int(values.number(values.get(value, "/FirstChar")) or 0)
    widths = values.items(values.get(value, "/Widths"))
    made.widths = {first + i: values.number(w) or 0.0 for i, w in enumerate(widths[:65536])}
    missing = values.number(values.get(value, "/FontDescriptor", "/MissingWidth"))
    made.default_width = missing if missing is not None else (0.0 if widths else 500.0)
    if made.kind == "Type3":
        made.matrix = values.matrix(values.get(value, "/FontMatrix"))
        made.procedures = values.get(value, "/CharProcs")
        made.resources = values.get(value, "/Resources")
        made.names = _differences(values.get(value, "/Encoding", "/Differences"))


def _differences(value: Any) -> dict[int, str]:
    names: dict[int, str] = {}
    code = 0
    for member in values.items(value):
        number = values.number(member)
        if number is not None:
            code = int(number)
        else:
            names[code] = values.plain(member)
            code += 1
    return names


def _read_composite(made: Font, value: Any, descendant: Any) -> None:
    encoding = values.get(value, "/Encoding")
    name = values.plain(encoding) if not values.is_stream(encoding) else ""
    made.vertical = name.endswith("-V") or values.number(values.get(encoding, "/WMode")) == 1
    made.long_codes = True
    if values.is_stream(encoding):
        cmap = values.data(encoding, MOST_CMAP_BYTES) or b""
        spans = [m for b in _BLOCK.finditer(cmap) if b[1] == b"codespacerange"
                 for m in _SPACE_RANGE.finditer(b[2])]  # fmt: skip
        made.long_codes = not spans or any(len(m[1]) > 2 for m in spans)
    width = values.number(values.get(descendant, "/DW"))
    made.default_width = 1000.0 if width is None else width
    members, at = values.items(values.get(descendant, "/W")), 0
    while at + 1 < len(members):
        first = int(values.number(members[at]) or 0)
        each = values.items(members[at + 1])
        if each:
            made.widths |= {first + i: values.number(w) or 0.0 for i, w in enumerate(each)}
            at += 2
        else:
            last = int(values.number(members[at + 1]) or 0)
            shared = values.number(members[at + 2]) if at + 2 < len(members) else None
            made.ranges.append((first, last, shared or 0.0))
            at += 3


def _read_unicode(made: Font, value: Any) -> None:
    cmap = values.data(values.get(value, "/ToUnicode"), MOST_CMAP_BYTES)
    made.has_unicode = cmap is not None
    for block in _BLOCK.finditer(cmap or b""):
        if block[1] == b"bfchar":
            for found in _CHAR.finditer(block[2]):
                made.characters[int(found[1], 16)] = _utf16(found[2])
        elif block[1] == b"bfrange":
            _read_range(made.characters, block[2])


def _read_range(characters: dict[int, str], body: bytes) -> None:
    for found in _RANGE.finditer(body):
        first, last = int(found[1], 16), int(found[2], 16)
        last = min(last, first + 65535)
        if found[4] is not None:
            each = re.findall(rb"<([0-9A-Fa-f\s]*)>", found[4])
            characters |= {first + i: _utf16(t) for i, t in enumerate(each[: last - first + 1])}
            continue
        start = _utf16(found[3])
        if start:
            head, tail = start[:-1], ord(start[-1])
            for i in range(last - first + 1):
                if tail + i <= 0x10FFFF:
                    characters[first + i] = head + chr(tail + i)


def _utf16(digits: bytes) -> str:
    raw = bytes(digits.translate(None, b" \t\r\n"))
    if len(raw) % 2:
        raw += b"0"
    return bytes.fromhex(raw.decode("ascii")).decode("utf-16-be", "replace")
