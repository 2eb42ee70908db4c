"""The index of what ships with the product: presets, box designs and drawings, as text.

All three are data files below ``style/presets``; their names are the files' stems. This is
the only place that knows where they are.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FOLDER = "typeset/style/presets"  # how places in these files are shown
_PRESETS = Path(__file__).parent / "presets"


def preset_names() -> tuple[str, ...]:
    """Names that ``extends`` of a style may give, sorted."""
    return _stems("", ".yaml")


def preset_text(name: str) -> tuple[str, str]:
    """The YAML of a preset and the file name to show for it."""
    return _text("", f"{name}.yaml")


def design_names() -> tuple[str, ...]:
    """Names of the box designs that ship with the product, sorted."""
    return _stems("designs", ".yaml")


def design_text(name: str) -> tuple[str, str]:
    """The YAML of a box design and the file name to show for it."""
    return _text("designs", f"{name}.yaml")


def drawing_names() -> tuple[str, ...]:
    """Names of the drawings, sorted."""
    return _stems("drawings", ".toml")


def drawing_text(name: str) -> tuple[str, str]:
    """The TOML of a drawing and the file name to show for it."""
    return _text("drawings", f"{name}.toml")


def _folder(below: str) -> Path:
    return _PRESETS / below


@lru_cache(maxsize=8)
def _stems(below: str, suffix: str) -> tuple[str, ...]:
    folder = _folder(below)
    names = (entry.name for entry in folder.iterdir()) if folder.is_dir() else ()
    return tuple(sorted(n.removesuffix(suffix) for n in names if n.endswith(suffix)))


def _text(below: str, file: str) -> tuple[str, str]:
    shown = "/".join(part for part in (FOLDER, below, file) if part)
    return _folder(below).joinpath(file).read_text(encoding="utf-8"), shown
