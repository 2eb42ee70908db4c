"""What belongs to one grapheme cluster beyond a character with its marks (UAX 29).

Nearly all text of ours needs none of this; :data:`BESIDE` finds the characters that do.
"""

from __future__ import annotations

import re
import unicodedata

# Combining marks, variation selectors, zero-width signs and controls join what is before them.
JOINING = (
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u0300-\u036f\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)

BESIDE = re.compile(
    "[\u0483-\u0489\u0590-\u109f\u1100-\u11ff\u135d-\u1cff\u1dc0-\u1dff\u200d\u2cef-\u2cf1"
    "\u2d7f\u2de0-\u2dff\u302a-\u302f\ua66f-\ua69f\ua6f0\ua6f1\ua802-\uabff\ud7b0-\ud7ff\ufb1e"
    "\ufe20-\ufe2f\U000101fd-\U00011fff\U00016af0-\U00016fff\U0001d165-\U0001d244"
    "\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
)

_JOINER = "\u200d"


def joined(pieces: list[str]) -> list[str]:
    """The pieces with those joined that readers see as one character."""
    out: list[str] = []
    flags = 0  # regional indicators at the end of out[-1]
    for piece in pieces:
        flags = flags + 1 if _is_flag(piece) else 0
        if out and (_continues(out[-1], piece) or flags == 2):
            out[-1] += piece
            flags = 0
        else:
            out.append(piece)
    return out


def _is_flag(piece: str) -> bool:
    return "\U0001f1e6" <= piece[0] <= "\U0001f1ff"


def _continues(before: str, piece: str) -> bool:
    first, last = piece[0], before[-1]
    if unicodedata.category(first)[0] == "M" or "\U0001f3fb" <= first <= "\U0001f3ff":
        return True
    if last == _JOINER and unicodedata.category(first) == "So":
        return True
    return _is_one_syllable(last, first)


def _is_one_syllable(a: str, b: str) -> bool:
    """GB 6 to 8: Hangul leading, vowel and trailing jamo, and composed syllables."""
    kind_a, kind_b = _jamo(a), _jamo(b)
    if kind_a == "L":
        return kind_b in ("L", "V", "S", "T+")
    if kind_a in ("V", "S"):
        return kind_b in ("V", "T")
    return kind_a in ("T", "T+") and kind_b == "T"


def _jamo(char: str) -> str:
    """L, V, T for jamo; S for a syllable without, T+ for one with a trailing consonant."""
    if "\u1100" <= char <= "\u115f" or "\ua960" <= char <= "\ua97c":
        return "L"
    if "\u1160" <= char <= "\u11a7" or "\ud7b0" <= char <= "\ud7c6":
        return "V"
    if "\u11a8" <= char <= "\u11ff" or "\ud7cb" <= char <= "\ud7fb":
        return "T"
    if "\uac00" <= char <= "\ud7a3":
        return "S" if (ord(char) - 0xAC00) % 28 == 0 else "T+"
    return ""
