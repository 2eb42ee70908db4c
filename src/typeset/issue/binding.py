"""Publications bound into a circular: their finished pages among its own, before any file is made.

The circular is laid out with empty pages where a publication belongs (so its folios run on, and
its tail finds its even page); the publication's own pages, laid out from that number on, then
take their place. They keep their structure, links and bookmarks, all with new numbers and names;
their folios give way to the circular's (GB/T 9704-2012, 7.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from typeset.diagnostics import Sink, Span
from typeset.display import (
    ArtifactClose,
    ArtifactOpen,
    Destination,
    Element,
    Glyphs,
    LinkArea,
    Mark,
    OutlineEntry,
    Page,
    Pages,
    Pictured,
    TagOpen,
)
from typeset.display_tables import CellTag
from typeset.fonts.face import Face
from typeset.fonts.library import FontLibrary
from typeset.geometry import Rect
from typeset.pipeline import Proof
from typeset.project import Project
from typeset.record import dataclass

if TYPE_CHECKING:
    from typeset.style.resolved import Style


@dataclass(frozen=True, slots=True)
class Bound:
    """A publication's pages, and the id of the place in the circular that is kept for them.

    ``section`` counts the attachments that are bound, from 1: the circular's structure has a
    ``Sect`` for each, after that of its own text.
    """

    name: str
    section: int
    proof: Proof


def pages_kept(pages: Pages, name: str) -> list[int]:
    """The places of the pages that the circular keeps free under this id, counted from 0."""
    mark = f"{name}-page-"
    return [i for i, p in enumerate(pages.pages) if any(b.id.startswith(mark) for b in p.boxes)]


def bind(circular: Proof, bound: Sequence[Bound]) -> Proof:
    """One document of the circular and its publications."""
    pages, library = circular.pages, circular.library
    project = _folders(circular.manuscript.project, bound)
    style = circular.manuscript.style
    last = max(_ids(pages.structure))
    for one in bound:
        library, keys = _united(library, one.proof.library)
        names = _Renamed(one.name, last + 1, keys)
        pages = _bound(pages, one, names)
        last = max(_ids(pages.structure))
        style = _joined(style, one.proof.manuscript.style)
    manuscript = replace(circular.manuscript, project=project, style=style)
    return Proof(manuscript=manuscript, library=library, pages=pages)


def _bound(pages: Pages, one: Bound, names: _Renamed) -> Pages:
    """The pages with one publication's in the places that are kept for it."""
    own, style = one.proof.pages, one.proof.manuscript.style
    baseline = style.page.trim.height - style.furniture.folio_baseline
    whole = list(pages.pages)
    for place, page in zip(pages_kept(pages, one.name), own.pages, strict=True):
        whole[place] = _seated(page, whole[place], names, baseline)
    folios = {names.id(key): folio for key, folio in own.folios.items()}
    return replace(
        pages,
        pages=tuple(whole),
        structure=_grafted(pages, one, names),
        outline=tuple(_outline(pages.outline, own.outline, one.name, names)),
        folios={**pages.folios, **folios},
    )


def _seated(page: Page, kept: Page, names: _Renamed, baseline: float) -> Page:
    """A publication's page with the number, the folio and the destinations of the kept one."""
    own = (names.mark(mark) for mark in _without_folio(page.marks))
    return replace(
        page,
        number=kept.number,
        folio=kept.folio,
        side=kept.side,
        marks=(*own, *with_folio_at(kept, page, baseline)),
        lines=tuple(replace(line, block=names.id(line.block)) for line in page.lines),
        boxes=tuple(replace(box, id=names.id(box.id)) for box in page.boxes),
    )


def _without_folio(marks: Sequence[Mark]) -> Iterator[Mark]:
    inside = False
    for mark in marks:
        inside = inside or (isinstance(mark, ArtifactOpen) and mark.kind == "Footer")
        if not inside:
            yield mark
        inside = inside and not isinstance(mark, ArtifactClose)


def with_folio_at(kept: Page, page: Page, baseline: float) -> Sequence[Mark]:
    """The marks of a kept page, its folio where the publication's page has its own.

    That is on the publication's ``baseline`` (points from the head), as far in from the outer
    edge of its type area as from the circular's. A page whose own matter stands there, as
    that of a cover does, bears none; nor does an empty one.
    """
    left = kept.side == "even"
    own, area = kept.type_area, page.type_area
    across = area.x - own.x if left else area.right - own.right
    runs = [mark for mark in kept.marks if isinstance(mark, Glyphs)]
    if not runs:
        return kept.marks
    x, right = runs[0].x + across, runs[-1].x + runs[-1].run.width + across
    size = runs[0].run.size
    if not (page.lines or page.boxes or page.tables) or _taken(
        page, Rect(x, baseline - size, right - x, size)
    ):
        return [mark for mark in kept.marks if isinstance(mark, Destination)]
    down = baseline - runs[0].y
    return [
        replace(mark, x=mark.x + across, y=mark.y + down) if isinstance(mark, Glyphs) else mark
        for mark in kept.marks
    ]


def _taken(page: Page, place: Rect) -> bool:
    """Whether a box or a line of the page reaches into a place."""
    return any(_meet(box.rect, place) for box in page.boxes) or any(
        place.y < line.baseline < place.foot for line in page.lines if not line.vertical
    )


def _meet(one: Rect, other: Rect) -> bool:
    across = one.x < other.right and other.x < one.right
    return across and one.y < other.foot and other.y < one.foot


# -- names and numbers ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Renamed:
    """What the names of a publication become: ids, elements' numbers, keys of faces, files."""

    name: str
    first: int
    faces: Mapping[str, str]

    def id(self, own: str) -> str:
        """An id, a destination, a file."""
        return f"{self.name}/{own}" if own else ""

    def number(self, own: int) -> int:
        """An element's number."""
        return own + self.first

    def mark(self, mark: Mark) -> Mark:
        """A mark that names any of these."""
        match mark:
            case Glyphs(run=run):
                return replace(mark, run=replace(run, face=self.faces.get(run.face, run.face)))
            case Pictured(image=image):
                return replace(mark, image=replace(image, path=self.id(image.path)))
            case TagOpen(element=element):
                return TagOpen(self.number(element))
            case Destination():
                return replace(mark, id=self.id(mark.id))
            case LinkArea(target=target, element=element):
                inner = f"#{self.id(target[1:])}" if target.startswith("#") else target
                return replace(mark, target=inner, element=self.number(element))
            case _:
                return mark

    def element(self, element: Element) -> Element:
        """An element and all below it."""
        return replace(
            element,
            id=self.number(element.id),
            refers=self.number(element.refers) if element.refers else 0,
            cell=self._cell(element),
            children=tuple(self.element(child) for child in element.children),
        )

    def _cell(self, element: Element) -> CellTag | None:
        cell = element.cell
        if cell is None:
            return None
        return replace(cell, headers=tuple(self.number(each) for each in cell.headers))


def _ids(element: Element) -> Iterator[int]:
    yield element.id
    for child in element.children:
        yield from _ids(child)


def _grafted(pages: Pages, one: Bound, names: _Renamed) -> Element:
    """The circular's tree with the publication's at the head of the section kept for it."""
    root, own = pages.structure, one.proof.pages
    sections = [i for i, child in enumerate(root.children) if child.kind == "Sect"]
    place = sections[one.section]
    language = own.language if own.language != pages.language else ""
    graft = replace(names.element(own.structure), kind="Sect", language=language)
    section = root.children[place]
    grown = replace(section, children=(graft, *section.children))
    return replace(root, children=(*root.children[:place], grown, *root.children[place + 1 :]))


def _outline(
    entries: Sequence[OutlineEntry], own: Sequence[OutlineEntry], name: str, names: _Renamed
) -> Iterator[OutlineEntry]:
    """The bookmarks; the publication's stand below the one that leads to it."""
    for entry in entries:
        yield entry
        if entry.target == name:
            for each in own:
                yield replace(each, target=names.id(each.target), level=each.level + entry.level)


# -- faces, files, inks -----------------------------------------------------------------------


def _united(one: FontLibrary, other: FontLibrary) -> tuple[FontLibrary, dict[str, str]]:
    """A library with the faces of both, and the new keys of those whose key was taken."""
    faces, keys = dict(one.faces), dict[str, str]()
    for key, face in other.faces.items():
        same = faces.get(key)
        if same is None or _same(same, face):
            faces.setdefault(key, face)
            continue
        number = 2
        while f"{key}-{number}" in faces:
            number += 1
        keys[key] = f"{key}-{number}"
        faces[keys[key]] = Face(
            keys[key], face.family, face.weight, face.path, italic=face.italic,
            index=face.index, languages=face.languages, shift=face.shift,
        )  # fmt: skip
    return FontLibrary(one.sink, faces=faces), keys


def _same(one: Face, other: Face) -> bool:
    return (one.path, one.index) == (other.path, other.index)


def _joined(style: Style, other: Style) -> Style:
    """The circular's style with the colours of both, and the stricter of both limits of print."""
    return replace(
        style,
        palette={**other.palette, **style.palette},
        ink_limit=min(style.ink_limit, other.ink_limit),
        picture_resolution=max(style.picture_resolution, other.picture_resolution),
    )


def _folders(own: Project, bound: Sequence[Bound]) -> Folders:
    folders = {each.name: each.proof.manuscript.project for each in bound}
    return Folders(own.root, own.max_text, own.max_asset, own.max_pixels, dict(own.sources),
                   folders=folders)  # fmt: skip


@dataclass(slots=True)
class Folders(Project):
    """The circular's folder, and under the id of each bound publication that one's."""

    folders: dict[str, Project] = field(default_factory=dict)

    def read_bytes(self, relative: str, at: Span, sink: Sink, limit: int = 0) -> bytes | None:
        """The file's bytes, or None with a finding at ``at``."""
        name, _, inner = relative.partition("/")
        if (folder := self.folders.get(name)) is not None:
            return folder.read_bytes(inner, at, sink, limit)
        return Project.read_bytes(self, relative, at, sink, limit)
