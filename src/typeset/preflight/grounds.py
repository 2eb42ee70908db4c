"""What lies under and over a painted thing."""

from __future__ import annotations

from typeset.preflight.marks import Painted
from typeset.preflight.shapes import holds
from typeset.preflight.values import Box, inside

MOST = 4000  # shapes of a page that are looked through
_AREAS = {"fill", "image", "shading"}
MOST_LOOKS = 4_000_000  # of a page; beyond them nothing is known of grounds
_LEAST = 4.0  # square points: smaller shapes are no ground


class Grounds:
    """The opaque areas of a page in painting order."""

    def __init__(self, painted: list[Painted]) -> None:
        areas = [
            (order, thing)
            for order, thing in enumerate(painted)
            if thing.kind in _AREAS and thing.box and _area(thing.box) >= _LEAST
            and not thing.invisible and not (thing.image and thing.image.stencil)
        ]  # fmt: skip
        self._areas = areas[-MOST:]
        self._covers = [
            (order, thing)
            for order, thing in self._areas
            if thing.opaque and not thing.outline and not (thing.overprint and not thing.image)
        ]
        self._looks = MOST_LOOKS

    def under(self, order: int, box: Box) -> Painted | None:
        """The topmost area below painted thing number ``order`` at the middle of the box."""
        middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        self._looks -= len(self._areas)
        for position, thing in reversed(self._areas if self._looks > 0 else []):
            if position < order and thing.box and _contains(thing, middle):
                return thing
        return None

    def over(self, order: int, box: Box) -> Painted | None:
        """A rectangle or image painted later that hides the whole box."""
        self._looks -= len(self._covers)
        for position, thing in self._covers if self._looks > 0 else []:
            if position > order and thing.box and inside(box, thing.box):
                return thing
        return None


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _contains(thing: Painted, point: tuple[float, float]) -> bool:
    box = thing.box
    if box is None or not (box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]):
        return False
    return not thing.outline or holds(thing.outline, point)
