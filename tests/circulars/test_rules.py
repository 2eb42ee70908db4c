"""The rules themselves: all in the guide, all of them measured."""

from __future__ import annotations

from tests.circulars.table import TARGET, measured, table
from typeset.style.gbt9704 import rules


def test_the_table_in_the_guide_is_as_the_rules_are() -> None:
    assert TARGET.read_text(encoding="utf-8") == table(), "run make table"


def test_every_rule_is_measured_on_a_page() -> None:
    missing = {
        name for name, files in measured().items() if files == ["test_rules.py"] or not files
    }
    assert not missing


def test_every_rule_names_its_clause() -> None:
    assert all(rule.clause[:1].isdigit() and rule.text for rule in rules().values())
