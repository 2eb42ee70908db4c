"""The cards of clreq_cards.toml, each a clause with a text and the lines it must come to."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.line_engine import EM, paragraph, squares

_FILE = Path(__file__).with_name("clreq_cards.toml")
CARDS: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["card"]
LINE_CARDS = [card for card in CARDS if "lines" in card]
WIDTH_CARDS = [card for card in CARDS if "width" in card]


def name_of(card: dict[str, Any]) -> str:
    return f"{card['id']}-{card['text'][:8]}-{card.get('punct', 'quanjiao')}"


def rules_of(card: dict[str, Any]) -> dict[str, Any]:
    return {name: card[name] for name in ("kinsoku", "punct", "hang") if name in card}


@pytest.mark.parametrize("card", CARDS, ids=name_of)
def test_a_card_names_its_clause_and_says_what_it_expects(card: dict[str, Any]) -> None:
    assert card["id"].startswith("CL-")
    assert card["ref"]
    assert "lines" in card or "width" in card


@pytest.mark.parametrize("card", LINE_CARDS, ids=name_of)
def test_a_text_breaks_where_its_card_says(card: dict[str, Any]) -> None:
    engine = squares(card.get("indent", 0.0), **rules_of(card))
    made = engine.set(paragraph(card["text"], align=card.get("align", "")), card["measure"])
    assert [line.text for line in made.lines] == card["lines"]
    if "widths" in card:
        widths = [(line.width - line.runs[0].x) / EM for line in made.lines]
        assert widths == pytest.approx(card["widths"], abs=0.005)
    if "gaps" in card:
        assert [line.gap for line in made.lines] == pytest.approx(card["gaps"], abs=0.005)
    assert bool(engine.codes) == card.get("relaxed", False)


@pytest.mark.parametrize("card", WIDTH_CARDS, ids=name_of)
def test_a_text_is_as_wide_as_its_card_says(card: dict[str, Any]) -> None:
    engine = squares(**rules_of(card))
    assert engine.width(card["text"]) == pytest.approx(card["width"], abs=0.005)
