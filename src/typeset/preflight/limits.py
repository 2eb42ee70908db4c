"""The print shop's expectations (``presets.toml``) and the standards' (``standards.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

from typeset.record import dataclass

StandardName = Literal["x4", "x1a"]

_FOLDER = Path(__file__).parent
DEFAULT_PRESET = "cn-offset-coated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """One preset: lengths in mm, sizes in points, inks in percent, resolutions in dpi."""

    name: str
    about: str
    ink_limit: float
    ink_image_area: float
    bleed: float
    safe_error: float
    safe_warning: float
    rule_weight: float
    rule_weight_inks: float
    rule_inks: int
    type_size: float
    reversed_size: float
    mixed_size: float
    mixed_inks: int
    image_error: float
    image_warning: float
    line_art_error: float
    line_art_warning: float
    tint: float
    rich_black_side: float
    saddle_pages: int
    perfect_pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """What a standard asks of every file, as far as it is a list rather than a check."""

    name: StandardName
    title: str
    source: str
    version: str
    claims: tuple[str, ...]
    filters: tuple[str, ...]
    info: tuple[str, ...]
    xmp: tuple[str, ...]
    embedded_profile: bool


def presets() -> tuple[str, ...]:
    """The names of all presets."""
    return tuple(_table("presets"))


@cache
def limits(name: str = DEFAULT_PRESET) -> Limits:
    """The preset of that name (KeyError if there is none)."""
    return Limits(name=name, **{k.replace("-", "_"): v for k, v in _extended(name).items()})


def _extended(name: str) -> dict[str, Any]:
    own = dict(_table("presets")[name])
    parent = own.pop("extends", None)
    return _extended(parent) | own if parent else own


@cache
def standard(name: StandardName) -> Standard:
    """The standard of that name."""
    rows = {k.replace("-", "_"): v for k, v in _table("standards")[name].items()}
    lists: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in rows.items()}
    return Standard(name=name, **lists)


@cache
def _table(stem: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{stem}.toml").read_text(encoding="utf-8"))
