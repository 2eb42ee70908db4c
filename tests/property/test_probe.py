"""The probe over random mixtures of every class, language, style and measure (issue 3, item 3)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.line_engine import EM, paragraph, squares
from tests.probe import checked, probe
from typeset.scripts.breaks import BAN, SOFT_2
from typeset.scripts.classes import clusters, load_script
from typeset.text.break_lines import LADDER, Widths, solutions
from typeset.text.simple import simple_lines
from typeset.text.weigh import price

WORDS = st.sampled_from(
    ["GDP", "A4", "VDE—TDAP", "PM₂.₅", " the ", "don’t", "13+48+2", "https://a.b/c", "[12]", "x/y"]
)
NUMBERS = st.builds(
    lambda n, unit: f"{n}{unit}",
    st.integers(0, 99999),
    st.sampled_from(["亿元", "个", "%", "年3月", "℃", "～7", "微克/立方米", ""]),
)
HAN = st.text("国产业强区一二々かァーっ한글", min_size=1, max_size=9)
MARKS = st.text("，。、；：！？“”‘’（）《》「」『』·—…～/・ \u3000", min_size=1, max_size=3)
RARE = st.sampled_from(
    ["\u200b", "\u2060", "\u00a0", "\n", "\n\n", "e\u0301", "葛\U000e0100", "👨\u200d👩\u200d👧",
     "🇨🇳", "\u202e", "𠮷", "\u0378", "한\u1100\u1161", "\t", "\u00ad", "①", "（", "”", "——", "……"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(HAN, HAN, NUMBERS, WORDS, MARKS, RARE), max_size=25).map("".join)
LANGUAGES = st.sampled_from(["zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja", "ko"])
MEASURES = st.sampled_from([0.4, 1, 2.25, 3.7, 6, 9.5, 14, 18, 22, 30])
PUNCT = st.sampled_from(["quanjiao", "kaiming", "banjiao", "hangmobanjiao", "none"])
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "punct": PUNCT,
        "hang": st.sampled_from(["none", "allow", "force"]),
        "break": st.sampled_from(["total", "simple"]),
        "autospace": st.sampled_from(["none", 0.125, 0.5]),
        "para-open": st.sampled_from(["trim", "full", "hang"]),
        "justify_last": st.booleans(),
        "single_line": st.booleans(),
        "hangul": st.sampled_from(["keep", "syllable"]),
        "keep-stops": st.booleans(),
    },
)
REQUESTS = st.fixed_dictionaries(
    {"text": TEXTS, "measure_em": MEASURES, "lang": LANGUAGES, "options": OPTIONS},
    optional={
        "indent_em": st.sampled_from([0, 1, 2]),
        "align": st.sampled_from(["justify", "start", "center", "end"]),
    },
)
_WHITE = str.maketrans("", "", " \u3000\n\t\r")


def bare(text: str) -> str:
    return text.translate(_WHITE)


@settings(max_examples=250, deadline=None)
@given(REQUESTS)
@example({"text": "’’、", "measure_em": 0.4, "lang": "zh-Hans", "options": {"hang": "allow"}})
@example({"text": "（", "measure_em": 1, "lang": "zh-Hans", "options": {"justify_last": True}})
def test_every_answer_holds_what_the_contract_says(request: dict[str, Any]) -> None:
    result = probe(request)
    checked(request, result)
    assert bare("".join(line["text"] for line in result["lines"])) == bare(request["text"])
    starts = [line["start"] for line in result["lines"]]
    assert starts == sorted(starts)
    assert json.dumps(result) == json.dumps(probe(request))


@settings(max_examples=250, deadline=None)
@given(REQUESTS)
def test_lines_fit_and_fill_the_measure_or_a_warning_says_so(request: dict[str, Any]) -> None:
    result = probe(request)
    told = {found["start"] for found in result["warnings"] if found["code"] == "rule-relaxed"}
    last = {line["paragraph"]: line["start"] for line in result["lines"]}
    seen = set[int]()
    for line in result["lines"]:
        first = line["paragraph"] not in seen
        seen.add(line["paragraph"])
        if line["start"] in told or not line["items"]:
            continue
        ragged = request.get("align", "justify") in ("center", "end")
        edge = line["items"][0]["x_em"] - line["items"][0]["glue_before_em"]
        room = request["measure_em"] - (edge if first and not ragged else 0)
        assert line["set_em"] <= room + 0.005
        ends = last[line["paragraph"]] == line["start"]
        filled = not ends or request["options"].get("justify_last")
        if request.get("align", "justify") == "justify" and filled:
            assert line["set_em"] == pytest.approx(room, abs=0.005)


@settings(max_examples=200, deadline=None)
@given(REQUESTS)
def test_no_ban_is_broken_without_a_warning(request: dict[str, Any]) -> None:
    result = probe(request)
    script = load_script(request["lang"])
    told = {found["end"] for found in result["warnings"] if found["code"] == "rule-relaxed"}
    starts_banned = script.some("CB FS CM EQ" if script.tag != "ja" else "CB FS CM")
    cut = clusters(request["text"], script)
    letter_at = dict(zip(cut.starts, cut.classes, strict=True))
    for above, below in zip(result["lines"], result["lines"][1:], strict=False):
        if above["paragraph"] != below["paragraph"] or above["end"] in told:
            continue
        explicit = above["text"].endswith(("\u200b", " "))
        if below["items"] and not explicit:
            assert letter_at.get(below["items"][0]["start"]) not in starts_banned
        if above["items"] and not explicit:
            assert letter_at.get(above["items"][-1]["start"]) not in script.some("OB")


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from([9.5, 14.0, 18.0, 22.0]))
def test_total_fit_never_costs_more_than_line_by_line(text: str, measure: float) -> None:
    prepared = squares().setter.prepare(paragraph(text.replace("\n", "") or "国"))
    items = prepared.galleys[0].items
    widths = Widths(measure * EM)
    best = min(solutions(items, widths, "justify").values(), key=lambda one: one.cost)
    (greedy,) = simple_lines(items, widths, "justify").values()
    legal = all(items.strength[end] <= SOFT_2 for end in greedy.ends[:-1])
    if legal and best.rung < len(LADDER) - 4:
        total = price(items, widths, best.ends)
        assert total == pytest.approx(best.cost)
        assert total <= price(items, widths, greedy.ends) + 1e-6
    assert all(items.strength[end] < BAN for end in best.ends[:-1] if best.rung < 6)


@pytest.mark.parametrize(
    "text",
    [
        "\u202e国" * 40,
        "\U000e0100\u0301\u200d" * 30,
        "（" * 300,
        "。" * 300,
        "—" * 301,
        "a" * 4000,
        "“‘" * 200,
        "\u0378\uffff\U0010ffff国" * 30,
        " " * 500 + "国",
        "\u3000" * 100,
    ],
)
@pytest.mark.parametrize("measure", [0.01, 3.0, 20.0])
def test_odd_text_gets_a_sane_layout(text: str, measure: float) -> None:
    """Issue 3, item 6."""
    for way in ("total", "simple"):
        given = {"text": text, "measure_em": measure, "options": {"break": way}}
        result = probe(given)
        checked(given, result)
        assert bare("".join(line["text"] for line in result["lines"])) == bare(text)


def test_a_paragraph_of_a_million_bytes_is_set() -> None:
    """Issue 3, item 6."""
    text = "国产业强区，深入实施131亿元“绿色”。" * 16_000
    result = probe({"text": text, "measure_em": 30})
    assert "".join(line["text"] for line in result["lines"]) == text
    assert result["warnings"] == []
