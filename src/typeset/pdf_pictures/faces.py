"""Faces of a foreign page: whether they are inside, and whether an archive may hold them.

An archive and a screen file promise that every glyph has its character and its width (ISO
19005-2, 6.2.11; ISO 14289-1, 7.21). Of foreign faces that is believed only where it was looked
at: composite fonts with an identity encoding whose widths and characters agree with the program.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any

from typeset.record import dataclass

_NEAR = 1.0  # thousandths of an em by which a width may differ
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(<[^>]*>|\[[^\]]*\])")
_BARRED = ("0000", "FEFF", "FFFE", "")


@dataclass(slots=True)
class Shown:
    """The faces of a page: ``missing`` are the names of those not inside the file."""

    missing: set[str] = field(default_factory=set)
    sound: bool = True
    _facts: dict[tuple[int, int], _Composite | None] = field(default_factory=dict)

    def text(self, font: Any, operands: Any) -> None:
        """Text is shown in a face; one that is chosen and shows nothing is no matter."""
        if font is None:
            self.sound = False
            return
        key = font.objgen
        if key == (0, 0) or key not in self._facts:
            self._facts[key] = self._looked_at(font)
        facts = self._facts[key]
        if facts is None:
            self.sound = False
        elif self.sound:
            self.sound = all(facts.agrees(code) for code in _codes(operands))

    def _looked_at(self, font: Any) -> _Composite | None:
        if not is_inside(font):
            self.missing.add(_plain(font))
            return None
        if str(font.get("/Subtype")) != "/Type0":
            return None
        inner = font.DescendantFonts[0]
        return _composite(font, inner, _program(inner))


def is_inside(font: Any) -> bool:
    """Whether the file holds the face; glyphs that are drawings always are."""
    kind = str(font.get("/Subtype"))
    inner = font.DescendantFonts[0] if kind == "/Type0" else font
    return kind == "/Type3" or _program(inner) is not None


def _plain(font: Any) -> str:
    return re.sub(r"^[A-Z]{6}\+", "", str(font.get("/BaseFont", "/?"))[1:])


def _program(font: Any) -> Any:
    descriptor = font.get("/FontDescriptor")
    if descriptor is None:
        return None
    keys = ("/FontFile2", "/FontFile3", "/FontFile")
    return next((descriptor[key] for key in keys if key in descriptor), None)


def _codes(operands: Any) -> Iterator[int]:
    """The two-byte codes of a text operator's strings."""
    import pikepdf  # noqa: PLC0415

    for operand in operands:
        parts = operand if isinstance(operand, pikepdf.Array) else [operand]
        for part in parts:
            if isinstance(part, pikepdf.String | bytes | str):
                data = bytes(part) if not isinstance(part, str) else part.encode("latin-1")
                yield from (int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2))


@dataclass(slots=True)
class _Composite:
    """A composite font with an identity encoding: what it says of itself, and its program."""

    widths: dict[int, float]
    usual: float
    characters: set[int]
    program: dict[int, float]  # advance by glyph, in thousandths

    def agrees(self, code: int) -> bool:
        """Whether a code has a character, a glyph, and the width that is declared."""
        true = self.program.get(code)
        if code == 0 or true is None or code not in self.characters:
            return False
        return abs(self.widths.get(code, self.usual) - true) <= _NEAR


def _composite(font: Any, inner: Any, program: Any) -> _Composite | None:
    """None where the font is of a kind that is not looked into."""
    encoding = str(font.get("/Encoding"))
    if encoding not in ("/Identity-H", "/Identity-V") or "/ToUnicode" not in font:
        return None
    truetype = str(inner.get("/Subtype")) == "/CIDFontType2"
    if truetype and str(inner.get("/CIDToGIDMap")) != "/Identity":
        return None
    advances = _advances(program.read_bytes(), bare=not truetype)
    if advances is None:
        return None
    return _Composite(
        widths=_widths(inner.get("/W") or []),
        usual=float(inner.get("/DW", 1000)),
        characters=_characters(font.ToUnicode.read_bytes()),
        program=advances,
    )


def _widths(entries: Any) -> dict[int, float]:
    """Widths by code (ISO 32000-1, 9.7.4.3)."""
    import pikepdf  # noqa: PLC0415

    found: dict[int, float] = {}
    items = list(entries)
    at = 0
    while at + 1 < len(items):
        first = int(items[at])
        if isinstance(items[at + 1], pikepdf.Array):
            found |= {first + i: float(width) for i, width in enumerate(items[at + 1])}
            at += 2
        elif at + 2 < len(items):
            found |= dict.fromkeys(range(first, int(items[at + 1]) + 1), float(items[at + 2]))
            at += 3
        else:
            break
    return found


def _characters(cmap: bytes) -> set[int]:
    """The codes that a ToUnicode map gives a character to."""
    found: set[int] = set()
    for block in _CHARS.findall(cmap):
        found |= {int(code, 16) for code, text in _CHAR.findall(block) if _says(text)}
    for block in _RANGES.findall(cmap):
        for low, high, texts in _RANGE.findall(block):
            if texts.startswith(b"[") or _says(texts.strip(b"<>")):
                found |= set(range(int(low, 16), min(int(high, 16), 0xFFFF) + 1))
    return found


def _says(text: bytes) -> bool:
    return b"".join(text.split()).decode("ascii").upper() not in _BARRED


def _advances(data: bytes, *, bare: bool) -> dict[int, float] | None:
    """Advances by glyph in thousandths of the em; ``bare`` CFF has no tables around it.

    A CFF program that is not bare, or whose character ids are not its glyph numbers, is not
    looked into: None.
    """
    if bare:
        return _of_cff(data)
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415

    try:
        with TTFont(io.BytesIO(data), lazy=True) as face:
            upem, order = face["head"].unitsPerEm, range(face["maxp"].numGlyphs)
            metrics, names = face["hmtx"].metrics, face.getGlyphOrder()
            return {gid: metrics[names[gid]][0] * 1000 / upem for gid in order}
    except (TTLibError, KeyError, AssertionError, ValueError, IndexError, OSError):
        return None


def _of_cff(data: bytes) -> dict[int, float] | None:
    from fontTools.cffLib import CFFFontSet  # noqa: PLC0415
    from fontTools.misc.psCharStrings import T2WidthExtractor  # noqa: PLC0415

    try:
        faces = CFFFontSet()
        faces.decompile(io.BytesIO(data), None)
        top = faces[0]
        if not hasattr(top, "ROS") or not _is_identity(top.charset):
            return None
        found = {}
        for gid, name in enumerate(top.charset):
            string, _ = top.CharStrings.getItemAndSelector(name)
            private = string.private
            extractor = T2WidthExtractor(
                getattr(private, "Subrs", []), top.GlobalSubrs,
                private.nominalWidthX, private.defaultWidthX, private,
            )  # fmt: skip
            extractor.execute(string)
            found[gid] = float(extractor.width)
    except Exception:  # noqa: BLE001 - a foreign program read by a foreign reader: not believed
        return None
    return found


def _is_identity(charset: list[str]) -> bool:
    return all(name in (".notdef", f"cid{gid:05d}") for gid, name in enumerate(charset))
