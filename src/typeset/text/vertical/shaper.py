"""Vertical glyphs and widths of real faces (OpenType ``vert``, set from top to bottom).

Places along the line are counted downwards from the head of the em box, which lies .88 em
above the baseline in every face (CL-FN-06). A face without vertical glyphs is helped out by
the presentation forms of Unicode, by HarfBuzz itself or from the table of quotation marks;
what it has in neither form is turned.
"""

from __future__ import annotations

from dataclasses import field
from typing import Final

from typeset.diagnostics import Diagnostic, Span
from typeset.fonts.library import FaceRequest
from typeset.record import dataclass
from typeset.scripts.orientation import load_vertical
from typeset.text.shape import HarfBuzzShaper, Mark, Shaped, shaped_down

VERTICAL: Final = "vert"
"""The feature in a look's list that asks for upright glyphs."""

_ASCENT = 0.88  # em; the head of the em box above the baseline
_OFF = {"kern": False, "vkrn": False, "vpal": False, "vchw": False, "vhal": False}
_CLEARANCE = 0.03  # em; a mark may come so near to its neighbour before trimming stops
_SEAM = 0.01  # em; the widest gap in a two-em dash that still looks like one stroke


@dataclass(slots=True)
class VerticalShaper:
    """A :class:`typeset.text.shape.Shaper` of vertical lines; ``level`` is the usual one.

    Text whose features name ``vert`` is set upright, all other text as ``level`` does it, to
    be turned with its line.
    """

    level: HarfBuzzShaper
    language: str
    _runs: dict[tuple[str, str], Shaped] = field(default_factory=dict)
    _told: set[tuple[str, str]] = field(default_factory=set)

    def key(self, choice: FaceRequest) -> str:
        """The key of the face asked for."""
        return self.level.key(choice)

    def cover(self, choice: FaceRequest, text: str, span: Span) -> str:
        """The key of the face that sets this cluster."""
        return self.level.cover(choice, text, span)

    def covers(self, key: str, text: str) -> bool:
        """Whether a face has every character of the text."""
        return self.level.covers(key, text)

    def stands(self, key: str, char: str) -> bool:
        """Whether a face has a vertical glyph for a character, or a form that stands for it."""
        face = self.level.library.face(key)
        if self._drawn(key, char) != char:
            return True
        return bool(face.covers(char)) and self._upright(key, char).gids[0] != face.glyph(char)

    def shape(self, key: str, text: str, features: tuple[str, ...], *, han: bool) -> Shaped:
        """Upright glyphs one below the other, or a line to be turned."""
        if VERTICAL not in features:
            return self.level.shape(key, text, features, han=han)
        if han:
            return self._upright(key, text)
        own = tuple(name for name in features if name != VERTICAL)
        plain = self.level.shape(key, text, (*own, "-kern", "-liga"), han=False)
        widths = tuple(1.0 if width else 0.0 for width in plain.advances)
        return Shaped(plain.gids, widths, (0.0,) * len(widths), plain.starts)

    def _upright(self, key: str, text: str) -> Shaped:
        found = self._runs.get((key, text))
        if found is None:
            found = self._runs[key, text] = self._set_down(key, text)
        return found

    def _set_down(self, key: str, text: str) -> Shaped:
        face = self.level.library.face(key)
        drawn = "".join(self._drawn(key, char) for char in text)
        glyphs = shaped_down(face, drawn, self.language, _OFF)
        # faces without vertical metrics of their own: one em for each glyph that has a width
        own = "vmtx" in face.hb_font().face.table_tags
        return Shaped(
            tuple([glyph.gid for glyph in glyphs]),
            tuple([_height(glyph.advance) for glyph in glyphs]),
            tuple([_drop(glyph.origin) if own else 0.0 for glyph in glyphs]),
            tuple([glyph.start for glyph in glyphs]),
        )

    def _drawn(self, key: str, char: str) -> str:
        """The mark that draws a quotation mark in vertical lines, where the face has it."""
        drawn = load_vertical(self.language).drawn.get(char, char)
        return drawn if drawn == char or self.level.covers(key, drawn) else char

    # -- marks -------------------------------------------------------------------------------

    def mark(self, key: str, char: str, before: float, after: float) -> Mark:
        """A mark's body, with at most these blanks above and below it (CL-PW-04)."""
        gid = self._upright(key, char).gids[0]
        head, foot = self._ink(key, gid)
        kept = before, after
        if head < before - _CLEARANCE:
            before = max(0.0, head - _CLEARANCE)
        if 1 - foot < after - _CLEARANCE:
            after = max(0.0, 1 - foot - _CLEARANCE)
        if (before, after) != kept:
            self._tell(key, char)
        return Mark(gid, 1 - before - after, -before, before, after)

    def _tell(self, key: str, char: str) -> None:
        if (key, char) not in self._told:
            self._told.add((key, char))
            family = self.level.library.face(key).family
            message = (
                f"'{char}' of '{family}' is not drawn where {self.language} expects it in"
                " vertical lines"
            )
            finding = Diagnostic("fonts/region-mismatch", "warning", message)
            self.level.sink.findings.append(finding)

    def fixed(self, key: str, char: str, width: float) -> Mark:
        """An upright mark whose ink is centred in a frame of this length."""
        gid = self._upright(key, char).gids[0]
        head, foot = self._ink(key, gid)
        return Mark(gid, width, (width - head - foot) / 2, 0.0, 0.0)

    def _ink(self, key: str, gid: int) -> tuple[float, float]:
        """Head and foot of a glyph's ink, in em below the head of the em box."""
        face = self.level.library.face(key)
        _, bottom, _, top = face.ink(gid)
        return _ASCENT - top / face.upem, _ASCENT - bottom / face.upem

    def dash(self, key: str, text: str) -> Shaped:
        """Two em in one stroke: the face's ligature, or strokes that overlap (CL-PW-05)."""
        if not self.stands(key, text[0]):
            return self.level.dash(key, text)
        plain = self._upright(key, text)
        head, foot = self._ink(key, plain.gids[0])
        stroke = foot - head
        if len(plain.gids) == 1:  # joined; some faces give it the height of one
            return Shaped(plain.gids, (2.0,), ((2 - head - foot) / 2,), plain.starts)
        if stroke <= 0 or 1 - stroke <= _SEAM:
            return plain
        count = 2 if 2 * stroke >= 2 * (1 - head) - _SEAM else 3
        pitch = (2 - 2 * head - stroke) / (count - 1)
        spread = [0.0] * (count - 1) + [2.0]
        places = [at * pitch for at in range(count)]
        return Shaped((plain.gids[0],) * count, tuple(spread), tuple(places), (0,) * count)


def _drop(origin: float) -> float:
    """How much lower than a glyph's head in the em box its face wants it (joined dashes)."""
    return round(origin - _ASCENT, 4) if abs(origin - _ASCENT) > _SEAM else 0.0


def _height(advance: float) -> float:
    """Whole ems: joined dashes are two, faces' fallback metrics are near one."""
    return float(round(advance)) if advance > _SEAM else 0.0
