"""What the author should look at in a make-up that is lawful but not as asked."""

from __future__ import annotations

from collections.abc import Sequence

from typeset.diagnostics import Sink
from typeset.layout.makeup import PageMakeup
from typeset.layout.rows import WHOLE
from typeset.layout.table_element import TablePanel

NEAR_PAGES = 3
"""A float with pages of its own stands so near: past the next left-hand page at most."""


def check_makeup(pages: Sequence[PageMakeup], sink: Sink) -> None:
    """Warn of boxes that stand on another page than any line of their anchor.

    A float for a page's head or foot may stand in the anchor's spread.
    """
    _check_tables(pages, sink)
    lines = _pages_of_blocks(pages)
    _check_notes(pages, sink)
    for page in pages:
        for placed in page.panels:
            panel = placed.panel
            anchored = lines.get(panel.anchor)
            if not anchored or page.number in anchored:
                continue
            if panel.place in WHOLE:
                if min(abs(page.number - number) for number in anchored) <= NEAR_PAGES:
                    continue
                where = "far from"
            elif panel.place in ("page-head", "page-foot"):
                if any(number // 2 == page.number // 2 for number in anchored):
                    continue
                where = "in another spread than"
            else:
                where = "on another page than"
            sink.warn(
                "layout/box-far",
                f"the box '{panel.design}' stands on page {page.number}, {where} the text it"
                f" belongs to (page {anchored[0]})",
                panel.span,
                "move it to another paragraph, or give it fewer lines",
            )


def _check_tables(pages: Sequence[PageMakeup], sink: Sink) -> None:
    """Warn of tables whose longest words need more room than their columns give."""
    pieces = [on.piece for page in pages for on in page.tables]
    panels = (on.panel for page in pages for on in page.panels)
    pieces += [panel.piece for panel in panels if isinstance(panel, TablePanel)]
    for piece in pieces:
        table = piece.parts.set
        if table.short and not piece.first:
            sink.warn(
                "layout/table-narrow",
                f"the longest words of this table need {table.short:.1f} pt more than its"
                f" {table.measure:.1f} pt",
                table.table.span,
                "let it span more columns, turn it sideways, or shorten its heads",
            )


def _check_notes(pages: Sequence[PageMakeup], sink: Sink) -> None:
    """Warn of notes that begin on a later page than their marks."""
    begun = {
        piece.note.id: page.number
        for page in reversed(pages)
        for block in page.notes
        for piece in block.pieces
        if piece.first == 0
    }
    for page in pages:
        for on in page.texts:
            for note, _, _ in on.text.cites(on.lines, on.first, on.last):
                if begun.get(note.id, page.number) != page.number:
                    sink.warn(
                        "layout/note-parted",
                        f"the note begins on page {begun[note.id]}, its mark is on page"
                        f" {page.number}: the line has more notes than a page holds",
                        note.span,
                        "shorten the notes, or move some to other lines",
                    )


def _pages_of_blocks(pages: Sequence[PageMakeup]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for page in pages:
        for on in page.texts:
            if on.text.paragraph.id:
                found.setdefault(on.text.paragraph.id, []).append(page.number)
        for table in page.tables:
            found.setdefault(table.table.id, []).append(page.number)
    return found
