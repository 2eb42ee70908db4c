"""The best ways to reach a place, by count of lines and colour of the last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from typeset.text.ladder import UNLIKE

Node = tuple[float, Any, int]
"""A line end reached: the cost so far, the node before (None at the start), the place."""

Way = tuple[int, Node]
"""A key, and the line end reached so. A key counts the lines in its upper bits (ONE_LINE each);
below are the hyphens that end the last lines one after another (ONE_HYPHEN each), and the
colour of the last line (COLOUR)."""

ONE_LINE, ONE_HYPHEN, COLOUR = 16, 4, 3
MOST_HYPHENS = 3
"""More in a row are not told apart."""

_LINES = 4  # bits below the count of lines

_KEPT_COUNTS = 2  # line counts kept on either side of the best at one place


def lines_of(key: int) -> int:
    """The count of lines in a key."""
    return key >> _LINES


def line_after(key: int, colour: int, most: int = 0) -> tuple[int, bool]:
    """The key with a line more, and whether that has one hyphen too many.

    ``most`` hyphens may follow one another where the line ends with one; 0: it does not.
    """
    line = ((key >> _LINES) + 1 << _LINES) + colour
    if not most:
        return line, False
    row = key & (ONE_LINE - 1) & ~COLOUR
    full = row >= most * ONE_HYPHEN
    return line + (row if full else row + ONE_HYPHEN), full


def pruned(nodes: dict[int, Node], slack: float = UNLIKE) -> dict[int, Node]:
    """Only what may still lie on a best way.

    One dearer by ``slack`` than another with as many lines never wins. Line counts far from
    the best here are dropped, so that long paragraphs stay linear.
    """
    if len(nodes) == 2:
        (key, node), (other, rival) = nodes.items()
        if key >> _LINES == other >> _LINES:
            if node[0] > rival[0] + slack:
                return {other: rival}
            return {key: node} if rival[0] > node[0] + slack else nodes
        return nodes
    best: dict[int, float] = {}
    for key, node in nodes.items():
        count = key >> _LINES
        if count not in best or node[0] < best[count]:
            best[count] = node[0]
    if len(best) < len(nodes):
        nodes = {k: n for k, n in nodes.items() if n[0] <= best[k >> _LINES] + slack}
    if len(best) > 2 * _KEPT_COUNTS:
        middle = min(best, key=best.__getitem__)
        nodes = {k: n for k, n in nodes.items() if abs((k >> _LINES) - middle) <= _KEPT_COUNTS}
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
        count = key >> _LINES
        if count not in best or node[0] < best[count][0]:
            best[count] = node
    return {count: best[count] for count in sorted(best)}
