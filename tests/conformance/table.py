"""Write docs/guide/requirements.md: every rule of composition, with the tests that bear its id.

usage: python tests/conformance/table.py

A test bears an id as a card (``id = "CL-LB-01"`` in a TOML file of this folder), or in its name
or in words beside it (``CL_HD_01`` or ``CL-HD-01`` in a Python file of tests).
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
TABLE = CHECKOUT / "docs" / "guide" / "requirements.md"

_ID = re.compile(r"CL[-_](\w\w)[-_](\d\d)(?!\d)")
_TEST = re.compile(r"^(?:    )?def (test_\w+)", re.MULTILINE)

HEAD = """\
# Rules of composition

Which rules of Chinese, Japanese and Korean line composition are kept, and how many tests
bear the id of each. Made by `make table` from the tests; do not edit it by hand.

State: *tested*; *open* (no test yet); or, in words, where a rule is met otherwise or why it is not.
"""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One rule: ``CL-LB-01``, how binding, in short words, and what meets it besides tests."""

    id: str
    level: str
    rule: str
    beyond: str = ""


def requirements() -> list[Requirement]:
    """All rules, in the order of their file."""
    rows: Mapping[str, Any] = tomllib.loads(
        (HERE / "requirements.toml").read_text(encoding="utf-8")
    )["rule"]
    return [Requirement(f"CL-{name}", **row) for name, row in rows.items()]


def groups() -> Mapping[str, str]:
    """The title of each group of rules."""
    data = tomllib.loads((HERE / "requirements.toml").read_text(encoding="utf-8"))
    return dict(data["group"])


def tests_by_id() -> Counter[str]:
    """How many cards and tests bear each id."""
    found: Counter[str] = Counter()
    for path in sorted(HERE.rglob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for card in data.get("card", ()):
            found.update(set(ids_in(str(card["id"]))))
    for path in sorted((CHECKOUT / "tests").rglob("test_*.py")):
        for piece in _tests(path.read_text(encoding="utf-8")):
            found.update(set(ids_in(piece)))
    return found


def _tests(text: str) -> list[str]:
    """The text of each test function, with the lines above it since the one before."""
    starts = [match.start() for match in _TEST.finditer(text)]
    edges = [0, *(_end_of(text, start) for start in starts)]
    return [text[a:b] for a, b in pairwise(edges)]


def _end_of(text: str, start: int) -> int:
    """Where the function that begins at ``start`` ends: the next line that is not indented."""
    found = re.compile(r"^(?![ \t)\n])", re.MULTILINE).search(text, text.index("\n", start) + 1)
    return found.start() if found else len(text)


def ids_in(text: str) -> list[str]:
    """The ids named in a text."""
    return [f"CL-{group}-{number}" for group, number in _ID.findall(text)]


def table() -> str:
    """The whole page."""
    counts, titles = tests_by_id(), groups()
    out, group = [HEAD], ""
    for row in requirements():
        if row.id[3:5] != group:
            group = row.id[3:5]
            out.append(f"\n## {titles[group]}\n\n| id | | rule | tests | state |\n"
                       "| --- | --- | --- | --- | --- |\n")  # fmt: skip
        count = counts[row.id]
        state = "tested" if count else row.beyond or "open"
        out.append(f"| {row.id} | {row.level} | {row.rule} | {count or ''} | {state} |\n")
    return "".join(out)


def main() -> int:
    """Write the page."""
    TABLE.write_text(table(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
