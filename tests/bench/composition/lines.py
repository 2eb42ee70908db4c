"""From glyphs to lines, columns and paragraphs.

A column's left edge is the most frequent start of its lines, its right edge the most
frequent end of lines that end in an ideograph; both by page parity, so that mirrored
margins are allowed. A paragraph starts at an indented line (or, in a text without indents,
after a short line).
"""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tests.bench.composition.glyphs import CLOSE, OPEN, Glyph, is_han

Pages = dict[int, list[Glyph]]

SAME_SIZE = 0.08  # Latin beside Han is often set a little larger: 1.06 is one size still


@dataclass(slots=True, eq=False)
class Line:
    """Glyphs on one baseline, and what is found about it."""

    glyphs: list[Glyph]
    page: int
    column: int = -1
    indented: bool = False
    edge: float = 0.0
    right: float = 0.0
    first_in_column: bool = False
    last_in_column: bool = False
    before: Line | None = None  # the line above in the same column
    em: float = field(init=False)
    y: float = field(init=False)
    slack: float = field(init=False)  # white per gap between ideographs, median, points

    def __post_init__(self) -> None:
        self.em = statistics.median(g.em for g in self.glyphs)
        self.y = statistics.median(g.y for g in self.glyphs if g.em >= self.em - 0.01)
        self.slack = statistics.median(self.gaps) if len(self.gaps) >= 2 else 0.0

    @property
    def gaps(self) -> list[float]:
        """White added between neighbouring ideographs, in points."""
        pairs = pairwise(self.glyphs)
        return [b.x - a.x - a.em for a, b in pairs if is_han(a.char) and is_han(b.char)]

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(g.char for g in self.glyphs)

    @property
    def first(self) -> Glyph:
        """Its first glyph."""
        return self.glyphs[0]

    @property
    def last(self) -> Glyph:
        """Its last glyph."""
        return self.glyphs[-1]

    @property
    def end(self) -> float:
        """Where the line ends; a closing mark trimmed to half counts in full."""
        g = self.last
        trimmed = g.char in CLOSE and g.em - g.advance < 0.6 * g.em
        return g.x + (max(g.advance, g.em) if trimmed else g.advance)


@dataclass(slots=True)
class Setting:
    """A text as set: lines in reading order, paragraphs, and the page's measures in points."""

    body: float
    indent: float  # em
    pitch: float
    columns: int
    lines: list[Line]
    paragraphs: list[list[Line]]
    heads: dict[int, list[Line]]
    edges: dict[int, list[float]]
    skipped: list[int]


def read_setting(pages: Pages) -> Setting:
    """Find body size, columns, lines and paragraphs."""
    sizes = Counter(round(g.em, 1) for glyphs in pages.values() for g in glyphs)
    body = max(sizes, key=lambda size: sizes[size])
    found = _Pages(body)
    for parity in (0, 1):
        found.take({i: g for i, g in pages.items() if i % 2 == parity and g})
    indent = found.indent()
    found.settle(indent)
    found.set_right_edges()
    flow = found.flow()
    pitch = _pitch(flow, body)
    return Setting(
        body=body,
        indent=indent,
        pitch=pitch,
        columns=max((len(e) for e in found.edges.values()), default=0),
        lines=flow,
        paragraphs=_paragraphs(flow, indent, pitch, body),
        heads=found.heads,
        edges=found.edges,
        skipped=found.skipped,
    )


@dataclass(slots=True)
class _Pages:
    """Lines of all pages while they are being told apart."""

    body: float
    lines: dict[int, list[Line]] = field(default_factory=dict)
    heads: dict[int, list[Line]] = field(default_factory=dict)
    edges: dict[int, list[float]] = field(default_factory=dict)
    skipped: list[int] = field(default_factory=list)

    def take(self, pages: Pages) -> None:
        """Pages of one parity: rows, the columns' edges, rows again within the columns."""
        body = self.body
        own = {
            i: [g for g in gs if abs(g.em - body) <= SAME_SIZE * body] for i, gs in pages.items()
        }
        first = {i: split_rows(glyphs, body, i) for i, glyphs in own.items()}
        contents = {i for i, lines in first.items() if _is_contents(lines)}
        self.skipped += [i + 1 for i in sorted(contents)]
        edges = _edges(
            [line for i, lines in first.items() if i not in contents for line in lines], body
        )
        for i in first.keys() - contents:
            small = [g for g in pages[i] if 0.4 * body <= g.em < (1 - SAME_SIZE) * body]
            large = [g for g in pages[i] if g.em > 1.1 * body]
            self.lines[i] = split_rows(own[i], body, i, edges, small)
            self.heads[i] = split_rows(large, body * 1.3, i)
            self.edges[i] = edges

    def indent(self) -> float:
        """The first-line indent in em; 0 if lines are not indented."""
        body = self.body
        starts = [
            (line.first.x - edge) / body
            for i, lines in self.lines.items()
            for line in lines
            for edge in self.edges[i]
            if 0.75 * body < line.first.x - edge < 3.2 * body and line.first.char not in OPEN
        ]
        return mode(starts, 0.05) if len(starts) > 0.02 * sum(map(len, self.lines.values())) else 0

    def settle(self, indent: float) -> None:
        """Give every line that starts at an edge or an indent its column."""
        for i, lines in self.lines.items():
            for line in lines:
                starts = [line.first.x]
                if line.first.char in OPEN and line.first.advance > 0.9 * line.first.em:
                    starts.append(line.first.x + 0.5 * line.first.em)
                tries = [
                    (abs(start - edge - deep * indent * self.body), k, bool(deep), edge)
                    for k, edge in enumerate(self.edges[i])
                    for start in starts
                    for deep in ((0, 1) if indent else (0,))
                ]
                miss, column, indented, edge = min(tries, default=(9e9, -1, False, 0.0))
                if miss <= 0.25 * self.body:
                    line.column, line.indented, line.edge = column, indented, edge

    def set_right_edges(self) -> None:
        """Give every line the right edge of its column."""
        ends: dict[tuple[int, int], list[float]] = defaultdict(list)
        for i, lines in self.lines.items():
            for line in lines:
                if line.column >= 0 and is_han(line.last.char):
                    ends[i % 2, line.column].append(line.last.x + line.last.advance)
        for i, lines in self.lines.items():
            for line in lines:
                if found := ends.get((i % 2, line.column)):
                    full = line.edge + 0.7 * (max(found) - line.edge)
                    line.right = mode([end for end in found if end > full], 0.25)

    def flow(self) -> list[Line]:
        """Lines in reading order."""
        flow: list[Line] = []
        for i in sorted(self.lines):
            kept = [line for line in self.lines[i] if line.column >= 0 and line.right]
            for column in sorted({line.column for line in kept}):
                rows = sorted(
                    (line for line in kept if line.column == column), key=lambda line: -line.y
                )
                rows[0].first_in_column = rows[-1].last_in_column = True
                for above, line in pairwise(rows):
                    line.before = above
                flow += rows
        return flow


def split_rows(
    glyphs: Iterable[Glyph],
    size: float,
    page: int,
    edges: Sequence[float] = (),
    small: Sequence[Glyph] = (),
) -> list[Line]:
    """Glyphs of about one size as lines, split at gaps too wide for justified text.

    ``small`` are glyphs of a lesser size: those on a row fill its gaps and stay in its lines.
    """
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.y):
        if rows and abs(rows[-1][0].y - glyph.y) <= 0.3 * size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = [
        line for row in rows for line in _split(_with_small(row, size, small), size, page, edges)
    ]
    return (
        [line for line in lines if any(abs(g.em - size) <= SAME_SIZE * size for g in line.glyphs)]
        if small
        else lines
    )


def _with_small(row: list[Glyph], size: float, small: Sequence[Glyph]) -> list[Glyph]:
    y, left, right = row[0].y, min(g.x for g in row), max(g.x for g in row)
    beside = (
        g for g in small if abs(g.y - y) < 0.45 * size and left - size < g.x < right + 2 * size
    )
    return sorted([*row, *beside], key=lambda g: g.x)


def _split(row: list[Glyph], size: float, page: int, edges: Sequence[float]) -> list[Line]:
    pieces = [[row[0]]]
    for a, b in pairwise(row):
        gap = b.left - a.right
        at_edge = gap > 0.6 * size and any(
            a.x < edge - 0.9 * size and b.x >= edge - 0.6 * size for edge in edges[1:]
        )
        marks = a.char in CLOSE and b.char in OPEN
        if gap > 1.9 * size or (gap > 1.45 * size and not marks) or at_edge:
            pieces.append([])
        pieces[-1].append(b)
    return [Line(piece, page) for piece in pieces]


def _is_contents(lines: list[Line]) -> bool:
    """Whether most lines end in a page number or dot leaders."""
    leaders = sum(
        bool(re.search(r"([.·…．‥]\s*){4,}", line.text))
        or bool(re.fullmatch(r"\d{1,4}", line.text))
        for line in lines
    )
    return leaders >= 4 and leaders > 0.35 * len(lines)


def _edges(lines: list[Line], body: float) -> list[float]:
    """Left edges of the columns, left to right."""
    starts = [
        line.first.x for line in lines if line.first.char not in OPEN and len(line.glyphs) >= 4
    ]
    counts = Counter(round(start * 2) for start in starts)
    peaks = {k: counts[k - 1] + counts[k] + counts[k + 1] for k in counts}
    edges: list[float] = []
    for k in sorted(peaks, key=lambda k: (-peaks[k], k)):
        if peaks[k] < max(3, 0.06 * len(starts)):
            break
        if all(abs(k / 2 - edge) > 4 * body for edge in edges):
            edges.append(statistics.median(s for s in starts if abs(s * 2 - k) <= 1.01))
    return sorted(edges)


def mode(values: Sequence[float], step: float) -> float:
    """The most frequent value to a resolution of ``step``, refined; 0 for none."""
    if not values:
        return 0.0
    counts = Counter(round(v / step) for v in values)
    best = max(counts, key=lambda k: (counts[k] + 0.5 * (counts[k - 1] + counts[k + 1]), k))
    return statistics.median(v for v in values if abs(v / step - best) <= 1.01)


def _pitch(flow: Iterable[Line], body: float) -> float:
    steps = [
        round(line.before.y - line.y, 2)
        for line in flow
        if line.before and not line.indented and line.before.y - line.y < 3 * body
    ]
    return mode(steps, 0.1)


def _paragraphs(flow: list[Line], indent: float, pitch: float, body: float) -> list[list[Line]]:
    paragraphs: list[list[Line]] = []
    for i, line in enumerate(flow):
        if i == 0 or line.indented or _after_a_short_line(flow[i - 1], line, indent, pitch, body):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


def _after_a_short_line(above: Line, line: Line, indent: float, pitch: float, body: float) -> bool:
    if above.end >= above.right - 1.2 * body:
        return False
    apart = line.before is above and above.y - line.y > 1.35 * pitch
    stub = len(above.glyphs) < 0.6 * (above.right - above.edge) / body
    return not indent or apart or stub
