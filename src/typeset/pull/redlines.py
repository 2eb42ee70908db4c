"""Two states of the content as one document with tracked changes."""

from __future__ import annotations

from collections.abc import Sequence

from typeset.docx.package import published
from typeset.docx.redline import redline
from typeset.pipeline import Run, write_docx
from typeset.pull.align import Other, align, increasing
from typeset.pull.differ import hunks
from typeset.pull.overlay import Content

AUTHOR = "typeset"


def redlined(old: Content, new: Content) -> bytes:
    """The new state's DOCX with tracked changes against the old; dated as the publication is."""
    date = published(new.manuscript.publication.metadata.date)
    return redline(
        write_docx(old.manuscript, Run()),
        write_docx(new.manuscript, Run()),
        pairs,
        hunks,
        author=AUTHOR,
        date=date.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which block is which, in order: what was moved counts as taken out and put in."""
    found = align(old, [Other(text) for text in new])
    both = [(i, partners[0]) for i, partners in enumerate(found.of_base) if partners]
    keep = [both[n] for n in increasing([j for _, j in both])]
    taken: set[int] = set()
    return [(i, j) for i, j in keep if not (j in taken or taken.add(j))]  # type: ignore[func-returns-value]
