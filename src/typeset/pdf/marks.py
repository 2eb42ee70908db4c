"""Printer's marks: trim and registration marks, a colour bar and a slug line.

They are marks like all others, in registration ink (ISO 32000-1, 8.6.6.4: the colorant
``All`` prints on every plate), added to a page before it is drawn; the slug line also names
each plate in that plate's own ink. Sizes are in ``standards/marks.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby

from typeset.color import Cmyk, Color, Spot
from typeset.display import (
    ArtifactClose,
    ArtifactOpen,
    Filled,
    GlyphRun,
    Glyphs,
    Mark,
    Page,
    Pages,
    Stroked,
)
from typeset.geometry import MM, Path, Rect, rectangle
from typeset.model.publication import Metadata
from typeset.pdf.fonts import Face, FontLibrary
from typeset.pdf.plates import plates, used
from typeset.pdf.policy import table
from typeset.record import dataclass

REGISTRATION = Spot("All", Cmyk(100, 100, 100, 100))
_ARC = 0.5523  # handle of a Bézier quarter circle of radius 1


@dataclass(frozen=True, slots=True)
class Measures:
    """The sizes of ``standards/marks.toml`` in points."""

    gap: float
    length: float
    margin: float
    weight: float
    target: float
    patch: float
    clear: float
    slug: float
    tints: tuple[float, ...]
    plates: tuple[tuple[str, Cmyk], ...]

    @property
    def room(self) -> float:
        """What the sheet has outside the bleed."""
        return self.gap + self.length + self.margin


def measures() -> Measures:
    """The sizes in force."""
    found = table("marks")
    lengths = {key: found[key] * MM for key in ("gap", "length", "margin", "target")}
    return Measures(
        **lengths,
        weight=found["weight"],
        patch=found["patch"] * MM,
        clear=found["clear"] * MM,
        slug=found["slug"],
        tints=tuple(found["tints"]),
        plates=tuple((name, Cmyk(*inks)) for name, inks in found["plates"].items()),
    )


def with_marks(pages: Pages, metadata: Metadata, job: str, library: FontLibrary) -> Pages:
    """The pages with printer's marks around them; ``job`` names them on the slug line."""
    slug = _Slug(_faces(pages, library), measures().slug)
    needed = used(pages.pages)
    spots = spot_inks(pages.pages)
    total = len(pages.pages)
    marked = []
    for page in pages.pages:
        facts = (job, f"{page.number}/{total}", metadata.date, metadata.title)
        around = _Around(page, needed, spots, slug, facts)
        marked.append(
            replace(page, marks=(*page.marks, ArtifactOpen("Page"), *around.all(), ArtifactClose()))
        )
    return replace(pages, pages=tuple(marked))


def spot_inks(pages: Sequence[Page]) -> tuple[Spot, ...]:
    """Every spot ink of the pages at full tint, in the order of first use."""
    inks: dict[str, Spot] = {}
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, Glyphs | Filled | Stroked):
                color = mark.run.color if isinstance(mark, Glyphs) else mark.color
                if isinstance(color, Spot):
                    inks.setdefault(color.name, replace(color, tint=100.0))
    return tuple(inks.values())


def _faces(pages: Pages, library: FontLibrary) -> tuple[Face, ...]:
    """The faces the pages are set in: the slug line brings no font of its own."""
    runs = (mark.run for page in pages.pages for mark in page.marks if isinstance(mark, Glyphs))
    return tuple(library.face(key) for key in dict.fromkeys(run.face for run in runs))


@dataclass(frozen=True, slots=True)
class _Slug:
    """Sets small text in whatever face has its characters."""

    faces: tuple[Face, ...]
    size: float

    def set(self, text: str, x: float, y: float, color: Color) -> Iterator[Glyphs]:
        """The text from (x, y) on; characters that no face has are left out."""
        pairs = [(face, c) for c in text if (face := self._face_for(c)) is not None]
        for key, group in groupby(pairs, key=lambda pair: pair[0].key):
            members = list(group)
            face = members[0][0]
            gids = tuple(face.glyph(c) for _, c in members)
            advances = tuple(face.advance(gid) * self.size / face.upem for gid in gids)
            run = GlyphRun(
                face=key,
                size=self.size,
                color=color,
                gids=gids,
                advances=advances,
                offsets=(0.0,) * len(gids),
                clusters=tuple(c for _, c in members),
            )
            yield Glyphs(run=run, x=x, y=y)
            x += run.width

    def _face_for(self, character: str) -> Face | None:
        return next((face for face in self.faces if face.glyph(character)), None)


@dataclass(frozen=True)
class _Around:
    """The marks around one page, in trim coordinates."""

    page: Page
    needed: set[str]  # plates, process inks by one letter
    spots: tuple[Spot, ...]
    slug: _Slug
    facts: tuple[str, ...]

    @cached_property
    def sizes(self) -> Measures:
        """What is how large."""
        return measures()

    @property
    def near(self) -> float:
        """From the trim to the inner edge of the band of marks."""
        return self.page.bleed + self.sizes.gap

    @property
    def plates(self) -> list[tuple[str, Color]]:
        """Every plate of the job with its ink, process inks first."""
        process = [each for each in self.sizes.plates if plates(each[1])[0] in self.needed]
        return [*process, *((spot.name, spot) for spot in self.spots)]

    def all(self) -> Iterator[Mark]:
        """All of them."""
        yield from self._trim()
        yield from self._targets()
        yield from self._bar()
        yield from self._line()

    def _stroke(self, path: Path) -> Stroked:
        return Stroked(path=path, color=REGISTRATION, weight=self.sizes.weight)

    def _trim(self) -> Iterator[Mark]:
        width, height = self.page.trim.width, self.page.trim.height
        near, far = self.near, self.near + self.sizes.length
        for y in (0.0, height):
            yield self._stroke((("M", -far, y), ("L", -near, y)))
            yield self._stroke((("M", width + near, y), ("L", width + far, y)))
        for x in (0.0, width):
            yield self._stroke((("M", x, -far), ("L", x, -near)))
            yield self._stroke((("M", x, height + near), ("L", x, height + far)))

    def _targets(self) -> Iterator[Mark]:
        """A cross in a circle at the middle of each side."""
        width, height = self.page.trim.width, self.page.trim.height
        half = self.sizes.length / 2
        out = self.near + half
        on_head_and_foot = ((width / 2, -out), (width / 2, height + out))
        on_the_sides = ((-out, height / 2), (width + out, height / 2))
        for x, y in (*on_head_and_foot, *on_the_sides):
            yield self._stroke((("M", x - half, y), ("L", x + half, y)))
            yield self._stroke((("M", x, y - half), ("L", x, y + half)))
            yield self._stroke(_circle(x, y, self.sizes.target))

    def _bar(self) -> Iterator[Mark]:
        """Patches of every ink, right of the middle above the head, as far as there is room."""
        side = self.sizes.patch
        x, end = self.page.trim.width / 2 + self.sizes.clear, self.page.trim.width
        for tint in self.sizes.tints:
            for _, ink in self.plates:
                if x + side > end - self.sizes.clear:
                    return
                patch = Rect(x, -self.near - side, side, side)
                yield Filled(path=rectangle(patch), color=_tinted(ink, tint))
                x += side

    def _line(self) -> Iterator[Mark]:
        """Job, page, date and title left of the middle below the foot; the plates on the right."""
        middle, clear = self.page.trim.width / 2, self.sizes.clear
        y = self.page.trim.height + self.near + self.sizes.slug
        yield from self._fitting(clear, middle - clear, y)
        x = middle + clear
        for name, ink in self.plates:
            marks = list(self.slug.set(f"{name} ", x, y, ink))
            width = sum(mark.run.width for mark in marks)
            if x + width > self.page.trim.width - clear:
                return
            yield from marks
            x += width

    def _fitting(self, x: float, end: float, y: float) -> Iterator[Glyphs]:
        """As many of the facts as there is room for, the first always."""
        words = [fact for fact in self.facts if fact]
        while words:
            marks = list(self.slug.set("  ".join(words), x, y, REGISTRATION))
            if len(words) == 1 or x + sum(mark.run.width for mark in marks) <= end:
                yield from marks
                return
            words.pop()


def _tinted(ink: Color, tint: float) -> Color:
    if isinstance(ink, Spot):
        return replace(ink, tint=tint)
    shares = (ink.cyan, ink.magenta, ink.yellow, ink.key)
    return Cmyk(*(share * tint / 100 for share in shares))


def _circle(x: float, y: float, r: float) -> Path:
    k = r * _ARC
    return (
        ("M", x + r, y),
        ("C", x + r, y + k, x + k, y + r, x, y + r),
        ("C", x - k, y + r, x - r, y + k, x - r, y),
        ("C", x - r, y - k, x - k, y - r, x, y - r),
        ("C", x + k, y - r, x + r, y - k, x + r, y),
        ("Z",),
    )
