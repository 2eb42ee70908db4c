"""The data a box design draws: named parts, and rows of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from typeset.diagnostics import NOWHERE, Span
from typeset.flow import Fill, Line, Shape, Words
from typeset.model.figures import split_figure
from typeset.model.inline import Figure, Metric
from typeset.model.pictures import Framing, Image
from typeset.record import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture with how it is to be shown; ``alt`` is read in its place."""

    image: Image
    framing: Framing = Framing()
    alt: str = ""
    decorative: bool = False
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A drawing made to measure: ``draw`` makes it for a width and height in points.

    ``natural`` says how high it would like to be at a width, which ``keeps`` holds it to;
    ``size`` that it has one size of its own. ``rows`` are the figures it shows
    (the first their heads), for an output that puts them in a table.
    """

    name: str
    draw: Callable[[float, float], tuple[Fill | Line | Shape | Words, ...]]
    natural: Callable[[float], float]
    alt: str
    keeps: bool = False
    size: tuple[float, float] | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    decorative: bool = False
    span: Span = NOWHERE


Part = str | Figure | tuple[str, ...] | Photo | Sketch
"""One line of text, a figure, several lines, a picture, or a drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One set of parts; ``source`` is the block the data was drawn from.

    ``counted`` is the block whose number stands before the caption.
    """

    parts: Mapping[str, Part]
    source: str = ""
    counted: str = ""
    span: Span = NOWHERE

    def text(self, part: str) -> str:
        """The part as plain text, lines joined; a picture by its path; empty if none."""
        value = self.parts.get(part, "")
        if isinstance(value, Figure):
            return value.text
        if isinstance(value, Photo):
            return value.image.path
        if isinstance(value, Sketch):
            return value.name
        return "".join(value)

    def lines(self, part: str) -> tuple[str, ...]:
        """The part as lines."""
        value = self.parts.get(part, "")
        return value if isinstance(value, tuple) else (self.text(part),)

    def photo(self, part: str) -> Photo | None:
        """The part as a picture, if it is one."""
        value = self.parts.get(part, "")
        return value if isinstance(value, Photo) else None

    def sketch(self, part: str) -> Sketch | None:
        """The part as a drawing, if it is one."""
        value = self.parts.get(part, "")
        return value if isinstance(value, Sketch) else None

    def figure(self, part: str) -> Figure:
        """The part as a figure; text is taken apart."""
        value = self.parts.get(part, "")
        return value if isinstance(value, Figure) else figure_of(self.text(part))


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What one box draws: its own parts and its rows (cells of a strip, terms of a sum)."""

    own: Row
    rows: tuple[Row, ...] = field(default=())


def figure_of(text: str) -> Figure:
    """The text as a figure; a word without a number is all unit."""
    return split_figure(text) or Figure(number="", unit=text)


def of_metric(metric: Metric, source: str) -> Row:
    """The parts a marked figure offers a design."""
    parts: dict[str, Part] = {"value": metric.figure, "label": metric.label}
    parts |= {name: value for name in ("note", "tag") if (value := getattr(metric, name))}
    return Row(parts=parts, source=source, span=metric.span)
