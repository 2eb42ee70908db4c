"""The part of a face that a document shows, as a font program to be embedded.

HarfBuzz cuts the face; glyphs are renumbered, and the numbers come from its plan (parts of
composite glyphs are pulled in, so the order is never assumed). Layout, naming and vertical
tables are dropped: a PDF places every glyph itself.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import uharfbuzz as hb

from typeset.record import dataclass

_KEPT = frozenset({"glyf", "loca", "head", "hhea", "hmtx", "maxp", "CFF "})
_RESTRICTED, _NO_SUBSETTING, _BITMAP_ONLY = 0x0002, 0x0100, 0x0200


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """What a font descriptor asks for, in thousandths of the em."""

    bbox: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    italic_angle: float
    stem: int
    fixed_pitch: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FontSubset:
    """A subset: ``data`` is a TrueType file (``glyf``) or a bare CFF table (``cff``).

    ``numbers`` maps the face's glyph ids to the subset's; ``widths`` and ``heights`` give
    the advances of the face's glyphs in thousandths of the em; downwards is negative.
    """

    data: bytes
    outlines: Literal["glyf", "cff"]
    glyphs: int
    numbers: Mapping[int, int]
    widths: Mapping[int, int]
    heights: Mapping[int, int]
    descriptor: Descriptor


def embedding_fault(fs_type: int) -> str:
    """Why the face may not be embedded (OS/2 ``fsType``), or an empty string."""
    if fs_type & 0x000F == _RESTRICTED:
        return "its licence bits (fsType 2) forbid embedding"
    if fs_type & _BITMAP_ONLY:
        return "its licence bits (fsType 0x200) allow bitmaps only"
    return ""


def subset_face(
    path: Path, index: int, glyphs: Iterable[int], *, fs_type: int = 0, vertical: bool = False
) -> FontSubset:
    """Cut the face at ``path`` down to ``glyphs`` (0 is always kept).

    A face whose licence forbids subsetting is kept whole. ``heights`` is filled only when
    the face is also set ``vertical``. Raises ``ValueError`` if the face has no outlines.
    """
    face = hb.Face(hb.Blob.from_file_path(str(path)), index)
    tags = set(face.table_tags)
    if not tags & {"glyf", "CFF "}:
        raise ValueError(f"the face '{path.name}' has neither TrueType nor CFF outlines")
    wanted = sorted({0, *glyphs})
    kept = range(face.glyph_count) if fs_type & _NO_SUBSETTING else wanted
    plan = hb.SubsetPlan(face, _request(face, tags, kept))
    result = plan.execute()
    advances = _advances(face, wanted, vertical=vertical)
    return FontSubset(
        data=_program(result, "CFF " in tags),
        outlines="cff" if "CFF " in tags else "glyf",
        glyphs=result.glyph_count,
        numbers=dict(plan.old_to_new_glyph_mapping),
        widths=advances[0],
        heights=advances[1],
        descriptor=_descriptor(face),
    )


def _request(face: hb.Face, tags: set[str], glyphs: Iterable[int]) -> hb.SubsetInput:
    request = hb.SubsetInput()
    request.glyph_set.update(glyphs)
    request.flags = (
        hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    )
    if "fvar" in tags:
        request.pin_all_axes_to_default(face)
    request.drop_table_tag_set.update(
        int.from_bytes(tag.encode("ascii"), "big") for tag in sorted(tags - _KEPT)
    )
    return request


def _program(face: hb.Face, cff: bool) -> bytes:
    blob = face.reference_table("CFF ") if cff else face.blob
    return bytes(blob.data)


def _advances(
    face: hb.Face, glyphs: list[int], *, vertical: bool
) -> tuple[dict[int, int], dict[int, int]]:
    font, scale = hb.Font(face), 1000 / face.upem
    across = {g: round(font.get_glyph_h_advance(g) * scale) for g in glyphs}
    if not vertical:
        return across, {}
    return across, {g: round(font.get_glyph_v_advance(g) * scale) for g in glyphs}


def _descriptor(face: hb.Face) -> Descriptor:
    head, os2, post = (bytes(face.reference_table(t).data) for t in ("head", "OS/2", "post"))
    scale = 1000 / face.upem
    bbox = struct.unpack(">4h", head[36:44])
    ascent, descent = struct.unpack(">2h", os2[68:72]) if len(os2) >= 72 else (880, -120)
    weight = struct.unpack(">H", os2[4:6])[0] if len(os2) >= 6 else 400
    return Descriptor(
        bbox=(_at(bbox[0], scale), _at(bbox[1], scale), _at(bbox[2], scale), _at(bbox[3], scale)),
        ascent=_at(ascent, scale),
        descent=_at(descent, scale),
        cap_height=_at(_cap_height(os2, ascent), scale),
        italic_angle=struct.unpack(">i", post[4:8])[0] / 65536 if len(post) >= 8 else 0.0,
        stem=round(10 + 220 * (min(max(weight, 50), 950) - 50) / 900),
        fixed_pitch=len(post) >= 16 and bool(struct.unpack(">I", post[12:16])[0]),
    )


def _at(units: float, scale: float) -> int:
    return round(units * scale)


def _cap_height(os2: bytes, ascent: int) -> int:
    """The sCapHeight of an OS/2 table from version 2 on; the ascent for older ones."""
    if len(os2) >= 90 and struct.unpack(">H", os2[:2])[0] >= 2:
        return int(struct.unpack(">h", os2[88:90])[0]) or ascent
    return ascent
