"""Widths without a font: every Han character a full square, every Latin one half of it.

The fixture that line rules are stated and tested in, and the one the probe answers with by
default: results are whole fractions of an em and depend on no file.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import Final

from typeset.diagnostics import Span
from typeset.fonts.library import FaceRequest
from typeset.text.shape import Mark, Shaped

SQUARE_FACE: Final = "M1"
"""The key that glyph runs carry; glyph ids are code points."""

_FULL = frozenset("—―…⋯‥～〜℃℉№　") | {chr(code) for code in range(0x2460, 0x2474)}
_QUARTER = frozenset(" \u00a0\u2009\u202f")
_UNSEEN = frozenset(("Mn", "Mc", "Me", "Cc", "Cf"))  # marks on others, controls
_NOTHING = frozenset("\u200b\u2060\ufeff")


@functools.lru_cache(maxsize=65536)
def square_width(char: str, *, han: bool = True) -> float:
    """The width of a character in em; curly quotes are full in Han text, half in Latin."""
    if char in _QUARTER:
        return 0.25
    if char in _NOTHING or unicodedata.category(char) in _UNSEEN:
        return 0.0
    if char in _FULL or unicodedata.east_asian_width(char) in "WF":
        return 1.0
    return 1.0 if han and char in "‘’“”" else 0.5


class SquareShaper:
    """A :class:`typeset.text.shape.Shaper` that needs no font."""

    def key(self, choice: FaceRequest) -> str:  # noqa: ARG002 - one face stands for all
        """Always :data:`SQUARE_FACE`."""
        return SQUARE_FACE

    def cover(self, choice: FaceRequest, text: str, span: Span) -> str:  # noqa: ARG002
        """Always :data:`SQUARE_FACE`."""
        return SQUARE_FACE

    def covers(self, key: str, text: str) -> bool:  # noqa: ARG002
        """Every character is a square."""
        return True

    def shape(self, key: str, text: str, features: tuple[str, ...], *, han: bool) -> Shaped:  # noqa: ARG002
        """One glyph for each character that has a width, and none for those that have not."""
        widths = [square_width(char, han=han) for char in text]
        if all(widths):
            codes = tuple(map(ord, text))
            return Shaped(codes, tuple(widths), (0.0,) * len(text), tuple(range(len(text))))
        drawn = [at for at, width in enumerate(widths) if width or at == 0]
        return Shaped(
            tuple(ord(text[at]) for at in drawn),
            tuple(widths[at] for at in drawn),
            (0.0,) * len(drawn),
            tuple(drawn),
        )

    def mark(self, key: str, char: str, before: float, after: float) -> Mark:  # noqa: ARG002
        """A full square with these blanks."""
        body = 1.0 - before - after
        return Mark(ord(char), body, -before, before, after)

    def fixed(self, key: str, char: str, width: float) -> Mark:  # noqa: ARG002
        """The character centred in a frame of this width."""
        return Mark(ord(char), width, (width - square_width(char)) / 2, 0.0, 0.0)

    def dash(self, key: str, text: str) -> Shaped:  # noqa: ARG002
        """Two squares in one."""
        return Shaped((ord(text[0]),), (2.0,), (0.0,), (0,))
