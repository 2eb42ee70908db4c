"""Lengths, shares and names as they are written, each with its place.

A length is a number and a unit: ``10.5pt``, ``3mm``, ``2cm``, ``13Q``, or ``2zw`` (so many
full-width characters of the size in force; ``em`` says the same). Only nought needs no unit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from typeset.diagnostics import NOWHERE, Sink, Span, nearest
from typeset.geometry import MM, Q
from typeset.model.nodes import Scalar
from typeset.record import dataclass

POINTS: Mapping[str, float] = {"pt": 1.0, "mm": MM, "cm": 10 * MM, "Q": Q}
RELATIVE = ("zw", "em")
KNOWN_UNITS = "pt, mm, cm, Q or zw"

_LENGTH = re.compile(r"([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))\s*(\S*)")
_PATTERN = r"^[+-]?(\d+(\.\d*)?|\.\d+) ?(pt|mm|cm|Q|zw|em)$|^0$"


@dataclass(frozen=True, slots=True)
class Length:
    """A length in one of the units above."""

    value: float
    unit: str = "pt"
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {
        "anyOf": [{"type": "string", "pattern": _PATTERN}, {"const": 0}],
        "examples": ["10.5pt", "3mm", "2zw"],
    }

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read ``10.5pt``; an unknown or missing unit is the error ``style/unit``."""
        found = _LENGTH.fullmatch(scalar.text.strip())
        if found is None:
            message = f"expected a length, found '{scalar.text}'; write it as 10.5pt or 3mm"
            sink.error("style/length", message, scalar.span)
            return None
        value, unit = float(found[1]), found[2]
        if unit in POINTS or unit in RELATIVE or (not unit and value == 0):
            return cls(value, unit or "pt", scalar.span)
        sink.error("style/unit", _unit_fault(scalar.text, unit), scalar.span, _unit_hint(unit))
        return None

    def points(self, zw: float) -> float:
        """The length in points, where one full-width character is ``zw`` points wide."""
        return self.value * (zw if self.unit in RELATIVE else POINTS[self.unit])

    @property
    def relative(self) -> bool:
        """Whether it depends on a type size."""
        return self.unit in RELATIVE


def _unit_fault(text: str, unit: str) -> str:
    if not unit:
        return f"'{text}' has no unit; lengths here are {KNOWN_UNITS}"
    return f"unknown unit '{unit}' in '{text}'; lengths here are {KNOWN_UNITS}"


def _unit_hint(unit: str) -> str:
    folded = {name.casefold(): name for name in (*POINTS, *RELATIVE)}
    if unit.casefold() in folded:
        return f"did you mean '{folded[unit.casefold()]}'?"
    return nearest(unit, folded) if unit else ""


@dataclass(frozen=True, slots=True)
class Em:
    """A share of the type size: ``0.06em``, ``0.06zw`` or plainly ``0.06``."""

    value: float
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {
        "anyOf": [
            {"type": "string", "pattern": r"^[+-]?(\d+(\.\d*)?|\.\d+) ?(em|zw)?$"},
            {"type": "number"},
        ],
        "examples": ["0.06em"],
    }

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read ``0.06em``; any other unit is the error ``style/unit``."""
        found = _LENGTH.fullmatch(scalar.text.strip())
        if found is not None and found[2] in ("", *RELATIVE):
            return cls(float(found[1]), scalar.span)
        message = f"expected a share of the type size such as 0.06em, found '{scalar.text}'"
        sink.error("style/unit", message, scalar.span)
        return None


@dataclass(frozen=True, slots=True)
class Name:
    """A name of something else in the style, with its place."""

    text: str
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {"type": "string"}

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read a name; a number, a switch or nothing is the error ``style/name``."""
        if isinstance(scalar.value, str):
            return cls(scalar.value, scalar.span)
        sink.error("style/name", f"expected a name, found '{scalar.text}'", scalar.span)
        return None

    def __str__(self) -> str:
        return self.text
