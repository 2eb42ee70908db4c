"""What is wrong, or how even it is, in a text as set."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from tests.bench.composition.glyphs import CLOSE, OPEN, Glyph, is_han, is_western
from tests.bench.composition.lines import SAME_SIZE, Line, Setting, mode

NO_START = set(CLOSE) | set("·・‧—…～–％,.;:!?)]}»›") | set("/／")
NO_END = set(OPEN) | set("([{«‹")
TOLERANCE = 0.5  # points, of edges and grid
LOOSE = 0.12  # em added per gap

FAULTS = (
    "line_start_prohibited", "line_end_prohibited", "dash_or_ellipsis_split",
    "percent_at_line_start", "number_split", "word_split", "uncompressed_marks",
    "not_flush_right", "past_right_edge", "runts", "marks_alone_on_last_line", "widows",
    "orphans", "heading_alone", "uneven_pitch", "loose_lines",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Faults by name, with the first places of each."""

    counts: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, fault: str, line: Line) -> None:
        """Count a fault of this line."""
        self.counts[fault] += 1
        if len(self.places[fault]) < 5:
            self.places[fault].append(f"page {line.page + 1}: {line.text[:12]}…{line.text[-8:]}")


def count(setting: Setting) -> dict[str, Any]:
    """All counts of a setting; ``faults`` by name, measures in em or points."""
    tally = Tally()
    for paragraph in setting.paragraphs:
        for above, below in pairwise(paragraph):
            for fault in break_faults(above, below):
                tally.add(fault, below)
        for line in paragraph[:-1]:
            for fault in _edge_faults(line):
                tally.add(fault, line)
        _last_line(paragraph, tally, setting.lines)
    _headings(setting, tally)
    for line in setting.lines:
        for fault in _mark_pairs(line, setting.body):
            tally.add(fault, line)
    _rhythm(setting, tally)
    broken = [line for paragraph in setting.paragraphs for line in paragraph[:-1]]
    return {
        "body_pt": setting.body,
        "columns": setting.columns,
        "indent_em": round(setting.indent, 2),
        "pitch_pt": round(setting.pitch, 2),
        "lines": len(setting.lines),
        "paragraphs": len(setting.paragraphs),
        "faults": {name: tally.counts[name] for name in FAULTS},
        "places": dict(tally.places),
        "letterspacing_em": spread(line.slack / line.last.em for line in broken),
        "unevenness_em": spread(
            (max(line.gaps) - min(line.gaps)) / line.em for line in broken if len(line.gaps) >= 5
        ),
        "western_gap_em": spread(_western_gaps(setting)),
        "off_grid_pct": _off_grid(setting),
        "column_foot_difference_pt": spread(_feet(setting)),
    }


def spread(values: Iterable[float]) -> dict[str, float] | None:
    """Median, mean, 95th percentile and greatest of the values; None for none."""
    found = sorted(values)
    if not found:
        return None
    return {
        "n": len(found),
        "median": round(statistics.median(found), 3),
        "mean": round(statistics.fmean(found), 3),
        "p95": round(found[min(len(found) - 1, int(0.95 * len(found)))], 3),
        "max": round(found[-1], 3),
    }


# -- breaks ----------------------------------------------------------------------------------


def break_faults(above: Line, below: Line) -> Iterator[str]:
    """What is wrong with a break inside a paragraph."""
    end, start = above.last.char, below.first.char
    if start in NO_START:
        yield "line_start_prohibited"
    if end in NO_END:
        yield "line_end_prohibited"
    if start == end and start in "—…":
        yield "dash_or_ellipsis_split"
    if start == "%":
        yield "percent_at_line_start"
    goes_on = start.isdigit() or re.match(r"[.,]\d", below.text)
    if (end.isdigit() and goes_on) or (re.search(r"\d[.,]$", above.text) and start.isdigit()):
        yield "number_split"
    if end.isascii() and end.isalpha() and start.isascii() and start.isalpha():
        yield "word_split"


def _edge_faults(line: Line) -> Iterator[str]:
    g = line.last
    if _edge_error(line) > TOLERANCE:
        yield "not_flush_right"
    if g.char not in CLOSE and g.x + g.advance > line.right + TOLERANCE:
        yield "past_right_edge"
    if line.slack > LOOSE * g.em:
        yield "loose_lines"


def _edge_error(line: Line) -> float:
    """How far the line misses its right edge; a closing mark may be full, half, flush or hung."""
    g = line.last
    if g.char not in CLOSE:
        return abs(g.x + g.advance - line.right)
    over, ink = line.end - line.right, g.right - line.right
    if abs(ink) <= 0.12 * g.em:
        return 0.0
    allowed = (0.0, 0.5 * g.em, *([g.em] if ink > 0 else []))
    return min(abs(over - place) for place in allowed)


def _last_line(paragraph: list[Line], tally: Tally, flow: list[Line]) -> None:
    if len(paragraph) < 2:
        return
    last = paragraph[-1]
    solid = [char for char in last.text if char not in CLOSE + OPEN]
    if len(solid) == 1:
        tally.add("runts", last)
    if not solid:
        tally.add("marks_alone_on_last_line", last)
    if last.first_in_column and not paragraph[-2].first_in_column and last is not flow[0]:
        tally.add("widows", last)
    if paragraph[0].last_in_column and not paragraph[1].last_in_column:
        tally.add("orphans", paragraph[0])


def _headings(setting: Setting, tally: Tally) -> None:
    """Headings with no line of text below them in their column."""
    feet: dict[tuple[int, int], float] = defaultdict(lambda: 1e9)
    for line in setting.lines:
        feet[line.page, line.column] = min(feet[line.page, line.column], line.y)
    body = setting.body
    for page, heads in setting.heads.items():
        for head in heads:
            for column, edge in enumerate(setting.edges[page]):
                inside = edge - body <= head.first.x < edge + 4 * body
                under = inside and head.y < feet.get((page, column), -1e9)
                below = [
                    h for h in heads if h is not head and h.y < head.y and h.first.x >= edge - body
                ]
                if under and not below and head.em < 2 * body:
                    tally.add("heading_alone", head)


# -- inside lines ------------------------------------------------------------------------------


def _mark_pairs(line: Line, body: float) -> Iterator[str]:
    for a, b in pairwise(line.glyphs):
        if _is_body(a, body) and _is_body(b, body) and _squeezed(a, b, line) < 0.2:
            yield "uncompressed_marks"


def _squeezed(a: Glyph, b: Glyph, line: Line) -> float:
    """How much white two neighbouring marks have lost, in em; 1 for any other pair."""
    closes = a.char in CLOSE and b.char in CLOSE + OPEN
    if not (closes or (a.char in OPEN and b.char in OPEN)):
        return 1.0
    advance = a.em if a.char in CLOSE and a.advance <= 0.75 * a.em else a.advance
    after = a.x + advance - a.right
    trimmed = b.char in OPEN and b.advance < 0.75 * b.em
    ahead = b.left - b.x + (b.em - b.advance if trimmed else 0)
    return (after + ahead - (b.left - a.right)) / a.em + line.slack / a.em


def _western_gaps(setting: Setting) -> Iterator[float]:
    for line in setting.lines:
        for a, b in pairwise(line.glyphs):
            mixed = (is_han(a.char) and is_western(b.char)) or (
                is_western(a.char) and is_han(b.char)
            )
            if mixed and _is_body(a, setting.body) and _is_body(b, setting.body):
                yield (b.x - a.x - a.advance) / a.em - line.slack / a.em


def _is_body(glyph: Glyph, body: float) -> bool:
    return abs(glyph.em - body) <= SAME_SIZE * body


# -- down the page -------------------------------------------------------------------------------


def _rhythm(setting: Setting, tally: Tally) -> None:
    starts = {id(paragraph[0]) for paragraph in setting.paragraphs}
    for line in setting.lines:
        step = line.before.y - line.y if line.before else 0
        follows = line.before and id(line) not in starts and step < 1.9 * setting.pitch
        if follows and abs(step - setting.pitch) > 0.2:
            tally.add("uneven_pitch", line)


def _off(distance: float, pitch: float) -> float:
    return abs((distance + pitch / 2) % pitch - pitch / 2)


def _off_grid(setting: Setting) -> float | None:
    """Share of lines off the page's grid, in percent; the grid is the most frequent one."""
    if not setting.pitch or not setting.lines:
        return None
    off = 0
    for parity in (0, 1):
        mine = [line for line in setting.lines if line.page % 2 == parity]
        phase = mode([line.y % setting.pitch for line in mine], 0.2)
        off += sum(_off(line.y - phase, setting.pitch) > TOLERANCE for line in mine)
    return round(100 * off / len(setting.lines), 2)


def _feet(setting: Setting) -> Iterator[float]:
    """By page, the last left out: how far the columns' last lines are apart."""
    pages: dict[int, dict[int, float]] = defaultdict(dict)
    for line in setting.lines:
        columns = pages[line.page]
        columns[line.column] = min(columns.get(line.column, 1e9), line.y)
    for page, columns in pages.items():
        if len(columns) > 1 and page != max(pages):
            yield max(columns.values()) - min(columns.values())
