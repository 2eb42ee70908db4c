"""Curly quotes are wide or narrow, occurrence by occurrence (CL-CC-02).

CLREQ indication_punctuation_marks: an apostrophe between letters, or before the two digits
of a year, is narrow; so is a pair that holds nothing Chinese and stands among Latin. Where
the language has marks of its own (「」) a curly quote is wide only beside what is Chinese.
A middle dot among Latin letters is Western as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_LETTERS = frozenset("A9")
_YEAR = re.compile(r"\d\d(?!\d)")
_CURLY = frozenset("‘’“”")
_ANY = re.compile("[‘’“”·]")


def narrowed(flat: str, classes: str, wide: frozenset[str], rule: str) -> str:
    """The classes with narrow quotes as Western marks.

    ``flat`` and ``classes`` have one character per cluster. ``wide`` are the letters of what
    counts as Chinese; ``rule`` is ``unless-western`` or ``beside-cjk``.
    """
    if not _ANY.search(flat):
        return classes
    out = list(classes)
    for found in _ANY.finditer(flat):
        if found[0] in "’·" and _is_western_sign(flat, classes, found.start()):
            out[found.start()] = "w"
    paired = set()
    is_western = _among_latin if rule == "unless-western" else _away_from_chinese
    cjk = _chinese(flat, classes, wide)
    for first, last in _pairs(flat, out):
        paired |= {first, last}
        if is_western(classes, cjk, first, last):
            out[first], out[last] = "o", "c"
    for found in _ANY.finditer(flat):
        at = found.start()
        if at in paired or out[at] not in "OC":
            continue
        if found[0] == "’" and (_YEAR.match(flat, at + 1) or _is_amid_latin(classes, cjk, at)):
            out[at] = "w"
        elif rule == "beside-cjk" and not (_beside(cjk, at, -1) or _beside(cjk, at, 1)):
            out[at] = "o" if found[0] in "“‘" else "c"
    return "".join(out)


def _is_western_sign(flat: str, classes: str, at: int) -> bool:
    """Whether this is an apostrophe, or a middle dot among Latin letters."""
    before, after = classes[at - 1 : at] if at else "", classes[at + 1 : at + 2]
    if flat[at] == "·":
        return {before, after} <= _LETTERS
    if after == "9":
        return before in ("", " ") and _YEAR.match(flat, at + 1) is not None
    return before == "A" and after == "A"


def _is_amid_latin(classes: str, cjk: Callable[[int], int], at: int) -> bool:
    """Whether the nearest signs on both sides are Latin: the mark of an omission, a genitive."""
    around = {_outside(classes, cjk, at, -1), _outside(classes, cjk, at, 1)}
    return around == {"A"} or (around == {"A", ""} and classes[at - 1 : at] == "A")


def _pairs(flat: str, classes: list[str]) -> list[tuple[int, int]]:
    """The places of matching curly quotes."""
    opened: dict[str, list[int]] = {"”": [], "’": []}
    found = []
    for mark in _ANY.finditer(flat):
        at, char = mark.start(), mark[0]
        if char in "“‘":
            opened["”" if char == "“" else "’"].append(at)
        elif char in "”’" and classes[at] != "w" and opened[char]:
            found.append((opened[char].pop(), at))
    return found


def _chinese(flat: str, classes: str, wide: frozenset[str]) -> Callable[[int], int]:
    """What stands at a place: 1 Chinese, 0 Latin, -1 to be looked past; 2 past the edge."""

    def kind(at: int) -> int:
        if not 0 <= at < len(flat):
            return 2
        letter = classes[at]
        if letter in wide or (letter in "OC" and flat[at] not in _CURLY):
            return 1
        return -1 if letter == " " or flat[at] in _CURLY else 0

    return kind


def _among_latin(classes: str, cjk: Callable[[int], int], first: int, last: int) -> bool:
    """Nothing Chinese inside; Latin or the paragraph's edge outside, and some Latin."""
    if any(cjk(at) == 1 for at in range(first + 1, last)):
        return False
    around = [_outside(classes, cjk, first, -1), _outside(classes, cjk, last, 1)]
    return all(kind in ("", "A") for kind in around) and "A" in around


def _outside(classes: str, cjk: Callable[[int], int], at: int, step: int) -> str:
    """What is nearest outside a pair: ``A`` Latin, empty for the edge, ``H`` anything else."""
    at += step
    while cjk(at) == -1 or (cjk(at) == 0 and classes[at] in "ocw"):
        at += step
    if cjk(at) == 2:
        return ""
    return "A" if classes[at] in _LETTERS else "H"


def _away_from_chinese(classes: str, cjk: Callable[[int], int], first: int, last: int) -> bool:  # noqa: ARG001 - the same question in two ways
    """Neither quote of the pair touches anything Chinese, inside or outside."""
    return not any(_beside(cjk, at, step) for at in (first, last) for step in (-1, 1))


def _beside(cjk: Callable[[int], int], at: int, step: int) -> bool:
    at += step
    while cjk(at) == -1:
        at += step
    return cjk(at) == 1
