"""``contents: true``: the list of sections and of the headings in them, with their pages.

It is a box design like any other (``contents``); a list longer than a page is continued in
further panels. It repeats the headings and is no text of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.blocks.heading import Heading
from typeset.blocks.panel import Asked
from typeset.blocks.parts import Data, Part, Row
from typeset.model.publication import Publication
from typeset.style.resolved import Style

DESIGN = "contents"
TITLES = {"zh-Hant": "目錄", "ja": "目次", "ko": "차례"}


def contents(publication: Publication, style: Style) -> Iterator[tuple[Asked, Data]]:
    """The panels of the list, each no higher than the type area."""
    metadata = publication.metadata
    title = next((t for tag, t in TITLES.items() if metadata.language.startswith(tag)), "目录")
    rows = list(_rows(publication))
    room = max(style.grid.lines - 2, 1)
    for part, start in enumerate(range(0, len(rows), room)):
        own: dict[str, Part] = {} if part else {"title": title}
        asked = Asked(id=f"contents-{part + 1}", design=DESIGN, span=metadata.span)
        yield asked, Data(own=Row(parts=own), rows=tuple(rows[start : start + room]))


def _rows(publication: Publication) -> Iterator[Row]:
    """One row a section, and one for each heading of the shallowest level in use."""
    blocks = [block for section in publication.sections for block in section.blocks]
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    level = min(levels, default=0)
    for section in publication.sections:
        label = " ".join(part for part in (section.number, section.title) if part)
        yield Row(parts={"label": label}, source=section.id, span=section.title_span)
        for block in section.blocks:
            if isinstance(block, Heading) and block.level == level:
                yield Row(parts={"sub": block.text()}, source=block.id, span=block.span)
