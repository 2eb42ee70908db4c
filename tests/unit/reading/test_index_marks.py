"""Marks of the index, as they are written."""

from __future__ import annotations

from tests.unit.reading.sample import blocks, inlines, sound
from typeset.diagnostics import Span
from typeset.model.inline import Indexed, Kept, Strong, plain


def mark(text: str) -> Indexed:
    return next(inline for inline in sound(text) if isinstance(inline, Indexed))


def test_a_term_stands_under_its_own_words() -> None:
    made = mark("说到[长江 经济带]{.index}。")
    assert (made.headings, made.id, plain(made.children)) == (
        ("长江经济带",), "s-i1", "长江 经济带",
    )  # fmt: skip


def test_other_words_and_levels_are_said_in_braces() -> None:
    assert mark('[轿车]{.index as="重庆!工业!汽车"}').headings == ("重庆", "工业", "汽车")
    assert mark('[工业]{.index under="重庆"}').headings == ("重庆", "工业")
    assert mark('[轿车]{.index as="汽车" under="重庆"}').headings == ("重庆", "汽车")


def test_a_reading_knows_its_place() -> None:
    made = mark('[重庆]{.index sort="chong2 qing4"}')
    assert (made.sort, made.sort_span) == ("chong2 qing4", Span("a.md", 1, 19, 12))


def test_a_mark_may_stand_inside_others_and_others_in_it() -> None:
    (strong,) = sound("**[工业]{.index}**")
    assert isinstance(strong, Strong)
    assert isinstance(strong.children[0], Indexed)
    assert isinstance(mark("[[工业]{.nobreak}]{.index}").children[0], Kept)


def test_a_heading_s_last_braces_are_the_marks_where_they_touch_its_bracket() -> None:
    (heading,), sink = blocks('# 论[工业]{.index under="重庆"}\n')
    assert heading.attributes is None
    assert [piece.kind for piece in heading.pieces] == ["text", "span", "text", "span"]
    (heading,), _ = blocks("# [工业]{.index} {#industry}\n")
    assert heading.attributes is not None
    assert heading.attributes.id is not None
    assert not sink.findings


def test_words_under_a_faulty_mark_are_kept() -> None:
    made, sink = inlines('[工业]{.index under="!"}占三成。')
    assert plain(made) == "工业占三成。"
    assert [f.code for f in sink.findings] == ["content/index"]
