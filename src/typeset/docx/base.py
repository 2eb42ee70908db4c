"""The base snapshot: what the document said when it was written.

It travels in the file as a custom XML part, with every anchored block's id, kind, source
and text, and which marks its text bears; its hash stands once more among the document's
properties. Merging an edited file back into the content needs all three states, and this is
the common ancestor.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable, Mapping

from lxml import etree

from typeset.docx.anchors import Record
from typeset.docx.passages import Mark
from typeset.docx.xml import element, escape
from typeset.model.publication import Metadata, Publication
from typeset.record import dataclass
from typeset.version import __version__

NAMESPACE = "urn:typeset:base:1"
PROPERTY = "typeset.base"
_ITEM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The snapshot as read back: ``sources`` are (path, SHA-256), ``looks`` style names' marks."""

    sources: tuple[tuple[str, str], ...]
    records: tuple[Record, ...]
    looks: Mapping[str, tuple[str, ...]]


def snapshot(
    publication: Publication,
    records: Iterable[Record],
    looks: Mapping[str, tuple[str, ...]] | None = None,
) -> bytes:
    """``customXml/item1.xml``; ``looks`` maps character styles' names to the marks they show."""
    sources = [
        element("source", {"path": path, "sha256": digest}) for path, digest in publication.sources
    ]
    blocks = map(_block, records)
    text = element(
        "base",
        {"xmlns": NAMESPACE, "version": __version__, "profile": "docx"},
        element("sources", None, *sources),
        element("looks", None, *_looks(looks or {})),
        element("blocks", None, *blocks),
    )
    return (_DECLARATION + text).encode()


def _block(record: Record) -> str:
    sha = hashlib.sha256(record.text.encode()).hexdigest()[:16]
    source = f' source="{escape(record.source)}"' if record.source else ""
    marks = " ".join(map(_written, record.marks))
    marked = f' marks="{escape(marks)}"' if marks else ""
    return (
        f'<block id="{escape(record.id)}" anchor="{record.anchor}" kind="{record.kind}"{source}'
        f' sha="{sha}"{marked} xml:space="preserve">{escape(record.text)}</block>'
    )


def _looks(looks: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    for name, marks in looks.items():
        yield element("look", {"style": name, "marks": " ".join(marks)})


def _written(mark: Mark) -> str:
    """``lead:0-8``; blanks of a name (of a link's target) are written as ``%20``."""
    name = mark.name.replace("%", "%25").replace(" ", "%20")
    return f"{name}:{mark.start}-{mark.end}"


_MARK = re.compile(r"(.+):(\d+)-(\d+)")


def read_snapshot(data: bytes) -> Snapshot | None:
    """What :func:`snapshot` wrote, also as another program wrote it again; None if it is not one.

    Entities are not read; a part that declares any is no snapshot.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.tag != f"{{{NAMESPACE}}}base":
        return None
    sources = [(s.get("path", ""), s.get("sha256", "")) for s in root.iter(_name("source"))]
    looks = {
        look.get("style", "").casefold(): tuple(look.get("marks", "").split())
        for look in root.iter(_name("look"))
    }
    records = tuple(_record(block) for block in root.iter(_name("block")))
    return Snapshot(sources=tuple(sources), records=records, looks=looks)


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _record(block: etree._Element) -> Record:
    marks = (_MARK.fullmatch(said) for said in block.get("marks", "").split())
    return Record(
        id=block.get("id", ""),
        anchor=block.get("anchor", ""),
        kind=block.get("kind", ""),
        source=block.get("source", ""),
        text=block.text or "",
        marks=tuple(
            Mark(m[1].replace("%20", " ").replace("%25", "%"), int(m[2]), int(m[3]))
            for m in marks
            if m
        ),
    )


def item_properties(publication: Publication) -> bytes:
    """``customXml/itemProps1.xml``: an id that stays with the publication."""
    identifier = str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:typeset:{publication.outputs.name}"))
    references = element("ds:schemaRefs", None, element("ds:schemaRef", {"ds:uri": NAMESPACE}))
    text = element(
        "ds:datastoreItem",
        {"ds:itemID": f"{{{identifier.upper()}}}", "xmlns:ds": _ITEM},
        references,
    )
    return (_DECLARATION + text).encode()


_OFFICIAL = (
    ("标题", "title"),
    ("发文机关", "issuer"),
    ("发文字号", "number"),
    ("密级和保密期限", "secrecy"),
    ("紧急程度", "urgency"),
    ("成文日期", "date"),
)
"""Core metadata of an official document (GB/T 33480-2016): its name there, and ours."""


def custom_properties(data: bytes, metadata: Metadata) -> bytes:
    """``docProps/custom.xml`` with the snapshot's hash, and what an official document is."""
    digest = hashlib.sha256(data).hexdigest()
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    said = [(PROPERTY, digest)]
    if metadata.number or metadata.secrecy or metadata.urgency:
        facts = ((name, getattr(metadata, fact)) for name, fact in _OFFICIAL)
        said += [(name, fact) for name, fact in facts if fact]
    entries = (
        element(
            "property",
            {"fmtid": "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", "pid": number, "name": name},
            element("vt:lpwstr", None, escape(fact)),
        )
        for number, (name, fact) in enumerate(said, 2)
    )
    text = element(
        "Properties",
        {
            "xmlns": f"{office}/custom-properties",
            "xmlns:vt": f"{office}/docPropsVTypes",
        },
        *entries,
    )
    return (_DECLARATION + text).encode()
