"""What the recognisers' items become: a title page, and sections of blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from typeset.importing.front import Front, front_of
from typeset.importing.joins import is_body
from typeset.importing.numbering import numbered, value
from typeset.importing.rules import pattern, table
from typeset.importing.source import Entry, Item, Paragraph, Place, Source
from typeset.record import dataclass

_OUTLOOK = pattern("headings", "styles", "outlook")
_Group = tuple[Paragraph | None, list[Item]]
_OPENING = str(table("front")["opening_title"])


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSection:
    """One section file to be; headings inside it have levels from 1."""

    title: str
    items: tuple[Item, ...]
    place: Place
    number: str = ""
    layout: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A project to be."""

    front: Front
    sections: tuple[DraftSection, ...]


def drafted(source: Source) -> tuple[Draft, tuple[Entry, ...]]:
    """The items parted into front matter and sections, and what was decided on the way."""
    front, items, entries = front_of(source)
    items, promoted = _title_in_headings(front, items)
    if promoted:
        front = replace(front, title=promoted.text.strip())
        entries = (*entries, _promoted(promoted))
    levels = (i.level for i in items if isinstance(i, Paragraph) and i.form == "heading")
    top = min(levels, default=1)
    groups, loose = _without_loose(list(_groups(items, top)))
    entries = (*entries, *loose)
    sections, own = _sections(groups, front, top)
    if not front.title:
        front, entry = _without_title(front, sections, source)
        entries = (*entries, entry)
    return Draft(front=front, sections=sections), (*entries, *own)


def _title_in_headings(
    front: Front, items: tuple[Item, ...]
) -> tuple[tuple[Item, ...], Paragraph | None]:
    """A single top heading that stands first, all others under it, is the title."""
    headings = [i for i in items if isinstance(i, Paragraph) and i.form == "heading"]
    if front.title or not headings or items[0] is not headings[0] or len(items) < 2:
        return items, None
    first = headings[0]
    if numbered(first.text) or any(h.level <= first.level for h in headings[1:]):
        return items, None
    return items[1:], first


def _promoted(item: Paragraph) -> Entry:
    return Entry(
        state="marked",
        what="Title recognised",
        why="the only heading of its level, above all others",
        place=item.place,
        before=item.text,
        after=f"title: {item.text}",
    )


def _groups(items: Iterable[Item], top: int) -> Iterable[_Group]:
    """The items under each heading of the top level; None for those before the first."""
    head: Paragraph | None = None
    group: list[Item] = []
    for item in items:
        if isinstance(item, Paragraph) and item.form == "heading" and item.level <= top:
            if head or group:
                yield head, group
            head, group = item, []
        else:
            group.append(item)
    if head or group:
        yield head, group


def _without_loose(groups: list[_Group]) -> tuple[list[_Group], list[Entry]]:
    """Short lines above the first heading that are no part of the front open its section."""
    if len(groups) < 2 or groups[0][0] is not None:
        return groups, []
    (_, loose), (head, items), *others = groups
    if any(not isinstance(i, Paragraph) or is_body(i.text) for i in loose):
        return groups, []
    entries = [
        Entry(
            state="marked", what="Line kept as text", place=item.place,
            why="above the first heading, and no title, issuer, slogan, subtitle or date",
            before=item.text, after=item.text,
        )
        for item in loose if isinstance(item, Paragraph)
    ]  # fmt: skip
    return [(head, [*loose, *items]), *others], entries


def _sections(
    groups: Sequence[_Group], front: Front, top: int
) -> tuple[tuple[DraftSection, ...], tuple[Entry, ...]]:
    made: list[DraftSection] = []
    entries: list[Entry] = []
    plain = not any(head and (head.number or numbered(head.text)) for head, _ in groups)
    for head, group in groups:
        items = tuple(_lowered(item, top) for item in group)
        if head is None:
            made.append(_headless(items, front, entries, alone=len(groups) == 1))
            continue
        section = _section(head, items, entries)
        if plain and not section.layout and len(groups) > 1:
            section = replace(section, number=str(len(made) + 1))
        if not items:
            entries.append(_empty(head))
            section = replace(section, items=(replace(head, form="text"),))
        made.append(section)
    if plain and len(groups) > 1 and made:
        entries.append(_counted(made))
    return tuple(made), tuple(entries)


def _lowered(item: Item, top: int) -> Item:
    if isinstance(item, Paragraph) and item.form == "heading":
        return replace(item, level=min(4, max(1, item.level - top)))
    return item


def _section(head: Paragraph, items: tuple[Item, ...], entries: list[Entry]) -> DraftSection:
    """A section under its heading; a typed ``一、`` becomes the section's number."""
    text = head.text.replace("\n", "").strip()
    number, found = head.number, numbered(text)
    layout = "outlook" if _OUTLOOK.search(head.style) else ""
    if found is not None and not found.form.keep:
        number, title = value(found.written), text[len(found.written) :].strip()
        entries.append(
            Entry(
                state="done", what="Section number set",
                why="the banner draws the number; it is no part of the title",
                place=head.place, before=text, after=f"number: {number}, title: {title}",
            )
        )  # fmt: skip
        text = title
    return DraftSection(title=text, items=items, place=head.place, number=number, layout=layout)


def _headless(
    items: tuple[Item, ...], front: Front, entries: list[Entry], *, alone: bool
) -> DraftSection:
    """The text before the first heading, or all of a text without any."""
    place = items[0].place
    title = (front.title or front.slogan or front.subtitle) if alone else _OPENING
    title = title or _first_words(items)
    why = "the text has no headings" if alone else "text before the first heading"
    entries.append(
        Entry(state="done", what="Section title added", why=f"{why}; a section needs a title",
              place=place, after=f"title: {title}")
    )  # fmt: skip
    return DraftSection(title=title, items=items, place=place)


def _first_words(items: Sequence[Item]) -> str:
    text = next((i.text for i in items if isinstance(i, Paragraph) and i.text.strip()), "")
    words = "".join(text.split("\n")[:1]).strip()
    for stop in "。，；：！？,.;:":
        words = words.split(stop)[0]
    return words[:20] or _OPENING


def _empty(head: Paragraph) -> Entry:
    return Entry(
        state="done",
        what="Heading repeated as text",
        why="no text follows it, and a section cannot be empty: write the section or delete it",
        place=head.place,
        before=head.text,
        after=head.text,
    )


def _counted(made: Sequence[DraftSection]) -> Entry:
    return Entry(
        state="marked",
        what="Sections numbered",
        why="in their order; take 'number' out of the front matter for banners without one",
        place=made[0].place,
    )


def _without_title(
    front: Front, sections: Sequence[DraftSection], source: Source
) -> tuple[Front, Entry]:
    """The text does not say what it is: what else may stand for a title."""
    stem = PurePath(source.file).stem
    named = source.title or (stem if any("\u4e00" <= c <= "\u9fff" for c in stem) else "")
    title = named or front.issuer or front.slogan or sections[0].title or stem
    entry = Entry(
        state="proposed",
        what="Title to be written",
        why="the text does not say what the publication is; this stands in its place"
        + (" (from the file)" if named else ""),
        place=sections[0].place if sections else Place("line", 1),
        after=f"title: {title}",
    )
    return replace(front, title=title), entry
