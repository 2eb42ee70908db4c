"""Which named styles the document needs: each use of a look is asked for here and gets an id.

A *look* is a role of the style with what differs from it at this place (size, colour,
alignment …). Every distinct look becomes one named style, derived from the role's own, so
that nothing in the body is formatted by hand and an editor can restyle all of a kind at once.
"""

from __future__ import annotations

import re
from dataclasses import field, replace
from typing import TypeVar

from typeset.color import Color
from typeset.record import dataclass
from typeset.reflow import Level, Setting
from typeset.style.resolved import Role, Style

BODY = "body"
SCRIPTS = {"sub": "subscript", "sup": "superscript", "raised": "raised"}

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphLook:
    """A paragraph's look; unset values are the role's. Lengths in points.

    ``tab`` is a right tab stop (``leaders``: dots up to it), ``room`` the least line height for
    runs larger than the role, ``plated`` leaves room for a number plate before the text,
    ``accent`` is the colour of a banner's rule. ``figure`` takes the role's bold back: its runs,
    a number and its unit, then say themselves which of them are bold, and stand close together.
    ``readings`` takes it off the line grid, on which LibreOffice sets lines with ruby one over
    the other. ``setting`` is an exact place; ``flush`` leaves the first line's indent out.
    ``white`` is what a section's title has above and below, where it is not that of every
    publication.
    """

    role: str
    outline: int = 0
    size: float | None = None
    color: Color | None = None
    align: str = ""
    tab: float = 0.0
    leaders: bool = False
    room: float = 0.0
    keep_next: bool = False
    plated: bool = False
    accent: Color | None = None
    figure: bool = False
    readings: bool = False
    flush: bool = False
    setting: Setting | None = None
    white: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterLook:
    """A run's look; ``role`` may be empty (the paragraph's own). ``fill`` is a ground behind it.

    A ``made`` run's style bears a name of its own, by which readers leave it out of the text.
    """

    role: str = ""
    size: float | None = None
    color: Color | None = None
    script: str = ""
    fill: Color | None = None
    made: bool = False


Look = ParagraphLook | CharacterLook


@dataclass(slots=True)
class Looks:
    """All looks asked for so far, each with its style id."""

    style: Style
    paragraphs: dict[ParagraphLook, str] = field(default_factory=dict)
    characters: dict[CharacterLook, str] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)  # the first role of each level
    boxed: set[str] = field(default_factory=set)  # roles of paragraphs inside boxes
    loose: set[str] = field(default_factory=set)  # roles of paragraphs outside them
    _asked: dict[ParagraphLook, str] = field(default_factory=dict)
    numbered: tuple[Level, ...] = ()  # as Word counts the headings
    gaps: dict[tuple[float, bool], str] = field(default_factory=dict)  # (points, kept) -> style
    _firsts: dict[tuple[int, str], ParagraphLook] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    _names: dict[str, str] = field(default_factory=dict)  # folded name -> the id it belongs to

    def role(self, name: str) -> Role:
        """The role by name; an unknown name was a finding of ``blocks``, body stands in."""
        return self.style.roles.get(name) or self.style.roles[BODY]

    def paragraph(self, look: ParagraphLook) -> str:
        """The id of the style for a paragraph's look."""
        if look not in self._asked:
            self._asked[look] = self._paragraph(look)
        return self._asked[look]

    def _paragraph(self, look: ParagraphLook) -> str:
        role = self.role(look.role)
        look = replace(
            look,
            size=_differs(_halved(look.size), role.size),
            color=_differs(look.color, role.color),
            align="" if look.align == role.align else look.align,
            keep_next=look.keep_next and not look.outline,
        )
        if look.outline:
            self.headings.setdefault(look.outline, look.role)
            self._firsts.setdefault((look.outline, look.role), look)
        base = self.base(look)
        if base not in self.paragraphs:
            self.paragraphs[base] = self._claim(self._base_id(base))
        if look not in self.paragraphs:
            stem = f"{self.paragraphs[base]}{camel(' '.join(self.suffixes(look)))}"
            self.paragraphs[look] = self._claim(stem)
        return self.paragraphs[look]

    def gap(self, points: float, *, kept: bool = False) -> str:
        """The id of the style for so much white, ``kept`` with what follows."""
        key = (round(points, 1), kept)
        if key not in self.gaps:
            self.gaps[key] = self._claim(f"BandGap{key[0]:g}{'Kept' * kept}".replace(".", "p"))
        return self.gaps[key]

    def heading_styles(self) -> dict[int, str]:
        """The style ids of Word's own headings, by outline level."""
        firsts = {level: self._firsts[level, role] for level, role in self.headings.items()}
        return {level: self.paragraphs[first] for level, first in firsts.items()}

    def base(self, look: ParagraphLook) -> ParagraphLook:
        """The look from which this one is derived.

        That is the role's own; for a heading the first of its level and role, so that it
        bears Word's own name, rule and colour included.
        """
        own = ParagraphLook(role=look.role, outline=look.outline)
        return self._firsts.get((look.outline, look.role), own)

    def character(self, look: CharacterLook) -> str:
        """The id of the style for a run's look."""
        if look.role:
            role = self.role(look.role)
            look = replace(
                look,
                size=_differs(_halved(look.size), role.size),
                color=_differs(look.color, role.color),
            )
        base = CharacterLook(role=look.role)
        if look.role and base not in self.characters:
            self.characters[base] = self._claim(camel(look.role) + "Char")
        if look not in self.characters:
            stem = self.characters[base] if look.role else "Text"
            suffix = camel(" ".join(self.suffixes(look)))
            self.characters[look] = self._claim(f"{stem}{suffix}")
        return self.characters[look]

    def suffixes(self, look: Look) -> list[str]:
        """The words that tell a derived style from its base, for its name."""
        words = [f"{look.size:g}"] if look.size is not None else []
        words += [self.color_name(look.color)] if look.color is not None else []
        if isinstance(look, CharacterLook):
            words += [SCRIPTS[look.script]] if look.script else []
            words += ["made"] if look.made else []
            return words + ([f"on {self.color_name(look.fill)}"] if look.fill is not None else [])
        words += [look.align] if look.align else []
        words += [f"tab {look.tab:g}"] if look.tab else []
        words += [f"line {look.room:g}"] if look.room else []
        words += [look.setting.name] if look.setting is not None else []
        words += [f"rule {self.color_name(look.accent)}"] if look.accent is not None else []
        flags = ("leaders", "keep_next", "plated", "figure", "readings")
        if look.outline and look.accent is not None:  # a heading is known by its accent alone
            return [self.color_name(look.accent)]
        return words + [flag.replace("_", " ") for flag in flags if getattr(look, flag)]

    def color_name(self, color: Color) -> str:
        """The colour's name in the palette, or its inks."""
        named = (name for name, entry in self.style.palette.items() if entry == color)
        return next(named, "") or re.sub(r"\W+", " ", str(color)).strip()

    def _base_id(self, base: ParagraphLook) -> str:
        if base.outline and self.headings[base.outline] == base.role:
            return f"Heading{base.outline}"
        stem = "BodyText" if base.role == BODY else camel(base.role)
        return f"Role{stem}" if stem.startswith("Heading") else stem

    def name(self, wanted: str, identifier: str) -> str:
        """The name wanted for a style; with a number if another style has it (case aside)."""
        number, name = 1, wanted
        while self._names.setdefault(name.casefold(), identifier) != identifier:
            number += 1
            name = f"{wanted} {number}"
        return name

    def marks(self) -> dict[str, tuple[str, ...]]:
        """What each named character style stands for in the content: a role, a script."""
        ids = {identifier: name for name, identifier in self._names.items()}
        texts = ((k, i) for k, i in self.characters.items() if k.fill is None and not k.made)
        named = {ids.get(i, ""): look for look, i in texts}
        shown = {n: tuple(m for m in (k.role, k.script) if m) for n, k in named.items() if n}
        return {name: shown[name] for name in sorted(shown)}

    def keeps(self, role: str) -> bool:
        """Whether paragraphs of this role only stand in boxes, which are kept whole."""
        return role in self.boxed and role not in self.loose

    def _claim(self, stem: str) -> str:
        """A free style id: the stem, or the stem with the first free number."""
        number, name = 1, stem
        while name.lower() in self._ids:
            number += 1
            name = f"{stem}{number}"
        self._ids.add(name.lower())
        return name


def camel(name: str) -> str:
    """``box-label 40`` as ``BoxLabel40``: letters and digits only, as style ids are."""
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", name))


def _halved(size: float | None) -> float | None:
    """A size as Word can hold it: in half points."""
    return None if size is None else round(size * 2) / 2


def _differs(value: _T | None, own: _T) -> _T | None:
    return None if value == own else value
