"""The one rule of inheritance, on YAML trees, so that every place survives.

``extends`` names a peer: for a style a preset, for a role another role, for a box design
another design. Maps merge by key, everything else replaces. A cycle or an unknown parent is
an error at the ``extends`` key.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from typeset.diagnostics import NOWHERE, Sink, nearest
from typeset.model.nodes import Entry, Mapping, Node, Scalar
from typeset.record import dataclass
from typeset.style import shelf
from typeset.style.design import Design
from typeset.style.spec import StyleSpec

DEFAULT_PRESET = "gov-report"
EXTENDS = "extends"

Parse = Callable[[str, str, Sink], Node | None]
"""Reads YAML: text, file name, sink. The loader's ``read_yaml``."""

Build = Callable[..., Any]
"""The loader's typed ``build(cls, node, sink, code=…)``."""


def merge(parent: Node, child: Node) -> Node:
    """The child laid over its parent: maps merge by key, everything else replaces."""
    if not (isinstance(parent, Mapping) and isinstance(child, Mapping)):
        return child
    own = {entry.key: entry for entry in child.entries}
    merged = [
        replace(own[e.key], value=merge(e.value, own[e.key].value)) if e.key in own else e
        for e in parent.entries
    ]
    inherited = {entry.key for entry in parent.entries}
    fresh = [entry for entry in child.entries if entry.key not in inherited]
    return Mapping((*merged, *fresh), child.span)


@dataclass(slots=True)
class Lineage:
    """Lays nodes over their named parents, each once, reporting a fault once.

    ``find`` gives a peer by name, ``names`` are all of them, ``kind`` is the word for one.
    """

    find: Callable[[str], Node | None]
    names: Iterable[str]
    kind: str
    sink: Sink
    done: dict[str, Node]

    def of(self, name: str, node: Node, path: tuple[str, ...] = ()) -> Node:
        """``node``, called ``name``, over all its ancestors; alone where they are at fault."""
        if name and name in self.done:
            return self.done[name]
        full = self._over_parent(name, node, (*path, name))
        if name:
            self.done[name] = full
        return full

    def _over_parent(self, name: str, node: Node, path: tuple[str, ...]) -> Node:
        asked = _extends(node)
        if asked is None:
            return node
        entry, parent = asked
        if parent in path:
            round_trip = " -> ".join((*path[path.index(parent) :], parent))
            message = f"{self.kind} '{name or parent}' extends itself: {round_trip}"
            self.sink.error("style/extends-cycle", message, entry.key_span)
            return node
        found = self.find(parent)
        if found is None:
            message = f"unknown {self.kind} '{parent}' to extend"
            hint = nearest(parent, self.names) or _known(self.names)
            self.sink.error("style/unknown-parent", message, entry.key_span, hint)
            return node
        return merge(self.of(parent, found, path), node)


def _extends(node: Node) -> tuple[Entry, str] | None:
    if not isinstance(node, Mapping):
        return None
    entry = next((e for e in node.entries if e.key == EXTENDS), None)
    if entry is None or not isinstance(entry.value, Scalar) or not entry.value.text:
        return None
    return entry, entry.value.text


def _known(names: Iterable[str]) -> str:
    known = sorted(names)
    return "known are " + ", ".join(known) if 0 < len(known) < 12 else ""


def expand(peers: Node, sink: Sink, kind: str) -> Node:
    """Every member of a map of named peers laid over the peers it extends."""
    if not isinstance(peers, Mapping):
        return peers
    names = [entry.key for entry in peers.entries]
    lineage = Lineage(peers.get, names, kind, sink, {})
    entries = tuple(replace(e, value=lineage.of(e.key, e.value)) for e in peers.entries)
    return Mapping(entries, peers.span)


def over_presets(
    node: Node | None, parse: Parse, sink: Sink, default: str = DEFAULT_PRESET
) -> Node:
    """The style written in ``node`` (None: nothing written) laid over its chain of presets.

    A style that names no preset extends ``default``.
    """
    return _over_presets(node or Mapping((), NOWHERE), parse, sink, default)


def load_spec(
    tree: Node,
    *,
    parse: Parse,
    build: Build,
    sink: Sink,
    used: Collection[str] | None = None,
) -> StyleSpec | None:
    """The style of a tree that :func:`over_presets` made.

    Of the box designs that ship with the product only those in ``used`` are read, and what
    they stand on (None: all). Every fault of the style is reported; None if any forbids a
    spec.
    """
    tree = _with(tree, "roles", lambda roles: expand(roles, sink, "role"))
    wanted = shelf.design_names() if used is None else (*used, *_slots(tree))
    tree = _with(
        tree, "designs", lambda own: expand(_shipped(own, wanted, parse, sink), sink, "design")
    )
    findings = Sink()
    spec = build(StyleSpec, tree, findings, code="style")
    once(findings, sink)
    return None if spec is None else replace(spec, designs=_named(spec.designs))


def once(findings: Sink, sink: Sink) -> None:
    """Pass findings on, each once: what is inherited is looked at again in every heir."""
    sink.findings.extend(f for f in dict.fromkeys(findings.findings) if f not in sink.findings)


def _named(designs: dict[str, Design]) -> dict[str, Design]:
    return {name: replace(design, name=name) for name, design in designs.items()}


def _over_presets(node: Node, parse: Parse, sink: Sink, default: str) -> Node:
    """The project's style over its chain of presets."""

    def preset(name: str) -> Node | None:
        return parse(*shelf.preset_text(name), sink) if name in shelf.preset_names() else None

    lineage = Lineage(preset, shelf.preset_names(), "preset", sink, {})
    if isinstance(node, Mapping) and node.get(EXTENDS) is None:
        base = preset(default)
        return node if base is None else merge(lineage.of(default, base), node)
    before = len(sink.findings)
    tree = lineage.of("", node)
    if len(sink.findings) == before:
        return tree
    # The parent is at fault and reported: go on over the default, for the other faults.
    base = preset(DEFAULT_PRESET)
    return tree if base is None else merge(base, tree)


def _slots(tree: Node) -> Iterator[str]:
    """Names of the designs for masthead and banner: ``flood`` may mean ``masthead-flood``."""
    for slot in ("masthead", "banner"):
        named = tree.get(slot) if isinstance(tree, Mapping) else None
        if isinstance(named, Scalar):
            yield from (named.text, f"{slot}-{named.text}")


def _shipped(own: Node, wanted: Iterable[str], parse: Parse, sink: Sink) -> Node:
    """The style's own designs laid over those wanted of the product's, and their parents."""
    peers = own if isinstance(own, Mapping) else Mapping((), own.span)
    waiting = [*wanted, *(entry.key for entry in peers.entries)]
    shipped: dict[str, Node] = {}
    for entry in peers.entries:
        waiting += _stands_on(entry.value)
    while waiting:
        name = waiting.pop()
        if name in shipped or name not in shelf.design_names():
            continue
        tree = parse(*shelf.design_text(name), sink)
        if tree is not None:
            shipped[name] = tree
            waiting += _stands_on(tree)
    entries = (Entry(name, shipped[name].span, shipped[name]) for name in sorted(shipped))
    return merge(Mapping(tuple(entries), own.span), own)


def _stands_on(design: Node) -> Iterator[str]:
    """The other designs that one names: its parent, and the one to fall back to."""
    for key in (EXTENDS, "fallback"):
        named = design.get(key) if isinstance(design, Mapping) else None
        if isinstance(named, Scalar):
            yield named.text


def _with(tree: Node, key: str, change: Callable[[Node], Node]) -> Node:
    """The tree with what stands under ``key`` (an empty map if nothing) changed."""
    if not isinstance(tree, Mapping):
        return tree
    found = tree.get(key) or Mapping((), tree.span)
    entry = next((e for e in tree.entries if e.key == key), Entry(key, tree.span, found))
    rest = tuple(e for e in tree.entries if e.key != key)
    return Mapping((*rest, replace(entry, value=change(found))), tree.span)
