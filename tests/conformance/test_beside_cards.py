"""The cards of beside/*.toml: vertical lines, and what stands beside lines, by clause.

A card has the clause's ``id`` and a request as those of ``lines/`` have; ``vertical.toml`` is
set in vertical lines, with ``tcy`` and ``fixture`` where they are named. Expected are any of:
``lines``, ``line_text``, ``set`` (em), ``x`` and ``items`` of the first line; ``features``
(characters whose glyph is replaced) and ``plain`` (those whose is not), ``substituted`` (the
glyph id is another than in horizontal lines), ``drawn``, ``cells``; ``marks`` of the first line
(kind, start, end, x, width), ``line_marks`` line by line, ``centres``, ``starts``, ``sides``,
``sizes``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.probe import checked, probe

_FOLDER = Path(__file__).with_name("beside")
CARDS: list[dict[str, Any]] = [
    card | {"vertical": path.stem == "vertical"}
    for path in sorted(_FOLDER.glob("*.toml"))
    for card in tomllib.loads(path.read_text(encoding="utf-8"))["card"]
]


def name_of(card: dict[str, Any]) -> str:
    text = card.get("text") or "".join(run["t"] for run in card["runs"])
    return f"{card['id'].split()[0]}-{text[:10]}"


def request_of(card: dict[str, Any], mode: str = "") -> dict[str, Any]:
    given = {key: card[key] for key in ("text", "runs", "align", "lang") if key in card}
    options: dict[str, Any] = {}
    if card["vertical"]:
        options["writing_mode"] = mode or "vertical-rl"
    if "tcy" in card:
        options["tcy"] = card["tcy"]
    if "fixture" in card:
        options["font_fixture"] = card["fixture"]
    return given | {"measure_em": card.get("measure", 40), "indent_em": 0, "options": options}


@pytest.mark.parametrize("card", CARDS, ids=name_of)
def test_a_line_and_its_marks_are_as_their_card_says(card: dict[str, Any]) -> None:
    given = request_of(card)
    result = probe(given)
    checked(given, result)
    lines = result["lines"]
    if "lines" in card:
        assert [line["text"] for line in lines] == card["lines"]
    if "line_text" in card:
        assert lines[0]["text"] == card["line_text"]
    if "set" in card:
        assert [line["set_em"] for line in lines] == pytest.approx(card["set"], abs=0.005)
    _check_items(card, lines[0]["items"])
    _check_marks(card, lines)
    if "substituted" in card:
        level = probe(request_of(card, "horizontal-tb"))["lines"][0]["items"]
        pairs = zip(lines[0]["items"], level, strict=True)
        changed = [own["text"] for own, other in pairs if own["glyph"] != other["glyph"]]
        assert changed == card["substituted"]


def _check_items(card: dict[str, Any], items: list[dict[str, Any]]) -> None:
    places = {item["text"]: item["x_em"] for item in items}
    for text, x in card.get("x", {}).items():
        assert places[text] == pytest.approx(x, abs=0.005)
    for wanted in card.get("items", ()):
        item = next(item for item in items if item["text"] == wanted[0])
        names = ("x_em", "advance_em", "glue_before_em", "glue_after_em")
        assert [item[name] for name in names] == pytest.approx(wanted[1:], abs=0.005)
    featured = [item["text"] for item in items if item.get("features") == ["vert"]]
    if "features" in card:
        assert featured == card["features"]
        assert not set(featured) & set(card.get("plain", ""))
    if "drawn" in card:
        assert "".join(item.get("drawn", "") for item in items) == card["drawn"]
    if "cells" in card:
        assert [item["text"] for item in items if item.get("tcy")] == card["cells"]


def _check_marks(card: dict[str, Any], lines: list[dict[str, Any]]) -> None:
    found = [line.get("marks", []) for line in lines]
    expected = card.get("line_marks", [card["marks"]] if "marks" in card else [])
    for own, wanted in zip(found, expected, strict=False):
        assert [(m["kind"], m["start"], m["end"]) for m in own] == [tuple(w[:3]) for w in wanted]
        told = [number for m in own for number in (m["x_em"], m["width_em"])]
        assert told == pytest.approx([n for w in wanted for n in w[3:]], abs=0.005)
    first = sorted(found[0], key=lambda mark: (mark["start"], mark["kind"]))
    if "centres" in card:
        middles = [mark["x_em"] + mark["width_em"] / 2 for mark in first]
        assert middles == pytest.approx(card["centres"], abs=0.005)
    if "starts" in card:
        assert [mark["start"] for mark in first] == card["starts"]
    if "sides" in card:
        told_sides = [f"{mark['kind']} {mark['side']}" for mark in first]
        assert told_sides == card["sides"].split(", ")
    if "sizes" in card:
        assert [mark["size_em"] for mark in first] == card["sizes"]


def test_readings_are_told_with_their_text() -> None:
    given = {"runs": [{"t": "字", "ruby": "zì"}], "measure_em": 9, "indent_em": 0}
    (mark,) = probe(given)["lines"][0]["marks"]
    assert mark["text"] == "zì"
    assert mark["side"] == "above"
