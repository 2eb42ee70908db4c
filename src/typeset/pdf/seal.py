"""An empty place for an electronic seal: a signature field that nobody has signed yet.

ISO 32000-1, 12.7.4.5. A seal system that finds the field signs it and draws into its place;
one that places its seal by hand is not disturbed, since nothing is drawn there. A printed
copy must not hold form fields (ISO 15930-7, 6.18), so only archive and screen files have it.
"""

from __future__ import annotations

from dataclasses import replace

from typeset.display import Element, Pages
from typeset.geometry import MM
from typeset.pdf.boxes import Sheet
from typeset.pdf.edition import Seal
from typeset.pdf.objects import array, dictionary, numbers, reference, text_string
from typeset.pdf.writer import PdfFile
from typeset.record import dataclass

SAID = "印章处"
"""What a reader is told of the place, and what a seal system calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSeal:
    """The seal's field: its page (from 0, and its object), its number and StructParent."""

    index: int
    page: int
    at: int
    key: int
    element: int
    seal: Seal


def with_seal(pages: Pages) -> tuple[Pages, int]:
    """The pages with an element for the field, the last to be read, and its id."""
    root = pages.structure
    number = max(_ids(root)) + 1
    form = Element(id=number, kind="Form")
    return replace(pages, structure=replace(root, children=(*root.children, form))), number


def _ids(element: Element) -> list[int]:
    return [element.id, *(found for child in element.children for found in _ids(child))]


def page_index(seal: Seal, count: int) -> int:
    """The seal's page from 0; the last one where it names none or one there is not."""
    return seal.page - 1 if 0 < seal.page <= count else count - 1


def write_seal(file: PdfFile, placed: PlacedSeal, sheet: Sheet) -> int:
    """The field, which is its own widget (12.5.6.19), with an empty appearance; its number."""
    seal = placed.seal
    left, top, side = seal.x * MM, seal.y * MM, seal.size * MM
    corners = (sheet.x(left), sheet.y(top + side), sheet.x(left + side), sheet.y(top))
    box = array((numbers((0.0, 0.0, side, side)),))
    empty = file.add_stream(b"", {"Type": "/XObject", "Subtype": "/Form", "BBox": box})
    entries = {
        "Type": "/Annot",
        "Subtype": "/Widget",
        "FT": "/Sig",
        "T": text_string("seal"),
        "TU": text_string(SAID),
        "Contents": text_string(SAID),
        "Rect": array((numbers(corners),)),
        "F": "4",
        "P": reference(placed.page),
        "AP": dictionary({"N": reference(empty)}),
        "StructParent": str(placed.key),
    }
    return file.add(dictionary(entries), at=placed.at)


def form_of(placed: PlacedSeal | None) -> str:
    """The catalog's ``AcroForm``: that one field."""
    if placed is None:
        return ""
    return dictionary({"Fields": array((reference(placed.at),))})
