"""The galley of one band: what fills its columns, in grid lines, not yet on a page.

A :class:`TextElement` knows every line count its paragraph can be set in and what each
costs; a :class:`BoxElement` is a panel one column wide; :class:`WhiteElement` is glue in
whole lines. Boxes that do not stand where they are written come *before* their anchor, so
that the page maker knows of them as soon as the anchor begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from itertools import accumulate
from math import ceil

from typeset.column_set import ColumnSet
from typeset.flow import Panel, Paragraph, Space
from typeset.layout import costs
from typeset.layout.setter import TextSetter
from typeset.layout.steps import Pending, Place
from typeset.record import dataclass
from typeset.style.resolved import Grid, Style
from typeset.text.measure import Measure, SetParagraph

KEEP_AFTER_HEADING = 2
"""Lines of the following paragraph that must stand under a heading."""

WHOLE_UP_TO = 12
"""Paragraphs on a wider leading than the grid's are kept whole up to this many grid lines."""

OPTIONS = 3
"""So many line counts of one paragraph are tried: the best, and one line around it."""

_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Option:
    """One line count: ``depth`` is the grid lines it takes, ``cost`` what it costs extra."""

    lines: int
    depth: int
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TextElement:
    """A paragraph; ``index`` is its place in the flow.

    ``step`` is the grid lines each of its lines takes where it can be parted. ``whole`` text
    is never parted; ``keep`` lines of what follows stay under it.
    """

    paragraph: Paragraph
    index: int
    options: tuple[Option, ...]
    leading: float
    step: int = 1
    whole: bool = False
    keep: int = 0
    least: int = field(init=False)
    best: int = field(init=False)
    most: int = field(init=False)

    def __post_init__(self) -> None:
        """Read the grid lines of the shortest, the best and the longest setting."""
        depths = [option.depth for option in self.options]
        object.__setattr__(self, "least", min(depths))
        object.__setattr__(self, "best", depths[0])
        object.__setattr__(self, "most", max(depths))


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxElement:
    """A panel one column wide; ``anchor`` is the element of the galley it belongs to."""

    panel: Panel
    index: int
    anchor: int

    @property
    def least(self) -> int:
        """Grid lines it takes."""
        return self.panel.lines

    best = most = least

    @property
    def roams(self) -> bool:
        """Whether it stands elsewhere than where it is written."""
        return self.panel.place != "here"


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


Item = Paragraph | Panel | Space
Numbered = tuple[int, Item]
"""A thing in the flow with its place there."""

Element = TextElement | BoxElement | WhiteElement


@dataclass(frozen=True, slots=True)
class Galley:
    """The elements of a band.

    ``least``, ``best`` and ``most`` are the depths, ``boxes`` the number of boxes, that
    come with each element and after it.
    """

    elements: tuple[Element, ...]
    least: tuple[int, ...]
    best: tuple[int, ...]
    most: tuple[int, ...]
    boxes: tuple[int, ...]
    has_text: bool

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
        index, lines, done = place
        if not done:
            return depths[index]
        text = self.elements[index]
        step = text.step if isinstance(text, TextElement) else 1
        return depths[index + 1] + (lines - done) * step


def galley_of(elements: Iterable[Element]) -> Galley:
    """The galley of elements, with its sums."""
    elements = tuple(elements)
    return Galley(
        elements=elements,
        least=_to_come(element.least for element in elements),
        best=_to_come(element.best for element in elements),
        most=_to_come(element.most for element in elements),
        boxes=_to_come(int(isinstance(element, BoxElement)) for element in elements),
        has_text=any(isinstance(element, TextElement) for element in elements),
    )


def _to_come(numbers: Iterable[int]) -> tuple[int, ...]:
    """The sum of each number and those after it, and a last 0."""
    return tuple(accumulate(reversed([*numbers]), initial=0))[::-1]


def make_galley(
    items: Sequence[Numbered], style: Style, setter: TextSetter, columns: ColumnSet
) -> Galley:
    """The galley of a band's items, every paragraph set to the measure of its columns."""
    ordered = _before_anchors(items)
    anchors: dict[str, int] = {}
    for place, (_, item) in enumerate(ordered):
        if isinstance(item, Paragraph):
            anchors.setdefault(item.id, place)
    elements: list[Element] = []
    for place, (index, item) in enumerate(ordered):
        match item:
            case Paragraph():
                elements.append(set_element(index, item, style, setter, columns.mean))
            case Panel():
                anchor = anchors.get(item.anchor, place)
                elements.append(BoxElement(panel=item, index=index, anchor=anchor))
            case Space():
                elements.append(WhiteElement(item.lines, item.least))
    return galley_of(elements)


def _before_anchors(items: Iterable[Numbered]) -> list[Numbered]:
    """Boxes that roam moved up to where their anchor begins, in the order of the text."""
    ordered: list[Numbered] = []
    starts: dict[str, int] = {}  # block id to its place in the flow
    for index, item in items:
        if isinstance(item, Panel) and item.place != "here" and item.anchor in starts:
            ordered.insert(_standing(ordered, starts[item.anchor]), (index, item))
            continue
        if isinstance(item, Paragraph) and item.id:
            starts.setdefault(item.id, index)
        ordered.append((index, item))
    return ordered


def _standing(items: Sequence[Numbered], index: int) -> int:
    """Where the thing of this index stands; looked for from the end, as anchors are near."""
    return next(i for i in range(len(items) - 1, -1, -1) if items[i][0] == index)


def set_element(
    index: int, paragraph: Paragraph, style: Style, setter: TextSetter, width: float
) -> TextElement:
    """A paragraph set to a measure of so many points."""
    return text_element(paragraph, index, setter.set(paragraph, Measure(width)), style.grid)


def text_element(
    paragraph: Paragraph, index: int, setting: SetParagraph, grid: Grid
) -> TextElement:
    """What the page maker needs to know of a set paragraph."""
    heading = is_heading(paragraph)
    step = max(1, ceil(setting.leading / grid.pitch - _NEAR))
    depth = ceil(len(setting.lines) * setting.leading / grid.pitch - _NEAR)
    whole = (heading or (step > 1 and depth <= WHOLE_UP_TO)) and depth <= grid.lines // 2
    return TextElement(
        paragraph=paragraph,
        index=index,
        options=tuple(_options(paragraph, setting, grid, 1 if whole else step)),
        leading=setting.leading,
        step=step,
        whole=whole,
        keep=KEEP_AFTER_HEADING if heading else 0,
    )


def is_heading(paragraph: Paragraph) -> bool:
    """Whether the paragraph is tagged as a heading (``H1`` … ``H6``, ``H``)."""
    return paragraph.tag[:1] == "H" and (paragraph.tag[1:].isdigit() or paragraph.tag == "H")


def _options(
    paragraph: Paragraph, setting: SetParagraph, grid: Grid, step: int
) -> Iterable[Option]:
    """Line counts to try, the best first."""
    best, least_cost = min(setting.options, key=lambda option: (option[1], option[0]))
    ranked = sorted(setting.options, key=lambda option: (abs(option[0] - best), option[1]))
    for lines, cost in ranked[: 1 if paragraph.exact else OPTIONS]:
        depth = lines * step
        if step == 1 and setting.leading > grid.pitch + _NEAR:
            depth = ceil(lines * setting.leading / grid.pitch - _NEAR)
        extra = cost - least_cost
        if extra < costs.UNEVEN:
            away = abs(lines - best)
            yield Option(lines, depth, away * costs.LOOSENESS + extra * costs.LOOSENESS_UNIT)
