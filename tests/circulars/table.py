"""Writes docs/guide/circular-rules.md: every rule of the standard, its value, and who checks it.

A rule counts as measured where a test of this folder names it. Run by ``make table``.
"""

from __future__ import annotations

import re
from pathlib import Path

from typeset.style.gbt9704 import Rule, rules

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "docs" / "guide" / "circular-rules.md"
_STATES = {
    "standard": "the standard's own",
    "reading": "authorities' reading",
    "habit": "habit of offices",
}
_HEAD = """\
# Rules of official circulars

Made by `make table` from `src/typeset/style/presets/gbt9704.toml`: every rule of GB/T 9704-2012
that sets a circular, what it asks for, how far a produced page may be from it, where the value
comes from, and the tests that measure it on the produced PDF (and, where a second tolerance is
given, on the Word file as LibreOffice draws it). The standard's own text is at
openstd.samr.gov.cn; the values here were gathered from public transcriptions of it.

| clause | rule | id | value | PDF | Word | source | measured by |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""


def measured() -> dict[str, list[str]]:
    """The files of this folder that name each rule."""
    found: dict[str, list[str]] = {name: [] for name in rules()}
    for file in sorted(HERE.glob("test_*.py")):
        text = file.read_text(encoding="utf-8")
        for name in set(re.findall(r'"([a-z0-9-]+)"', text)) & set(found):
            found[name].append(file.name)
    return found


def table() -> str:
    """The whole page."""
    by = measured()
    return _HEAD + "".join(_row(rule, by[rule.id]) for rule in rules().values())


def _row(rule: Rule, files: list[str]) -> str:
    tolerance = f"± {rule.tolerance:g}" if rule.tolerance else "exact"
    word = f"± {rule.docx:g} mm" if rule.docx is not None else ""
    value = f"{rule.value:g} {rule.unit}".strip()
    tests = ", ".join(f"`{file}`" for file in files) or "not measured"
    cells = (rule.clause, rule.text, f"`{rule.id}`", value, tolerance, word, _STATES[rule.state],
             tests)  # fmt: skip
    return "| " + " | ".join(cells) + " |\n"


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8")
