"""Where ways into the document lead: places on pages and, in PDF 2.0, elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from typeset.display import Destination, Glyphs, Page, TagOpen
from typeset.pdf.boxes import Sheet
from typeset.pdf.content import DrawnPage
from typeset.pdf.objects import array, byte_string, dictionary, number, reference
from typeset.pdf.tags import Structure
from typeset.pdf.writer import PdfFile
from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """An explicit destination, and the structure destination beside it ("" without one)."""

    place: str
    element: str = ""

    def entries(self) -> dict[str, str]:
        """What an outline item or a link holds to lead here."""
        if not self.element:
            return {"Dest": self.place}
        action = {"S": "/GoTo", "D": self.place, "SD": self.element}
        return {"A": dictionary(action)}

    @property
    def named(self) -> str:
        """The value of a named destination."""
        if not self.element:
            return self.place
        return dictionary({"D": self.place, "SD": self.element})


@dataclass(frozen=True, slots=True)
class Leaves:
    """All pages as they stand: what was asked, the sheet, what was drawn, the object."""

    pages: Sequence[Page]
    sheets: Sequence[Sheet]
    drawn: Sequence[DrawnPage]
    objects: Sequence[int]


def goals(leaves: Leaves, structure: Structure | None) -> dict[str, Goal]:
    """Every destination by its id; with ``structure`` each also names an element."""
    found: dict[str, Goal] = {}
    parts = (leaves.pages, leaves.sheets, leaves.drawn, leaves.objects)
    for page, sheet, drawn, at in zip(*parts, strict=True):
        for place in drawn.destinations:
            view = f"/XYZ {number(sheet.x(place.x))} {number(sheet.y(place.y))} null"
            goal = Goal(f"[{reference(at)} {view}]")
            if structure and (element := structure.object_of(_element_at(page, place))):
                goal = Goal(goal.place, f"[{reference(element)} {view}]")
            found.setdefault(place.id, goal)
    return found


def _element_at(page: Page, place: Destination) -> int:
    """The element whose first words are nearest below the place; 0 (the document) for none."""
    below = [
        (abs(y - place.y) + abs(x - place.x), element)
        for element, x, y in _openings(page)
        if y >= place.y
    ]
    return min(below, default=(0.0, 0))[1]


def _openings(page: Page) -> Iterator[tuple[int, float, float]]:
    """Every tagged stretch of the page with the place of its first glyphs."""
    element = None
    for mark in page.marks:
        if isinstance(mark, TagOpen):
            element = mark.element
        elif isinstance(mark, Glyphs) and element is not None:
            yield element, mark.x, mark.y
            element = None


def write_names(file: PdfFile, found: Mapping[str, Goal], at: int) -> str:
    """The name tree of destinations, its leaf under the reserved number ``at``; "" without any."""
    if not found:
        return ""
    keys = sorted((key.encode(), goal.named) for key, goal in found.items())
    names = array(f"{byte_string(key)} {goal}" for key, goal in keys)
    limits = array((byte_string(keys[0][0]), byte_string(keys[-1][0])))
    file.add(dictionary({"Limits": limits, "Names": names}), at=at)
    return dictionary({"Kids": array((reference(at),))})
