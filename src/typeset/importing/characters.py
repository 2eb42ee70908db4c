"""Characters that cannot stand in a project: control characters, and those no face has."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.importing.note_marks import is_mark
from typeset.importing.runs import mapped
from typeset.importing.source import Entry, Item, Paragraph, Place, Refused, Table
from typeset.record import dataclass
from typeset.style.resolved import FontSearch

GETA = "〓"  # what a compositor sets where the type is missing
_LINE_ENDS = dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n")
_BLANKS = dict.fromkeys("\t\xa0\u202f\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " ")
_KEPT = "\n"
_FAMILIES = ("Noto Serif SC", "Noto Sans Symbols2")  # the end of every chain of stand-ins
_TOO_MANY = 0.1  # of all characters without a face: it is another script


def settable(items: Sequence[Item], name: str) -> tuple[tuple[Item, ...], tuple[Entry, ...]]:
    """The items with only characters that can be set, and what was done to others.

    Control characters and invisible ones are taken out, unusual blanks become blanks, and a
    character that no face has becomes the geta mark 〓.

    Raises:
        Refused: a tenth of the text or more has no face.
    """
    texts = "".join(_text(item) for item in items)
    notes = max((item.note for item in items if isinstance(item, Paragraph)), default=0)
    changes = _changes(texts, name, notes)
    if not changes:
        return tuple(items), ()
    entries: list[Entry] = []
    made = []
    for item in items:
        found = sorted(set(_text(item)) & changes.keys())
        entries += [_entry(c, changes[c], _text(item), item.place) for c in found]
        made.append(_changed(item, changes) if found else item)
    return tuple(made), tuple(entries)


def _text(item: Item) -> str:
    if isinstance(item, Table):
        return "".join(cell for row in item.rows for cell in row)
    return item.text + item.marker + item.number


def _changed(item: Item, changes: Mapping[str, str]) -> Item:
    marks = str.maketrans(dict(changes))
    if isinstance(item, Table):
        rows = tuple(tuple(cell.translate(marks) for cell in row) for row in item.rows)
        return replace(item, rows=rows)
    return replace(
        item,
        runs=mapped(item.runs, lambda text: text.translate(marks)),
        marker=item.marker.translate(marks),
        number=item.number.translate(marks),
    )


def _changes(texts: str, name: str, notes: int) -> dict[str, str]:
    """What each character that cannot stay becomes."""
    used = set(texts)
    changes = {c: instead for c in used if (instead := _instead(c)) is not None}
    texted = {c for c in used - changes.keys() if not is_mark(c, notes)}
    wanted = {c for c in texted if not c.isspace() and c > "~"}
    missing = wanted - _covered(frozenset(wanted))
    lost = sum(texts.count(c) for c in missing)
    if lost > _TOO_MANY * max(1, len(texts)):
        shown = " ".join(sorted(missing)[:12])
        raise Refused(
            "import/script",
            f"'{name}': the faces that come with typeset lack {lost} of its characters: {shown}",
            "only Chinese and Latin text can be imported",
        )
    return changes | dict.fromkeys(missing, GETA)


def _instead(char: str) -> str | None:
    """What stands for a character that is no character to set; None where it may stay."""
    if char in _LINE_ENDS:
        return "\n"
    if char in _BLANKS:
        return " "
    if char in _KEPT or char.isprintable():
        return None if not _is_selector(char) else ""
    return None if unicodedata.category(char) in {"Zs", "Co", "Cn"} else ""


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _entry(char: str, instead: str, text: str, place: Place) -> Entry:
    at = text.index(char)
    around = text[max(0, at - 4) : at + 5]
    name = f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()
    if instead == GETA:
        return Entry(
            state="done",
            what="Character replaced",
            why=f"no face has {name}; {GETA} holds its place: add a font under 'fonts' in"
            " style.yaml, or write it otherwise",
            place=place,
            before=around,
            after=around.replace(char, GETA),
        )
    what = "Character taken out" if not instead else "Blank made plain"
    shown = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in around)
    after = "".join(instead if c == char else c for c in around).replace("\n", "↵")
    why = f"{name} is not seen, and cannot be set" if not instead else f"{name}"
    return Entry(state="done", what=what, why=why, place=place, before=shown, after=after)


# -- which characters there are faces for -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wish:
    family: str
    weight: int = 400
    italic: bool = False
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class _Nothing:
    """A style that names no faces: the library then holds what travels with the program."""

    @property
    def roles(self) -> Mapping[str, object]:
        """None."""
        return {}

    @property
    def fonts(self) -> tuple[object, ...]:
        """None."""
        return ()

    @property
    def font_search(self) -> FontSearch:
        """Nowhere: what a machine has besides must not decide what is imported."""
        return FontSearch(system="never")


@functools.cache
def _covered(wanted: frozenset[str]) -> frozenset[str]:
    from typeset.fonts.library import open_library  # noqa: PLC0415

    library = open_library(_Nothing(), None, Sink())  # type: ignore[arg-type]
    faces = [face for family in _FAMILIES if (face := library.pick(_Wish(family)))]
    return frozenset(_those_in(faces, wanted))


def _those_in(faces: Iterable[object], wanted: Iterable[str]) -> Iterable[str]:
    every = [face.covers for face in faces if hasattr(face, "covers")]
    return (c for c in wanted if any(covers(c) for covers in every))
