"""Profiles and standards as data: ``standards/*.toml`` say what a file must hold.

A profile (``print``, ``archive``, ``screen``) names the standards its files claim; their
tables are merged into one :class:`Policy`, the only thing the writer asks. A new standard
is a new table and, where its rules are new, a check in ``conformance``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from typeset.diagnostics import nearest
from typeset.record import dataclass

Severity = Literal["error", "warning", "ignore"]

_STANDARDS = Path(__file__).parent / "standards"
_GRAVITY: tuple[Severity, ...] = ("ignore", "warning", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class XmpProperty:
    """One property that a standard puts into the packet; ``type`` and ``about`` declare it."""

    name: str
    value: str
    type: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class XmpSchema:
    """A namespace with its properties; declared in the packet where a standard asks for it."""

    prefix: str
    uri: str
    title: str
    properties: tuple[XmpProperty, ...]
    declare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Everything the writer decides by.

    ``bleed`` keeps the bleed on the sheet, ``compact`` allows object streams, ``info`` the
    information dictionary, ``links`` annotations; ``intents`` are subtypes of the output
    intent; ``declare_schemas`` asks for extension schemas in the packet.
    """

    profile: str
    titles: tuple[str, ...]
    version: str
    compact: bool
    info: bool
    info_entries: Mapping[str, str]
    links: bool
    bleed: bool
    intents: tuple[str, ...]
    declare_schemas: bool
    schemas: tuple[XmpSchema, ...]
    severities: Mapping[str, Severity]

    def severity(self, code: str) -> Severity:
        """How grave a breach is under this policy."""
        return self.severities.get(code, "ignore")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputCondition:
    """A printing condition and the profile that describes it (an asset's path)."""

    identifier: str
    info: str
    registry: str
    profile: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Structure types: the standard ones, and ours with what they stand for."""

    standard: frozenset[str]
    mapped: Mapping[str, str]

    def known(self, kind: str) -> bool:
        """Whether a reader can know what the kind is."""
        return kind in self.standard or kind in self.mapped

    def names(self) -> list[str]:
        """Every kind that may be used."""
        return sorted(self.standard | set(self.mapped))


def policy(profile: str) -> Policy:
    """The policy of a profile.

    Raises:
        ValueError: there is no such profile (the message names the nearest).
    """
    profiles = _table("profiles")
    if profile not in profiles:
        raise ValueError(f"no profile '{profile}'; {nearest(profile, profiles)}".rstrip("; "))
    chosen = profiles[profile]
    tables = [_table(standard) for standard in chosen["standards"]]
    return Policy(
        profile=profile,
        titles=tuple(table["title"] for table in tables),
        version=max(table["version"] for table in tables),
        compact=all(table["object-streams"] for table in tables),
        info=all(table["info"] for table in tables),
        info_entries={k: v for table in tables for k, v in table.get("info-entries", {}).items()},
        links=all(table["annotations"] for table in tables),
        bleed=chosen["bleed"],
        intents=_distinct((*(table.get("intent", "") for table in tables), chosen["intent"])),
        declare_schemas=any(table.get("extension-schemas", False) for table in tables),
        schemas=tuple(_schema(entry) for table in tables for entry in table.get("xmp", ())),
        severities=_strictest(table.get("breaches", {}) for table in tables),
    )


@cache
def roles() -> Roles:
    """The structure types of PDF 1.7 and ours."""
    table = _table("roles")
    return Roles(standard=frozenset(table["standard"]), mapped=table["mapped"])


def output_condition(identifier: str) -> OutputCondition | None:
    """The printing condition of that name, or None."""
    entry = _table("output-conditions").get(identifier)
    return OutputCondition(identifier=identifier, **entry) if entry else None


def output_conditions() -> list[str]:
    """The names of all known printing conditions."""
    return sorted(_table("output-conditions"))


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_STANDARDS / f"{name}.toml").read_text(encoding="utf-8"))


def _schema(entry: dict[str, Any]) -> XmpSchema:
    return XmpSchema(
        prefix=entry["prefix"],
        uri=entry["uri"],
        title=entry["title"],
        properties=tuple(XmpProperty(name=n, **p) for n, p in entry["properties"].items()),
        declare=entry.get("declare", True),
    )


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _strictest(tables: Iterable[Mapping[str, Severity]]) -> dict[str, Severity]:
    merged: dict[str, Severity] = {}
    for table in tables:
        for code, severity in table.items():
            merged[code] = max(severity, merged.get(code, "ignore"), key=_GRAVITY.index)
    return merged
