"""Second step, continued: the glyphs of a whole paragraph in parallel columns.

Latin is set from the Latin face, Han and Chinese marks from the Han face, each at its scale;
a mark is drawn as its body, its blanks become glue later. Lengths here are points.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import field
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING

from typeset.record import dataclass
from typeset.scripts.classes import Script
from typeset.scripts.spacing import Spacing
from typeset.style.resolved import FaceChoice
from typeset.text.itemize import Itemized, Look, Stretch
from typeset.text.shape import Mark, Shaped, Shaper
from typeset.text.vertical.cells import fit_cell, level, stand_western

if TYPE_CHECKING:
    from typeset.text.annotations.bases import Notes
    from typeset.text.hyphens import Hyphen


@dataclass(slots=True)
class Piece:
    """Glyphs of one face, size and look: clusters ``first`` to ``last`` (not included)."""

    first: int
    last: int
    look: Look
    offset: int  # of its first character in the source run
    face: str = ""
    size: float = 0.0
    han: bool = True  # set in the Han face
    kern: float | None = None


@dataclass(slots=True)
class TypeColumns:
    """The glyphs of a text. ``glyph_start[c]`` is the first glyph of cluster c.

    ``body`` is each cluster's width without blanks; ``blank`` are the blanks (before, after)
    that a mark's glyph really has; ``cells`` are marks that fill a frame together.
    """

    text: Itemized
    pieces: list[Piece] = field(default_factory=list)
    gids: list[int] = field(default_factory=list)
    advances: list[float] = field(default_factory=list)
    offsets: list[float] = field(default_factory=list)
    chars: list[str] = field(default_factory=list)
    glyph_start: list[int] = field(default_factory=list)
    body: list[float] = field(default_factory=list)
    blank: dict[int, tuple[float, float]] = field(default_factory=dict)
    cells: set[int] = field(default_factory=set)
    notes: Notes | None = None  # what stands beside the text
    hyphens: dict[int, Hyphen] = field(default_factory=dict)  # that end a line at these places

    def close_up(self, at: int) -> float:
        """Take a cluster's width away (a space's becomes white); the answer is that width."""
        width, self.body[at] = self.body[at], 0.0
        first, last = self.glyph_start[at], self.glyph_start[at + 1]
        self.advances[first:last] = [0.0] * (last - first)
        return width

    def put(self, at: int, mark: Mark, size: float) -> None:
        """Draw a cluster of one glyph as the body of ``mark``."""
        glyph = self.glyph_start[at]
        self.gids[glyph] = mark.gid
        self.advances[glyph] = self.body[at] = mark.body * size
        self.offsets[glyph] = mark.shift * size


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the script's file says of drawing, ready for use."""

    latin: re.Pattern[str]
    units: frozenset[str]
    fixed: dict[str, float]
    fixed_chars: dict[str, float]
    drawn: dict[int, str]
    cell: frozenset[str]
    cell_widths: dict[int, float]
    special: re.Pattern[str]


@functools.cache
def _tables(script: Script) -> _Tables:
    rows = script.rows
    latin = "".join(sorted(script.some(rows["slot"]["latin"])))
    fixed = {script.letters[n]: w for n, w in rows["fixed"].items() if n in script.letters}
    chars = {c: w for c, w in rows["fixed_chars"].items() if len(c) == 1}
    framed = "".join(script.letters[n] for n in rows["frame"] if n in script.letters)
    letters = "".join(sorted({*framed, *fixed, *script.some("SL CN")}))
    return _Tables(
        re.compile(f"(?:[{re.escape(latin)}]|(?<=[A9])/(?=[A9]))+"),
        frozenset(script.units.values()),
        fixed,
        chars,
        {ord(char): glyph for char, glyph in rows["drawn"].items() if len(char) == 1},
        script.some(rows["cell"]["classes"]),
        {int(count): width for count, width in rows["cell"]["widths"].items()},
        re.compile(f"[{re.escape(letters)}]"),
    )


@dataclass(slots=True)
class _Case:
    """What every step below needs: the text, its tables, and where glyphs come from."""

    items: Itemized
    script: Script
    tables: _Tables
    spacing: Spacing
    shaper: Shaper


def set_type(items: Itemized, script: Script, spacing: Spacing, shaper: Shaper) -> TypeColumns:
    """Choose faces, shape, and frame the marks of a paragraph's text."""
    case = _Case(items, script, _tables(script), spacing, shaper)
    out = TypeColumns(items)
    for stretch in items.stretches:
        if stretch.kern is not None:
            out.pieces.append(
                Piece(stretch.first, stretch.last, stretch.look, 0, kern=stretch.kern)
            )
            out.glyph_start.append(len(out.gids))
            out.body.append(stretch.kern)
            continue
        for piece in _pieces(case, stretch):
            _add_piece(out, case, piece)
            if stretch.first in items.cells:
                fit_cell(out, piece)
    out.glyph_start.append(len(out.gids))
    _frame_marks(out, case)
    return out


def _pieces(case: _Case, stretch: Stretch) -> Iterator[Piece]:
    """The stretch cut where the face changes."""
    starts, look = case.items.text.starts, stretch.look
    for first, last, han in _slots(case, stretch):
        choice = look.choice("han" if han else "latin")
        base = stretch.offset + starts[first] - starts[stretch.first]
        piece = Piece(first, last, look, base, size=look.size * choice.scale, han=han)
        yield from _covered(case, piece, choice)


def _slots(case: _Case, stretch: Stretch) -> Iterator[tuple[int, int, bool]]:
    """Runs of clusters for the Latin face and for the Han face, in order."""
    classes, flat = case.items.written, case.items.text.flat
    exempt = case.script.rows["slot"]["han_chars"]
    at = stretch.first
    for run in case.tables.latin.finditer(classes, stretch.first, stretch.last):
        for latin in re.finditer(f"[^{exempt}]+", flat[run.start() : run.end()]):
            first, last = run.start() + latin.start(), run.start() + latin.end()
            if first > at:
                yield at, first, True
            yield first, last, False
            at = last
    if at < stretch.last:
        yield at, stretch.last, True


def _covered(case: _Case, piece: Piece, choice: FaceChoice) -> Iterator[Piece]:
    """The piece with its face; cut where a stand-in has to set single clusters."""
    items, shaper = case.items, case.shaper
    texts = items.text.texts
    piece.face = shaper.key(choice)
    if shaper.covers(piece.face, "".join(texts[piece.first : piece.last])):
        yield piece
        return
    starts, base = items.text.starts, items.text.starts[piece.first]
    run: Piece | None = None
    for at in range(piece.first, piece.last):
        key, size = _stand_in(case, at, piece, choice)
        if run is None or (run.face, run.size) != (key, size):
            if run is not None:
                yield run
            offset = piece.offset + starts[at] - base
            run = Piece(at, at, piece.look, offset, key, size, piece.han)
        run.last = at + 1
    if run is not None:
        yield run


def _stand_in(case: _Case, at: int, piece: Piece, choice: FaceChoice) -> tuple[str, float]:
    """Face and size for one cluster.

    What the Latin face lacks is first sought in the role's Han face, at its scale.
    """
    text, shaper = case.items.text.texts[at], case.shaper
    if not piece.han and not shaper.covers(piece.face, text):
        wanted = piece.look.choice("han")
        if shaper.covers(shaper.key(wanted), text):
            return shaper.key(wanted), piece.look.size * wanted.scale
    return shaper.cover(choice, text, case.items.place(at, len(text))), piece.size


def _add_piece(out: TypeColumns, case: _Case, piece: Piece) -> None:
    out.pieces.append(piece)
    texts = case.items.text.texts[piece.first : piece.last]
    text = "".join(texts)
    drawn = _drawn(case, piece, text) if piece.han else text
    shaped = case.shaper.shape(piece.face, drawn, piece.look.features, han=piece.han)
    begin, size = len(out.gids), piece.size
    out.gids += shaped.gids
    out.advances += [width * size for width in shaped.advances]
    out.offsets += [shift * size for shift in shaped.offsets]
    if piece.look.stance == "upright" and not piece.han:
        stand_western(out, piece, begin)
    if shaped.starts == tuple(range(len(texts))) and len(text) == len(texts):
        out.chars += texts
        out.glyph_start += range(begin, begin + len(texts))
        out.body += out.advances[begin:]
    else:
        _attribute(out, texts, shaped, begin)


def _attribute(out: TypeColumns, texts: list[str], shaped: Shaped, begin: int) -> None:
    """Give each glyph its characters and each cluster its glyphs and width.

    A cluster that a ligature has swallowed has no glyph; its characters go to the ligature.
    """
    out.chars += [""] * len(shaped.gids)
    glyph, at = 0, 0
    for text in texts:
        at += len(text)
        out.glyph_start.append(begin + glyph)
        first = glyph
        while glyph < len(shaped.gids) and shaped.starts[glyph] < at:
            glyph += 1
        out.body.append(sum(out.advances[begin + first : begin + glyph]))
        out.chars[begin + (first if glyph > first else max(first - 1, 0))] += text


def _frame_marks(out: TypeColumns, case: _Case) -> None:
    """Draw every mark as its body: blanks and fixed frames by the script's table."""
    pieces = iter(out.pieces)
    piece = next(pieces, None)
    dashes: list[tuple[int, Piece]] = []
    strokes = case.tables.units & case.tables.fixed.keys()
    for found in case.tables.special.finditer(case.items.text.classes):
        at = found.start()
        while piece is not None and piece.last <= at:
            piece = next(pieces, None)
        if piece is None or piece.kern is not None:
            continue
        if found[0] in strokes:
            dashes.append((at, piece))
        else:
            _frame(out, case, piece, at)
    if dashes:
        _draw_dashes(out, case, dashes)


def _drawn(case: _Case, piece: Piece, text: str) -> str:
    """The characters whose glyphs draw a text: of those that may, the first the face has."""
    for code, forms in case.tables.drawn.items():
        if chr(code) in text:
            found = (form for form in forms if case.shaper.covers(piece.face, form))
            text = text.replace(chr(code), next(found, chr(code)))
    return text


def _frame(out: TypeColumns, case: _Case, piece: Piece, at: int) -> None:
    text, letter, tables = case.items.text.texts[at], case.items.text.classes[at], case.tables
    frame = case.spacing.frames.get(letter)
    width = tables.fixed_chars.get(text[0])
    char = _drawn(case, piece, text[0])
    if letter in tables.cell and len(text) > 1 and text[1] in "！？":
        _cell(out, case, piece, at)
    elif frame is not None and width is None:
        mark = case.shaper.mark(piece.face, char, frame.before, frame.after)
        out.put(at, mark, piece.size)
        out.blank[at] = mark.before * piece.size, mark.after * piece.size
    elif piece.han:
        width = tables.fixed.get(letter) if width is None else width
        if width is not None:
            turned = piece.look.stance not in ("", "upright")
            shaper = level(case.shaper) if turned else case.shaper
            out.put(at, shaper.fixed(piece.face, char, width), piece.size)


def _cell(out: TypeColumns, case: _Case, piece: Piece, at: int) -> None:
    """！！ share one frame: each is set as its body, spread evenly (CL-CC-04)."""
    text = case.items.text.texts[at]
    count = sum(char in "！？" for char in text)
    share = case.tables.cell_widths[count] / count
    for glyph, char in enumerate(text[:count], out.glyph_start[at]):
        mark = level(case.shaper).mark(piece.face, char, 0.0, 0.5)
        out.gids[glyph] = mark.gid
        out.advances[glyph] = share * piece.size
        out.offsets[glyph] = (mark.shift + (share - mark.body) / 2) * piece.size
    out.body[at] = case.tables.cell_widths[count] * piece.size
    out.cells.add(at)


def _draw_dashes(out: TypeColumns, case: _Case, dashes: list[tuple[int, Piece]]) -> None:
    """Put unbroken strokes in the place of whatever the run's shaping gave, in one pass."""
    kept, grown = 0, dict[int, int]()
    gids, advances, offsets, chars = list[int](), list[float](), list[float](), list[str]()
    for at, piece in dashes:
        text, size = case.items.text.texts[at], piece.size
        shaped = case.shaper.dash(piece.face, text)
        first, last = out.glyph_start[at], out.glyph_start[at + 1]
        gids += [*out.gids[kept:first], *shaped.gids]
        advances += [*out.advances[kept:first], *(width * size for width in shaped.advances)]
        offsets += [*out.offsets[kept:first], *(shift * size for shift in shaped.offsets)]
        chars += [*out.chars[kept:first], text, *[""] * (len(shaped.gids) - 1)]
        grown[at], kept = len(shaped.gids) - (last - first), last
        out.body[at] = sum(shaped.advances) * size
    out.gids = gids + out.gids[kept:]
    out.advances = advances + out.advances[kept:]
    out.offsets = offsets + out.offsets[kept:]
    out.chars = chars + out.chars[kept:]
    moved = accumulate((grown.get(at, 0) for at in range(len(out.body))), initial=0)
    out.glyph_start = [*map(add, out.glyph_start, moved)]
