"""A small style and both sources of widths, for tests of the line engine.

``squares`` sets in M1: a Han character is one em, a Latin one half, and ten points are an em.
``fonts`` sets in the faces that travel with the program, as the review does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from typeset.color import BLACK
from typeset.diagnostics import Sink, Span
from typeset.display import SetLine
from typeset.flow import Kern, LineBreak, PageRef, Paragraph, TextRun
from typeset.fonts.library import FontLibrary, open_library
from typeset.geometry import Size
from typeset.style.resolved import (
    FaceChoice,
    Furniture,
    Grid,
    PageGeometry,
    Role,
    Style,
    TextRules,
)
from typeset.text.measure import Measure, SetParagraph
from typeset.text.paragraph import TextSetter
from typeset.text.square import SquareShaper

EM = 10.0
Align = Literal["", "justify", "start", "center", "end"]
Run = TextRun | Kern | LineBreak | PageRef

SONG = FaceChoice(family="Noto Serif SC")
SERIF = FaceChoice(family="Source Serif 4", scale=1.06)
HEI = FaceChoice(family="Noto Sans SC", weight=500)
KAI = FaceChoice(family="Typeset Kai")


def role(name: str, han: FaceChoice, latin: FaceChoice | None, **other: Any) -> Role:
    """A role of ten points."""
    faces: dict[Literal["han", "latin"], FaceChoice] = {"han": han}
    if latin is not None:
        faces["latin"] = latin
    given: dict[str, Any] = {"size": EM, "leading": 17.0, "color": BLACK} | other
    return Role(name=name, faces=faces, **given)


def small_style(indent: float = 0.0, latin: FaceChoice = SERIF, **rules: Any) -> Style:
    """Body in Song, lead in Hei, quote in Kai; ``indent`` of the body in em."""
    roles = (
        role("body", SONG, latin, indent=indent * EM),
        role("lead", HEI, None),
        role("quote", KAI, None),
        role("title", SONG, None, tracking=0.1, align="center"),
    )
    return Style(
        page=PageGeometry(trim=Size(595, 842), bleed=8.5, head=68, foot=65, gutter=58, edge=54),
        grid=Grid(chars=46, lines=42, columns=2, gap=20, pitch=17, zw=EM, first_baseline=9),
        rules=TextRules(**rules),
        roles={each.name: each for each in roles},
        palette={},
        designs={},
        furniture=Furniture(),
    )


def paragraph(*runs: str | Run, role: str = "body", align: Align = "") -> Paragraph:
    """A paragraph of runs; a string is a run of the paragraph's role."""
    made: list[Run] = []
    column = 1
    for run in runs:
        if isinstance(run, str):
            span = Span("sections/a.md", 1, column, len(run))
            made.append(TextRun(text=run, role=role, span=span))
            column += len(run)
        else:
            made.append(run)
    return Paragraph(runs=tuple(made), role=role, align=align, span=Span("sections/a.md"))


@dataclass
class Engine:
    """A setter with its findings at hand."""

    setter: TextSetter
    sink: Sink

    def set(self, text: str | Paragraph, measure: float, lines: int | None = None) -> SetParagraph:
        """Set to a measure in em."""
        given = paragraph(text) if isinstance(text, str) else text
        return self.setter.set(given, Measure(measure * EM), lines)

    def texts(self, text: str | Paragraph, measure: float) -> list[str]:
        return [line.text for line in self.set(text, measure).lines]

    def width(self, text: str | Paragraph) -> float:
        """Natural width on one line, in em."""
        given = paragraph(text) if isinstance(text, str) else text
        return self.setter.width_of(given) / EM

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.sink.findings]


@dataclass
class _Shipped:
    """The library of shipped faces, opened once for all tests."""

    library: FontLibrary | None = field(default=None)

    def open(self) -> FontLibrary:
        if self.library is None:
            sink = Sink()
            self.library = open_library(small_style(), None, sink)
            assert sink.findings == []
        return self.library


_SHIPPED = _Shipped()


def squares(indent: float = 0.0, pages: Mapping[str, str] | None = None, **rules: Any) -> Engine:
    """An engine that sets squares; ``rules`` are fields of :class:`TextRules`."""
    sink = Sink()
    style = small_style(indent, FaceChoice(family=SERIF.family), **rules)
    known = pages or {}
    setter = TextSetter(style, FontLibrary(sink), sink, page_of=known.get, shaper=SquareShaper())
    return Engine(setter, sink)


def fonts(indent: float = 0.0, **rules: Any) -> Engine:
    """An engine that sets the shipped faces."""
    sink = Sink()
    return Engine(TextSetter(small_style(indent, **rules), _SHIPPED.open(), sink), sink)


def placed(line: SetLine) -> list[tuple[str, float, float]]:
    """(characters, x of the glyph's origin, pen advance), in em, glyph by glyph."""
    out = []
    for run in line.runs:
        x = run.x
        glyphs = zip(run.run.clusters, run.run.advances, run.run.offsets, strict=True)
        for char, advance, offset in glyphs:
            out.append((char, round((x + offset) / EM, 4), round(advance / EM, 4)))
            x += advance
    return out
