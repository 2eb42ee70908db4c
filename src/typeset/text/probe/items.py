"""A composed line told item by item: bodies, glue, classes, glyphs, ink."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from typeset.display import SetLine
from typeset.record import dataclass
from typeset.scripts.classes import Script, load_script
from typeset.text.galley import Composed
from typeset.text.glyphs import Piece
from typeset.text.paragraph import TextSetter
from typeset.text.probe.fixtures import CENTRED, CENTRED_INK, CentredShaper
from typeset.text.probe.request import Request
from typeset.text.probe.source import Source, text_of
from typeset.text.vertical.facts import CELL_RISE, stance_facts, standing_ink

_NO_WIDTH = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+"
)
_INSET = 0.04  # em between a square's body and its ink
_EM_FOOT = 0.12  # em from the baseline down to the foot of the em box (CL-FN-06)
_DIGITS = 6


def rounded(value: float) -> float:
    """A length in em as it is told; no negative nothing."""
    return round(value, _DIGITS) + 0.0


@dataclass(slots=True)
class LineTeller:
    """Tells the lines of one paragraph."""

    request: Request
    script: Script
    setter: TextSetter
    chars: Source
    em: float

    def line(self, one: Composed, paragraph: int, made: SetLine) -> dict[str, Any]:
        """The fields of a line (CL-00-05)."""
        em, starts = self.em, one.galley.type.text.text.starts
        first = starts[one.line.first] if starts else 0
        last = starts[one.line.last] if one.line.last < len(starts) else len(self.chars)
        own = self.chars[first:last]
        out = {
            "paragraph": paragraph,
            "text": text_of(own),
            "start": own[0].start,
            "end": own[-1].end,
            "natural_em": rounded(one.line.natural / em),
            "set_em": rounded(one.line.width / em),
            "hang_em": rounded(one.line.hang / em),
            "items": self._items(one),
        }
        marks = self._marks(one, made)
        return out | {"marks": marks} if marks else out

    # -- items -----------------------------------------------------------------------------

    def _items(self, one: Composed) -> list[dict[str, Any]]:
        line, type_, out = one.line, one.galley.type, []
        x, visible = one.left, one.galley.items.visible[line.last]
        for inside, at in enumerate(range(line.first, line.last)):
            before, after, body = line.before[inside], line.after[inside], type_.body[at]
            item = self._item(one, at, x + before) if at <= visible else None
            if item is not None:
                if item["class"] == "SP":
                    before, body, after = 0.0, before + body + after, 0.0
                    item["x_em"] = rounded(x / self.em)
                item["advance_em"] = rounded(body / self.em)
                item["glue_before_em"] = rounded(before / self.em)
                item["glue_after_em"] = rounded(after / self.em)
                out.append(self._ordered(item, one, at, x + before))
            x += line.before[inside] + type_.body[at] + line.after[inside]
        return [*out, *self._hyphen(one, x)]

    def _hyphen(self, one: Composed, x: float) -> Iterator[dict[str, Any]]:
        """The hyphen of a line that ends inside a word: generated, no character of the text."""
        place, type_ = one.line.last, one.galley.type
        found = type_.hyphens.get(place)
        if found is None:
            return
        end, piece = self.chars[type_.text.text.starts[place] - 1].end, self._piece(one, place - 1)
        out: dict[str, Any] = {
            "text": "-", "start": end, "end": end,
            "x_em": rounded(x / self.em), "advance_em": rounded(found.advance / self.em),
            "glue_before_em": 0.0, "glue_after_em": 0.0,
            "class": "CN", "glyph": self._named(piece, "-", [found.gid]),
        }  # fmt: skip
        if self.request.options["font_fixture"] == "project":
            ink = self.setter.shaper.ink(piece.face, found.gid)  # type: ignore[attr-defined]
            out["inks"] = [self._level_ink(piece, ink, x)]
        elif self.request.options["font_fixture"] != "M1":
            inset = _INSET * self.em
            sides = rounded((x + inset) / self.em), rounded((x + found.advance - inset) / self.em)
            out["inks"] = [[sides[0], _INSET, sides[1], 1 - _INSET]]
        yield out

    def _item(self, one: Composed, at: int, x: float) -> dict[str, Any] | None:
        """What does not depend on white; None for what has no width of its own."""
        text = one.galley.type.text.text
        shown = _NO_WIDTH.sub("", text.texts[at])
        if not shown:
            return None
        name = self._class(one, at)
        is_space = name == "SP"
        if is_space and not any(self._white(one, at)):
            return None
        first = text.starts[at] + text.texts[at].index(shown[0])
        last = first + len(shown)
        return {
            "text": shown,
            "start": self.chars[first].start,
            "end": self.chars[last - 1].end,
            "x_em": rounded(x / self.em),
            "class": name,
        }

    def _white(self, one: Composed, at: int) -> tuple[float, float, float]:
        inside = at - one.line.first
        return one.line.before[inside], one.galley.type.body[at], one.line.after[inside]

    def _ordered(self, item: dict[str, Any], one: Composed, at: int, x: float) -> dict[str, Any]:
        """The item with its glyph and ink, fields in the order of the contract."""
        names = ("text", "start", "end", "x_em", "advance_em", "glue_before_em", "glue_after_em")
        out = {name: item[name] for name in (*names, "class")}
        out["glyph"] = self._glyph(one, at, item["text"])
        out |= stance_facts(one.galley.type, at, self.request.lang)
        if self.request.options["font_fixture"] != "M1":
            out["inks"] = [] if item["class"] in ("SP", "IS") else self._inks(one, at, x)
        return out

    def _class(self, one: Composed, at: int) -> str:
        """The class that CL-CC-01 gives; signs by what they stand beside."""
        items = one.galley.type.text
        flat, classes = items.text.flat, items.written
        letter = classes[at]
        before_figure = classes[at + 1 : at + 2] == "9"
        if letter == "-" and before_figure and not (at and classes[at - 1] in "A9"):
            return "PR"
        if letter == "+":
            return "PR" if before_figure else "WP"
        if letter in "ocw" and flat[at] in "·‧":
            return "WP"
        return self.script.shown.get(letter, "WP")

    # -- glyphs ----------------------------------------------------------------------------

    def _piece(self, one: Composed, at: int) -> Piece:
        pieces = one.galley.type.pieces
        return pieces[bisect_right(pieces, at, key=lambda piece: piece.first) - 1]

    def _glyph(self, one: Composed, at: int, text: str) -> str:
        return self._named(self._piece(one, at), text, self._gids(one, at))

    def _named(self, piece: Piece, text: str, gids: Sequence[int]) -> str:
        if self.request.options["font_fixture"] != "project":
            tag = load_script(piece.look.language or self.request.lang).opentype
            return f"{text}@{tag}"
        file = self.setter.shaper.file(piece.face)  # type: ignore[attr-defined]
        return f"{file}#{','.join(map(str, gids))}"

    def _gids(self, one: Composed, at: int) -> list[int]:
        type_ = one.galley.type
        return type_.gids[type_.glyph_start[at] : type_.glyph_start[at + 1]]

    def _inks(self, one: Composed, at: int, x: float) -> list[list[float]]:
        """The ink boxes of a cluster whose body starts at ``x`` points."""
        if isinstance(self.setter.shaper, CentredShaper):
            return self._square_inks(one, at, x)
        type_, piece = one.galley.type, self._piece(one, at)
        if piece.look.stance == "cell":
            return self._cell_inks(one, at, x)
        out, pen = [], x
        for glyph in range(type_.glyph_start[at], type_.glyph_start[at + 1]):
            ink = self.setter.shaper.ink(piece.face, type_.gids[glyph])  # type: ignore[attr-defined]
            if piece.look.stance == "upright":
                origin = pen + type_.offsets[glyph]
                out.append(self._standing(piece, type_.gids[glyph], origin, ink))
                pen += type_.advances[glyph]
                continue
            origin = pen + type_.offsets[glyph]
            pen += type_.advances[glyph]
            if ink[2] > ink[0]:
                out.append(self._level_ink(piece, ink, origin))
        return out

    def _cell_inks(self, one: Composed, at: int, x: float) -> list[list[float]]:
        """The ink of signs side by side in a vertical line's cell, along it and across it."""
        type_, piece, em = one.galley.type, self._piece(one, at), self.em
        glyphs = range(type_.glyph_start[at], type_.glyph_start[at + 1])
        pen = (em - sum(type_.advances[glyph] for glyph in glyphs)) / 2
        baseline = x + type_.body[at] / 2 + CELL_RISE * piece.size
        out = []
        for glyph in glyphs:
            ink = self.setter.shaper.ink(piece.face, type_.gids[glyph])  # type: ignore[attr-defined]
            left, foot, right, head = (side * piece.size for side in ink)
            origin = pen + type_.offsets[glyph]
            pen += type_.advances[glyph]
            if ink[2] > ink[0]:
                out.append([
                    rounded((baseline - head) / em), rounded((origin + left) / em),
                    rounded((baseline - foot) / em), rounded((origin + right) / em),
                ])  # fmt: skip
        return out

    def _level_ink(
        self, piece: Piece, ink: tuple[float, float, float, float], origin: float
    ) -> list[float]:
        """The ink of a glyph on the baseline: along the line, and up from the em box's foot."""
        left, foot, right, head = (side * piece.size for side in ink)
        em, foot_em = self.em, _EM_FOOT + piece.look.rise / self.em
        return [
            rounded((origin + left) / em), rounded(foot / em + foot_em),
            rounded((origin + right) / em), rounded(head / em + foot_em),
        ]  # fmt: skip

    def _standing(
        self, piece: Piece, gid: int, origin: float, ink: tuple[float, float, float, float]
    ) -> list[float]:
        """The ink of an upright glyph in a vertical line: along it, and across from the left."""
        face = self.setter.shaper.library.face(piece.face)  # type: ignore[attr-defined]
        along, left, end, right = standing_ink(ink, face.advance(gid) / face.upem)
        size, em = piece.size, self.em
        across = (1 - size / em) / 2
        return [
            rounded((origin + along * size) / em), rounded(left * size / em + across),
            rounded((origin + end * size) / em), rounded(right * size / em + across),
        ]  # fmt: skip

    def _square_inks(self, one: Composed, at: int, x: float) -> list[list[float]]:
        type_, size = one.galley.type, self._piece(one, at).size
        char, em = type_.text.text.texts[at][0], self.em
        if char in CENTRED:
            origin = x + type_.offsets[type_.glyph_start[at]]
            left, right = (origin + side * size for side in CENTRED_INK)
            return [[rounded(left / em), CENTRED_INK[0], rounded(right / em), CENTRED_INK[1]]]
        left, right = x + _INSET * em, x + type_.body[at] - _INSET * em
        return [[rounded(left / em), _INSET, rounded(right / em), 1 - _INSET]]

    # -- marks -----------------------------------------------------------------------------

    def _marks(self, one: Composed, made: SetLine) -> list[dict[str, Any]]:
        """What stands beside the line (emphasis dots, name lines, readings)."""
        starts = one.galley.type.text.text.starts
        out = []
        for note in made.notes:
            last = starts[note.last] if note.last < len(starts) else len(self.chars)
            mark: dict[str, Any] = {
                "kind": note.kind,
                "side": note.side,
                "x_em": rounded(note.x / self.em),
                "width_em": rounded(note.width / self.em),
                "start": self.chars[starts[note.first]].start,
                "end": self.chars[last - 1].end,
            }
            if note.kind in ("ruby", "bopomofo"):
                mark["text"] = note.text
            if note.kind in ("dot", "ruby", "bopomofo"):
                mark["size_em"] = rounded(note.size / note.em)
            out.append(mark)
        return out
