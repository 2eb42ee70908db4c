"""What was edited in boxes: which part of which box now says what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from typeset.docx.anchors import PARAGRAPH, Record
from typeset.pull.align import LIKE, Other, align
from typeset.pull.differ import Hunk, hunks, similarity
from typeset.pull.merging import same
from typeset.pull.said import stem
from typeset.pull.states import States
from typeset.record import dataclass

ALIKE = 0.5  # boxes from here on are one where no anchor says so


_TOLD = re.compile(r"\t[^\t]*第\w*页$")
"""Where a figure is told (甲 · 第2页): made by us, in a file that has lost its styles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartEdit:
    """A part of a box that was changed.

    ``current`` is the box as the content draws it by now (None: it has it no longer).
    """

    box: Record
    current: Record | None
    part: str
    base: str
    theirs: str

    @property
    def mine(self) -> str:
        """What the content draws there by now."""
        return part_text(self.current, self.part) if self.current else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """An edit of a box that belongs to no part of it; without ``box`` a table that is new."""

    box: Record | None
    base: str
    theirs: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxEdits:
    """All edits of boxes; ``gone`` are boxes of the snapshot that the document has not.

    ``places`` maps the ordinals of the document's boxes to the snapshot's boxes, ``current``
    the ids of those to the boxes that the content draws by now.
    """

    parts: tuple[PartEdit, ...]
    unclear: tuple[Unclear, ...]
    gone: tuple[Record, ...]
    places: dict[int, Record]
    current: dict[str, Record]


def box_edits(states: States) -> BoxEdits:
    """Compare every box with what it said."""
    theirs = _their_boxes(states)
    places = _matched(states.base_boxes, theirs, states)
    current = _current(states)
    parts: list[PartEdit] = []
    unclear: list[Unclear] = []
    for ordinal, record in places.items():
        _compare(record, theirs[ordinal], current.get(record.id), parts, unclear)
    known = {line for box in states.base_boxes for line in box.text.split(PARAGRAPH)}
    for ordinal, lines in theirs.items():
        if ordinal not in places and any(line not in known for line in lines):
            text = PARAGRAPH.join(lines)
            reason = "a table or text box was put in"
            unclear.append(Unclear(box=None, base="", theirs=text, reason=reason))
    found = {record.id for record in places.values()}
    gone = tuple(record for record in states.base_boxes if record.id not in found)
    return BoxEdits(
        parts=tuple(parts), unclear=tuple(unclear), gone=gone, places=places, current=current
    )


def _their_boxes(states: States) -> dict[int, list[str]]:
    """The paragraphs of every box of the document, by its ordinal."""
    running = {their.place for their in states.theirs}
    boxes: dict[int, list[str]] = {}
    for place, passage in enumerate(states.edited.passages):
        if passage.box and place not in running and passage.text.strip():
            boxes.setdefault(passage.box, []).append(passage.text)
    return boxes


def _matched(
    records: Sequence[Record], theirs: dict[int, list[str]], states: States
) -> dict[int, Record]:
    """Which box of the document is which of the snapshot's."""
    by_anchor = {stem(record.anchor): record for record in records}
    found: dict[int, Record] = {}
    taken: set[str] = set()
    for passage in states.edited.passages:
        for anchor in passage.anchors:
            record = by_anchor.get(stem(anchor.name))
            if record and record.id not in taken and passage.box in theirs.keys() - found.keys():
                found[passage.box] = record
                taken.add(record.id)
    left = [record for record in records if record.id not in taken]
    free = [ordinal for ordinal in theirs if ordinal not in found]
    aligned = align([r.text for r in left], [Other(PARAGRAPH.join(theirs[o])) for o in free])
    for i, partners in enumerate(aligned.of_base):
        for j in partners[:1]:
            if similarity(left[i].text, PARAGRAPH.join(theirs[free[j]])) >= ALIKE:
                found[free[j]] = left[i]
    return dict(sorted(found.items()))


def _current(states: States) -> dict[str, Record]:
    """By the snapshot's ids: the same boxes as the content draws them now."""
    found: dict[str, Record] = {}
    equal = {record.text: record for record in states.mine_boxes}
    named = {record.id: record for record in states.mine_boxes}
    for record in states.base_boxes:
        here = named.get(record.id)
        if here is not None and here.text == record.text:
            found[record.id] = here
        elif record.text in equal:
            found[record.id] = equal[record.text]
        elif here is not None and similarity(here.text, record.text) >= LIKE:
            found[record.id] = here
    return found


def _compare(
    record: Record,
    lines: list[str],
    current: Record | None,
    parts: list[PartEdit],
    unclear: list[Unclear],
) -> None:
    base = record.text.split(PARAGRAPH)
    if len(base) != len(lines):
        text = PARAGRAPH.join(lines)
        if "".join(text.split()) != "".join(record.text.split()):
            reason = "paragraphs of a box were put in or taken out"
            unclear.append(Unclear(box=record, base=record.text, theirs=text, reason=reason))
        return
    place = 0
    for before, said in zip(base, lines, strict=True):
        after = said if "\t" in before else _TOLD.sub("", said)
        if not same(before, after):
            _line(record, current, (place, before, after), parts, unclear)
        place += len(before) + 1


def _line(
    record: Record,
    current: Record | None,
    line: tuple[int, str, str],
    parts: list[PartEdit],
    unclear: list[Unclear],
) -> None:
    place, before, after = line
    changes = hunks(before, after)
    inside = _parts(record, place, len(before))
    for name, start, end in inside:
        alone = not any(e == start for _, _, e in inside)
        ends = _moved(changes, start, end, alone=alone)
        if ends is None:
            continue
        words = after[ends[0] : ends[1]]
        if words != before[start:end]:
            parts.append(
                PartEdit(
                    box=record, current=current, part=name, base=before[start:end], theirs=words
                )
            )
    if any(not _belongs(h, inside) for h in changes):
        reason = "words of a box were changed that no single part of it says"
        unclear.append(Unclear(box=record, base=before, theirs=after, reason=reason))


def _parts(record: Record, place: int, length: int) -> list[tuple[str, int, int]]:
    """The parts of one line: (name, start, end) in the line."""
    return [
        (mark.name.removeprefix("part="), mark.start - place, mark.end - place)
        for mark in record.marks
        if mark.name.startswith("part=") and place <= mark.start and mark.end <= place + length
    ]


def part_text(record: Record, part: str) -> str:
    """What a box says as this part."""
    for mark in record.marks:
        if mark.name == f"part={part}":
            return record.text[mark.start : mark.end]
    return ""


def _belongs(change: Hunk, parts: Sequence[tuple[str, int, int]]) -> bool:
    return any(start <= change.start and change.end <= end for _, start, end in parts)


def _moved(changes: Sequence[Hunk], start: int, end: int, *, alone: bool) -> tuple[int, int] | None:
    """Where a part begins and ends in the new line; None if a change crosses its edge."""
    new_start, new_end = start, end
    for h in changes:
        grown = (h.new_end - h.new_start) - (h.end - h.start)
        if h.end < start or (h.end == start and (h.start < start or not alone)):
            new_start += grown
        if h.end <= end:
            new_end += grown
        crosses = (h.start < start < h.end) or (h.start < end < h.end)
        if crosses:
            return None
    return new_start, new_end
