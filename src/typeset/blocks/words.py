"""Inline content lowered to runs of text: for fixed pages and for Word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from typeset.blocks import references
from typeset.blocks.index_fields import instruction
from typeset.blocks.note_runs import note_mark, note_rerun
from typeset.blocks.scope import Scope
from typeset.color import Color
from typeset.diagnostics import NOWHERE, Span
from typeset.flow import LineBreak, Run, TextRun
from typeset.model import inline as written
from typeset.model.inline import Inline
from typeset.model.publication import Section
from typeset.record import dataclass
from typeset.reflow import ReRun
from typeset.style.direction import is_vertical

# A subscript is set at this share of the size, lowered by that share; a superscript is
# raised so that its figures hang from the cap height.
SCRIPT_SIZE = 0.6
SUB_RISE = -0.14
SUP_RISE = 0.36

# Roles of text that take the section's colour, with the palette name they take.
_TINTED = {"lead": "accent-lead"}


@dataclass(frozen=True, slots=True)
class _Look:
    """What the markup around a piece of text has made of it so far."""

    role: str
    color: Color | None = None
    script: Literal["", "sub", "sup"] = ""
    link: str = ""
    keep: bool = False
    language: str = ""
    dots: bool = False
    proper: int = 0
    booktitle: int = 0
    tcy: bool = False
    marks: tuple[written.Indexed, ...] = ()  # the first run under them bears them


def runs(inlines: Iterable[Inline], role: str, scope: Scope) -> tuple[Run, ...]:
    """The inline content of a paragraph in ``role``, for the line engine."""
    walk = _walk(inlines, _Look(role), scope)
    return tuple(run for look, item in walk for run in _runs(look, item, scope))


def reruns(inlines: Iterable[Inline], role: str, scope: Scope) -> tuple[ReRun, ...]:
    """The inline content of a paragraph in ``role``, for a reflowable output."""
    walk = _walk(inlines, _Look(role), scope)
    found = (run for look, item in walk for run in _reruns(look, item, role, scope))
    return tuple(piece for run in found for piece in _upright(run, scope))


_FEW_DIGITS = re.compile(r"(?<![\d.,])(\d+)(?![\d.,]*\d)")


def _upright(run: ReRun, scope: Scope) -> Iterator[ReRun]:
    """In a vertical line, few digits by themselves stand upright in one cell (CL-DX-05)."""
    most = scope.style.rules.tcy
    if not is_vertical(scope.style) or run.reading or run.upright or not most:
        yield run
        return
    for i, piece in enumerate(_FEW_DIGITS.split(run.text)):
        if piece or not run.text:
            yield replace(run, text=piece, upright=i % 2 == 1 and len(piece) <= most)
            run = replace(run, marks=())


_Leaf = written.Text | written.Metric | written.Ruby | written.Ref | written.NoteRef | written.Break
_LEAVES = (
    written.Text, written.Metric, written.Ruby, written.Ref, written.NoteRef, written.Break,
)  # fmt: skip


def _walk(inlines: Iterable[Inline], look: _Look, scope: Scope) -> Iterator[tuple[_Look, _Leaf]]:
    for item in inlines:
        if isinstance(item, _LEAVES):
            yield look, item
        elif isinstance(item, written.Indexed):
            yield from _indexed(item, look, scope)
        else:
            yield from _walk(item.children, _inside(item, look, scope), scope)


def _indexed(item: written.Indexed, look: _Look, scope: Scope) -> Iterator[tuple[_Look, _Leaf]]:
    """What stands under a mark; its first words bear it, where the publication has an index."""
    waits = bool(scope.publication.index)
    for own, leaf in _walk(item.children, look, scope):
        if waits and isinstance(leaf, written.Text | written.Metric | written.Ruby):
            waits, own = False, replace(own, marks=(*own.marks, item))  # noqa: PLW2901
        yield own, leaf


def _inside(item: Inline, look: _Look, scope: Scope) -> _Look:
    match item:
        case written.Strong():
            return replace(look, role="strong")
        case written.Emphasis():
            return replace(look, role="emphasis")
        case written.Marked(role=role, span=span):
            if not scope.knows_role(role, span, written.CLASSES):
                return look
            return replace(look, role=role, color=scope.color(_TINTED.get(role, ""), span))
        case written.Sub():
            return replace(look, script="sub")
        case written.Sup():
            return replace(look, script="sup")
        case written.Link(target=target):
            return replace(look, link=target)
        case written.Kept(whole=whole):
            return replace(look, keep=look.keep or whole)
        case written.Tongue(language=language):
            return replace(look, language=language)
        case written.Beside(marks=marks):
            return _marked(look, marks, _number(item.span))
        case _:
            return look


def _marked(look: _Look, marks: frozenset[written.BesideMark], number: int) -> _Look:
    return replace(
        look,
        dots=look.dots or "dots" in marks,
        proper=number if "proper" in marks else look.proper,
        booktitle=number if "booktitle" in marks else look.booktitle,
        tcy=look.tcy or "tcy" in marks,
    )


def _number(span: Span) -> int:
    """What tells a name from its neighbours: its place in the file."""
    return span.line * 100_000 + span.column + 1


def _runs(look: _Look, item: _Leaf, scope: Scope) -> Iterator[Run]:
    """One run; of characters with readings of their own, one for each."""
    if isinstance(item, written.Break):
        yield LineBreak(item.span)
        return
    if isinstance(item, written.NoteRef):
        yield note_mark(item, look.role, runs, scope)
        return
    if isinstance(item, written.Ref):
        yield references.run(item, look.role, _page_link(look.link, scope), scope)
        return
    run = _run(look, item, scope)
    if not isinstance(item, written.Ruby):
        yield run
    elif item.kind in ("group", "jukugo"):
        yield replace(run, ruby=item.readings)
    else:
        at = 0
        for char, reading in _by_character(item):
            span = item.span.at(at, len(char)) if item.span != NOWHERE else NOWHERE
            own = replace(run, text=char, span=span)
            at += len(char)
            spelled = item.kind == "bopomofo"
            yield (
                replace(own, bopomofo=reading)
                if spelled
                else replace(own, ruby=(reading,) if reading else ())
            )


def _by_character(item: written.Ruby) -> list[tuple[str, str]]:
    """Each character with its reading; marks that combine go with theirs."""
    cut: list[str] = []
    for char in item.base:
        joins = unicodedata.category(char)[0] == "M"
        if cut and joins:
            cut[-1] += char
        else:
            cut.append(char)
    return list(zip(cut, item.readings, strict=False))


def _run(look: _Look, item: written.Text | written.Metric | written.Ruby, scope: Scope) -> TextRun:
    size = scope.style.roles[look.role].size if look.script else 0.0
    return TextRun(
        text=item.text,
        role=look.role,
        span=item.span,
        color=look.color,
        size=size * SCRIPT_SIZE if look.script else None,
        rise=size * {"": 0.0, "sub": SUB_RISE, "sup": SUP_RISE}[look.script],
        keep=look.keep or isinstance(item, written.Metric),
        language=look.language,
        emphasis_dots=look.dots,
        proper=look.proper,
        booktitle=look.booktitle,
        tcy=look.tcy,
        link=_page_link(look.link, scope),
        marks=tuple(mark.id for mark in look.marks),
    )


def _page_link(link: str, scope: Scope) -> str:
    return f"#{references.place_of(link[1:], scope)}" if link.startswith("#") else link


def _reruns(look: _Look, item: _Leaf, role: str, scope: Scope) -> Iterator[ReRun]:
    """One run; of characters with readings of their own, one for each."""
    if isinstance(item, written.NoteRef):
        yield note_rerun(item, reruns, scope)
        return
    if isinstance(item, written.Ref):
        role = "" if look.role == role else look.role
        yield from references.reruns(item, role, _word_link(look, scope), scope)
        return
    if not isinstance(item, written.Ruby):
        yield _rerun(look, item, role, scope)
        return
    if item.kind == "group":
        yield replace(_rerun(look, item, role, scope), reading=item.readings[0])
        return
    for char, reading in _by_character(item):
        yield replace(_rerun(look, item, role, scope), text=char, reading=reading)
        look = replace(look, marks=())


def _word_link(look: _Look, scope: Scope) -> str:
    """Where a link leads in Word: to a section by its title."""
    if not look.link.startswith("#"):
        return look.link
    target = look.link[1:]
    return f"#{references.word_anchor(target, scope.numbers.get(target))}"


def _rerun(
    look: _Look,
    item: written.Text | written.Metric | written.Ruby | written.Break,
    role: str,
    scope: Scope,
) -> ReRun:
    if isinstance(item, written.Break):
        return ReRun(text="", line_break=True)
    return ReRun(
        text=item.text,
        role="" if look.role == role else look.role,
        color=look.color,
        script=look.script,
        link=_word_link(look, scope),
        anchor=item.id if isinstance(item, written.Metric) else "",
        language=look.language,
        emphasis_dots=look.dots,
        underline="wave" if look.booktitle else "single" if look.proper else "",
        upright=look.tcy,
        marks=tuple((m.id, instruction(m, scope.style.rules.language)) for m in look.marks),
    )


_DIGITS = re.compile(r"(\d[\d.]*)")


def title_runs(section: Section, scope: Scope) -> tuple[ReRun, ...]:
    """A section's title; in an outlook its year is set as a number."""
    if section.layout != "outlook":
        return (ReRun(text=section.title),)
    color = scope.color("accent", section.span)
    pieces = enumerate(_DIGITS.split(section.title))
    return tuple(
        ReRun(text=piece, role="outlook-year", color=color) if i % 2 else ReRun(text=piece)
        for i, piece in pieces
        if piece
    )
