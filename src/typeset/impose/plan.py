"""The places of pages on their sheets, in points from the sheet's foot left corner."""

from __future__ import annotations

from dataclasses import replace

from typeset.geometry import MM
from typeset.impose.job import SHEETS, Job, Refused
from typeset.impose.order import Cell, Side, perfect, saddle, signatures, step, two_up
from typeset.pdf_pictures.boxes import Box
from typeset.record import dataclass

MARK_OFFSET, MARK_LENGTH, MARK_AIR = 3 * MM, 5 * MM, 1 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page on a sheet: its trim is ``trim`` moved by ``shift`` and shows within ``clip``."""

    page: int
    trim: Box
    clip: Box
    shift: float
    turned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSide:
    """One side of a sheet: its boxes, the pages on it, where it is cut and folded."""

    media: Box
    trim: Box
    bleed: Box
    places: tuple[Place, ...]
    cuts_x: tuple[float, ...]
    cuts_y: tuple[float, ...]
    folds_x: tuple[float, ...]
    folds_y: tuple[float, ...]
    front: bool
    section: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """The pages' common size and bleed, in points."""

    width: float
    height: float
    bleed: float


def plan(count: int, leaf: Leaf, job: Job) -> list[SheetSide]:
    """Every side of every sheet, fronts and backs in turn.

    Raises:
        Refused: the sheet is too small, or there is no such signature.
    """
    if job.scheme == "step" and job.sheet is None and not (job.columns and job.rows):
        job = replace(job, sheet=SHEETS["SRA3"])
    sides = _ordered(count, leaf, job)
    return [_placed(side, leaf, job) for side in sides]


def _ordered(count: int, leaf: Leaf, job: Job) -> list[Side]:
    match job.scheme:
        case "saddle":
            return saddle(count, job.bound)
        case "perfect":
            if job.signature not in signatures():
                known = ", ".join(map(str, signatures()))
                message = f"there is no section of {job.signature} pages; there are {known}"
                raise Refused("impose/signature", message)
            return perfect(count, job.signature, job.bound)
        case "2up":
            return two_up(count, job.bound)
        case "step":
            return step(count, *_fitting(leaf, job))


def _fitting(leaf: Leaf, job: Job) -> tuple[int, int]:
    """Columns and rows of step and repeat: as asked, or as many as the sheet takes."""
    if job.columns and job.rows:
        return job.columns, job.rows
    width, height = (side * MM for side in job.sheet or (0.0, 0.0))
    best = max(
        (_grid(leaf, job, w, h) for w, h in ((width, height), (height, width))),
        key=lambda grid: grid[0] * grid[1],
    )
    if not best[0] * best[1]:
        raise _too_small(leaf.width, leaf.height, job)
    return job.columns or best[0], job.rows or best[1]


def _grid(leaf: Leaf, job: Job, width: float, height: float) -> tuple[int, int]:
    gap, edge = _gap(leaf, job), _edge(leaf, job)
    across = int((width - 2 * edge + gap + 1e-6) // (leaf.width + gap))
    down = int((height - 2 * edge + gap + 1e-6) // (leaf.height + gap))
    return max(across, 0), max(down, 0)


def _gap(leaf: Leaf, job: Job) -> float:
    return 2 * leaf.bleed if job.gap is None else job.gap * MM


def _edge(leaf: Leaf, job: Job) -> float:
    """What the sheet needs around the outermost cuts."""
    if job.marks:
        return max(leaf.bleed, MARK_OFFSET) + MARK_LENGTH + MARK_AIR
    return leaf.bleed


def _too_small(width: float, height: float, job: Job) -> Refused:
    sheet = job.sheet or (0.0, 0.0)
    needs = f"{width / MM:.1f} × {height / MM:.1f} mm"
    message = f"{needs} do not fit on a sheet of {sheet[0]:g} × {sheet[1]:g} mm"
    return Refused("impose/sheet", message, hint="choose a larger --sheet")


# -- lengths -----------------------------------------------------------------------------------


def _placed(side: Side, leaf: Leaf, job: Job) -> SheetSide:
    gaps_x = _gaps_x(side, leaf, job)
    gap_y = _gap(leaf, job)
    width = side.columns * leaf.width + sum(gaps_x)
    height = side.rows * leaf.height + (side.rows - 1) * gap_y
    media, left, foot = _sheet(width, height, leaf, job)
    xs = [left + i * leaf.width + sum(gaps_x[:i]) for i in range(side.columns)]
    ys = [foot + (side.rows - 1 - i) * (leaf.height + gap_y) for i in range(side.rows)]
    trim = (left, foot, left + width, foot + height)
    edge = leaf.bleed
    bleed = (trim[0] - edge, trim[1] - edge, trim[2] + edge, trim[3] + edge)
    folds_x, folds_y = _folds(side, leaf, xs, ys)
    return SheetSide(
        media=media,
        trim=trim,
        bleed=(
            max(bleed[0], media[0]), max(bleed[1], media[1]),
            min(bleed[2], media[2]), min(bleed[3], media[3]),
        ),
        places=tuple(
            _place(cell, side, leaf, job, (xs[cell.column], ys[cell.row]), gaps_x, gap_y)
            for cell in side.cells
            if cell.page is not None
        ),
        cuts_x=_cuts_x(side, leaf, xs),
        cuts_y=tuple(sorted({round(y + d, 4) for y in ys for d in (0.0, leaf.height)})),
        folds_x=folds_x,
        folds_y=folds_y,
        front=side.front,
        section=side.section,
    )  # fmt: skip


def _gaps_x(side: Side, leaf: Leaf, job: Job) -> list[float]:
    """The white after each column but the last: none at a spine, the gap at a cut."""
    spines = {cell.column: cell.spine for cell in side.cells if cell.row == 0}
    if job.scheme == "2up" and job.gap is None:
        return [0.0] * (side.columns - 1)
    return [
        0.0 if spines[column] == "right" else _gap(leaf, job) for column in range(side.columns - 1)
    ]


def _sheet(width: float, height: float, leaf: Leaf, job: Job) -> tuple[Box, float, float]:
    """The MediaBox, and where on it the pages begin: in the middle."""
    if job.sheet is None:
        edge = _edge(leaf, job)
        return (0.0, 0.0, width + 2 * edge, height + 2 * edge), edge, edge
    short, long = sorted(side * MM for side in job.sheet)
    paper = (long, short) if width > height else (short, long)
    if width > paper[0] + 0.01 or height > paper[1] + 0.01:
        raise _too_small(width, height, job)
    return (0.0, 0.0, *paper), (paper[0] - width) / 2, (paper[1] - height) / 2


def _place(
    cell: Cell,
    side: Side,
    leaf: Leaf,
    job: Job,
    corner: tuple[float, float],
    gaps_x: list[float],
    gap_y: float,
) -> Place:
    """One page: its trim, and how far beyond it may show on each side."""
    x, y = corner
    trim = (x, y, x + leaf.width, y + leaf.height)
    before = gaps_x[cell.column - 1] / 2 if cell.column else leaf.bleed
    after = gaps_x[cell.column] / 2 if cell.column < side.columns - 1 else leaf.bleed
    above = gap_y / 2 if cell.row else leaf.bleed
    below = gap_y / 2 if cell.row < side.rows - 1 else leaf.bleed
    left, right = min(before, leaf.bleed), min(after, leaf.bleed)
    foot, head = min(below, leaf.bleed), min(above, leaf.bleed)
    creep = side.depth * job.caliper * job.push * MM if job.scheme == "saddle" else 0.0
    return Place(
        page=cell.page if cell.page is not None else 0,
        trim=trim,
        clip=(trim[0] - left, trim[1] - foot, trim[2] + right, trim[3] + head),
        shift=creep if cell.spine == "right" else -creep,
        turned=cell.turned,
    )


def _cuts_x(side: Side, leaf: Leaf, xs: list[float]) -> tuple[float, ...]:
    """Where the sheet is cut: at the edges of pages that are no fold."""
    cuts = set()
    for cell in side.cells:
        if cell.spine != "left":
            cuts.add(round(xs[cell.column], 4))
        if cell.spine != "right":
            cuts.add(round(xs[cell.column] + leaf.width, 4))
    return tuple(sorted(cuts))


def _folds(
    side: Side, leaf: Leaf, xs: list[float], ys: list[float]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Folds at spines, and in a section of more than four pages in the middle of the gaps."""
    if all(cell.spine == "none" for cell in side.cells):
        return (), ()
    between = [(xs[i] + leaf.width + xs[i + 1]) / 2 for i in range(len(xs) - 1)]
    above = [(ys[i] + ys[i + 1] + leaf.height) / 2 for i in range(len(ys) - 1)]
    return tuple(round(x, 4) for x in between), tuple(round(y, 4) for y in above)
