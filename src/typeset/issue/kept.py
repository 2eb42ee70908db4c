"""The places of a circular that are kept free for what is bound: their pages, their section."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from typeset.display import Element, Page, Pages, TagOpen


def pages_kept(pages: Pages, name: str) -> list[int]:
    """The places of the pages that the circular keeps free under this id, counted from 0."""
    mark = f"{name}-page-"
    return [i for i, p in enumerate(pages.pages) if any(b.id.startswith(mark) for b in p.boxes)]


def section_kept(pages: Pages, number: int) -> int:
    """Where the section of an attachment stands among the parts of the document.

    ``number`` counts the attachments that are bound, from 1; the circular's own text is before.
    """
    parts = pages.structure.children
    return [i for i, child in enumerate(parts) if child.kind == "Sect"][number]


def with_section(pages: Pages, at: int, section: Element) -> Element:
    """The structure with another section at this place."""
    root = pages.structure
    return replace(root, children=(*root.children[:at], section, *root.children[at + 1 :]))


def without(pages: Pages, names: Collection[str]) -> Pages:
    """The pages without those kept under these ids, and what stands on them; all folios stay."""
    gone = {at for name in names for at in pages_kept(pages, name)}
    stay = tuple(page for i, page in enumerate(pages.pages) if i not in gone)
    lost = _tagged(pages.pages[i] for i in sorted(gone)) - _tagged(stay)
    return replace(
        pages,
        pages=stay,
        structure=_pruned(pages.structure, lost) or pages.structure,
        outline=tuple(entry for entry in pages.outline if entry.target not in names),
    )


def _tagged(pages: Iterable[Page]) -> set[int]:
    """The elements that have marks on these pages."""
    return {m.element for page in pages for m in page.marks if isinstance(m, TagOpen)}


def _pruned(element: Element, lost: Collection[int]) -> Element | None:
    """The element without those that are lost; None if nothing of it is left."""
    if element.id in lost:
        return None
    children = [kept for child in element.children if (kept := _pruned(child, lost)) is not None]
    if element.children and not children:
        return None
    return replace(element, children=tuple(children))
