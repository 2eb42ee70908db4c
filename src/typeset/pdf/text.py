"""A glyph run as text operators: hex codes, one ``Tc`` a line, numbers only where needed.

The common part of what advances add to the font's own widths becomes ``Tc``; whatever
remains is corrected as soon as it amounts to half a step. Places are taken from the exact
sum of advances, so errors never add up along a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from typeset.display import GlyphRun
from typeset.pdf.fonts import EmbeddedFace, clusters, glyph_texts
from typeset.pdf.objects import number, text_string
from typeset.record import dataclass

_STEP = 0.012  # points; a glyph is never further than half a step from its place


@dataclass(frozen=True, slots=True)
class Shown:
    """Operators after ``Tf`` and ``Td``: ``spacing`` for ``Tc`` and what shows the glyphs.

    ``shift`` (points along the line) moves the first glyph's origin.
    """

    spacing: str
    show: str
    shift: float


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Glyphs from ``start`` to ``end``, spelled out by ``actual`` unless it is empty."""

    start: int
    end: int
    actual: str


def set_run(run: GlyphRun, face: EmbeddedFace, size: float, *, vertical: bool = False) -> Shown:
    """The operators that show the run at ``size`` points.

    In vertical setting both ``Tc`` and the numbers in ``TJ`` count the other way
    (ISO 32000-1, 9.4.4: the pen moves to negative y).
    """
    texts = glyph_texts(run)
    codes = [face.codes[meaning] for meaning in zip(run.gids, texts, strict=True)]
    natural = _natural(run, face, size, vertical=vertical)
    spacing = _spacing(run.advances, natural)
    moves = _moves(run, [width + spacing for width in natural], size)
    sign = 1 if vertical else -1
    pieces = []
    for stretch in _stretches(run, texts, face):
        shown = _array(codes, moves, stretch, sign)
        pieces.append(_spelled(shown, stretch.actual) if stretch.actual else shown)
    return Shown(number(-sign * spacing, 4), "".join(pieces), run.offsets[0])


def _natural(run: GlyphRun, face: EmbeddedFace, size: float, *, vertical: bool) -> list[float]:
    """The advances of the font itself, in points, downwards positive when vertical."""
    unit = size / 1000
    if vertical:
        return [-face.heights[gid] * unit for gid in run.gids]
    return [face.widths[gid] * unit for gid in run.gids]


def _spacing(advances: Sequence[float], natural: Sequence[float]) -> float:
    """What most advances add to the natural ones; the last glyph's does not matter."""
    added = [a - n for a, n in zip(advances[:-1], natural, strict=False)]
    if not added:
        return 0.0
    rounded = [round(value, 2) for value in added]
    common = rounded[0]
    if 2 * rounded.count(common) <= len(rounded):  # counting all costs more than setting a line
        common, _ = Counter(rounded).most_common(1)[0]
    near = [value for value, digits in zip(added, rounded, strict=True) if digits == common]
    return round(sum(near) / len(near), 4)


def _moves(run: GlyphRun, steps: Sequence[float], size: float) -> dict[int, tuple[int, float]]:
    """Corrections before glyphs: index to (steps, thousandths per step), forward positive."""
    thousandths = 1.0
    while thousandths * size / 1000 > _STEP:
        thousandths /= 10
    quantum = thousandths * size / 1000
    moves = {}
    pen = run.offsets[0]
    place = 0.0
    for i, (advance, offset, step) in enumerate(zip(run.advances, run.offsets, steps, strict=True)):
        if count := round((place + offset - pen) / quantum):
            moves[i] = (count, thousandths)
            pen += count * quantum
        pen += step
        place += advance
    return moves


def _stretches(run: GlyphRun, texts: Sequence[str], face: EmbeddedFace) -> Iterator[_Stretch]:
    """The run cut where single glyphs or clusters must be spelled out."""
    begun = 0
    for start, end, actual in _to_spell(run, texts, face):
        if start > begun:
            yield _Stretch(begun, start, "")
        yield _Stretch(start, end, actual)
        begun = end
    if begun < len(run.gids):
        yield _Stretch(begun, len(run.gids), "")


def _to_spell(
    run: GlyphRun, texts: Sequence[str], face: EmbeddedFace
) -> Iterator[tuple[int, int, str]]:
    if not face.spelled and "" not in run.clusters:
        return
    for start, end in clusters(run):
        text = run.clusters[start]
        meanings = zip(run.gids[start:end], texts[start:end], strict=True)
        if end - start > len(text) or any(meaning in face.spelled for meaning in meanings):
            yield start, end, text


def _array(
    codes: Sequence[str], moves: dict[int, tuple[int, float]], stretch: _Stretch, sign: int
) -> str:
    cuts = [i for i in range(stretch.start, stretch.end) if i in moves]
    if not cuts:
        return f"<{''.join(codes[stretch.start : stretch.end])}>Tj\n"
    parts = []
    begun = stretch.start
    for cut in cuts:
        if cut > begun:
            parts.append(f"<{''.join(codes[begun:cut])}>")
        count, thousandths = moves[cut]
        parts.append(number(sign * count * thousandths))
        begun = cut
    parts.append(f"<{''.join(codes[begun : stretch.end])}>")
    return f"[{''.join(parts)}]TJ\n"


def _spelled(shown: str, actual: str) -> str:
    return f"/Span<</ActualText {text_string(actual)}>>BDC\n{shown}EMC\n"
