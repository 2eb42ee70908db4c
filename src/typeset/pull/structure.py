"""A section's file put together again from its leaves: some new, some moved, some gone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import field

from typeset.pull.sources import LeafKind, Source
from typeset.record import dataclass


@dataclass(slots=True, eq=False)
class Node:
    """One leaf with the gap before it; ``new`` where this pull puts it in."""

    key: str
    kind: LeafKind
    gap: str
    source: str
    gone: bool = False
    new: bool = False


@dataclass(slots=True)
class Pages:
    """One file under way."""

    file: str
    head: str
    tail: str
    nodes: list[Node] = field(default_factory=list)
    _near: int = 0  # where the last node that was asked for stands

    @classmethod
    def of(cls, source: Source) -> Pages:
        """Take a file apart."""
        leaves, text = source.leaves, source.text
        if not leaves:
            return cls(source.file, text, "")
        nodes: list[Node] = []
        at = leaves[0].start
        for leaf in leaves:
            gap = text[at : leaf.start] if nodes else "\n\n"
            nodes.append(Node(leaf.id, leaf.kind, gap, text[leaf.start : leaf.end]))
            at = leaf.end
        return cls(source.file, text[: leaves[0].start], text[at:], nodes)

    def node(self, key: str) -> Node | None:
        """The node of this leaf."""
        return next((node for node in self.nodes if node.key == key and not node.gone), None)

    def replace(self, keys: Sequence[str], source: str) -> None:
        """New source from the first of the leaves to the last."""
        places = [n for n, node in enumerate(self.nodes) if node.key in keys]
        for place in range(places[0] + 1, places[-1] + 1):
            self.nodes[place].gone = True
        self.nodes[places[0]].source = source

    def drop(self, key: str) -> None:
        """Take a leaf out."""
        if node := self.node(key):
            node.gone = True

    def place(self, key: str) -> int:
        """Where the last node of this leaf stands; -1 for an empty key."""
        if not key:
            return -1
        if self._near >= len(self.nodes) or self.nodes[self._near].key != key:
            places = (n for n in range(len(self.nodes) - 1, -1, -1) if self.nodes[n].key == key)
            self._near = next(places, len(self.nodes) - 1)
        return self._near

    def put(self, after: str, node: Node) -> None:
        """Put a leaf in behind another (an empty key: before all)."""
        self._near = self.place(after) + 1
        self.nodes.insert(self._near, node)

    def following(self, key: str) -> str:
        """The leaf behind another, those that are gone left out; empty at the end."""
        rest = itertools.islice(self.nodes, self.place(key) + 1, None)
        return next((node.key for node in rest if not node.gone), "")

    def text(self) -> str:
        """The file's new text."""
        out, first, carried = [self.head], True, ""
        before: Node | None = None
        for node in self.nodes:
            if node.gone:
                kept = node.gap if node.gap.strip() else ""
                carried = max(carried, kept or node.gap, key=lambda gap: gap.count("\n"))
                continue
            gap = max(node.gap, carried, key=lambda gap: (bool(gap.strip()), gap.count("\n")))
            if before is not None and (node.new or before.new) and node.kind != before.kind:
                gap = gap if gap.count("\n") > 1 else "\n\n"
            out += [gap.lstrip("\n") if first else gap, node.source]
            first, carried, before = False, "", node
        return "".join((*out, self.tail))
