"""``- item`` and ``1. item``: lists, nested as deep as wanted, their labels made by the engine.

``:::list {marks="①"}`` … ``:::`` gives a list marks of its own; otherwise the style has them by
depth. An item holds paragraphs and further lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import ceil

from typeset.blocks import paragraph
from typeset.blocks.kind import BlockKind, Raw
from typeset.blocks.paragraph import Paragraph
from typeset.blocks.scope import Scope
from typeset.diagnostics import Sink
from typeset.flow import FlowItem, Label, TextRun
from typeset.flow import Paragraph as FlowParagraph
from typeset.model.inline import Metric, Note
from typeset.model.publication import Block
from typeset.record import dataclass
from typeset.reflow import Level, Listed, Para, ReflowItem, Setting
from typeset.style import label as style_label
from typeset.style.numbering import Mark

ROLE = "list"
DEEPEST = 9
"""Levels that Word knows."""

_LEAST_GAP = 0.3
"""Em between a label and its text in Word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Several(Block):
    """A block that is what its parts are."""

    items: tuple[Block, ...]

    def metrics(self) -> Iterator[Metric]:
        """The figures marked in it."""
        for item in self.items:
            yield from item.metrics()

    def notes(self) -> Iterator[Note]:
        """The notes its parts refer to."""
        for item in self.items:
            yield from item.notes()

    def text(self) -> str:
        """Its characters, without the labels."""
        return "".join(item.text() for item in self.items)

    def inner(self) -> tuple[Block, ...]:
        """Its parts."""
        return self.items


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(_Several):
    """An item of several paragraphs and lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(_Several):
    """Items in order; ``ordered`` ones are numbered from ``start``.

    ``marks`` are its own by depth, empty where it has the style's.
    """

    ordered: bool = False
    start: int = 1
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attrs:
    """A list carries no attributes but its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAttrs:
    """``marks`` is the list's first label: ①, （1）, 一、, A., or a bullet."""

    marks: Mark


def read(raw: Raw, sink: Sink) -> Block:
    """A list as written; an item holds paragraphs and lists."""
    items = tuple(_member(child, sink) for child in raw.children)
    return Listing(id=raw.id, span=raw.span, items=items, ordered=raw.ordered, start=raw.start)


def read_item(raw: Raw, sink: Sink) -> Block:
    """An item of several blocks."""
    return Item(
        id=raw.id, span=raw.span, items=tuple(_member(child, sink) for child in raw.children)
    )


def read_marked(raw: Raw, sink: Sink) -> Block:
    """A list with marks of its own."""
    attrs: ListAttrs = raw.attrs
    lists = [child for child in raw.children if isinstance(child, Listing)]
    if len(lists) != 1 or len(raw.children) != 1:
        sink.error("content/list", "':::list' holds one list and nothing else", raw.span)
    if not lists:
        return Listing(id=raw.id, span=raw.span, items=())
    return replace(lists[0], id=raw.id, marks=(attrs.marks,), ordered=bool(attrs.marks.depth))


def _member(child: Block, sink: Sink) -> Block:
    if isinstance(child, Paragraph):
        return replace(child, role=ROLE)
    if not isinstance(child, Item | Listing):
        sink.error("content/list", "a list item holds paragraphs and lists only", child.span)
    return child


# -- both ways ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an item stands: its list, depth, number and what is around it. Lengths in points."""

    block: Listing
    depth: int
    left: float
    around: tuple[tuple[str, str], ...]
    levels: tuple[Level, ...]
    top: str  # id of the outermost list
    in_word: tuple[Level, ...] = ()  # the levels as Word needs them

    def mark(self, scope: Scope) -> style_label.Label:
        """The form of its labels."""
        own = self.block.marks
        return own[0] if own else scope.style.lists.mark(self.depth, ordered=self.block.ordered)

    def label(self, index: int, scope: Scope) -> str:
        """The label of the item with this index, counted from 0."""
        mark = self.mark(scope)
        number = self.block.start + index
        return mark.text((number,), scope.style.rules.language) or mark.sample

    def room(self, scope: Scope) -> float:
        """Points from a label's start to the text: the widest label's, in half ems."""
        em = scope.style.roles[ROLE].size
        return ceil((self.widest(scope) + _gap(self.mark(scope))) * 2 - 0.1) / 2 * em

    def widest(self, scope: Scope) -> float:
        """The width of the widest label, in em."""
        labels = (self.label(index, scope) for index in range(len(self.block.items)))
        return max((style_label.width(label) for label in labels), default=1.0)


def _gap(mark: style_label.Label) -> float:
    return mark.gap if mark.depth else 0.5


def _first(block: Listing, scope: Scope) -> _Place:
    left = scope.style.roles[ROLE].indent
    return _down(_Place(block, 0, left, (), (), block.id), scope)


def _down(place: _Place, scope: Scope) -> _Place:
    """The place with its own level added to those around it."""
    mark, room = place.mark(scope), place.room(scope)
    hangs = scope.style.lists.turnover == "text"
    text = mark.sample
    if mark.depth:
        text = f"{mark.texts[0]}{{{place.depth}}}{mark.texts[-1]}"
    level = Level(
        text=text,
        system=mark.systems[-1] if mark.depth else "",
        left=place.left + room,
        hanging=room,
        turnover=place.left + room if hangs else 0.0,
        gap=_gap(mark) > 0,
        start=place.block.start,
    )
    wide = replace(level, hanging=max(room, _word_room(place, scope)))
    return replace(place, levels=(*place.levels, level), in_word=(*place.in_word, wide))


def _word_room(place: _Place, scope: Scope) -> float:
    """What a label needs in Word, which squeezes no brackets in it and sends a tight text on.

    It then begins earlier, and the text stays where it is on the pages.
    """
    return (place.widest(scope) + _LEAST_GAP) * scope.style.roles[ROLE].size


def _inner(
    place: _Place, block: Listing, around: tuple[tuple[str, str], ...], scope: Scope
) -> _Place:
    """The place of a list inside an item."""
    hangs = scope.style.lists.turnover == "text"
    left = place.levels[-1].left if hangs else place.left + 2 * scope.style.roles[ROLE].size
    depth = min(place.depth + 1, DEEPEST - 1)
    inner = replace(place, block=block, depth=depth, left=left, around=around)
    return _down(inner, scope)


def compose(block: Listing, scope: Scope) -> Iterable[FlowItem]:
    """One paragraph an item, its label before it; ``L``, ``LI`` and ``LBody`` around them."""
    yield from _composed(_first(block, scope), scope)


def _composed(place: _Place, scope: Scope) -> Iterator[FlowItem]:
    for index, item in enumerate(place.block.items):
        outer = (*place.around, ("L", place.block.id), ("LI", item.id))
        around = (*outer, ("LBody", item.id))
        label: Label | None = _label(place, index, scope)
        for part in item.items if isinstance(item, Item) else (item,):
            if isinstance(part, Listing):
                yield from _composed(_inner(place, part, around, scope), scope)
                continue
            if not isinstance(part, Paragraph):
                continue
            for flowed in paragraph.compose(part, scope):
                if isinstance(flowed, FlowParagraph):
                    given = label or _unlabelled(place, scope)
                    yield replace(flowed, label=given, around=around)
                    label = None
                else:
                    yield flowed


def _label(place: _Place, index: int, scope: Scope) -> Label:
    level = place.levels[-1]
    run = TextRun(text=place.label(index, scope), role=ROLE, tag="Lbl", keep=True, autospace=False)
    gap = _gap(place.mark(scope)) * scope.style.roles[ROLE].size
    hangs = scope.style.lists.turnover == "text"
    return Label(runs=(run,), start=place.left, gap=gap, room=level.hanging if hangs else 0.0,
                 hangs=hangs)  # fmt: skip


def _unlabelled(place: _Place, scope: Scope) -> Label | None:
    """What sets a further paragraph of an item in from the margin, as its first one is."""
    if scope.style.lists.turnover != "text":
        return None
    return Label(runs=(), start=place.left, room=place.levels[-1].hanging)


def reflow(block: Listing, scope: Scope) -> Iterable[ReflowItem]:
    """One paragraph an item, counted by Word itself (CL-DX-07)."""
    yield from _reflowed(_first(block, scope), scope)


def _reflowed(place: _Place, scope: Scope) -> Iterator[ReflowItem]:
    for item in place.block.items:
        listed: Listed | None = Listed(list=place.top, level=place.depth, levels=place.in_word)
        for part in item.items if isinstance(item, Item) else (item,):
            if isinstance(part, Listing):
                yield from _reflowed(_inner(place, part, (), scope), scope)
                continue
            if not isinstance(part, Paragraph):
                continue
            for flowed in paragraph.reflow(part, scope):
                if isinstance(flowed, Para):
                    under = None if listed else _under(place, scope)
                    yield replace(flowed, listed=listed, setting=under or flowed.setting)
                    listed = None
                else:
                    yield flowed


def _under(place: _Place, scope: Scope) -> Setting | None:
    """Where a further paragraph of an item stands in Word: under the text of its first one."""
    left = place.levels[-1].left
    if scope.style.lists.turnover != "text":
        return None
    return Setting(name=f"in {left:g}", left=left, leading=scope.style.grid.pitch)


KIND = BlockKind(
    name="list",
    form="list",
    model=Listing,
    attrs=Attrs,
    read=read,
    compose=compose,
    reflow=reflow,
)


def _alone(block: Item, scope: Scope) -> Iterable[FlowItem]:
    """An item is lowered by its list."""
    yield from compose(Listing(id=block.id, span=block.span, items=(block,)), scope)


def _alone_reflowed(block: Item, scope: Scope) -> Iterable[ReflowItem]:
    """An item is lowered by its list."""
    yield from reflow(Listing(id=block.id, span=block.span, items=(block,)), scope)


ITEM = BlockKind(
    name="item",
    form="item",
    model=Item,
    attrs=Attrs,
    read=read_item,
    compose=_alone,
    reflow=_alone_reflowed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedListing(Listing):
    """A list written as ``:::list``."""


MARKED = BlockKind(
    name="list",
    form="container",
    model=MarkedListing,
    attrs=ListAttrs,
    read=read_marked,
    compose=compose,
    reflow=reflow,
)
