"""A reference to a note, with the note it brings along: for fixed pages and for Word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from typeset.blocks.scope import Scope
from typeset.flow import Footnote, Kern, NotePlace, Paragraph, Run, TextRun
from typeset.model.inline import Inline, NoteRef
from typeset.reflow import Para, ReNote, ReRun
from typeset.style.direction import is_vertical

RISE = 0.33
"""The mark's top stands at the text's: raised by at most a third of it (CL-NT-06)."""

Lower = Callable[[Iterable[Inline], str, Scope], tuple[Run, ...]]
Relower = Callable[[Iterable[Inline], str, Scope], tuple[ReRun, ...]]


def note_mark(ref: NoteRef, role: str, lower: Lower, scope: Scope) -> TextRun:
    """The reference in text of ``role``; its mark is made when all notes are known."""
    rules, roles = scope.style.notes, scope.style.roles
    text, body = roles[role].size, roles["body"].size
    size = roles[rules.mark].size * text / body
    return TextRun(
        text=UNNUMBERED,
        role=rules.mark,
        size=size,
        rise=min(RISE * text, max(0.0, 0.88 * (text - size))),
        keep=True,
        note=True,
        names=ref.note.id,
        footnote=footnote(ref, lower, scope),
        span=ref.span,
    )


UNNUMBERED = "\u2460"
"""What stands for a mark before it is known: as wide as most."""


def footnote(ref: NoteRef, lower: Lower, scope: Scope) -> Footnote:
    """What the note says, as paragraphs behind its mark."""
    rules, note = scope.style.notes, ref.note
    role = scope.style.roles[rules.role]
    mark = TextRun(text=UNNUMBERED, role=rules.role, names=note.id, span=ref.span, keep=True)
    paragraphs = []
    for number, inlines in enumerate(note.paragraphs):
        lead: tuple[Run, ...] = (Kern(role.hanging),) if role.hanging else ()
        paragraphs.append(
            Paragraph(
                runs=(
                    *(lead if number else (mark, Kern(rules.gap * role.size))),
                    *(_scaled(run, scope) for run in lower(inlines, rules.role, scope)),
                ),
                role=rules.role,
                id=note.id if number == 0 else f"{note.id}-{number + 1}",
                tag=role.tag,
                align="start" if rules.place == "side" else "",
                span=note.span,
            )
        )
    places: dict[str, NotePlace] = {"column": "column", "side": "side"}
    place = places.get(rules.place, "page")
    if place == "side" and is_vertical(scope.style):
        place = "page"  # the outer margin is at the lines' ends there
    return Footnote(id=note.id, paragraphs=tuple(paragraphs), place=place, span=note.span)


def _scale(scope: Scope) -> float:
    """The size of notes, of that of the body: roles of text have the body's."""
    return scope.style.roles[scope.style.notes.role].size / scope.style.roles["body"].size


def _scaled(run: Run, scope: Scope) -> Run:
    """A run of another role (strong, emphasis) in the size of the note around it."""
    if not isinstance(run, TextRun) or run.role == scope.style.notes.role:
        return run
    size = run.size or scope.style.roles[run.role].size
    return replace(run, size=size * _scale(scope), rise=run.rise * _scale(scope))


def _rescaled(run: ReRun, scope: Scope) -> ReRun:
    if run.role in ("", scope.style.notes.role) or run.note is not None:
        return run
    size = run.size or scope.style.roles[run.role].size
    return replace(run, size=size * _scale(scope))


def note_rerun(ref: NoteRef, relower: Relower, scope: Scope) -> ReRun:
    """The reference for Word, which numbers notes itself."""
    rules = scope.style.notes
    paragraphs = tuple(
        Para(
            role=rules.role,
            runs=tuple(_rescaled(run, scope) for run in relower(inlines, rules.role, scope)),
            id=ref.note.id if number == 0 else f"{ref.note.id}-{number + 1}",
            span=ref.note.span,
        )
        for number, inlines in enumerate(ref.note.paragraphs)
    )
    return ReRun(text="", role=rules.mark, note=ReNote(id=ref.note.id, paragraphs=paragraphs))
