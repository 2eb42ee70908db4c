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
