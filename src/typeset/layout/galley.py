"""The galley of one band: what fills its columns, in grid lines, not yet on a page.

A :class:`TextElement` knows every line count its paragraph can be set in and what each
costs; a :class:`BoxElement` is a panel one column wide; :class:`WhiteElement` is glue in
whole lines. Boxes that do not stand where they are written come *before* their anchor, so
that the page maker knows of them as soon as the anchor begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import accumulate
from math import ceil, floor

from typeset.column_set import ColumnSet
from typeset.flow import Panel, Paragraph, Space
from typeset.flow_notes import footnotes, texts_of
from typeset.flow_tables import Table
from typeset.layout import costs
from typeset.layout.anchors import Item, Numbered, before_anchors
from typeset.layout.around import WHITE
from typeset.layout.line_options import Option, options_of
from typeset.layout.note_room import Cited, cited, lines_of_marks
from typeset.layout.setter import TextSetter
from typeset.layout.steps import Pending, Place
from typeset.layout.table_element import TableElement, table_element
from typeset.record import dataclass
from typeset.style.resolved import Grid, Style
from typeset.text.measure import Measure, SetParagraph

LEAST_LINES = 2
"""No fewer lines of a parted paragraph at a column's foot or head."""

KEEP_AFTER_HEADING = 2
"""Lines of the following paragraph that must stand under a heading."""

WHOLE_UP_TO = 12
"""Paragraphs on a wider leading than the grid's are kept whole up to this many grid lines."""

_NEAR = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class TextElement:
    """A paragraph; ``index`` is its place in the flow.

    ``step`` is the grid lines each of its lines takes where it can be parted. ``whole`` text
    is never parted; ``keep`` lines of what follows stay under it. ``cited`` are its notes, and
    ``marks`` the lines of their marks by the number of lines the paragraph is set in;
    ``hyphens`` tells by that number after how many lines it is not to be parted.
    """

    paragraph: Paragraph
    index: int
    options: tuple[Option, ...]
    leading: float
    step: int = 1
    whole: bool = False
    keep: int = 0
    cited: tuple[Cited, ...] = ()
    marks: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    hyphens: Mapping[int, frozenset[int]] = field(default_factory=dict)
    least: int = field(init=False)
    best: int = field(init=False)
    most: int = field(init=False)

    def __post_init__(self) -> None:
        """Read the grid lines of the shortest, the best and the longest setting."""
        depths = [option.depth for option in self.options]
        object.__setattr__(self, "least", min(depths))
        object.__setattr__(self, "best", depths[0])
        object.__setattr__(self, "most", max(depths))

    def cut_cost(self, lines: int, done: int, taken: int) -> float:
        """What parting it costs, set in ``lines``, after ``taken`` more than ``done`` of them."""
        alone = (not done and taken < LEAST_LINES) + (lines - done - taken < LEAST_LINES)
        hyphen = done + taken in self.hyphens.get(lines, ())
        return costs.WIDOW * alone + costs.HYPHEN_FOOT * hyphen

    def cites(self, lines: int, first: int, last: int) -> Iterator[Cited]:
        """The notes whose marks stand in lines ``first`` to ``last``, set in ``lines``."""
        for note, at in zip(self.cited, self.marks.get(lines, ()), strict=False):
            if first <= at < last:
                yield note


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxElement:
    """A panel one column wide; ``anchor`` is the element of the galley it belongs to.

    Beside one that text runs around, ``share`` is what it takes of its lines' width. ``width``
    is that of the narrowest column in which it may stand (0: any).
    """

    panel: Panel
    index: int
    anchor: int
    share: float = 1.0
    cited: tuple[Cited, ...] = ()
    width: float = 0.0

    @property
    def least(self) -> int:
        """Grid lines of a column that it takes."""
        return floor(self.panel.lines * self.share)

    @property
    def best(self) -> int:
        """The same; as good as is known of a box beside text."""
        return ceil(self.panel.lines * self.share)

    most = best

    @property
    def wraps(self) -> bool:
        """Whether text runs beside it."""
        return bool(self.panel.wrap)

    @property
    def across(self) -> bool:
        """Whether it stands across the gutters of several columns, with text beside it."""
        return bool(self.panel.wrap) and self.panel.columns != 1

    @property
    def roams(self) -> bool:
        """Whether it stands elsewhere than where it is written."""
        return self.panel.place != "here" or self.wraps


@dataclass(frozen=True, slots=True)
class WhiteElement:
    """White between text, gone at a column's head or foot."""

    lines: int
    fewest: int

    @property
    def least(self) -> int:
        """The fewest lines: none, as it may vanish between columns."""
        return 0

    @property
    def best(self) -> int:
        """Lines wanted."""
        return self.lines

    most = best


Element = TextElement | BoxElement | WhiteElement | TableElement


@dataclass(frozen=True, slots=True)
class Galley:
    """The elements of a band.

    ``least``, ``best`` and ``most`` are the depths, ``boxes`` the number of boxes, that
    come with each element and after it, at a measure of ``width`` points. ``wraps`` says that
    text runs around boxes among them; ``resetter`` sets text whose lines differ in length.
    """

    elements: tuple[Element, ...]
    least: tuple[int, ...]
    best: tuple[int, ...]
    most: tuple[int, ...]
    boxes: tuple[int, ...]
    has_text: bool
    width: float = 0.0
    wraps: bool = False
    resetter: Resetter | None = None
    has_notes: bool = False  # some that stand at the page's foot
    note_lines: tuple[int, ...] = ()  # of such, with each element and after it
    foot_notes: bool = False  # some that stand at the foot of their column

    @property
    def end(self) -> int:
        """The index after the last element."""
        return len(self.elements)

    def box(self, index: int) -> BoxElement:
        """The box with this index."""
        element = self.elements[index]
        assert isinstance(element, BoxElement)  # noqa: S101 - only boxes wait
        return element

    def depth_of(self, boxes: Pending) -> int:
        """Grid lines that boxes take."""
        return sum(self.elements[index].least for index in boxes)

    def rest(self, place: Place, pending: Pending) -> int:
        """Grid lines still to come from a place on, in the shortest setting."""
        return self._left(self.least, place) + (self.depth_of(pending) if pending else 0)

    def best_rest(self, place: Place, pending: Pending) -> int:
        """Grid lines still to come from a place on, in the best setting."""
        return self._left(self.best, place) + self.depth_of(pending)

    def most_rest(self, place: Place, pending: Pending) -> int:
        """Grid lines still to come from a place on, in the longest setting."""
        return self._left(self.most, place) + self.depth_of(pending)

    def _left(self, depths: tuple[int, ...], place: Place) -> int:
        index, lines, done, _ = place
        if not done:
            return depths[index]
        text = self.elements[index]
        if isinstance(text, TableElement):
            return depths[index + 1] + text.parts.depth(done, lines)
        step = text.step if isinstance(text, TextElement) else 1
        return depths[index + 1] + (lines - done) * step


@dataclass(slots=True)
class Resetter:
    """Sets the paragraphs of a galley to other measures than its own, and remembers."""

    setter: TextSetter
    grid: Grid
    known: dict[tuple[int, Measure], TextElement] = field(default_factory=dict)

    def reset(self, text: TextElement, measure: Measure, lines: int) -> TextElement:
        """The element as it is with this measure, in no fewer than ``lines`` if that can be."""
        key = (text.index, measure)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._made(text, measure, None)
        if max(option.lines for option in found.options) < lines:
            found = self._made(text, measure, lines)
        return found

    def _made(self, text: TextElement, measure: Measure, lines: int | None) -> TextElement:
        setting = self.setter.set(text.paragraph, measure, lines)
        made = text_element(text.paragraph, text.index, setting, self.grid, lines)
        made = replace(made, keep=text.keep)
        return _noted(made, text.cited, self.setter, measure) if text.cited else made


def galley_of(
    elements: Iterable[Element], width: float = 0.0, resetter: Resetter | None = None
) -> Galley:
    """The galley of elements, with its sums."""
    elements = tuple(elements)
    return Galley(
        elements=elements,
        least=_to_come(element.least for element in elements),
        best=_to_come(element.best for element in elements),
        most=_to_come(element.most for element in elements),
        boxes=_to_come(int(isinstance(element, BoxElement)) for element in elements),
        has_text=any(isinstance(element, TextElement | TableElement) for element in elements),
        wraps=any(isinstance(element, BoxElement) and element.wraps for element in elements),
        width=width,
        resetter=resetter,
        has_notes=any(note.at_page for note in _all_cited(elements)),
        note_lines=_to_come(_foot_lines(element) for element in elements),
        foot_notes=any(note.in_column for note in _all_cited(elements)),
    )


def _takes_room(item: Item) -> bool:
    """Whether notes of text around it stand at the page's foot: lines differ, or it is parted."""
    return isinstance(item, Table) or (isinstance(item, Panel) and bool(item.wrap))


def _foot_lines(element: Element) -> int:
    return sum(note.length for note in _all_cited((element,)) if note.in_column)


def _all_cited(elements: Iterable[Element]) -> Iterator[Cited]:
    for element in elements:
        if isinstance(element, TextElement | BoxElement):
            yield from element.cited


def _to_come(numbers: Iterable[int]) -> tuple[int, ...]:
    """The sum of each number and those after it, and a last 0."""
    return tuple(accumulate(reversed([*numbers]), initial=0))[::-1]


def make_galley(
    items: Sequence[Numbered], style: Style, setter: TextSetter, columns: ColumnSet
) -> Galley:
    """The galley of a band's items, every paragraph set to the measure of its columns."""
    ordered = before_anchors(items)
    anchors: dict[str, int] = {}
    for place, (_, item) in enumerate(ordered):
        if isinstance(item, Paragraph | Table):
            anchors.setdefault(item.id, place)
    elements: list[Element] = []
    regular = columns.equal and not any(_takes_room(item) for _, item in ordered)
    foot = columns.mean if regular and columns.count > 1 else 0.0
    for place, (index, item) in enumerate(ordered):
        match item:
            case Paragraph():
                elements.append(set_element(index, item, style, setter, columns.mean, foot))
            case Panel():
                anchor = anchors.get(item.anchor, place)
                share = _share(item, style.grid, columns)
                notes = cited(texts_of(item), style, setter)
                own = BoxElement(panel=item, index=index, anchor=anchor, share=share, cited=notes)
                elements.append(replace(own, width=_needed(item, columns)))
            case Space():
                elements.append(WhiteElement(item.lines, item.least))
            case Table():  # as wide as the narrowest column: it may stand in any
                width = min(columns.widths)
                elements.append(table_element(item, index, width, style, setter))
    return galley_of(elements, columns.mean, Resetter(setter, style.grid))


def _share(panel: Panel, grid: Grid, columns: ColumnSet) -> float:
    """What a box takes of a column's width: all of it, or what text beside it leaves."""
    if not panel.wrap:
        return 1.0
    taken = (panel.width + WHITE * grid.zw) / columns.mean
    return taken if panel.columns != 1 else min(1.0, taken)


def _needed(panel: Panel, columns: ColumnSet) -> float:
    """The width of the narrowest column in which a box one column wide may stand; 0: of any."""
    if panel.wrap:
        return panel.width if panel.columns == 1 else 0.0
    return 0.0 if columns.equal else columns.widths[panel.first_column]


def set_element(
    index: int,
    paragraph: Paragraph,
    style: Style,
    setter: TextSetter,
    width: float,
    foot: float = 0.0,
) -> TextElement:
    """A paragraph set to a measure of so many points.

    ``foot`` is the width of its column where notes may stand at that column's foot.
    """
    measure = Measure(width)
    made = text_element(paragraph, index, setter.set(paragraph, measure), style.grid)
    if not any(True for _ in footnotes((paragraph,))):
        return made
    return _noted(made, cited((paragraph,), style, setter, foot), setter, measure)


def _noted(
    made: TextElement, notes: tuple[Cited, ...], setter: TextSetter, measure: Measure
) -> TextElement:
    """The element with its notes, and the lines of their marks in each of its settings."""
    settings = {n: setter.set(made.paragraph, measure, n) for n in (o.lines for o in made.options)}
    marks = {lines: lines_of_marks(setting, notes) for lines, setting in settings.items()}
    return replace(made, cited=notes, marks=marks)


def text_element(
    paragraph: Paragraph, index: int, setting: SetParagraph, grid: Grid, lines: int | None = None
) -> TextElement:
    """What the page maker needs to know of a set paragraph; ``lines``: as it was asked for."""
    heading = is_heading(paragraph)
    step = max(1, ceil(setting.leading / grid.pitch - _NEAR))
    if lines is not None:
        options: tuple[tuple[int, float], ...] = ((len(setting.lines), 0.0),)
        setting = replace(setting, options=options)
    depth = ceil(len(setting.lines) * setting.leading / grid.pitch - _NEAR)
    whole = (heading or (step > 1 and depth <= WHOLE_UP_TO)) and depth <= grid.lines // 2
    return TextElement(
        paragraph=paragraph,
        index=index,
        options=tuple(options_of(paragraph, setting, grid, 1 if whole else step)),
        leading=setting.leading,
        step=step,
        whole=whole,
        keep=KEEP_AFTER_HEADING if heading else paragraph.keep_next,
        hyphens=setting.hyphens,
    )


def is_heading(paragraph: Paragraph) -> bool:
    """Whether the paragraph is tagged as a heading (``H1`` … ``H6``, ``H``)."""
    return paragraph.tag[:1] == "H" and (paragraph.tag[1:].isdigit() or paragraph.tag == "H")
