"""The lines above the text: title, issuer, slogan, subtitle, date; and who signs below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Day

from typeset.importing.joins import is_body, is_open
from typeset.importing.rules import pattern, table
from typeset.importing.source import Entry, Item, Paragraph, Source
from typeset.record import dataclass

_RULES = table("front")
_PARTS = ("date", "title", "issuer", "slogan", "subtitle")
_STYLES = {
    part: pattern("headings", "front", part)
    for part in ("issuer", "title", "title_word", "subtitle")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What ``publication.yaml`` is told; empty where the text does not say."""

    title: str = ""
    issuer: str = ""
    slogan: str = ""
    subtitle: str = ""
    date: str = ""


def front_of(source: Source) -> tuple[Front, tuple[Item, ...], tuple[Entry, ...]]:
    """The front, the items left, and what was recognised."""
    front, items, entries = _styled(source.items)
    lines = _lines(items)
    for item in lines:
        part = _part(item.text.strip(), front)
        if part:
            front = _with(front, part, item)
            entries.append(_entry(item, part, "by its words"))
    named = {e.place for e in entries}
    rest = [item for item in lines if item.place not in named]
    if not front.title and rest:
        first = max(rest, key=lambda item: (item.size, -item.place.number))
        front = replace(front, title=_one_line(first))
        entries.append(_entry(first, "title", "a line above the text"))
        named.add(first.place)
    left = tuple(i for i in items if not (isinstance(i, Paragraph) and i.place in named))
    front, left, signed = _signed(front, left)
    entries += signed
    if source.date and not front.date:
        front = replace(front, date=source.date)
    return front, left, tuple(entries)


def _signed(front: Front, items: tuple[Item, ...]) -> tuple[Front, tuple[Item, ...], list[Entry]]:
    """Issuer and date where they close the text, as those of a report do; both or neither."""
    tail = [item for item in items[-2:] if isinstance(item, Paragraph) and item.form == "text"]
    parts = ("issuer", "date")
    if len(items) <= 2 or [_part(item.text.strip(), front) for item in tail] != [*parts]:
        return front, items, []
    entries = []
    for part, item in zip(parts, tail, strict=True):
        front = _with(front, part, item)
        entries.append(_entry(item, part, "it closes the text"))
    return front, items[:-2], entries


def _styled(items: Sequence[Item]) -> tuple[Front, list[Item], list[Entry]]:
    """What styles say: Title and Subtitle of Word, and those of a masthead of ours."""
    front, entries, left = Front(), list[Entry](), list[Item]()
    ours = any(isinstance(i, Paragraph) and _STYLES["title"].search(i.style) for i in items)
    for item in items:
        part = _by_style(item, ours=ours) if isinstance(item, Paragraph) else ""
        if isinstance(item, Paragraph) and part and not getattr(front, part) and item.text.strip():
            front = _with(front, part, item)
            entries.append(_entry(item, part, "by its style"))
        else:
            left.append(item)
    return front, left, entries


def _by_style(item: Paragraph, *, ours: bool) -> str:
    for part, style in _STYLES.items():
        if style.search(item.style):
            return ("slogan" if ours else "title") if part == "title_word" else part
    return ""


def _lines(items: Sequence[Item]) -> list[Paragraph]:
    """Short lines before the first heading or running text."""
    lines: list[Paragraph] = []
    for item in items:
        if not isinstance(item, Paragraph) or item.form != "text" or is_body(item.text):
            break
        if len(item.text) > _RULES["longest"] or not is_open(item.text):
            break
        lines.append(item)
    return lines


def _part(text: str, front: Front) -> str:
    """The part a line is by its words, or nothing; each part is taken once."""
    for part in _PARTS:
        if getattr(front, part) or not pattern("front", part).search(text):
            continue
        if part == "issuer" and len(text) > _RULES["issuer_longest"]:
            continue
        if part == "date" and not _day(text):
            continue
        return part
    return ""


def _with(front: Front, part: str, item: Paragraph) -> Front:
    text = _one_line(item)
    values = {part: _day(text) if part == "date" else text}
    return replace(front, **values)


def _one_line(item: Paragraph) -> str:
    return " ".join(item.text.split())


def _day(text: str) -> str:
    """``2022年1月8日`` as ``2022-01-08``; empty where the day is not said or is none."""
    found = pattern("front", "date").search(text)
    if found is None or found.group(3) is None:
        return ""
    try:
        return Day(*(int(group) for group in found.groups())).isoformat()
    except ValueError:
        return ""


def _entry(item: Paragraph, part: str, how: str) -> Entry:
    return Entry(
        state="marked",
        what=f"{part.capitalize()} recognised",
        why=how,
        place=item.place,
        before=item.text.replace("\n", "↵"),
        after=f"{part}: {_one_line(item)}",
    )
