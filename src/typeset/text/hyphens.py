"""Hyphens at line ends: the places in Latin words where a line may end with one, and its glyph.

A typed soft hyphen is such a place in every text; with ``hyphenate`` a dictionary adds others
(never in a word that has a soft hyphen, in an address, or in a run that is kept together). The
hyphen is drawn, it is no character: copies have the word whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.record import dataclass
from typeset.scripts.breaks import address_spans
from typeset.scripts.hyphenation import SOFT_HYPHEN, word_points
from typeset.style.resolved import TextRules
from typeset.text.glyphs import Piece, TypeColumns
from typeset.text.itemize import Itemized, Stretch
from typeset.text.shape import Shaper

_WORD = re.compile("A+")


@dataclass(frozen=True, slots=True)
class Hyphen:
    """The glyph that ends a line inside a word; ``advance`` is points."""

    gid: int
    advance: float


def find_hyphens(type_: TypeColumns, rules: TextRules, shaper: Shaper) -> dict[int, Hyphen]:
    """By place (the cluster that would begin the next line): the hyphen that ends a line there."""
    text = type_.text
    if not rules.hyphenate and not _has_soft(text):
        return {}
    places = sorted(_places(text, by_dictionary=rules.hyphenate))
    pieces, out = iter(type_.pieces), dict[int, Hyphen]()
    piece = next(pieces, None)
    for place in places:
        while piece is not None and piece.last < place:
            piece = next(pieces, None)
        if piece is not None:
            out[place] = _glyph(piece, shaper)
    return out


def _has_soft(text: Itemized) -> bool:
    """Whether a soft hyphen is among the characters; none is where each cluster has one."""
    starts = text.text.starts
    if not starts or starts[-1] == len(starts) - 1:
        return False
    return any(SOFT_HYPHEN in piece for piece in text.text.texts)


def _glyph(piece: Piece, shaper: Shaper) -> Hyphen:
    shaped = shaper.shape(piece.face, "-", piece.look.features, han=False)
    return Hyphen(shaped.gids[0], shaped.advances[0] * piece.size)


def _places(text: Itemized, *, by_dictionary: bool) -> Iterator[int]:
    texts, flat, classes = text.text.texts, text.text.flat, text.text.classes
    addresses = list(address_spans(flat)) if by_dictionary else []
    for stretch in text.stretches:
        if stretch.kern is not None or not _may_part(stretch):
            continue
        for word in _WORD.finditer(classes, stretch.first, stretch.last):
            first, last = word.span()
            soft = [at + 1 for at in range(first, last - 1) if SOFT_HYPHEN in texts[at]]
            if soft:
                yield from soft
            elif by_dictionary and not any(a < last and first < b for a, b in addresses):
                points = word_points(flat[first:last], stretch.look.language)
                yield from (first + at for at in points)


def _may_part(stretch: Stretch) -> bool:
    """Not what is kept together, a note's mark, or a base with one reading."""
    look = stretch.look
    return not (look.keep or look.note or (look.run is not None and look.run.beside))
