"""The cards of lint_cards.toml: a text, and every finding in it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from typeset.lint import lint_text

_FILE = Path(__file__).with_name("lint_cards.toml")
CARDS: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["card"]


def name_of(card: dict[str, Any]) -> str:
    return f"{card['id']}-{card['request']['text'][:8].strip()}"


@pytest.mark.parametrize("card", CARDS, ids=name_of)
def test_a_text_has_the_findings_of_its_card(card: dict[str, Any]) -> None:
    request = card["request"]
    marked = [(first, last, language) for first, last, language in request.get("marked", ())]
    found = lint_text(request["text"], request.get("lang", "zh-Hans-CN"), marked)
    assert [list(one.row.values()) for one in found] == card["expected"]


@pytest.mark.parametrize("card", CARDS, ids=name_of)
def test_a_finding_names_the_characters_it_is_about(card: dict[str, Any]) -> None:
    for _, first, last, text, _ in card["expected"]:
        assert card["request"]["text"][first:last] == text
