"""The items of a document told where they stand on our pages.

Word sets the text anew, but what is not text can stand where it stands on the pages: between
bands there is as much white, a box between two paragraphs keeps its place among them, and one
that parts a paragraph or reaches over a gutter is placed on the page, with the text around it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from itertools import pairwise, zip_longest

from typeset.column_set import ColumnSet
from typeset.display import Page, Pages
from typeset.geometry import Rect
from typeset.record import dataclass
from typeset.reflow import ColumnsChange, DataTable, Framed, Para, Reflow, ReflowItem, White
from typeset.style.direction import is_vertical
from typeset.style.resolved import Style

MOST = 1500
"""Items up to which pages are made for their places alone: some hundred pages."""

GIVEN, _NARROW = 0.35, 3
"""Lines that a white of so few gives up: Word sets text a little longer than the pages have it."""
_UNFILLED = 3  # lines left free at a page's foot
LITTLE, MUCH = 0.3, 2.3
"""Lines of room at a page's foot, little where text that goes on over the page would fill it."""

_Key = tuple[int, int, int]  # page, column, grid line
_Item = Para | Framed | DataTable


def worth_placing(reflow: Reflow, style: Style) -> bool:
    """Whether the items are to be placed by our pages, which then have to be made."""
    boxes = any(isinstance(item, Framed) for item in reflow.items)
    return boxes and len(reflow.items) <= MOST and not reflow.exact and not is_vertical(style)


def placed(reflow: Reflow, pages: Pages, style: Style) -> Reflow:
    """The same items with the white and the places that they have on the pages."""
    spots = _spots(pages, style)
    found = list(_groups(_to_foot(item, spots, pages, style) for item in reflow.items))
    heads = _heads(found, spots)
    groups = [_arranged(group, spots, heads) for group in found]
    if _moved_away(groups, spots):
        return reflow
    loose = _loose(groups, spots)
    rooms = _rooms(len(pages.pages), groups, spots, loose)
    items = _anchored(list(_spaced(groups, spots, style, rooms, loose)), groups, spots)
    return replace(reflow, items=tuple(items), placed=True, spare=rooms[0] if rooms else 0.0)


# -- the pages ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Spot:
    """Where an item stands: the grid lines it occupies, in the order of reading."""

    keys: list[_Key] = field(default_factory=list)
    rect: Rect | None = None
    across: int = 1  # columns spanned

    def page(self) -> int:
        """The page on which it begins."""
        return self.keys[0][0]


def _spots(pages: Pages, style: Style) -> dict[str, _Spot]:
    found: dict[str, _Spot] = defaultdict(_Spot)
    for number, page in enumerate(pages.pages):
        for line in page.lines:
            if line.block and not line.vertical:
                row = round((line.baseline - page.type_area.y - style.grid.first_baseline)
                            / style.grid.pitch)  # fmt: skip
                found[line.block].keys.append((number, line.column, row))
        for box in page.boxes:
            if box.id and box.id not in found:
                spot = found[box.id]
                spot.rect, spot.across = box.rect, box.columns[1]
                spot.keys += _rows(number, box.columns[0], box.rect, page, style)
        for table in page.tables:
            found[table.id].keys += _rows(number, 0, table.rect, page, style)
    return found


def _rows(number: int, column: int, rect: Rect, page: Page, style: Style) -> Iterator[_Key]:
    pitch, top = style.grid.pitch, page.type_area.y
    first = math.floor((rect.y - top) / pitch + 0.1)
    last = max(first, math.ceil((rect.foot - top) / pitch - 0.1) - 1)
    return ((number, column, row) for row in range(first, last + 1))


def _to_foot(item: ReflowItem, spots: dict[str, _Spot], pages: Pages, style: Style) -> ReflowItem:
    """A title on a field that goes to the foot of its page: the field is as high as it is there.

    It ends a little above the foot, where the drawing covers it, since Word may set it lower.
    """
    if not isinstance(item, Para) or item.ground is None or item.ground.edge != "foot":
        return item
    rect = spots[item.id].rect if item.id in spots else None
    if rect is None:
        return item
    trim = pages.pages[spots[item.id].page()].trim
    height = trim.height - rect.y - style.grid.pitch
    return replace(item, ground=replace(item.ground, height=max(height, item.ground.height)))


# -- groups ---------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """What stands between two whites: one thing over the type area, or the text of a band."""

    change: ColumnsChange | None
    columns: int
    widths: ColumnSet | None = None
    items: list[_Item] = field(default_factory=list)
    apart: list[Framed] = field(default_factory=list)  # placed on the page


def _groups(items: Iterable[ReflowItem]) -> Iterator[_Group]:
    group = _Group(None, 1)
    for item in items:
        if isinstance(item, ColumnsChange):
            yield group
            group = _Group(item, item.columns or group.columns, item.widths)
            continue
        if isinstance(item, White):
            continue
        alone = group.columns == 1 and not (_is_text(item) and all(map(_is_text, group.items)))
        if group.items and alone:
            yield group
            group = _Group(None, group.columns, group.widths)
        group.items.append(item)
    yield group


def _is_text(item: _Item) -> bool:
    return isinstance(item, Para) and item.outline != 1


def _id(item: _Item) -> str:
    return item.id


def _heads(groups: list[_Group], spots: dict[str, _Spot]) -> set[str]:
    """The boxes over a page's head that have their place between what is before and after."""
    found: set[str] = set()
    before = -1
    for group, following in zip_longest(groups, groups[1:]):
        pages = [page for item in group.items for page, _, _ in _keys(item, spots)]
        box = group.items[0] if len(group.items) == 1 else None
        if isinstance(box, Framed) and box.rise and pages:
            after = [key[0] for item in following.items for key in _keys(item, spots)[:1]] if (
                following is not None) else []  # fmt: skip
            if before < pages[0] <= min(after, default=pages[0]):
                found.add(box.id)
        before = max([before, *pages])
    return found


def _arranged(group: _Group, spots: dict[str, _Spot], heads: set[str]) -> _Group:
    """The group with its boxes among the text as they stand on the pages, others taken out."""
    texts = [item for item in group.items if not isinstance(item, Framed)]
    lines = sorted(key for item in texts for key in _keys(item, spots))
    made: list[_Item] = []
    moved: list[tuple[_Key, Framed]] = []
    for item in group.items:
        keys = _keys(item, spots)
        if not isinstance(item, Framed) or not keys:
            made.append(item)
        elif item.id in heads:
            made.append(_at(item, spots[item.id].rect))
        elif _stands_apart(item, group, spots):
            group.apart.append(_at(item, spots[item.id].rect))
        elif group.columns > 1 and item.repeats and lines:
            moved.append((keys[0], item))
        else:
            made.append(item)
    for key, box in sorted(moved, key=lambda pair: pair[0]):
        made.insert(_index(key, made, spots), box)
    group.items = made
    return group


def _keys(item: _Item, spots: dict[str, _Spot]) -> list[_Key]:
    return spots[item.id].keys if item.id in spots else []


def _stands_apart(item: Framed, group: _Group, spots: dict[str, _Spot]) -> bool:
    """Whether the box reaches over a gutter, or over the head of its page."""
    return bool(item.rise) or 1 < spots[item.id].across < group.columns


def _index(key: _Key, made: list[_Item], spots: dict[str, _Spot]) -> int:
    """Behind the last item that begins before this place."""
    before = [n for n, item in enumerate(made, 1) if (keys := _keys(item, spots)) and keys[0] < key]
    return before[-1] if before else 0


def _at(item: Framed, rect: Rect | None) -> Framed:
    return item if rect is None else replace(item, at=(rect.x, rect.y - item.rise))


# -- white ----------------------------------------------------------------------------------


def _spaced(
    groups: list[_Group], spots: dict[str, _Spot], style: Style, rooms: list[float],
    loose: set[int],
) -> Iterator[ReflowItem]:  # fmt: skip
    """The groups' items with the white before each, in the section of one column beside it."""
    filled: dict[int, int] = {}
    given: dict[int, float] = {}
    columns = 1
    for group, following in zip_longest(groups, groups[1:]):
        foots = following is not None and _at_foot(group, style)
        white = _white(group, filled, given, spots, closes=following is None)
        white = White(lines=1) if foots else white
        change = group.change
        head = white is not None and white.head
        if head and _may_break(group, filled, rooms, spots, style, loose):
            change = replace(change or _same(group), page=True)
        if change is not None:
            change = replace(change, spare=_room(group, spots, rooms))
        if change is None:
            yield from (white,) if white is not None else ()
        elif columns > 1 or change.page:
            yield change
            yield from (white,) if white is not None and group.columns == 1 else ()
        else:
            yield from (white,) if white is not None and not white.head else ()
            yield change
        columns = group.columns
        yield from _paged(group, spots, rooms, loose)
        for item in (*group.items, *group.apart) if not foots else ():
            for page, _, row in _keys(item, spots):
                filled[page] = max(filled.get(page, -1), row)


def _moved_away(groups: list[_Group], spots: dict[str, _Spot]) -> bool:
    """Whether pictures stand on later pages than the text after them: a book of pictures.

    Their pages are made up by their pictures, which Word sets where they are told.
    """
    return any(
        isinstance(box, Framed)
        and box.at is None
        and _begins(group, spots) > _begins(following, spots) > 0
        for group, following in pairwise(groups)
        for box in group.items[:1]
    )


def _begins(group: _Group, spots: dict[str, _Spot]) -> int:
    """The page on which it begins; 0 for none of ours."""
    pages = [keys[0][0] for item in group.items if (keys := _keys(item, spots))]
    return min(pages, default=0)


def _at_foot(group: _Group, style: Style) -> bool:
    """Whether it stands at its page's foot with text after it: Word has it where it is told."""
    designs = (style.designs.get(i.style) for i in group.items if isinstance(i, Framed))
    return any(design is not None and design.place == "page-foot" for design in designs)


def _white(
    group: _Group, filled: dict[int, int], given: dict[int, float], spots: dict[str, _Spot],
    *, closes: bool,
) -> White | None:  # fmt: skip
    begins = [keys[0] for item in group.items if (keys := _keys(item, spots))]
    if not begins or not filled:
        return None
    page = min(page for page, _, _ in begins)
    row = min(row for number, _, row in begins if number == page)
    if page not in filled:
        return White(lines=0, head=True)
    lines = max(0, row - filled[page] - 1)
    given[page] = given.get(page, 0.0)
    if closes:  # it stands at the page's foot
        return White(lines=lines + given[page])
    gives = GIVEN if 0 < lines <= _NARROW else 0.0
    given[page] += gives
    return White(lines=lines - gives)


def _may_break(
    group: _Group, filled: dict[int, int], rooms: list[float], spots: dict[str, _Spot],
    style: Style, loose: set[int],
) -> bool:  # fmt: skip
    """Whether a page may end before the group, as ours does.

    It ends by itself where it is full; text that goes over it must find room. What is ``loose``
    holds a drawing whose figures Word has besides.
    """
    page = next(keys for item in group.items if (keys := _keys(item, spots)))[0][0]
    if page - 1 in loose:
        return False
    free = style.grid.lines - filled.get(page - 1, -1) - 1
    return free >= _UNFILLED or rooms[page - 1] == MUCH


def _room(group: _Group, spots: dict[str, _Spot], rooms: list[float]) -> float:
    pages = [page for item in group.items for page, _, _ in _keys(item, spots)]
    return rooms[min(pages)] if pages else LITTLE


def _same(group: _Group) -> ColumnsChange:
    return ColumnsChange(columns=group.columns, widths=group.widths)


def _paged(
    group: _Group, spots: dict[str, _Spot], rooms: list[float], loose: set[int]
) -> Iterator[ReflowItem]:
    """The items with new pages where ours begin with one of them."""
    last = -1
    for item in group.items:
        keys = _keys(item, spots)
        if keys and -1 < last < keys[0][0] and last not in loose:
            yield replace(_same(group), page=True, spare=rooms[keys[0][0]])
        last = max([last, *(page for page, _, _ in keys)])
        yield item


def _parted(groups: Iterable[_Group], spots: dict[str, _Spot]) -> set[int]:
    """The pages at whose foot a paragraph is parted."""
    return {
        page
        for group in groups
        for item in group.items
        if isinstance(item, Para) and (keys := _keys(item, spots))
        for page in range(keys[0][0], keys[-1][0])
    }


def _loose(groups: Iterable[_Group], spots: dict[str, _Spot]) -> set[int]:
    """The pages with boxes that take other room in Word than there."""
    return {
        page
        for group in groups
        for item in group.items
        if isinstance(item, DataTable) or (isinstance(item, Framed) and not item.lines)
        for page, _, _ in _keys(item, spots) or _keys_of(item.id.removesuffix("-figures"), spots)
    }


def _keys_of(name: str, spots: dict[str, _Spot]) -> list[_Key]:
    return spots[name].keys if name in spots else []


def _rooms(
    pages: int, groups: Iterable[_Group], spots: dict[str, _Spot], loose: set[int]
) -> list[float]:
    """Lines of room at every page's foot for text that Word sets longer than we do.

    LibreOffice gives all pages up to the next break the margins of the first, and where text goes
    on over a page it would fill the room.
    """
    parted = _parted(groups, spots) | loose
    rooms = [MUCH] * pages
    for page in range(pages):
        if page in parted or (page - 1 in parted and page):
            rooms[page] = LITTLE
    return rooms


# -- boxes apart from the text ----------------------------------------------------------------


def _anchored(
    items: list[ReflowItem], groups: Iterable[_Group], spots: dict[str, _Spot]
) -> list[ReflowItem]:
    """The boxes placed on pages, each before a paragraph that begins on its page."""
    starts: dict[int, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        if isinstance(item, Para) and (keys := _keys(item, spots)):
            starts[keys[0][0]].append(index)
    before: dict[int, list[Framed]] = defaultdict(list)
    index_of = {id(item): index for index, item in enumerate(items)}
    for group in groups:
        own = [index_of[id(item)] for item in group.items[:1]]
        for box in group.apart:
            page = spots[box.id].page()
            here = [index for index in starts[page] if own and index >= own[0]] or starts[page]
            # LibreOffice sets the second of two tables before one paragraph in its line
            here = [index for index in here if not before[index]] or here
            inner = [index for index in here if isinstance(items[index - 1], Para | White)]
            index = (inner or here or [len(items)])[0]
            before[index].append(box)
    made: list[ReflowItem] = []
    for index, item in enumerate(items):
        made += (*before[index], item)
    return [*made, *before[len(items)]]
