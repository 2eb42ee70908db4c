"""Where a phrase ends, for headings: by words in Chinese, by bunsetsu in Japanese, by spaces.

Chinese is cut into the words of ``data/words.txt`` so that the product of their frequencies
is greatest; ``data/phrases.toml`` then tells how good a place between two words is. Japanese
uses BudouX. Both are read when a heading is first broken in two, never before.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from typeset.scripts.han.variants import foreign_to

_DATA = Path(__file__).parent / "data"
_LONGEST = 7  # characters of a word
_TOTAL = 26.0  # binary logarithm of all words counted
_UNKNOWN = 2.0  # and of the count a character has that the list has not


def phrase_ends(text: str, language: str) -> dict[int, float]:
    """Places in a text where a phrase may end: offset of what follows, and what it costs.

    Costs go from 0 (a good place) to 1 (a poor one); inside a word there is no place.
    ``language`` is a BCP 47 tag. Punctuation and spaces are no business of this function.
    """
    tag = language.lower().split("-")[0]
    if tag == "ja":
        return _bunsetsu(text)
    return _between_words(text) if tag == "zh" else {}


def words(text: str) -> list[str]:
    """A Chinese text cut into words; whatever is not Han is cut into characters."""
    plain = text.translate(_simplified())
    known, length = _known(), len(plain)
    best, back = [0.0] + [-1e9] * length, [0] * (length + 1)
    for start in range(length):
        for end in range(start + 1, min(length, start + _LONGEST) + 1):
            count = known.get(plain[start:end])
            if count is None:
                if end > start + 1:
                    continue
                count = _UNKNOWN
            score = best[start] + count - _TOTAL
            if score > best[end]:
                best[end], back[end] = score, start
    out, end = [], length
    while end:
        out.append(text[back[end] : end])
        end = back[end]
    return out[::-1]


@functools.cache
def _known() -> Mapping[str, float]:
    """Every word with the binary logarithm of its count."""
    found: dict[str, float] = {}
    for line in (_DATA / "words.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            level, *here = line.split(" ")
            found.update(dict.fromkeys(here, float(level)))
    return found


@functools.cache
def _simplified() -> dict[int, str]:
    """Traditional characters to Simplified ones, for looking words up; lengths are kept."""
    return {ord(char): other for char, other in foreign_to("zh-Hans").items()}


@functools.cache
def _binding() -> Mapping[str, Any]:
    rows = tomllib.loads((_DATA / "phrases.toml").read_text(encoding="utf-8"))
    lists = ("begin", "go_on", "suffix", "prefix", "head", "verb_tail")
    return {k: frozenset(v.split()) if k in lists else v for k, v in rows.items()}


def _between_words(text: str) -> dict[int, float]:
    ends, at = {}, 0
    for before, after in pairwise(_with_tails(words(text))):
        at += len(before)
        cost = _cost(before, after)
        if cost <= 1.0:
            ends[at] = cost
    return ends


def _with_tails(cut: list[str]) -> list[str]:
    """The words with verbs of one character joined to what tells their place or aim."""
    binding, out = _binding(), list[str]()
    for word in cut:
        verb = out[-1] if out else ""
        bare = len(verb) == 1 and is_han(verb) and not any(verb in row for row in _rows_of_words())
        if bare and word in binding["verb_tail"]:
            out[-1] += word
        else:
            out.append(word)
    return out


def _rows_of_words() -> list[frozenset[str]]:
    binding = _binding()
    return [binding[name] for name in ("begin", "go_on", "suffix", "prefix")]


def _cost(before: str, after: str) -> float:
    """How good a place between two words is; over 1 where they are one."""
    binding = _binding()
    if after in binding["go_on"]:
        return float(binding["go_on_before"]) + 1  # never before 的 and its like
    known = binding["begin"] | binding["go_on"]
    ends, begins = known | binding["suffix"], known | binding["prefix"]
    single = [
        len(word) == 1 and is_han(word) and word not in whole
        for word, whole in ((before, ends), (after, begins))
    ]
    cost = float(binding["single" if any(single) else "word"])
    if before in binding["go_on"]:
        cost = min(cost, binding["go_on_after"])
    if after in binding["begin"]:
        cost = min(cost, binding["begin_before"])
    if after in binding["head"]:
        cost = max(cost, binding["head_before"])
    if after in binding["suffix"]:
        cost = max(cost, binding["suffix_before"])
    if before in binding["prefix"]:
        cost = max(cost, binding["prefix_after"])
    return max(cost, float(binding["begin_after"])) if before in binding["begin"] else cost


def is_han(char: str) -> bool:
    """Whether a character is a common ideograph."""
    return "\u3400" <= char <= "\u9fff" or char == "〇"


@functools.cache
def _japanese() -> Any:
    import budoux  # noqa: PLC0415 - a text without Japanese headings must not pay for it

    return budoux.load_default_japanese_parser()


def _bunsetsu(text: str) -> dict[int, float]:
    ends, at = {}, 0
    for phrase in _japanese().parse(text)[:-1]:
        at += len(phrase)
        ends[at] = 0.2
    return ends
