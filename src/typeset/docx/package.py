"""The package: parts and their relations by python-docx, then zipped again the same each time.

Nothing of python-docx's template is used: its content is that of another language and
another paper size. A package is put together from parts we wrote.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.package import Package

from typeset.docx import base
from typeset.docx.settings import word_language
from typeset.docx.xml import element
from typeset.model.publication import Metadata
from typeset.record import dataclass

_EPOCH = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # as Word writes it; a zip cannot say anything earlier
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DEFAULTS = (("rels", CT.OPC_RELATIONSHIPS), ("xml", CT.XML))
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_CUSTOM_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_MEDIA = {"emf": "image/x-emf", "png": "image/png", "jpeg": "image/jpeg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A part that the document part refers to, with the relationship's id and type."""

    id: str
    type: str
    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything of one document: the main part, its parts, addresses, the base snapshot."""

    document: bytes
    parts: tuple[Related, ...]
    links: tuple[tuple[str, str], ...]  # (address, relationship id)
    snapshot: tuple[bytes, bytes] | None  # item, its properties
    fonts: tuple[Related, ...] = ()  # what the font table refers to


def document_parts(named: dict[str, bytes], furniture: dict[str, bytes]) -> tuple[Related, ...]:
    """The fixed parts by name (``styles`` …) and headers and footers by relationship id."""
    kinds = {
        "styles": (RT.STYLES, CT.WML_STYLES),
        "settings": (RT.SETTINGS, CT.WML_SETTINGS),
        "fontTable": (RT.FONT_TABLE, CT.WML_FONT_TABLE),
        "theme": (RT.THEME, CT.OFC_THEME),
        "numbering": (RT.NUMBERING, CT.WML_NUMBERING),
        "footnotes": (RT.FOOTNOTES, CT.WML_FOOTNOTES),
        "endnotes": (RT.ENDNOTES, CT.WML_ENDNOTES),
    }
    places = {"theme": "/word/theme/theme1.xml"}
    fixed = [
        Related(
            id=f"rId{name[:1].upper()}{name[1:]}",
            type=kinds[name][0],
            name=places.get(name, f"/word/{name}.xml"),
            content_type=kinds[name][1],
            data=data,
        )
        for name, data in named.items()
    ]
    return (*fixed, *(_furniture(identifier, data) for identifier, data in furniture.items()))


def _furniture(identifier: str, data: bytes) -> Related:
    is_header = "Header" in identifier
    side = identifier.removeprefix("rId").lower()
    return Related(
        id=identifier,
        type=RT.HEADER if is_header else RT.FOOTER,
        name=f"/word/{side}.xml",
        content_type=CT.WML_HEADER if is_header else CT.WML_FOOTER,
        data=data,
    )


def pictures(drawn: dict[tuple[str, bytes], str]) -> tuple[Related, ...]:
    """The media parts of the pictures, by relationship id."""
    return tuple(
        Related(
            id=identifier,
            type=RT.IMAGE,
            name=f"/word/media/image{number}.{form}",
            content_type=_MEDIA[form],
            data=data,
        )
        for number, ((form, data), identifier) in enumerate(drawn.items(), 1)
    )


def package(contents: Contents, metadata: Metadata) -> bytes:
    """The finished file."""
    whole = Package()
    main = Part(PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN, contents.document, whole)
    whole.relate_to(main, RT.OFFICE_DOCUMENT)
    for related in contents.parts:
        part = Part(PackURI(related.name), related.content_type, related.data, whole)
        main.load_rel(related.type, part, related.id)
        if related.type in (RT.FOOTNOTES, RT.ENDNOTES):
            _link(part, contents.links)
        if related.type == RT.FONT_TABLE:
            for face in contents.fonts:
                held = Part(PackURI(face.name), face.content_type, face.data, whole)
                part.load_rel(face.type, held, face.id)
    _link(main, contents.links)
    _describe(whole, metadata)
    if contents.snapshot is not None:
        _carry(whole, main, *contents.snapshot, metadata)
    return zipped(_members(whole))


def _members(whole: Package) -> dict[str, bytes]:
    """Every member by name: parts, what they refer to, and what each of them is."""
    parts = list(whole.iter_parts())
    members = {"_rels/.rels": whole.rels.xml}
    types = [element("Default", {"Extension": e, "ContentType": t}) for e, t in _DEFAULTS]
    for part in sorted(parts, key=lambda part: part.partname):
        members[part.partname.membername] = part.blob
        if part.rels:
            members[part.partname.rels_uri.membername] = part.rels.xml
        if (part.partname.ext, part.content_type) not in _DEFAULTS:
            kind = {"PartName": part.partname, "ContentType": part.content_type}
            types.append(element("Override", kind))
    listed = element("Types", {"xmlns": CONTENT_TYPES}, *types)
    return {"[Content_Types].xml": f"{_DECLARATION}{listed}".encode(), **members}


def _link(part: Part, links: tuple[tuple[str, str], ...]) -> None:
    for address, identifier in links:
        part.load_rel(RT.HYPERLINK, address, identifier, is_external=True)


def _describe(whole: Package, metadata: Metadata) -> None:
    """The core properties; the only date is the publication's own."""
    core = CorePropertiesPart.default(whole)
    whole.relate_to(core, RT.CORE_PROPERTIES)
    properties = core.core_properties
    properties.title = metadata.title
    properties.author = properties.last_modified_by = metadata.issuer
    properties.subject = metadata.subtitle
    properties.language = word_language(metadata.language)
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = published(metadata.date)


def published(date: str) -> dt.datetime:
    """The publication's date (``2022-01-20``, ``2022年1月20日``), or 1980 where it has none."""
    numbers = [int(number) for number in re.findall(r"\d+", date)[:3]]
    if not numbers:
        return _EPOCH
    year, month, day = [*numbers, 1, 1][:3]
    try:
        return dt.datetime(year, month, day, tzinfo=dt.UTC)
    except ValueError:
        return _EPOCH


def _carry(whole: Package, main: Part, item: bytes, properties: bytes, metadata: Metadata) -> None:
    """The base snapshot as a custom XML part, its hash as a document property."""
    part = Part(PackURI("/customXml/item1.xml"), CT.XML, item, whole)
    part.relate_to(
        Part(PackURI("/customXml/itemProps1.xml"), CT.OFC_CUSTOM_XML_PROPERTIES, properties, whole),
        RT.CUSTOM_XML_PROPS,
    )
    main.load_rel(RT.CUSTOM_XML, part, "rIdBase")
    witness = Part(
        PackURI("/docProps/custom.xml"),
        _CUSTOM_PROPERTIES,
        base.custom_properties(item, metadata),
        whole,
    )
    whole.relate_to(witness, RT.CUSTOM_PROPERTIES)


def repacked(data: bytes) -> bytes:
    """The same members in a fixed order, with a fixed date and no trace of the machine."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return zipped({name: old.read(name) for name in old.namelist()})


def zipped(members: Mapping[str, bytes]) -> bytes:
    """The members as one file, the same bytes every time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        rest = sorted(name for name in members if name not in _FIRST)
        for name in (*_FIRST, *rest):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            new.writestr(entry, members[name], compresslevel=6)
    return stream.getvalue()
