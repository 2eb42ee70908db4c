"""Which way lines run: the glyphs, widths and notes of horizontal and of vertical setting."""

from __future__ import annotations

from dataclasses import replace

from typeset.diagnostics import NOWHERE
from typeset.display import SetLine
from typeset.record import dataclass
from typeset.scripts.beside import Beside, load_beside
from typeset.scripts.classes import Script, clusters
from typeset.scripts.orientation import load_vertical
from typeset.scripts.spacing import Spacing, load_spacing
from typeset.style.resolved import TextRules
from typeset.text.annotations.bases import Notes, find_notes
from typeset.text.annotations.reading import ReadingSetter
from typeset.text.glue import make_items
from typeset.text.glyphs import set_type
from typeset.text.itemize import Itemized, Look, Stretch
from typeset.text.justify import natural_line
from typeset.text.lines import set_line
from typeset.text.shape import HarfBuzzShaper, Shaper
from typeset.text.vertical.frames import vertical_spacing
from typeset.text.vertical.orient import orient
from typeset.text.vertical.shaper import VerticalShaper
from typeset.text.vertical.square import VerticalSquare

Standing = VerticalShaper | VerticalSquare


@dataclass(slots=True)
class _Setting:
    """What differs between the two directions of lines; the rest of the engine is one.

    ``upright`` is the shaper that has vertical glyphs; ``shaper`` is the same in vertical
    setting, else the usual one.
    """

    vertical: bool
    script: Script
    rules: TextRules
    spacing: Spacing
    shaper: Shaper
    upright: Standing

    def stand(self, text: Itemized, *, words: bool = True) -> None:
        """Give the stretches of a text their stance (vertical lines only)."""
        if self.vertical:
            rules = load_vertical(self.rules.language)
            orient(text, self.script, rules, self.rules.tcy, self._stands, words=words)

    def _stands(self, look: Look, char: str) -> bool:
        """Whether the face that sets a character has a vertical glyph for it."""
        key = self.upright.cover(look.choice("han"), char, NOWHERE)
        return self.upright.stands(key, char)


@dataclass(slots=True)
class _ReadingLine(_Setting):
    """Sets a reading on one line, in the paragraph's direction."""

    def __call__(self, text: str, look: Look) -> SetLine:
        found = clusters(text, self.script)
        items = Itemized(found, [Stretch(0, len(found.texts), look, 0)])
        self.stand(items, words=False)
        type_ = set_type(items, self.script, self.spacing, self.shaper)
        rules = replace(self.rules, autospace=0.0)
        made = make_items(type_, self.script, self.spacing, rules)
        return set_line(type_, natural_line(made, 0, len(made)), 0.0, last=True)


@dataclass(slots=True)
class Way(_Setting):
    """One of the two ways to set text, with what stands beside its lines."""

    beside: Beside
    readings: ReadingSetter

    def notes(self, text: Itemized, number: int) -> Notes | None:
        """What stands beside a text; ``number`` is that of its first reading."""
        return find_notes(text, self.beside, self.readings, vertical=self.vertical, number=number)


def make_way(script: Script, rules: TextRules, shaper: Shaper, *, vertical: bool) -> Way:
    """The horizontal or the vertical way to set a script with these rules."""
    spacing = load_spacing(
        script,
        rules.punct,
        extra=rules.autospace_extra,
        sentence_gap=rules.kaiming_gap,
        vertical=vertical,
    )
    if vertical:
        spacing = vertical_spacing(spacing, script, rules.language)
    upright = _upright(shaper, rules.language)
    beside = load_beside(rules.language, vertical=vertical)
    own = upright if vertical else shaper
    line = _ReadingLine(vertical, script, rules, spacing, own, upright)
    readings = ReadingSetter(beside, line, upright, _Ink(shaper))
    return Way(vertical, script, rules, spacing, own, upright, beside, readings)


def _upright(shaper: Shaper, language: str) -> Standing:
    if isinstance(shaper, HarfBuzzShaper):
        return VerticalShaper(shaper, language)
    return VerticalSquare(shaper)


@dataclass(slots=True)
class _Ink:
    """Ink boxes of glyphs in em; without fonts, the middle of the frame."""

    shaper: Shaper

    def __call__(self, key: str, gid: int) -> tuple[float, float, float, float]:
        if not isinstance(self.shaper, HarfBuzzShaper):
            return 0.4, 0.4, 0.6, 0.6
        face = self.shaper.library.face(key)
        left, bottom, right, top = (value / face.upem for value in face.ink(gid))
        return left, bottom, right, top
