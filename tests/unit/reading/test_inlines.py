"""Inline text: emphasis beside Chinese marks, brackets with attributes, joints of lines."""

from __future__ import annotations

import pytest

from tests.unit.reading.sample import inlines, sound
from typeset.model.inline import (
    Break,
    Emphasis,
    Inline,
    Link,
    Marked,
    Metric,
    NoteRef,
    Ref,
    Ruby,
    Strong,
    Sub,
    Sup,
    Text,
    plain,
)


def shape(made: tuple[Inline, ...]) -> str:
    """The tree as one line: ``strong(项目。) 招引``."""
    parts = []
    for item in made:
        if isinstance(item, Text | Metric | Ruby):
            parts.append(item.text)
        elif isinstance(item, Break):
            parts.append("/")
        elif isinstance(item, NoteRef):
            texts = "|".join(shape(inlines) for inlines in item.note.paragraphs)
            parts.append(f"note({texts})")
        elif isinstance(item, Ref):
            parts.append(f"<{item.shown} of {item.target}>")
        else:
            parts.append(f"{type(item).__name__.lower()}({shape(item.children)})")
    return " ".join(parts)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("**项目建设取得突破。**招引", "strong(项目建设取得突破。) 招引"),
        ("实施**“产业强区”**战略", "实施 strong(“产业强区”) 战略"),
        ("**（一）**招引", "strong(（一）) 招引"),
        ("招引**《办法》**。", "招引 strong(《办法》) 。"),
        ("**100%**达标", "strong(100%) 达标"),
        ("达到**100%**。", "达到 strong(100%) 。"),
        ("*着重。*后", "emphasis(着重。) 后"),
        ("**一*二*三。**四", "strong(一 emphasis(二) 三。) 四"),
        ("a **b** c", "a  strong(b)  c"),
        ("**粗：**“引”", "strong(粗：) “引”"),
        ("……**粗**——", "…… strong(粗) ——"),
        ("[首。]{.lead}后**粗。**", "marked(首。) 后 strong(粗。)"),
        ("**[29个]{.metric}。**招", "strong(29个 。) 招"),
    ],
)
def test_emphasis_works_beside_chinese_marks(text: str, tree: str) -> None:
    assert shape(sound(text)) == tree


@pytest.mark.parametrize(
    "text",
    [
        "3 * 4",
        "PM_2_5",
        "中_文_字",
        "3~5个和7~9个",
        "a^b",
        "100% {x}",
        "[注]",
        "见[1]和(2)",
        "a ] b",
        "价\\*元",
        "\\[x\\]{.metric}",
    ],
)
def test_what_is_not_markup_is_text_and_no_fault(text: str) -> None:
    assert plain(sound(text)) == text.replace("\\", "")


def test_sub_and_superscripts_are_true_ones() -> None:
    made = sound("PM~2.5~与x^2^")
    assert [type(i) for i in made] == [Text, Sub, Text, Sup]
    assert plain(made) == "PM2.5与x2"


@pytest.mark.parametrize(
    ("text", "read"),
    [("一\n二", "一二"), ("一，\n二", "一，二"), ("a\nb", "a b"), ("一\na", "一a"),
     ("a\n一", "a一"), ("“一”\n“二”", "“一”“二”"), ("**一。**\n二", "一。二"),
     ("한\n국", "한 국"), ("ア\nイ", "アイ"), ("一  \n二", "一二"), ("一\\\n二", "一二")],
)  # fmt: skip
def test_a_line_end_between_han_characters_makes_no_space(text: str, read: str) -> None:
    assert plain(sound(text)) == read


def test_a_backslash_at_a_line_end_is_a_forced_break() -> None:
    assert shape(sound("一\\\n二")) == "一 / 二"


def test_a_metric_is_taken_apart_and_keeps_its_attributes() -> None:
    text = '投资[131亿元]{.metric #investment label="总投资" note="注" pull=auto design=hero}。'
    metric = sound(text)[1]
    assert isinstance(metric, Metric)
    assert (metric.figure.number, metric.figure.unit, metric.id) == ("131", "亿元", "investment")
    assert (metric.label, metric.note, metric.pull) == ("总投资", "注", "auto")
    assert (metric.design, metric.tag) == ("hero", "标")
    assert metric.span.column == 4


def test_a_metric_without_id_is_named_after_its_section_and_place() -> None:
    made = [m for m in sound("[1个]{.metric}，[2个]{.metric tag=x}") if isinstance(m, Metric)]
    assert [(m.id, m.tag) for m in made] == [("s-m1", "标"), ("s-m2", "x")]


def test_a_design_asks_to_be_drawn_and_a_bare_metric_does_not() -> None:
    made = [m for m in sound("[1个]{.metric}[2个]{.metric design=hero}") if isinstance(m, Metric)]
    assert [m.pull for m in made] == ["none", "auto"]


def test_a_mark_names_its_role_and_links_their_target() -> None:
    marked, rest, link = sound("[突破。]{.lead}见[下文](#industry)")
    assert isinstance(marked, Marked)
    assert isinstance(link, Link)
    assert (marked.role, link.target, plain((rest,))) == ("lead", "#industry", "见")


def test_every_piece_of_text_knows_its_line_and_column() -> None:
    made = sound("一二**三。**四\n五[6个]{.metric}七\\*八")
    places = [(i.text, i.span.line, i.span.column) for i in made if isinstance(i, Text | Metric)]
    assert (
        places
        == [
            ("一二", 1, 1),
            ("四", 1, 9),
            ("五", 2, 1),
            ("6个", 2, 3),
            ("七", 2, 15),
            ("*八", 2, 17),
        ]
        or places[-1][0] == "八"
    )
    strong = next(i for i in made if isinstance(i, Strong))
    assert isinstance(strong.children[0], Text)
    assert strong.children[0].span.column == 5


def test_text_after_typed_indents_is_placed_behind_them() -> None:
    (text,) = sound("　　招引")
    assert isinstance(text, Text)
    assert (text.text, text.span.column) == ("招引", 3)


def test_a_metric_must_be_plain_text() -> None:
    _, sink = inlines("[**29个**]{.metric}")
    assert [f.code for f in sink.findings] == ["content/figure"]


def test_the_words_of_a_faulty_bracket_stay() -> None:
    made, sink = inlines("总投资[131亿元]{.metric label=总}，多")
    assert sink.failed
    assert plain(made) == "总投资131亿元，多"


def test_emphasis_may_cross_lines_but_not_paragraphs() -> None:
    assert shape(sound("**一\n二。**三")) == "strong(一 二。) 三"
    _, sink = inlines("**一\n\n二。**三")
    assert len(sink.findings) == 2


def test_emphasis_is_of_its_own_type() -> None:
    assert [type(i) for i in sound("*a* **b**")] == [Emphasis, Text, Strong]
