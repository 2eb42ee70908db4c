"""The cards of lines/*.toml: what the probe is asked, and what it must answer, by clause.

A card has the clause's ``id`` and a request (``text`` or ``runs``, ``measure``, ``indent``,
``align``, ``lang``, ``role``, ``options``; without a measure 40 em, without an indent none).
Expected are any of: ``lines`` (texts), ``natural``, ``set`` and ``hang`` (em, by line),
``x`` (em, of the items of ``line``, by default the first), ``items`` (text, x, advance, glue
before, glue after), ``classes``, ``glyphs``, ``warnings`` and ``error`` (codes). A card with
``holds`` has a text where × stands for a place that never parts and ÷ for one that may: set
narrow, line by line and in words alone, no line ends at the first and some at the second.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.probe import checked, probe

_FILES = sorted(Path(__file__).with_name("lines").glob("*.toml"))
CARDS: list[dict[str, Any]] = [
    card for path in _FILES for card in tomllib.loads(path.read_text(encoding="utf-8"))["card"]
]
SET_CARDS = [card for card in CARDS if "holds" not in card]
HELD_CARDS = [card for card in CARDS if "holds" in card]


def name_of(card: dict[str, Any]) -> str:
    text = card.get("holds") or card.get("text") or "".join(run["t"] for run in card["runs"])
    return f"{card['id'].split()[0]}-{text[:10]}"


def request_of(card: dict[str, Any]) -> dict[str, Any]:
    names = ("text", "runs", "align", "lang", "role")
    given: dict[str, Any] = {name: card[name] for name in names if name in card}
    given |= {"measure_em": card.get("measure", 40), "options": card.get("options", {})}
    if card.get("indent") != "default":
        given["indent_em"] = card.get("indent", 0)
    return given


@pytest.mark.parametrize("card", SET_CARDS, ids=name_of)
def test_a_text_is_set_as_its_card_says(card: dict[str, Any]) -> None:
    given = request_of(card)
    result = probe(given)
    if "error" in card:
        assert result["error"]["code"] == card["error"]
        return
    checked(given, result)
    lines = result["lines"]
    if "lines" in card:
        assert [line["text"] for line in lines] == card["lines"]
    for key in ("natural", "set", "hang"):
        if key in card:
            found = [line[f"{key}_em"] for line in lines]
            assert found == pytest.approx(card[key], abs=0.005)
    items = lines[card.get("line", 0)]["items"] if lines else []
    if "x" in card:
        assert [item["x_em"] for item in items] == pytest.approx(card["x"], abs=0.005)
    for wanted in card.get("items", ()):
        item = next(item for item in items if item["text"] == wanted[0])
        names = ("x_em", "advance_em", "glue_before_em", "glue_after_em")
        assert [item[name] for name in names] == pytest.approx(wanted[1:], abs=0.005)
    if "classes" in card:
        assert " ".join(item["class"] for item in items) == card["classes"]
    if "glyphs" in card:
        assert " ".join(item["glyph"] for item in items) == card["glyphs"]
    assert [found["code"] for found in result["warnings"]] == card.get("warnings", [])


@pytest.mark.parametrize("card", HELD_CARDS, ids=name_of)
def test_a_text_parts_only_where_its_card_says(card: dict[str, Any]) -> None:
    text = card["holds"].replace("×", "").replace("÷", "")
    never, may = set[int](), set[int]()
    at = 0
    for char in card["holds"]:
        if char in "×÷":
            (never if char == "×" else may).add(at)
        else:
            at += 1
    parted: set[int] = set()
    for measure in (2, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8, 9, 10, 12, 14):
        for align, way in (("justify", "total"), ("justify", "simple"), ("start", "simple")):
            options = {**card.get("options", {}), "break": way}
            given = request_of(card | {"text": text, "measure": measure, "align": align})
            result = probe(given | {"options": options})
            checked(given | {"options": options}, result)
            relaxed = {found["end"] for found in result["warnings"]}
            ends = {line["end"] for line in result["lines"]} - {len(text)}
            assert not ends & never - relaxed, (measure, way, result["lines"])
            parted |= ends
    assert may <= parted
