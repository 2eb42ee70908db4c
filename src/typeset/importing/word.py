"""A Word file as a :class:`Source`: its parts, its notes, comments, furniture and pictures.

The body is read by ``word_body``; looks and numbers come from ``word_styles``; ``word_package``
and ``word_xml`` are the guards.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from typeset.importing import limits
from typeset.importing.rules import pattern
from typeset.importing.source import Entry, Picture, Place, Refused, Source
from typeset.importing.word_body import Body, Note, Relation
from typeset.importing.word_package import Package, damaged, open_package
from typeset.importing.word_styles import read_numbering, read_styles
from typeset.importing.word_xml import Element, attribute, children, descendants, parse, tag

_ROOT_RELATIONS = "_rels/.rels"
_MAIN = ("/officeDocument",)
_FURNITURE = ("/header", "/footer")
_LINKS = ("/hyperlink",)
_PICTURES = frozenset(
    {"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "svg", "webp"}
)
_BASE = b"urn:typeset:base:1"
_CUSTOM = tuple(f"customXml/item{number}.xml" for number in range(1, 10))
_END = Place("paragraph", 1_000_000_000)


def read_word(data: bytes, name: str) -> Source:
    """The text of a Word file in reading order, tracked changes taken as made.

    Raises:
        Refused: it is no Word file, protected, damaged, macro-enabled or too large.
    """
    package = open_package(data, name)
    main = _main_part(package)
    relations = _relations(package, main)
    body = Body(
        name=name,
        styles=read_styles(_related_part(package, relations, "/styles")),
        numbering=read_numbering(_related_part(package, relations, "/numbering")),
        relations=relations,
        notes=dict(_notes(package, relations)),
    )
    root = parse(package.read(main), main, name)
    content = next(descendants(root, "body"), None)
    if content is None:
        raise damaged(name, f"its part '{main}' holds no text")
    body.read(content)
    items = tuple(body.all_items())
    entries = [*body.entries, *_around(package, relations, body)]
    pictures = tuple(_pictures(package, body, entries))
    return Source(
        file=name,
        items=items,
        pictures=pictures,
        entries=tuple(entries),
        title=_title(package),
    )


def _main_part(package: Package) -> str:
    for relation in _relations(package, "").values():
        if relation.kind.endswith(_MAIN) and not relation.external:
            if not relation.target.startswith("word/") and not package.has(relation.target):
                break
            return relation.target
    if package.has("word/document.xml"):
        return "word/document.xml"
    raise Refused(
        "import/not-word", f"'{package.name}' is a zip archive, not a Word file",
        "open it in Word or WPS and save it as .docx",
    )  # fmt: skip


def _relations(package: Package, part: str) -> dict[str, Relation]:
    """The relations of a part (of the package: an empty name) by id."""
    folder, file = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{file}.rels") if part else _ROOT_RELATIONS
    if not package.has(path):
        return {}
    found: dict[str, Relation] = {}
    for element in parse(package.read(path), path, package.name):
        target, external = element.get("Target", ""), element.get("TargetMode") == "External"
        if not external:
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            )
            target = posixpath.normpath(target)
        found[element.get("Id", "")] = Relation(element.get("Type", ""), target, external)
    return found


def _related_part(package: Package, relations: Mapping[str, Relation], kind: str) -> Element | None:
    for relation in relations.values():
        if relation.kind.endswith(kind) and not relation.external and package.has(relation.target):
            return parse(package.read(relation.target), relation.target, package.name)
    return None


# -- notes, comments, furniture -----------------------------------------------------------------


def _notes(package: Package, relations: Mapping[str, Relation]) -> Iterator[tuple[str, Note]]:
    """Foot- and endnotes by kind and id; separators are none."""
    for kind in ("footnote", "endnote"):
        root = _related_part(package, relations, f"/{kind}s")
        for note in children(root, kind):
            if attribute(note, "type") in ("", "normal"):
                yield f"{kind} {attribute(note, 'id')}", Note(kind, note)


def _around(package: Package, relations: Mapping[str, Relation], body: Body) -> Iterator[Entry]:
    """Entries for what stands around the text: comments, running heads, what lies elsewhere."""
    comments = _related_part(package, relations, "/comments")
    for comment in children(comments, "comment"):
        place = body.comments.get(attribute(comment, "id"), _END)
        who = attribute(comment, "author")
        yield _left("Comment", f"by {who}" if who else "without a name", place, _text(comment))
    yield from _furniture(package, relations)
    for relation in relations.values():
        if relation.external and not relation.kind.endswith(_LINKS):
            what = relation.kind.rpartition("/")[2]
            yield _left("External part", f"{what}: never fetched", Place("paragraph", 1),
                        relation.target)  # fmt: skip
    if any(package.has(n) and _BASE in package.read(n) for n in _CUSTOM):
        yield Entry(
            state="proposed",
            what="File of typeset's own",
            why="it was made from a project: 'typeset pull' brings its edits back there",
            place=Place("paragraph", 1),
        )


def _furniture(package: Package, relations: Mapping[str, Relation]) -> Iterator[Entry]:
    seen: set[str] = set()
    for relation in relations.values():
        if not relation.kind.endswith(_FURNITURE) or not package.has(relation.target):
            continue
        text = _text(parse(package.read(relation.target), relation.target, package.name))
        if text.strip(" \n0123456789—-–第页共/") and text not in seen:
            seen.add(text)
            what = "Running head" if relation.kind.endswith("/header") else "Running foot"
            why = "running heads and folios are set by 'furniture' in the style"
            yield _left(what, why, Place("paragraph", 1), text)


def _left(what: str, why: str, place: Place, before: str) -> Entry:
    return Entry(state="left out", what=what, why=why, place=place, before=before)


def _text(element: Element) -> str:
    """All text below an element, paragraphs on lines of their own."""
    lines = (
        "".join(str(t.text or "") for t in descendants(p, "t")).strip()
        for p in descendants(element, "p")
    )
    return "\n".join(line for line in lines if line)


# -- pictures and properties ----------------------------------------------------------------------


def _pictures(package: Package, body: Body, entries: list[Entry]) -> Iterator[Picture]:
    """The pictures that lie in the file, each once, under plain names."""
    taken: dict[str, str] = {}
    for target, place, description in body.pictures:
        suffix = posixpath.splitext(target)[1].lstrip(".").lower()
        shown = description or posixpath.basename(target)
        if suffix not in _PICTURES or not package.has(target):
            entries.append(_left("Picture", "it is not in the file, or no picture", place, shown))
            continue
        if target in taken:
            entries.append(_left("Picture", f"the same as {taken[target]}", place, shown))
            continue
        name = f"picture-{len(taken) + 1:02}.{suffix}"
        taken[target] = name
        data = package.read(target, limits.MAX_FILE_BYTES)
        yield Picture(name=name, data=data, place=place, description=description)


def _title(package: Package) -> str:
    """The title among the document's properties, if a person wrote it."""
    path = "docProps/core.xml"
    if not package.has(path):
        return ""
    root = parse(package.read(path), path, package.name)
    for element in root:
        if tag(element) == ":title":
            title = " ".join((element.text or "").split())
            return "" if pattern("front", "not_titles").match(title.lower()) else title
    return ""
