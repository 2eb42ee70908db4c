"""Enough of JSON Schema 2020-12 to check documents against our own schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

KEYWORDS = frozenset({
    "$schema", "$defs", "$ref", "title", "description", "default", "examples", "type", "enum",
    "const", "pattern", "anyOf", "properties", "required", "additionalProperties", "items",
    "prefixItems", "minItems",
})  # fmt: skip
TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None),
    "object": dict, "array": list,
}  # fmt: skip


def faults(value: Any, schema: Any, root: Any, at: str = "") -> Iterator[str]:
    """Every place where ``value`` departs from ``schema``."""
    if schema is False:
        yield f"{at}: not allowed"
        return
    if schema is True:
        return
    assert set(schema) <= KEYWORDS, set(schema) - KEYWORDS
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield from faults(value, root["$defs"][name], root, at)
    if "type" in schema and not _is(value, schema["type"]):
        yield f"{at}: {value!r} is not {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is not in {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match {schema['pattern']}"
    if "anyOf" in schema and all(list(faults(value, s, root, at)) for s in schema["anyOf"]):
        yield f"{at}: {value!r} fits none of {len(schema['anyOf'])} forms"
    if isinstance(value, dict):
        yield from _object(value, schema, root, at)
    if isinstance(value, list):
        yield from _array(value, schema, root, at)


def _is(value: Any, types: str | list[str]) -> bool:
    names = [types] if isinstance(types, str) else types
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, TYPES[name]) for name in names)


def _object(value: dict[str, Any], schema: Any, root: Any, at: str) -> Iterator[str]:
    for key in schema.get("required", ()):
        if key not in value:
            yield f"{at}: {key} is missing"
    known = schema.get("properties", {})
    for key, member in value.items():
        inner = known.get(key, schema.get("additionalProperties", True))
        yield from faults(member, inner, root, f"{at}/{key}")


def _array(value: list[Any], schema: Any, root: Any, at: str) -> Iterator[str]:
    first = schema.get("prefixItems", [])
    if len(value) < schema.get("minItems", 0):
        yield f"{at}: only {len(value)} items"
    for k, member in enumerate(value):
        inner = first[k] if k < len(first) else schema.get("items", True)
        yield from faults(member, inner, root, f"{at}/{k}")
