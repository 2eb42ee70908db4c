"""Headings, by style where the file has styles, else by look: a number, weight, size, brevity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from typeset.importing.joins import is_body, is_open
from typeset.importing.numbering import forms, numbered
from typeset.importing.pictures import is_caption
from typeset.importing.rules import pattern, table
from typeset.importing.source import Entry, Item, Paragraph, Table

_LOOK = table("headings")["look"]
_CLOSED = pattern("headings", "look", "closed")
Rank = tuple[int, float]
"""How high a heading stands: a smaller one is higher. First its kind, then its place in it."""

_DATE = pattern("front", "date")
_FRONT = [pattern("headings", "front", part) for part in table("headings")["front"]]
_TABLE_NUMBER = pattern("headings", "look", "table_number")
_STYLED, _NUMBERED, _LOOKED = 0, 1, 2
_BARE: Rank = (_NUMBERED, -1.0)


def headed(items: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[Entry, ...]]:
    """The items with headings told from text, each with its level from 1."""
    body = _body_size(items)
    ranks = [_rank(items, at, body) for at in range(len(items))]
    ranks = _of_equal_look(items, _without_title_page(items, ranks))
    if all(rank is None or _is_inner(rank) for rank in ranks):
        ranks = [rank or _bare(items, at) for at, rank in enumerate(ranks)]
    levels = {rank: level for level, rank in enumerate(sorted({r for r in ranks if r}), 1)}
    made: list[Item] = []
    entries: list[Entry] = []
    for item, rank in zip(items, ranks, strict=True):
        if rank is None or not isinstance(item, Paragraph):
            made.append(item)
            continue
        made.append(replace(item, form="heading", level=levels[rank], marker=""))
        if rank[0] != _STYLED:
            entries.append(_entry(item, rank, levels[rank]))
    return tuple(made), tuple(entries)


def _without_title_page(items: Sequence[Item], ranks: Sequence[Rank | None]) -> list[Rank | None]:
    """Lines that stand out above the text head nothing where another line follows them."""
    made = list(ranks)
    for at, (item, rank) in enumerate(zip(items, ranks, strict=True)):
        after = items[at + 1] if at + 1 < len(items) else None
        follows = isinstance(after, Paragraph) and not is_body(after.text)
        if not isinstance(item, Paragraph) or (rank and rank[0] != _LOOKED) or is_body(item.text):
            break
        made[at] = None if follows else rank
    return made


def _is_inner(rank: Rank) -> bool:
    """Whether it is a number that lists also have: it tells nothing of the text's parts."""
    return rank[0] == _NUMBERED and forms()[int(rank[1])].inner


def _body_size(items: Sequence[Item]) -> float:
    sizes = [i.size for i in items if isinstance(i, Paragraph) and i.size and is_body(i.text)]
    return median(sizes) if sizes else 0.0


def _rank(items: Sequence[Item], at: int, body: float) -> Rank | None:
    """What a paragraph is ranked as by itself, or None if it is no heading."""
    item = items[at]
    if not isinstance(item, Paragraph) or item.form in ("item", "quote") or is_caption(item):
        return None
    if item.form == "heading":
        return _STYLED, item.level
    if any(style.search(item.style) for style in _FRONT) or _DATE.match(item.text.strip()):
        return None
    text = item.text.strip()
    if not text or "\n" in text or _CLOSED.search(text) or len(text) > _LOOK["longest"]:
        return None
    number = numbered(text)
    if number is not None:
        followed = not number.form.inner or _heads_a_body(items, at)
        bare = text[len(number.written) :]
        return (_NUMBERED, number.form.rank) if followed and bare and not is_body(bare) else None
    if is_body(text) or len(text) > _LOOK["longest_bare"]:
        return None
    stands_out = item.bold or (body and item.size >= body + _LOOK["larger"])
    if stands_out and _heads_a_body(items, at, deep=True):
        return _LOOKED, -item.size
    return None


def _heads_a_body(items: Sequence[Item], at: int, *, deep: bool = False) -> bool:
    """Whether running text follows (``deep``: perhaps after one more heading)."""
    for after in items[at + 1 : at + (3 if deep else 2)]:
        if not isinstance(after, Paragraph) or after.form == "item":
            return True
        if is_body(after.text) or not is_open(after.text):
            return True
    return False


def _of_equal_look(items: Sequence[Item], ranks: Sequence[Rank | None]) -> list[Rank | None]:
    """A heading without a number that looks like numbered ones stands as high as they do."""
    looks: dict[tuple[float, bool, bool], Rank] = {}
    for item, rank in zip(items, ranks, strict=True):
        if isinstance(item, Paragraph) and rank and rank[0] == _NUMBERED:
            look = _look(item)
            looks[look] = min(looks.get(look, rank), rank)
    return [
        looks.get(_look(item), rank)
        if isinstance(item, Paragraph) and rank and rank[0] == _LOOKED
        else rank
        for item, rank in zip(items, ranks, strict=True)
    ]


def _look(item: Paragraph) -> tuple[float, bool, bool]:
    return item.size, item.bold, item.centred


def _bare(items: Sequence[Item], at: int) -> Rank | None:
    """A short line between a finished paragraph and running text, in a text without any mark."""
    item = items[at]
    if not isinstance(item, Paragraph) or item.form != "text" or item.indented:
        return None
    if is_caption(item) or _names_a_table(items, at):
        return None
    text = item.text.strip()
    if not text or "\n" in text or _CLOSED.search(text) or len(text) > _LOOK["longest_bare"]:
        return None
    number = numbered(text)
    if number is not None and not text[len(number.written) :].strip():
        return None  # a number alone names nothing
    if is_body(text) or not _heads_a_body(items, at) or not _follows_an_end(items, at):
        return None
    return _BARE


def _names_a_table(items: Sequence[Item], at: int) -> bool:
    """Whether it is the line above a table that bears its number."""
    item, after = items[at], items[at + 1] if at + 1 < len(items) else None
    named = isinstance(item, Paragraph) and _TABLE_NUMBER.match(item.text.strip())
    return bool(named) and isinstance(after, Table)


def _follows_an_end(items: Sequence[Item], at: int) -> bool:
    if at == 0:
        return True
    before = items[at - 1]
    return not isinstance(before, Paragraph) or not is_open(before.text) or not is_body(before.text)


def _entry(item: Paragraph, rank: Rank, level: int) -> Entry:
    why = "it is numbered as one" if rank[0] == _NUMBERED else "it stands out from the text"
    why = "a short line before running text" if rank == _BARE else why
    return Entry(
        state="marked",
        what="Heading recognised",
        why=f"{why} (level {level})",
        place=item.place,
        before=item.text,
        after=item.text,
    )
