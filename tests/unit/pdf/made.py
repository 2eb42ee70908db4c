"""Small finished pages made by hand, with faces from the shipped assets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz as hb

from typeset.color import BLACK, Cmyk, Color
from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.display import (
    ArtifactClose,
    ArtifactOpen,
    Element,
    Filled,
    GlyphRun,
    Glyphs,
    Mark,
    OutlineEntry,
    Page,
    Pages,
    Stroked,
    TagClose,
    TagOpen,
)
from typeset.geometry import MM, Rect, Size, rectangle
from typeset.model.publication import Metadata, Outputs
from typeset.pdf import write_pdf
from typeset.pdf.edition import Edition
from typeset.resources import asset
from typeset.style.resolved import Furniture, Grid, PageGeometry, Style, TextRules

SERIF, SANS, LATIN = "NotoSerifSC-Regular", "NotoSansSC-Bold", "LiberationSerif-Regular"
RED = Cmyk(8, 100, 95, 4)
TRIM = Size(300.0, 400.0)
BLEED = 3 * MM
METADATA = Metadata(title="年度回顾", issuer="某市委", subtitle="二〇二一", date="2022-01-20")


@dataclass(frozen=True, slots=True)
class MadeFace:
    """What the writer reads of a face."""

    key: str
    path: Path
    index: int = 0
    fs_type: int = 0
    shift: float = 0.0
    family: str = "Made"
    source: str = ""
    span: Span = NOWHERE

    @property
    def postscript_name(self) -> str:
        return self.key

    def glyph(self, character: str) -> int:
        return int(_font(self.path).get_nominal_glyph(ord(character)) or 0)

    @property
    def upem(self) -> int:
        return int(_font(self.path).face.upem)

    def advance(self, gid: int) -> int:
        return int(_font(self.path).get_glyph_h_advance(gid))


@cache
def _font(path: Path) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))


@dataclass(frozen=True, slots=True)
class MadeLibrary:
    """Faces by key: the shipped ones by their file's stem, and others."""

    others: tuple[MadeFace, ...] = ()

    def face(self, key: str) -> MadeFace:
        known = {face.key: face for face in self.others}
        return known.get(key) or MadeFace(key, asset(f"fonts/{key}.ttf"))


def run(
    text: str,
    *,
    face: str = SERIF,
    size: float = 10.5,
    color: Color = BLACK,
    spread: float = 0.0,
    span: Span = NOWHERE,
    library: MadeLibrary | None = None,
) -> GlyphRun:
    """The text, glyph by glyph, with ``spread`` points after each."""
    chosen = (library or MadeLibrary()).face(face)
    gids = tuple(chosen.glyph(c) for c in text)
    return GlyphRun(
        face=face,
        size=size,
        color=color,
        gids=gids,
        advances=tuple(chosen.advance(gid) * size / chosen.upem + spread for gid in gids),
        offsets=(0.0,) * len(gids),
        clusters=tuple(text),
        span=span,
    )


def words(element: int, *runs: GlyphRun, x: float = 30.0, y: float = 60.0) -> tuple[Mark, ...]:
    """The runs one after another on a baseline, tagged as the element."""
    marks: list[Mark] = [TagOpen(element)]
    for each in runs:
        marks.append(Glyphs(run=each, x=x, y=y))
        x += each.width
    return (*marks, TagClose())


def artifact(*marks: Mark) -> tuple[Mark, ...]:
    """The marks as layout artifact."""
    return (ArtifactOpen(), *marks, ArtifactClose())


def fill(x: float, y: float, width: float, height: float, color: Color = RED) -> Filled:
    """A filled rectangle."""
    return Filled(path=rectangle(Rect(x, y, width, height)), color=color)


def rule(x: float, y: float, width: float, color: Color = RED, weight: float = 0.5) -> Stroked:
    """A horizontal rule."""
    return Stroked(path=(("M", x, y), ("L", x + width, y)), color=color, weight=weight)


def page(*groups: Sequence[Mark], number: int = 1, folio: str = "") -> Page:
    """A page of 300 by 400 points with 3 mm bleed."""
    return Page(
        number=number,
        folio=folio or str(number),
        side="odd" if number % 2 else "even",
        trim=TRIM,
        bleed=BLEED,
        type_area=Rect(30, 40, 240, 320),
        columns=(),
        marks=tuple(mark for group in groups for mark in group),
    )


def pages(
    *made: Page, children: Sequence[Element] = (), outline: Sequence[OutlineEntry] = ()
) -> Pages:
    """Pages under a Document with the given elements (default: one P with id 1)."""
    elements = tuple(children) or (Element(id=1, kind="P"),)
    return Pages(
        pages=made,
        structure=Element(id=0, kind="Document", children=elements),
        outline=tuple(outline),
        title=METADATA.title,
    )


STYLE = Style(
    page=PageGeometry(trim=TRIM, bleed=BLEED, head=40, foot=40, gutter=30, edge=30),
    grid=Grid(chars=20, lines=18, columns=1, gap=0, pitch=17, zw=10.5, first_baseline=9.24),
    rules=TextRules(),
    roles={},
    palette={"red": RED},
    designs={},
    furniture=Furniture(),
)


def pdf(
    made: Pages,
    *,
    profile: str = "print",
    level: str = "",
    edition: Edition | None = None,
    sink: Sink | None = None,
    library: MadeLibrary | None = None,
    metadata: Metadata = METADATA,
    outputs: Outputs | None = None,
    style: Style = STYLE,
    source_hash: str = "",
) -> bytes:
    """The pages as a file."""
    return write_pdf(
        made,
        metadata,
        style,
        library or MadeLibrary(),
        outputs or Outputs(),
        source_hash=source_hash,
        edition=edition or Edition(profile=profile, level=level),
        sink=sink,
    )
