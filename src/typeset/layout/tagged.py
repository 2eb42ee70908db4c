"""The glyphs of a paragraph between their tags, and the areas of its links."""

from __future__ import annotations

from dataclasses import field

from typeset.display import Mark, SetLine
from typeset.flow import Layer
from typeset.layout.apart import LinkTo, link_areas
from typeset.layout.beside import drawn_notes, spoken_notes
from typeset.layout.note_paint import linked, members_of
from typeset.layout.sheet import Sheet
from typeset.layout.structure import Tags
from typeset.record import dataclass


@dataclass(slots=True)
class TaggedWords:
    """The glyphs of a paragraph by the element they belong to; what decorates it apart.

    ``own`` is the paragraph's element, ``place`` its index in the flow and the draw of the
    panel it stands in (-1: none). A character with its reading and the reading itself are
    elements of their own (``Ruby/RB/RT``); the reading is painted after its line, so that
    the text copied stays whole (CL-RB-07).
    """

    own: int
    tags: Tags
    place: tuple[int, int]
    content: list[tuple[int, list[Mark]]] = field(default_factory=list)
    drawn: list[Mark] = field(default_factory=list)
    areas: list[Mark] = field(default_factory=list)

    def add(self, line: SetLine, x: float, baseline: float) -> None:
        """One line of the paragraph."""
        for name, members in members_of(line, x, baseline):
            if name in self.tags.notes:
                tags = self.tags.notes[name]
                self._mark(*linked(name, members, (x, baseline), self.own, tags))
                continue
            for placed, mark in members:
                own = self.tags.elements.get((*self.place, placed.element), self.own)
                self._mark(self._bases(placed.base, own)[0], [mark])
        for base, glyphs in spoken_notes(line, x, baseline):
            self._mark(self._bases(base, self.own)[1], [*glyphs])
        self.drawn += drawn_notes(line, x, baseline)
        if self.tags.links:
            self.areas += link_areas(line, x, baseline, self._link)

    def _bases(self, base: int, own: int) -> tuple[int, int]:
        """The elements of a base and of its reading; those in panels are read with the words."""
        index, draw = self.place
        return (own, own) if draw >= 0 else self.tags.bases.get((index, base), (own, own))

    def _link(self, number: int) -> LinkTo | None:
        return self.tags.links.get((*self.place, number))

    def _mark(self, element: int, marks: list[Mark]) -> None:
        if self.content and self.content[-1][0] == element:
            self.content[-1][1].extend(marks)
        else:
            self.content.append((element, marks))

    def put(self, sheet: Sheet, layer: Layer = "content") -> None:
        """Bring everything to the page."""
        for element, marks in self.content:
            sheet.tagged(element, marks, layer)
        if self.drawn:
            sheet.artifact(self.drawn, layer)
        sheet.links.extend(self.areas)
