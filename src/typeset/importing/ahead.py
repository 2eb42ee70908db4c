"""A closing passage that looks ahead: proposed as a section of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from typeset.importing.joins import END, SHOWN
from typeset.importing.rules import pattern, table
from typeset.importing.source import Entry, Item, Paragraph

_TITLE = str(table("front")["ahead_title"])
_YEAR = re.compile(r"20\d\d(?=年)")
_LEAST = 60  # characters to the text's end: less is a closing sentence


def looked_ahead(items: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[Entry, ...]]:
    """The items unchanged, and an entry if the last section ends with the coming year."""
    last = next((i for i in reversed(items) if isinstance(i, Paragraph)), None)
    if last is None or last.form != "text":
        return tuple(items), ()
    found = pattern("front", "ahead").search(last.text)
    if found is None or len(last.text) - found.start() < _LEAST or _is_headed(items, last, found):
        return tuple(items), ()
    year = found.group("year") or ""
    if year and any(other >= year for other in _years_before(items, last, found)):
        return tuple(items), ()
    return tuple(items), (_entry(last, found, f"{_TITLE} {year}".strip()),)


def _is_headed(items: Sequence[Item], last: Paragraph, found: re.Match[str]) -> bool:
    """Whether the passage is a section already: it opens its paragraph right under a heading."""
    at = items.index(last)
    before = items[at - 1] if at else None
    return found.start() == 0 and isinstance(before, Paragraph) and before.form == "heading"


def _years_before(items: Sequence[Item], last: Paragraph, found: re.Match[str]) -> list[str]:
    texts = [i.text for i in items if isinstance(i, Paragraph) and i is not last]
    return [year for text in (*texts, last.text[: found.start()]) for year in _YEAR.findall(text)]


def _entry(last: Paragraph, found: re.Match[str], title: str) -> Entry:
    start = found.start()
    tail, head = last.text[max(0, start - 2 * SHOWN) : start], last.text[start : start + SHOWN * 2]
    return Entry(
        state="proposed",
        what="Section to be split off",
        why="the text looks ahead from here on; that is a section of its own (layout: outlook)",
        place=last.place,
        before=f"{tail}{head}",
        after=f"{tail}{END}{title}{END}{head}",
    )
