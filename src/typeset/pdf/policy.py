"""Profiles and standards as data: ``standards/*.toml`` say what a file must hold.

A profile (``print``, ``archive``, ``screen``) has levels, and each names the standards its
files claim; their tables are merged into one :class:`Policy`, the only thing the writer
asks. A new standard is a new table and, where its rules are new, a check in ``conformance``.
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
    intent; ``attachments`` allows files inside the file and ``attach`` asks for them;
    ``declare_schemas`` asks for extension schemas in the packet; ``namespaces`` and
    ``structure_destinations`` for the structure of PDF 2.0; ``icc_version`` is the highest
    major version of a colour profile. ``inks`` turns pictures into the inks of the press;
    ``transparency`` allows what shines through. ``plain_rgb`` leaves pictures of the screen
    without a profile: all readers take them for sRGB, and poppler darkens those that say so.
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
    attachments: bool
    attach: bool
    declare_schemas: bool
    namespaces: bool
    structure_destinations: bool
    icc_version: int
    inks: bool
    plain_rgb: bool
    transparency: bool
    schemas: tuple[XmpSchema, ...]
    severities: Mapping[str, Severity]

    def severity(self, code: str) -> Severity:
        """How grave a breach is under this policy."""
        return self.severities.get(code, "ignore")

    @property
    def tab_order(self) -> bool:
        """Whether pages can name the order of their links (PDF 1.5)."""
        return self.version >= "1.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputCondition:
    """A printing condition and the profile that describes it.

    ``profile`` is an asset's path, "" where none may be shipped; ``registry`` is "" for a
    condition that no registry holds; ``descriptions`` are names that profiles made for it
    give themselves.
    """

    identifier: str
    info: str
    registry: str = ""
    profile: str = ""
    descriptions: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A purpose of the file: its levels, and the option of the command line that chooses one."""

    name: str
    option: str
    default: str
    levels: tuple[str, ...]


def profiles() -> tuple[Profile, ...]:
    """Every profile, in the order of their table."""
    return tuple(
        Profile(
            name=key,
            option=entry["option"],
            default=entry["default"],
            levels=tuple(entry["levels"]),
        )
        for key, entry in table("profiles").items()
    )


def policy(profile: str, level: str = "") -> Policy:
    """The policy of a profile at a level ("": its default).

    Raises:
        ValueError: there is no such profile or level (the message names the nearest).
    """
    chosen = _known(profile, table("profiles"), "profile")
    standards = _known(level or chosen["default"], chosen["levels"], f"level of {profile}")
    tables = [table(standard) for standard in standards]
    return Policy(
        profile=profile,
        titles=tuple(each["title"] for each in tables),
        version=max(each["version"] for each in tables),
        compact=all(each["object-streams"] for each in tables),
        info=all(each["info"] for each in tables),
        info_entries={k: v for each in tables for k, v in each.get("info-entries", {}).items()},
        links=all(each["annotations"] for each in tables),
        bleed=chosen["bleed"],
        intents=_distinct((*(each.get("intent", "") for each in tables), chosen["intent"])),
        attachments=all(each["attachments"] for each in tables),
        attach=chosen["attach"] and all(each["attachments"] for each in tables),
        declare_schemas=any(each.get("extension-schemas", False) for each in tables),
        namespaces=any(each.get("tag-namespaces", False) for each in tables),
        structure_destinations=any(each.get("structure-destinations", False) for each in tables),
        icc_version=min(each["icc-version"] for each in tables),
        inks=chosen["inks"],
        plain_rgb=chosen["plain-rgb"],
        transparency=all(each.get("transparency", True) for each in tables),
        schemas=tuple(_schema(entry) for each in tables for entry in each.get("xmp", ())),
        severities=_strictest(each.get("breaches", {}) for each in tables),
    )


def _known(word: str, entries: Mapping[str, Any], what: str) -> Any:
    if word not in entries:
        hint = nearest(word, entries) or f"known: {', '.join(entries)}"
        raise ValueError(f"no {what} '{word}'; {hint}")
    return entries[word]


@cache
def roles(version: int = 1) -> Roles:
    """The structure types of PDF 1.7 (1) or PDF 2.0 (2), and ours."""
    chosen = table("roles")[str(version)]
    return Roles(standard=frozenset(chosen["standard"]), mapped=chosen["mapped"])


def output_condition(identifier: str) -> OutputCondition | None:
    """The printing condition of that name, or None."""
    return next((c for c in output_conditions() if c.identifier == identifier), None)


@cache
def output_conditions() -> tuple[OutputCondition, ...]:
    """All known printing conditions, by name."""
    return tuple(
        OutputCondition(
            identifier=identifier,
            **{**entry, "descriptions": tuple(entry.get("descriptions", ()))},
        )
        for identifier, entry in sorted(table("output-conditions").items())
    )


@cache
def table(name: str) -> dict[str, Any]:
    """One of the data files beside this module."""
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
    for each in tables:
        for code, severity in each.items():
            merged[code] = max(severity, merged.get(code, "ignore"), key=_GRAVITY.index)
    return merged
