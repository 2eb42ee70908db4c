"""Findings about a PDF, and what the whole examination came to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from typeset.diagnostics import Diagnostic, Severity, Span
from typeset.geometry import MM
from typeset.preflight.limits import Limits, Standard
from typeset.preflight.marks import Dossier, Sheet
from typeset.preflight.values import Box
from typeset.record import dataclass

Language = Literal["en", "zh"]
Binding = Literal["none", "saddle", "perfect"]

_GRAVITY = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the file is examined for. ``inks`` are the job's plates; empty: any."""

    standard: Standard
    limits: Limits
    binding: Binding = "none"
    inks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One breach. ``page`` is 0 for the file as a whole; ``place`` is in mm from the cut.

    ``values`` fill the message of the rule; ``count`` tells how often the same was found.
    """

    code: str
    page: int = 0
    values: Mapping[str, str]
    count: int = 1
    place: tuple[float, float] | None = None


Check = Callable[[Dossier, Wanted], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the file is, for the report's head. Sizes are in mm."""

    name: str
    version: str
    pages: int
    trim: tuple[float, float]
    bleed: float
    inks: tuple[str, ...]
    fonts: tuple[str, ...]
    images: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome: facts and findings, the gravest first, then by page."""

    facts: Facts
    wanted: Wanted
    findings: tuple[Finding, ...]

    def severity(self, finding: Finding) -> Severity:
        """How grave a finding is under the standard examined for."""
        return severity(finding.code, self.wanted.standard)

    @property
    def clean(self) -> bool:
        """Whether there is nothing but notes."""
        return all(self.severity(finding) == "note" for finding in self.findings)

    def count(self, grave: Severity) -> int:
        """How many findings are of that gravity."""
        return sum(self.severity(finding) == grave for finding in self.findings)

    def diagnostics(self, *, notes: bool = False, joined: bool = False) -> list[Diagnostic]:
        """The findings as diagnostics: the file is the PDF, the line its page (1: the file).

        ``joined`` tells what is the same on several pages once, at the first of them.
        """
        told = [f for f in self.findings if notes or self.severity(f) != "note"]
        groups: dict[object, list[Finding]] = {}
        for finding in told:
            same = (finding.code, *sorted(finding.values.items())) if joined else id(finding)
            groups.setdefault(same, []).append(finding)
        return [
            Diagnostic(
                f"preflight/{first.code}",
                self.severity(first),
                self.message(first, "en") + _also(others),
                Span(self.facts.name, max(first.page, 1)),
                self.hint(first),
            )
            for first, *others in groups.values()
        ]

    def message(self, finding: Finding, language: Language) -> str:
        """What the finding says, with its count and place."""
        known = {"standard": self.wanted.standard.title, "count": str(finding.count)}
        template = rules()[finding.code][language]
        facts = finding.values
        if language == "zh":
            facts = {key: in_chinese(value) for key, value in facts.items()}
        said = template.format_map({**known, "page": str(finding.page), **facts})
        said = "".join(character if character.isprintable() else "�" for character in said)
        return said + _whereabouts(finding, language, counted="{count}" in template)

    def hint(self, finding: Finding) -> str:
        """What to do about it, or an empty string."""
        hint = rules()[finding.code].get("hint", "")
        return hint.format_map({"standard": self.wanted.standard.title})


def _also(others: list[Finding]) -> str:
    """The further pages on which the same was found."""
    pages = sorted({finding.page for finding in others})
    if not pages:
        return ""
    return f"; so on page{'s' if len(pages) > 1 else ''} {spans(pages, ', ')}"


def spans(pages: Sequence[int], comma: str) -> str:
    """Page numbers with their runs joined: 1–3, 7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return comma.join(f"{r[0]}–{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)


def in_chinese(value: str) -> str:
    """What a message is filled with, in Chinese; names stay as they are."""
    for pattern, said in _words():
        if found := pattern.fullmatch(value):
            return said.format(*found.groups())
    return value


@cache
def _words() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return tuple(
        (re.compile(re.escape(english).replace(r"\{\}", "(.+?)")), chinese)
        for english, chinese in table["zh"].items()
    )


def _whereabouts(finding: Finding, language: Language, *, counted: bool) -> str:
    parts = []
    many = finding.count > 1 and not counted
    if many:
        parts.append(f"{finding.count} places" if language == "en" else f"共 {finding.count} 处")
    if finding.place is not None:
        x, y = finding.place
        at = ("at", "first at") if language == "en" else ("距左上", "首处距左上")
        parts.append(f"{at[many]} {x:.0f}, {y:.0f} {'mm' if language == 'en' else '毫米'}")
    if not parts:
        return ""
    return f" ({', '.join(parts)})" if language == "en" else f"（{'，'.join(parts)}）"


def severity(code: str, standard: Standard) -> Severity:
    """How grave a rule's breach is; only for codes that are not off."""
    found = _severity(code, standard)
    assert found != "off"  # noqa: S101 - such findings are dropped in `examine`
    return found  # type: ignore[return-value]


def is_off(code: str, standard: Standard) -> bool:
    """Whether the rule is none under the standard."""
    return _severity(code, standard) == "off"


def _severity(code: str, standard: Standard) -> str:
    rule = rules()[code]
    return rule.get(standard.name, rule["severity"])


def gravity(standard: Standard) -> Callable[[Finding], tuple[int, int, str]]:
    """The order of findings: gravest first, then by page and code."""
    return lambda f: (_GRAVITY.index(severity(f.code, standard)), f.page, f.code)


@cache
def rules() -> dict[str, dict[str, str]]:
    """Every rule by its code."""
    return tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))


# -- gathering -------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    values: Mapping[str, str]
    place: tuple[float, float] | None
    count: int = 1


class Tally:
    """Gathers what is found again and again on a page into one finding each."""

    def __init__(self, sheet: Sheet | None = None) -> None:
        self._sheet = sheet
        self._groups: dict[tuple[str, object], _Group] = {}

    def add(self, code: str, key: object = "", box: Box | None = None, **values: str) -> None:
        """One more of the same ``code`` and ``key``; the first one's values are told."""
        if (group := self._groups.get((code, key))) is not None:
            group.count += 1
            return
        place = place_of(box, self._sheet) if box and self._sheet else None
        self._groups[code, key] = _Group(values, place)

    def findings(self) -> Iterator[Finding]:
        """A finding for each group."""
        page = self._sheet.number if self._sheet else 0
        for (code, _), group in self._groups.items():
            yield Finding(
                code=code, page=page, values=group.values, count=group.count, place=group.place
            )


def place_of(box: Box, sheet: Sheet) -> tuple[float, float]:
    """The head left corner of a box in mm from that of the cut page."""
    cut = sheet.cut
    return (box[0] - cut[0]) / MM, (cut[3] - box[3]) / MM


def shown(text: str, most: int = 24) -> str:
    """A text to be quoted in a message: one line, not too long."""
    line = " ".join(text.split())
    line = "".join(character if character.isprintable() else "�" for character in line)
    return f"“{line[:most]}{'…' if len(line) > most else ''}”" if line else "(no characters)"
