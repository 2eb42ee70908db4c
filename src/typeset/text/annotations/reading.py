"""Readings set in small type: a line of ruby, or the signs of bopomofo in their places."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import field, replace
from typing import Protocol

from typeset.color import Color
from typeset.display import GlyphRun, PlacedRun, SetLine
from typeset.record import dataclass
from typeset.scripts.beside import Beside
from typeset.text.itemize import Look
from typeset.text.shape import Shaped, Shaper

_TONES = "ˉˊˇˋ˙"
_NEUTRAL = "˙"
_ASCENT = 0.88  # em; the head of the em box above the baseline
_MIDDLE = 0.38  # em; its middle
_TONE_SIZE = 0.5  # em of the base; tone marks are small in their frames
_TONE_PLACE = 0.38  # em from the character's edge: the middle of the tone's column
_SIGN = ("vert",)

Setter = Callable[[str, Look], SetLine]
"""Sets a text on one line in a look, in the paragraph's direction."""


class _Ink(Protocol):
    def __call__(self, key: str, gid: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a glyph's ink, in em."""
        ...


@dataclass(slots=True)
class ReadingSetter:
    """Sets readings; remembers them.

    ``line`` sets a text in the direction of the paragraph, ``signs`` is the shaper that has
    vertical forms: those of bopomofo stand one below the other in lines of both directions.
    """

    rules: Beside
    line: Setter
    signs: Shaper
    ink: _Ink
    _known: dict[tuple[str, str, float, Color], SetLine] = field(default_factory=dict)

    def ruby(self, text: str, look: Look) -> SetLine:
        """A line of ruby in half the size of its base, from its own start edge."""
        small = replace(
            look, size=look.size * self.rules.ruby_size, rise=0.0, keep=True, run=None, stance=""
        )
        return self._remembered(text, small, self.line)

    def bopomofo(self, text: str, look: Look) -> SetLine:
        """The signs at the right of their character (CL-RB-03).

        ``x`` is counted from the character's edge, ``rise`` from its baseline.
        """
        return self._remembered(text, replace(look, run=None, stance=""), self._spelled)

    def _remembered(self, text: str, look: Look, make: Setter) -> SetLine:
        key = text, look.role.name, look.size, look.color
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = make(text, look)
        return found

    def _spelled(self, text: str, look: Look) -> SetLine:
        signs = [char for char in text if char not in _TONES and not char.isspace()]
        tone = next((char for char in text if char in _TONES), "")
        em, step = look.size, self.rules.bopomofo_size
        neutral = self.rules.bopomofo_neutral if tone == _NEUTRAL else 0.0
        head = _MIDDLE + (len(signs) * step + neutral) / 2
        runs = []
        if neutral:
            middle = (step / 2, head - neutral / 2)
            runs.append(self._tone(tone, look, middle))
        head -= neutral
        for number, sign in enumerate(signs):
            rise = (head - number * step - _ASCENT * step) * em
            runs.append(PlacedRun(run=self._sign(sign, look, step * em), x=0.0, rise=rise))
        if tone and not neutral:
            last = head - (len(signs) - 1) * step
            runs.append(self._tone(tone, look, (_TONE_PLACE, last)))
        width = self.rules.bopomofo_block * em
        return SetLine(runs=tuple(runs), width=width, ratio=0.0, last=True)

    def _sign(self, sign: str, look: Look, size: float) -> GlyphRun:
        key, shaped = self._shaped(sign, look)
        return _run(key, shaped, sign, look, size)

    def _tone(self, tone: str, look: Look, middle: tuple[float, float]) -> PlacedRun:
        """A tone mark with the middle of its ink at a place, in em of the base."""
        key, shaped = self._shaped(tone, look)
        size = look.size * _TONE_SIZE
        left, bottom, right, top = self.ink(key, shaped.gids[0])
        x = middle[0] * look.size - (left + right) / 2 * size
        rise = middle[1] * look.size - (bottom + top) / 2 * size
        return PlacedRun(run=_run(key, shaped, tone, look, size), x=x, rise=rise)

    def _shaped(self, sign: str, look: Look) -> tuple[str, Shaped]:
        key = self.signs.cover(look.choice("han"), sign, look.span)
        features = () if unicodedata.category(sign) in ("Sk", "Lm") else _SIGN
        return key, self.signs.shape(key, sign, features, han=True)


def _run(key: str, shaped: Shaped, text: str, look: Look, size: float) -> GlyphRun:
    count = len(shaped.gids)
    return GlyphRun(
        face=key,
        size=size,
        color=look.color,
        gids=shaped.gids,
        advances=(size,) + (0.0,) * (count - 1),
        offsets=(0.0,) * count,
        clusters=(text,) + ("",) * (count - 1),
        span=look.span,
    )
