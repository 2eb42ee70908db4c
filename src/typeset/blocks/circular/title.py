"""标题 (7.3.1): 2号 小标宋, its lines ending where phrases do, in a trapezoid or a diamond."""

from __future__ import annotations

from dataclasses import replace

from typeset.blocks.circular.area import Area, put, said
from typeset.flow import Draw, Paragraph
from typeset.model.circular import Said
from typeset.record import dataclass

ROLE = "document-title"
DIAMOND = "document-title-diamond"
LEAST_LEADING, MOST_LEADING = 30.0, 37.0
"""Between these the lines of a title may stand, in points: offices set 2号 on 30 to 37 pt."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title with the lines it takes."""

    paragraph: Paragraph
    lines: int
    size: float
    leading: float

    def depth(self, leading: float) -> float:
        """From the head of its first em box to the foot of its last."""
        return (self.lines - 1) * leading + self.size if self.lines else 0.0

    def draw(self, area: Area, top: float, leading: float) -> list[Draw]:
        """The title with its first em box at ``top``."""
        if not self.lines:
            return []
        words = put(self.paragraph, size=self.size, top=top, x=area.left, width=area.width,
                    align="center", tag="H1", many=True)  # fmt: skip
        return [replace(words, leading=leading)]


def title_of(text: Said, area: Area) -> Title:
    """The title, set as a diamond where it takes three lines or more."""
    role = area.style.roles[ROLE]
    if not text:
        return Title(said(text, ROLE), 0, role.size, role.leading)
    paragraph = said(text, ROLE)
    lines = area.measure.lines(paragraph, area.width)
    if lines > 2 and DIAMOND in area.style.roles:
        diamond = said(text, DIAMOND)
        if area.measure.lines(diamond, area.width) == lines:
            paragraph = diamond
    return Title(paragraph, lines, role.size, role.leading)
