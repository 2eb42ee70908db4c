"""Faces in the file: one Type0 font per face and direction, with codes, widths and ToUnicode.

A *code* stands for one glyph in one meaning. TrueType faces map codes to glyphs by a
CIDToGIDMap, so a glyph that stands for two different texts simply gets two codes; in a CFF
face a code is the glyph's number, and the second meaning is spelled out by ActualText.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from itertools import groupby
from pathlib import Path
from typing import Protocol

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.display import GlyphRun, Glyphs, Page
from typeset.fonts.subset import FontSubset, embedding_fault, subset_face
from typeset.pdf.objects import array, dictionary, name, number, reference, text_string
from typeset.pdf.writer import PdfFile
from typeset.record import dataclass

Meaning = tuple[int, str]
"""A glyph id of the face and the text it stands for."""

VERTICAL_ORIGIN = 880  # thousandths above the baseline: DW2's default, fits the faces we ship
_JOINER = "\u2060"  # says nothing; for glyphs beyond the letters of their cluster
_PER_BLOCK = 100  # ISO 32000-1, 9.10.3: at most 100 entries in one bfchar block


class Face(Protocol):
    """What the PDF needs of a face; its tables are read from ``path``."""

    @property
    def key(self) -> str:
        """Names the face in glyph runs."""

    @property
    def path(self) -> Path:
        """The font file."""

    @property
    def index(self) -> int:
        """Which face of a collection."""

    @property
    def postscript_name(self) -> str:
        """What the file calls it."""

    @property
    def family(self) -> str:
        """The family by the name the style knows."""

    @property
    def source(self) -> str:
        """The file as the style names it; "" of a face that travels with the program."""

    @property
    def span(self) -> Span:
        """Where the style names it."""

    @property
    def fs_type(self) -> int:
        """The licence bits of the OS/2 table."""

    @property
    def upem(self) -> int:
        """Font units in an em."""

    def glyph(self, char: str, /) -> int:
        """The glyph of a character, 0 if the face has none."""

    def advance(self, gid: int, /) -> int:
        """The advance of a glyph, in font units."""

    @property
    def shift(self) -> float:
        """Em by which its glyphs are raised."""


class FontLibrary(Protocol):
    """Where faces are found by their key."""

    def face(self, key: str, /) -> Face:
        """The face of that key."""


@dataclass(slots=True)
class Usage:
    """What a document shows of one face, in painting order."""

    meanings: dict[Meaning, Span] = field(default_factory=dict)
    directions: set[bool] = field(default_factory=set)  # vertical?


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedFace:
    """A face ready to be shown: hex codes by meaning, advances by glyph id (thousandths).

    ``spelled`` are the meanings whose code says something else: they need ActualText.
    """

    resource: str
    codes: Mapping[Meaning, str]
    widths: Mapping[int, int]
    heights: Mapping[int, int]
    spelled: frozenset[Meaning]
    objects: Mapping[bool, int]  # Type0 font by direction
    raised: float = 0.0  # em by which level glyphs stand above their baseline

    def resource_for(self, vertical: bool) -> str:
        """The name in the page's resources."""
        return self.resource + "v" * vertical


def glyph_texts(run: GlyphRun) -> tuple[str, ...]:
    """What each glyph of the run says; joined, they are the run's text as far as glyphs reach.

    The letters of a cluster of several glyphs are dealt out over them.
    """
    if "" not in run.clusters:
        return run.clusters
    dealt: list[str] = []
    for start, end in clusters(run):
        dealt += _deal(run.clusters[start], end - start)
    return tuple(dealt)


def clusters(run: GlyphRun) -> Iterator[tuple[int, int]]:
    """First glyph and end of every cluster of the run."""
    starts = [i for i, text in enumerate(run.clusters) if text or not i]
    yield from zip(starts, [*starts[1:], len(run.gids)], strict=True)


def _deal(text: str, glyphs: int) -> list[str]:
    if len(text) < glyphs:
        return [*text, *(_JOINER for _ in range(glyphs - len(text)))]
    first = len(text) - glyphs + 1
    return [text[:first], *text[first:]]


def used_faces(pages: Iterable[Page]) -> dict[str, Usage]:
    """Every face shown, by key, in the order of first use."""
    used: dict[str, Usage] = {}
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, Glyphs):
                run = mark.run
                usage = used.setdefault(run.face, Usage())
                usage.directions.add(mark.vertical)
                for meaning in zip(run.gids, glyph_texts(run), strict=True):
                    usage.meanings.setdefault(meaning, run.span)
    return used


def embed_faces(
    file: PdfFile, used: Mapping[str, Usage], library: FontLibrary, sink: Sink
) -> dict[str, EmbeddedFace]:
    """Subset and embed every used face; faults go to the sink, at the first text they show in.

    Raises:
        BuildFailed: a face cannot be embedded, so no page can be drawn.
    """
    report_faces(used, library, sink)
    embedded = {}
    for order, (key, usage) in enumerate(used.items(), 1):
        face = library.face(key)
        try:
            embedded[key] = _embed(file, face, usage, f"F{order}")
        except ValueError as fault:
            sink.error("pdf/font-outlines", str(fault), next(iter(usage.meanings.values())))
    sink.check()
    return embedded


def report_faces(used: Mapping[str, Usage], library: FontLibrary, sink: Sink) -> None:
    """Faces that may not be passed on, and characters that have no glyph."""
    for key, usage in used.items():
        _report(library.face(key), usage, sink)


def _report(face: Face, usage: Usage, sink: Sink) -> None:
    if fault := embedding_fault(face.fs_type):
        first = next(iter(usage.meanings.values()))
        span = first if face.span == NOWHERE else face.span
        hint = "choose another family, or get a licence that allows embedding"
        if first not in (span, NOWHERE):
            hint += f"; the first text set in it stands at {first}"
        sink.error("pdf/font-embedding", f"{_as_written(face)}: {fault}", span, hint)
    for (gid, text), span in usage.meanings.items():
        if not gid:
            message = f"{face.postscript_name} has no glyph for '{text}'"
            sink.error("pdf/missing-glyph", message, span, "add a face that covers it")


def _as_written(face: Face) -> str:
    """The face by the family and the file that the author wrote."""
    return f"'{face.family}' ({face.source or face.path.name})"


def _embed(file: PdfFile, face: Face, usage: Usage, resource: str) -> EmbeddedFace:
    subset = subset_face(
        face.path,
        face.index,
        (gid for gid, _ in usage.meanings),
        fs_type=face.fs_type,
        vertical=True in usage.directions,
    )
    codes, spelled = _codes(usage, subset)
    base_font = f"{_subset_tag(face, subset)}+{_plain(face.postscript_name)}"
    fresh = {m: c for m, c in codes.items() if m not in spelled}
    descendant = _descendant(file, base_font, subset, fresh)
    to_unicode = file.add_stream(_to_unicode(fresh), {})
    return EmbeddedFace(
        resource=resource,
        codes={meaning: f"{code:04X}" for meaning, code in codes.items()},
        widths=subset.widths,
        heights=subset.heights,
        spelled=spelled,
        objects={
            vertical: file.add(_type0(base_font, vertical, descendant, to_unicode))
            for vertical in sorted(usage.directions)
        },
        raised=face.shift,
    )


def _codes(usage: Usage, subset: FontSubset) -> tuple[dict[Meaning, int], frozenset[Meaning]]:
    """A code for each meaning: the glyph's new number, beyond the last one for second meanings."""
    codes: dict[Meaning, int] = {}
    spelled: list[Meaning] = []
    seen: set[int] = set()
    extra = subset.glyphs
    for meaning in usage.meanings:
        codes[meaning] = subset.numbers[meaning[0]]
        if meaning[0] not in seen:
            seen.add(meaning[0])
        elif subset.outlines == "glyf":
            codes[meaning], extra = extra, extra + 1
        else:
            spelled.append(meaning)
    return codes, frozenset(spelled)


def _subset_tag(face: Face, subset: FontSubset) -> str:
    """Six capitals from the face and what is left of it (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(face.key.encode() + subset.data).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isascii() and (c.isalnum() or c in "-_")) or "Face"


def _type0(base_font: str, vertical: bool, descendant: int, to_unicode: int) -> str:
    return dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name(base_font),
            "Encoding": "/Identity-V" if vertical else "/Identity-H",
            "DescendantFonts": array((reference(descendant),)),
            "ToUnicode": reference(to_unicode),
        }
    )


def _descendant(
    file: PdfFile, base_font: str, subset: FontSubset, codes: Mapping[Meaning, int]
) -> int:
    truetype = subset.outlines == "glyf"
    across = {code: str(subset.widths[gid]) for (gid, _), code in codes.items()}
    down = {
        code: f"{subset.heights[gid]} {number(subset.widths[gid] / 2)} {VERTICAL_ORIGIN}"
        for (gid, _), code in codes.items()
        if subset.heights.get(gid, -1000) != -1000
    }
    entries = {
        "Type": "/Font",
        "Subtype": "/CIDFontType2" if truetype else "/CIDFontType0",
        "BaseFont": name(base_font),
        "CIDSystemInfo": "<</Registry (Adobe)/Ordering (Identity)/Supplement 0>>",
        "FontDescriptor": reference(_descriptor(file, base_font, subset)),
        "DW": "1000",
        "W": _widths({code: width for code, width in across.items() if width != "1000"}),
        "DW2": f"[{VERTICAL_ORIGIN} -1000]" if subset.heights else "",
        "W2": _widths(down),
        "CIDToGIDMap": _code_map(file, subset, codes) if truetype else "",
    }
    return file.add(dictionary(entries))


def _widths(entries: Mapping[int, str]) -> str:
    """``[first [w w …] …]`` over runs of consecutive codes; empty without entries."""
    runs = groupby(enumerate(sorted(entries)), key=lambda pair: pair[1] - pair[0])
    parts = []
    for _, members in runs:
        codes = [code for _, code in members]
        parts.append(f"{codes[0]} {array(entries[code] for code in codes)}")
    return array(parts) if parts else ""


def _code_map(file: PdfFile, subset: FontSubset, codes: Mapping[Meaning, int]) -> str:
    """Identity, or a map when some glyph has a second code (ISO 19005-2, 6.2.11.3.2)."""
    second = {code: gid for (gid, _), code in codes.items() if code >= subset.glyphs}
    if not second:
        return "/Identity"
    glyphs = [*range(subset.glyphs), *(subset.numbers[second[c]] for c in sorted(second))]
    return reference(file.add_stream(b"".join(g.to_bytes(2, "big") for g in glyphs), {}))


def _descriptor(file: PdfFile, base_font: str, subset: FontSubset) -> int:
    facts = subset.descriptor
    fixed, symbolic, italic = facts.fixed_pitch, 4, 64 if facts.italic_angle else 0
    program = (
        {"FontFile2": reference(file.add_stream(subset.data, {"Length1": str(len(subset.data))}))}
        if subset.outlines == "glyf"
        else {"FontFile3": reference(file.add_stream(subset.data, {"Subtype": "/CIDFontType0C"}))}
    )
    entries = {
        "Type": "/FontDescriptor",
        "FontName": name(base_font),
        "Flags": str(fixed + symbolic + italic),
        "FontBBox": array(map(str, facts.bbox)),
        "ItalicAngle": number(facts.italic_angle),
        "Ascent": str(facts.ascent),
        "Descent": str(facts.descent),
        "CapHeight": str(facts.cap_height),
        "StemV": str(facts.stem),
    }
    return file.add(dictionary(entries | program))


def _to_unicode(codes: Mapping[Meaning, int]) -> bytes:
    lines = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in sorted((code, text) for (_, text), code in codes.items())
        if text
    ]
    blocks = [
        "\n".join((f"{len(block)} beginbfchar", *block, "endbfchar"))
        for block in (lines[i : i + _PER_BLOCK] for i in range(0, len(lines), _PER_BLOCK))
    ]
    return "\n".join((_CMAP_HEAD, *blocks, _CMAP_FOOT)).encode("ascii")


_CMAP_HEAD = f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry {text_string("Adobe")}/Ordering {text_string("UCS")}/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange"""
_CMAP_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
