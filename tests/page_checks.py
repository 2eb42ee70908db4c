"""What holds for every page of a publication, read from its dump (``typeset dump``).

For any publication: give :func:`check_pages` the JSON of the dump, and it answers with every
fault, by page and rule. The rules, by their names in a :class:`Fault`:

``grid``      every body baseline is at the first baseline plus whole pitches
``frame``     lines stand in their frames, boxes on the page
``overlap``   no box over text, none over another
``widow``     no first or last line of a paragraph alone at a frame's foot or head
``stranded``  under a heading follows text, in its frame or in the band below
``level``     the columns of a band end within a line of each other (not on the last page)
``text``      the lines of a block, joined, are its text (where ``texts`` are given)
``doubled``   no line is there twice, and blocks come in one order
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

MM = 72 / 25.4
NEAR = 0.01 / MM
"""The contract's hundredth of a point, in millimetres."""

ASCENT = 0.88
"""Of an em box, above the baseline."""

Rect = Sequence[float]


@dataclass(frozen=True)
class Fault:
    """A rule broken on a page."""

    page: int
    rule: str
    what: str


def check_pages(
    dump: Mapping[str, Any],
    texts: Mapping[str, str] | None = None,
    *,
    body: frozenset[str] = frozenset({"body"}),
    heading: Callable[[str], bool] = lambda role: role.startswith("heading"),
) -> list[Fault]:
    """Every fault of a publication's pages.

    ``texts`` are the words of each block by its id; ``body`` the roles whose lines must stand
    on the grid; ``heading`` tells a heading's role.
    """
    pages: list[dict[str, Any]] = dump["pages"]
    found = [
        fault
        for page in pages
        for check in (_grid, _frames, _overlaps)
        for fault in check(page, body)
    ]
    found += _widows(pages, body)
    for page in pages:
        found += _stranded(page, heading)
    for page in pages[:-1]:
        found += _level(page)
    found += _doubled(pages)
    if texts is not None:
        found += _texts(pages, texts)
    return found


def _upright(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The lines that run from left to right; vertical pages are judged by their text only."""
    return [line for line in page["lines"] if not line.get("vertical")]


def _short(line: Mapping[str, Any]) -> str:
    return f"'{line['text'][:12]}'"


# -- grid and frames -------------------------------------------------------------------------------


def _grid(page: Mapping[str, Any], body: frozenset[str]) -> Iterator[Fault]:
    grid, head = page["grid"], page["type_area"][1]
    for line in _upright(page):
        steps = (line["baseline"] - head - grid["first"]) / grid["pitch"]
        if line["role"] in body and abs(steps - round(steps)) * grid["pitch"] > NEAR:
            off = (steps - round(steps)) * grid["pitch"] * MM
            yield Fault(page["number"], "grid", f"{_short(line)} is {off:.2f} pt off")


def _frames(page: Mapping[str, Any], body: frozenset[str]) -> Iterator[Fault]:
    area, em = page["type_area"], page["grid"]["em"]
    for line in _upright(page):
        x, _, width, _ = _frame(page, line)
        past = line["x"] + line["width"] - x - width
        # marks may hang outside the measure by no more than themselves (CL-HP-05)
        if line["x"] < x - em or past > em:
            yield Fault(page["number"], "frame", f"{_short(line)} leaves its column")
        if not area[1] - NEAR <= line["baseline"] <= area[1] + area[3] + em:
            yield Fault(page["number"], "frame", f"{_short(line)} leaves the type area")
    media = page["boxes_of_page"]["media"]
    for box in page["boxes"]:
        if not _inside(box["rect"], media):
            yield Fault(page["number"], "frame", f"box {box['id']} leaves the page")


def _frame(page: Mapping[str, Any], line: Mapping[str, Any]) -> Rect:
    """The column of a line; text over several columns has room up to the type area's edge."""
    frames = page["bands"][line["band"]]["frames"]
    x, y, width, height = frames[line["column"]]
    spanning = not line["role"].startswith("body") and line["width"] > width + NEAR
    if spanning:
        area = page["type_area"]
        width = area[0] + area[2] - x
    return x, y, width, height


def _inside(rect: Rect, around: Rect) -> bool:
    return (
        rect[0] >= around[0] - NEAR
        and rect[1] >= around[1] - NEAR
        and rect[0] + rect[2] <= around[0] + around[2] + NEAR
        and rect[1] + rect[3] <= around[1] + around[3] + NEAR
    )


# -- nothing over anything -------------------------------------------------------------------------


def _overlaps(page: Mapping[str, Any], body: frozenset[str]) -> Iterator[Fault]:
    em = page["grid"]["em"]
    number = page["number"]
    for one, other in combinations(page["boxes"], 2):
        if _meet(one["rect"], other["rect"]):
            yield Fault(number, "overlap", f"boxes {one['id']} and {other['id']}")
    lines = _upright(page)
    for line in lines:
        em_box = (line["x"], line["baseline"] - ASCENT * em, line["width"], em)
        for box in page["boxes"]:
            if _meet(em_box, box["rect"]) and _covers(box, em_box):
                yield Fault(number, "overlap", f"box {box['id']} over {_short(line)}")
    for one, other in _neighbours(lines):
        if one["x"] + one["width"] > other["x"] + em:  # a mark may hang
            yield Fault(number, "overlap", f"{_short(one)} over {_short(other)}")


def _covers(box: Mapping[str, Any], rect: Rect) -> bool:
    """Whether a box's contour, if it has one, comes into a rectangle it is said to leave free."""
    corners = box.get("contour")
    if not corners:
        return True
    sides = pairwise([*corners, corners[0]])
    spots = (
        (x0 + (x1 - x0) * step / 40, y0 + (y1 - y0) * step / 40)
        for (x0, y0), (x1, y1) in sides
        for step in range(41)
    )
    x, y, width, height = rect
    return any(x < px < x + width and y < py < y + height for px, py in spots)


def _neighbours(lines: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Lines on one baseline, next to each other."""
    rows: dict[int, list[dict[str, Any]]] = {}
    for line in lines:
        rows.setdefault(round(line["baseline"] * 1000), []).append(line)
    for row in rows.values():
        yield from pairwise(sorted(row, key=lambda line: line["x"]))


def _meet(one: Rect, other: Rect) -> bool:
    return (
        one[0] + NEAR < other[0] + other[2]
        and other[0] + NEAR < one[0] + one[2]
        and one[1] + NEAR < other[1] + other[3]
        and other[1] + NEAR < one[1] + one[3]
    )


# -- lines left alone ------------------------------------------------------------------------------


def _in_frames(page: Mapping[str, Any]) -> dict[tuple[int, int], list[dict[str, Any]]]:
    """Lines by band and column, downwards."""
    found: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for line in page["lines"]:
        found.setdefault((line["band"], line["column"]), []).append(line)
    return found


def _widows(pages: list[dict[str, Any]], body: frozenset[str]) -> Iterator[Fault]:
    """Single lines: a paragraph's first at a frame's foot, its last at a frame's head."""
    totals = Counter(line["block"] for page in pages for line in page["lines"])
    seen: Counter[str] = Counter()
    for page in pages:
        frames = _in_frames(page)
        places = {id(line): 0 for lines in frames.values() for line in lines}
        for line in page["lines"]:
            seen[line["block"]] += 1
            places[id(line)] = seen[line["block"]]
        for lines in frames.values():
            if len({line["baseline"] for line in lines}) < 2 or lines[0].get("vertical"):
                continue  # a frame of one line is all the room there was
            for line, other, place, what in (
                (lines[0], lines[1], totals[lines[0]["block"]], "last line {} at a head"),
                (lines[-1], lines[-2], 1, "first line {} at a foot"),
            ):
                whole = totals[line["block"]] == 1
                alone = line["block"] != other["block"] and places[id(line)] == place
                if alone and not whole and line["role"] in body:
                    yield Fault(page["number"], "widow", what.format(_short(line)))


def _stranded(page: Mapping[str, Any], heading: Callable[[str], bool]) -> Iterator[Fault]:
    frames = _in_frames(page)
    for (band, _), lines in sorted(frames.items()):
        if not heading(lines[-1]["role"]) or lines[-1].get("vertical"):
            continue
        below = [line for (other, _), lines_ in frames.items() if other > band for line in lines_]
        alone = len(page["bands"][band]["frames"]) == 1 and below
        boxes = [box for box in page["boxes"] if box["rect"][1] > lines[-1]["baseline"]]
        if not alone and not _beneath(lines[-1], boxes):
            yield Fault(page["number"], "stranded", f"heading {_short(lines[-1])}")


def _beneath(line: Mapping[str, Any], boxes: list[dict[str, Any]]) -> bool:
    """Whether a box stands right under a line's beginning."""
    return any(box["rect"][0] <= line["x"] <= box["rect"][0] + box["rect"][2] for box in boxes)


# -- level columns ---------------------------------------------------------------------------------


def _level(page: Mapping[str, Any]) -> Iterator[Fault]:
    pitch = page["grid"]["pitch"]
    for number, band in enumerate(page["bands"]):
        frames = band["frames"]
        feet = [_foot(page, number, column) for column in range(len(frames))]
        filled = [foot for foot in feet if foot]
        if len(filled) < 2 or any(line.get("vertical") for line in page["lines"]):
            continue
        apart = (max(filled) - min(filled)) / pitch
        if apart > 1 + NEAR:
            what = f"columns of band {number} end {apart:.1f} lines apart"
            yield Fault(page["number"], "level", what)


def _foot(page: Mapping[str, Any], band: int, column: int) -> float:
    """Where a column's last line or box ends; 0 where it holds nothing."""
    frame = page["bands"][band]["frames"][column]
    em = page["grid"]["em"]
    feet = [
        line["baseline"] + (1 - ASCENT) * em
        for line in page["lines"]
        if line["band"] == band and line["column"] == column
    ]
    middle = frame[0] + frame[2] / 2
    for box in page["boxes"]:
        x, y, width, height = box["rect"]
        inside = frame[1] - NEAR <= y and y + height <= frame[1] + frame[3] + NEAR
        if inside and x <= middle <= x + width:
            feet.append(y + height)
    return max(feet, default=0.0)


# -- text ------------------------------------------------------------------------------------------


def _doubled(pages: list[dict[str, Any]]) -> Iterator[Fault]:
    done: set[str] = set()
    last = ""
    for page in pages:
        for line in page["lines"]:
            block = line["block"]
            if block and block != last:
                if block in done:
                    yield Fault(page["number"], "doubled", f"block {block} goes on after others")
                done.add(last)
            last = block


def _texts(pages: list[dict[str, Any]], texts: Mapping[str, str]) -> Iterator[Fault]:
    """Each block's lines joined end with its words (a number may stand before them)."""
    found: dict[str, tuple[int, str]] = {}
    for page in pages:
        for line in page["lines"]:
            at, text = found.get(line["block"], (page["number"], ""))
            found[line["block"]] = (at, text + line["text"])
    for block, words in texts.items():
        at, text = found.get(block, (0, ""))
        if not _solid(text).endswith(_solid(words)):
            yield Fault(at, "text", f"block {block}: '{_solid(text)[:20]}…'")


def _solid(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "")


def shown(faults: Sequence[Fault]) -> str:
    """The faults for an assertion's message, one a line."""
    return "\n".join(f"page {f.page}: {f.rule}: {f.what}" for f in faults)
