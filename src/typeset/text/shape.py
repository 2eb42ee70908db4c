"""Second step: characters become glyphs with widths (HarfBuzz).

Script and language are always given: with them Chinese faces join —— into one stroke and
pick the regional forms. Lengths are in em of the size in which the face is set; the face's
own kerning and spacing of Chinese marks stays off, since squeezing is ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import Protocol

from typeset.diagnostics import Diagnostic, Sink, Span
from typeset.fonts.face import Face
from typeset.fonts.library import FaceRequest, FontLibrary, request_language
from typeset.record import dataclass

_HAN_OFF = {"kern": False, "palt": False, "chws": False, "halt": False}
_CLEARANCE = 0.03  # em; a mark may come so near to its neighbour before trimming stops
_NARROW = 0.75  # em; a full-width mark drawn narrower than this is centred in half an em
_SEAM = 0.01  # em; the widest gap in a two-em dash that still looks like one stroke
_MOST = 20_000  # characters that are shaped at once


@dataclass(frozen=True, slots=True)
class Shaped:
    """Glyphs of a text: parallel tuples; ``starts`` are offsets of characters in the text."""

    gids: tuple[int, ...]
    advances: tuple[float, ...]
    offsets: tuple[float, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as body and blanks, in em.

    The glyph's origin lies ``shift`` after the start of the body (mostly before it).
    """

    gid: int
    body: float
    shift: float
    before: float
    after: float


class Shaper(Protocol):
    """A source of widths: fonts, or squares (:mod:`typeset.text.square`)."""

    def key(self, choice: FaceRequest) -> str:
        """The key of the face asked for."""
        ...

    def cover(self, choice: FaceRequest, text: str, span: Span) -> str:
        """The key of the face that sets this cluster: the one asked for, or a stand-in."""
        ...

    def covers(self, key: str, text: str) -> bool:
        """Whether a face has every character of the text."""
        ...

    def shape(self, key: str, text: str, features: tuple[str, ...], *, han: bool) -> Shaped:
        """Glyphs of a text in a face."""
        ...

    def mark(self, key: str, char: str, before: float, after: float) -> Mark:
        """A mark's body, with at most these blanks beside it."""
        ...

    def fixed(self, key: str, char: str, width: float) -> Mark:
        """A mark centred in a frame of this width."""
        ...

    def dash(self, key: str, text: str) -> Shaped:
        """A two-em dash as one unbroken stroke."""
        ...


@dataclass(slots=True)
class HarfBuzzShaper:
    """Shapes with the faces of a library; remembers what it has shaped."""

    library: FontLibrary
    sink: Sink
    language: str
    _runs: dict[tuple[str, str, tuple[str, ...], bool], Shaped] = field(default_factory=dict)
    _marks: dict[tuple[str, str, float, float], Mark] = field(default_factory=dict)
    _covers: dict[tuple[FaceRequest, str], str] = field(default_factory=dict)
    _told: set[tuple[str, str]] = field(default_factory=set)

    def key(self, choice: FaceRequest) -> str:
        """The key of the face asked for; a missing face has been reported by the library."""
        face = self.library.regional(choice, request_language(choice) or self.language)
        return face.key if face is not None else next(iter(self.library.faces))

    def cover(self, choice: FaceRequest, text: str, span: Span) -> str:
        """The key of the face that sets this cluster: the one asked for, or a stand-in."""
        found = self._covers.get((choice, text))
        if found is None:
            face = self.library.cover(choice, text, span, self.sink, self.language)
            found = face.key if face is not None else self.key(choice)
            self._covers[choice, text] = found
        return found

    def covers(self, key: str, text: str) -> bool:
        """Whether a face has every character of the text."""
        return self.library.face(key).covers(text)

    def shape(self, key: str, text: str, features: tuple[str, ...], *, han: bool) -> Shaped:
        """Glyphs of a text in a face, shaped as Chinese (``han``) or as Latin."""
        wanted = (key, text, features, han)
        found = self._runs.get(wanted)
        if found is None:
            face = self.library.face(key)
            parts = [self._shape(face, part, features, han) for part in _parts(text)]
            found = self._runs[wanted] = parts[0] if len(parts) == 1 else _joined(parts, text)
        return found

    def _shape(self, face: Face, text: str, features: tuple[str, ...], han: bool) -> Shaped:
        import uharfbuzz as hb  # noqa: PLC0415 - heavy, and idle when nothing is set

        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = "ltr"
        buffer.script = "Hani" if han else "Latn"
        buffer.language = self.language
        hb.shape(face.hb_font(), buffer, _switches(features, han=han))
        infos, places, em = buffer.glyph_infos, buffer.glyph_positions, face.upem
        return Shaped(
            tuple([info.codepoint for info in infos]),
            tuple([place.x_advance / em for place in places]),
            tuple([place.x_offset / em for place in places]),
            tuple([info.cluster for info in infos]),
        )

    def mark(self, key: str, char: str, before: float, after: float) -> Mark:
        """A mark's body with its blanks: as the face's ``halt`` has it, else by its ink."""
        wanted = (key, char, before, after)
        found = self._marks.get(wanted)
        if found is None:
            found = self._marks[wanted] = self._mark(key, char, before, after)
        return found

    def _mark(self, key: str, char: str, before: float, after: float) -> Mark:
        full = self.shape(key, char, (), han=True)
        gid, advance = full.gids[0], full.advances[0]
        left, right = self._ink(key, gid)
        body = advance - before - after
        if advance < _NARROW:
            room = max(advance, 0.5)
            return Mark(gid, room, (room - right - left) / 2, before, after)
        half = self.shape(key, char, ("halt",), han=True)
        if abs(half.advances[0] - body) < _SEAM and abs(half.offsets[0] + before) < _SEAM:
            return Mark(gid, body, -before, before, after)
        return self._trimmed(key, char, Mark(gid, body, -before, before, after), (left, right))

    def _trimmed(self, key: str, char: str, mark: Mark, ink: tuple[float, float]) -> Mark:
        """The mark with no more blank than its ink leaves (CL-PW-04)."""
        advance = mark.body + mark.before + mark.after
        before, after = mark.before, mark.after
        if ink[0] < before - _CLEARANCE:
            before = max(0.0, ink[0] - _CLEARANCE)
        if advance - ink[1] < after - _CLEARANCE:
            after = max(0.0, advance - ink[1] - _CLEARANCE)
        if (before, after) != (mark.before, mark.after) and (key, char) not in self._told:
            self._told.add((key, char))
            family = self.library.face(key).family
            message = f"'{char}' of '{family}' is not drawn where {self.language} expects it"
            self.sink.findings.append(Diagnostic("fonts/region-mismatch", "warning", message))
        return Mark(mark.gid, advance - before - after, -before, before, after)

    def fixed(self, key: str, char: str, width: float) -> Mark:
        """A mark whose ink is centred in a frame of this width."""
        wanted = (key, char, -width, -width)
        found = self._marks.get(wanted)
        if found is None:
            gid = self.shape(key, char, (), han=True).gids[0]
            left, right = self._ink(key, gid)
            found = self._marks[wanted] = Mark(gid, width, (width - left - right) / 2, 0.0, 0.0)
        return found

    def _ink(self, key: str, gid: int) -> tuple[float, float]:
        face = self.library.face(key)
        left, _, right, _ = face.ink(gid)
        return left / face.upem, right / face.upem

    def ink(self, key: str, gid: int) -> tuple[float, float, float, float]:
        """A glyph's ink: left, bottom, right, top, in em from its origin."""
        face = self.library.face(key)
        left, bottom, right, top = (side / face.upem for side in face.ink(gid))
        return left, bottom, right, top

    def file(self, key: str) -> str:
        """The name of a face's file."""
        return self.library.face(key).path.name

    def dash(self, key: str, text: str) -> Shaped:
        """Two em in one stroke: the face's ligature, or dashes that overlap (CL-PW-05)."""
        plain = self.shape(key, text, (), han=True)
        left, right = self._ink(key, plain.gids[0])
        stroke = right - left
        if len(plain.gids) == 1 or stroke <= 0 or 1 - stroke <= _SEAM:
            return plain
        count = 2 if 2 * stroke >= 2 * (1 - left) - _SEAM else 3
        pitch = (2 - 2 * left - stroke) / (count - 1)
        places = [at * pitch for at in range(count)]
        spread = [0.0] * (count - 1) + [2.0]
        return Shaped((plain.gids[0],) * count, tuple(spread), tuple(places), (0,) * count)


def _parts(text: str) -> list[str]:
    """The text in pieces that HarfBuzz can take, cut after spaces where there are any."""
    out = []
    while len(text) > _MOST:
        cut = text.rfind(" ", 0, _MOST) + 1 or _MOST
        out.append(text[:cut])
        text = text[cut:]
    return [*out, text]


def _joined(parts: list[Shaped], text: str) -> Shaped:
    """The pieces of a text in a row."""
    starts, at = list[int](), 0
    for part, piece in zip(parts, _parts(text), strict=True):
        starts += [at + start for start in part.starts]
        at += len(piece)
    return Shaped(
        tuple(gid for part in parts for gid in part.gids),
        tuple(advance for part in parts for advance in part.advances),
        tuple(offset for part in parts for offset in part.offsets),
        tuple(starts),
    )


def _switches(features: Iterable[str], *, han: bool) -> dict[str, bool | int]:
    """HarfBuzz feature values: ``tnum`` on, ``-kern`` off, ``ss01=2`` a choice."""
    out: dict[str, bool | int] = dict(_HAN_OFF) if han else {}
    for feature in features:
        name, _, value = feature.lstrip("+-").partition("=")
        out[name] = int(value) if value else not feature.startswith("-")
    return out


@dataclass(frozen=True, slots=True)
class Hanging:
    """A glyph of a vertical line, in em: its advance, and how far its origin stands above."""

    gid: int
    advance: float
    origin: float
    start: int


def shaped_down(
    face: Face, text: str, language: str, features: dict[str, bool]
) -> tuple[Hanging, ...]:
    """Glyphs of a text set from top to bottom: HarfBuzz picks their vertical forms."""
    import uharfbuzz as hb  # noqa: PLC0415 - heavy, and idle when nothing is set

    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "ttb"
    buffer.script = "Hani"
    buffer.language = language
    hb.shape(face.hb_font(), buffer, dict(features))
    pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    em = face.upem
    return tuple(
        [
            Hanging(info.codepoint, -place.y_advance / em, -place.y_offset / em, info.cluster)
            for info, place in pairs
        ]
    )
