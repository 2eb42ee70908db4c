"""A panel over two facing pages: what of its marks stands on the one, what on the other.

What is drawn is clipped where the page's bleed ends, so that it crosses the spine; words stand
on the page on which they begin. What is read is tagged once: of a picture its left half, its
right half is an artifact.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.display import (
    ArtifactClose,
    ArtifactOpen,
    ClipEnd,
    ClipStart,
    Glyphs,
    Mark,
    TagClose,
    TagOpen,
)
from typeset.geometry import rectangle
from typeset.layout.frame import PageFrame
from typeset.layout.sheet import Sheet


def add_half(painted: Sheet, frame: PageFrame, sheet: Sheet, *, right: bool) -> None:
    """Bring one page's half of what was painted to its sheet."""
    width = frame.page.trim.width
    clip = ClipStart(path=rectangle(frame.bleed_box()))
    for own, layer in (
        (painted.ground, sheet.ground),
        (painted.drawing, sheet.drawing),
        (painted.content, sheet.content),
    ):
        for group in _groups(own):
            layer.extend(_half(group, clip, width, right=right))


def _groups(marks: list[Mark]) -> Iterator[list[Mark]]:
    group: list[Mark] = []
    for mark in marks:
        group.append(mark)
        if isinstance(mark, TagClose | ArtifactClose):
            yield group
            group = []


def _half(group: list[Mark], clip: ClipStart, width: float, *, right: bool) -> list[Mark]:
    start, *inner, end = group
    words = [mark for mark in inner if isinstance(mark, Glyphs)]
    if words:
        here = [mark for mark in words if 0 <= mark.x < width]
        return [start, *here, end] if here else []
    if right and isinstance(start, TagOpen):
        start, end = ArtifactOpen("Layout"), ArtifactClose()
    return [start, clip, *inner, ClipEnd(), end]
