"""Finished pages drawn as rows of letters, one row for each grid line.

A column is one character wide: the first letter of a line's block, the capital first letter
of a box's design, ``.`` where nothing stands. A full-width box fills its row.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.unit.layout.square import SquareSetter
from typeset.diagnostics import Sink
from typeset.display import Page, Pages
from typeset.flow import Flow
from typeset.layout import lay_out
from typeset.style.resolved import Grid, Style


def set_pages(flow: Flow, style: Style, sink: Sink | None = None, loose: int = 1) -> Pages:
    """The flow on pages, set in square glyphs; findings are faults unless a sink is given."""

    def setter(page_of: Callable[[str], str]) -> SquareSetter:
        return SquareSetter(style, page_of, loose)

    findings = sink or Sink()
    pages = lay_out(flow, style, setter, findings)
    if sink is None:
        assert findings.findings == []
    return pages


def rows(page: Page, grid: Grid) -> list[str]:
    """The page's grid lines from the head to the last one with anything on it."""
    drawn = [["."] * grid.columns for _ in range(grid.lines)]
    head = page.type_area.y
    for line in page.lines:
        row = round((line.baseline - head - grid.first_baseline) / grid.pitch)
        drawn[row][line.column] = line.block[:1] or "t"
    for box in page.boxes:
        first = round((box.rect.y - head) / grid.pitch)
        lines = round((box.rect.height - grid.zw) / grid.pitch) + 1
        for row in range(first, first + lines):
            for column in range(box.columns[0], sum(box.columns)):
                assert drawn[row][column] == ".", "a box over something"
                drawn[row][column] = box.design[:1].upper()
    text = ["".join(row) for row in drawn]
    while text and set(text[-1]) == {"."}:
        text.pop()
    return text


def drawn(pages: Pages, grid: Grid) -> list[str]:
    """Every page: its rows, runs of equal rows counted (``aa*10``), joined by blanks."""
    return [" ".join(_runs(rows(page, grid))) for page in pages.pages]


def _runs(lines: list[str]) -> list[str]:
    counted: list[tuple[str, int]] = []
    for line in lines:
        if counted and counted[-1][0] == line:
            counted[-1] = (line, counted[-1][1] + 1)
        else:
            counted.append((line, 1))
    return [line if count == 1 else f"{line}*{count}" for line, count in counted]
