"""The order of Chinese terms: by sound (音序) or by strokes (笔画), as GB/T 13418 has them.

Both go character by character: by sound a character's syllable, then its tone, then its strokes
decide; by strokes their count, and among those of one count the order of the radicals. Marks
count for nothing, figures by their value; letters and figures stand before Chinese characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

By = Literal["pinyin", "strokes"]
Sounds = tuple[str, ...]
"""One syllable for each character of a term; what is no Chinese character stands for itself."""

Place = tuple[int, str, int, int, str]
SortKey = tuple[str, int, tuple[Place, ...], str]
OTHERS = ""
"""The group of what begins with no Chinese character (by sound: nor with a letter)."""

_SYLLABLE = re.compile(r"[a-zü]+[1-5]?")
_FIGURES = re.compile(r"\d+")
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_ZERO = "〇"


@lru_cache(maxsize=1)
def _table() -> dict[str, int]:
    found: dict[str, int] = {_ZERO: 1}
    path = Path(__file__).parent / "data" / "strokes" / "strokes.txt"
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            count, _, characters = line.partition("\t")
            found.update(dict.fromkeys(characters, int(count)))
    return found


def strokes(character: str) -> int:
    """The strokes of a character (Unihan, mainland form); 0 where they are not known."""
    return _table().get(character, 0)


def is_han(character: str) -> bool:
    """Whether it is a Chinese character, one with a reading and strokes."""
    name = unicodedata.name(character, "")
    return character == _ZERO or name.startswith(("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH"))


def sounds_of(written: str, term: str) -> Sounds | None:
    """A reading as an author writes it, ``chong2 qing4`` or ``chóng qìng``, for each character.

    None where it is not understood: one syllable is asked for each Chinese character.
    """
    syllables = [_numbered(each) for each in written.replace("'", " ").split()]
    if not all(_SYLLABLE.fullmatch(each) for each in syllables):
        return None
    if len(syllables) == len(term):
        return tuple(syllables)
    if len(syllables) != sum(map(is_han, term)):
        return None
    given = iter(syllables)
    return tuple(next(given) if is_han(c) else c for c in term)


def _numbered(syllable: str) -> str:
    """``qìng`` as ``qing4``: the tone's mark taken off and its figure put behind."""
    parts = unicodedata.normalize("NFD", syllable.casefold().replace("v", "ü"))
    tone = next((_TONES[c] for c in parts if c in _TONES), "")
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    return bare + tone


def read(term: str) -> Sounds:
    """The syllables of a term, each with the figure of its tone, by the words it is made of."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - only an index asks for readings

    found = lazy_pinyin(
        term,
        style=Style.TONE3,
        neutral_tone_with_five=True,
        v_to_u=True,
        errors=list,  # type: ignore[arg-type]  # it may give a list, which its stub leaves out
    )
    return tuple(found) if len(found) == len(term) else tuple(term)


def unknown(term: str, by: By, sounds: Sounds = ()) -> str:
    """The Chinese characters of a term of which no reading, or no count of strokes, is known."""
    if by == "strokes":
        return "".join(c for c in term if is_han(c) and not strokes(c))
    pairs = zip(term, sounds or read(term), strict=True)
    return "".join(c for c, sound in pairs if is_han(c) and not sound[:1].isascii())


def group_of(term: str, by: By, sounds: Sounds = ()) -> str:
    """What a term stands under: a letter, a count of strokes (``7``), or :data:`OTHERS`."""
    kind, name, count, _, _ = next(_places(term, by, sounds), (0, "", 0, 0, ""))
    if by == "strokes":
        return str(count) if kind == 1 else OTHERS
    first = name[:1].upper()
    return first if first.isascii() and first.isalpha() else OTHERS


def sort_key(term: str, by: By, sounds: Sounds = ()) -> SortKey:
    """What a term is sorted by; ``sounds`` correct its reading."""
    group = group_of(term, by, sounds)
    count = int(group) if group.isdigit() else 0
    return group if by == "pinyin" else "", count, tuple(_places(term, by, sounds)), term


def _places(term: str, by: By, sounds: Sounds) -> Iterator[Place]:
    """For each character what decides: figures, then letters, then Chinese characters."""
    given = sounds or (read(term) if by == "pinyin" else tuple(term))
    at = 0
    while at < len(term):
        character, sound = term[at], given[at]
        if figures := _FIGURES.match(term, at):
            at = figures.end()
            yield -1, "", int(figures[0]), 0, figures[0]
            continue
        at += 1
        if by == "strokes" and is_han(character):
            yield 1, "", strokes(character), 0, character
        elif is_han(character) or sound != character:
            tone = int(sound[-1]) if sound[-1:] in "12345" else 0
            yield 1, sound.rstrip("12345"), tone, strokes(character), character
        elif character.isalnum():
            yield 0, character.casefold(), 0, 0, character
