"""What the author should look at in a make-up that is lawful but not as asked."""

from __future__ import annotations

from collections.abc import Sequence

from typeset.diagnostics import Sink
from typeset.layout.makeup import PageMakeup


def check_makeup(pages: Sequence[PageMakeup], sink: Sink) -> None:
    """Warn of boxes that stand on another page than any line of their anchor.

    A float for a page's head or foot may stand in the anchor's spread.
    """
    lines = _pages_of_blocks(pages)
    for page in pages:
        for placed in page.panels:
            panel = placed.panel
            anchored = lines.get(panel.anchor)
            if not anchored or page.number in anchored:
                continue
            if panel.place in ("page-head", "page-foot"):
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


def _pages_of_blocks(pages: Sequence[PageMakeup]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for page in pages:
        for on in page.texts:
            if on.text.paragraph.id:
                found.setdefault(on.text.paragraph.id, []).append(page.number)
    return found
