"""Places of glyphs and rules in a produced PDF, in millimetres from the sheet's top left corner.

Read by PyMuPDF, which shares no code with the writer. Em boxes reach 0.88 em above the baseline
and 0.12 em below it; ink is what the font's outlines cover.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf

MM = 72 / 25.4
ASCENT = 0.88
_rect: Any = pymupdf.Rect
_open: Any = pymupdf.open


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: its pen place, baseline, size (points), colour and font."""

    char: str
    x: float
    baseline: float
    size: float
    color: int
    font: str

    @property
    def em(self) -> float:
        """The size in millimetres."""
        return self.size / MM

    @property
    def top(self) -> float:
        """The head of its em box."""
        return self.baseline - ASCENT * self.em

    @property
    def foot(self) -> float:
        """The foot of its em box."""
        return self.top + self.em


@dataclass(frozen=True, slots=True)
class Row:
    """The glyphs of one baseline that follow one another, from the left."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """Its characters without white space."""
        return "".join(g.char for g in self.glyphs if not g.char.isspace())

    @property
    def first(self) -> Glyph:
        """The leftmost glyph."""
        return self.glyphs[0]

    @property
    def right(self) -> float:
        """The right edge of the last em box (of a full-width character)."""
        last = self.glyphs[-1]
        return last.x + last.em * (1.0 if ord(last.char) > 0x2000 else 0.5)


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal rule: its centre line, ends, weight and colour (0 to 1 each)."""

    y: float
    left: float
    right: float
    weight: float
    color: tuple[float, ...]

    @property
    def length(self) -> float:
        """From end to end."""
        return self.right - self.left


class Sheet:
    """One page of a PDF."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.width, self.height = page.rect.width / MM, page.rect.height / MM
        self.rows = tuple(_rows(page))
        self.bars = tuple(sorted(_bars(page), key=lambda bar: bar.y))

    def row(self, text: str) -> Row:
        """The first row that holds these characters, white space aside."""
        return next(row for row in self.rows if text in row.text)

    def glyph(self, text: str) -> Glyph:
        """The first glyph of these characters."""
        row = self.row(text)
        solid = [g for g in row.glyphs if not g.char.isspace()]
        return solid[row.text.index(text)]

    def ink(self, row: Row) -> tuple[float, float]:
        """The first and the last row of ink of a row's glyphs, from the page at 1200 dpi."""
        tall = max(g.em for g in row.glyphs)
        left, right = row.first.x - 0.5, row.glyphs[-1].x + tall + 0.5
        box = [left, row.first.top - 0.2 * tall, right, row.first.foot + 0.2 * tall]
        clip = _rect(*(v * MM for v in box))
        picture = self.page.get_pixmap(dpi=1200, clip=clip, colorspace=pymupdf.csGRAY)
        stride, rows = picture.stride, picture.height
        dark = [y for y in range(rows) if min(picture.samples[y * stride : (y + 1) * stride]) < 200]
        scale = 25.4 / 1200
        return picture.y * scale + dark[0] * scale, picture.y * scale + (dark[-1] + 1) * scale


def sheets(data: bytes | Path) -> list[Sheet]:
    """Every page of a PDF."""
    stream = data.read_bytes() if isinstance(data, Path) else data
    document: Any = _open(stream=stream, filetype="pdf")
    return [Sheet(page) for page in document]


def _rows(page: Any) -> Iterator[Row]:
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            glyphs = [
                Glyph(c["c"], c["origin"][0] / MM, c["origin"][1] / MM, span["size"],
                      span["color"], span["font"])
                for span in line["spans"]
                for c in span["chars"]
            ]  # fmt: skip
            if any(not g.char.isspace() for g in glyphs):
                yield Row(tuple(glyphs))


def _bars(page: Any) -> Iterator[Bar]:
    for drawing in page.get_drawings():
        box, color = drawing["rect"], drawing.get("fill") or drawing.get("color")
        stroked = drawing.get("fill") is None
        if color is not None and box.height < 5 and box.width > 100:
            weight = (drawing.get("width") or 0.0) if stroked else box.height
            middle = (box.y0 + box.y1) / 2 / MM
            yield Bar(middle, box.x0 / MM, box.x1 / MM, weight / MM, tuple(color))
