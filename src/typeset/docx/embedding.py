"""Faces put whole into the document, for editors who have none that look like ours.

Whole, not cut down: a character typed later would else fall to another face. Obfuscated as
ECMA-376 part 4, 3.2.18 asks, which only keeps a program from opening the part by accident.
An office that has a face of the same name uses its own; where embedded faces are not
understood, ``altName`` leads to the face that offices have.
"""

from __future__ import annotations

import hashlib
import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

from typeset.diagnostics import Sink, Span
from typeset.docx.fonts import OFFICE_FONTS, OfficeFont, word_faces
from typeset.docx.looks import BODY
from typeset.docx.package import Related
from typeset.docx.xml import element
from typeset.fonts.face import Face
from typeset.fonts.library import FontLibrary
from typeset.fonts.sfnt import office_names
from typeset.record import dataclass
from typeset.reflow import Reflow
from typeset.resources import asset
from typeset.style.resolved import Role, Style

_SLOTS = {"Bold": "Bold", "Italic": "Italic", "Bold Italic": "BoldItalic"}
_RESTRICTED, _EDITABLE, _BITMAP_ONLY = 0x0002, 0x0008, 0x0200
_MAY = ("OFL-1.1", "GPL-3.0-with-font-exception", "Apache-2.0")  # shipped faces' licences
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedFace:
    """One face of the document: its family and slot (``Regular``, ``Bold`` …), its part."""

    family: str
    slot: str
    key: str  # the GUID by which it is obfuscated, in braces
    data: bytes
    alternate: str = ""


def with_faces(
    style: Style, reflow: Reflow, library: FontLibrary, sink: Sink
) -> tuple[Style, tuple[EmbeddedFace, ...]]:
    """The style naming its own faces, and those that the document uses, to be embedded.

    A face that may not be embedded, or not so that offices read it, is an error.
    """
    found: dict[str, EmbeddedFace | None] = {}
    used = {BODY, style.furniture.head_role, style.furniture.folio_role, *_roles(reflow)}
    roles = {
        name: _embedding(role, library, found, sink) if name in used else role
        for name, role in style.roles.items()
    }
    faces = (face for _, face in sorted(found.items()) if face is not None)
    return replace(style, roles=roles), tuple(faces)


def _embedding(
    role: Role, library: FontLibrary, found: dict[str, EmbeddedFace | None], sink: Sink
) -> Role:
    """The role with the names of its own faces, which are put among those found."""
    office = word_faces(role)
    han = role.faces.get("han") or role.faces.get("latin")
    latin = role.faces.get("latin") or han
    names, bold = [], role.word_bold
    for choice, alternate in zip((han, latin), office, strict=True):
        face = library.pick(choice) if choice else None
        if face is None or choice is None:  # open_library has said so
            return role
        if face.key not in found:
            found[face.key] = _embedded(face, alternate, choice.span, sink)
        made = found[face.key]
        if made is None:  # refused
            return role
        names.append(made.family)
        bold = bold if choice is not han else made.slot == "Bold"
    return replace(role, word_faces=(names[0], names[1]), word_bold=bold)


def _embedded(face: Face, alternate: str, span: Span, sink: Sink) -> EmbeddedFace | None:
    names = office_names(face.path, face.index)
    if fault := _fault(face, outlines=names.outlines):
        hint = "leave out --embed-fonts, or choose another face for this role"
        named = f"'{face.family}' ({face.source or face.path.name})"
        sink.error("docx/font-embedding", f"{named}: {fault}", span, hint)
        return None
    data = face.path.read_bytes()
    key = uuid.UUID(bytes=hashlib.sha256(data).digest()[:16], version=4)
    slot = _SLOTS.get(names.style, "Regular")
    return EmbeddedFace(
        family=names.family,
        slot=slot,
        key=f"{{{str(key).upper()}}}",
        data=obfuscated(data, key),
        alternate=alternate,
    )


def _fault(face: Face, *, outlines: bool) -> str:
    """Why the face may not be embedded in a document that is edited, or an empty string."""
    bits = face.fs_type
    licence = _licences().get(face.path)
    if bits & 0xF and not bits & _EDITABLE:
        kind = "at all" if bits & _RESTRICTED else "in documents that can be edited"
        return f"its licence bits (fsType {bits:#x}) forbid embedding it {kind}"
    if bits & _BITMAP_ONLY:
        return "its licence bits (fsType 0x200) allow bitmaps only"
    if licence is not None and licence not in _MAY:
        return f"its licence ({licence}) is none of those known to allow embedding"
    if not outlines:
        return "offices read embedded faces with TrueType outlines only, and it has none"
    if face.path.suffix.lower() in (".ttc", ".otc"):
        return "it is in a collection, which offices do not read"
    return ""


def _licences() -> Mapping[Path, str]:
    folder = asset("fonts")
    catalogue = tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))
    return {folder / row["file"]: row["licence"] for row in catalogue["face"]}


def obfuscated(data: bytes, key: uuid.UUID) -> bytes:
    """The face with its first 32 bytes changed by the key, or changed back (17.8.1)."""
    reversed_key = key.bytes[::-1] * 2
    head = bytes(a ^ b for a, b in zip(data[:_KEY_BYTES], reversed_key, strict=True))
    return head + data[_KEY_BYTES:]


def entries(
    faces: Iterable[EmbeddedFace],
) -> dict[str, tuple[OfficeFont, dict[str, str]]]:
    """What the font table says of families with embedded faces."""
    found: dict[str, tuple[OfficeFont, dict[str, str]]] = {}
    for number, face in enumerate(faces, 1):
        like = OFFICE_FONTS.get(face.alternate, OfficeFont(name=face.alternate))
        own = OfficeFont(
            name=face.family, alternate=face.alternate, charset=like.charset, family=like.family
        )
        _, slots = found.setdefault(face.family, (own, {}))
        reference = {"r:id": _relation(number), "w:fontKey": face.key}
        slots[f"embed{face.slot}"] = element(f"w:embed{face.slot}", reference)
    return found


def parts(faces: Iterable[EmbeddedFace]) -> tuple[Related, ...]:
    """The parts with the faces, as the font table refers to them."""
    return tuple(
        Related(
            id=_relation(number),
            type=RELATIONSHIP_TYPE.FONT,
            name=f"/word/fonts/font{number}.odttf",
            content_type="application/vnd.openxmlformats-officedocument.obfuscatedFont",
            data=face.data,
        )
        for number, face in enumerate(faces, 1)
    )


def _relation(number: int) -> str:
    return f"rIdFont{number}"


def _roles(item: Any) -> Iterator[str]:
    """The roles of text that anything in a reflow names."""
    if isinstance(item, tuple):
        for part in item:
            yield from _roles(part)
    elif is_dataclass(item):
        for name in ("role", "number_role"):
            if role := getattr(item, name, ""):
                yield role
        yield from _parts(item)


def _parts(item: Any) -> Iterable[str]:
    for field in fields(item):
        inside = getattr(item, field.name)
        if isinstance(inside, tuple) or is_dataclass(inside):
            yield from _roles(inside)
