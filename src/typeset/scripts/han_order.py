"""The order of Chinese terms: by sound (pinyin) or by strokes (GB/T 22466, order of entries).

Terms that begin with a letter or a figure come first by either order.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Literal

By = Literal["pinyin", "stroke"]
SortKey = tuple[int, tuple[tuple[str, int, str], ...], str]
OTHERS = "#"
"""The group of what begins with neither a letter nor a Chinese character."""


@lru_cache(maxsize=1)
def _table() -> dict[str, int]:
    found: dict[str, int] = {}
    path = resources.files("typeset.scripts") / "data" / "strokes" / "strokes.txt"
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            count, _, characters = line.partition("\t")
            found.update(dict.fromkeys(characters, int(count)))
    return found


def strokes(character: str) -> int:
    """The strokes of a character (Unihan, mainland form); 0 where they are not known."""
    return _table().get(character, 0)


def sort_key(term: str, by: By, reading: str = "") -> SortKey:
    """What a term is sorted by. ``reading`` (``chong2 qing4``) corrects a reading by pinyin."""
    letters = 0 if not strokes(term[:1]) else 1
    if by == "stroke":
        return letters, tuple(("", strokes(c), c) for c in term.casefold()), term
    read = reading.split() or _read(term)
    parts = (
        (s.rstrip("12345").casefold(), int(s[-1]) if s[-1] in "12345" else 0, "") for s in read
    )
    return letters, tuple(parts), term


def group_of(term: str, by: By, reading: str = "") -> str:
    """What a term stands under: a letter, a count of strokes (``7``), or ``#``."""
    if by == "stroke" and (count := strokes(term[:1])):
        return str(count)
    first = (reading or _read(term)[0] if strokes(term[:1]) else term)[:1].upper()
    return first if by == "pinyin" and first.isascii() and first.isalpha() else OTHERS


def _read(term: str) -> list[str]:
    """The syllables of a term, each with the figure of its tone; other signs one by one."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - only an index asks for readings

    return lazy_pinyin(
        term,
        style=Style.TONE3,
        neutral_tone_with_five=True,
        errors=list,  # type: ignore[arg-type]  # it may give a list, which its stub leaves out
    )
