"""A foreign PDF bound into a circular: its pages as figures on the pages kept free for it.

Each is tagged with its words as alternative text, so that it is read aloud; the mark and the
folio are the circular's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from typeset.diagnostics import Span
from typeset.display import Element, Glyphs, Mark, Page, Pages, Pictured, TagClose, TagOpen
from typeset.geometry import Rect
from typeset.issue.kept import pages_kept, section_kept, with_section
from typeset.issue.placing import Placed, place
from typeset.model.pictures import Image
from typeset.pdf_pictures.contents import contents
from typeset.pdf_pictures.opening import opened
from typeset.preflight.enclosed import Enclosed
from typeset.record import dataclass

BELOW = 2
"""Lines that the mark takes of the first page: its own and a blank one (7.3.7)."""

DPI = 300  # at which a page is counted in pixels
_CLEAR = 3.0  # points that a mark or folio keeps from what is placed


def images_of(pdf: Enclosed, path: str) -> tuple[Image, ...]:
    """Its pages as pictures, the file named ``path``.

    A PDF that says it is PDF/A is believed to prove its faces: its maker vouches for that.

    Raises:
        UnusablePdfError: no picture can be made of one of them.
    """
    whole = hashlib.sha256(pdf.data).hexdigest()
    return tuple(_image(pdf, path, number, whole) for number in range(1, len(pdf.pages) + 1))


def _image(pdf: Enclosed, path: str, number: int, digest: str) -> Image:
    with opened(pdf.data, number) as page:
        inside, size = contents(page), (page.width, page.height)
    vouched = {"faces"} if pdf.archival else set()
    return Image(
        path=path,
        digest=f"{digest}-{number}",
        format="pdf",
        width=max(1, round(size[0] / 72 * DPI)),
        height=max(1, round(size[1] / 72 * DPI)),
        space="cmyk" if "cmyk" in inside.features else "rgb",
        page=number,
        features=tuple(each for each in inside.features if each not in vouched),
        spots=inside.spots,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundPdf:
    """A PDF for the place in the circular that is kept under this id; ``title`` is its name.

    ``section`` counts the attachments that are bound, from 1.
    """

    name: str
    section: int
    title: str
    pdf: Enclosed
    images: tuple[Image, ...]
    span: Span


def bind_pdf(pages: Pages, one: BoundPdf, first: int) -> tuple[Pages, float]:
    """The pages with those of the PDF in their places, and by how much these were made smaller.

    The elements that are added have the numbers from ``first`` on.
    """
    whole, kept = list(pages.pages), pages_kept(pages, one.name)
    free = [whole[at] for at in kept]
    below = 0 if one.pdf.number is not None else BELOW
    placed, scale = place(one.pdf.pages, free, [list(_taken(page)) for page in free], below)
    figures: list[Element] = []
    for number, (at, spot) in enumerate(zip(kept, placed, strict=True), 1):
        if spot is not None:
            element = first + len(figures)
            figures.append(_figure(one, number, element))
            own = one.images[number - 1]
            whole[at] = _filled(whole[at], spot, own, element, one.span)
    return replace(pages, pages=tuple(whole), structure=_grown(pages, one, figures)), scale


def _taken(page: Page) -> Iterator[Rect]:
    """What the kept page says itself: mark and folio, with some air."""
    for mark in page.marks:
        if isinstance(mark, Glyphs):
            size = mark.run.size
            yield Rect(mark.x - _CLEAR, mark.y - size - _CLEAR,
                       mark.run.width + 2 * _CLEAR, size + 2 * _CLEAR)  # fmt: skip


def _figure(one: BoundPdf, number: int, element: int) -> Element:
    words = one.pdf.pages[number - 1].text
    name = f"{one.title}，第{number}页"
    return Element(id=element, kind="Figure", alt=f"{name}：{words}" if words else name,
                   span=one.span)  # fmt: skip


def _filled(page: Page, spot: Placed, image: Image, element: int, span: Span) -> Page:
    """The page with the picture under what it says itself."""
    width, height = image.width, image.height
    if spot.turn != image.turn:
        width, height = height, width
    sized = replace(image, width=width, height=height, turn=spot.turn)
    shown = Pictured(image=sized, framing=spot.framing, frame=spot.frame, span=span)
    marks: tuple[Mark, ...] = (TagOpen(element), shown, TagClose(), *page.marks)
    return replace(page, marks=marks)


def _grown(pages: Pages, one: BoundPdf, figures: list[Element]) -> Element:
    at = section_kept(pages, one.section)
    section = pages.structure.children[at]
    return with_section(pages, at, replace(section, children=(*section.children, *figures)))
