"""What stands beside a line, by language: sides, sizes and distances of notes.

The rows are ``data/beside/notes.toml``; all lengths are em of the text they belong to.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from typeset.display import Side
from typeset.record import dataclass

_FILE = Path(__file__).parent / "data" / "beside" / "notes.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The rules for one language and one direction of lines."""

    dot_side: Side
    dot_size: float
    dot_symbol: str
    name_side: Side
    name_inset: float
    ruby_side: Side
    ruby_size: float
    ruby_apart: float
    over_kana: float
    bopomofo_size: float
    bopomofo_block: float
    bopomofo_neutral: float


@dataclass(frozen=True, slots=True)
class NameLine:
    """How a line along a name is drawn: distance from the text, weight, and its wave."""

    clear: float
    weight: float
    wave: float
    period: float


@functools.cache
def load_beside(language: str, *, vertical: bool) -> Beside:
    """The rules for a BCP 47 language tag."""
    rows = _rows()
    dot, name, ruby, zhuyin = rows["dot"], rows["name"], rows["ruby"], rows["bopomofo"]
    symbols = dot["vertical_symbol"] if vertical else {}
    return Beside(
        dot_side=dot["vertical"] if vertical else _for(language, dot["side"], "below"),
        dot_size=dot["size"],
        dot_symbol=_for(language, symbols, dot["symbol"]),
        name_side=name["vertical" if vertical else "horizontal"],
        name_inset=name["inset"],
        ruby_side=ruby["vertical"] if vertical else "above",
        ruby_size=ruby["size"],
        ruby_apart=ruby["apart"],
        over_kana=ruby["over_kana"],
        bopomofo_size=zhuyin["size"],
        bopomofo_block=zhuyin["block"],
        bopomofo_neutral=zhuyin["neutral"],
    )


@functools.cache
def name_line() -> NameLine:
    """How lines along names are drawn."""
    row = _rows()["name"]
    return NameLine(row["clear"], row["weight"], row["wave"], row["period"])


def _for(language: str, rows: Mapping[str, Any], otherwise: Any) -> Any:
    return rows.get(language.lower().partition("-")[0], otherwise)


@functools.cache
def _rows() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
