"""Parts of tables in the dump of pages; see :mod:`typeset.preview.dump`.

In JSON, lengths in millimetres::

    {"id": …, "design": "three-line", "part": 1, "rect": [x, y, width, height],
     "rows": [first, last], "edges": [x, …], "sideways": false,
     "texts": [{"kind": "cell", "row": 1, "column": 0, "rect": […], "first": 0,
                "repeated": false,
                "lines": [{"baseline": y, "x": x, "width": w, "text": "…"}, …]}, …]}

``kind`` is ``caption``, ``unit``, ``continued``, ``head``, ``cell`` or ``note``; ``first`` is the
number of the first line here in its cell. Rows count from 0, the last one is not included, and a
row that is parted inside belongs to both parts. What is ``repeated`` (the head and the label of a
part that goes on) is no content a second time. A table turned sideways is described as it is
read, from the corner of its own head.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typeset.display import PlacedRun, SetLine
from typeset.display_tables import PlacedTable, PlacedText
from typeset.geometry import MM, Rect


def table_json(table: PlacedTable) -> dict[str, Any]:
    """A part of a table as plain JSON values."""
    return {
        "id": table.id,
        "design": table.design,
        "part": table.part,
        "rect": _rect(table.rect),
        "rows": list(table.rows),
        "edges": [_mm(edge) for edge in table.edges],
        "sideways": table.sideways,
        "texts": [_text(text) for text in table.texts],
    }


def _text(text: PlacedText) -> dict[str, Any]:
    return {
        "kind": text.kind,
        "row": text.row,
        "column": text.column,
        "rect": _rect(text.rect),
        "first": text.first,
        "repeated": text.repeated,
        "lines": [_line(text, number, line) for number, line in enumerate(text.lines)],
    }


def _line(text: PlacedText, number: int, line: SetLine) -> dict[str, Any]:
    start, end = _extent(line)
    return {
        "baseline": _mm(text.baseline + number * text.leading),
        "x": _mm(text.x + start),
        "width": _mm(end - start),
        "text": line.text,
    }


def _extent(line: SetLine) -> tuple[float, float]:
    if not line.runs:
        return 0.0, 0.0
    return line.runs[0].x, max(run.x + (run.room or run.run.width) for run in line.runs)


def table_lines(table: PlacedTable) -> Iterator[str]:
    """A part of a table as a few words a line, in points."""
    rect = table.rect
    turned = " sideways" if table.sideways else ""
    edges = " ".join(f"{edge:.2f}" for edge in table.edges)
    yield (
        f"  table {table.design} part {table.part} rows {table.rows[0]}-{table.rows[1]}"
        f" {rect.x:.2f},{rect.y:.2f} {rect.width:.2f}x{rect.height:.2f}{turned} edges {edges}"
    )
    for text in table.texts:
        where = f" {text.row}.{text.column}" if text.row >= 0 else ""
        again = " again" if text.repeated else ""
        for number, line in enumerate(text.lines):
            start, end = _extent(line)
            yield (
                f"    {text.kind}{where}{again} {text.baseline + number * text.leading:.2f}"
                f" {text.x + start:.2f}+{end - start:.2f} {line.text}"
            )


def runs_of(table: PlacedTable) -> Iterator[PlacedRun]:
    """Every run of a part."""
    for text in table.texts:
        for line in text.lines:
            yield from line.runs


def _rect(rect: Rect) -> list[float]:
    return [_mm(value) for value in (rect.x, rect.y, rect.width, rect.height)]


def _mm(points: float) -> float:
    return round(points / MM, 4) + 0.0
