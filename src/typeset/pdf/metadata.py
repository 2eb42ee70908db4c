"""What the file says about itself: XMP packet, information dictionary, identifiers, intent.

The same facts stand in the packet and in the information dictionary. Dates come from the
publication, never from the clock; identifiers from digests of what was written.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterable, Mapping

from typeset.model.publication import Metadata
from typeset.pdf.attachments import pdf_date
from typeset.pdf.objects import dictionary, text_string
from typeset.pdf.policy import Policy, XmpProperty, XmpSchema, table
from typeset.record import dataclass
from typeset.version import __version__

CREATOR = "typeset"
PRODUCER = f"typeset {__version__}"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_BASE = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
_EXTENSION = {
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What packet and information dictionary both say. ``date`` is ISO 8601 in UTC."""

    metadata: Metadata
    date: str
    document: bytes  # identifies the publication through all its versions; 16 bytes
    instance: bytes  # identifies exactly this file; 16 bytes


def issue_date(metadata: Metadata, environment: Mapping[str, str] = os.environ) -> str:
    """The date of issue as ISO 8601 in UTC.

    The publication's date if it holds one, else SOURCE_DATE_EPOCH, else the beginning of
    the epoch: a date is required (ISO 15930-7, 6.8), and the clock is never asked.
    """
    if parts := re.match(r"\D*(\d{4})(?:\D+(\d{1,2}))?(?:\D+(\d{1,2}))?", metadata.date):
        year, month, day = (int(part or 1) for part in parts.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{year:04}-{month:02}-{day:02}T00:00:00Z"
    return _from_epoch(environment.get("SOURCE_DATE_EPOCH", ""))


def _from_epoch(seconds: str) -> str:
    moment = time.gmtime(int(seconds) if seconds.isdigit() else 0)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", moment)


def document_identity(metadata: Metadata, name: str, source_hash: str) -> bytes:
    """Sixteen bytes that stand for the publication, the same in all its outputs."""
    facts = (metadata.title, metadata.issuer, metadata.date, name, source_hash)
    return hashlib.sha256("\0".join(facts).encode()).digest()[:16]


def information(facts: Facts, policy: Policy) -> str:
    """The information dictionary (ISO 32000-1, 14.3.3)."""
    metadata = facts.metadata
    date = pdf_date(facts.date)
    entries = {
        "Title": text_string(metadata.title),
        "Author": text_string(metadata.issuer) if metadata.issuer else "",
        "Subject": text_string(metadata.subtitle) if metadata.subtitle else "",
        "Creator": text_string(CREATOR),
        "Producer": text_string(PRODUCER),
        "CreationDate": date,
        "ModDate": date,
        "Trapped": "/False" if _has(policy, "Trapped") else "",
    }
    return dictionary(entries | {k: text_string(v) for k, v in policy.info_entries.items()})


def _has(policy: Policy, name: str) -> bool:
    return any(p.name == name for schema in policy.schemas for p in schema.properties)


def xmp_packet(facts: Facts, policy: Policy) -> bytes:
    """The XMP packet (ISO 16684-1), uncompressed UTF-8."""
    schemas = (*policy.schemas, *official_schema(facts.metadata))
    spaces = _BASE | {schema.prefix: schema.uri for schema in schemas}
    if policy.declare_schemas:
        spaces |= _EXTENSION
    declared = "".join(f'\n    xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    parts = [*_dublin_core(facts.metadata, facts.date), *_rights_and_dates(facts)]
    for schema in schemas:
        parts += [_simple(f"{schema.prefix}:{each.name}", each.value) for each in schema.properties]
    if policy.declare_schemas:
        parts.append(_extensions(schema for schema in schemas if schema.declare))
    body = "\n".join(part for part in parts if part)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        f'<rdf:RDF xmlns:rdf="{_RDF}">\n'
        f'<rdf:Description rdf:about=""{declared}>\n{body}\n</rdf:Description>\n'
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def official_schema(metadata: Metadata) -> tuple[XmpSchema, ...]:
    """What an official document says of itself; nothing where it bears no such mark."""
    if not (metadata.number or metadata.secrecy or metadata.urgency):
        return ()
    entry = table("official-document")
    properties = tuple(
        XmpProperty(name=name, value=value, type="Text", about=each["about"])
        for name, each in entry["properties"].items()
        if (value := getattr(metadata, each["fact"]))
    )
    head = {key: entry[key] for key in ("prefix", "uri", "title")}
    return (XmpSchema(**head, properties=properties, declare=True),)


def _dublin_core(metadata: Metadata, date: str) -> list[str]:
    return [
        _simple("dc:format", "application/pdf"),
        _container("dc:title", "Alt", [metadata.title], language="x-default"),
        _container("dc:creator", "Seq", [metadata.issuer]),
        _container("dc:publisher", "Bag", [metadata.issuer]),
        _container("dc:description", "Alt", [metadata.subtitle], language="x-default"),
        _container("dc:language", "Bag", [metadata.language]),
        _simple("dc:identifier", metadata.number) if metadata.number else "",
        _container("dc:date", "Seq", [date]),
    ]


def _rights_and_dates(facts: Facts) -> list[str]:
    return [
        _simple("xmp:CreatorTool", CREATOR),
        _simple("xmp:CreateDate", facts.date),
        _simple("xmp:ModifyDate", facts.date),
        _simple("xmp:MetadataDate", facts.date),
        _simple("pdf:Producer", PRODUCER),
        _simple("xmpMM:DocumentID", _uuid(facts.document)),
        _simple("xmpMM:InstanceID", _uuid(facts.instance)),
        _simple("xmpMM:VersionID", "1"),
        _simple("xmpMM:RenditionClass", "default"),
    ]


def _uuid(identity: bytes) -> str:
    """Sixteen bytes of a digest as a version 8 UUID (RFC 9562, 5.8)."""
    octets = bytearray(identity)
    octets[6] = octets[6] & 0x0F | 0x80
    octets[8] = octets[8] & 0x3F | 0x80
    digits = octets.hex()
    cuts = ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32))
    return "uuid:" + "-".join(digits[start:end] for start, end in cuts)


def _escape(text: str) -> str:
    """Character data of XML 1.0, without the control characters it does not know."""
    plain = "".join(c for c in text if c >= " " or c in "\t\n")
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _simple(name: str, value: str) -> str:
    return f"<{name}>{_escape(value)}</{name}>"


def _container(name: str, kind: str, values: Iterable[str], language: str = "") -> str:
    """An array property; "" when there is no value."""
    attribute = f' xml:lang="{language}"' if language else ""
    items = "".join(f"<rdf:li{attribute}>{_escape(v)}</rdf:li>" for v in values if v)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _extensions(schemas: Iterable[XmpSchema]) -> str:
    """Declarations of the schemas (ISO 19005-2, 6.6.2.3)."""
    items = "".join(_declaration(schema) for schema in schemas)
    if not items:
        return ""
    return f"<pdfaExtension:schemas><rdf:Bag>{items}</rdf:Bag></pdfaExtension:schemas>"


def _declaration(schema: XmpSchema) -> str:
    properties = "".join(
        '\n<rdf:li rdf:parseType="Resource">'
        f"{_simple('pdfaProperty:name', each.name)}"
        f"{_simple('pdfaProperty:valueType', each.type)}"
        f"{_simple('pdfaProperty:category', 'internal')}"
        f"{_simple('pdfaProperty:description', each.about)}</rdf:li>"
        for each in schema.properties
    )
    return (
        '\n<rdf:li rdf:parseType="Resource">'
        f"{_simple('pdfaSchema:schema', schema.title)}"
        f"{_simple('pdfaSchema:namespaceURI', schema.uri)}"
        f"{_simple('pdfaSchema:prefix', schema.prefix)}"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
