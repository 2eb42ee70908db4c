"""What is asked of notes, resolved: names checked, lengths in points, numbering settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from typeset.diagnostics import Sink, nearest
from typeset.style.resolved import Grid, NoteNumbers, NoteRules, NoteStand, PageGeometry, Role
from typeset.style.spec import NotesSpec

TITLES = {"zh-Hant": "註釋", "ja": "注", "ko": "주", "en": "Notes"}
_RESTARTS: Mapping[NoteStand, Literal["page", "section", "publication"]] = {
    "section-end": "section",
    "end": "publication",
}


def note_rules(
    spec: NotesSpec,
    roles: Mapping[str, Role],
    sheet: tuple[Grid, PageGeometry],
    language: str,
    sink: Sink,
) -> NoteRules:
    """The rules of a spec for the type area and page of ``sheet``; faults at their place."""
    grid, page = sheet
    rules = NoteRules(
        place=spec.place,
        numbers=spec.numbers,
        restart=spec.restart or _RESTARTS.get(spec.place, "page"),
        role=spec.role.text,
        mark=spec.mark.text,
        title=spec.title or next((t for k, t in TITLES.items() if language.startswith(k)), "注释"),
        title_role=spec.title_role.text,
        gap=spec.gap.value,
        distance=max(spec.distance.points(grid.zw), grid.pitch - grid.zw),
        rule=spec.rule.points(grid.zw),
        rule_share=min(1.0, max(0.0, spec.rule_share)),
        width=spec.width.points(grid.zw),
        beside=spec.beside.points(grid.zw),
    )
    _check(spec, rules, roles, page, sink)
    return rules


def _check(
    spec: NotesSpec, rules: NoteRules, roles: Mapping[str, Role], page: PageGeometry, sink: Sink
) -> None:
    if not spec.span.file:
        return  # nothing is said of notes
    for name in (spec.role, spec.mark, spec.title_role):
        if name.text not in roles:
            hint = nearest(name.text, roles)
            sink.error("style/unknown-role", f"unknown role '{name}'", name.span, hint)
    if rules.place in ("section-end", "end") and rules.restart == "page":
        sink.error(
            "style/notes",
            f"notes at the {spec.place} cannot be numbered by the page",
            spec.span,
            "restart: section or publication",
        )
    need = rules.width + rules.beside
    if rules.place == "side" and need > page.edge:
        sink.error(
            "style/notes",
            f"notes in the margin need {need:.1f} pt, and the outer margin has {page.edge:.1f} pt",
            spec.span,
            "make the type area narrower (grid: chars), or notes: width less",
        )


_CIRCLED = (("\u2460", 20), ("\u3251", 15), ("\u32b1", 15))


def note_mark(number: int, form: NoteNumbers) -> str:
    """The mark of a note: ``①`` (up to 50, then in brackets), ``1`` or ``[1]`` (CL-NT-03)."""
    if form == "plain":
        return str(number)
    at = number - 1
    for first, count in _CIRCLED if form == "circled" else ():
        if at < count:
            return chr(ord(first) + at)
        at -= count
    return f"[{number}]"
