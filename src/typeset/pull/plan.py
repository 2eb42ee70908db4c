"""What a pull would do: changes, conflicts and remarks, for people and as JSON."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterator
from dataclasses import field, replace
from typing import Any, Literal

from typeset.diagnostics import Diagnostic
from typeset.diagnostics_report import as_json
from typeset.docx.anchors import PARAGRAPH
from typeset.record import dataclass

Kind = Literal["changed", "inserted", "deleted", "moved", "split", "merged", "figure", "box"]
NEAR = 12  # characters shown on either side of a change


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a content file; lines count from 1, as the file stands before the pull."""

    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change to be made; ``also`` are places where the same is drawn or changed with it.

    ``unsure`` marks a paragraph that was recognised by its place alone.
    """

    kind: Kind
    id: str
    place: Place
    before: str
    after: str
    also: tuple[Place, ...] = ()
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A change that is not made: ``mine`` is the content's reading, ``theirs`` the document's."""

    id: str
    place: Place
    base: str
    mine: str
    theirs: str
    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A comment, or a tracked change that nobody has decided: for the review file."""

    kind: Literal["comment", "insertion", "deletion"]
    id: str
    place: Place
    author: str
    date: str
    quote: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All of it. ``files`` are the new texts of the content files, by name in the project."""

    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[Note, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)

    def shown(self, name: Callable[[str], str]) -> Plan:
        """The plan with files named as ``name`` has them."""

        def placed(place: Place) -> Place:
            return replace(place, file=name(place.file))

        return replace(
            self,
            changes=tuple(
                replace(c, place=placed(c.place), also=tuple(map(placed, c.also)))
                for c in self.changes
            ),
            conflicts=tuple(replace(c, place=placed(c.place)) for c in self.conflicts),
            notes=tuple(replace(n, place=placed(n.place)) for n in self.notes),
        )


def to_json(plan: Plan) -> str:
    """``{changes, conflicts, comments, findings}``, two blanks of indent, Han as itself."""
    data = {
        "changes": [_change(c) for c in plan.changes],
        "conflicts": [_conflict(c) for c in plan.conflicts],
        "comments": [note_data(n) for n in plan.notes],
        "findings": json.loads(as_json(list(plan.findings))),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _change(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "kind": change.kind,
        "file": change.place.file,
        "line": change.place.line,
        "before": _lines(change.before),
        "after": _lines(change.after),
        "also": [{"file": p.file, "line": p.line} for p in change.also],
        "unsure": change.unsure,
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "id": conflict.id,
        "file": conflict.place.file,
        "line": conflict.place.line,
        "before": _lines(conflict.base),
        "after": _lines(conflict.theirs),
        "mine": _lines(conflict.mine),
        "theirs": _lines(conflict.theirs),
        "reason": conflict.reason,
        "hint": conflict.hint,
    }


def note_data(note: Note) -> dict[str, Any]:
    """A note as it stands in the review file."""
    return {
        "kind": note.kind,
        "id": note.id,
        "file": note.place.file,
        "line": note.place.line,
        "author": note.author,
        "date": note.date,
        "quote": note.quote,
        "text": note.text,
    }


def _lines(text: str) -> str:
    return text.replace(PARAGRAPH, "\n\n")


# -- for people --------------------------------------------------------------------------------


def to_text(plan: Plan) -> str:
    """The plan as lines to read: each change with the words around it."""
    lines: list[str] = []
    for change in plan.changes:
        unsure = " (recognised by its place: look twice)" if change.unsure else ""
        lines.append(f"{_where(change.place)}: {change.kind} {change.id}{unsure}")
        lines += _difference(change.before, change.after)
        lines += [f"    also {_where(place)}" for place in change.also]
    for conflict in plan.conflicts:
        lines.append(f"{_where(conflict.place)}: CONFLICT {conflict.id}: {conflict.reason}")
        lines += _readings(conflict)
        if conflict.hint:
            lines.append(f"    hint: {conflict.hint}")
    for note in plan.notes:
        said = note.text if note.kind == "comment" else f"tracked {note.kind} left open"
        who = " ".join(part for part in (note.author, note.date) if part)
        lines.append(f"{_where(note.place)}: {note.kind} by {who}: {said}")
        if note.quote:
            lines.append(f"    on “{_clipped(note.quote)}”")
    lines.append(_summary(plan))
    return "\n".join(lines)


def _where(place: Place) -> str:
    return f"{place.file}:{place.line}" if place.line else place.file


def _summary(plan: Plan) -> str:
    counts = [(len(plan.changes), "change"), (len(plan.conflicts), "conflict")]
    counts += [(len(plan.notes), "remark")] if plan.notes else []
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts)


def _readings(conflict: Conflict) -> Iterator[str]:
    yield f"    content:  {_near(conflict.base, conflict.mine)}"
    yield f"    document: {_near(conflict.base, conflict.theirs)}"


def _near(base: str, text: str) -> str:
    """The part of a text that differs from the base, or its beginning."""
    if not text:
        return "(deleted)"
    for i, _, k, m in _spots(base, text):
        del i
        return _excerpt(text, k, m)
    return f"{_clipped(_lines(text))} (unchanged)"


def _spots(before: str, after: str) -> Iterator[tuple[int, int, int, int]]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield i, j, k, m


def _difference(before: str, after: str) -> Iterator[str]:
    if not before or not after:
        mark, text = ("+", after) if after else ("-", before)
        yield from (f"  {mark} {line}" for line in text.split(PARAGRAPH))
        return
    if before == after:
        yield f"    {_clipped(_lines(before))}"
        return
    spots: list[tuple[int, int, int, int]] = []
    for i, j, k, m in _spots(before, after):
        if spots and i - spots[-1][1] <= NEAR:
            spots[-1] = (spots[-1][0], j, spots[-1][2], m)
        else:
            spots.append((i, j, k, m))
    for i, j, k, m in spots:
        yield f"  - {_excerpt(before, i, j)}"
        yield f"  + {_excerpt(after, k, m)}"


def _excerpt(text: str, start: int, end: int) -> str:
    left, right = max(0, start - NEAR), min(len(text), end + NEAR)
    inside = text[left:right].replace(PARAGRAPH, " ¶ ").replace("\n", " ⏎ ")
    return f"{'…' if left else ''}{inside}{'…' if right < len(text) else ''}"


def _clipped(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
