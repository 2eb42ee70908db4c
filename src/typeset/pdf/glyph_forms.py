"""Text as outlines, for imagesetters that stumble over fonts (文字转曲).

Each glyph is one form, drawn wherever it is shown; ActualText around the run says what it
spells, for readers that follow the structure. Such a file holds no font at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import accumulate

from typeset.display import Glyphs
from typeset.fonts.outlines import Outlines
from typeset.geometry import Path
from typeset.pdf.fonts import VERTICAL_ORIGIN, FontLibrary
from typeset.pdf.objects import array, numbers, text_string
from typeset.pdf.writer import PdfFile
from typeset.record import dataclass

_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


@dataclass(slots=True)
class GlyphForms:
    """The forms of one document, made when first asked for."""

    file: PdfFile
    library: FontLibrary
    _outlines: dict[str, Outlines] = field(default_factory=dict)
    _forms: dict[tuple[str, int], int] = field(default_factory=dict)

    def form(self, face: str, gid: int) -> int:
        """The glyph's form object; 0 for a glyph without ink."""
        key = (face, gid)
        if key not in self._forms:
            path = self._drawn(face).path(gid)
            self._forms[key] = self._write(path) if path else 0
        return self._forms[key]

    def _drawn(self, face: str) -> Outlines:
        if face not in self._outlines:
            found = self.library.face(face)
            self._outlines[face] = Outlines(found.path, found.index)
        return self._outlines[face]

    def _write(self, path: Path) -> int:
        entries = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": array((numbers(_bounds(path)),)),
            "Resources": "<< >>",
        }
        drawn = "\n".join(f"{numbers(c)} {_OPERATORS[op]}".lstrip() for op, *c in path)
        return self.file.add_stream(f"{drawn}\nf\n".encode("ascii"), entries)

    def show(self, mark: Glyphs, x: float, y: float, used: dict[str, int]) -> str:
        """The operators that draw the run from (x, y) on the sheet; ``used`` takes the forms."""
        run = mark.run
        scale = run.size / self.library.face(run.face).upem
        drawn = []
        for gid, (across, down) in zip(run.gids, self._places(mark), strict=True):
            if form := self.form(run.face, gid):
                used[f"G{form}"] = form
                place = numbers(_matrix(mark, scale, x, y, across, down), 5)
                drawn.append(f"q {place} cm /G{form} Do Q\n")
        spelled = text_string(run.text)
        return f"/Span<</ActualText {spelled}>>BDC\n{''.join(drawn)}EMC\n" if drawn else ""

    def _places(self, mark: Glyphs) -> Iterator[tuple[float, float]]:
        """Each glyph's origin, right of and below the run's."""
        run, face = mark.run, self.library.face(mark.run.face)
        pens = accumulate(run.advances, initial=0.0)
        for gid, pen, offset in zip(run.gids, pens, run.offsets, strict=False):
            if mark.vertical:  # the origin is above the glyph's middle (DW2)
                middle = face.advance(gid) * run.size / face.upem / 2
                yield -middle, pen + offset + VERTICAL_ORIGIN / 1000 * run.size
            else:
                yield pen + offset, 0.0


def _matrix(
    mark: Glyphs, scale: float, x: float, y: float, across: float, down: float
) -> tuple[float, ...]:
    """The place of one glyph; in a turned run it goes down the page, or up it."""
    if mark.turned:
        return 0, -scale, scale, 0, x - down, y - across
    if mark.rising:
        return 0, scale, -scale, 0, x + down, y + across
    return scale, 0, 0, scale, x + across, y - down


def _bounds(path: Path) -> Iterable[float]:
    xs = [x for _, *rest in path for x in rest[::2]]
    ys = [y for _, *rest in path for y in rest[1::2]]
    return min(xs) - 1, min(ys) - 1, max(xs) + 1, max(ys) + 1
