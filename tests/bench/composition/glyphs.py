"""Every glyph of a PDF with its place, as pdfium reads it; nothing the maker says is used."""

from __future__ import annotations

import ctypes
import io
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

CLOSE = "，。、；：！？．”’）》】」』〉］｝〕〗〙〞"
OPEN = "“‘（《【「『〈［｛〔〖〘〝"


@dataclass(slots=True)
class Glyph:
    """One glyph: character, origin, em (its size), advance, left and right of its ink; points."""

    char: str
    x: float
    y: float
    em: float
    advance: float
    left: float
    right: float


def is_han(char: str) -> bool:
    """Whether the character is an ideograph."""
    code = ord(char)
    return (
        0x3400 <= code <= 0x4DBF
        or 0x4E00 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0x2E80 <= code <= 0x2FDF
        or 0x20000 <= code <= 0x3FFFF
        or code in (0x3005, 0x3006, 0x3007)
    )


def is_western(char: str) -> bool:
    """Whether the character is a Latin letter or a digit."""
    return char.isascii() and char.isalnum()


def read(path: Path) -> dict[int, list[Glyph]]:
    """Glyphs by page, pages from 0.

    A reader takes text under an ActualText from there and piles its glyphs up; such files
    are read once more without it.
    """
    pages = _pages(path)
    piled = sum(map(piled_up, pages.values()))
    if piled > max(8, 2e-4 * sum(map(len, pages.values()))):
        return _pages(_without_actual_text(path))
    return pages


def piled_up(glyphs: list[Glyph]) -> int:
    """How many glyphs share their neighbour's origin."""
    return sum(a.x == b.x and a.y == b.y for a, b in pairwise(glyphs))


def _pages(source: Path | bytes) -> dict[int, list[Glyph]]:
    import pypdfium2

    with pypdfium2.PdfDocument(source) as pdf:
        return {number: list(_glyphs(page)) for number, page in enumerate(pdf)}


def _glyphs(page: Any) -> Iterator[Glyph]:
    from pypdfium2 import raw

    text = page.get_textpage()
    for i in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, i)
        if raw.FPDFText_IsGenerated(text, i) == 1 or _is_blank(code):
            continue
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, i, matrix)
        rotated = abs(matrix.b) > 1e-3 * max(abs(matrix.a), 1e-9)
        em = raw.FPDFText_GetFontSize(text, i) * math.hypot(matrix.c, matrix.d)
        if not rotated and em >= 1:
            yield _glyph(text, i, code, em)
    text.close()
    page.close()


def _is_blank(code: int) -> bool:
    return code <= 32 or code in (0xA0, 0x3000, 0xFFFE, 0xFFFF) or 0x2000 <= code <= 0x200F


def _glyph(text: Any, i: int, code: int, em: float) -> Glyph:
    from pypdfium2 import raw

    x, y, left, right, foot, head = (ctypes.c_double() for _ in range(6))
    box = raw.FS_RECTF()
    raw.FPDFText_GetCharOrigin(text, i, x, y)
    raw.FPDFText_GetCharBox(text, i, left, right, foot, head)
    raw.FPDFText_GetLooseCharBox(text, i, box)
    char = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:  # radicals, compatibility forms
        char = unicodedata.normalize("NFKC", char)
    advance = box.right - box.left
    wide = is_han(char) or char in CLOSE + OPEN + "—…·"
    flat = abs(box.left - left.value) < 1e-3 and abs(box.right - right.value) < 1e-3
    if advance <= 0 or (flat and wide):  # the file does not give the width
        advance = em if wide else max(advance, right.value - left.value)
    inked = right.value > left.value
    ink = (left.value, right.value) if inked else (x.value, x.value + advance)
    return Glyph(char, x.value, y.value, em, advance, *ink)


def _without_actual_text(path: Path) -> bytes:
    import pikepdf

    with pikepdf.open(path) as pdf:
        forms = [
            o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Form"
        ]
        holders: list[Any] = [*(page.obj for page in pdf.pages), *forms]
        for holder in holders:
            resources = holder.get("/Resources", {})
            properties = resources.get("/Properties", {})
            for marked in properties.values():
                if isinstance(marked, pikepdf.Dictionary) and "/ActualText" in marked:
                    del marked["/ActualText"]
            _rewrite(pdf, holder)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _rewrite(pdf: Any, holder: Any) -> None:
    import pikepdf

    kept: list[Any] = []
    for found in pikepdf.parse_content_stream(holder):
        instruction: Any = found
        operands = list(found.operands)
        if (
            str(found.operator) == "BDC"
            and isinstance(operands[1], pikepdf.Dictionary)
            and "/ActualText" in operands[1]
        ):
            rest = {k: v for k, v in operands[1].items() if k != "/ActualText"}
            instruction = ([operands[0], pikepdf.Dictionary(rest)], found.operator)
        kept.append(instruction)
    data = pikepdf.unparse_content_stream(kept)
    if isinstance(holder, pikepdf.Stream):
        holder.write(data)
    else:
        holder["/Contents"] = pdf.make_stream(data)
