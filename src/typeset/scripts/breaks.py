"""Where a line may end, and how dearly: 避头尾 by level, and what is kept together.

:func:`strengths` answers with one number per place between clusters. The rules are rows of
``data/*.toml``; only the Western part (words, numbers, brackets, hyphens) follows UAX 14 in
code, since it is the same in every script.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from typeset.record import dataclass
from typeset.scripts.classes import Clusters, Script

FREE, SOFT_2, SOFT_1, CLOSER, UNIT, WORD, BAN, NEVER = range(8)
"""How strongly a place holds: free; parts only where a line would need more than 1/8 em per
gap otherwise; more than 1/4 em; then, where nothing else is left, before the last of several
closing marks (:func:`relieved`), between a number and its unit, inside a word or number; at a
ban only where what holds together is longer than a line; before a space never."""

_GROUPS = (("soft2", SOFT_2), ("soft1", SOFT_1), ("unit", UNIT), ("hard", WORD))
_SPACES = frozenset(" g_")
_ATTACHED = frozenset("rs")  # note marks, raised and lowered figures: never at a line's start
_CLOSERS = frozenset("CFMSTQ")
_SIGNED = re.compile("(?<![0-9A-Za-z])[-+−](?=[0-9])")
_URL = re.compile(
    r"(?:https?|ftp)://[!-~]+|(?:doi: ?)?(?<![0-9.])10\.\d{4,9}/[!-~]+|www\.[!-~]+"
    r"|(?<![!-~])(?:~|\.\.?)?/[\w.+-]+(?:/[\w.+-]+)+/?",
    re.ASCII,
)
_SENTENCE_END = ".,;:!?)]}'\""


@dataclass(frozen=True, slots=True)
class _Together:
    """A kind of sequence that is kept together; groups of the pattern say how strongly."""

    pattern: re.Pattern[str]
    rigid: bool
    groups: tuple[tuple[str, int], ...]


class _PairTable(dict[str, int]):
    """Two class letters to the strength of the place between them, worked out once each."""

    def __init__(
        self, start: frozenset[str], end: frozenset[str], before: frozenset[str],
        after: frozenset[str],
    ) -> None:  # fmt: skip
        super().__init__()
        self.start, self.end = start, end
        self.before, self.after = before, after  # characters a loose level lets go

    def __missing__(self, pair: str) -> int:
        strength = self[pair] = self._strength(*pair)
        return strength

    def _strength(self, a: str, b: str) -> int:
        if b in _SPACES:
            return NEVER
        if b in self.start or a in self.end or "J" in (a, b) or a == "g":
            return BAN
        if b in _ATTACHED or (a == "r" and b in _CLOSERS):
            return BAN
        if b == "c" or a in "o$":
            return BAN
        if a in _SPACES:
            return FREE
        return WORD if _is_western_join(a, b) else FREE


def _is_western_join(a: str, b: str) -> bool:
    """UAX 14 LB 23 to 30: letters, digits, signs and brackets of one word."""
    western = "A9ws"
    if a in western and b in western + "$%":
        return True
    if a == "-":
        return b == "9"
    return (a in "A9s" and b == "o") or (a == "c" and b in western) or (a == "%" and b in "9w")


@functools.cache
def _pair_table(script: Script, level: str) -> _PairTable:
    start, end = set[str](), set[str]()
    row = script.rows["kinsoku"][level]
    before, after = row.get("free_before", ""), row.get("free_after", "")
    while row is not None:
        start |= script.some(row.get("line_start", ""))
        end |= script.some(row.get("line_end", ""))
        row = script.rows["kinsoku"][row["from"]] if "from" in row else None
    return _PairTable(frozenset(start), frozenset(end), frozenset(before), frozenset(after))


@functools.cache
def _together(script: Script) -> tuple[_Together, ...]:
    """The patterns of the script's file with the sets put in."""
    sets: dict[str, str] = {}
    for name, value in script.rows["sets"].items():
        text = value if isinstance(value, str) else "(?:" + "|".join(value) + ")"
        sets[name] = _filled(text, sets)
    rows = []
    for row in script.rows["together"]:
        pattern = re.compile(_filled(row["pattern"], sets))
        groups = tuple(g for g in _GROUPS if g[0] in pattern.groupindex)
        rows.append(_Together(pattern, row["rigid"], groups))
    return tuple(rows)


def _filled(text: str, sets: dict[str, str]) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda found: sets[found[1]], text)


@dataclass(slots=True)
class Breaks:
    """How a text holds together, place by place.

    ``strength[i]`` is that of the place before cluster i; ``rigid[i]`` is true where that
    place lies in a sequence that is never stretched.
    """

    strength: list[int]
    rigid: list[bool]


def strengths(text: Clusters, script: Script, level: str, hangul: str = "") -> Breaks:
    """How strongly the clusters of a text hold together, place by place.

    ``level`` is one of the script's levels, ``hangul`` is ``keep`` or ``syllable``; "" stands
    for the language's default. The place before the first cluster counts as never.
    """
    if level not in script.rows["kinsoku"]:  # "", or a level of another language
        level = script.rows["script"]["kinsoku"]
    hangul = hangul or script.rows["script"]["hangul"]
    classes = text.classes
    pairs = _pair_table(script, level)
    found = [NEVER, *(pairs[a + b] for a, b in pairwise(classes))]
    rigid = [False] * len(classes)
    _free_signs(text, found, pairs)
    _across_spaces(classes, found, pairs)
    _open_solidus(classes, found)
    if hangul == "keep":
        _keep_words(classes, found, everywhere=script.language == "ko")
    _keep_together(text.flat, _together(script), found, rigid)
    _rigid_notes(classes, rigid)
    if pairs.before or pairs.after:
        _let_go(text, found, pairs)
    _open_addresses(text.flat, found)
    _explicit(text, found)
    return Breaks(found, rigid)


def _free_signs(text: Clusters, strength: list[int], pairs: _PairTable) -> None:
    """The sign of a number is a prefix, not a connector: a line may start with it."""
    for sign in _SIGNED.finditer(text.flat):
        at = sign.start()
        if at and strength[at] and text.classes[at - 1] not in pairs.end | set("o$Jg"):
            strength[at] = FREE


def _across_spaces(classes: str, strength: list[int], pairs: _PairTable) -> None:
    """A line-end ban reaches across spaces: none breaks after an opening mark and a space."""
    for run in re.finditer("[ _]+", classes):
        if (
            run.start()
            and classes[run.start() - 1] in pairs.end | {"o"}
            and run.end() < len(classes)
        ):
            strength[run.end()] = BAN


def _keep_words(classes: str, strength: list[int], *, everywhere: bool) -> None:
    """By the word: Korean text parts at spaces only, Korean words in other text never (KO-01)."""
    for found in re.finditer("(?<=[^ ])." if everywhere else "(?<=G)G", classes):
        strength[found.start()] = max(strength[found.start()], WORD)


def _let_go(text: Clusters, strength: list[int], pairs: _PairTable) -> None:
    """Characters that a loose level lets begin a line, or that may end one (CL-LB-05, CL-JP-04)."""
    classes = text.classes
    for at in range(1, len(classes)):
        before, after = text.flat[at - 1], text.flat[at]
        begins = after in pairs.before and classes[at - 1] not in pairs.end | set(" o$Jg_")
        ends = before in pairs.after and classes[at] not in pairs.start | set(" cJg_rs")
        if begins or ends:
            strength[at] = FREE


def css_level(script: Script, line_break: str) -> str:
    """The level for a value of CSS ``line-break``, at import (CL-LB-05).

    ``auto`` and ``anywhere`` have none of their own: they get the default and none at all.
    """
    return str(script.rows["css"].get(line_break, script.rows["script"]["kinsoku"]))


def _rigid_notes(classes: str, rigid: list[bool]) -> None:
    """Nothing is stretched between a note mark or a raised figure and what it belongs to."""
    for found in re.finditer("[rs]", classes):
        rigid[found.start()] = True


def _open_solidus(classes: str, strength: list[int]) -> None:
    """In Latin strings a line may end after a solidus (CL-LB-02); numbers are put right later."""
    for slash in re.finditer("(?<=[A9])/(?=A)|(?<=A)/(?=9)", classes):
        strength[slash.end()] = FREE


def _keep_together(
    flat: str, rows: Iterable[_Together], strength: list[int], rigid: list[bool]
) -> None:
    for row in rows:
        for found in row.pattern.finditer(flat):
            for name, level in row.groups:
                start, end = found.span(name)
                _hold(strength, start + 1, end, level)
                if row.rigid and end > start:
                    rigid[start + 1 : end] = [True] * (end - start - 1)


def _hold(strength: list[int], first: int, last: int, level: int) -> None:
    for at in range(first, last):
        strength[at] = max(strength[at], level)


def address_spans(flat: str) -> Iterator[tuple[int, int]]:
    """First and end of every address in a text, without the marks of its sentence."""
    for address in _URL.finditer(flat):
        yield address.start(), address.start() + len(address[0].rstrip(_SENTENCE_END))


def _open_addresses(flat: str, strength: list[int]) -> None:
    """Addresses break after / ? & = - _ and before a full stop, never inside :// (CL-UB-09)."""
    for start, end in address_spans(flat):
        scheme = flat.find("://", start, end)
        for at in range(start + 1, end):
            inside = scheme >= 0 and at < scheme + 3
            dot = flat[at] == "." and not (flat[at - 1].isdigit() and flat[at + 1].isdigit())
            good = flat[at - 1] in "/?&=-_" or (dot and at > start + 1)
            strength[at] = FREE if good and not inside else max(strength[at], WORD)


def _explicit(text: Clusters, strength: list[int]) -> None:
    """U+200B lets a line end, U+2060 and U+FEFF forbid it (CL-UB-14)."""
    if text.starts and text.starts[-1] == len(text.starts) - 1:  # all of one character
        return
    for at, piece in enumerate(text.texts[:-1], 1):
        if "\u200b" in piece:
            strength[at] = FREE
        elif "\u2060" in piece or "\ufeff" in piece:
            strength[at] = BAN


def relieved(classes: str, strength: list[int]) -> list[int]:
    """The strengths with the ban lifted before the last of three or more closing marks.

    That is the first thing that gives way when no legal line exists (CL-LB-08, CL-JA-12).
    """
    out = list(strength)
    for run in re.finditer("[CFMSTQ]{3,}", classes):
        out[run.end() - 1] = CLOSER
    return out
