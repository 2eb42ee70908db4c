"""How far LibreOffice's rendering of a DOCX is from our pages of the same content.

Places are compared by identity: every block and box is a bookmark in the DOCX, which
LibreOffice turns into a named destination, and a line or a box with its id on our pages.
"""

from __future__ import annotations

import ctypes
import io
import re
import statistics
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

from tests.docx_text import bare, pieces
from typeset.display import Glyphs, Page, Pages, PlacedBox
from typeset.docx.anchors import Record
from typeset.docx.base import read_snapshot
from typeset.pipeline import Run, lay_out, load, write_docx, write_pdf
from typeset.project import Project
from typeset.style.direction import is_vertical
from typeset.style.resolved import Style

HANGING = frozenset("，、。：；！？”’）》」』")  # LibreOffice 7.4 loses some at a line's end
_WORDS = 4  # characters by which a box is found
_Glyphs = tuple[str, list[tuple[float, float]]]
_COPY = re.compile(r"_Copy_\d+$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block or box begins: page from 0, points from the trim's top left corner.

    ``y`` is the baseline of its first line.
    """

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Twins:
    """One project's two outputs, and what they were made from."""

    name: str
    pdf: bytes
    docx: bytes
    pages: Pages
    style: Style


@dataclass(frozen=True, slots=True)
class Fidelity:
    """What was measured; distances in lines of the body, ``None`` for another page or column.

    Places are not compared on pages of vertical lines.

    ``lost`` and ``extra`` are characters of the DOCX that LibreOffice did not draw, and drew
    besides, marks that it hangs over the edge left out.
    """

    name: str
    pages: tuple[int, int]
    boxes: Mapping[str, float | None]
    blocks: Mapping[str, float | None]
    lost: Counter[str]
    extra: Counter[str]

    def near(self, lines: float = 1.0) -> float:
        """The share of boxes within so many lines of their place."""
        return _share(self.boxes, lines)

    def line(self) -> str:
        """One line for a report."""
        off = [abs(d) for d in self.blocks.values() if d is not None]
        middle = statistics.median(off) if off else 0.0
        return (
            f"{self.name:20} pages {self.pages[0]}/{self.pages[1]}  boxes within a line "
            f"{self.near():4.0%} of {len(self.boxes):2}  paragraphs {_share(self.blocks, 1):4.0%} "
            f"of {len(self.blocks):2}, {middle:4.1f} lines off in the middle  "
            f"text lost {self.lost.total()}, extra {self.extra.total()}"
        )


def _share(places: Mapping[str, float | None], lines: float) -> float:
    if not places:
        return 1.0
    return sum(d is not None and abs(d) <= lines for d in places.values()) / len(places)


def twins(folder: Path) -> Twins:
    """Both outputs of a project."""
    run = Run()
    manuscript = load(Project(folder), run)
    proof = lay_out(manuscript, run)
    pdf, docx = write_pdf(proof, run), write_docx(manuscript, run)
    return Twins(folder.name, pdf, docx, proof.pages, manuscript.style)


def compared(made: Twins, drawn: bytes) -> Fidelity:
    """Our pages beside LibreOffice's PDF of the DOCX."""
    theirs, size = places(drawn)
    pitch = made.style.grid.pitch
    ours = dict(_our_places(made.pages))
    boxes = {box.id for page in made.pages.pages for box in page.boxes}
    anchors = _anchors(made.docx)
    distances: dict[str, dict[str, float | None]] = {"box": {}, "block": {}}
    looked = _glyphs(drawn)
    for name, own in ours.items() if not is_vertical(made.style) else ():
        if name not in anchors:
            continue
        place = own
        kind = "box" if name in boxes else "block"
        other = theirs.get(anchors[name].anchor)
        if kind == "box":
            words = bare(anchors[name].text)[:_WORDS]
            place = _said_by_us(words, name, made.pages) or place
            other = other or _drawn_by_them(words, place, looked)
        if other is None:
            continue
        same = other.page == place.page and abs(other.x - place.x) < size[0] / 4
        distances[kind][name] = (other.y - place.y) / pitch if same else None
    lost, extra = _text(made.docx, drawn)
    count = (len(made.pages.pages), _page_count(drawn))
    return Fidelity(made.name, count, distances["box"], distances["block"], lost, extra)


def _said_by_us(words: str, box: str, pages: Pages) -> Place | None:
    """Where the words with which a box begins in Word stand on our pages."""
    for number, page in enumerate(pages.pages):
        for placed in page.boxes:
            if placed.id != box:
                continue
            inside = [
                mark
                for mark in page.marks
                if isinstance(mark, Glyphs) and _within(placed, mark.x, mark.y)
            ]
            for at, mark in enumerate(inside):
                said = bare("".join("".join(m.run.clusters) for m in inside[at : at + 4]))
                if words and said.startswith(words):
                    return Place(number, mark.x, mark.y)
    return None


def _within(box: PlacedBox, x: float, y: float) -> bool:
    rect = box.rect
    slack = 30.0  # a masthead reaches above its lines
    return rect.x - 5 <= x <= rect.right + 5 and rect.y - slack <= y <= rect.foot + 5


def _drawn_by_them(words: str, near: Place, pages: list[_Glyphs]) -> Place | None:
    """A table placed on the page is no destination: its words, nearest to where we have them."""
    found = []
    for number, (text, places) in enumerate(pages):
        at = text.find(words) if words else -1
        while at >= 0:
            found.append(Place(number, *places[at]))
            at = text.find(words, at + 1)

    def far(place: Place) -> float:
        return abs(place.page - near.page) * 10_000 + abs(place.x - near.x) + abs(place.y - near.y)

    return min(found, key=far, default=None)


def _glyphs(data: bytes) -> list[_Glyphs]:
    """The characters of every page that are no white, with where they stand."""
    pages = []
    with pypdfium2.PdfDocument(data) as document:
        for page, origins in zip(document, _origins(data), strict=True):
            text = page.get_textpage()
            count = text.count_chars()
            said = [chr(pypdfium2.raw.FPDFText_GetUnicode(text, n)) for n in range(count)]
            kept = [(c, at) for c, at in zip(said, origins, strict=True) if bare(c)]
            pages.append(("".join(c for c, _ in kept), [at for _, at in kept]))
    return pages


def _page_count(data: bytes) -> int:
    with pypdfium2.PdfDocument(data) as document:
        return len(document)


# -- places --------------------------------------------------------------------------------


def places(drawn: bytes) -> tuple[dict[str, Place], tuple[float, float]]:
    """Every bookmark's place in LibreOffice's PDF, and the page's size.

    A bookmark is the top left corner of its line; the baseline is that of the glyph below it.
    """
    found: dict[str, Place] = {}
    glyphs = _origins(drawn)
    with pikepdf.open(io.BytesIO(drawn)) as file:
        numbers = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        _, _, width, height = (float(v) for v in file.pages[0].mediabox)
        for name, target in file.Root.get("/Dests", {}).items():
            page, _, left, top, _ = target
            anchor = _COPY.sub("", _decoded(name))
            number, x, y = numbers[page.objgen], float(left), height - float(top)
            below = (at for g, at in glyphs[number] if x - 3 < g < x + 30 and y < at < y + 90)
            found[anchor] = Place(number, x, min(below, default=y))
    return found, (width, height)


def _origins(data: bytes) -> list[list[tuple[float, float]]]:
    """Where the glyphs of every page stand, from its top left corner."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text, height = page.get_textpage(), page.get_height()
            x, y = ctypes.c_double(), ctypes.c_double()
            places = []
            for index in range(text.count_chars()):
                pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
                places.append((x.value, height - y.value))
            found.append(places)
    return found


def _decoded(name: str) -> str:
    """A destination's name: LibreOffice writes what is no letter or digit in hexadecimal."""
    plain = name.removeprefix("/")
    return plain.replace("5F", "_")  # ids have small letters only


def _anchors(docx: bytes) -> dict[str, Record]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        snapshot = read_snapshot(archive.read("customXml/item1.xml"))
    assert snapshot is not None
    return {record.id: record for record in snapshot.records}


def _our_places(pages: Pages) -> Iterator[tuple[str, Place]]:
    seen: set[str] = set()
    for number, page in enumerate(pages.pages):
        for box in page.boxes:
            if box.id not in seen:
                seen.add(box.id)
                yield box.id, Place(number, box.rect.x, _first_line(page, box))
        for line in page.lines:
            if line.block and line.block not in seen:
                seen.add(line.block)
                yield line.block, Place(number, line.x, line.baseline)


def _first_line(page: Page, box: PlacedBox) -> float:
    """The first baseline in a box (its upper edge, where it has no text)."""
    rect = box.rect
    lines = [
        mark.y
        for mark in page.marks
        if isinstance(mark, Glyphs)
        and rect.x <= mark.x <= rect.x + rect.width
        and rect.y <= mark.y <= rect.y + rect.height
    ]
    return min(lines, default=rect.y)


# -- text ----------------------------------------------------------------------------------


def _text(docx: bytes, drawn: bytes) -> tuple[Counter[str], Counter[str]]:
    """Characters of the DOCX that are not drawn, and characters drawn that it has not."""
    with pypdfium2.PdfDocument(drawn) as document:
        shown = Counter(bare("".join(p.get_textpage().get_text_bounded() for p in document)))
    words = Counter(bare("".join(piece.text for piece in pieces(docx))))
    lost = Counter({c: n for c, n in (words - shown).items() if c not in HANGING})
    extra = Counter({c: n for c, n in (shown - words).items() if c not in HANGING})
    return lost, extra
