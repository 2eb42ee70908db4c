"""Which family draws the forms of which language: 骨, 直 and 门 differ by region (CL-FN-01)."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "regions.toml"
_SANS = ("sans", "hei", "gothic", "黑", "ゴシック", "고딕")

# Regions of Chinese that are written without their script.
_SCRIPTS = {"zh": "zh-hans", "zh-cn": "zh-hans-cn", "zh-sg": "zh-hans-sg", "zh-tw": "zh-hant-tw",
            "zh-hk": "zh-hant-hk", "zh-mo": "zh-hant-mo"}  # fmt: skip


def spelt_out(language: str) -> str:
    """A BCP 47 tag in lower case, with the script of Chinese and Macao under Hong Kong."""
    tag = language.lower()
    return _SCRIPTS.get(tag, tag).replace("zh-hant-mo", "zh-hant-hk")


def serves(languages: Iterable[str], wanted: str) -> bool:
    """Whether a face made for these languages draws the forms of ``wanted``.

    A face that names none is asked for everything and trusted. Traditional Chinese without a
    region is served by Taiwan's forms and by Hong Kong's.
    """
    known = [spelt_out(language) for language in languages]
    tag = spelt_out(wanted)
    return not known or any(
        tag == own or tag.startswith(f"{own}-") or own.startswith(f"{tag}-") for own in known
    )


def families_for(language: str, like: str) -> tuple[str, ...]:
    """Families of a language, in order, of the genre of the family ``like``."""
    row = _row(language)
    return tuple(row.get("sans" if is_sans(like) else "serif", ()))


def every_family(language: str) -> tuple[str, ...]:
    """Families of a language, Song and its like before Hei."""
    row = _row(language)
    return (*row.get("serif", ()), *row.get("sans", ()))


def is_sans(family: str) -> bool:
    """Whether a family's name says that it is a Hei or Gothic."""
    name = family.casefold()
    return any(word in name for word in _SANS)


@functools.cache
def _regions() -> Mapping[str, Any]:
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name.lower(): row for name, row in rows.items() if isinstance(row, dict)}


def _row(language: str) -> Mapping[str, Any]:
    """The row of the longest tag that begins the language's."""
    parts = spelt_out(language).split("-")
    tags = ("-".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((_regions()[tag] for tag in tags if tag in _regions()), {})
