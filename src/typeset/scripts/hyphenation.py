"""Where Latin words may part: at typed soft hyphens, and on request by dictionary (CL-UB-08).

The dictionaries are those of Pyphen (Hunspell's); one is read when the first word of its
language is looked up, never before.
"""

from __future__ import annotations

import functools
from typing import Any

SOFT_HYPHEN = "\u00ad"
LEAST_LEFT, LEAST_RIGHT = 2, 3
"""Letters that stay before a hyphen, and that go on after it."""

_SHORTEST = LEAST_LEFT + LEAST_RIGHT
_OTHERWISE = "en_US"  # of words among Chinese that say nothing of their language


@functools.lru_cache(maxsize=8192)
def word_points(word: str, language: str = "") -> tuple[int, ...]:
    """Offsets in a word at which it may part with a hyphen.

    ``language`` is a BCP 47 tag; a language without a dictionary (Chinese text tells none of
    its Latin words) is taken for English. Words in capitals are abbreviations: they stay whole.
    """
    if len(word) < _SHORTEST or word.isupper():
        return ()
    points = _dictionary(language).positions(word)
    return tuple(int(at) for at in points if LEAST_LEFT <= at <= len(word) - LEAST_RIGHT)


@functools.cache
def _dictionary(language: str) -> Any:
    import pyphen  # noqa: PLC0415 - who does not ask for hyphens must not pay for them

    found = pyphen.language_fallback(language.replace("-", "_")) if language else None
    return pyphen.Pyphen(lang=found or _OTHERWISE, left=LEAST_LEFT, right=LEAST_RIGHT)
