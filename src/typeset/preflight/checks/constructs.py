"""Constructs that a print file must not use, as they were met while its pages were read."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight.marks import Dossier
from typeset.preflight.report import Finding, Wanted, rules, shown

_SPACES = {"cmyk", "gray", "unknown"}  # that transparency may blend in


def constructs(dossier: Dossier, _wanted: Wanted) -> Iterator[Finding]:
    """Every construct that a rule of the same name is about; whether it counts, the rule says."""
    known = rules()
    for sheet in dossier.sheets:
        for trait, count in sheet.traits.items():
            if trait.name not in known or (trait.name == "group-space" and trait.detail in _SPACES):
                continue
            detail = {"rgb": "RGB", "lab": "Lab"}.get(trait.detail, trait.detail)
            facts = {"detail": shown(detail, 40).strip("“”") if detail else ""}
            yield Finding(code=trait.name, page=sheet.number, values=facts, count=count)
