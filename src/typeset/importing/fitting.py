"""Titles too long for the drawn masthead and banners: what is written instead.

Whether they are too long only the layout can say; the command asks it and calls again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from typeset.importing.draft import Draft, DraftSection
from typeset.importing.source import Entry, Form, Paragraph, Place, Run
from typeset.record import dataclass

SHORT = 20  # characters of a title that any banner has room for
MASTHEADS: tuple[Literal["", "light", "none"], ...] = ("", "light", "none")


@dataclass(frozen=True, slots=True)
class Fit:
    """What has to give way: the step in :data:`MASTHEADS`, the sections (from 1) cut short.

    ``circular`` is off where a circular made of the file did not hold.
    """

    masthead: int = 0
    short: frozenset[int] = frozenset()
    circular: bool = True


def fitted(draft: Draft, fit: Fit) -> tuple[Draft, str, tuple[Entry, ...]]:
    """The draft with what was too long put elsewhere, ``style.yaml``, and the entries."""
    entries: list[Entry] = []
    sections = [
        _shortened(section, entries) if number in fit.short else section
        for number, section in enumerate(draft.sections, 1)
    ]
    masthead = MASTHEADS[fit.masthead]
    place = sections[0].place
    if masthead == "none":
        sections[0] = replace(sections[0], items=(*_spelt(draft, place), *sections[0].items))
    if masthead:
        entries.append(_masthead(masthead, place, draft.front.title))
    style = f"extends: gov-report\nmasthead: {masthead}\n" if masthead else ""
    return replace(draft, sections=tuple(sections)), style, tuple(entries)


def _spelt(draft: Draft, place: Place) -> tuple[Paragraph, ...]:
    """Title, slogan, subtitle and issuer as text, where no masthead draws them."""
    front = draft.front
    made = [_paragraph(front.title, place, "heading")]
    others = (front.slogan, front.subtitle, front.issuer)
    return (*made, *(_paragraph(t, place) for t in others if t and t != front.title))


def _paragraph(text: str, place: Place, form: Form = "text") -> Paragraph:
    return Paragraph(runs=(Run(text),), place=place, form=form, level=1)


def _masthead(masthead: str, place: Place, title: str) -> Entry:
    light = "the light masthead has room for its lines"
    none = "they are too long for a masthead; they open the first section as text"
    return Entry(
        state="done",
        what="Masthead changed" if masthead == "light" else "Masthead switched off",
        why=light if masthead == "light" else none,
        place=place,
        before=title,
        after=title,
    )


def _shortened(section: DraftSection, entries: list[Entry]) -> DraftSection:
    """A section whose full title stands as a heading in it."""
    short = section.title[:SHORT].rstrip() + "…"
    entries.append(
        Entry(
            state="done",
            what="Section title cut short",
            why="the banner has no room for it; in full it is a heading below",
            place=section.place,
            before=section.title,
            after=f"title: {short}",
        )
    )
    full = _paragraph(section.title, section.place, "heading")
    return replace(section, title=short, items=(full, *section.items))
