"""The XMP packet as a flat table of properties."""

from __future__ import annotations

from xml.etree import ElementTree as ET

PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def properties(packet: str) -> dict[str, str] | None:
    """``dc:title`` and so on to the (first) value; None if the packet is not well-formed."""
    text = packet.strip("\ufeff\x00 \t\r\n")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return None
    try:
        root = ET.fromstring(text)  # noqa: S314
    except (ET.ParseError, ValueError):
        return None
    found: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        for key, value in description.attrib.items():
            found.setdefault(_short(key), value)
        for element in description:
            found.setdefault(_short(element.tag), _value(element))
    return found


def _short(tag: str) -> str:
    uri, _, local = tag.removeprefix("{").partition("}")
    return f"{PREFIXES.get(uri, uri)}:{local}"


def _value(element: ET.Element) -> str:
    first = next(element.iter(f"{_RDF}li"), None)
    return ((first if first is not None else element).text or "").strip()
