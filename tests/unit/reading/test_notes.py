"""Notes as they are written: where they are read, and the place of everything in them."""

from __future__ import annotations

import pytest

from tests.unit.reading.sample import blocks, inlines, sound
from tests.unit.reading.test_inlines import shape
from typeset.model.inline import NoteRef, Text, notes, plain


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("增长^[同比。]，投资", "增长 note(同比。) ，投资"),
        ("增长^[见**通知**。]", "增长 note(见 strong(通知) 。)"),
        ("**增长^[同比。]**", "strong(增长 note(同比。))"),
        ("增长\\^[同比。]", "增长^ [同比。]"),
        ("增长\\[^1]", "增长[ ^1]"),
        ("面积4m^2^，[^]", "面积4m sup(2) ，[^]"),
    ],
)
def test_a_note_written_in_the_text(text: str, tree: str) -> None:
    made, _ = inlines(text)
    assert shape(made) == tree


def test_a_note_is_no_text_of_its_paragraph() -> None:
    made = sound("增长^[同比。]，投资")
    assert plain(made) == "增长，投资"
    assert [note.text for note in notes(made)] == ["同比。"]


def test_every_character_of_a_note_knows_its_place() -> None:
    made = sound("增长^[同比。]，投资")
    ref, after = made[1], made[2]
    assert isinstance(ref, NoteRef)
    assert isinstance(after, Text)
    assert (ref.span.line, ref.span.column) == (1, 3)
    inside = ref.note.paragraphs[0][0]
    assert inside.span.column == 5
    assert after.span.column == 9


def test_a_definition_is_a_block_of_paragraphs_wherever_it_stands() -> None:
    text = "正文[^甲]。\n[^甲]: 第一段\n接着写。\n\n    第二段。\n\n再一段。\n"
    written, sink = blocks(text)
    assert sink.findings == []
    assert [(w.form, w.name) for w in written] == [
        ("paragraph", ""), ("note", "甲"), ("paragraph", ""),
    ]  # fmt: skip
    note = written[1]
    assert (note.span.line, note.span.column, note.span.length) == (2, 1, 4)
    assert [child.form for child in note.children] == ["paragraph", "paragraph"]
    first = note.children[0]
    assert first.places is not None
    assert first.places.span(0).column == 7


def test_a_definition_may_be_quoted_or_escaped_away() -> None:
    written, _ = blocks("\\[^甲]: 这是正文。\n")
    assert [w.form for w in written] == ["paragraph"]
