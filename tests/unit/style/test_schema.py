"""The JSON Schema that editors complete from."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal

import pytest
import yaml

from tests.unit.style.validate import KEYWORDS, faults
from typeset.diagnostics import NOWHERE, Span
from typeset.reading.specs import PublicationSpec, SectionSpec
from typeset.style import shelf
from typeset.style.schema import DIALECT, field_notes, schema_of, style_schema

STYLE = style_schema()


def style_faults(document: Any) -> list[str]:
    return list(faults(document, STYLE, STYLE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A leaf of the sample."""

    SCHEMA: ClassVar[dict[str, Any]] = {"type": "string"}

    size: float = 1.0  # in points
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sample of ``hints``."""

    from_: str  # where it comes from
    kind: Literal["a", "b"] = "a"
    two_words: tuple[int, ...] = ()
    pair: tuple[str, float] | None = None
    leaf: Leaf = Leaf()
    any_leaf: dict[str, Leaf] = field(default_factory=dict)
    aka: int = field(default=3, metadata={"aliases": ("别名",)})
    span: Span = NOWHERE


def test_the_schema_of_a_class_says_what_its_hints_say() -> None:
    schema = schema_of(Sample)
    assert schema["$schema"] == DIALECT
    assert schema["description"] == "A sample of 'hints'."
    assert schema["required"] == ["from"]
    assert schema["additionalProperties"] is False
    properties = schema["properties"]
    assert properties["from"]["type"] == ["string", "number"]
    assert properties["from"]["description"] == "where it comes from"
    assert properties["kind"] == {"enum": ["a", "b"], "default": "a"}
    assert properties["two-words"] == {"type": "array", "items": {"type": "integer"}}
    assert properties["aka"] == properties["别名"] == {"type": "integer", "default": 3}
    assert "span" not in properties


def test_a_class_that_reads_itself_may_be_a_value_or_keys() -> None:
    leaf = schema_of(Sample)["$defs"]["Leaf"]
    assert leaf["anyOf"][0] == {"type": "string"}
    assert leaf["anyOf"][1]["properties"]["size"]["description"] == "in points"


def test_a_partial_schema_requires_nothing() -> None:
    assert "required" not in schema_of(Sample, partial=True)


def test_comments_beside_fields_become_descriptions() -> None:
    assert field_notes(Sample) == {"from_": "where it comes from"}


@pytest.mark.parametrize("preset", shelf.preset_names())
def test_every_preset_keeps_to_the_schema(preset: str) -> None:
    assert style_faults(yaml.safe_load(shelf.preset_text(preset)[0])) == []


@pytest.mark.parametrize("name", shelf.design_names())
def test_every_box_design_keeps_to_the_schema(name: str) -> None:
    assert style_faults({"designs": {name: yaml.safe_load(shelf.design_text(name)[0])}}) == []


def test_the_style_of_the_review_keeps_to_the_schema() -> None:
    path = Path(__file__).parents[3] / "content" / "style.yaml"
    assert style_faults(yaml.safe_load(path.read_text(encoding="utf-8"))) == []


def test_the_publication_and_its_sections_keep_to_their_schemas() -> None:
    folder = Path(__file__).parents[3] / "content"
    publication, section = schema_of(PublicationSpec), schema_of(SectionSpec)
    written = yaml.safe_load((folder / "publication.yaml").read_text(encoding="utf-8"))
    written["date"] = str(written["date"])  # PyYAML knows dates, our reader does not
    assert list(faults(written, publication, publication)) == []
    for path in sorted((folder / "sections").glob("*.md")):
        front = yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])
        assert list(faults(front, section, section)) == [], path.name


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ({"extends": "gov-raport"}, "/extends: 'gov-raport' is not in"),
        ({"gird": {}}, "/gird: not allowed"),
        ({"roles": {"body": {"size": "10.5px"}}}, "/roles/body/size: '10.5px' fits none of 2"),
        ({"roles": {"body": {"size": 10.5}}}, "/roles/body/size: 10.5 fits none of 2"),
        ({"roles": {"body": {"leadng": "17pt"}}}, "/roles/body/leadng: not allowed"),
        ({"palette": {"red": {"cmyk": [1, 2, 3]}}}, "/palette/red: {'cmyk': [1, 2, 3]} fits none"),
        ({"rules": {"kinsoku": "gbb"}}, "/rules/kinsoku: 'gbb' is not in"),
        ({"grid": {"chars": "46"}}, "/grid/chars: '46' is not integer"),
    ],
)
def test_a_fault_is_seen_by_the_schema_as_by_the_loader(document: Any, fault: str) -> None:
    assert [f.startswith(fault) for f in style_faults(document)] == [True]


def test_the_schema_is_plain_json_of_known_keywords() -> None:
    assert json.loads(json.dumps(STYLE)) == STYLE
    assert set(STYLE) <= KEYWORDS
    used = {d["$ref"] for d in _walk(STYLE) if "$ref" in d}
    assert used == {f"#/$defs/{name}" for name in STYLE["$defs"]}


def _walk(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        return [node, *(d for member in node.values() for d in _walk(member))]
    if isinstance(node, list):
        return [d for member in node for d in _walk(member)]
    return []
