"""The recognisers' rules, which are data: ``data/*.toml``, read once."""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The rules in ``data/NAME.toml``."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


@functools.cache
def words(name: str, *keys: str) -> tuple[str, ...]:
    """A list of words in a table, such as ``words("leads", "endings")``."""
    found: Any = table(name)
    for key in keys:
        found = found[key]
    return tuple(found)


@functools.cache
def pattern(name: str, *keys: str) -> re.Pattern[str]:
    """A pattern written in a table; lists are alternatives, taken literally, longest first."""
    found: Any = table(name)
    for key in keys:
        found = found[key]
    if isinstance(found, list):
        found = "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True))
    return re.compile(found)
