"""Inline content lowered to runs of text: for fixed pages and for Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from typeset.blocks.scope import Scope
from typeset.color import Color
from typeset.flow import LineBreak, Run, TextRun
from typeset.model import inline as written
from typeset.model.inline import Inline
from typeset.model.publication import Section
from typeset.record import dataclass
from typeset.reflow import ReRun

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


def runs(inlines: Iterable[Inline], role: str, scope: Scope) -> tuple[Run, ...]:
    """The inline content of a paragraph in ``role``, for the line engine."""
    return tuple(_run(look, item, scope) for look, item in _walk(inlines, _Look(role), scope))


def reruns(inlines: Iterable[Inline], role: str, scope: Scope) -> tuple[ReRun, ...]:
    """The inline content of a paragraph in ``role``, for a reflowable output."""
    return tuple(_rerun(look, item, role) for look, item in _walk(inlines, _Look(role), scope))


_Leaf = written.Text | written.Metric | written.Break


def _walk(inlines: Iterable[Inline], look: _Look, scope: Scope) -> Iterator[tuple[_Look, _Leaf]]:
    for item in inlines:
        match item:
            case written.Text() | written.Metric() | written.Break():
                yield look, item
            case _:
                yield from _walk(item.children, _inside(item, look, scope), scope)


def _inside(item: Inline, look: _Look, scope: Scope) -> _Look:
    match item:
        case written.Strong():
            return replace(look, role="strong")
        case written.Emphasis():
            return replace(look, role="emphasis")
        case written.Marked(role=role, span=span):
            if not scope.knows_role(role, span):
                return look
            return replace(look, role=role, color=scope.color(_TINTED.get(role, ""), span))
        case written.Sub():
            return replace(look, script="sub")
        case written.Sup():
            return replace(look, script="sup")
        case written.Link(target=target):
            return replace(look, link=target)
        case _:
            return look


def _run(look: _Look, item: _Leaf, scope: Scope) -> Run:
    if isinstance(item, written.Break):
        return LineBreak(item.span)
    size = scope.style.roles[look.role].size if look.script else 0.0
    return TextRun(
        text=item.text,
        role=look.role,
        span=item.span,
        color=look.color,
        size=size * SCRIPT_SIZE if look.script else None,
        rise=size * {"": 0.0, "sub": SUB_RISE, "sup": SUP_RISE}[look.script],
        keep=isinstance(item, written.Metric),
    )


def _rerun(look: _Look, item: _Leaf, role: str) -> ReRun:
    if isinstance(item, written.Break):
        return ReRun(text="", line_break=True)
    return ReRun(
        text=item.text,
        role="" if look.role == role else look.role,
        color=look.color,
        script=look.script,
        link=look.link,
        anchor=item.id if isinstance(item, written.Metric) else "",
    )


_DIGITS = re.compile(r"(\d[\d.]*)")


def title_runs(section: Section, scope: Scope) -> tuple[ReRun, ...]:
    """A section's title; in an outlook its year is set as a number."""
    if section.layout == "banner":
        return (ReRun(text=section.title),)
    color = scope.color("accent", section.span)
    pieces = enumerate(_DIGITS.split(section.title))
    return tuple(
        ReRun(text=piece, role="outlook-year", color=color) if i % 2 else ReRun(text=piece)
        for i, piece in pieces
        if piece
    )
