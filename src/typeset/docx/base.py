"""The base snapshot: what the document said when it was written.

It travels in the file as a custom XML part, with every anchored block's id, kind, source
and text; its hash stands once more among the document's properties. Merging an edited
file back into the content needs all three states, and this is the common ancestor.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable

from typeset.docx.anchors import Record
from typeset.docx.xml import element, escape
from typeset.model.publication import Publication
from typeset.version import __version__

NAMESPACE = "urn:typeset:base:1"
PROPERTY = "typeset.base"
_ITEM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'


def snapshot(publication: Publication, records: Iterable[Record]) -> bytes:
    """``customXml/item1.xml``."""
    sources = [
        element("source", {"path": path, "sha256": digest}) for path, digest in publication.sources
    ]
    blocks = [
        element(
            "block",
            {
                "id": record.id,
                "anchor": record.anchor,
                "kind": record.kind,
                "source": record.source or None,
                "sha": hashlib.sha256(record.text.encode()).hexdigest()[:16],
                "xml:space": "preserve",
            },
            escape(record.text),
        )
        for record in records
    ]
    text = element(
        "base",
        {"xmlns": NAMESPACE, "version": __version__, "profile": "docx"},
        element("sources", None, *sources),
        element("blocks", None, *blocks),
    )
    return (_DECLARATION + text).encode()


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


def custom_properties(data: bytes) -> bytes:
    """``docProps/custom.xml`` with the snapshot's hash."""
    digest = hashlib.sha256(data).hexdigest()
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    entry = element(
        "property",
        {"fmtid": "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", "pid": 2, "name": PROPERTY},
        element("vt:lpwstr", None, digest),
    )
    text = element(
        "Properties",
        {
            "xmlns": f"{office}/custom-properties",
            "xmlns:vt": f"{office}/docPropsVTypes",
        },
        entry,
    )
    return (_DECLARATION + text).encode()
