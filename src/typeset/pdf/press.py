"""What a press asks of finished pages: bleed filled, black of the right kind, ink in bounds.

Looked at once, before anything is drawn. A ground has no source line of its own; its
findings are placed at the text that stands on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from typeset.color import WHITE, Cmyk, Color
from typeset.diagnostics import NOWHERE, Span
from typeset.display import (
    ArtifactClose,
    ArtifactOpen,
    ClipEnd,
    ClipStart,
    Filled,
    Glyphs,
    Page,
    Pages,
    Pictured,
    Stroked,
)
from typeset.geometry import MM, Path
from typeset.pdf.color import overprints
from typeset.pdf.conformance import Findings
from typeset.pdf.policy import table
from typeset.record import dataclass

Box = tuple[float, float, float, float]
"""Left, head, right and foot in trim coordinates (y down)."""

_SIDES = ("left edge", "head", "right edge", "foot")
_RULE = 2  # segments of a straight line
_STEPS = 6  # straight edges that stand for a curve
_DRAWING = 40  # segments; a path with more is a drawing, not an area with edges


@dataclass(frozen=True, slots=True)
class Field:
    """A painted area with its colour; ``box`` is what of it shows."""

    box: Box
    path: Path
    color: Color

    def under(self, mark: Glyphs) -> bool:
        """Whether the text begins on it."""
        return _inside(mark, self.box) and contains(self.path, mark.x, mark.y)


def check_press(pages: Pages, findings: Findings) -> frozenset[Color]:
    """Record what a press would trip over; the colours that black text is printed over.

    Those are only looked for among colours that cannot take solid black on top.
    """
    loaded: set[Color] = set()
    for page in pages.pages:
        sight = _Sight(page, findings)
        sight.look()
        loaded |= sight.loaded
    return frozenset(loaded)


@dataclass(slots=True)
class _Sight:
    """One page while it is looked at."""

    page: Page
    findings: Findings
    loaded: set[Color] = field(default_factory=set)
    fields: list[Field] = field(default_factory=list)  # so far, in painting order
    heavy: bool = False  # whether solid black on top of one of them would be too much
    clips: list[Box] = field(default_factory=list)

    def look(self) -> None:
        """Go through the marks in painting order; printer's marks are none of its business."""
        outside = False
        for mark in self.page.marks:
            if isinstance(mark, ArtifactOpen | ArtifactClose):
                outside = isinstance(mark, ArtifactOpen) and mark.kind == "Page"
            elif isinstance(mark, ClipStart):
                self.clips.append(box_of(mark.path))
            elif isinstance(mark, ClipEnd):
                self.clips.pop()
            elif outside:
                continue
            elif isinstance(mark, Glyphs):
                self._text(mark)
            elif isinstance(mark, Filled) and len(mark.path) <= _DRAWING:
                self._field(Field(self._shown(box_of(mark.path)), mark.path, mark.color))
            elif isinstance(mark, Pictured):
                self._picture(mark)
            elif isinstance(mark, Stroked) and len(mark.path) == _RULE:
                self._bleeds(self._shown(box_of(mark.path)))

    def _shown(self, box: Box) -> Box:
        for left, head, right, foot in self.clips:
            box = max(box[0], left), max(box[1], head), min(box[2], right), min(box[3], foot)
        return box

    # -- fields ----------------------------------------------------------------------------

    def _field(self, painted: Field) -> None:
        self.fields.append(painted)
        color, limit = painted.color, self.findings.ink_limit
        if color == WHITE:
            return
        self._bleeds(painted.box)
        if not isinstance(color, Cmyk):
            return
        self.heavy = self.heavy or color.ink - color.key > limit - 100
        if color.ink > limit and (place := self._place(painted.box)).file:
            self.findings.color(color, place, None)
        least = table("press")["rich-black-from"] * MM
        left, head, right, foot = painted.box
        middle = (left + right) / 2, (head + foot) / 2  # a frame is no area
        large = min(right - left, foot - head) > least
        if overprints(color) and large and contains(painted.path, *middle):
            message = "a large area is printed in black alone and will look grey"
            hint = f"give it a rich black of its own in `palette`, such as {_rich()}"
            if not self.findings.job.in_color:
                hint = "print it in another ink of the job, or in a dark grey"
            self.findings.breach("pdf/flat-black", message, self._place(painted.box), hint)

    def _picture(self, mark: Pictured) -> None:
        """A picture fine enough for its size, and run into the bleed where it meets the trim."""
        seen = mark.shown
        self._bleeds((seen.x, seen.y, seen.right, seen.foot))
        least = self.findings.least_resolution
        if mark.image.format == "pdf" or mark.resolution >= least - 0.5:
            return  # lines and letters have no pixels; what has is told by preflight
        widest = mark.image.width / least * 25.4
        self.findings.breach(
            "pdf/resolution",
            f"the picture '{mark.image.path}' is set at {mark.resolution:.0f} pixels to the inch;"
            f" the press wants {least:g}",
            mark.span,
            f"take a larger file, or set all of it at most {widest:.0f} mm wide",
        )

    def _bleeds(self, box: Box) -> None:
        """Whatever reaches the trim has to go on to the edge of the bleed."""
        for side in self._unfilled(box):
            self.findings.breach(
                "pdf/bleed",
                f"page {self.page.number}: an area ends at the {side} of the trim, "
                f"short of the {self.page.bleed / MM:g} mm bleed",
                self._place(box),
                "let it run into the bleed: name the side under `bleed` in the design",
            )

    def _unfilled(self, box: Box) -> Iterator[str]:
        width, height, bleed = self.page.trim.width, self.page.trim.height, self.page.bleed
        beyond = (-box[0], -box[1], box[2] - width, box[3] - height)
        near = table("press")["near"]
        on_page = box[0] < width and box[1] < height and box[2] > 0 and box[3] > 0
        for side, reach in zip(_SIDES, beyond, strict=True):
            if on_page and -near <= reach < bleed - near:
                yield side

    def _place(self, box: Box) -> Span:
        """Where the first text on an area was written, else the first of the page."""
        runs = [mark for mark in self.page.marks if isinstance(mark, Glyphs) and mark.run.span.file]
        on = (mark.run.span for mark in runs if _inside(mark, box))
        return next(on, runs[0].run.span if runs else NOWHERE)

    # -- text ------------------------------------------------------------------------------

    def _text(self, mark: Glyphs) -> None:
        color = mark.run.color
        if not isinstance(color, Cmyk):
            return
        if self.heavy and overprints(color):
            self._over(mark)
        elif not color.is_black and is_four_ink_black(color):
            shown = "/".join(f"{ink:g}" for ink in (color.cyan, color.magenta, color.yellow))
            self.findings.breach(
                "pdf/four-ink-black",
                f"black text is printed in four inks (C/M/Y {shown} under K {color.key:g})",
                mark.run.span,
                "set it in black alone: cmyk(0, 0, 0, 100)",
            )

    def _over(self, mark: Glyphs) -> None:
        """Black that overprints adds to whatever area is uppermost below it."""
        under = next((f.color for f in reversed(self.fields) if f.under(mark)), WHITE)
        if isinstance(under, Cmyk) and under.ink - under.key > self.findings.ink_limit - 100:
            self.loaded.add(under)
            self.findings.overload(under, mark.run.span)


def is_four_ink_black(color: Cmyk) -> bool:
    """Whether text of this colour is meant as black and yet needs all plates."""
    rules = table("press")
    return bool(color.key >= rules["text-black"] and color.ink - color.key >= rules["text-inks"])


def _rich() -> str:
    rich: str = table("press")["rich-black"]
    return rich


def _inside(mark: Glyphs, box: Box) -> bool:
    return box[0] <= mark.x <= box[2] and box[1] <= mark.y <= box[3]


def box_of(path: Path) -> Box:
    """The box around all points of a path, control points included."""
    xs = [x for _, *rest in path for x in rest[::2]]
    ys = [y for _, *rest in path for y in rest[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def contains(path: Path, x: float, y: float) -> bool:
    """Whether the point is inside the path, by the number of edges to its right."""
    return sum(_crosses(edge, x, y) for edge in _edges(path)) % 2 == 1


def _crosses(edge: tuple[float, ...], x: float, y: float) -> bool:
    x0, y0, x1, y1 = edge
    return (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0)


def _edges(path: Path) -> Iterator[tuple[float, ...]]:
    """Straight edges near enough to the path; every part of it is closed."""
    start = at = (0.0, 0.0)
    for operator, *rest in path:
        if operator == "M":
            yield (*at, *start)
            start = at = (rest[0], rest[1])
        elif operator == "L":
            yield (*at, rest[0], rest[1])
            at = (rest[0], rest[1])
        elif operator == "C":
            for point in _curve(at, rest):
                yield (*at, *point)
                at = point
    yield (*at, *start)


def _curve(start: tuple[float, float], rest: list[float]) -> Iterator[tuple[float, float]]:
    """Points along a Bézier curve, its end included."""
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield (
            a * start[0] + b * rest[0] + c * rest[2] + d * rest[4],
            a * start[1] + b * rest[1] + c * rest[3] + d * rest[5],
        )
