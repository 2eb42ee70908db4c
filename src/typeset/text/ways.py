"""The best ways to reach a place, by count of lines and colour of the last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from typeset.text.ladder import UNLIKE

Node = tuple[float, Any, int]
"""A line end reached: the cost so far, the node before (None at the start), the place."""

Way = tuple[int, Node]
"""Four times the count of lines plus the colour of the last, and the line end reached so."""

_KEPT_COUNTS = 2  # line counts kept on either side of the best at one place


def pruned(nodes: dict[int, Node]) -> dict[int, Node]:
    """Only what may still lie on a best way.

    A colour dearer by UNLIKE than another with as many lines never wins. Line counts far from
    the best here are dropped, so that long paragraphs stay linear.
    """
    if len(nodes) == 2:
        (key, node), (other, rival) = nodes.items()
        if key >> 2 == other >> 2:
            if node[0] > rival[0] + UNLIKE:
                return {other: rival}
            return {key: node} if rival[0] > node[0] + UNLIKE else nodes
        return nodes
    best: dict[int, float] = {}
    for key, node in nodes.items():
        count = key >> 2
        if count not in best or node[0] < best[count]:
            best[count] = node[0]
    if len(best) < len(nodes):
        nodes = {k: n for k, n in nodes.items() if n[0] <= best[k >> 2] + UNLIKE}
    if len(best) > 2 * _KEPT_COUNTS:
        middle = min(best, key=best.__getitem__)
        nodes = {k: n for k, n in nodes.items() if abs((k >> 2) - middle) <= _KEPT_COUNTS}
    return nodes


def ends_of(node: Node) -> tuple[int, ...]:
    """The places where the lines end on the way to a node."""
    out: list[int] = []
    while node[1] is not None:
        out.append(node[2])
        node = node[1]
    return tuple(reversed(out))


def best_by_count(nodes: Mapping[int, Node]) -> dict[int, Node]:
    """The cheapest way for each count of lines, in order of the counts."""
    best: dict[int, Node] = {}
    for key, node in nodes.items():
        count = key >> 2
        if count not in best or node[0] < best[count][0]:
            best[count] = node
    return {count: best[count] for count in sorted(best)}
