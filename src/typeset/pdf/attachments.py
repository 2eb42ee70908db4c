"""Files inside the file: what it was made from, and its twins (ISO 19005-3, 6.8)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from typeset.pdf.edition import Attachment
from typeset.pdf.objects import array, byte_string, dictionary, name, reference, references
from typeset.pdf.objects import text_string as text
from typeset.pdf.policy import table
from typeset.pdf.writer import PdfFile


def write_attachments(
    file: PdfFile, attachments: Sequence[Attachment], date: str
) -> tuple[str, str]:
    """Write the files, dated ``date`` (ISO 8601): the catalog's AF and its name tree."""
    if not attachments:
        return "", ""
    written = {each.name: _specification(file, each, date) for each in attachments}
    rows = sorted((key.encode("utf-16-be"), key) for key in written)
    names = array(f"{text(key)} {reference(written[key])}" for _, key in rows)
    limits = array((text(rows[0][1]), text(rows[-1][1])))
    leaf = file.add(dictionary({"Limits": limits, "Names": names}))
    return references(written.values()), dictionary({"Kids": array((reference(leaf),))})


def _specification(file: PdfFile, attachment: Attachment, date: str) -> int:
    moment = pdf_date(date)
    digest = hashlib.md5(attachment.data, usedforsecurity=False).digest()  # 7.11.4.2 asks for MD5
    facts = {
        "Size": str(len(attachment.data)),
        "CreationDate": moment,
        "ModDate": moment,
        "CheckSum": byte_string(digest),
    }
    entries = {
        "Type": "/EmbeddedFile",
        "Subtype": name(media_type(attachment.name)),
        "Params": dictionary(facts),
    }
    stream = reference(file.add_stream(attachment.data, entries))
    specification = {
        "Type": "/Filespec",
        "F": text(_ascii(attachment.name)),
        "UF": text(attachment.name),
        "Desc": text(attachment.about),
        "AFRelationship": name(attachment.relationship),
        "EF": dictionary({"F": stream, "UF": stream}),
    }
    return file.add(dictionary(specification))


def _ascii(path: str) -> str:
    """The name for readers that do not know UF: ASCII only."""
    return path.encode("ascii", "replace").decode().replace("?", "_")


def media_type(path: str) -> str:
    """The media type of a file by its name's suffix (RFC 6838)."""
    known: dict[str, str] = table("media-types")
    return known.get(PurePosixPath(path).suffix[1:].lower(), "application/octet-stream")


def pdf_date(iso: str) -> str:
    """A moment of ISO 8601 in UTC as a PDF date (ISO 32000-1, 7.9.4)."""
    return f"(D:{re.sub('[-T:]', '', iso)})"
