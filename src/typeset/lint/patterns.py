"""The rules of ``data/rules.toml``: patterns, compiled when a language is first asked for."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from typeset.lint.findings import Finding
from typeset.record import dataclass

Scope = Literal["text", "project"]

_FILE = Path(__file__).parent / "data" / "rules.toml"
_SET = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row, ready to be searched for."""

    code: str
    clause: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    proposal: str | Mapping[str, str]
    message: str
    safe: bool

    def search(self, text: str) -> Iterator[Finding]:
        """Every place in a paragraph, in order."""
        if self.unless is not None and self.unless.search(text):
            return
        for found in self.pattern.finditer(text):
            start, end = _place(found)
            yield Finding(
                code=self.code,
                start=start,
                end=end,
                text=text[start:end],
                proposal=self._instead(found, text[start:end]),
                message=self.message,
                clause=self.clause,
                safe=self.safe,
            )

    def _instead(self, found: re.Match[str], text: str) -> str:
        if isinstance(self.proposal, str):
            return found.expand(self.proposal)
        for written, meant in self.proposal.items():
            text = text.replace(written, meant)
        return text


def _place(found: re.Match[str]) -> tuple[int, int]:
    """The named group of the alternative that matched, or all of it."""
    for name in ("at", "at2", "at3"):
        if name in found.re.groupindex and found.start(name) >= 0:
            return found.span(name)
    return found.span()


@functools.cache
def rules(language: str, scope: Scope) -> tuple[Rule, ...]:
    """The rules that hold in a language (BCP 47), in the file's order.

    ``scope`` "text" leaves out what can only be judged in a project.
    """
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    tag = _tag(language)
    return tuple(
        _rule(row, data["sets"])
        for row in data["rule"]
        if any(tag == name or tag.startswith(f"{name}-") for name in row["languages"].split())
        and (scope == "project" or row.get("scope", "text") == "text")
    )


def _tag(language: str) -> str:
    """The language with the script of Chinese spelt out: ``zh-TW`` is ``zh-Hant``."""
    parts = language.split("-")
    if parts[0].lower() != "zh":
        return parts[0].lower()
    rest = {part.lower() for part in parts[1:]}
    return "zh-Hant" if rest & {"hant", "tw", "hk", "mo"} else "zh-Hans"


def _rule(row: Mapping[str, Any], sets: Mapping[str, str]) -> Rule:
    unless = row.get("unless")
    return Rule(
        code=row["code"],
        clause=row["id"],
        pattern=re.compile(_filled(row["pattern"], sets), re.DOTALL),
        unless=re.compile(unless, re.DOTALL) if unless else None,
        proposal=row["proposal"],
        message=row["message"],
        safe=row["safe"],
    )


def _filled(pattern: str, sets: Mapping[str, str]) -> str:
    """The pattern with its sets; ``{{3,}}`` is a count."""
    whole = _SET.sub(lambda found: sets[found[1]], pattern)
    return whole.replace("{{", "{").replace("}}", "}")
