"""YAML with places: columns in characters, values by the core schema, faults as findings."""

from __future__ import annotations

import pytest

from typeset.diagnostics import Sink
from typeset.model.nodes import Mapping, Node, Scalar, Sequence
from typeset.reading.yaml_nodes import MAX_DEPTH, read_yaml


def read(text: str, **where: int) -> tuple[Node | None, Sink]:
    sink = Sink()
    return read_yaml(text, "a.yaml", sink, **where), sink


def mapping(text: str, **where: int) -> Mapping:
    node, sink = read(text, **where)
    assert sink.findings == []
    assert isinstance(node, Mapping)
    return node


def test_columns_count_characters_not_bytes() -> None:
    node = mapping("标题: 值\n😀键: [一, 二]\n")
    title, other = node.entries
    assert (title.value.span.line, title.value.span.column) == (1, 5)
    assert isinstance(other.value, Sequence)
    assert [i.span.column for i in other.value.items] == [6, 9]
    assert (other.key_span.line, other.key_span.column, other.key_span.length) == (2, 1, 2)


def test_a_body_is_placed_where_it_stands_in_its_file() -> None:
    node = mapping("a: 1\nb: 2\n", line=7, column=3)
    assert [str(e.key_span) for e in node.entries] == ["a.yaml:7:3", "a.yaml:8:3"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("-3", -3), ("0.5", 0.5), (".5", 0.5), ("1e3", 1000.0), ("true", True),
     ("yes", "yes"), ("on", "on"), ("1:30", "1:30"), ("2021-12-31", "2021-12-31"),
     ("10.5pt", "10.5pt"), ("~", None), ("null", None), ("010", 10), ("'12'", "12")],
)  # fmt: skip
def test_plain_values_follow_the_core_schema(text: str, value: object) -> None:
    found = mapping(f"a: {text}").get("a")
    assert isinstance(found, Scalar)
    assert found.value == value
    assert type(found.value) is type(value)


def test_a_scalar_keeps_its_spelling_and_knows_its_quotes() -> None:
    node = mapping('a: 1.0\nb: "1.0"\nc: |\n  块\n')
    a, b, c = (e.value for e in node.entries)
    assert isinstance(a, Scalar)
    assert isinstance(b, Scalar)
    assert isinstance(c, Scalar)
    assert (a.text, a.quoted, b.text, b.quoted) == ("1.0", False, "1.0", True)
    assert (c.text, c.quoted) == ("块\n", True)


def test_an_empty_document_is_an_empty_mapping() -> None:
    assert mapping("# nothing\n").entries == ()


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: 1\na: 2", "yaml/duplicate-key", "a.yaml:2:1"),
        ("a: {b: 1, b: 2}", "yaml/duplicate-key", "a.yaml:1:11"),
        ("a: [1, 2", "yaml/syntax", "a.yaml:1:4"),
        ("a: b: c", "yaml/syntax", "a.yaml:1:5"),
        ("a:\n\t- x", "yaml/syntax", "a.yaml:2:1"),
        ("'abc", "yaml/syntax", "a.yaml:1:5"),
        ("a: !!python/object:os.system x", "yaml/tag", "a.yaml:1:4"),
        ("a: !px 10", "yaml/tag", "a.yaml:1:4"),
        ("? [a, b]\n: 1", "yaml/key", "a.yaml:1:3"),
        ("a: 1\n---\nb: 2", "yaml/syntax", "a.yaml:2:1"),
        ("a: *b", "yaml/syntax", "a.yaml:1:4"),
        ("a: \x01", "yaml/syntax", "a.yaml:1:1"),
    ],
)
def test_a_fault_is_placed(text: str, code: str, place: str) -> None:
    node, sink = read(text)
    assert node is None
    assert [(f.code, str(f.span)) for f in sink.findings] == [(code, place)]


def test_a_tree_without_end_is_refused() -> None:
    node, sink = read("a: &x [*x]")
    assert node is None
    assert [f.code for f in sink.findings] == ["yaml/limit"]
    assert "MAX_DEPTH" in sink.findings[0].message


def test_a_tree_that_multiplies_itself_is_refused() -> None:
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    node, sink = read("\n".join(lines))
    assert node is None
    assert [f.code for f in sink.findings] == ["yaml/limit"]


def test_deep_nesting_is_refused_not_a_crash() -> None:
    node, sink = read("[" * (MAX_DEPTH + 5) + "]" * (MAX_DEPTH + 5))
    assert node is None
    assert [f.code for f in sink.findings] == ["yaml/limit"]
