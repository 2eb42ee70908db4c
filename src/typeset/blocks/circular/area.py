"""The type area of a circular, and words put at exact places in it.

Vertical places are points below the head of the type area (or of the panel they stand in), as
em boxes or ink have them; horizontal ones are points from the trim's left edge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from typeset.blocks.circular.measure import Measurer
from typeset.color import Color
from typeset.diagnostics import NOWHERE, Span
from typeset.flow import Line, Paragraph, Run, TextRun, Words
from typeset.model.circular import Said
from typeset.record import dataclass
from typeset.style.gbt9704 import points, value
from typeset.style.resolved import Style

EM_ASCENT = 0.88
"""The part of a Han em box above the baseline."""

HAIR = 0.085
"""0.03 mm: what a distance in whole lines has to spare, so that rounding takes no line off."""

Align = Literal["start", "center", "end", "justify"]


@dataclass(frozen=True, slots=True)
class Area:
    """Measures of the type area, in points, and the engine that measures text."""

    style: Style
    measure: Measurer

    @property
    def head(self) -> float:
        """From the trim's head to the type area's."""
        return self.style.page.head

    @property
    def left(self) -> float:
        """The type area's left edge."""
        return self.style.page.gutter

    @property
    def width(self) -> float:
        """Its width."""
        return self.style.grid.width

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def height(self) -> float:
        """From the head of its first em box to the foot of its last one."""
        return self.style.grid.height

    @property
    def over(self) -> float:
        """How far the first line stands below the standard's own type area (office geometry)."""
        return self.head - points("head-margin")

    @property
    def foot(self) -> float:
        """The foot of the standard's own type area, where the tail's last rule lies."""
        return points("area-height") - self.over

    @property
    def pitch(self) -> float:
        """From line to line (行)."""
        return self.style.grid.pitch

    @property
    def em(self) -> float:
        """The size of the text."""
        return self.style.roles["body"].size

    def chars(self, rule: str) -> float:
        """The length of a rule in characters: so many cells of the grid."""
        return value(rule) * self.style.grid.zw

    def blank(self, rule: str) -> float:
        """The white of a rule in blank lines."""
        return value(rule) * self.pitch + HAIR

    def lines_down_to(self, place: float) -> int:
        """The first grid line whose head is at this place or below it."""
        whole = int(place / self.pitch)
        return whole if place - whole * self.pitch < HAIR / 2 else whole + 1


def said(text: Said | str, role: str, **look: Any) -> Paragraph:
    """One paragraph of plain words in a role; ``look`` goes to its run."""
    words = text if isinstance(text, Said) else Said(text)
    return of_runs(
        (TextRun(text=words.text, role=role, span=words.span, **look),), role, words.span
    )


def label(words: str, role: str, span: Span = NOWHERE) -> Paragraph:
    """Words that the engine sets and nobody wrote (附件：)."""
    return of_runs((made(words, role, span),), role, span)


def made(words: str, role: str, span: Span = NOWHERE) -> TextRun:
    """A run of such words."""
    return TextRun(text=words, role=role, span=span, tag="Lbl")


def of_runs(runs: Iterable[Run], role: str, span: Span = NOWHERE) -> Paragraph:
    """A paragraph of these runs."""
    return Paragraph(runs=tuple(runs), role=role, span=span)


def put(
    paragraph: Paragraph,
    *,
    size: float,
    top: float,
    x: float,
    width: float,
    align: Align = "start",
    tag: str = "P",
    many: bool = False,
) -> Words:
    """Words whose first em box (of ``size``) has its head at ``top``; one line unless ``many``."""
    placed = replace(paragraph, align=align, tag=tag, single_line=not many)
    return Words(paragraph=placed, x=x, baseline=top + EM_ASCENT * size, width=width, origin="trim")


def rule(y: float, x: float, length: float, weight: float, color: Color) -> Line:
    """A horizontal rule on its centre line."""
    return Line(x=x, y=y, dx=length, dy=0.0, weight=weight, color=color, origin="trim")
