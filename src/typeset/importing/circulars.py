"""An official circular among the files that are imported: its fields by their words.

Only a text that has a document number, a title that ends with a kind, a signature and a date
is one; all its paragraphs then have a place (GB/T 9704-2012, clause 7), or it is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from typeset.importing.rules import pattern, table, words
from typeset.importing.source import Entry, Item, Paragraph, Source
from typeset.record import dataclass

_RULES = table("circular")
_ABOVE = ("serial", "secrecy", "urgency", "number", "mark")
_BELOW = ("print", "cc", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCircular:
    """A circular to be: what ``publication.yaml`` is told, in the order of the keys, and its text.

    ``print`` has the keys ``org`` and ``date``.
    """

    fields: Mapping[str, str | tuple[str, ...]]
    printed: Mapping[str, str]
    body: tuple[Item, ...]
    entries: tuple[Entry, ...]


def circular_of(source: Source) -> DraftCircular | None:
    """The circular that a mended source is, or None."""
    if source.notes or source.pictures:
        return None
    found: dict[str, str] = {}
    items = _title(_above(source.items, found), found)
    items, printed = _below(_to(items, found), found)
    items, signed = _signature(items, found)
    if not signed or not {"number", "title", "date"} <= found.keys():
        return None
    items, attachments = _attachments(items)
    if not items:
        return None
    mark = found.pop("mark", "").removesuffix("文件")
    prefix = found["title"].partition("关于")[0]
    issuer = (mark,) if mark else (prefix,) if prefix in signed else signed
    sign = signed if signed != issuer else ()
    fields = {
        "type": _kind(found["title"]), "issuer": issuer, **_in_order(found),
        "sign": sign, "attachments": attachments,
    }  # fmt: skip
    said = {key: value for key, value in fields.items() if value}
    return DraftCircular(
        fields=said, printed=printed, body=items, entries=(_recognised(source.items[0], said),)
    )


def _in_order(found: Mapping[str, str]) -> dict[str, str | tuple[str, ...]]:
    keys = (
        "title",
        "number",
        "serial",
        "secrecy",
        "urgency",
        "signers",
        "to",
        "date",
        "note",
        "cc",
    )
    said: dict[str, str | tuple[str, ...]] = {key: found[key] for key in keys if key in found}
    if "signers" in found:
        said["signers"] = tuple(found["signers"].split())
    return said


def _text(items: Sequence[Item], at: int) -> str:
    item = items[at] if -len(items) <= at < len(items) else None
    return " ".join(item.text.split()) if isinstance(item, Paragraph) else ""


def _above(items: tuple[Item, ...], found: dict[str, str]) -> tuple[Item, ...]:
    """Serial number, secrecy, urgency, mark and number, in any order."""
    while match := next(filter(None, (_match(part, _text(items, 0)) for part in _ABOVE)), None):
        found |= {key: value for key, value in match.groupdict().items() if value}
        items = items[1:]
    return items


def _match(part: str, text: str) -> re.Match[str] | None:
    return pattern("circular", part).match(text)


def _title(items: tuple[Item, ...], found: dict[str, str]) -> tuple[Item, ...]:
    """The lines up to the one that ends with a kind; the number may stand under them."""
    title = ""
    for at in range(4):
        title += _text(items, at)
        if len(title) > _RULES["longest_title"] or "。" in title:
            return items
        if _kind(title):
            found["title"] = title
            return _above(items[at + 1 :], found)
    return items


def _kind(title: str) -> str:
    """The kind a title ends with, by its full name."""
    kinds = sorted(words("circular", "kinds"), key=len, reverse=True)
    found = next((kind for kind in kinds if title.endswith(kind)), "")
    return "命令" if found == "令" else found


def _to(items: tuple[Item, ...], found: dict[str, str]) -> tuple[Item, ...]:
    if match := _match("to", _text(items, 0)):
        found["to"] = match["to"]
        return items[1:]
    return items


def _below(
    items: tuple[Item, ...], found: dict[str, str]
) -> tuple[tuple[Item, ...], dict[str, str]]:
    """What stands under the date, from the last line up."""
    printed: dict[str, str] = {}
    for part in _BELOW:
        if match := _match(part, _text(items, -1)):
            (printed if part == "print" else found).update(match.groupdict())
            items = items[:-1]
    return items, printed


def _signature(
    items: tuple[Item, ...], found: dict[str, str]
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The date, and the names above it; no names where there is no date."""
    date = _text(items, -1)
    if not _match("date", date):
        return items, ()
    found["date"] = date
    items, names = items[:-1], list[str]()
    while _match("signature", name := _text(items, -1)) and not _match("attachment_item", name):
        names.insert(0, name)
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
