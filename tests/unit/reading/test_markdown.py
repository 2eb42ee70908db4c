"""Blocks as Markdown has them, with their places."""

from __future__ import annotations

import pytest

from tests.unit.reading.sample import blocks
from typeset.reading.written import Written

YAML = frozenset({"metrics"})


def sound(text: str) -> tuple[Written, ...]:
    written, sink = blocks(text, YAML)
    assert sink.findings == []
    return written


def test_paragraphs_headings_lists_and_quotes_are_read() -> None:
    made = sound("# 头\n\n段\n\n- 一\n- 二\n\n1. 甲\n\n> 引\n")
    assert [b.form for b in made] == ["heading", "paragraph", "list", "list", "quote"]
    assert [len(b.children) for b in made] == [0, 0, 2, 1, 1]
    assert [b.ordered for b in made] == [False, False, False, True, False]
    assert made[0].level == 1
    assert str(made[4].children[0].span) == "a.md:10:3"


def test_indented_text_is_no_code_and_a_line_under_it_no_heading() -> None:
    made = sound("    缩进\n\n题\n===\n")
    assert [b.form for b in made] == ["paragraph", "paragraph"]


def test_a_heading_takes_an_id() -> None:
    (heading,) = sound("## 头 {#head}")
    assert heading.attributes is not None
    assert heading.attributes.id is not None
    assert heading.attributes.id.text == "head"
    assert [p.text for p in heading.pieces] == ["头"]


def test_a_container_with_yaml_keeps_its_body_and_its_place() -> None:
    (made,) = sound(':::metrics {design=strip title="a b"}\n- {id: x}\n\n- {id: y}\n:::\n')
    assert (made.name, made.body) == ("metrics", "- {id: x}\n\n- {id: y}")
    assert str(made.body_span) == "a.md:2:1"
    assert made.attributes is not None
    assert [e.key for e in made.attributes.node.entries] == ["design", "title"]
    assert made.attributes.node.entries[1].value.span.column == 33


def test_an_indented_body_is_placed_behind_its_indent() -> None:
    (made,) = sound(":::metrics\n  - a\n  - b\n:::")
    assert (made.body, str(made.body_span)) == ("- a\n- b", "a.md:2:3")


def test_attributes_may_stand_without_braces() -> None:
    (made,) = sound(":::metrics design=strip\n- a\n:::")
    assert made.attributes is not None
    assert made.attributes.node.get("design") is not None


def test_containers_with_markdown_nest() -> None:
    (outer,) = sound(":::note\n一\n\n:::metrics\n- a\n:::\n\n二\n:::\n")
    assert [c.form for c in outer.children] == ["paragraph", "container", "paragraph"]


def test_a_container_interrupts_a_paragraph_and_text_goes_on_after_it() -> None:
    assert [b.form for b in sound("一\n:::metrics\n- a\n:::\n二")] == [
        "paragraph", "container", "paragraph",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "what"),
    [("---", "a rule"), ("```\nx\n```", "a code block"), ("<div>\n</div>", "HTML")],
)  # fmt: skip
def test_what_is_not_part_of_the_format_is_said(text: str, what: str) -> None:
    made, sink = blocks(f"一\n\n{text}\n\n二")
    assert len(made) == 2
    (finding,) = sink.findings
    assert (finding.code, str(finding.span)) == ("content/unsupported", "a.md:3:1")
    assert what in finding.message


def test_words_behind_the_braces_of_a_container_are_a_fault() -> None:
    _, sink = blocks(":::metrics {a=b} c\n- a\n:::", YAML)
    assert [str(f.span) for f in sink.findings] == ["a.md:1:18"]


def test_many_open_brackets_do_not_take_long() -> None:
    made, sink = blocks("[" * 20000)
    assert sink.findings == []
    assert len(made) == 1
