"""Cross references as they are written."""

from __future__ import annotations

import pytest

from tests.unit.reading.sample import inlines
from tests.unit.reading.test_inlines import shape
from typeset.model.inline import plain, refs


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("见[](#map)。", "见 link(<label of map>) 。"),
        ("见[@map]。", "见 link(<label of map>) 。"),
        ("见[第{page}页](#map)", "见 link(第 <page of map> 页)"),
        ("见[《{title}》（{number}）](#map)", "见 link(《 <title of map> 》（ <number of map> ）)"),
        ("见[{page}](https://a.cn)", "见 link({page})"),
        ("发至[a@b]", "发至[a@b]"),
        ("**见[@map]**", "strong(见 link(<label of map>))"),
    ],
)  # fmt: skip
def test_a_link_to_an_id_may_say_what_the_engine_knows_of_it(text: str, tree: str) -> None:
    made, _ = inlines(text)
    assert shape(made) == tree


def test_what_a_reference_says_is_no_text_of_the_content() -> None:
    made, _ = inlines("见[](#map)和[第{page}页](#map)。")
    assert plain(made) == "见和第页。"
    assert [(ref.target, ref.shown) for ref in refs(made)] == [("map", "label"), ("map", "page")]


def test_a_field_outside_a_link_is_told() -> None:
    made, sink = inlines("见第{page}页")
    assert plain(made) == "见第{page}页"
    assert [found.code for found in sink.findings] == ["content/reference"]
