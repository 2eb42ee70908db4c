"""Boxes before their anchors: what stands elsewhere than it is written is known of in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from typeset.flow import Panel, Paragraph, Space
from typeset.flow_tables import Table

Item = Paragraph | Panel | Space | Table
Numbered = tuple[int, Item]
"""A thing in the flow with its place there."""


def before_anchors(items: Iterable[Numbered]) -> list[Numbered]:
    """Boxes that roam moved up to where their anchor begins, in the order of the text."""
    ordered: list[Numbered] = []
    starts: dict[str, int] = {}  # block id to its place in the flow
    for index, item in items:
        roams = isinstance(item, Panel) and (item.place != "here" or item.wrap)
        if isinstance(item, Panel) and roams and item.anchor in starts:
            ordered.insert(_standing(ordered, starts[item.anchor]), (index, item))
            continue
        if isinstance(item, Paragraph | Table) and item.id:
            starts.setdefault(item.id, index)
        ordered.append((index, item))
    return ordered


def _standing(items: Sequence[Numbered], index: int) -> int:
    """Where the thing of this index stands; looked for from the end, as anchors are near."""
    return next(i for i in range(len(items) - 1, -1, -1) if items[i][0] == index)
