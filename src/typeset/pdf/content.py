"""A page's marks as a content stream.

State is tracked, so an operator is written only when something changes; marked content is
opened late and kept open while the same element goes on. Whatever the page needs besides
(fonts, spaces, places of tags, links and destinations) is collected in :class:`DrawnPage`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from itertools import zip_longest
from typing import assert_never

from typeset.color import Color
from typeset.diagnostics import NOWHERE, Span
from typeset.display import (
    ArtifactClose,
    ArtifactOpen,
    ClipEnd,
    ClipStart,
    Destination,
    Element,
    Filled,
    Glyphs,
    LinkArea,
    Mark,
    Page,
    Pictured,
    Stroked,
    TagClose,
    TagOpen,
)
from typeset.geometry import Path
from typeset.pdf.boxes import Sheet
from typeset.pdf.color import KNOCKOUT, OVERPRINT, Inks, overprints
from typeset.pdf.conformance import Findings
from typeset.pdf.fonts import EmbeddedFace
from typeset.pdf.glyph_forms import GlyphForms
from typeset.pdf.images import Images
from typeset.pdf.languages import foreign_language
from typeset.pdf.objects import name, number, numbers, text_string
from typeset.pdf.paths import Extent, path_extent, path_operators, rect_extent, union
from typeset.pdf.text import set_run
from typeset.record import dataclass

_ARTIFACTS = {
    "Page": "<</Type/Page>>",
    "Layout": "<</Type/Layout>>",
    "Background": "<</Type/Background/BBox{media}>>",
    "Header": "<</Type/Pagination/Subtype/Header/Attached[/Top]>>",
    "Footer": "<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>",
}


@dataclass(slots=True)
class DrawnPage:
    """What drawing a page left behind. ``contents[mcid]`` is the element's id."""

    data: bytes = b""
    fonts: dict[str, int] = field(default_factory=dict)  # resource name: object
    forms: dict[str, int] = field(default_factory=dict)  # likewise; glyphs as outlines
    spaces: set[str] = field(default_factory=set)
    contents: list[int] = field(default_factory=list)
    links: list[LinkArea] = field(default_factory=list)
    destinations: list[Destination] = field(default_factory=list)
    extents: dict[int, Extent] = field(default_factory=dict)  # of figures


@dataclass(slots=True)
class _Graphics:
    """The graphics state as the stream has set it; "" stands for the page's default."""

    fill: str = ""
    stroke: str = ""
    weight: float = -1.0
    round: bool = False
    overprint: str = ""
    font: str = ""
    spacing: str = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What all pages of a document share while they are drawn.

    With ``outlines`` text is drawn as forms and no face is embedded.
    """

    faces: Mapping[str, EmbeddedFace]
    outlines: GlyphForms | None = None
    inks: Inks
    images: Images
    elements: Mapping[int, Element]
    findings: Findings
    language: str = ""


class _Pen:
    """Writes one page's stream."""

    def __init__(self, sheet: Sheet, drawing: Drawing) -> None:
        self.sheet = sheet
        self.drawing = drawing
        self.page = DrawnPage()
        self.out: list[str] = []
        self._state = _Graphics()
        self._saved: list[_Graphics] = []
        self._origin: tuple[int, int] | None = None  # of the text line, in 1/1000 point
        self._asked: int | str | None = None  # element id or artifact kind, as marks say
        self._open: int | str | None = None  # as the stream has it

    # -- marked content ---------------------------------------------------------------------

    def mark(self, mark: Mark) -> None:
        """Draw or note one mark."""
        match mark:
            case Glyphs():
                self._glyphs(mark)
            case Filled():
                self._filled(mark)
            case Stroked():
                self._stroked(mark)
            case Pictured():
                self._pictured(mark)
            case ClipStart():
                self._clip(mark.path)
            case ClipEnd():
                self._unclip()
            case LinkArea():
                self.page.links.append(mark)
            case Destination():
                self.page.destinations.append(mark)
            case TagOpen():
                self._asked = mark.element
            case ArtifactOpen():
                self._asked = mark.kind
            case TagClose() | ArtifactClose():
                self._asked = None
            case _:
                assert_never(mark)

    def finish(self) -> DrawnPage:
        """Close what is open and hand over the page."""
        self._close()
        self.page.data = "".join(self.out).encode("ascii")
        return self.page

    def _settle(self, span: Span = NOWHERE, text: str = "") -> None:
        """Open the marked content that the next mark belongs to."""
        asked = self._asked
        if isinstance(asked, int) and asked not in self.drawing.elements:
            self.drawing.findings.unknown_element(asked, span)
            asked = None
        if asked is None:
            self.drawing.findings.untagged(text, span)
            asked = "Layout"
        if asked == self._open:
            return
        self._close()
        self._open = asked
        if isinstance(asked, int):
            tag = name(self.drawing.elements[asked].kind)
            self.out.append(f"{tag}<</MCID {len(self.page.contents)}>>BDC\n")
            self.page.contents.append(asked)
        else:
            properties = _ARTIFACTS[asked].format(media=self.sheet.media)
            self.out.append(f"/Artifact{properties}BDC\n")

    def _close(self) -> None:
        self._end_text()
        if self._open is not None:
            self.out.append("EMC\n")
            self._open = None

    def _place(self) -> Span:
        """Where the element that is being drawn was written."""
        element = self.drawing.elements.get(self._open) if isinstance(self._open, int) else None
        return element.span if element else NOWHERE

    def _language(self) -> str:
        """The language of what is being drawn."""
        element = self.drawing.elements.get(self._open) if isinstance(self._open, int) else None
        return (element.language if element else "") or self.drawing.language

    def _drawing_figure(self) -> int | None:
        """The id of the figure that is being drawn, if it is one."""
        if not isinstance(self._open, int):
            return None
        return self._open if self.drawing.elements[self._open].kind == "Figure" else None

    def _reach(self, extent: Callable[[], Extent]) -> None:
        """Widen the extent of the figure that is being drawn."""
        if (figure := self._drawing_figure()) is not None:
            self.page.extents[figure] = union(self.page.extents.get(figure), extent())

    # -- state ------------------------------------------------------------------------------

    def _color(self, color: Color, span: Span, *, stroke: bool = False) -> None:
        self.drawing.findings.color(color, span, self.drawing.inks.clash(color))
        operator, space = self.drawing.inks.operator(color, stroke=stroke)
        if space:
            self.page.spaces.add(space)
        if operator == (self._state.stroke if stroke else self._state.fill):
            return
        self.out.append(operator)
        if stroke:
            self._state.stroke = operator
        else:
            self._state.fill = operator

    def _overprint(self, state: str) -> None:
        if self._state.overprint != state:
            self.out.append(f"/{state} gs\n")
            self._state.overprint = state

    # -- text -------------------------------------------------------------------------------

    def _glyphs(self, mark: Glyphs) -> None:
        run = mark.run
        if not run.gids:
            return
        self._settle(run.span, run.text)
        self._color(run.color, run.span)
        self._overprint(OVERPRINT if overprints(run.color) else KNOCKOUT)
        if self.drawing.outlines:
            self._outlined_text(mark, self.drawing.outlines)
            return
        face = self.drawing.faces[run.face]
        size = round(run.size, 3)
        shown = set_run(run, face, size, vertical=mark.vertical)
        x, y = self.sheet.x(mark.x), self.sheet.y(mark.y)
        if mark.rising:
            along = (-face.raised * size, shown.shift)
        elif mark.vertical or mark.turned:
            along = (0.0, -shown.shift)
        else:
            along = (shown.shift, face.raised * size)
        place = round((x + along[0]) * 1000), round((y + along[1]) * 1000)
        self._font(face.resource_for(mark.vertical), face.objects[mark.vertical], size)
        if mark.turned or mark.rising:
            self._text_turned(*place, up=mark.rising)
        else:
            self._text_at(*place)
        if shown.spacing != self._state.spacing:
            self.out.append(f"{shown.spacing} Tc\n")
            self._state.spacing = shown.spacing
        if language := foreign_language(run.text, self._language()):
            self.out.append(f"/Span<</Lang {text_string(language)}>>BDC\n{shown.show}EMC\n")
        else:
            self.out.append(shown.show)
        if mark.turned or mark.rising:
            self._end_text()  # what follows is upright again
        self._reach(lambda: _run_extent(mark, x, y))

    def _outlined_text(self, mark: Glyphs, outlines: GlyphForms) -> None:
        self._end_text()
        x, y = self.sheet.x(mark.x), self.sheet.y(mark.y)
        self.out.append(outlines.show(mark, x, y, self.page.forms))
        self._reach(lambda: _run_extent(mark, x, y))

    def _font(self, resource: str, object_number: int, size: float) -> None:
        self.page.fonts[resource] = object_number
        chosen = f"/{resource} {number(size)} Tf\n"
        if chosen != self._state.font:
            self.out.append(chosen)
            self._state.font = chosen

    def _text_at(self, x: int, y: int) -> None:
        """Move to a place given in 1/1000 point; whole numbers keep moves exact."""
        if self._origin is None:
            self.out.append("BT\n")
        left, base = self._origin or (0, 0)
        self.out.append(f"{number((x - left) / 1000)} {number((y - base) / 1000)} Td\n")
        self._origin = (x, y)

    def _text_turned(self, x: int, y: int, *, up: bool) -> None:
        """Begin text that runs downwards, turned clockwise by a right angle, or upwards."""
        self._end_text()
        matrix = "0 1 -1 0" if up else "0 -1 1 0"
        self.out.append(f"BT\n{matrix} {number(x / 1000)} {number(y / 1000)} Tm\n")
        self._origin = (x, y)

    def _end_text(self) -> None:
        if self._origin is not None:
            self.out.append("ET\n")
            self._origin = None

    # -- paths ------------------------------------------------------------------------------

    def _filled(self, mark: Filled) -> None:
        self._settle()
        self._end_text()
        self._color(mark.color, self._place())
        self._overprint(KNOCKOUT)
        self._reach(lambda: path_extent(mark.path, self.sheet))
        self.out.append(path_operators(mark.path, self.sheet) + "f\n")

    def _stroked(self, mark: Stroked) -> None:
        self._settle()
        self._end_text()
        self._line(mark)
        self._reach(lambda: path_extent(mark.path, self.sheet))
        self.out.append(path_operators(mark.path, self.sheet) + "S\n")

    def outlined(self, ground: Filled, line: Stroked) -> None:
        """Fill a path and stroke it, in one go: a drawing of contours is half as long so."""
        self._settle()
        self._end_text()
        self._color(ground.color, self._place())
        self._line(line)
        self._reach(lambda: path_extent(line.path, self.sheet))
        self.out.append(path_operators(line.path, self.sheet) + "B\n")

    def _line(self, mark: Stroked) -> None:
        """Choose colour and pen for a stroke."""
        self._color(mark.color, self._place(), stroke=True)
        self._overprint(KNOCKOUT)
        if mark.weight != self._state.weight:
            self.out.append(f"{number(mark.weight)} w\n")
        if mark.round != self._state.round:
            self.out.append("1 J 1 j\n" if mark.round else "0 J 0 j\n")
        self._state.weight, self._state.round = mark.weight, mark.round

    # -- pictures ---------------------------------------------------------------------------

    def _pictured(self, mark: Pictured) -> None:
        self._settle(mark.span)
        self._end_text()
        self._reach(lambda: rect_extent(mark.shown, self.sheet))
        if (image := self.drawing.images.xobject(mark)) is None:
            return
        self._overprint(KNOCKOUT)
        self.page.forms[image.name] = image.number
        window, whole = (rect_extent(r, self.sheet) for r in (mark.shown, mark.laid))
        box = (*window[:2], window[2] - window[0], window[3] - window[1])
        across, down = whole[2] - whole[0], whole[3] - whole[1]
        a, b, c, d, e, f = image.turn
        matrix = (a * across, b * down, c * across, d * down,
                  whole[0] + e * across, whole[1] + f * down)  # fmt: skip
        unit = 1 / image.side
        own = f"{numbers((unit, 0, 0, unit, 0, 0))} cm\n" if image.side != 1 else ""
        place = f"{numbers(box)} re W n\n{numbers(matrix)} cm\n{own}"
        self.out.append(f"q\n{place}/{image.name} Do\nQ\n")

    def _clip(self, path: Path) -> None:
        self._settle()
        self._end_text()
        self._saved.append(replace(self._state))
        self.out.append(f"q\n{path_operators(path, self.sheet)}W n\n")

    def _unclip(self) -> None:
        self._end_text()
        self._state = self._saved.pop()
        self.out.append("Q\n")


def _run_extent(mark: Glyphs, x: float, y: float) -> Extent:
    """The em boxes of a run, near enough for a figure's box."""
    size, length = mark.run.size, mark.run.width
    if mark.vertical:
        return x - size / 2, y - length, x + size / 2, y
    if mark.rising:
        return x - 0.9 * size, y, x + 0.2 * size, y + length
    if mark.turned:
        return x - 0.2 * size, y - length, x + 0.9 * size, y
    return x, y - 0.2 * size, x + length, y + 0.9 * size


def draw_page(page: Page, sheet: Sheet, drawing: Drawing) -> DrawnPage:
    """The page's marks as a stream, in painting order."""
    pen = _Pen(sheet, drawing)
    marks = iter(zip_longest(page.marks, page.marks[1:]))
    for mark, following in marks:
        if (
            isinstance(mark, Filled)
            and isinstance(following, Stroked)
            and mark.path is following.path
        ):
            pen.outlined(mark, following)
            next(marks)
        else:
            pen.mark(mark)
    return pen.finish()
