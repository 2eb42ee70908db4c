"""The white of marks, pairs of marks, and boundaries between Han and Western (标点挤压).

:func:`blanks` gives each cluster its blank before and after, in em of its own size, as they
are in the middle of a line, and what of it the edges of a line take away.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Mapping

from typeset.record import dataclass
from typeset.scripts.classes import Clusters, Script

GAP_STEP = 7  # the step of squeezing in which a Han-Western gap gives; stops come after it
SPACE_STEP = 2
STOP_STEP = 8


@dataclass(frozen=True, slots=True)
class Frame:
    """A mark's blanks in em, and the step of squeezing in which they give (0: never)."""

    before: float = 0.0
    after: float = 0.0
    step: int = 0


_NO_BLANK = Frame()


@dataclass(frozen=True, slots=True, eq=False)  # one per script and style
class Spacing:
    """A script's table of frames for one punctuation style."""

    frames: Mapping[str, Frame]
    kept: Mapping[str, float]  # blank a mark keeps when it stands alone, by class letter
    chains: bool  # whether neighbouring marks share their white
    edges: bool  # whether marks are trimmed at the edges of a line
    gives: bool  # whether marks may be squeezed to bring a line to the measure
    sentence_gap: float  # em after a closing quote that ends a sentence (style kaiming)
    end_keeps: Mapping[str, Frame]  # what is left of a mark's blanks at a line's end
    closing: frozenset[str]
    opening: frozenset[str]
    dots: frozenset[str]
    before_dot: float
    boundary: re.Pattern[str]
    chain: re.Pattern[str]
    mark: re.Pattern[str]
    sentence: re.Pattern[str]
    gap_sign: Callable[[str], bool]
    wide: frozenset[str]
    western: frozenset[str]
    never_after: frozenset[str]
    never_before: frozenset[str]
    grows_after: frozenset[str]
    grows_before: frozenset[str]
    full: frozenset[str]
    hangs: frozenset[str]
    spaceless: frozenset[str]  # a typed space beside these is dropped


@functools.cache
def load_spacing(
    script: Script,
    punct: str,
    *,
    extra: str = "",
    sentence_gap: float = 0.5,
    vertical: bool = False,
) -> Spacing:
    """The table for one of the styles quanjiao, kaiming, banjiao, hangmobanjiao and none.

    ``extra`` are characters that take a Han-Western gap besides those of the script's file;
    ``sentence_gap`` is the style kaiming's, in em.
    """
    rows, some = script.rows, script.some
    frames = {
        script.letters[name]: Frame(**row)
        for name, row in rows["frame"].items()
        if isinstance(row, dict)
    }
    adjacent, stretch, gap = rows["adjacent"], rows["stretch"], rows["gap"]
    closing, opening = some(adjacent["closing"]), some(adjacent["opening"])
    dots = some(adjacent["dots"] + (" MD" if "before_dot" in adjacent else ""))
    return Spacing(
        frames,
        {script.letters[n]: float(k) for n, k in rows["punct"].get(punct, {}).items()},
        chains=punct in ("quanjiao", "kaiming", "banjiao"),
        edges=punct != "none",
        gives=punct != "none",
        sentence_gap=sentence_gap if punct == "kaiming" else 0.0,
        end_keeps=_end_keeps(script, frames),
        closing=closing,
        opening=opening,
        dots=dots,
        before_dot=adjacent.get("before_dot", 0.0),
        boundary=_boundary(script, extra),
        chain=re.compile(f"[{_class(closing | opening | dots)}]{{2,}}"),
        mark=re.compile(f"[{_class(frozenset(frames))}]"),
        sentence=re.compile(
            f"[{_class(some(adjacent['stops']))}][{_class(some(adjacent['sentence_end']))}]++"
            f"(?![{_class(closing)}])"
        ),
        gap_sign=_gap_signs(gap["signs"], gap["but"], extra),
        wide=some(gap["wide"]),
        western=some(gap["western"]),
        never_after=some(stretch["never_after"]),
        never_before=some(stretch["never_before"]),
        grows_after=some(stretch["after"]),
        grows_before=some(stretch["before"]),
        full=some(stretch["full"]),
        hangs=some(rows["hang"]["vertical" if vertical else "horizontal"]),
        spaceless=some("OB CB FS CM CS CSC EQ"),
    )


def _end_keeps(script: Script, frames: Mapping[str, Frame]) -> dict[str, Frame]:
    """What each mark with a frame keeps at a line's end: nothing, unless its row says so."""
    kept = {
        script.letters[name]: Frame(row.get("before", 0.0), row.get("after", 0.0))
        for name, row in script.rows["edge"]["end_keeps"].items()
    }
    return {letter: kept.get(letter, _NO_BLANK) for letter in frames}


def _class(letters: frozenset[str]) -> str:
    return re.escape("".join(sorted(letters)))


def _boundary(script: Script, extra: str) -> re.Pattern[str]:
    """Han beside Western in classes, with note marks and spaces looked past."""
    gap = script.rows["gap"]
    wide = script.some(gap["wide"])
    signs = frozenset("%$cw+") if gap["signs"] else frozenset[str]()
    named = frozenset(script.table[ord(char)] for char in extra)
    western = (script.some(gap["western"]) | signs | named) - wide
    han, other = f"[{_class(wide)}]", f"[{_class(western)}]"
    return re.compile(f"{han}r*[ ]*(?={other})|{other}r*[ ]*(?={han})")


def _gap_signs(signs: bool, but: str, extra: str) -> Callable[[str], bool]:
    """Which signs count as Western: general category Po, not full-width (UTR 59 class C)."""

    @functools.cache
    def counts(char: str) -> bool:
        if char in extra:
            return True
        is_other = unicodedata.category(char) == "Po" and char not in but
        return signs and is_other and unicodedata.east_asian_width(char) not in "WFH"

    return counts


@dataclass(slots=True)
class Blanks:
    """Parallel columns over clusters: blanks in em, and which hold a Han-Western gap.

    ``sentence`` holds what a closing quote has after it because it ends a sentence.
    """

    before: list[float]
    after: list[float]
    gaps: list[int]  # clusters after which a gap stands, or which are the space in its place
    sentence: dict[int, float]


def blanks(
    text: Clusters,
    table: Spacing,
    cells: frozenset[int],
    greater: Callable[[int], bool] = lambda _: False,
) -> Blanks:
    """The blanks of a text's marks, and the places of its gaps.

    ``cells`` are clusters that fill their frame (！！): they have no blank to give.
    ``greater`` says whether a cluster is set in a greater size than the one after it.
    """
    classes = text.classes
    out = Blanks([0.0] * len(classes), [0.0] * len(classes), _gaps(text, table), {})
    for mark in table.mark.finditer(classes):
        at, letter = mark.start(), mark[0]
        if at not in cells:
            frame = table.frames[letter]
            out.before[at] = min(frame.before, table.kept.get(letter, frame.before))
            out.after[at] = min(frame.after, table.kept.get(letter, frame.after))
    if table.chains:
        if table.sentence_gap:
            _end_sentences(classes, table, out)
        for chain in table.chain.finditer(classes):
            for at in range(chain.start(), chain.end() - 1):
                _share(table, out, at, classes[at : at + 2], greater)
        _open_ideographic(classes, table, out)
    return out


def _share(table: Spacing, out: Blanks, at: int, pair: str, greater: Callable[[int], bool]) -> None:
    """Two marks side by side share their white (CL-PC-02, CL-PC-03).

    Bodies touch within a run of closers or of openers; at a turn from closer to opener half
    an em is kept. Beside a middle dot the bracket gives up its blank and the dot keeps its own.
    """
    a, b = pair[0], pair[1]
    if a in table.closing and b in table.opening:
        # of the em between them half goes: the greater mark's, or the opener's if the closer
        # is centred in its frame (CL-PC-04)
        if table.frames[a].before or (greater(at) and out.before[at + 1]):
            out.before[at + 1] = 0.0
        elif out.before[at + 1]:
            out.after[at] = 0.0
    elif a in table.closing:
        kept = table.before_dot if b in table.dots else 0.0
        out.before[at], out.after[at] = 0.0, min(out.after[at], kept)
    elif b in table.opening:
        out.before[at + 1] = 0.0


def _end_sentences(classes: str, table: Spacing, out: Blanks) -> None:
    """A stop before closing quotes: the sentence's gap stands after the last (CL-PC-05)."""
    for found in table.sentence.finditer(classes):
        if out.after[found.start()]:
            out.sentence[found.end() - 1] = table.sentence_gap


def _open_ideographic(classes: str, table: Spacing, out: Blanks) -> None:
    """Beside an ideographic space an opening mark has no blank of its own (CL-PC-12)."""
    at = classes.find("_")
    while at >= 0:
        if at + 1 < len(classes) and classes[at + 1] in table.opening:
            out.before[at + 1] = 0.0
        at = classes.find("_", at + 1)


def _gaps(text: Clusters, table: Spacing) -> list[int]:
    """Clusters that carry a gap: the left one, a note mark after it, or the space between."""
    found, classes, flat = [], text.classes, text.flat
    for boundary in table.boundary.finditer(classes):
        first, last = boundary.span()
        western = last if classes[first] in table.wide else first
        if classes[western] in table.western or table.gap_sign(flat[western]):
            held = boundary[0].rstrip(" ")
            found.append(first + len(held) if len(held) < last - first else last - 1)
    return found
