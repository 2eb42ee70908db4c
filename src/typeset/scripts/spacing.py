"""The white of marks, pairs of marks, and boundaries between Han and Western (标点挤压).

:func:`spacing` gives each cluster its blank before and after, in em of its own size, as they
are in the middle of a line; the breaker takes away what a line's edge trims.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from typeset.record import dataclass
from typeset.scripts.classes import Clusters, Script

GAP_STEP = 7  # the step of squeezing in which a Han-Western gap gives; stops come after it
SPACE_STEP = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """A mark's blanks in em, and the step of squeezing in which they give."""

    before: float = 0.0
    after: float = 0.0
    step: int = 0


@dataclass(frozen=True, slots=True, eq=False)  # one per script and style
class Spacing:
    """A script's table of frames for one punctuation style."""

    frames: Mapping[str, Frame]
    kept: Mapping[str, float]  # blank a mark keeps when it stands alone, by class letter
    chains: bool  # whether neighbouring marks share their white
    edges: bool  # whether marks are trimmed at the edges of a line
    closing: frozenset[str]
    opening: frozenset[str]
    boundary: re.Pattern[str]
    chain: re.Pattern[str]
    western_chars: frozenset[str]
    never_after: frozenset[str]
    never_before: frozenset[str]


@functools.cache
def load_spacing(script: Script, punct: str) -> Spacing:
    """The table for one of the styles quanjiao, kaiming, banjiao, hangmobanjiao and none."""
    rows = script.rows
    frames = {
        script.letters[name]: Frame(row.get("before", 0.0), row.get("after", 0.0), row["step"])
        for name, row in rows["frame"].items()
        if isinstance(row, dict)
    }
    kept = {script.letters[n]: float(k) for n, k in rows["punct"].get(punct, {}).items()}
    closing = script.some(rows["adjacent"]["closing"])
    opening = script.some(rows["adjacent"]["opening"])
    wide = "".join(sorted(script.some(rows["gap"]["wide"])))
    western = "".join(sorted(script.some(rows["gap"]["western"])))
    signs = "%$cw+"  # classes that hold signs counted as Western one by one
    boundary = f"(?<=[{wide}])[{western}{signs}]|(?<=[{western}{signs}])[{wide}]"
    marks = "".join(sorted(closing | opening))
    return Spacing(
        frames,
        kept,
        chains=punct in ("quanjiao", "kaiming", "banjiao"),
        edges=punct != "none",
        closing=closing,
        opening=opening,
        boundary=re.compile(boundary),
        chain=re.compile(f"[{marks}]{{2,}}"),
        western_chars=frozenset(rows["gap"]["western_chars"]),
        never_after=script.some(rows["stretch"]["never_after"]),
        never_before=script.some(rows["stretch"]["never_before"]),
    )


@dataclass(slots=True)
class Blanks:
    """Parallel columns over clusters: blanks in em, and which hold a Han-Western gap."""

    before: list[float]
    after: list[float]
    gaps: list[int]  # clusters after which a gap stands


def blanks(text: Clusters, table: Spacing, cells: frozenset[int]) -> Blanks:
    """The blanks of a text's marks, and the places of its gaps.

    ``cells`` are clusters that fill their frame (！！): they have no blank to give.
    """
    classes = text.classes
    before, after = [0.0] * len(classes), [0.0] * len(classes)
    for mark in re.finditer("[^HA9 ]", classes):
        at, letter = mark.start(), mark[0]
        frame = table.frames.get(letter)
        if frame is not None and at not in cells:
            before[at] = min(frame.before, table.kept.get(letter, frame.before))
            after[at] = min(frame.after, table.kept.get(letter, frame.after))
    if table.chains:
        _share(classes, table, before, after)
    return Blanks(before, after, _gaps(text, table))


def _share(classes: str, table: Spacing, before: list[float], after: list[float]) -> None:
    """Neighbouring marks share their white (CL-PC-02, CL-PC-03).

    Bodies touch within a run of closers or of openers; at a turn from closer to opener half
    an em is kept, which is the opener's own.
    """
    for chain in table.chain.finditer(classes):
        for at in range(chain.start(), chain.end() - 1):
            first, second = classes[at], classes[at + 1]
            if first in table.closing:
                after[at] = 0.0
            elif second in table.opening:
                before[at + 1] = 0.0


def _gaps(text: Clusters, table: Spacing) -> list[int]:
    found = []
    for boundary in table.boundary.finditer(text.classes):
        at = boundary.start()
        western = at if text.classes[at] not in "HKBG" else at - 1
        if text.classes[western] in "A9" or text.flat[western] in table.western_chars:
            found.append(at - 1)
    return found
