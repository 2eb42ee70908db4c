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
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from typeset.record import dataclass
from typeset.scripts.graphemes import BESIDE, JOINING, joined
from typeset.scripts.quotes import narrowed

_DATA = Path(__file__).parent / "data"
_ALIASES = {"zh-tw": "zh-hant", "zh-hk": "zh-hant-hk", "zh-mo": "zh-hant-hk",
            "zh-hant-mo": "zh-hant-hk"}  # fmt: skip


class ClassTable(dict[int, str]):
    """Code point to class letter; made for ``str.translate``, filled as characters turn up.

    Where ``ranges`` (first, last, letter) overlap the last one counts.
    """

    def __init__(self, ranges: Sequence[tuple[int, int, str]]) -> None:
        super().__init__()
        edges = {edge for first, last, _ in ranges for edge in (first, last + 1)}
        self._edges = sorted(edges)
        holds = [[one for f, last, one in ranges if f <= at <= last] for at in self._edges]
        self._letters = [letters[-1] if letters else "" for letters in holds]

    def __missing__(self, code: int) -> str:
        at = bisect_right(self._edges, code) - 1
        letter = self[code] = (self._letters[at] if at >= 0 else "") or _by_category(chr(code))
        return letter


def _by_category(char: str) -> str:
    """The letter of a character no row names: from general category and width (UAX 14, 11)."""
    category = unicodedata.category(char)
    wide = unicodedata.east_asian_width(char) in "WF"
    if category[0] in "LM" and not wide:
        return "A"
    if category == "Nd":
        return "9"
    if category[0] == "Z":
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
    wide: frozenset[str]  # letters of what curly quotes are wide beside
    note_mark: re.Pattern[str]
    note_after: frozenset[str]

    def some(self, names: str) -> frozenset[str]:
        """The letters of the classes named in a space-separated list."""
        return frozenset(self.letters[name] for name in names.split())

    @property
    def autospace(self) -> float:
        """The language's own Han-Western gap, in em."""
        return float(self.rows["script"]["autospace"])

    @property
    def levels(self) -> tuple[str, ...]:
        """The names of the levels of line start and line end prohibition, as styles use them."""
        return tuple(name for name in self.rows["kinsoku"] if not name.startswith("css-"))


_LONE = re.compile(JOINING)
_CJK = "HZ KA SK IT PM BP HG ID IS FS CM CS CSC EQ FD FL"


@functools.cache
def load_script(language: str) -> Script:
    """The rules for a BCP 47 language tag; the nearest there are (``zh-Hans`` for ``zh-CN``)."""
    tag = _file_for(language)
    rows = _rows(tag)
    letters, shown, units = {}, {}, {}
    for name, row in rows["class"].items():
        letter = letters[name] = row["letter"]
        shown[letter] = row.get("shown", name)
        units.update(dict.fromkeys(row.get("units", ()), letter))
    table = ClassTable([one for row in rows["class"].values() for one in _ranges(row)])
    for row in rows["class"].values():  # a character named alone wins over a range
        table.update((ord(char), row["letter"]) for char in row.get("chars", ""))
    head, note = rows["script"], rows["note_mark"]
    return Script(
        tag, head["language"], head["opentype"], rows, table, letters, shown,
        _token(units, "".join(rows["class"]["EQ"]["chars"][:2]), rows["cell"]["widths"]),
        units,
        frozenset(letters[name] for name in _CJK.split()),
        re.compile(note["pattern"]),
        frozenset(letters[name] for name in note["after"].split()),
    )  # fmt: skip


def _rows(tag: str) -> dict[str, Any]:
    """A file's tables over those of the file it extends, row by row."""
    own = tomllib.loads((_DATA / f"{tag}.toml").read_text(encoding="utf-8"))
    base = own["script"].get("extends")
    if base is None:
        return own
    out = _rows(base)
    for name, table in own.items():
        if name in ("script", "class"):
            out[name] = out[name] | table
        else:
            out[name] = table
    return out


def _ranges(row: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    for ends in row.get("ranges", ()):
        first, _, last = ends.partition("-")
        yield int(first, 16), int(last or first, 16), row["letter"]


@functools.cache
def _file_for(language: str) -> str:
    """The stem of the rule file for a language tag: the longest that begins it."""
    parts = language.lower().split("-")
    known = {path.stem.lower(): path.stem for path in _DATA.glob("*.toml")}
    for end in range(len(parts), 0, -1):
        tag = "-".join(parts[:end])
        tag = _ALIASES.get(tag, tag)
        if tag in known:
            return known[tag]
    return "zh-hans"


def _token(units: Mapping[str, str], cell: str, widths: Mapping[str, float]) -> re.Pattern[str]:
    marks = [*map(re.escape, units)]
    if widths:
        marks.append(f"[{cell}]{{2,{max(int(count) for count in widths)}}}")
    return re.compile(f"(?:{'|'.join([*marks, '.'])}){JOINING}*", re.DOTALL)


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
    if BESIDE.search(text):
        texts = joined(texts)
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
    if _LONE.match(text):  # a sign without width that has nothing before it to join
        classes = "J" + classes[1:]
    if "[" in flat:
        classes = _note_marks(flat, classes, script)
    classes = narrowed(flat, classes, script.wide, script.rows["quotes"]["wide"])
    return Clusters(texts, starts, classes, flat)


def _flat(piece: str, script: Script) -> str:
    unit = script.units.get(piece) or script.units.get(piece[:2])
    return {"L": "⸺", "E": "…"}[unit] if unit else piece[0]


def _letter(piece: str, script: Script) -> str:
    unit = script.units.get(piece) or script.units.get(piece[:2])
    return unit or script.table[ord(piece[0])]


def _note_marks(flat: str, classes: str, script: Script) -> str:
    """A figure in brackets straight after a Han character is the reference of a note."""
    for found in script.note_mark.finditer(flat):
        first, last = found.span()
        if first and classes[first - 1] in script.note_after:
            classes = classes[:first] + "r" * (last - first) + classes[last:]
    return classes
