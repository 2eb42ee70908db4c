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

from typeset.display import Page, Pages
from typeset.geometry import Rect
from typeset.record import dataclass
from typeset.reflow import ColumnsChange, DataTable, Framed, Para, Reflow, ReflowItem, White
from typeset.style.direction import is_vertical
from typeset.style.resolved import Style

MOST = 1500
"""Items up to which pages are made for their places alone: some hundred pages."""

_UNFILLED = 3  # lines left free at a page's foot by what was moved to the next one

_Key = tuple[int, int, int]  # page, column, grid line
_Item = Para | Framed | DataTable


def worth_placing(reflow: Reflow, style: Style) -> bool:
    """Whether the items are to be placed by our pages, which then have to be made."""
    boxes = any(isinstance(item, Framed) for item in reflow.items)
    return boxes and len(reflow.items) <= MOST and not reflow.exact and not is_vertical(style)


def placed(reflow: Reflow, pages: Pages, style: Style) -> Reflow:
    """The same items with the white and the places that they have on the pages."""
    spots = _spots(pages, style)
    groups = [_arranged(group, spots, style) for group in _groups(reflow.items)]
    items = _anchored(list(_spaced(groups, spots, style)), groups, spots)
    return replace(reflow, items=tuple(items), placed=True)


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


# -- groups ---------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """What stands between two whites: one thing over the type area, or the text of a band."""

    change: ColumnsChange | None
    columns: int
    items: list[_Item] = field(default_factory=list)
    apart: list[Framed] = field(default_factory=list)  # placed on the page


def _groups(items: Iterable[ReflowItem]) -> Iterator[_Group]:
    group = _Group(None, 1)
    for item in items:
        if isinstance(item, ColumnsChange):
            yield group
            group = _Group(item, item.columns or group.columns)
            continue
        if isinstance(item, White):
            continue
        alone = group.columns == 1 and not (_is_text(item) and all(map(_is_text, group.items)))
        if group.items and alone:
            yield group
            group = _Group(None, group.columns)
        group.items.append(item)
    yield group


def _is_text(item: _Item) -> bool:
    return isinstance(item, Para) and item.outline != 1


def _id(item: _Item) -> str:
    return item.id


def _arranged(group: _Group, spots: dict[str, _Spot], style: Style) -> _Group:
    """The group with its boxes among the text as they stand on the pages, others taken out."""
    texts = [item for item in group.items if not isinstance(item, Framed)]
    lines = sorted(key for item in texts for key in _keys(item, spots))
    made: list[_Item] = []
    moved: list[tuple[_Key, Framed]] = []
    for item in group.items:
        keys = _keys(item, spots)
        if not isinstance(item, Framed) or not keys:
            made.append(item)
        elif _stands_apart(item, group, spots, style) or (
            group.columns > 1 and item.repeats and _interrupts(keys[0], texts, spots)
        ):
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


def _stands_apart(
    item: Framed, group: _Group, spots: dict[str, _Spot], style: Style
) -> bool:
    """Whether the box has text beside it, or stands at the foot of the page or outside."""
    spot, design = spots[item.id], style.designs.get(item.style)
    if item.rise or (design is not None and design.place == "page-foot"):
        return True
    if group.columns == 1 or spot.rect is None:
        return bool(item.side)
    return 1 < spot.across < group.columns or bool(item.side)


def _interrupts(key: _Key, texts: Iterable[_Item], spots: dict[str, _Spot]) -> bool:
    """Whether a paragraph goes on behind a box that stands there."""
    return any(
        keys[0] < key < keys[-1] for keys in (_keys(text, spots) for text in texts) if keys
    )


def _index(key: _Key, made: list[_Item], spots: dict[str, _Spot]) -> int:
    """Behind the last item that begins before this place."""
    before = [
        n for n, item in enumerate(made, 1) if (keys := _keys(item, spots)) and keys[0] < key
    ]
    return before[-1] if before else 0


def _at(item: Framed, rect: Rect | None) -> Framed:
    return item if rect is None else replace(item, at=(rect.x, rect.y - item.rise))


# -- white ----------------------------------------------------------------------------------


def _spaced(
    groups: Iterable[_Group], spots: dict[str, _Spot], style: Style
) -> Iterator[ReflowItem]:
    """The groups' items with the white before each, in the section of one column beside it."""
    filled: dict[int, int] = {}
    columns = 1
    for group in groups:
        white = _white(group, filled, spots)
        change = group.change
        if change is not None and white is not None and white.head and _breaks(
            group, filled, spots, style
        ):
            change = replace(change, page=True)
        if change is None:
            yield from (white,) if white is not None else ()
        elif columns > 1 or change.page:
            yield change
            yield from (white,) if white is not None and group.columns == 1 else ()
        else:
            yield from (white,) if white is not None and not white.head else ()
            yield change
        columns = group.columns
        yield from group.items
        for item in (*group.items, *group.apart):
            for page, _, row in _keys(item, spots):
                filled[page] = max(filled.get(page, -1), row)


def _white(group: _Group, filled: dict[int, int], spots: dict[str, _Spot]) -> White | None:
    begins = [keys[0] for item in group.items if (keys := _keys(item, spots))]
    if not begins or not filled:
        return None
    page = min(page for page, _, _ in begins)
    row = min(row for number, _, row in begins if number == page)
    if page not in filled:
        return White(lines=0, head=True)
    return White(lines=max(0, row - filled[page] - 1))


def _breaks(
    group: _Group, filled: dict[int, int], spots: dict[str, _Spot], style: Style
) -> bool:
    """Whether the page before was left with room that Word's text might go on in."""
    first = next(keys for item in group.items if (keys := _keys(item, spots)))
    before = filled.get(first[0][0] - 1)
    return before is not None and style.grid.lines - before - 1 >= _UNFILLED


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
            here = [index for index in starts[page] if own and index >= own[0]]
            # LibreOffice sets a table before the first paragraph of a section in its line
            inner = [index for index in here if isinstance(items[index - 1], Para)]
            index = (inner or here or starts[page] or [len(items)])[0]
            before[index].append(box)
    made: list[ReflowItem] = []
    for index, item in enumerate(items):
        made += (*before[index], item)
    return [*made, *before[len(items)]]
