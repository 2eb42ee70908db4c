"""Headings, figures and tables are numbered in one pass, by the scheme of the style."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.blocks.conftest import PLACE, publication
from typeset.blocks import caption
from typeset.blocks.heading import Heading
from typeset.blocks.numbers import Numbers, number
from typeset.blocks.scope import Scope
from typeset.diagnostics import Sink
from typeset.flow import Kern, TextRun
from typeset.model.inline import Inline, Text
from typeset.model.publication import Block, Publication
from typeset.record import dataclass
from typeset.style import Style
from typeset.style.label import Label
from typeset.style.numbering import NumberingSpec, resolve_numbering


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Block):
    """A block that counts, as pictures and tables do."""

    kind: str = "figure"
    caption: tuple[Inline, ...] = (Text("产值", PLACE),)

    def counter(self) -> str:
        return self.kind

    def caption_text(self) -> tuple[Inline, ...]:
        return self.caption


def heading(name: str, level: int, *, numbered: bool = True) -> Heading:
    words = (Text(name, PLACE),)
    return Heading(id=name, span=PLACE, inlines=words, level=level, numbered=numbered)


def chapters(*blocks: tuple[Block, ...]) -> Publication:
    whole = publication()
    sections = tuple(
        replace(whole.sections[0], id=f"s{n}", number="", blocks=own)
        for n, own in enumerate(blocks, 1)
    )
    return replace(whole, sections=sections)


def numbers(made: Publication, spec: NumberingSpec, language: str = "zh-Hans-CN") -> Numbers:
    sink = Sink()
    found = number(made, resolve_numbering(spec, language, sink))
    assert not sink.findings
    return found


FOUR = (heading("a", 1), heading("b", 2), heading("c", 3), heading("d", 3), heading("e", 2))


@pytest.mark.parametrize(
    ("scheme", "labels"),
    [
        ("official", ["一、", "（一）", "1.", "（1）", "（2）", "2."]),
        ("official-within", ["", "一、", "（一）", "1.", "2.", "（二）"]),
        ("chapters", ["第一章", "第一节", "一、", "（一）", "（二）", "二、"]),
        ("decimal", ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.2", "1.1.2"]),
        ("none", ["", "", "", "", "", ""]),
    ],
)  # fmt: skip
def test_headings_are_numbered_by_the_scheme(scheme: str, labels: list[str]) -> None:
    """CL-HD-07, CL-LI-01: levels of official documents, books and standards."""
    found = numbers(chapters(FOUR), NumberingSpec(headings=scheme))  # type: ignore[arg-type]
    assert [found.label(name) for name in ("s1", "a", "b", "c", "d", "e")] == labels


def test_a_deeper_level_begins_again_under_a_new_heading() -> None:
    again = (heading("a", 1), heading("b", 2), heading("c", 1), heading("d", 2))
    found = numbers(chapters(again), NumberingSpec(headings="chapters"))
    assert found.label("d") == "一、"


def test_a_preface_bears_no_number_and_does_not_count() -> None:
    made = chapters((), ())
    first, second = made.sections
    made = replace(made, sections=(replace(first, numbered=False), second))
    found = numbers(made, NumberingSpec(headings="chapters"))
    assert (found.label("s1"), found.label("s2")) == ("", "第一章")


def test_a_heading_may_be_left_out_of_the_numbers() -> None:
    made = chapters((heading("a", 1), heading("b", 1, numbered=False), heading("c", 1)))
    found = numbers(made, NumberingSpec(headings="chapters"))
    assert [found.label(name) for name in "abc"] == ["第一节", "", "第二节"]


def test_a_scheme_may_be_ones_own_samples() -> None:
    own = NumberingSpec(headings=(Label.of("第1回"), Label.of("甲、")))
    found = numbers(chapters((heading("a", 1),), (heading("b", 1),)), own)
    assert [found.label(name) for name in ("s2", "b")] == ["第2回", "甲、"]


def test_figures_and_tables_run_through_the_publication() -> None:
    made = chapters((Counted(id="f1", span=PLACE),), (
        Counted(id="t1", span=PLACE, kind="table"), Counted(id="f2", span=PLACE),
    ))  # fmt: skip
    found = numbers(made, NumberingSpec())
    assert [found.label(name) for name in ("f1", "t1", "f2")] == ["图1", "表1", "图2"]
    assert [each.label for each in found.of("figure")] == ["图1", "图2"]


def test_figures_are_counted_by_chapter_where_the_sample_says_so() -> None:
    made = chapters(
        (Counted(id="f1", span=PLACE),),
        (Counted(id="f2", span=PLACE), Counted(id="f3", span=PLACE)),
    )
    found = numbers(made, NumberingSpec(captions={"figure": Label.of("图1-1")}))
    assert [found.label(name) for name in ("f1", "f2", "f3")] == ["图1-1", "图2-1", "图2-2"]


def test_labels_are_those_of_the_language() -> None:
    made = chapters((Counted(id="f", span=PLACE),))
    assert numbers(made, NumberingSpec(), "zh-Hant-TW").label("f") == "圖1"
    assert numbers(made, NumberingSpec(), "ja").label("f") == "図1"


@pytest.mark.parametrize(
    ("scheme", "cited"),
    [
        ("official", ["第一部分", "（一）"]),
        ("chapters", ["第一章", "第一节"]),
        ("decimal", ["第1章", "1.1节"]),
        ("none", ["“产业”", "“a”"]),
    ],
)  # fmt: skip
def test_text_names_a_heading_in_the_chinese_order(scheme: str, cited: list[str]) -> None:
    """CL-HD-09."""
    found = numbers(chapters((heading("a", 1),)), NumberingSpec(headings=scheme))  # type: ignore[arg-type]
    assert [found.by_id[name].cited for name in ("s1", "a")] == cited


@pytest.mark.parametrize(
    ("sample", "gap"),
    [("一、", 0), ("（一）", 0), ("1.", 0.5), ("1.1", 0.5), ("第一章", 1), ("①", 0.5)],
)
def test_the_white_after_a_label_is_that_of_its_form(sample: str, gap: float) -> None:
    """CL-HD-07, CL-LI-05."""
    assert Label.of(sample).gap == gap


def test_a_caption_is_its_label_and_its_text(style: Style) -> None:
    """CL-TB-03: one em between them."""
    block = Counted(id="f", span=PLACE)
    made = chapters((block,))
    scope = Scope(made, style, Sink(), numbers=number(made, style.numbering))
    label, white, text = caption.runs("f", block.caption_text(), scope)
    assert isinstance(label, TextRun)
    assert isinstance(white, Kern)
    assert isinstance(text, TextRun)
    assert (label.text, label.tag, text.text) == ("图1", "Lbl", "产值")
    assert white.width == style.roles[caption.ROLE].size


def test_a_caption_of_what_bears_no_number_is_its_text_alone(style: Style) -> None:
    scope = Scope(chapters(()), style, Sink())
    assert [type(run) for run in caption.runs("f", (Text("产值", PLACE),), scope)] == [TextRun]


def test_in_word_a_caption_counts_by_a_field(style: Style) -> None:
    block = Counted(id="f", span=PLACE)
    made = chapters((block,))
    numbering = resolve_numbering(
        NumberingSpec(captions={"figure": Label.of("图1-1")}), "zh-Hans", Sink()
    )
    scope = Scope(made, style, Sink(), numbers=number(made, numbering))
    made_para = caption.para("f", block.caption_text(), scope)
    assert [(run.text, run.field) for run in made_para.label] == [
        ("图1-", ""),
        ("1", r"SEQ 图 \* ARABIC \r 1 \s 1"),
    ]
    assert "".join(run.text for run in made_para.runs) == "产值"
