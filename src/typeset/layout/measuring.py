"""Sizes of set text, for what is placed by them before there are pages."""

from __future__ import annotations

from dataclasses import replace

from typeset.flow import Paragraph
from typeset.fonts.library import FontLibrary
from typeset.layout.setter import TextSetter
from typeset.record import dataclass
from typeset.text.measure import Measure

_WIDE = 10_000.0


@dataclass(frozen=True, slots=True)
class Measuring:
    """Answers by setting text; what is found while it does so is not told."""

    setter: TextSetter
    library: FontLibrary

    def lines(self, paragraph: Paragraph, width: float) -> int:
        """The lines it takes in this measure, at its best."""
        with self.setter.trial():
            return len(self.setter.set(paragraph, Measure(width)).lines)

    def broken(self, paragraph: Paragraph, width: float) -> tuple[str, ...]:
        """The characters of each of those lines."""
        with self.setter.trial():
            return tuple(line.text for line in self.setter.set(paragraph, Measure(width)).lines)

    def width(self, paragraph: Paragraph) -> float:
        """Its natural width on one line."""
        with self.setter.trial():
            return self.setter.width_of(paragraph)

    def ink(self, paragraph: Paragraph) -> tuple[float, float]:
        """Of one line, how far its ink reaches above the baseline, and below it."""
        with self.setter.trial():
            line = self.setter.set(replace(paragraph, align="start"), Measure(_WIDE)).lines[0]
        above, below = -_WIDE, -_WIDE
        for placed in line.runs:
            face = self.library.face(placed.run.face)
            scale = placed.run.size / face.upem
            for gid in placed.run.gids:
                _, bottom, _, top = face.ink(gid)
                if top or bottom:
                    above = max(above, top * scale + placed.rise)
                    below = max(below, -bottom * scale - placed.rise)
        return (above, below) if above > -_WIDE else (0.0, 0.0)
