"""One face of a font file, opened when first asked for anything but its name."""

from __future__ import annotations

import mmap
from functools import cached_property
from pathlib import Path
from typing import Any

from typeset.diagnostics import NOWHERE, Span
from typeset.fonts.sfnt import FaceFacts, read_facts

# Characters that shape or part their neighbours and are never drawn themselves.
_UNDRAWN = frozenset(
    [*range(0x200B, 0x200E), 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
)

HAN_CENTRE = 0.38
"""Em above the baseline at which the ink of Han is centred in the faces that are shipped."""

_MEASURED = "国家发展改革开放现代化建设经济社会文明城市服务中心安全生产永东因回图固"


class Face:
    """A face: glyphs, widths and metrics in font units.

    ``key`` names it in glyph runs and is unique in its library. The file is mapped into
    memory, not read; HarfBuzz opens it on first use. ``languages`` are those whose forms of
    characters it draws (BCP 47; none: not known). ``source`` is its file as the style writes
    it, at ``span``; "" of a face that travels with the program.
    """

    def __init__(
        self,
        key: str,
        family: str,
        weight: int,
        path: Path,
        *,
        italic: bool = False,
        index: int = 0,
        languages: tuple[str, ...] = (),
        shift: float | None = 0.0,
        source: str = "",
        span: Span = NOWHERE,
    ) -> None:
        self.key = key
        self.family = family
        self.weight = weight
        self.italic = italic
        self.path = path
        self.index = index
        self.languages = languages
        self.source = source
        self.span = span
        self._shift = shift
        self._glyphs: dict[str, int] = {}

    def __repr__(self) -> str:
        return f"Face({self.key!r})"

    @cached_property
    def facts(self) -> FaceFacts:
        """What the file says of itself."""
        return read_facts(self.path, self.index)

    @property
    def upem(self) -> int:
        """Font units in an em."""
        return self.facts.upem

    @property
    def postscript_name(self) -> str:
        """The name by which PDF knows the face."""
        return self.facts.postscript_name

    @property
    def fs_type(self) -> int:
        """The embedding right of OS/2: 0 is unrestricted."""
        return self.facts.fs_type

    @property
    def ascent(self) -> int:
        """Typographic ascent, in font units above the baseline."""
        return self.facts.ascent

    @property
    def descent(self) -> int:
        """Typographic descent, in font units; below the baseline is negative."""
        return self.facts.descent

    @cached_property
    def _map(self) -> mmap.mmap:
        with self.path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    @cached_property
    def _font(self) -> Any:
        import uharfbuzz  # noqa: PLC0415 - a style that sets no text must not pay for it

        return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(self.path), self.index))

    def hb_font(self) -> Any:
        """The face as a ``uharfbuzz.Font`` whose unit is the font unit."""
        return self._font

    def blob(self) -> bytes:
        """The whole file (of a collection: all its faces)."""
        return self._map[:]

    def glyph(self, char: str) -> int:
        """The glyph of a character, 0 if the face has none."""
        found = self._glyphs.get(char)
        if found is None:
            found = self._glyphs[char] = self._font.get_nominal_glyph(ord(char)) or 0
        return found

    def covers(self, text: str) -> bool:
        """Whether there is a glyph for every character that is drawn."""
        return all(self.glyph(char) or ord(char) in _UNDRAWN for char in text)

    def advance(self, gid: int) -> int:
        """The horizontal advance of a glyph, in font units."""
        return int(self._font.get_glyph_h_advance(gid))

    @cached_property
    def shift(self) -> float:
        """Em by which its glyphs are raised, so that Han faces stand at one height.

        Asked to find it (None), the face measures where the ink of Han is centred and
        brings that to :data:`HAN_CENTRE`.
        """
        if self._shift is not None:
            return self._shift
        boxes = [self.ink(gid) for gid in map(self.glyph, _MEASURED) if gid]
        if not boxes:
            return 0.0
        centre = sum(bottom + top for _, bottom, _, top in boxes) / (2 * len(boxes) * self.upem)
        return round(HAN_CENTRE - centre, 4)

    def ink(self, gid: int) -> tuple[int, int, int, int]:
        """The ink box of a glyph (left, bottom, right, top) in font units; zeros if blank."""
        box = self._font.get_glyph_extents(gid)
        if box is None:
            return (0, 0, 0, 0)
        left, top = box.x_bearing, box.y_bearing
        return (left, top + box.height, left + box.width, top)
