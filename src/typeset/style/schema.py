"""JSON Schema (2020-12) from the types that settings are loaded into.

Keys, forms and defaults come from the dataclasses' hints, descriptions from their docstrings
and from the comments beside their fields, so an editor's completion says what the code says.
Classes that read themselves from one value (``parse``) tell its form in ``SCHEMA``; those
with keyword-only fields may also be written as keys and values.
"""

from __future__ import annotations

import dataclasses
import inspect
import io
import re
import tokenize
import types
import typing
from collections.abc import Mapping as AbstractMapping
from dataclasses import field
from typing import Any, Literal, Union

from typeset.diagnostics import Span
from typeset.model.nodes import Mapping, Scalar, Sequence
from typeset.record import dataclass

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: dict[Any, str] = {
    str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null",
}  # fmt: skip
_NODES = {Scalar, Sequence, Mapping}


def schema_of(cls: type, title: str = "", *, partial: bool = False) -> Schema:
    """The schema of what is written for ``cls``; ``partial``: any key may be left out."""
    writer = _Writer(partial)
    body = writer.instance(cls)
    return {
        "$schema": DIALECT,
        "title": title or _spaced(cls.__name__),
        **body,
        "$defs": dict(sorted(writer.definitions.items())),
    }


def style_schema() -> Schema:
    """The schema of ``style.yaml``. A style extends a preset, so no key of it is required."""
    from typeset.style import shelf  # noqa: PLC0415 - reads the presets' folder
    from typeset.style.spec import StyleSpec  # noqa: PLC0415

    schema = schema_of(StyleSpec, "style.yaml", partial=True)
    schema["properties"]["extends"]["enum"] = list(shelf.preset_names())
    return schema


@dataclass(slots=True)
class _Writer:
    """Writes each class once, under ``$defs``."""

    partial: bool
    definitions: dict[str, Schema] = field(default_factory=dict)

    def hint(self, hint: Any) -> Schema:
        """The schema of one type hint."""
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if origin in (Union, types.UnionType):
            return self.union(args)
        if hint is str:  # the loader takes a number's spelling as text
            return {"type": ["string", "number"]}
        if hint in _PLAIN:
            return {"type": _PLAIN[hint]}
        if origin is Literal:
            return {"enum": list(args)}
        if origin in (tuple, frozenset):
            return self.sequence(origin, args)
        if origin in (dict, AbstractMapping):
            return {"type": "object", "additionalProperties": self.hint(args[1])}
        return self.reference(hint)

    def union(self, members: tuple[Any, ...]) -> Schema:
        if set(members) >= _NODES:
            return {}  # left as written
        if all(m in _PLAIN for m in members):
            return {"type": [_PLAIN[m] for m in members]}
        return {"anyOf": [self.hint(m) for m in members]}

    def sequence(self, origin: Any, args: tuple[Any, ...]) -> Schema:
        if origin is frozenset or args[-1] is Ellipsis:
            return {"type": "array", "items": self.hint(args[0])}
        many = len(args)
        items = [self.hint(a) for a in args]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": many}

    def reference(self, cls: Any) -> Schema:
        """A reference to a class's definition, which is written on first sight."""
        name = cls.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.definition(cls)
        return {"$ref": f"#/$defs/{name}"}

    def definition(self, cls: Any) -> Schema:
        scalar = getattr(cls, "SCHEMA", None)
        if scalar is None:
            return self.instance(cls)
        if not all(f.kw_only for f in dataclasses.fields(cls)):
            return {"description": _description(cls), **scalar}
        whole = self.instance(cls)
        described = whole.pop("description")
        return {"description": described, "anyOf": [dict(scalar), whole]}

    def instance(self, cls: Any) -> Schema:
        """The schema of a dataclass written as keys and values."""
        hints = typing.get_type_hints(cls)
        notes = field_notes(cls)
        properties: Schema = {}
        required = []
        for f in dataclasses.fields(cls):
            if hints[f.name] is Span or not f.init or f.name.startswith("_"):
                continue
            key = f.name.rstrip("_").replace("_", "-")
            value = self.hint(hints[f.name])
            note = {"description": notes[f.name]} if f.name in notes else {}
            for spelling in (key, *f.metadata.get("aliases", ())):
                properties[spelling] = {**value, **note, **_default(f)}
            if _is_required(f):
                required.append(key)
        asked = {} if self.partial or not required else {"required": required}
        return {
            "description": _description(cls),
            "type": "object",
            "properties": properties,
            **asked,
            "additionalProperties": False,
        }


def _is_required(f: dataclasses.Field[Any]) -> bool:
    return f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING


def _default(f: dataclasses.Field[Any]) -> Schema:
    """The default, where it is a plain value that says something."""
    plain = isinstance(f.default, str | int | float) and f.default != ""
    return {"default": f.default} if plain else {}


def _description(cls: Any) -> str:
    return " ".join((inspect.getdoc(cls) or "").replace("``", "'").split())


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removesuffix("Spec"))


def field_notes(cls: Any) -> dict[str, str]:
    """Comments that stand on the line of a field (``size: Length  # of the sheet``)."""
    try:
        source = inspect.getsource(cls)
    except OSError:  # an installation without sources
        return {}
    names = {f.name for f in dataclasses.fields(cls)}
    notes: dict[str, str] = {}
    name, depth = "", 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NAME and not name and token.string in names:
            name = token.string
        elif token.type == tokenize.OP:
            depth += (token.string in "([{") - (token.string in ")]}")
        elif token.type == tokenize.COMMENT and name and depth == 0:
            notes.setdefault(name, token.string.lstrip("# ").replace("``", "'"))
        elif token.type == tokenize.NEWLINE:
            name = ""
    return notes
