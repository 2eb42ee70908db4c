"""Cut, fold and collating marks, in the registration colour, outside the bleed."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.geometry import MM
from typeset.impose.job import Bound
from typeset.impose.plan import MARK_LENGTH, MARK_OFFSET, SheetSide

WEIGHT = 0.25
BACK_MARK = (1.2 * MM, 4.0 * MM)  # width and step of the bars on the spines of sections


def operators(side: SheetSide) -> str:
    """The marks of a side as a content stream; /All is the registration colour."""
    lines = [f"q /All CS 1 SCN /All cs 1 scn {WEIGHT} w"]
    lines += [_line(*ends) for ends in _cut_marks(side)]
    lines.append("[2 1.5] 0 d")
    lines += [_line(*ends) for ends in _fold_marks(side)]
    lines.append("Q")
    return "\n".join(lines) + "\n"


def collating(side: SheetSide, bound: Bound) -> str:
    """A bar on the outer spine of a section, a step lower for each: gathered, they make stairs."""
    if not side.front or not side.folds_x:
        return ""
    width, step = BACK_MARK
    spine = side.folds_x[0 if bound == "right" else -1]
    rows = sorted(y for y in side.cuts_y)
    head = rows[1] - 20 * MM - (side.section % 10) * step
    bar = f"{spine - width / 2:.4f} {head - step:.4f} {width:.4f} {step:.4f}"
    return f"q /All cs 1 scn {bar} re f Q\n"


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.4f} {y0:.4f} m {x1:.4f} {y1:.4f} l S"


def _outside(side: SheetSide) -> tuple[float, float]:
    """Where marks begin and end, counted from the outermost cuts."""
    bleed = side.trim[0] - side.bleed[0]
    start = max(bleed, MARK_OFFSET)
    return start, start + MARK_LENGTH


def _cut_marks(side: SheetSide) -> Iterator[tuple[float, float, float, float]]:
    x0, y0, x1, y1 = side.trim
    start, end = _outside(side)
    for x in side.cuts_x:
        yield x, y0 - end, x, y0 - start
        yield x, y1 + start, x, y1 + end
    for y in side.cuts_y:
        yield x0 - end, y, x0 - start, y
        yield x1 + start, y, x1 + end, y


def _fold_marks(side: SheetSide) -> Iterator[tuple[float, float, float, float]]:
    x0, y0, x1, y1 = side.trim
    start, end = _outside(side)
    for x in side.folds_x:
        yield x, y0 - end, x, y0 - start
        yield x, y1 + start, x, y1 + end
    for y in side.folds_y:
        yield x0 - end, y, x0 - start, y
        yield x1 + start, y, x1 + end, y
