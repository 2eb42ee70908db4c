"""Passages that stand in a text twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from typeset.importing.joins import END, is_body
from typeset.importing.source import Entry, Item, Paragraph, Place
from typeset.record import dataclass

SHORTEST = 24  # characters: a shorter passage may be said twice on purpose
_NEAR = 2  # paragraphs: further apart, a whole paragraph repeated is proposed only
_REACH = 200_000  # characters compared; a longer text is looked at in its first part
_REMEMBERED = 8  # places of the same characters: enough, and a text of one letter stays quick
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class _Twin:
    """A paragraph that stands whole in an earlier one."""

    at: int
    of: int
    offset: int


def kept_once(items: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[Entry, ...]]:
    """Without the paragraphs that a neighbour holds whole; other repeats are proposed."""
    dropped: set[int] = set()
    entries: list[Entry] = []
    for twin in _twins(items):
        first, second = items[twin.of], items[twin.at]
        if isinstance(first, Paragraph) and isinstance(second, Paragraph):
            near = _distance(items, twin, dropped) <= _NEAR
            entries.append(_entry(first, second, twin.offset, near=near))
            if near:
                dropped.add(twin.at)
    left = tuple(item for at, item in enumerate(items) if at not in dropped)
    return left, (*entries, *_inner(left))


def _distance(items: Sequence[Item], twin: _Twin, dropped: set[int]) -> int:
    between = range(twin.of + 1, twin.at + 1)
    return sum(1 for at in between if at not in dropped and isinstance(items[at], Paragraph))


def _twins(items: Sequence[Item]) -> Iterator[_Twin]:
    """Paragraphs found whole in an earlier one, by the first characters they share."""
    places: dict[str, list[tuple[int, int]]] = {}
    seen = 0
    for at, item in enumerate(items):
        if not isinstance(item, Paragraph) or not is_body(item.text):
            continue
        text = item.text.strip()
        found = next(_holding(items, places.get(text[:SHORTEST], ()), text), None)
        if len(text) >= SHORTEST and found is not None:
            yield _Twin(at, *found)
        elif seen < _REACH:
            seen += len(text)
            whole = item.text
            for offset in range(len(whole) - SHORTEST + 1):
                key = whole[offset : offset + SHORTEST]
                known = places.setdefault(key, [])
                if len(known) < _REMEMBERED:
                    known.append((at, offset))


def _holding(
    items: Sequence[Item], places: Sequence[tuple[int, int]], text: str
) -> Iterator[tuple[int, int]]:
    for at, offset in places:
        item = items[at]
        if isinstance(item, Paragraph) and item.text.startswith(text, offset):
            yield at, offset


def _entry(first: Paragraph, second: Paragraph, offset: int, *, near: bool) -> Entry:
    text = second.text.strip()
    tail = first.text[-_SHOWN - 1 :]
    where = "whole" if offset == 0 else f"from '{text[:_SHOWN]}' on"
    if near:
        return Entry(
            state="done",
            what="Passage kept once",
            why=f"it was delivered a second time ({where}; first at {first.place})",
            place=second.place,
            before=f"{tail}{END}{text}{END}",
            after=f"{tail}{END}",
        )
    return Entry(
        state="proposed",
        what="Passage stands twice",
        why=f"{where}; first at {first.place}; say whether it is meant",
        place=second.place,
        before=text,
    )


def _inner(items: Sequence[Item]) -> Iterator[Entry]:
    """Passages inside paragraphs that an earlier place has word for word."""
    first: dict[str, tuple[str, Place, int]] = {}
    seen = 0
    for item in items:
        if not isinstance(item, Paragraph) or seen > _REACH:
            continue
        text = item.text
        seen += len(text)
        yield from _inside(item, first)
        for offset in range(len(text) - SHORTEST + 1):
            first.setdefault(text[offset : offset + SHORTEST], (text, item.place, offset))


def _inside(item: Paragraph, first: dict[str, tuple[str, Place, int]]) -> Iterator[Entry]:
    text, offset = item.text, 0
    while offset <= len(text) - SHORTEST:
        found = first.get(text[offset : offset + SHORTEST])
        if found is None:
            offset += 1
            continue
        other, place, start = found
        length = _common(other, start, text, offset)
        if length < len(text.strip()):  # a whole paragraph was looked at before
            yield Entry(
                state="proposed",
                what="Passage stands twice",
                why=f"also at {place}; say whether it is meant",
                place=item.place,
                before=text[offset : offset + length],
            )
        offset += length


def _common(first: str, start: int, second: str, offset: int) -> int:
    longest = min(len(first) - start, len(second) - offset)
    for length in range(longest):
        if first[start + length] != second[offset + length]:
            return length
    return longest
