"""An official circular among the files that are imported: its fields by their words.

Only a text that has a document number, a title that ends with a kind, a signature and a date
is one; all its paragraphs then have a place (GB/T 9704-2012, clause 7), or it is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from typeset.importing.rules import pattern, table, words
from typeset.importing.runs import needs_blank
from typeset.importing.source import Entry, Item, Paragraph, Source
from typeset.record import dataclass

_RULES = table("circular")
_LABELS = ("serial", "secrecy", "urgency")
_KEYS = ("title", "number", *_LABELS, "signers", "to", "date", "note", "cc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A text that the circular attaches and holds: 附件 ``no``."""

    no: int
    title: str
    body: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCircular:
    """A circular to be: what ``publication.yaml`` is told, in the order of the keys, and its text.

    ``printed`` has the keys ``org`` and ``date``.
    """

    fields: Mapping[str, str | tuple[str, ...]]
    printed: Mapping[str, str]
    body: tuple[Item, ...]
    enclosures: tuple[Enclosure, ...]
    entries: tuple[Entry, ...]


def circular_of(source: Source) -> DraftCircular | None:
    """The circular that a mended source is, or None."""
    if source.notes or source.pictures:
        return None
    found: dict[str, str] = {}
    marks, items = _head(source.items, found)
    items, printed = _foot(_to(items, found), found)
    items, enclosed = _parted(items)
    items, signed = _signature(items, found)
    items, titles = _attachments(items)
    enclosures = [_enclosure(group, titles) for group in enclosed]
    if not (items and signed and {"number", "title", "date"} <= found.keys() and all(enclosures)):
        return None
    fields: dict[str, str | tuple[str, ...]] = {
        "type": _kind(found["title"]), **_issuers(marks, found["title"], signed),
        **{key: found[key] for key in _KEYS if key in found}, "attachments": titles,
    }  # fmt: skip
    said = {key: value for key, value in fields.items() if value}
    return DraftCircular(
        fields=said,
        printed=printed,
        body=items,
        enclosures=tuple(filter(None, enclosures)),
        entries=(_recognised(source.items[0], said),),
    )


def _text(items: Sequence[Item], at: int) -> str:
    """A paragraph's characters in one line; nothing for what is no paragraph, or not there."""
    item = items[at] if -len(items) <= at < len(items) else None
    if not isinstance(item, Paragraph):
        return ""
    first, *others = item.text.strip().split("\n")
    for line in others:
        first += (" " if needs_blank(first, line) else "") + line
    return " ".join(first.split())


def _match(part: str, text: str) -> re.Match[str] | None:
    return pattern("circular", part).match(text)


def _head(items: tuple[Item, ...], found: dict[str, str]) -> tuple[list[str], tuple[Item, ...]]:
    """The names in the red mark, and the items under title and number, whichever is first."""
    marks: list[str] = []
    title = ""
    for at in range(min(len(items), int(_RULES["most_above"]))):
        text = _text(items, at)
        if match := _match("number", text):
            found |= {key: value for key, value in match.groupdict().items() if value}
            if "title" in found:
                return marks, items[at + 1 :]
            marks += [title] if title else []
            title = ""
        elif match := next(filter(None, (_match(part, text) for part in _LABELS)), None):
            found |= match.groupdict()
        elif _kind(title + text):
            found["title"] = title + text
            if "number" in found:
                return marks, items[at + 1 :]
            title = ""
        elif "number" in found or _match("title", title + text):
            title += text
        else:
            marks.append(text)
    return marks, items


def _kind(title: str) -> str:
    """The kind a title ends with, by its full name; nothing where it is no title."""
    if not _match("title", title) or len(title) > _RULES["longest_title"]:
        return ""
    kinds = sorted(words("circular", "kinds"), key=len, reverse=True)
    found = next((kind for kind in kinds if title.endswith(kind)), "")
    return "命令" if found == "令" else found


def _issuers(
    marks: Sequence[str], title: str, signed: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """Who issues it: by the red mark, else by the title's first words, else by who signs."""
    named = tuple(name for mark in marks if (name := mark.removesuffix("文件").strip()))
    opening = title.partition("关于")[0]
    issuers = named or ((opening,) if opening in signed else signed)
    return {"issuer": issuers, "sign": signed if signed != issuers else ()}


def _to(items: tuple[Item, ...], found: dict[str, str]) -> tuple[Item, ...]:
    if match := _match("to", _text(items, 0)):
        found["to"] = match["to"]
        return items[1:]
    return items


def _foot(
    items: tuple[Item, ...], found: dict[str, str]
) -> tuple[tuple[Item, ...], dict[str, str]]:
    """What the last page closes with: who prints it, who gets a copy."""
    printed: dict[str, str] = {}
    for part in ("print", "cc"):
        if match := _match(part, _text(items, -1)):
            (printed if part == "print" else found).update(match.groupdict())
            items = items[:-1]
    return items, printed


def _parted(items: tuple[Item, ...]) -> tuple[tuple[Item, ...], list[tuple[Item, ...]]]:
    """The circular's own items, and those under each 附件1 that stands alone in a line."""
    starts = [at for at in range(len(items)) if _match("enclosed", _text(items, at))]
    groups = [items[start:end] for start, end in pairwise([*starts, len(items)])]
    return (items[: starts[0]] if starts else items), groups


def _enclosure(items: tuple[Item, ...], titles: Sequence[str]) -> Enclosure | None:
    """The text under 附件1; None where the list does not name it."""
    mark = _match("enclosed", _text(items, 0))
    no = int(mark["no"] or 1) if mark else 0
    if not 0 < no <= len(titles) or _text(items, 1) != titles[no - 1] or len(items) < 3:
        return None
    return Enclosure(no=no, title=titles[no - 1], body=items[2:])


def _signature(
    items: tuple[Item, ...], found: dict[str, str]
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The date, what is noted under it, and the names above it; no names without a date."""
    if match := _match("note", _text(items, -1)):
        found["note"] = match["note"]
        items = items[:-1]
    if not _match("date", date := _text(items, -1)):
        return items, ()
    found["date"] = date
    items, names = items[:-1], list[str]()
    while _match("signature", line := _text(items, -1)) and not _match("attachment_item", line):
        names[:0] = line.split()
        items = items[:-1]
    return items, tuple(names)


def _attachments(items: tuple[Item, ...]) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The titles of the attachments' list, which closes the text."""
    titles: list[str] = []
    for at in range(len(items) - 1, -1, -1):
        text = _text(items, at)
        if match := _match("attachment", text):
            first = _match("attachment_item", match["title"])
            titles.insert(0, first["title"] if first else match["title"])
            return items[:at], tuple(titles)
        match = _match("attachment_item", text)
        if not match:
            break
        titles.insert(0, match["title"])
    return items, ()


def _recognised(first: Item, fields: Mapping[str, str | tuple[str, ...]]) -> Entry:
    return Entry(
        state="marked",
        what="Official circular recognised",
        why="it has a document number, a title that names its kind, a signature and a date",
        place=first.place,
        before=str(fields["title"]),
        after=f"kind: circular, type: {fields['type']}",
    )
