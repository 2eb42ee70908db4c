"""Counting in the numerals of labels and folios."""

from __future__ import annotations

import pytest

from typeset.model.numerals import System, spell


@pytest.mark.parametrize(
    ("number", "system", "language", "expected"),
    [
        (10, "han", "zh-Hans", "十"),
        (12, "han", "zh-Hans", "十二"),
        (20, "han", "zh-Hans", "二十"),
        (110, "han", "zh-Hans", "一百一十"),
        (103, "han", "zh-Hans", "一百零三"),
        (1003, "han", "zh-Hans", "一千零三"),
        (10_001, "han", "zh-Hans", "一万零一"),
        (12_300, "han", "zh-Hant-TW", "一萬二千三百"),
        (103, "han", "ja", "百三"),
        (2021, "digits", "zh-Hans", "二〇二一"),
        (16, "formal", "zh-Hans", "壹拾陆"),
        (16, "formal", "zh-Hant", "壹拾陸"),
        (4, "stems", "zh-Hans", "丁"),
        (21, "circled", "zh-Hans", "㉑"),
        (51, "circled", "zh-Hans", "51"),
        (3, "bracketed", "zh-Hans", "⑶"),
        (1994, "roman", "zh-Hans", "mcmxciv"),
        (9, "Roman", "zh-Hans", "IX"),
        (28, "Latin", "zh-Hans", "AB"),
        (17, "fullwidth", "zh-Hans", "１７"),
    ],
)  # fmt: skip
def test_a_number_is_spelled_as_the_language_counts(
    number: int, system: System, language: str, expected: str
) -> None:
    """CL-LI-01: counters of lists and headings, digit sets by language."""
    assert spell(number, system, language) == expected
