"""A page while it is painted: marks by layer, each between its tags."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import Literal

from typeset.display import (
    ArtifactClose,
    ArtifactOpen,
    Mark,
    TagClose,
    TagOpen,
)
from typeset.flow import Layer
from typeset.layout.turn import clockwise
from typeset.record import dataclass

Kind = Literal["Layout", "Background", "Header", "Footer"]


@dataclass(slots=True)
class Sheet:
    """Collects the marks of one page; lives while that page is painted."""

    ground: list[Mark] = field(default_factory=list)
    drawing: list[Mark] = field(default_factory=list)
    content: list[Mark] = field(default_factory=list)
    links: list[Mark] = field(default_factory=list)

    def artifact(
        self, marks: Iterable[Mark], layer: Layer = "content", kind: Kind | None = None
    ) -> None:
        """Add marks that are no content; a ground is a background unless told otherwise."""
        kind = kind or ("Background" if layer == "ground" else "Layout")
        self._layer(layer).extend((ArtifactOpen(kind), *marks, ArtifactClose()))

    def tagged(self, element: int, marks: Iterable[Mark], layer: Layer = "content") -> None:
        """Add marks that belong to a structure element."""
        self._layer(layer).extend((TagOpen(element), *marks, TagClose()))

    def _layer(self, layer: Layer) -> list[Mark]:
        match layer:
            case "ground":
                return self.ground
            case "drawing":
                return self.drawing
            case _:
                return self.content

    def turn(self, width: float) -> None:
        """Bring what was painted on its side upright, on a page so wide."""
        for layer in (self.ground, self.drawing, self.content, self.links):
            layer[:] = clockwise(width).marks(layer)

    def marks(self) -> tuple[Mark, ...]:
        """All marks in painting order: grounds, then drawings, then the rest; links last."""
        return (*self.ground, *self.drawing, *self.content, *self.links)
