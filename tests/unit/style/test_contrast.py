"""Text stays legible on its ground: the pairs of the design, measured as they print."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.unit.style.reading import style_of
from typeset.color import Color
from typeset.docx.srgb import rgb

PAIRS = tomllib.loads(Path(__file__).with_name("contrast.toml").read_text(encoding="utf-8"))
PALETTE = style_of("extends: gov-report").palette


def luminance(color: Color) -> float:
    channels = [c / 255 for c in rgb(color)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(text: Color, ground: Color) -> float:
    light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("pair", PAIRS["pair"], ids=lambda p: f"{p['text']} on {p['ground']}")
def test_a_pair_has_the_contrast_it_is_said_to_have(pair: dict[str, str]) -> None:
    measured = contrast(PALETTE[pair["text"]], PALETTE[pair["ground"]])
    assert measured == pytest.approx(float(pair["ratio"]), rel=0.12)
    assert measured >= 4.5


def test_gold_is_never_the_colour_of_text() -> None:
    golds = {PALETTE[name] for name in ("gold", "gold-dark")}
    roles = style_of("extends: gov-report").roles.values()
    assert [role.name for role in roles if role.color in golds] == []
