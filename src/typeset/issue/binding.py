"""What is bound into a circular: finished pages among its own, before any file is made.

The circular is laid out with empty pages where an attachment belongs (so its folios run on, and
its tail finds its even page). Those of a foreign PDF are drawn on them; a publication's own
pages, laid out from that number on, take their place. They keep their structure, links and
bookmarks, all with new numbers and names; their folios give way to the circular's (7.5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from typeset.diagnostics import Diagnostic, Sink, Span
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
from typeset.issue.foreign import BoundPdf, bind_pdf
from typeset.issue.kept import pages_kept, section_kept, with_section
from typeset.issue.placing import meet
from typeset.pipeline import Proof
from typeset.project import Project
from typeset.record import dataclass

if TYPE_CHECKING:
    from typeset.style.resolved import Style


@dataclass(frozen=True, slots=True)
class Bound:
    """A publication's pages, and the id of the place in the circular that is kept for them.

    ``section`` counts the attachments that are bound, from 1; ``shown`` names a place in its
    files as it is seen from the circular's folder.
    """

    name: str
    section: int
    proof: Proof
    shown: Callable[[Span], Span]


def bind(circular: Proof, bound: Sequence[Bound | BoundPdf], sink: Sink) -> Proof:
    """One document of the circular and what is bound with it."""
    pages, library, style = circular.pages, circular.library, circular.manuscript.style
    for one in bound:
        first = max(_ids(pages.structure)) + 1
        if isinstance(one, BoundPdf):
            pages, scale = bind_pdf(pages, one, first)
            _tell_scale(one, scale, sink)
            continue
        library, keys = _united(library, one.proof.library)
        pages = _bound(pages, one, _Renamed(one.name, first, keys, one.shown))
        style = _joined(style, one.proof.manuscript.style)
    project = _folders(circular.manuscript.project, bound)
    manuscript = replace(circular.manuscript, project=project, style=style)
    return Proof(manuscript=manuscript, library=library, pages=pages)


def _tell_scale(one: BoundPdf, scale: float, sink: Sink) -> None:
    if scale < 1:
        message = (
            f"the pages of '{one.title}' are set at {scale:.0%}, so that mark and page number"
            " stand clear of them (GB/T 9704-2012, 7.3.7)"
        )
        sink.findings.append(Diagnostic("circular/attachment-scaled", "note", message, one.span))


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
    return any(meet(box.rect, place) for box in page.boxes) or any(
        place.y < line.baseline < place.foot for line in page.lines if not line.vertical
    )


# -- names and numbers ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Renamed:
    """What the names of a publication become: ids, elements' numbers, keys of faces, files."""

    name: str
    first: int
    faces: Mapping[str, str]
    shown: Callable[[Span], Span]
    _files: dict[str, str] = field(default_factory=dict)

    def span(self, own: Span) -> Span:
        """A place in one of its files."""
        if own.file not in self._files:
            self._files[own.file] = self.shown(own).file
        return replace(own, file=self._files[own.file])

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
                face, span = self.faces.get(run.face, run.face), self.span(run.span)
                return replace(mark, run=replace(run, face=face, span=span))
            case Pictured(image=image):
                own = replace(image, path=self.id(image.path))
                return replace(mark, image=own, span=self.span(mark.span))
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
            span=self.span(element.span),
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
    own, at = one.proof.pages, section_kept(pages, one.section)
    language = own.language if own.language != pages.language else ""
    graft = replace(names.element(own.structure), kind="Sect", language=language)
    section = pages.structure.children[at]
    return with_section(pages, at, replace(section, children=(graft, *section.children)))


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


def _folders(own: Project, bound: Sequence[Bound | BoundPdf]) -> Folders:
    folders = {o.name: o.proof.manuscript.project for o in bound if isinstance(o, Bound)}
    files = {o.images[0].path: o.pdf.data for o in bound if isinstance(o, BoundPdf)}
    return Folders(own.root, own.max_text, own.max_asset, own.max_pixels, dict(own.sources),
                   folders=folders, files=files)  # fmt: skip


@dataclass(slots=True)
class Folders(Project):
    """The circular's folder, under the id of each publication that one's, and the PDFs."""

    folders: dict[str, Project] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """Everything read so far, that of the publications under their ids."""
        bound = ((f"{key}/{n}", sha) for key, own in self.folders.items() for n, sha in own.sources)
        return tuple(sorted((*self._read.items(), *bound)))

    def read_bytes(self, relative: str, at: Span, sink: Sink, limit: int = 0) -> bytes | None:
        """The file's bytes, or None with a finding at ``at``."""
        if relative in self.files:
            return self.files[relative]
        name, _, inner = relative.partition("/")
        if (folder := self.folders.get(name)) is not None:
            return folder.read_bytes(inner, at, sink, limit)
        return Project.read_bytes(self, relative, at, sink, limit)
