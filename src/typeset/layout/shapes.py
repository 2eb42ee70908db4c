"""Fields, rules and shapes of panels as marks on the page.

Upright rules and frames are filled, not stroked: renderers widen or darken thin strokes
each in its own way, and the rules of one box would no longer look alike. For the same
reason no bar is a plain rectangle: those are moved and widened to whole dots.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.display import ClipEnd, ClipStart, Filled, Mark, Pictured, Stroked
from typeset.flow import BleedEdge, Fill, Line, Origin, Picture, Shape
from typeset.geometry import Path, Point, Rect, rectangle, shift
from typeset.layout.frame import PageFrame
from typeset.layout.makeup import BandOnPage


def origin_of(origin: Origin, box: Rect, frame: PageFrame) -> Point:
    """Where the coordinates of a draw begin."""
    match origin:
        case "box":
            return Point(box.x, box.y)
        case "trim":
            return Point(0.0, box.y)
        case "trim-foot":
            return Point(0.0, frame.page.trim.height)
        case "page":
            return Point(0.0, 0.0)


def field(draw: Fill, origin: Point, frame: PageFrame) -> Filled:
    """A filled rectangle, run on to the bleed edges it names."""
    rect = Rect(origin.x + draw.x, origin.y + draw.y, draw.width, draw.height)
    return Filled(path=rectangle(_to_bleed(rect, draw.bleed, frame)), color=draw.color)


def picture(draw: Picture, origin: Point, frame: PageFrame) -> Pictured:
    """A picture in its frame, which is run on to the bleed edges it names."""
    rect = Rect(origin.x + draw.x, origin.y + draw.y, draw.width, draw.height)
    return Pictured(
        image=draw.image,
        framing=draw.framing,
        frame=_to_bleed(rect, draw.bleed, frame),
        span=draw.span,
    )


def rule(draw: Line, origin: Point, frame: PageFrame) -> Filled | Stroked:
    """A straight rule on its centre line, run on to the bleed edges it names."""
    x, y = origin.x + draw.x, origin.y + draw.y
    run = Rect(min(x, x + draw.dx), min(y, y + draw.dy), abs(draw.dx), abs(draw.dy))
    run = _to_bleed(run, draw.bleed, frame)
    half = draw.weight / 2
    if not draw.dy:
        across = Rect(run.x, run.y - half, run.width, draw.weight)
        return Filled(path=bar(across), color=draw.color)
    if not draw.dx:
        down = Rect(run.x - half, run.y, draw.weight, run.height)
        return Filled(path=bar(down), color=draw.color)
    rising = draw.dx * draw.dy < 0
    start, end = (run.foot, run.y) if rising else (run.y, run.foot)
    return Stroked(
        path=(("M", run.x, start), ("L", run.right, end)), color=draw.color, weight=draw.weight
    )


def column_rules(band: BandOnPage, frame: PageFrame) -> list[Filled]:
    """The rules between a band's columns, under what spans them at its head."""
    columns, rule = band.columns, band.columns.rule
    if rule is None:
        return []
    marks = []
    for column in range(columns.count - 1):
        for top, foot in _free(band, column):
            run = frame.box(band.top + top, foot - top, (column, 1), columns)
            x = run.right + (columns.gap - rule.weight) / 2
            down = Rect(x, run.y, rule.weight, run.height)
            marks.append(Filled(path=bar(down), color=rule.color))
    return marks


def _free(band: BandOnPage, column: int) -> Iterator[tuple[int, int]]:
    """Grid lines, first and after the last, in which nothing spans the gutter after a column."""
    top = 0
    for first, many, head, foot in sorted(band.spans, key=lambda span: span[2]):
        if first <= column < first + many - 1:
            if head > top:
                yield top, head
            top = max(top, foot)
    if top < band.lines:
        yield top, band.lines


def shape(draw: Shape, origin: Point) -> Iterator[Mark]:
    """A path filled and stroked inside its clip."""
    if draw.clip:
        yield ClipStart(path=shift(draw.clip, origin.x, origin.y))
    path = shift(draw.path, origin.x, origin.y)
    if draw.fill is not None:
        yield Filled(path=path, color=draw.fill)
    if draw.stroke is not None and draw.weight:
        upright = _upright(path)
        if upright is None:
            yield Stroked(path=path, color=draw.stroke, weight=draw.weight)
        else:
            yield Filled(path=outline(upright, draw.weight), color=draw.stroke)
    if draw.clip:
        yield ClipEnd()


def _to_bleed(rect: Rect, edges: frozenset[BleedEdge], frame: PageFrame) -> Rect:
    """The rectangle with the edges named run on to the page's bleed edge."""
    bleed = frame.bleed_box()
    left = bleed.x if "left" in edges else rect.x
    right = bleed.right if "right" in edges else rect.right
    head = bleed.y if "head" in edges else rect.y
    foot = bleed.foot if "foot" in edges else rect.foot
    return Rect(left, head, right - left, foot - head)


def bar(rect: Rect) -> Path:
    """The rectangle in two halves of one path, so that it is no plain one."""
    half = rect.width / 2
    return (
        *rectangle(Rect(rect.x, rect.y, half, rect.height)),
        *rectangle(Rect(rect.x + half, rect.y, rect.width - half, rect.height)),
    )


def _upright(path: Path) -> Rect | None:
    """The upright rectangle that a closed path of four straight sides is."""
    match path:
        case (("M", x0, y0), ("L", x1, y1), ("L", x2, y2), ("L", x3, y3), ("Z",)):
            pass
        case _:
            return None
    across_first = y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0
    down_first = x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0
    if not (across_first or down_first):
        return None
    return Rect(min(x0, x2), min(y0, y2), abs(x2 - x0), abs(y2 - y0))


def outline(rect: Rect, weight: float) -> Path:
    """A frame of this weight along a rectangle: its outer edge, and its inner one reversed."""
    outer = _grown(rect, weight / 2)
    inner = _grown(rect, -weight / 2)
    if inner.width <= 0 or inner.height <= 0:
        return rectangle(outer)
    start, *sides, end = rectangle(inner)
    return (*rectangle(outer), start, *reversed(sides), end)


def _grown(rect: Rect, by: float) -> Rect:
    return Rect(rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by)
