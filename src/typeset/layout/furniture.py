"""Running heads and folios: set horizontally on pages of both directions (CL-VT-09)."""

from __future__ import annotations

from dataclasses import replace

from typeset.color import Color
from typeset.display import Filled, Mark
from typeset.flow import Flow, Paragraph, TextRun
from typeset.geometry import Rect, rectangle
from typeset.layout.beside import run_marks
from typeset.layout.frame import PageFrame
from typeset.layout.makeup import PageMakeup
from typeset.layout.running import Running
from typeset.layout.setter import TextSetter
from typeset.layout.sheet import Sheet
from typeset.record import dataclass
from typeset.style.resolved import Style
from typeset.text.measure import Measure

FIGURE_HEIGHT = 0.7
"""Height of lining figures in em: by half of it the folio stands below its plate's middle."""


@dataclass(frozen=True, slots=True)
class Furnisher:
    """Sets the furniture of a publication, page by page."""

    flow: Flow
    style: Style
    setter: TextSetter
    running: Running = Running()
    pages: int = 0

    def furnish(self, page: PageMakeup, folio: str, frame: PageFrame, sheet: Sheet) -> None:
        """Add running head and folio where the page carries them.

        None before the first page that has them, on a blank page (CL-PN-04), and under a
        field that bleeds off the head and names no colour for them.
        """
        field = None if page.vertical else page.head_field
        if page.number < self.style.furniture.first_page or page.blank or page.unnumbered:
            return
        if page.bare:
            return
        if field is not None and field.head_color is None:
            return
        sheet.artifact(self._head(page, frame, field.head_color if field else None), kind="Header")
        sheet.artifact(self._folio(folio, frame), kind="Footer")

    def _head(self, page: PageMakeup, frame: PageFrame, color: Color | None) -> list[Mark]:
        furniture = self.style.furniture
        template = furniture.head_odd if frame.side == "odd" else furniture.head_even
        words = self._filled(template, page)
        if not words:
            return []
        area = frame.type_area
        paragraph = _paragraph(words, furniture.head_role, color)
        aligned = replace(paragraph, align="start" if frame.outer_left else "end")
        setting = self.setter.set(aligned, Measure(area.width))
        return [*run_marks(setting.lines[0], area.x, furniture.head_baseline)]

    def _filled(self, template: str, page: PageMakeup) -> str:
        """The template with its names filled in; separators beside an empty name go."""
        section = page.section.running_head if page.section else ""
        first, last = self.running.heading(page.number)
        words = template.format(
            issuer=self.flow.issuer,
            title=self.flow.title,
            section=section,
            heading=first,
            last=last,
        )
        return words.strip(" ·|—")

    def _folio(self, folio: str, frame: PageFrame) -> list[Mark]:
        furniture = self.style.furniture
        if not folio:
            return []
        if furniture.folio_text != "{folio}" or furniture.folio_inset:
            words = furniture.folio_text.format(folio=folio, pages=self.pages)
            return self._outer_folio(words, frame)
        area = frame.type_area
        baseline = self.style.page.trim.height - furniture.folio_baseline
        side = furniture.folio_plate
        if not side:
            plain = _paragraph(folio, furniture.folio_role)
            aligned = replace(plain, align="start" if frame.outer_left else "end")
            line = self.setter.set(aligned, Measure(area.width)).lines[0]
            return [*run_marks(line, area.x, baseline)]
        size = self.style.roles[furniture.folio_role].size
        x = area.x if frame.outer_left else area.right - side
        middle = baseline - FIGURE_HEIGHT * size / 2
        plate = Rect(x, middle - side / 2, side, side)
        marks: list[Mark] = []
        if furniture.folio_color is not None:
            marks.append(Filled(path=rectangle(plate), color=furniture.folio_color))
        centred = replace(_paragraph(folio, furniture.folio_role), align="center")
        room = 3 * side  # the folio of page 100 is wider than the plate
        line = self.setter.set(centred, Measure(room)).lines[0]
        return [*marks, *run_marks(line, x - side, baseline)]

    def _outer_folio(self, words: str, frame: PageFrame) -> list[Mark]:
        """The folio between marks of its own, in from the outer edge of the type area."""
        furniture, area = self.style.furniture, frame.type_area
        left = frame.outer_left or (furniture.folio_outer and frame.side == "even")
        baseline = self.style.page.trim.height - furniture.folio_baseline
        paragraph = replace(
            _paragraph(words, furniture.folio_role), align="start" if left else "end"
        )
        line = self.setter.set(paragraph, Measure(area.width - furniture.folio_inset)).lines[0]
        return [*run_marks(line, area.x + (furniture.folio_inset if left else 0.0), baseline)]


def _paragraph(words: str, role: str, color: Color | None = None) -> Paragraph:
    run = TextRun(text=words, role=role, color=color)
    return Paragraph(runs=(run,), role=role, writing="horizontal-tb")
