"""What a circular's blocks ask of the line engine: they place things by what they measure."""

from __future__ import annotations

from typing import Protocol

from typeset.flow import Paragraph


class Measurer(Protocol):
    """Sizes of set text, in points."""

    def lines(self, paragraph: Paragraph, width: float) -> int:
        """The lines it takes in this measure, at its best."""

    def broken(self, paragraph: Paragraph, width: float) -> tuple[str, ...]:
        """The characters of each of those lines."""

    def width(self, paragraph: Paragraph) -> float:
        """Its natural width on one line."""

    def ink(self, paragraph: Paragraph) -> tuple[float, float]:
        """Of one line, how far its ink reaches above the baseline, and below it."""
