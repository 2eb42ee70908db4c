"""Nodes to dataclasses by their type hints; every fault at its column in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

import pytest

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.model.nodes import Node, Scalar
from typeset.reading.typed import build
from typeset.reading.yaml_nodes import read_yaml


@dataclass(frozen=True, slots=True)
class Inch:
    points: float

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        if scalar.text.endswith("in"):
            return cls(float(scalar.text.removesuffix("in")) * 72)
        sink.error("t/unit", f"'{scalar.text}' is not in inches", scalar.span)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    from_: str
    first_line: int = 0
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    title: str
    align: Literal["start", "end"] = "start"
    width: Inch | None = None
    ratio: float = 1.0
    flag: bool = False
    pair: tuple[float, str] = (0.0, "")
    names: tuple[str, ...] = ()
    inner: Inner | None = None
    many: dict[str, Inner] = field(default_factory=dict)
    also: Mapping[str, int] = field(default_factory=dict)
    loose: str | int | tuple[str, ...] = ""
    node: Node | None = None
    edges: frozenset[str] = frozenset()
    chinese: str = field(default="", metadata={"aliases": ("标题",)})
    title_span: Span = NOWHERE
    width_span: Span = NOWHERE
    span: Span = NOWHERE


def read(text: str, cls: Any = Outer) -> tuple[Any, list[tuple[str, str, str]]]:
    sink = Sink()
    node = read_yaml(text, "a", sink)
    assert node is not None
    built = build(cls, node, sink, code="t")
    return built, [(f.code, str(f.span), f"{f.message} {f.hint}") for f in sink.findings]


def sound(text: str) -> Outer:
    built, findings = read(text)
    assert findings == []
    assert isinstance(built, Outer)
    return built


def test_scalars_take_the_type_of_their_field() -> None:
    made = sound("title: 2021\nratio: 2\nflag: true\nalign: end")
    assert (made.title, made.ratio, made.flag, made.align) == ("2021", 2.0, True, "end")
    assert isinstance(made.ratio, float)


def test_an_empty_text_is_empty_and_an_empty_option_is_none() -> None:
    made = sound("title:\nwidth:\ninner: ~")
    assert (made.title, made.width, made.inner) == ("", None, None)


def test_keys_are_kebab_or_snake_case_or_an_alias() -> None:
    made = sound("title: a\ninner: {from: x, first-line: 2}\nmany: {k: {from: y, first_line: 3}}")
    assert made.inner is not None
    assert (made.inner.from_, made.inner.first_line, made.many["k"].first_line) == ("x", 2, 3)
    assert sound("title: a\n标题: 二").chinese == "二"


def test_lists_tuples_tables_and_sets() -> None:
    made = sound("title: a\nnames: [1, 二]\npair: [1, b]\nalso: {甲: 1}\nedges: [head]")
    assert made.names == ("1", "二")
    assert made.pair == (1.0, "b")
    assert dict(made.also) == {"甲": 1}
    assert made.edges == {"head"}


@pytest.mark.parametrize(
    ("text", "value"), [("x", "x"), ("3", 3), ("'3'", "3"), ("[a, b]", ("a", "b"))]
)
def test_a_union_takes_the_member_that_fits_the_form(text: str, value: object) -> None:
    assert sound(f"title: a\nloose: {text}").loose == value


def test_places_are_filled_from_the_node_and_its_values() -> None:
    made = sound("title: a\nwidth: 2in\ninner: {from: x}")
    assert (made.span.line, made.title_span.column, made.width_span.line) == (1, 8, 2)
    assert made.width == Inch(144.0)
    assert made.inner is not None
    assert made.inner.span.column == 8


def test_a_node_is_left_as_written() -> None:
    assert isinstance(sound("title: a\nnode: 3").node, Scalar)


def test_every_fault_is_reported_in_one_pass_at_its_column() -> None:
    built, findings = read(
        "titel: a\nalign: stat\nwidth: 2px\nratio: wide\nflag: maybe\npair: [1]\n"
        "names: a\ninner: {first-lin: 2}\nalso: {a: x}\nedges: {a: 1}\nmany: 3"
    )
    assert built is None
    assert sorted(f[:2] for f in findings) == sorted([
        ("t/unknown-setting", "a:1:1"),
        ("t/value", "a:2:8"),
        ("t/unit", "a:3:8"),
        ("t/type", "a:4:8"),
        ("t/type", "a:5:7"),
        ("t/value", "a:6:7"),
        ("t/type", "a:7:8"),
        ("t/unknown-setting", "a:8:9"),
        ("t/missing", "a:8:8"),
        ("t/type", "a:9:11"),
        ("t/type", "a:10:8"),
        ("t/type", "a:11:7"),
        ("t/missing", "a:1:1"),
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("titel: a", "did you mean 'title'?"),
        ("title: a\nalign: stat", "did you mean 'start'?"),
        ("title: a\nalign: [start]", "found a list, expected one of start, end"),
        ("title: a\nratio:", "found nothing, expected a number"),
        ("title: a\nratio: true", "found 'true', expected a number"),
        ("title: a\ntitle_: b", "unknown setting 'title_'"),
        ("title: [a]", "found a list, expected a text"),
        ("title: a\nloose: {a: 1}", "expected a text or a whole number or a list"),
        ("title: a\nwidth: [1]", "found a list"),
        ("title: a\ninner: 3", "found '3', expected"),
        ("title: a\ninner: {from: a, first-line: 1, first_line: 2}", "is 'first-line' once more"),
    ],
)
def test_messages_say_what_was_found_and_expected(text: str, words: str) -> None:
    built, findings = read(text)
    assert built is None
    assert any(words in f[2] for f in findings), findings


def test_a_bare_hint_can_be_built() -> None:
    assert read("- {from: a}\n- {from: b}", tuple[Inner, ...])[0][1].from_ == "b"


def test_a_wrong_item_of_a_list_is_the_only_one_reported() -> None:
    built, findings = read("- {from: a}\n- {form: b}\n- {from: c}", tuple[Inner, ...])
    assert built is None
    assert {f[1] for f in findings} == {"a:2:4", "a:2:3"}
