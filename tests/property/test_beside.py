"""What stands beside lines, and vertical lines: nothing is lost, whatever is mixed."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.probe import checked, probe

CHARS = "国的人一二年月，。、：；！？“”‘’（）《》「」—…·～/ 3125%℃ABCxyzéぁアー々\u3000\u200b-+×①"
READINGS = ("zì", "shuāng", "かんじ", "うけたまわる", "きょう", "a", "x" * 9)

texts = st.text(alphabet=CHARS, min_size=1, max_size=12)
flags = st.fixed_dictionaries(
    {},
    optional={
        "ruby": st.sampled_from(READINGS),
        "emph_dots": st.just(True),
        "proper": st.just(True),
        "booktitle": st.just(True),
        "bold": st.just(True),
    },
)
plain_runs = st.builds(lambda text, own: {"t": text, **own}, texts, flags)
spelled_runs = st.builds(
    lambda char, sound: {"t": char, "bopomofo": sound},
    st.sampled_from("國家學"),
    st.sampled_from(["ㄍㄨㄛˊ", "˙ㄇㄣ"]),
)
requests = st.fixed_dictionaries(
    {
        "runs": st.lists(plain_runs | spelled_runs, min_size=1, max_size=6),
        "measure_em": st.sampled_from([3, 5, 8, 12, 20.5]),
        "indent_em": st.sampled_from([0, 1, 2]),
        "lang": st.sampled_from(["zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja"]),
        "align": st.sampled_from(["justify", "start"]),
        "options": st.fixed_dictionaries(
            {
                "writing_mode": st.sampled_from(["horizontal-tb", "vertical-rl"]),
                "tcy": st.sampled_from([0, 2, 3]),
            }
        ),
    }
)


@given(requests)
@settings(max_examples=150, deadline=None)
def test_marks_stand_on_the_line_of_their_base(given_: dict[str, Any]) -> None:
    result = probe(given_)
    checked(given_, result)
    for line in result["lines"]:
        for mark in line.get("marks", []):
            assert line["start"] <= mark["start"] < mark["end"] <= line["end"]
            assert mark["width_em"] >= 0


@given(requests)
@settings(max_examples=60, deadline=None)
def test_every_character_is_in_a_line_whichever_way_it_runs(given_: dict[str, Any]) -> None:
    texts = []
    for mode in ("horizontal-tb", "vertical-rl"):
        asked = given_ | {"options": given_["options"] | {"writing_mode": mode}}
        texts.append("".join(line["text"] for line in probe(asked)["lines"]))
    assert texts[0] == texts[1]
