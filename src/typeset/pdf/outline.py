"""Ways into the document: bookmarks, page labels and links."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from typeset.diagnostics import Sink, Span, nearest
from typeset.display import LinkArea, OutlineEntry, Page
from typeset.pdf.boxes import Sheet
from typeset.pdf.destinations import Goal
from typeset.pdf.objects import (
    array,
    byte_string,
    dictionary,
    numbers,
    reference,
    text_string,
)
from typeset.pdf.writer import PdfFile
from typeset.record import dataclass


@dataclass(slots=True)
class _Bookmark:
    entry: OutlineEntry
    number: int
    children: list[_Bookmark]


def write_outline(
    file: PdfFile, entries: Sequence[OutlineEntry], destinations: Mapping[str, Goal]
) -> str:
    """The bookmarks, all open; a reference, or "" when there are none to show.

    An entry without its destination on any page is left out.
    """
    root = _Bookmark(OutlineEntry(title="", target="", level=0), file.reserve(), [])
    path = [root]
    for entry in entries:
        if entry.target not in destinations:
            continue
        while path[-1].entry.level >= entry.level:
            path.pop()
        bookmark = _Bookmark(entry, file.reserve(), [])
        path[-1].children.append(bookmark)
        path.append(bookmark)
    for child in root.children:
        _write_bookmark(file, child, root, destinations)
    file.add(dictionary({"Type": "/Outlines", **_family(root)}), at=root.number)
    return reference(root.number) if root.children else ""


def _write_bookmark(
    file: PdfFile, bookmark: _Bookmark, parent: _Bookmark, destinations: Mapping[str, Goal]
) -> None:
    order = parent.children.index(bookmark)
    siblings = {"Prev": order - 1, "Next": order + 1}
    entries = {
        "Title": text_string(bookmark.entry.title),
        "Parent": reference(parent.number),
        **{
            key: reference(parent.children[at].number)
            for key, at in siblings.items()
            if 0 <= at < len(parent.children)
        },
        **_family(bookmark),
        **destinations[bookmark.entry.target].entries(),
    }
    file.add(dictionary(entries), at=bookmark.number)
    for child in bookmark.children:
        _write_bookmark(file, child, bookmark, destinations)


def _family(bookmark: _Bookmark) -> dict[str, str]:
    if not bookmark.children:
        return {}
    return {
        "First": reference(bookmark.children[0].number),
        "Last": reference(bookmark.children[-1].number),
        "Count": str(_size(bookmark)),
    }


def _size(bookmark: _Bookmark) -> int:
    return sum(1 + _size(child) for child in bookmark.children)


def page_labels(pages: Sequence[Page]) -> str:
    """Folios as page labels; a number tree with a row wherever the count does not go on."""
    rows: list[str] = []
    expected = ("", 0)
    for index, page in enumerate(pages):
        prefix, count = _folio(page.folio)
        if (prefix, count) != expected or not index:
            style = {"S": "/D", "St": str(count)} if count else {}
            label = {**style, "P": text_string(prefix) if prefix else ""}
            rows.append(f"{index} {dictionary(label)}")
        expected = (prefix, count + 1 if count else -1)
    return dictionary({"Nums": array(rows)})


def _folio(folio: str) -> tuple[str, int]:
    """A folio's fixed part and its decimal number (0: it has none)."""
    parts = re.fullmatch(r"(.*?)([1-9][0-9]{0,8})", folio, re.ASCII | re.DOTALL)
    return (parts[1], int(parts[2])) if parts else (folio, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLink:
    """A link with its page's sheet and object, and its annotation's number and StructParent.

    ``span`` is where its element was written.
    """

    link: LinkArea
    span: Span
    sheet: Sheet
    page: int
    at: int
    key: int


def write_link(file: PdfFile, placed: PlacedLink, destinations: Mapping[str, Goal]) -> int:
    """A link annotation (ISO 32000-1, 12.5.6.5); its number."""
    sheet, rect, target = placed.sheet, placed.link.rect, placed.link.target
    corners = (sheet.x(rect.x), sheet.y(rect.foot), sheet.x(rect.right), sheet.y(rect.y))
    entries = {
        "Type": "/Annot",
        "Subtype": "/Link",
        "Rect": array((numbers(corners),)),
        "Border": "[0 0 0]",
        "F": "4",
        "P": reference(placed.page),
        "StructParent": str(placed.key),
        "Contents": text_string(placed.link.contents),
        **_way(target, destinations),
    }
    return file.add(dictionary(entries), at=placed.at)


def _way(target: str, destinations: Mapping[str, Goal]) -> dict[str, str]:
    """By its name to a place inside; where elements are asked for, straight to the element."""
    if not target.startswith("#"):
        return {"A": dictionary({"S": "/URI", "URI": text_string(_ascii_uri(target))})}
    goal = destinations.get(target[1:])
    if goal and goal.element:
        return goal.entries()
    return {"Dest": byte_string(target[1:].encode())}


def _ascii_uri(uri: str) -> str:
    """The URI in ASCII, all else percent-encoded as UTF-8 (RFC 3987, 3.1)."""
    return "".join(chr(byte) if 33 <= byte <= 126 else f"%{byte:02X}" for byte in uri.encode())


def check_target(placed: PlacedLink, destinations: Mapping[str, Goal], sink: Sink) -> None:
    """An inner link must lead somewhere."""
    target = placed.link.target.removeprefix("#")
    if placed.link.target.startswith("#") and target not in destinations:
        message = f"the link leads to '{placed.link.target}', which is on no page"
        sink.error("pdf/link-target", message, placed.span, nearest(target, destinations))
