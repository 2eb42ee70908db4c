"""How characters stand in vertical lines: upright, with a glyph of their own, or turned.

The rows are ``data/vertical/vertical.toml``: UTR 50's property with what languages change,
the Western words that stand upright, the marks that quotation marks become.
"""

from __future__ import annotations

import functools
import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from typeset.record import dataclass

Orientation = Literal["U", "R", "Tu", "Tr"]

_FILE = Path(__file__).parent / "data" / "vertical" / "vertical.toml"


@dataclass(frozen=True, slots=True, eq=False)  # one per language, told apart by identity
class Vertical:
    """The rules of vertical lines in one language.

    ``drawn`` maps a quotation mark to the one that draws it; ``word`` matches Western words
    that stand upright, up to ``most`` letters long; ``digits`` a run for one cell, and
    ``scale`` is the widest text (em) that is set narrower to fit one; ``fixed`` names the
    classes whose frame never gives.
    """

    own: Mapping[str, Orientation]
    drawn: Mapping[str, str]
    word: re.Pattern[str]
    most: int
    digits: re.Pattern[str]
    scale: float
    fixed: tuple[str, ...]

    def of(self, char: str) -> Orientation:
        """The orientation of a character."""
        return self.own.get(char) or _property(ord(char))

    @staticmethod
    def among_latin(char: str) -> Orientation:
        """The orientation of a sign that stands among Western text, as Unicode has it."""
        return _property(ord(char))


@functools.cache
def load_vertical(language: str) -> Vertical:
    """The rules for a BCP 47 language tag."""
    rows = _rows()
    own = _named(rows["orientation"]["signs"]) | _named(_for(language, rows["orientation"]))
    kept = _for(language, {tag: {"kept": kept} for tag, kept in rows["fixed"]["kept"].items()})
    fixed = set(rows["fixed"]["classes"].split()) - set(kept.get("kept", "").split())
    drawn = _for(language, rows["drawn"])
    return Vertical(
        own,
        {char: glyph for char, glyph in drawn.items() if len(char) == 1},
        re.compile(rows["upright"]["word"]),
        rows["upright"]["most"],
        re.compile(rows["cell"]["digits"]),
        rows["cell"]["scale"],
        tuple(sorted(fixed)),
    )


def _named(row: Mapping[str, Any]) -> dict[str, Orientation]:
    values: tuple[Orientation, ...] = ("U", "R", "Tu", "Tr")
    return {char: value for value in values for char in row.get(value, "")}


def _for(language: str, rows: Mapping[str, Any]) -> dict[str, Any]:
    """The row under the longest tag that begins the language's."""
    parts = language.lower().split("-")
    for end in range(len(parts), 0, -1):
        row = rows.get("-".join(parts[:end]))
        if isinstance(row, dict):
            return row
    return {}


@functools.cache
def _rows() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@functools.cache
def _ranges() -> tuple[list[int], list[int], list[Orientation]]:
    """First and last code points of the ranges that are not R, in order, with their values."""
    found: list[tuple[int, int, Orientation]] = []
    values: tuple[Orientation, ...] = ("U", "Tu", "Tr")
    for value in values:
        for text in _rows()["orientation"][value].split():
            first, _, last = text.partition("-")
            found.append((int(first, 16), int(last or first, 16), value))
    found.sort()
    return [f for f, _, _ in found], [last for _, last, _ in found], [v for _, _, v in found]


@functools.lru_cache(maxsize=4096)
def _property(code: int) -> Orientation:
    firsts, lasts, values = _ranges()
    at = bisect_right(firsts, code) - 1
    return values[at] if at >= 0 and code <= lasts[at] else "R"
