"""Page boxes, and the way from trim coordinates (y down) to the sheet's (y up)."""

from __future__ import annotations

from typeset.display import Page
from typeset.pdf.objects import array, number
from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page's boxes in points. ``margin`` is what the media has around the trim."""

    width: float
    height: float
    bleed: float
    margin: float

    def x(self, x: float) -> float:
        """From the trim's left edge to the media's."""
        return x + self.margin

    def y(self, y: float) -> float:
        """From below the trim's head to above the media's foot."""
        return self.height - y + self.margin

    def _box(self, around: float) -> str:
        low = self.margin - around
        edges = (low, low, self.margin + self.width + around, self.margin + self.height + around)
        return array(number(edge, 4) for edge in edges)

    @property
    def media(self) -> str:
        """The whole sheet."""
        return self._box(self.margin)

    def entries(self) -> dict[str, str]:
        """MediaBox, BleedBox and TrimBox; they nest (ISO 15930-7, 6.12)."""
        return {
            "MediaBox": self.media,
            "BleedBox": self._box(self.bleed),
            "TrimBox": self._box(0),
        }


def sheet(page: Page, *, bleed: bool, around: float = 0.0) -> Sheet:
    """The sheet of a page: up to the bleed edge and ``around`` it, or cut at the trim."""
    edge = page.bleed if bleed else 0.0
    return Sheet(page.trim.width, page.trim.height, edge, edge + around)
