"""The rules of GB/T 9704-2012 as data: ``presets/gbt9704.toml``, and lengths made of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from typeset.geometry import MM
from typeset.record import dataclass

STANDARD = "GB/T 9704-2012"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its clause, value in ``unit``, and the tolerance in which pages are checked.

    ``state`` is ``standard``, ``reading`` or ``habit``; ``docx`` the tolerance of a Word file
    in millimetres, None where it is not measured there.
    """

    id: str
    clause: str
    text: str
    value: float
    unit: str
    tolerance: float
    state: str = "standard"
    docx: float | None = None

    @property
    def points(self) -> float:
        """The value in points.

        Raises:
            ValueError: the rule is no length in mm or pt.
        """
        if self.unit == "mm":
            return self.value * MM
        if self.unit == "pt":
            return self.value
        raise ValueError(f"rule '{self.id}' is in '{self.unit}', not a length")


@lru_cache(maxsize=1)
def rules() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the clauses."""
    file = Path(__file__).parent / "presets" / "gbt9704.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: Rule(id=name, **table) for name, table in tables.items()}


def value(name: str) -> float:
    """The value of a rule, in its own unit."""
    return rules()[name].value


def points(name: str) -> float:
    """The value of a rule that is a length, in points."""
    return rules()[name].points


def clause(name: str) -> str:
    """The clause of a rule, for messages: ``GB/T 9704-2012, 7.2.5``."""
    return f"{STANDARD}, {rules()[name].clause}"
