"""How the cells of a Word table are merged, and which of its rows are heads."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.importing import limits
from typeset.importing.word_xml import Element, attribute, child, children, is_on


def merges(table: Element) -> dict[tuple[int, int], str]:
    """Places that are one with the cell before them (``<``) or above them (``^^``)."""
    found: dict[tuple[int, int], str] = {}
    for number, row in enumerate(children(table, "tr")):
        for column, columns, goes_on in _cells(row):
            for place in range(column, column + columns):
                if goes_on and number:
                    found[number, place] = "^^"
                elif place > column:
                    found[number, place] = "<"
    return found


def heads(table: Element) -> int:
    """The rows that Word repeats on every page, at least the first."""
    count = 0
    for row in children(table, "tr"):
        if not is_on(child(row, "trPr", "tblHeader")):
            break
        count += 1
    return max(count, 1)


def _cells(row: Element) -> Iterator[tuple[int, int, bool]]:
    """Of each cell its first column, its columns, and whether it goes on from above."""
    column = 0
    for cell in children(row, "tc"):
        properties = child(cell, "tcPr")
        span = attribute(child(properties, "gridSpan"))
        columns = min(int(span), limits.MAX_GRID_SPAN) if span.isdigit() else 1
        merge = child(properties, "vMerge")
        yield column, columns, merge is not None and attribute(merge) != "restart"
        column += columns
