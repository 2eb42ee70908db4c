"""Characters of the other script: Traditional ones in Simplified text, and the reverse."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "variants.toml"


@functools.cache
def foreign_to(language: str) -> Mapping[str, str]:
    """Each character that does not belong into a text of this language, with what does.

    ``language`` is a BCP 47 tag; empty for any but Chinese (CL-ST-01).
    """
    tag = language.lower()
    if not tag.startswith("zh"):
        return {}
    if "hant" not in tag and not tag.endswith(("-tw", "-hk", "-mo")):
        return _pairs("simplified")
    pairs = _pairs("traditional")
    if not tag.endswith(("-hk", "-mo")):
        return pairs
    at_home = _rows()["hong_kong"]
    return {char: other for char, other in pairs.items() if char not in at_home}


@functools.cache
def _rows() -> Mapping[str, str]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _pairs(name: str) -> dict[str, str]:
    row = _rows()[name]
    return dict(zip(row[::2], row[1::2], strict=True))
