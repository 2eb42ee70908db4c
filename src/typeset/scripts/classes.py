"""The class of every character, read from ``data/*.toml``.

A class has a name (``OB``, ``HZ`` …) and one letter; the classes of a text are a string of
letters, one per cluster, so that rules are looked up and searched as fast as text is.
A *cluster* is what is set as one: a character with its combining marks, or a mark of several
characters (——, ……, ！！).
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from typeset.record import dataclass

_DATA = Path(__file__).parent / "data"

# Marks that join what is before them: combining marks, variation selectors, zero-width signs.
_JOINED = "\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef"
_COMBINING = re.compile(f"[{_JOINED}\u0300-\u036f\u3099\u309a\u20d0-\u20ff]")

_LETTERS = frozenset("A9")
_APOSTROPHE_YEAR = re.compile(r"\d\d(?!\d)")


class ClassTable(dict[int, str]):
    """Code point to class letter; made for ``str.translate``, filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = _by_category(chr(code))
        return letter


def _by_category(char: str) -> str:
    """The letter of a character no row names: from general category and width (UAX 14, 11)."""
    category = unicodedata.category(char)
    wide = unicodedata.east_asian_width(char) in "WF"
    if category[0] in "LM" and not wide:
        return "A"
    if category == "Nd":
        return "9"
    if category == "Zs":
        return " "
    return "X" if wide else "w"


@dataclass(frozen=True, slots=True, eq=False)  # one per file, told apart by identity
class Script:
    """One file of rules: its tables as the interpreters need them."""

    tag: str
    language: str
    opentype: str
    rows: Mapping[str, Any]
    table: ClassTable
    letters: Mapping[str, str]  # class name to letter
    shown: Mapping[str, str]  # letter to the name that reports use
    token: re.Pattern[str]
    units: Mapping[str, str]  # mark of several characters to its class letter

    def some(self, names: str) -> frozenset[str]:
        """The letters of the classes named in a space-separated list."""
        return frozenset(self.letters[name] for name in names.split())


@functools.cache
def load_script(language: str) -> Script:
    """The rules for a BCP 47 language tag; the nearest there are (``zh-Hans`` for ``zh-CN``)."""
    tag = _file_for(language)
    rows = tomllib.loads((_DATA / f"{tag}.toml").read_text(encoding="utf-8"))
    table, letters, shown, units = ClassTable(), {}, {}, {}
    for name, row in rows["class"].items():
        letter = letters[name] = row["letter"]
        shown[letter] = row.get("shown", name)
        for first, last in (ends.split("-") for ends in row.get("ranges", ())):
            table.update(dict.fromkeys(range(int(first, 16), int(last, 16) + 1), letter))
        units.update(dict.fromkeys(row.get("units", ()), letter))
    for row in rows["class"].values():  # a character named alone wins over a range
        table.update((ord(char), row["letter"]) for char in row.get("chars", ""))
    head = rows["script"]
    token = _token(units, "".join(rows["class"]["EQ"]["chars"][:2]), rows["cell"]["widths"])
    return Script(
        tag, head["language"], head["opentype"], rows, table, letters, shown, token, units
    )


def _file_for(language: str) -> str:
    """The stem of the rule file for a language tag: the longest that begins it."""
    parts = language.lower().split("-")
    known = {path.stem.lower(): path.stem for path in _DATA.glob("*.toml")}
    for end in range(len(parts), 0, -1):
        if "-".join(parts[:end]) in known:
            return known["-".join(parts[:end])]
    return "zh-hans"


def _token(units: Mapping[str, str], cell: str, widths: Mapping[str, float]) -> re.Pattern[str]:
    longest = max(int(count) for count in widths)
    marks = "|".join([*map(re.escape, units), f"[{cell}]{{2,{longest}}}"])
    return re.compile(f"(?:{marks}|.){_COMBINING.pattern}*", re.DOTALL)


@dataclass(slots=True)
class Clusters:
    """A text cut into clusters: parallel columns.

    ``texts`` are the characters of each, ``starts`` the offset of its first character,
    ``classes`` and ``flat`` have one letter and one character per cluster (—— as ⸺).
    """

    texts: list[str]
    starts: list[int]
    classes: str
    flat: str


def clusters(text: str, script: Script) -> Clusters:
    """Cut a text into clusters and give each its class; quotation marks are resolved."""
    texts = script.token.findall(text)
    starts, at = [], 0
    for piece in texts:
        starts.append(at)
        at += len(piece)
    if at == len(texts):
        flat = text
        classes = text.translate(script.table)
    else:
        flat = "".join(_flat(piece, script) for piece in texts)
        classes = "".join(_letter(piece, script) for piece in texts)
    return Clusters(texts, starts, _narrowed(flat, classes), flat)


def _flat(piece: str, script: Script) -> str:
    unit = script.units.get(piece)
    return {"L": "⸺", "E": "…"}[unit] if unit else piece[0]


def _letter(piece: str, script: Script) -> str:
    return script.units.get(piece) or script.table[ord(piece[0])]


def _narrowed(flat: str, classes: str) -> str:
    """Resolve each curly quote to wide (opening, closing) or narrow (Western).

    CLREQ indication_punctuation_marks: an apostrophe between letters, or before the two
    digits of a year, is narrow; so is a pair that holds nothing Chinese and stands among
    Latin. A middle dot among Latin letters is Western as well.
    """
    if not any(mark in flat for mark in "‘’“”·"):
        return classes
    out = list(classes)
    for at, char in enumerate(flat):
        if char in "’·" and _is_western_sign(flat, classes, at):
            out[at] = "w"
    for first, last in _pairs(flat, out):
        if _is_western_pair(classes, first, last):
            out[first], out[last] = "o", "c"
    return "".join(out)


def _is_western_sign(flat: str, classes: str, at: int) -> bool:
    """Whether this is an apostrophe, or a middle dot among Latin letters."""
    before, after = classes[at - 1 : at] if at else "", classes[at + 1 : at + 2]
    if flat[at] == "·":
        return {before, after} <= _LETTERS
    if after == "9":
        return before in ("", " ") and _APOSTROPHE_YEAR.match(flat, at + 1) is not None
    return before == "A" and after == "A"


def _pairs(flat: str, classes: list[str]) -> list[tuple[int, int]]:
    """The places of matching curly quotes."""
    opened: dict[str, list[int]] = {"”": [], "’": []}
    found = []
    for at, char in enumerate(flat):
        if char in "“‘":
            opened["”" if char == "“" else "’"].append(at)
        elif char in "”’" and classes[at] != "w" and opened[char]:
            found.append((opened[char].pop(), at))
    return found


def _is_western_pair(classes: str, first: int, last: int) -> bool:
    chinese = frozenset("HKGBXFMSTQLE_")
    if any(letter in chinese for letter in classes[first + 1 : last]):
        return False
    around = {_neighbour(classes, first, -1), _neighbour(classes, last, 1)}
    return around <= _LETTERS | {"", "c", "o", "w"} and bool(around & _LETTERS)


def _neighbour(classes: str, at: int, step: int) -> str:
    """The nearest letter beside ``at`` that is neither a space nor another quote."""
    at += step
    while 0 <= at < len(classes) and classes[at] in " OC":
        at += step
    return classes[at] if 0 <= at < len(classes) else ""
