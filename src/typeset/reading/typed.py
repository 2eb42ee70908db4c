"""Nodes to frozen dataclasses, by their type hints; every fault at its column, in one pass.

Understood hints: ``str``, ``int``, ``float``, ``bool``, ``None``, ``Literal``, ``tuple[X, ...]``,
``tuple[A, B]``, ``frozenset[X]``, ``dict[str, X]`` and ``Mapping[str, X]``, unions, dataclasses,
and :data:`typeset.model.nodes.Node` (left as written). A class may offer a class method
``parse(scalar, sink)`` that reads it from one scalar (a length, a colour) and reports itself.

A field ``span: Span`` is filled with the node's place, ``NAME_span: Span`` with that of the
value under ``NAME``. Keys may be written in kebab-case or snake_case; a trailing underscore
of a field's name (``from_``) is not part of its key, and ``metadata={"aliases": (…,)}`` of a
field gives further spellings.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping as AbstractMapping
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, cast

from typeset.diagnostics import Sink, Span, nearest
from typeset.model.nodes import Entry, Mapping, Node, Scalar, Sequence
from typeset.record import dataclass

T = TypeVar("T")
FAULT: Any = object()  # what a part yields when it was reported

_SHOWN = {str: "a text", int: "a whole number", float: "a number", bool: "true or false",
          type(None): "nothing"}  # fmt: skip
_NODES = frozenset({Scalar, Sequence, Mapping})


def build(cls: type[T], node: Node, sink: Sink, *, code: str) -> T | None:
    """An instance of ``cls`` (a dataclass or any hint above) from ``node``.

    Reports everything wrong below ``node`` under ``code`` (``style`` gives
    ``style/unknown-setting``, ``style/type``, ``style/value``, ``style/missing``) and then
    returns None.
    """
    built = _Builder(sink, code).value(cls, node)
    return None if built is FAULT else cast("T", built)


@dataclass(frozen=True, slots=True)
class _Field:
    """One key of a class: its field, hint, and the value whose place it takes (spans)."""

    name: str
    key: str
    hint: Any
    required: bool
    place_of: str = ""
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=512)
def _fields(cls: type) -> tuple[dict[str, _Field], tuple[_Field, ...]]:
    """By spelling: the fields that are keys; and those filled with places."""
    hints = typing.get_type_hints(cls)
    names = {f.name for f in dataclasses.fields(cls)}
    keys: dict[str, _Field] = {}
    places: list[_Field] = []
    for f in dataclasses.fields(cls):
        if not f.init or f.name.startswith("_"):
            continue
        required = f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
        key = f.name.rstrip("_").replace("_", "-")
        of = f.name.removesuffix("_span") if f.name != "span" else ""
        if hints[f.name] is Span and (f.name == "span" or of in names):
            places.append(_Field(f.name, key, Span, required, of))
            continue
        aliases = tuple(f.metadata.get("aliases", ()))
        entry = _Field(f.name, key, hints[f.name], required, aliases=aliases)
        keys.update(dict.fromkeys((_plain(key), *aliases), entry))
    return keys, tuple(places)


def _plain(key: str) -> str:
    return key.replace("_", "-")


@dataclass(frozen=True, slots=True)
class _Builder:
    """Walks nodes and hints side by side."""

    sink: Sink
    code: str

    def value(self, hint: Any, node: Node) -> Any:
        """The value of ``hint`` that ``node`` stands for, or FAULT after reporting."""
        members = _members(hint)
        if set(members) >= _NODES:
            return node
        if len(members) > 1:
            return self.union(members, node)
        return self.single(hint, node)

    def single(self, hint: Any, node: Node) -> Any:
        if isinstance(node, Scalar):
            parse = getattr(hint, "parse", None)
            if parse is not None:
                parsed = parse(node, self.sink)
                return FAULT if parsed is None else parsed
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if origin is Literal:
            return self.literal(args, node)
        if origin in (tuple, frozenset):
            return self.sequence(origin, args, node)
        if origin in (dict, AbstractMapping):
            return self.mapping(args[1], node)
        if dataclasses.is_dataclass(hint):
            return self.instance(cast("type", hint), node)
        return self.scalar((hint,), node)

    def union(self, members: tuple[Any, ...], node: Node) -> Any:
        """The member that fits the node's form; a scalar by its value, then its type."""
        if not isinstance(node, Scalar):
            fitting = [m for m in members if _fits(m, node)]
            if fitting:
                return self.single(fitting[0], node)
            return self.mistyped(" or ".join(_shown(m) for m in members), node)
        plain = tuple(m for m in members if m in _SHOWN)
        if node.value is None and type(None) in plain:
            return None
        choices = [m for m in members if typing.get_origin(m) is Literal]
        special = choices or [m for m in members if hasattr(m, "parse")]
        if special and (not choices or str not in plain or _is_choice(choices[0], node)):
            return self.single(special[0], node)
        if not set(plain) - {type(None)}:
            return self.mistyped(" or ".join(_shown(m) for m in members), node)
        return self.scalar(plain, node)

    def scalar(self, types_: tuple[Any, ...], node: Node) -> Any:
        if not isinstance(node, Scalar):
            return self.mistyped(" or ".join(_shown(t) for t in types_), node)
        value = node.value
        if type(value) in types_:
            return value
        if isinstance(value, int) and not isinstance(value, bool) and float in types_:
            return float(value)
        if str in types_:
            return "" if value is None else node.text
        return self.mistyped(" or ".join(_shown(t) for t in types_), node)

    def literal(self, args: tuple[Any, ...], node: Node) -> Any:
        for arg in args:
            if isinstance(node, Scalar) and _is(arg, node):
                return arg
        names = [str(a) for a in args if a != ""]
        if not isinstance(node, Scalar):
            return self.mistyped("one of " + ", ".join(names), node)
        return self.fault(
            "value",
            f"'{node.text}' is not one of {', '.join(names)}",
            node.span,
            nearest(node.text, names),
        )

    def sequence(self, origin: type, args: tuple[Any, ...], node: Node) -> Any:
        if not isinstance(node, Sequence):
            return self.mistyped("a list", node)
        many = origin is frozenset or (len(args) == 2 and args[1] is Ellipsis)
        if not many and len(args) != len(node.items):
            return self.fault(
                "value", f"found {len(node.items)} values, expected {len(args)}", node.span
            )
        hints = [args[0]] * len(node.items) if many else list(args)
        built = [self.value(h, item) for h, item in zip(hints, node.items, strict=True)]
        return FAULT if any(b is FAULT for b in built) else origin(built)

    def mapping(self, hint: Any, node: Node) -> Any:
        if not isinstance(node, Mapping):
            return self.mistyped("a table of keys and values", node)
        built = {entry.key: self.value(hint, entry.value) for entry in node.entries}
        return FAULT if any(b is FAULT for b in built.values()) else built

    def instance(self, cls: type, node: Node) -> Any:
        if not isinstance(node, Mapping):
            return self.mistyped("keys and values" + _own_words(cls), node)
        keys, places = _fields(cls)
        found: dict[str, Entry] = {}
        values: dict[str, Any] = {}
        for entry in node.entries:
            known = self.take(entry, keys, found)
            values[known.name if known else ""] = (
                self.value(known.hint, entry.value) if known else FAULT
            )
        if not self.complete(cls, keys, found, node) or any(v is FAULT for v in values.values()):
            return FAULT
        for place in places:
            if not place.place_of or (place.required and place.place_of not in found):
                values[place.name] = node.span
            elif place.place_of in found:
                values[place.name] = found[place.place_of].value.span
        return cls(**values)

    def take(self, entry: Entry, keys: dict[str, _Field], found: dict[str, Entry]) -> _Field | None:
        """The field an entry fills, or None after reporting an unknown or repeated key."""
        known = keys.get(_plain(entry.key)) or keys.get(entry.key)
        if known is None:
            names = {f.key for f in keys.values()}
            hint = nearest(_plain(entry.key), names) or (
                "known are " + ", ".join(sorted(names)) if 0 < len(names) < 16 else ""
            )
            self.fault("unknown-setting", f"unknown setting '{entry.key}'", entry.key_span, hint)
            return None
        if known.name in found:
            first = found[known.name].key
            self.fault("unknown-setting", f"'{entry.key}' is '{first}' once more", entry.key_span)
            return None
        found[known.name] = entry
        return known

    def complete(
        self, cls: type, keys: dict[str, _Field], found: dict[str, Entry], node: Mapping
    ) -> bool:
        missing = [f.key for f in keys.values() if f.required and f.name not in found]
        for key in dict.fromkeys(missing):
            self.fault("missing", f"'{key}' is missing", node.span, _own_words(cls).strip(" ()"))
        return not missing

    def mistyped(self, expected: str, node: Node) -> Any:
        return self.fault("type", f"found {_found(node)}, expected {expected}", node.span)

    def fault(self, kind: str, message: str, span: Span, hint: str = "") -> Any:
        self.sink.error(f"{self.code}/{kind}", message, span, hint)
        return FAULT


@lru_cache(maxsize=1024)
def _members(hint: Any) -> tuple[Any, ...]:
    """Members of a union, else the hint alone."""
    if typing.get_origin(hint) in (Union, types.UnionType):
        return typing.get_args(hint)
    return (hint,)


def _is(arg: Any, node: Scalar) -> bool:
    """Whether the author wrote this member of a Literal; words by their spelling."""
    return bool(node.text == arg if isinstance(arg, str) else node.value == arg)


def _is_choice(hint: Any, node: Scalar) -> bool:
    return any(_is(arg, node) for arg in typing.get_args(hint))


def _fits(hint: Any, node: Node) -> bool:
    origin = typing.get_origin(hint)
    if isinstance(node, Sequence):
        return origin in (tuple, frozenset)
    if isinstance(node, Mapping):
        return origin in (dict, AbstractMapping) or dataclasses.is_dataclass(hint)
    return False


def _shown(hint: Any) -> str:
    if hint in _SHOWN:
        return _SHOWN[hint]
    origin = typing.get_origin(hint)
    if origin is Literal:
        return "one of " + ", ".join(str(a) for a in typing.get_args(hint))
    if origin in (tuple, frozenset):
        return "a list"
    return "keys and values"


def _found(node: Node) -> str:
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "keys and values"
    return f"'{node.text}'" if node.text else "nothing"


def _own_words(cls: type) -> str:
    """The keys a class knows, for messages: `` (title, tag)``."""
    names = sorted({f.key for f in _fields(cls)[0].values()})
    return f" ({', '.join(names)})" if 0 < len(names) < 16 else ""
