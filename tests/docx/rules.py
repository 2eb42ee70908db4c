"""Rules a DOCX must keep, beyond being well-formed: what Word repairs, refuses or loses.

:func:`findings` reads a whole file and gives every breach as ``rule: part: what``. Element
orders are those the writer itself uses, read back from its tables.
"""

from __future__ import annotations

import io
import itertools
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from typeset.docx.order import ORDERS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
XML = "{http://www.w3.org/XML/1998/namespace}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

ENUMS = {
    ("jc", "val"): {"left", "right", "center", "both", "start", "end", "distribute"},
    ("spacing", "lineRule"): {"exact", "atLeast", "auto"},
    ("fldChar", "fldCharType"): {"begin", "separate", "end"},
    ("type", "val"): {"continuous", "nextPage", "nextColumn", "oddPage", "evenPage"},
    ("docGrid", "type"): {"default", "lines", "linesAndChars", "snapToChars"},
    ("trHeight", "hRule"): {"exact", "atLeast", "auto"},
    ("tblLayout", "type"): {"fixed", "autofit"},
    ("vAlign", "val"): {"top", "center", "bottom", "both"},
    ("vertAlign", "val"): {"baseline", "superscript", "subscript"},
    ("headerReference", "type"): {"default", "even", "first"},
    ("footerReference", "type"): {"default", "even", "first"},
    ("rFonts", "hint"): {"default", "eastAsia", "cs"},
}


@dataclass(slots=True)
class Opened:
    """A DOCX taken apart: every member, and every XML member's root (None: not well-formed)."""

    members: dict[str, bytes]
    roots: dict[str, etree._Element | None] = field(default_factory=dict)

    def word(self) -> Iterator[tuple[str, etree._Element]]:
        """The readable parts of WordprocessingML."""
        for name, root in self.roots.items():
            if root is not None and root.tag.startswith(W):
                yield name, root

    def styles(self) -> dict[str, etree._Element]:
        """The styles by id."""
        root = self.roots.get("word/styles.xml")
        found = root.iter(f"{W}style") if root is not None else ()
        return {style.get(f"{W}styleId", ""): style for style in found}


def opened(data: bytes) -> Opened:
    """The file's members, parsed where they are XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    file = Opened(members)
    for name, content in members.items():
        if name.endswith((".xml", ".rels")):
            try:
                file.roots[name] = etree.fromstring(content)
            except etree.XMLSyntaxError:
                file.roots[name] = None
    return file


Rule = Callable[[Opened], Iterable[str]]


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def val(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


# -- the package ---------------------------------------------------------------------------


def well_formed(file: Opened) -> Iterator[str]:
    yield from (f"{name} is not well-formed" for name, root in file.roots.items() if root is None)


def content_types(file: Opened) -> Iterator[str]:
    root = file.roots.get("[Content_Types].xml")
    if root is None:
        yield "[Content_Types].xml is missing"
        return
    defaults = {d.get("Extension", "").lower() for d in root.iter(f"{TYPES}Default")}
    overrides = {o.get("PartName", "") for o in root.iter(f"{TYPES}Override")}
    for name in file.members:
        ending = name.rpartition(".")[2].lower()
        any_xml = name == "[Content_Types].xml" or name.startswith("customXml/item")
        allowed = defaults if any_xml else defaults - {"xml"}
        if f"/{name}" not in overrides and ending not in allowed:
            yield f"{name} has no content type of its own"
    yield from (f"{o} does not exist" for o in overrides if o.removeprefix("/") not in file.members)


def targets(file: Opened) -> Iterator[str]:
    for name, root in file.roots.items():
        if not name.endswith(".rels") or root is None:
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in root:
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            internal = relation.get("TargetMode") != "External"
            if internal and target.removeprefix("/") not in file.members:
                yield f"{name} points to {target}, which does not exist"


def relations(file: Opened) -> Iterator[str]:
    for name, root in file.word():
        folder, base = posixpath.split(name)
        links = file.roots.get(f"{folder}/_rels/{base}.rels")
        known = {link.get("Id") for link in links} if links is not None else set()
        for element in root.iter(etree.Element):
            for key in ("id", "embed", "link"):
                used = element.get(R + key)
                if used is not None and used not in known:
                    yield f"{name}: {local(element)} uses {used}, which is no relationship"


def ignorable(file: Opened) -> Iterator[str]:
    for name, root in file.word():
        for prefix in (root.get(f"{MC}Ignorable") or "").split():
            if prefix not in root.nsmap:
                yield f"{name}: ignorable prefix {prefix} is not declared"


# -- elements ------------------------------------------------------------------------------


def order(file: Opened) -> Iterator[str]:
    for name, root in file.word():
        for element in root.iter(etree.Element):
            ranks = ORDERS.get(local(element))
            if ranks is None or not element.tag.startswith(W):
                continue
            names = [local(child) for child in element if child.tag.startswith(W)]
            places = [ranks.index(n) if n in ranks else -1 for n in names]
            if local(element) in ("tbl", "tc", "styles"):  # bookmarks may stand among these
                places = [place for place in places if place >= 0]
                places = places if local(element) != "tc" else places[:1]
            if -1 in places or places != sorted(places):
                yield f"{name}: children of {local(element)} out of order: {' '.join(names)}"


def properties_first(file: Opened) -> Iterator[str]:
    for name, root in file.word():
        for owner in ("p", "r", "tc", "tr", "tbl"):
            for element in root.iter(W + owner):
                rest = [local(child) for child in element][1:]
                if f"{owner}Pr" in rest:
                    yield f"{name}: {owner}Pr is not the first child"


def enums(file: Opened) -> Iterator[str]:
    for name, root in file.word():
        for (tag, attribute), allowed in ENUMS.items():
            for element in root.iter(W + tag):
                used = element.get(W + attribute)
                if used is not None and used not in allowed:
                    yield f"{name}: {tag} {attribute}={used!r}"


def spaces(file: Opened) -> Iterator[str]:
    for name, root in file.word():
        for element in root.iter(f"{W}t", f"{W}instrText"):
            text = element.text or ""
            kept = element.get(f"{XML}space") == "preserve"
            if not kept and (text != text.strip() or "  " in text):
                yield f"{name}: the outer space of {text!r} is lost"


# -- ids -----------------------------------------------------------------------------------


def bookmarks(file: Opened) -> Iterator[str]:
    for name, root in file.word():
        starts = list(root.iter(f"{W}bookmarkStart"))
        begun = Counter(start.get(f"{W}id") for start in starts)
        ended = Counter(end.get(f"{W}id") for end in root.iter(f"{W}bookmarkEnd"))
        named = Counter(start.get(f"{W}name", "").lower() for start in starts)
        yield from (f"{name}: bookmark id {i} {n} times" for i, n in begun.items() if n > 1)
        yield from (f"{name}: bookmark {i} has one end only" for i in begun.keys() ^ ended.keys())
        yield from (f"{name}: bookmark name {i} {n} times" for i, n in named.items() if n > 1)
        for title in named:
            if not re.fullmatch(r"[^\W\d]\w{0,39}", title):
                yield f"{name}: bookmark name {title!r}"


def fields(file: Opened) -> Iterator[str]:
    for name, root in file.word():
        depth: list[str] = []
        for element in root.iter(f"{W}fldChar"):
            kind = element.get(f"{W}fldCharType", "")
            if kind == "begin":
                depth.append(kind)
            elif not depth:
                yield f"{name}: a field's {kind} without a begin"
            elif kind == "separate":
                depth[-1] = kind
            elif kind == "end":
                depth.pop()
        if depth:
            yield f"{name}: {len(depth)} fields are not ended"


def unique_ids(file: Opened) -> Iterator[str]:
    drawings: Counter[str] = Counter()
    for name, root in file.word():
        drawings.update(e.get("id", "") for e in root.iter(DOC_PR))
        controls = Counter(val(e.find(f"{W}id")) for e in root.iter(f"{W}sdtPr"))
        paragraphs = [e.get(f"{W14}paraId") for e in root.iter(f"{W}p")]
        marked = Counter(p for p in paragraphs if p is not None)
        repeated = [i for i, n in (*controls.items(), *marked.items()) if i and n > 1]
        yield from (f"{name}: id {i} is used twice" for i in repeated)
        yield from (f"{name}: paraId {i}" for i in marked if not 0 < int(i, 16) < 0x80000000)
    yield from (f"drawing id {i} is used twice" for i, n in drawings.items() if n > 1)


def link_targets(file: Opened) -> Iterator[str]:
    for name, root in file.word():
        known = {e.get(f"{W}name") for e in root.iter(f"{W}bookmarkStart")}
        for link in root.iter(f"{W}hyperlink"):
            anchor = link.get(f"{W}anchor")
            if anchor is not None and anchor not in known:
                yield f"{name}: a link to {anchor}, which is no bookmark"


# -- tables and sections ---------------------------------------------------------------------


def cells(file: Opened) -> Iterator[str]:
    for name, root in file.word():
        for cell in root.iter(f"{W}tc"):
            if not len(cell) or cell[-1].tag != f"{W}p":
                yield f"{name}: a cell does not end with a paragraph"


def grids(file: Opened) -> Iterator[str]:
    for name, root in file.word():
        for table in root.iter(f"{W}tbl"):
            grid = table.find(f"{W}tblGrid")
            if grid is None:
                yield f"{name}: a table without a grid"
                continue
            widths = [int(column.get(f"{W}w", "0")) for column in grid]
            for row in table.iterchildren(f"{W}tr"):
                yield from (f"{name}: {fault}" for fault in _row_faults(row, widths))


def _row_faults(row: etree._Element, widths: list[int]) -> Iterator[str]:
    place = 0
    for cell in row.iterchildren(f"{W}tc"):
        span = int(val(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)
        width = cell.find(f"{W}tcPr/{W}tcW")
        told = int(width.get(f"{W}w", "0")) if width is not None else 0
        if told != sum(widths[place : place + span]):
            yield f"a cell is {told} wide, its grid {sum(widths[place : place + span])}"
        place += span
    if place != len(widths):
        yield f"a row spans {place} of {len(widths)} grid columns"


def after_tables(file: Opened) -> Iterator[str]:
    for name, root in file.word():
        for table in root.iter(f"{W}tbl"):
            following = table.getnext()
            while following is not None and "bookmark" in local(following):
                following = following.getnext()
            if following is None or following.tag != f"{W}p":
                yield f"{name}: no paragraph after a table"


def sections(file: Opened) -> Iterator[str]:
    document = file.roots.get("word/document.xml")
    if document is None:
        yield "word/document.xml is missing"
        return
    body = document.find(f"{W}body")
    if body is None or not len(body) or body[-1].tag != f"{W}sectPr":
        yield "the body does not end with its section"
    for section in document.iter(f"{W}sectPr"):
        columns = section.find(f"{W}cols")
        if columns is None or int(columns.get(f"{W}num", "1")) < 1:
            yield "a section without columns"
        if section.find(f"{W}pgSz") is None or section.find(f"{W}pgMar") is None:
            yield "a section without page size or margins"


# -- styles ----------------------------------------------------------------------------------


def style_references(file: Opened) -> Iterator[str]:
    styles = file.styles()
    wanted = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for name, root in file.word():
        for tag, kind in wanted.items():
            for used in {val(element) for element in root.iter(W + tag)}:
                found = styles.get(used)
                if found is None or found.get(f"{W}type") != kind:
                    yield f"{name}: {tag} {used} is no {kind} style"
    for identifier, style in styles.items():
        for tag in ("basedOn", "next", "link"):
            used = val(style.find(W + tag))
            if used and used not in styles:
                yield f"style {identifier}: {tag} {used} is not defined"


def style_names(file: Opened) -> Iterator[str]:
    root = file.roots.get("word/styles.xml")
    if root is None:
        yield "word/styles.xml is missing"
        return
    every = list(root.iter(f"{W}style"))
    ids = Counter(style.get(f"{W}styleId", "").lower() for style in every)
    names = Counter(val(style.find(f"{W}name")).casefold() for style in every)
    for counted in (ids, names):
        yield from (f"style {i!r} {n} times" for i, n in counted.items() if n > 1 or not i)


def font_slots(file: Opened) -> Iterator[str]:
    """A style that names one face names all four: else Han text keeps another one."""
    root = file.roots.get("word/styles.xml")
    for fonts in root.iter(f"{W}rFonts") if root is not None else ():
        missing = {"ascii", "hAnsi", "eastAsia", "cs"} - {
            etree.QName(key).localname for key in fonts.attrib
        }
        if missing:
            yield f"a style's fonts lack {', '.join(sorted(missing))}"


_NAMED = {"pStyle", "rStyle", "rFonts", "sectPr", "numPr"}  # an item's number is no look


def no_direct_looks(file: Opened) -> Iterator[str]:
    """Paragraphs name a style and runs too; nothing else but the east-asian hint."""
    document = file.roots.get("word/document.xml")
    for properties in document.iter(f"{W}pPr", f"{W}rPr") if document is not None else ():
        extra = {local(child) for child in properties} - _NAMED
        faces = properties.find(f"{W}rFonts")
        if extra or (faces is not None and set(faces.attrib) != {f"{W}hint"}):
            yield f"direct formatting: {', '.join(sorted(extra)) or 'a face'}"


RULES: tuple[Rule, ...] = (
    well_formed, content_types, targets, relations, ignorable, order, properties_first, enums,
    spaces, bookmarks, fields, unique_ids, link_targets, cells, grids, after_tables, sections,
    style_references, style_names, font_slots, no_direct_looks,
)  # fmt: skip


def findings(data: bytes) -> list[str]:
    """Every breach of every rule."""
    file = opened(data)
    return list(
        itertools.chain.from_iterable(
            (f"{rule.__name__}: {fault}" for fault in rule(file)) for rule in RULES
        )
    )
