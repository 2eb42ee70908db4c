"""Widths in vertical lines without a font: what stands upright is a full square."""

from __future__ import annotations

from typeset.diagnostics import Span
from typeset.fonts.library import FaceRequest
from typeset.record import dataclass
from typeset.text.shape import Mark, Shaped, Shaper
from typeset.text.vertical.shaper import VERTICAL


@dataclass(slots=True)
class VerticalSquare:
    """The fixture M1 in vertical lines: upright letters and digits are one em each.

    ``level`` gives the widths of everything else, which are the same in both directions.
    """

    level: Shaper

    def key(self, choice: FaceRequest) -> str:
        """The key of the face asked for."""
        return self.level.key(choice)

    def cover(self, choice: FaceRequest, text: str, span: Span) -> str:
        """The key of the face that sets this cluster."""
        return self.level.cover(choice, text, span)

    def covers(self, key: str, text: str) -> bool:
        """Whether a face has every character of the text."""
        return self.level.covers(key, text)

    def shape(self, key: str, text: str, features: tuple[str, ...], *, han: bool) -> Shaped:
        """Squares, one below the other where the text stands upright."""
        shaped = self.level.shape(key, text, features, han=han)
        if VERTICAL not in features or han:
            return shaped
        widths = tuple(1.0 if width else 0.0 for width in shaped.advances)
        return Shaped(shaped.gids, widths, shaped.offsets, shaped.starts)

    def stands(self, key: str, char: str) -> bool:  # noqa: ARG002
        """Every mark has its vertical form."""
        return True

    def mark(self, key: str, char: str, before: float, after: float) -> Mark:
        """A mark's body, with at most these blanks."""
        return self.level.mark(key, char, before, after)

    def fixed(self, key: str, char: str, width: float) -> Mark:
        """A mark centred in a frame of this length."""
        return self.level.fixed(key, char, width)

    def dash(self, key: str, text: str) -> Shaped:
        """A two-em dash."""
        return self.level.dash(key, text)
