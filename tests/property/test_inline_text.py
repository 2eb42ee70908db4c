"""No character of inline text is lost, moved or added by reading it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.reading.sample import inlines, sound
from typeset.model.inline import plain

CHARACTERS = st.text(
    st.one_of(
        st.sampled_from(
            "镇江高新区。，“”‘’（）《》—…·、：；！？峯𠮷Ⅲ%　"
            "ABCabc0123456789.+-/~^_*[]{}()#\\`<>&|:!'\"=@$"
        ),
        st.characters(exclude_categories=("C", "Z")),
    ),
    min_size=1,
    max_size=60,
)
HAN = st.text(st.sampled_from("镇江高新区。，“”（）—…、29%A"), min_size=1, max_size=12)
WRAPS = st.sampled_from(["{}", "**{}**", "*{}*", "[{}]{{.lead}}", "[{}](#x)", "前**{}**后"])


def escaped(text: str) -> str:
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


@given(CHARACTERS)
def test_escaped_text_is_read_as_it_is(text: str) -> None:
    text = text.strip(" 　")
    if text:
        assert plain(sound(escaped(text))) == text


@given(st.lists(st.tuples(WRAPS, HAN), min_size=1, max_size=6))
def test_markup_around_han_text_adds_and_loses_nothing(parts: list[tuple[str, str]]) -> None:
    made, sink = inlines("。".join(wrap.format(text) for wrap, text in parts))
    expected = "。".join(re.sub(r"[*\[\]{}]|\(#x\)|\.lead", "", w.format(t)) for w, t in parts)
    assert sink.findings == []
    assert plain(made) == expected


@given(CHARACTERS)
def test_any_text_is_read_without_a_crash_and_keeps_its_han(text: str) -> None:
    made, _ = inlines("始" + text)
    kept = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    read = [c for c in plain(made)[1:] if "\u4e00" <= c <= "\u9fff"]
    assert len(read) <= len(kept)
    if not re.search(r"[\[{(<&]", text):
        assert read == kept
