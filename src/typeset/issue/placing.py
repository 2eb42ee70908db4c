"""Where the pages of a foreign PDF stand among a circular's.

A page of the circular's size stays as it is, as long as its ink leaves free the place of the
mark 附件 (on its first page) and that of the folio. Else all pages are made smaller, by one
factor, until their ink stands in the type area, under the mark. A page that lies on its side and
is too wide is turned so that its head stands at the left: at the binding edge of odd pages and
the fore-edge of even ones (GB/T 9704-2012, 8). Nothing is enlarged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from typeset.display import Page
from typeset.geometry import Rect
from typeset.model.pictures import Framing
from typeset.preflight.enclosed import EnclosedPage
from typeset.record import dataclass

_PAD = 1.0  # points around the ink, for rules on its edge
_TURNED = 8  # anticlockwise by a right angle, as EXIF counts


@dataclass(frozen=True, slots=True)
class Placed:
    """The part of a page that has ink on it, and where it is set; ``turn`` as EXIF counts."""

    frame: Rect
    framing: Framing
    turn: int


@dataclass(frozen=True, slots=True)
class Upright:
    """A page as it will stand: its size and its ink, turned if it lay on its side."""

    width: float
    height: float
    ink: tuple[Rect, ...]
    turn: int

    @property
    def whole(self) -> Rect:
        """The box around all of its ink."""
        return around(self.ink)


def upright(page: EnclosedPage, room: float) -> Upright:
    """The page, turned if it lies on its side and is wider than the ``room`` (points)."""
    if page.width <= max(page.height, room):
        return Upright(page.width, page.height, page.ink, 1)
    ink = (Rect(b.y, page.width - b.right, b.height, b.width) for b in page.ink)
    return Upright(page.height, page.width, tuple(ink), _TURNED)


def around(boxes: Iterable[Rect]) -> Rect:
    """The box around all of these; nothing at the origin where there are none."""
    listed = list(boxes)
    if not listed:
        return Rect(0, 0, 0, 0)
    x, y = min(b.x for b in listed), min(b.y for b in listed)
    return Rect(x, y, max(b.right for b in listed) - x, max(b.foot for b in listed) - y)


def place(
    pages: Sequence[EnclosedPage], kept: Sequence[Page], taken: Sequence[Sequence[Rect]], below: int
) -> tuple[list[Placed | None], float]:
    """Each page on the page that is kept for it (None: it is empty), and the common factor.

    ``taken`` are the places that each kept page needs for itself; ``below`` so many lines of
    the first one's type area are the mark's, if the pages have to be made smaller.
    """
    standing = [upright(page, own.trim.width) for page, own in zip(pages, kept, strict=True)]
    rooms = [_room(page, below if number == 0 else 0) for number, page in enumerate(kept)]
    free = all(map(_fits, standing, kept, taken))
    scale = 1.0 if free else min(map(_factor, standing, rooms))
    placed = [
        _placed(each, page, scale, None if free else room)
        for each, page, room in zip(standing, kept, rooms, strict=True)
    ]
    return placed, scale


def _room(page: Page, below: int) -> Rect:
    area = page.type_area
    down = below * page.grid.pitch if page.grid else 0.0
    return Rect(area.x, area.y + down, area.width, area.height - down)


def _fits(standing: Upright, kept: Page, taken: Sequence[Rect]) -> bool:
    """Whether a page can stand as it is, in the middle of the one kept for it."""
    trim = kept.trim
    dx, dy = (trim.width - standing.width) / 2, (trim.height - standing.height) / 2
    ink = [Rect(b.x + dx, b.y + dy, b.width, b.height) for b in standing.ink]
    whole = around(ink)
    if ink and not (whole.x >= 0 and whole.y >= 0 and whole.right <= trim.width
                    and whole.foot <= trim.height):  # fmt: skip
        return False
    return not any(meet(box, place) for box in ink for place in taken)


def _factor(standing: Upright, room: Rect) -> float:
    whole = standing.whole
    if not standing.ink:
        return 1.0
    return min(1.0, room.width / (whole.width + 2 * _PAD), room.height / (whole.height + 2 * _PAD))


def _placed(standing: Upright, kept: Page, scale: float, room: Rect | None) -> Placed | None:
    """The page in the middle of the one kept for it, moved no more than its ``room`` asks."""
    if not standing.ink:
        return None
    ink = standing.whole
    left, top = max(ink.x - _PAD, 0.0), max(ink.y - _PAD, 0.0)
    right = min(ink.right + _PAD, standing.width)
    foot = min(ink.foot + _PAD, standing.height)
    width, height = standing.width * scale, standing.height * scale
    x = (kept.trim.width - width) / 2 + left * scale
    y = (kept.trim.height - height) / 2 + top * scale
    frame = Rect(x, y, (right - left) * scale, (foot - top) * scale)
    if room is not None:
        frame = _inside(frame, room)
    part = (left / standing.width, top / standing.height, (right - left) / standing.width,
            (foot - top) / standing.height)  # fmt: skip
    return Placed(frame, Framing(part=part), standing.turn)


def _inside(frame: Rect, room: Rect) -> Rect:
    x = min(max(frame.x, room.x), room.right - frame.width)
    y = min(max(frame.y, room.y), room.foot - frame.height)
    return Rect(x, y, frame.width, frame.height)


def meet(one: Rect, other: Rect) -> bool:
    """Whether two boxes share more than an edge."""
    across = one.x < other.right and other.x < one.right
    return across and one.y < other.foot and other.y < one.foot
