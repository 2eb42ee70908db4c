"""Which characters count as Chinese, Japanese or Korean when Markdown is read."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import east_asian_width

_SHARED = frozenset("“”‘’…—·•￥")  # full width in Chinese text, though not by Unicode
_HANGUL = (("\u1100", "\u11ff"), ("\u3130", "\u318f"), ("\ua960", "\ua97f"), ("\uac00", "\ud7ff"))


@lru_cache(maxsize=8192)
def is_cjk(char: str) -> bool:
    """Whether ``char`` is set full width in East Asian text: ideograph, kana, hangul, mark."""
    return char in _SHARED or east_asian_width(char) in ("W", "F")


@lru_cache(maxsize=8192)
def joins(char: str) -> bool:
    """Whether a line end beside ``char`` makes no space: all of CJK but Hangul."""
    return is_cjk(char) and not any(low <= char <= high for low, high in _HANGUL)


def line_end_vanishes(before: str, after: str) -> bool:
    """Whether a line end between two characters yields nothing (CL-CC-06).

    So it is among Chinese and Japanese, and between these and a letter or figure, which the
    gap of the line engine parts; else it stands for a space.
    """
    if joins(before):
        return joins(after) or (after.isalnum() and not is_cjk(after))
    return joins(after) and before.isalnum() and not is_cjk(before)
