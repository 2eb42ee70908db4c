"""The probe's contract: what is refused, what is always there, and that it is the page's engine."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from tests.probe import checked, probe
from typeset.diagnostics import Sink
from typeset.scripts.classes import load_script
from typeset.text.measure import Measure
from typeset.text.paragraph import TextSetter
from typeset.text.probe import answers
from typeset.text.probe.answer import _paragraph
from typeset.text.probe.explain import explanation
from typeset.text.probe.fixtures import shipped_faces, style_for
from typeset.text.probe.request import read_request
from typeset.text.probe.source import paragraphs

EXAMPLE = {"id": "e1", "text": "山（3里）外。", "measure_em": 20, "align": "start"}
SEED = "镇江高新区总投资131亿元，“绿色”发展——达到65%以上……国·国（试行）。GDP增长1.2万人次！？好。"


def test_the_example_of_the_contract_comes_out_to_the_letter() -> None:
    """CL-00-05."""
    rows = [
        ("山", 0, 1, 2.0, 1.0, 0.0, 0.0, "HZ"), ("（", 1, 2, 3.5, 0.5, 0.5, 0.0, "OB"),
        ("3", 2, 3, 4.0, 0.5, 0.0, 0.25, "NU"), ("里", 3, 4, 4.75, 1.0, 0.0, 0.0, "HZ"),
        ("）", 4, 5, 5.75, 0.5, 0.0, 0.5, "CB"), ("外", 5, 6, 6.75, 1.0, 0.0, 0.0, "HZ"),
        ("。", 6, 7, 7.75, 0.5, 0.0, 0.0, "FS"),
    ]  # fmt: skip
    names = ("text", "start", "end", "x_em", "advance_em", "glue_before_em", "glue_after_em",
             "class")  # fmt: skip
    items = [dict(zip(names, row, strict=True)) | {"glyph": f"{row[0]}@ZHS"} for row in rows]
    line = {"paragraph": 1, "text": "山（3里）外。", "start": 0, "end": 7, "natural_em": 6.25,
            "set_em": 6.25, "hang_em": 0.0, "items": items}  # fmt: skip
    assert probe(EXAMPLE) == {"id": "e1", "lines": [line], "warnings": [], "lint": []}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": None}, "text"),
        ({"text": 5}, "text"),
        ({"runs": [{"t": "国"}]}, "runs"),
        ({"measure_em": 0}, "measure_em"),
        ({"measure_em": "20"}, "measure_em"),
        ({"measure_em": True}, "measure_em"),
        ({"measure_em": 1e400}, "measure_em"),
        ({"indent_em": None}, "indent_em"),
        ({"lang": "zh-CN"}, "lang"),
        ({"align": "left"}, "align"),
        ({"role": "title"}, "role"),
        ({"colour": "red"}, "colour"),
        ({"id": 7}, "id"),
        ({"options": []}, "options"),
        ({"options": {"punct": "half"}}, "options.punct"),
        ({"options": {"para_open": "trim"}}, "options.para_open"),
        ({"options": {"kinsoku": "loose"}}, "options.kinsoku"),
        ({"options": {"autospace": -1}}, "options.autospace"),
        ({"options": {"autospace": "quarter"}}, "options.autospace"),
        ({"options": {"tcy": 2.5}}, "options.tcy"),
        ({"options": {"justify_last": "yes"}}, "options.justify_last"),
        ({"options": {"font_fixture": "M2"}}, "options.font_fixture"),
        ({"text": "国\ud800国"}, "text"),
    ],
)
def test_a_bad_request_names_its_culprit(change: dict[str, Any], field: str) -> None:
    """CL-00-01, CL-00-04: nothing unknown or ill-typed is passed over in silence."""
    result = probe(EXAMPLE | change)
    assert result["error"]["code"] == "bad-request"
    assert result["error"]["field"] == field
    assert result["error"]["message"]


@pytest.mark.parametrize(
    ("runs", "field"),
    [
        ({"t": "国"}, "runs"),
        ([{"bold": True}], "runs[0].t"),
        ([{"t": "国"}, {"t": "国", "bold": 1}], "runs[1].bold"),
        ([{"t": "国", "link": "x"}], "runs[0].link"),
        ([{"t": "国", "role": "quote"}], "runs[0].role"),
        (["国"], "runs[0]"),
    ],
)
def test_a_bad_run_names_its_place(runs: Any, field: str) -> None:
    result = probe({"runs": runs, "measure_em": 10})
    assert (result["error"]["code"], result["error"]["field"]) == ("bad-request", field)


@pytest.mark.parametrize("given", [None, 5, "text", [], {}])
def test_what_is_no_request_gets_an_error_in_its_place(given: Any) -> None:
    results = list(answers([given, EXAMPLE], lambda *_: []))
    assert results[0]["error"]["code"] == "bad-request"
    assert results[0]["id"] is None
    assert results[1]["lines"]


def test_the_missing_measure_and_text_are_named() -> None:
    assert probe({"text": "国"})["error"]["field"] == "measure_em"
    assert probe({"measure_em": 3})["error"]["field"] == "text"


def test_no_text_has_no_lines() -> None:
    for text in ("", "\n\n", "　　", " \n"):
        assert probe({"text": text, "measure_em": 5})["lines"] == []


def test_an_answer_does_not_depend_on_its_neighbours() -> None:
    """CL-00-01: the same bytes alone and in any batch, by size too where no face is measured."""
    requests = [
        {"text": SEED, "measure_em": 12, "options": {"font_fixture": fixture}}
        for fixture in ("M1", "project", "centred-stops", "M1", "project")
    ]
    batch = [json.dumps(one) for one in answers(requests, lambda *_: [])]
    assert batch == [json.dumps(probe(one)) for one in requests]
    assert batch[1] == batch[4]
    assert json.dumps(probe(requests[0] | {"size_pt": 31})) == batch[0]


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja", "ko"])
@pytest.mark.parametrize("fixture", ["M1", "centred-stops", "project"])
def test_every_fixture_and_language_holds_to_the_equations(lang: str, fixture: str) -> None:
    """CL-00-03."""
    given = {"text": SEED, "lang": lang, "measure_em": 9.5, "options": {"font_fixture": fixture}}
    result = probe(given)
    checked(given, result)
    inks = [item.get("inks") for line in result["lines"] for item in line["items"]]
    assert all(ink is None for ink in inks) if fixture == "M1" else None not in inks


def test_the_probe_and_the_page_have_the_same_places() -> None:
    """CL-00-02: glyphs of the lines that go on pages stand where the probe says."""
    given = {"text": SEED, "measure_em": 14, "options": {"font_fixture": "project"}}
    request = read_request(given)
    style = style_for(request, 10.5)
    setter = TextSetter(style, shipped_faces(), Sink())
    (chars,) = paragraphs(request, load_script("zh-Hans"))
    made = setter.set(_paragraph(request, chars, 10.5), Measure(14 * 10.5))
    for line, told in zip(made.lines, probe(given)["lines"], strict=True):
        assert line.text == told["text"]
        places = []
        for placed in line.runs:
            x = placed.x
            for advance, offset in zip(placed.run.advances, placed.run.offsets, strict=True):
                places.append((x + offset) / 10.5)
                x += advance
        for item in told["items"]:
            if item["class"] in ("HZ", "AL", "NU"):
                assert min(abs(place - item["x_em"]) for place in places) < 0.001


def test_centred_stops_are_never_overprinted() -> None:
    """CL-PW-04: the ink of neighbours keeps 0.03 em apart, whatever the style."""
    for punct in ("quanjiao", "kaiming", "banjiao"):
        options = {"font_fixture": "centred-stops", "punct": punct}
        result = probe({"text": SEED * 3, "measure_em": 13, "options": options})
        for line in result["lines"]:
            inks = [ink for item in line["items"] for ink in item["inks"]]
            assert all(b[0] - a[2] >= 0.03 - 1e-6 for a, b in pairwise(inks))


def test_the_dash_of_the_shipped_face_is_one_stroke_on_the_middle() -> None:
    """CL-PW-05."""
    options = {"font_fixture": "project"}
    items = probe({"text": "国——国……国", "measure_em": 20, "options": options})["lines"][0]["items"]
    dash = next(item for item in items if item["text"] == "——")
    ends = [dash["inks"][0][0], dash["inks"][-1][2]]
    assert ends[0] >= dash["x_em"] - 0.02
    assert ends[1] - ends[0] > 1.8
    middle = (dash["inks"][0][1] + dash["inks"][0][3]) / 2
    assert middle == pytest.approx(0.5, abs=0.05)
    dots = next(item for item in items if item["text"] == "……")
    assert dots["advance_em"] == pytest.approx(2)
    middle = (dots["inks"][0][1] + dots["inks"][0][3]) / 2
    assert middle == pytest.approx(0.5, abs=0.05)


def test_offsets_count_code_points_of_the_source() -> None:
    result = probe({"text": "　　𠮷国\n国 ，Ａ\n\n  国", "measure_em": 20})
    assert [(line["text"], line["start"], line["end"]) for line in result["lines"]] == [
        ("𠮷国国，Ａ", 2, 9), (" 国", 11, 14),
    ]  # fmt: skip
    assert [item["start"] for item in result["lines"][0]["items"]] == [2, 3, 5, 7, 8]


def test_generated_marks_start_where_they_end() -> None:
    result = probe({"runs": [{"t": "说"}, {"t": "好", "element": "quote"}], "measure_em": 9})
    rows = [(item["text"], item["start"], item["end"]) for item in result["lines"][0]["items"]]
    assert rows == [("说", 0, 1), ("“", 1, 1), ("好", 1, 2), ("”", 2, 2)]


def test_explain_tells_every_candidate_and_marks_the_chosen_one() -> None:
    text = "改革开放以来，经济发展很快，总投资131亿元，国国国"
    request = read_request({"text": text, "measure_em": 10})
    setter = TextSetter(style_for(request, 16.0), shipped_faces(), Sink())
    (chars,) = paragraphs(request, load_script("zh-Hans"))
    told = list(explanation(setter, _paragraph(request, chars, 16.0), Measure(160), 16.0))
    assert told[0] == "paragraph of 26 characters, measure 10 em"
    chosen = [line for line in told if line.startswith("    >")]
    assert len(chosen) == sum("  line " in line for line in told)
    assert any("cost" in line and "em a gap" in line for line in told)
