"""Finished pages as data: JSON for tools and tests, short text for golden files.

The form of :func:`dump` is stable: keys are added, never changed. All lengths are
millimetres from the trim's top left corner, y downwards, rounded to a ten-thousandth
(0.0003 pt). ::

    {"format": 1, "unit": "mm", "title": …, "language": …, "rounds": 1,
     "pages": [{
       "number": 1, "folio": "1", "side": "odd",
       "boxes_of_page": {"trim": [x, y, width, height], "bleed": […], "media": […]},
       "type_area": [x, y, width, height],
       "frames": [[x, y, width, height], …],            one for each column
       "lines": [{"column": 0, "baseline": y, "x": x, "width": w, "text": "…",
                  "block": "id", "role": "body", "gap": em, "last": false,
                  "source": {"file": …, "line": 5, "column": 3} or null}, …],
       "boxes": [{"design": "hero", "id": …, "anchor": …, "rect": […],
                  "columns": [first, spanned]}, …],
       "pictures": [{"file": …, "rect": […], "dpi": 300.0}, …],   where there are any
       "tables": […]                                    see preview/dump_tables.py
     }, …],
     "outline": [{"title": …, "target": …, "level": 1}, …]}

``x`` is where the line's first glyph stands, indent included; ``width`` runs from there to
the last glyph's end. Lines are those of the running text in reading order; words in boxes
are content of their box. A page with notes has them besides, each with its lines: ``"notes":
[{"id": …, "mark": "①", "place": "page", "begins": true, "ends": true, "lines": […]}]``; of one
that goes on from the page before or to the next, ``begins`` or ``ends`` is false. ``gap`` is the
mean white added by justification.

A vertical line has ``"vertical": true`` besides: its ``baseline`` is its middle, from the left
edge; ``x`` is where it starts, from the head of the page, and ``width`` runs down from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typeset.diagnostics import Span
from typeset.display import (
    Glyphs,
    GridLines,
    Mark,
    Page,
    Pages,
    Pictured,
    PlacedBox,
    PlacedLine,
    PlacedNote,
)
from typeset.geometry import MM, Path, Rect
from typeset.preview.dump_tables import runs_of, table_json, table_lines

FORMAT = 1
"""Raised only if a key's meaning changes."""


def dump(pages: Pages) -> dict[str, Any]:
    """The pages as plain JSON values; see the module's text for the form."""
    return {
        "format": FORMAT,
        "unit": "mm",
        "title": pages.title,
        "language": pages.language,
        "rounds": pages.rounds,
        "pages": [_page(page) for page in pages.pages],
        "outline": [
            {"title": entry.title, "target": entry.target, "level": entry.level}
            for entry in pages.outline
        ],
    }


def _page(page: Page) -> dict[str, Any]:
    bleed = page.bleed
    trim = Rect(0, 0, page.trim.width, page.trim.height)
    bled = Rect(-bleed, -bleed, trim.width + 2 * bleed, trim.height + 2 * bleed)
    return {
        "number": page.number,
        "folio": page.folio,
        "side": page.side,
        "boxes_of_page": {"trim": _rect(trim), "bleed": _rect(bled), "media": _rect(bled)},
        "type_area": _rect(page.type_area),
        "frames": [_rect(column) for column in page.columns],
        "grid": _grid(page.grid),
        "bands": [
            {"frames": [_rect(frame) for frame in band.frames], "ends": band.ends}
            for band in page.bands
        ],
        "lines": [_line(line) for line in page.lines],
        "boxes": [_box(box) for box in page.boxes],
        **_pictures(page),
        **({"notes": [_note(note) for note in page.notes]} if page.notes else {}),
        **({"tables": [table_json(table) for table in page.tables]} if page.tables else {}),
    }


def _grid(grid: GridLines | None) -> dict[str, Any] | None:
    if grid is None:
        return None
    lengths = {"pitch": grid.pitch, "first": grid.first, "em": grid.em}
    return {**{name: _mm(value) for name, value in lengths.items()}, "lines": grid.lines}


def _line(placed: PlacedLine) -> dict[str, Any]:
    start, end = _extent(placed)
    return {
        "column": placed.column,
        "band": placed.band,
        "baseline": _mm(placed.baseline),
        "x": _mm(placed.x + start),
        "width": _mm(end - start),
        "text": placed.line.text,
        "block": placed.block,
        "role": placed.role,
        "gap": round(placed.line.gap, 4),
        "last": placed.line.last,
        "source": _source(placed.line.span),
        **({"vertical": True} if placed.vertical else {}),
    }


def _note(note: PlacedNote) -> dict[str, Any]:
    return {
        "id": note.id,
        "mark": note.mark,
        "place": note.place,
        "begins": note.begins,
        "ends": note.ends,
        "lines": [_line(line) for line in note.lines],
    }


def _extent(placed: PlacedLine) -> tuple[float, float]:
    """Where the line's first glyph begins and its last one ends, from the measure's edge."""
    runs = placed.line.runs
    if not runs:
        return 0.0, 0.0
    return runs[0].x, max(run.x + (run.room or run.run.width) for run in runs)


def _pictures(page: Page) -> dict[str, Any]:
    """The page's picture files: what of the page each covers, pixels to the inch as it is set.

    A page of a PDF has its number instead: its lines have no pixels.
    """
    shown = [
        {
            "file": m.image.path,
            "rect": _rect(m.shown),
            **({"page": m.image.page} if m.image.page else {"dpi": round(m.resolution, 1)}),
        }
        for m in page.marks
        if isinstance(m, Pictured)
    ]
    return {"pictures": shown} if shown else {}


def _box(box: PlacedBox) -> dict[str, Any]:
    return {
        "design": box.design,
        "id": box.id,
        "anchor": box.anchor,
        "rect": _rect(box.rect),
        "columns": list(box.columns),
        **({"contour": _points(box.contour)} if box.contour else {}),
    }


def _points(path: Path) -> list[list[float]]:
    """The points through which a path runs; curves by those at their ends and handles."""
    numbers = [[n for n in segment if isinstance(n, float | int)] for segment in path]
    return [[_mm(x), _mm(y)] for own in numbers for x, y in zip(own[::2], own[1::2], strict=True)]


def _source(span: Span) -> dict[str, Any] | None:
    if not span.file:
        return None
    return {"file": span.file, "line": span.line, "column": span.column}


def _rect(rect: Rect) -> list[float]:
    return [_mm(value) for value in (rect.x, rect.y, rect.width, rect.height)]


def _mm(points: float) -> float:
    # adding zero turns -0.0 into 0.0
    return round(points / MM, 4) + 0.0


# -- as text -------------------------------------------------------------------------------------


def dump_text(pages: Pages) -> str:
    """The pages as a few words a line, in points: for golden files and for reading.

    Every line of every page is there, those of boxes and furniture too (marked ``~``), so
    that a change of any word or place shows.
    """
    return "\n".join(line for page in pages.pages for line in _page_text(page)) + "\n"


def _page_text(page: Page) -> Iterator[str]:
    area = page.type_area
    yield (
        f"page {page.number} folio {page.folio or '-'} {page.side}"
        f" {page.trim.width:.2f}x{page.trim.height:.2f} bleed {page.bleed:.2f}"
        f" type {area.x:.2f},{area.y:.2f} {area.width:.2f}x{area.height:.2f}"
        f" columns {len(page.columns)}"
    )
    for box in page.boxes:
        rect = box.rect
        yield (
            f"  box {box.design} {rect.x:.2f},{rect.y:.2f} {rect.width:.2f}x{rect.height:.2f}"
            f" columns {box.columns[0]}+{box.columns[1]} anchor {box.anchor or '-'}"
        )
    for placed in page.lines:
        start, end = _extent(placed)
        yield (
            f"  {placed.column} {placed.baseline:.2f} {placed.x + start:.2f}+{end - start:.2f}"
            f" {placed.role} {placed.line.text}"
        )
    for note in page.notes:
        ways = ("" if note.begins else " goes on") + ("" if note.ends else " to be continued")
        yield f"  note {note.mark} {note.id} {note.place}{ways}"
        for placed in note.lines:
            start, end = _extent(placed)
            at = f"{placed.baseline:.2f} {placed.x + start:.2f}+{end - start:.2f}"
            yield f"    {at} {placed.line.text}"
    for table in page.tables:
        yield from table_lines(table)
    noted = [placed for note in page.notes for placed in note.lines]
    running = {id(run.run) for placed in (*page.lines, *noted) for run in placed.line.runs}
    running |= {id(run.run) for table in page.tables for run in runs_of(table)}
    for mark in _words(page.marks, running):
        yield f"  ~ {mark.y:.2f} {mark.x:.2f}+{mark.run.width:.2f} {_face(mark)} {mark.run.text}"


def _words(marks: tuple[Mark, ...], running: set[int]) -> Iterator[Glyphs]:
    """Glyphs that are no running text, in painting order."""
    for mark in marks:
        if isinstance(mark, Glyphs) and id(mark.run) not in running:
            yield mark


def _face(mark: Glyphs) -> str:
    return f"{mark.run.face}/{mark.run.size:.2f}"
