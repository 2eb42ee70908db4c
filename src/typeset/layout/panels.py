"""Panels painted: a panel's draws become marks at its place on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from typeset.diagnostics import Sink
from typeset.display import Filled, Mark, SetLine
from typeset.flow import (
    Draw,
    Fill,
    Group,
    Kern,
    Layer,
    Line,
    Panel,
    Paragraph,
    Picture,
    Plate,
    Run,
    Shape,
    TextRun,
    Words,
)
from typeset.geometry import Point, Rect, rectangle
from typeset.layout.beside import drawn_notes, run_marks, spoken_notes
from typeset.layout.frame import EM_BOX_ASCENT, PageFrame
from typeset.layout.leaders import leader_dots
from typeset.layout.setter import TextSetter
from typeset.layout.shapes import field, origin_of, picture, rule, shape
from typeset.layout.sheet import Sheet
from typeset.layout.structure import Tags
from typeset.layout.tagged import TaggedWords
from typeset.layout.turn import anticlockwise
from typeset.record import dataclass
from typeset.style.resolved import Style
from typeset.text.measure import Measure, SetParagraph


@dataclass(frozen=True, slots=True)
class Painter:
    """What is needed to paint panels: the style, the line engine, the tags."""

    style: Style
    setter: TextSetter
    tags: Tags
    sink: Sink

    def paint(self, index: int, panel: Panel, box: Rect, frame: PageFrame, sheet: Sheet) -> None:
        """Paint the panel at ``index`` in the flow into its box."""
        for number, draw in enumerate(panel.draws):
            if isinstance(draw, Group):
                self._group(draw, self.tags.words.get((index, number)), box, frame, sheet)
                continue
            origin = origin_of(draw.origin, box, frame)
            match draw:
                case Fill():
                    sheet.artifact([field(draw, origin, frame)], draw.layer)
                case Line():
                    sheet.artifact([rule(draw, origin, frame)], draw.layer)
                case Shape():
                    sheet.artifact(shape(draw, origin), draw.layer)
                case Words():
                    self._words(draw, self._tagged(draw, index, number), origin, sheet)
                case Plate():
                    self._plate(draw, self._tagged(draw, index, number), origin, sheet)
                case Picture():
                    element = self.tags.words.get((index, number))
                    _put(sheet, element, [picture(draw, origin, frame)], draw.layer)
                case _:
                    assert_never(draw)

    def _group(
        self, group: Group, element: int | None, box: Rect, frame: PageFrame, sheet: Sheet
    ) -> None:
        """All draws of a figure as marks of its one element."""
        if group.upright is None:
            for draw in group.draws:
                self._part(draw, element, origin_of(draw.origin, box, frame), frame, sheet)
            return
        own, there = Sheet(), group.upright
        for draw in group.draws:
            self._part(draw, element, Point(0.0, 0.0), frame, own)
        place = Rect(box.x + there.x, box.y + there.y, there.width, there.height)
        sheet.content.extend(anticlockwise(place).marks(own.marks()))

    def _part(
        self,
        draw: Fill | Line | Shape | Words,
        element: int | None,
        origin: Point,
        frame: PageFrame,
        sheet: Sheet,
    ) -> None:
        match draw:
            case Fill():
                _put(sheet, element, [field(draw, origin, frame)], draw.layer)
            case Line():
                _put(sheet, element, [rule(draw, origin, frame)], draw.layer)
            case Shape():
                _put(sheet, element, list(shape(draw, origin)), draw.layer)
            case Words():
                self._words(draw, None, origin, sheet)
            case _:
                assert_never(draw)

    def _tagged(self, draw: Words | Plate, index: int, number: int) -> TaggedWords | None:
        own = None if draw.artifact else self.tags.words.get((index, number))
        return None if own is None else TaggedWords(own, self.tags, (index, number))

    def _words(self, draw: Words, tagged: TaggedWords | None, origin: Point, sheet: Sheet) -> None:
        if draw.otherwise and self._is_too_long(draw):
            for words in draw.otherwise:
                self._words(words, tagged, origin, sheet)
            return
        factor, setting = self._fitted(draw)
        leading = (draw.leading or setting.leading) * factor
        baseline = draw.baseline
        if draw.valign == "middle":
            size = self._size(draw.paragraph) * factor
            height = (len(setting.lines) - 1) * leading + size
            baseline += EM_BOX_ASCENT * size - height / 2
        elif draw.valign == "foot":
            baseline -= (len(setting.lines) - 1) * leading
        x, y = origin.x + draw.x, origin.y + baseline
        placed = [(line, x, y + number * leading) for number, line in enumerate(setting.lines)]
        _put_lines(sheet, tagged, placed, draw)
        if draw.leader and placed:
            line, _, last = placed[-1]
            role, size = draw.paragraph.role, self._size(draw.paragraph)
            ends = (x + line.width, origin.x + draw.leader)
            if dots := leader_dots(ends, last, role, size, self.setter):
                sheet.artifact(dots, draw.layer)

    def _fitted(self, draw: Words) -> tuple[float, SetParagraph]:
        """The first scale at which the words take no more lines than they may.

        A title takes the first at which no phrase is parted, if there is one.
        """
        measure = Measure(draw.width)
        if draw.phrases and (factor := self._unparted(draw, measure)):
            return factor, self.setter.set(self._scaled(draw, factor), measure)
        *larger, smallest = draw.fit
        for factor in larger:
            paragraph = self._scaled(draw, factor)
            with self.setter.trial():
                fits = _fits(draw, self.setter.set(paragraph, measure))
            if fits:
                return factor, self.setter.set(paragraph, measure)
        setting = self.setter.set(self._scaled(draw, smallest), measure)
        if not _fits(draw, setting):
            self._too_long(draw, setting)
        return smallest, setting

    def _unparted(self, draw: Words, measure: Measure) -> float:
        """The first scale at which the lines fit and end where phrases do; 0 if none does."""
        from typeset.layout.phrase_fit import ends_well  # noqa: PLC0415 - reads the word list

        language = self.style.rules.language
        with self.setter.trial():
            for factor in draw.fit:
                found = self.setter.set(self._scaled(draw, factor), measure)
                if _fits(draw, found) and ends_well(found.lines, language):
                    return factor
        return 0.0

    def _is_too_long(self, draw: Words) -> bool:
        """Whether the words fit at none of their sizes."""
        with self.setter.trial():
            return not _fits(
                draw, self.setter.set(self._scaled(draw, draw.fit[-1]), Measure(draw.width))
            )

    def _scaled(self, draw: Words, factor: float) -> Paragraph:
        return scaled(draw.paragraph, factor, self.style)

    def _too_long(self, draw: Words, setting: SetParagraph) -> None:
        words = "".join(line.text for line in setting.lines)
        self.sink.error(
            "layout/words-too-long",
            f"'{words}' takes {len(setting.lines)} lines where {draw.max_lines} fit,"
            f" at the smallest size allowed",
            draw.paragraph.span,
            "shorten the text, or choose a design with more room",
        )

    def _size(self, paragraph: Paragraph) -> float:
        sizes = [run.size for run in paragraph.runs if isinstance(run, TextRun) and run.size]
        return max(sizes, default=self.style.roles[paragraph.role].size)

    def _plate(self, draw: Plate, tagged: TaggedWords | None, origin: Point, sheet: Sheet) -> None:
        width = self.setter.width_of(draw.paragraph)
        plate = Rect(origin.x + draw.x, origin.y + draw.y, width + 2 * draw.padding, draw.height)
        sheet.artifact([Filled(path=rectangle(plate), color=draw.color)], draw.layer)
        # a hair of room, so that rounding does not break the line
        setting = self.setter.set(replace(draw.paragraph, align="start"), Measure(width + _HAIR))
        x, y = plate.x + draw.padding, origin.y + draw.baseline
        _put_lines(sheet, tagged, [(line, x, y) for line in setting.lines], draw)


_HAIR = 0.1


def _fits(draw: Words, setting: SetParagraph) -> bool:
    return not draw.max_lines or len(setting.lines) <= draw.max_lines


def _put(sheet: Sheet, element: int | None, marks: list[Mark], layer: Layer) -> None:
    if not marks:
        return
    if element is None:
        sheet.artifact(marks, layer)
    else:
        sheet.tagged(element, marks, layer)


def _put_lines(
    sheet: Sheet,
    tagged: TaggedWords | None,
    placed: list[tuple[SetLine, float, float]],
    draw: Words | Plate,
) -> None:
    """Lines with their places: between their tags, or as an artifact."""
    if tagged is not None:
        for line, x, y in placed:
            tagged.add(line, x, y)
        tagged.put(sheet, draw.layer)
        return
    for line, x, y in placed:
        if drawn := drawn_notes(line, x, y):
            sheet.artifact(drawn, draw.layer)
    marks: list[Mark] = []
    for line, x, y in placed:
        marks += [*run_marks(line, x, y)]
        marks += [mark for _, glyphs in spoken_notes(line, x, y) for mark in glyphs]
    if marks:
        sheet.artifact(marks, draw.layer)


def scaled(paragraph: Paragraph, factor: float, style: Style) -> Paragraph:
    """The paragraph with every size and kern times ``factor``."""
    if factor == 1:
        return paragraph

    def run_scaled(run: Run) -> Run:
        match run:
            case TextRun():
                size = run.size or style.roles[run.role].size
                return replace(run, size=size * factor, rise=run.rise * factor)
            case Kern():
                return Kern(run.width * factor)
            case _:
                return run

    return replace(paragraph, runs=tuple(run_scaled(run) for run in paragraph.runs))


def paragraphs(draws: tuple[Draw, ...]) -> Iterator[Paragraph]:
    """Every paragraph a panel draws."""
    for draw in draws:
        if isinstance(draw, Words | Plate):
            yield draw.paragraph
        elif isinstance(draw, Group):
            yield from paragraphs(draw.draws)
