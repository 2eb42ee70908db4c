"""Vector pictures as Enhanced Metafiles, the form that Word, WPS and LibreOffice all draw.

Records and their layout are those of [MS-EMF]; paths become path brackets that are filled,
stroked or both. Nothing in the file depends on the machine: the reference device is one
whose pixel is a hundredth of a millimetre, which is also the unit of the picture's frame.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import assert_never

from typeset.color import BLACK, Color
from typeset.docx.srgb import rgb
from typeset.flow import Fill, Line, Shape, TextRun, Words
from typeset.geometry import Path, Rect, Segment, rectangle
from typeset.record import dataclass
from typeset.style.resolved import Role

_DEVICE = (21000, 29700)  # pixels of the reference device, 0.01 mm each
_MILLIMETRES = (210, 297)
_REACH = 32000  # 16-bit coordinates
_FINEST = 64  # units to the point at most

# record types of [MS-EMF] section 2.1.1
_HEADER, _POLYBEZIER_TO, _POLYLINE_TO, _EOF = 1, 88, 89, 14
_WINDOW_EXT, _WINDOW_ORG, _VIEWPORT_EXT, _VIEWPORT_ORG, _MAP_MODE = 9, 10, 11, 12, 17
_POLY_FILL, _BK_MODE, _MOVE_TO, _CLIP_RECT, _SAVE, _RESTORE = 19, 18, 27, 30, 33, 34
_SELECT, _CREATE_BRUSH, _BEGIN, _END, _CLOSE = 37, 39, 59, 60, 61
_FILL, _STROKE_AND_FILL, _STROKE, _CLIP_PATH, _CREATE_PEN = 62, 63, 64, 67, 95
_CREATE_FONT, _TEXT_OUT, _TEXT_COLOR, _TEXT_ALIGN = 82, 84, 24, 22
_BASELINE, _SIDES = 24, {"start": 0, "center": 6, "end": 2}
_ANISOTROPIC, _WINDING, _TRANSPARENT, _AND = 8, 2, 1, 1
_NULL_BRUSH, _NULL_PEN = 0x80000005, 0x80000008
_GEOMETRIC_FLAT = 0x00010000 | 0x00000200  # PS_GEOMETRIC | PS_ENDCAP_FLAT, round joins


@dataclass(slots=True)
class _Recorder:
    """Records in the making, and the drawing objects already created."""

    scale: float
    bounds: tuple[int, int, int, int]
    records: list[bytes] = field(default_factory=list)
    objects: dict[tuple[int, ...], int] = field(default_factory=dict)
    selected: dict[str, int] = field(default_factory=dict)

    def put(self, kind: int, layout: str = "", *values: float | bytes) -> None:
        """One record: its type, its size, its fields."""
        body = struct.pack("<" + layout, *values)
        body += bytes(-len(body) % 4)
        self.records.append(struct.pack("<II", kind, len(body) + 8) + body)

    def units(self, *points: float) -> list[int]:
        """Points in the file's own units."""
        return [round(point * self.scale) for point in points]

    # -- pens and brushes ------------------------------------------------------------------

    def brush(self, color: Color | None) -> None:
        """Select a solid brush (None: no brush)."""
        if color is None:
            self._select("brush", _NULL_BRUSH)
            return
        key = (_CREATE_BRUSH, _colorref(color))
        if key not in self.objects:
            self.objects[key] = len(self.objects) + 1
            self.put(_CREATE_BRUSH, "IIII", self.objects[key], 0, key[1], 0)
        self._select("brush", self.objects[key])

    def pen(self, color: Color | None, weight: float) -> None:
        """Select a solid pen of a weight in points (None: no pen)."""
        if color is None or not weight:
            self._select("pen", _NULL_PEN)
            return
        width = max(1, round(weight * self.scale))
        key = (_CREATE_PEN, _colorref(color), width)
        if key not in self.objects:
            self.objects[key] = len(self.objects) + 1
            # no bitmap; then EXTLOGPEN: style, width, brush style, colour, hatch, no dashes
            self.put(
                _CREATE_PEN, "IIIII IIIIII I",
                self.objects[key], 0, 0, 0, 0, _GEOMETRIC_FLAT, width, 0, key[1], 0, 0, 0,
            )  # fmt: skip
        self._select("pen", self.objects[key])

    def _select(self, slot: str, number: int) -> None:
        if self.selected.get(slot) != number:
            self.selected[slot] = number
            self.put(_SELECT, "I", number)

    def face(self, family: str, size: float, *, bold: bool) -> None:
        """Select a face so many points large (EXTCREATEFONTINDIRECTW, its short form)."""
        key = (_CREATE_FONT, *family.encode("utf-16-le"), round(size * self.scale), bold)
        if key not in self.objects:
            self.objects[key] = len(self.objects) + 1
            name = family.encode("utf-16-le")[:62].ljust(64, b"\0")
            # LOGFONT: height, width, escapement, orientation, weight; charset of Windows' default
            self.put(
                _CREATE_FONT, "I 5i 8B 64s 64s 32s", self.objects[key],
                -round(size * self.scale), 0, 0, 0, 700 if bold else 400,
                0, 0, 0, 1, 0, 0, 0, 0, name, bytes(64), bytes(32),
            )  # fmt: skip
        self._select("font", self.objects[key])

    def words(self, text: str, x: float, y: float, size: float) -> None:
        """Characters on their baseline at the reference point (EXTTEXTOUTW)."""
        coded = text.encode("utf-16-le")
        steps = [round(_step(c) * size * self.scale) for c in text]
        padded = coded + bytes(-len(coded) % 4)
        head = 8 + 16 + 4 + 8 + 40  # of the record, up to the characters
        self.put(
            _TEXT_OUT, f"4i I 2f 2i I I I 4i I {len(padded)}s {len(steps)}I", *self.bounds, 2,
            1.0, 1.0, *self.units(x, y), len(coded) // 2, head, 0, 0, 0, 0, 0,
            head + len(padded), padded, *steps,
        )  # fmt: skip

    # -- paths -----------------------------------------------------------------------------

    def path(self, path: Path) -> None:
        """A path bracket."""
        self.put(_BEGIN)
        for run in _runs(path):
            self._run(run)
        self.put(_END)

    def _run(self, run: list[Segment]) -> None:
        operator = run[0][0]
        if operator == "Z":
            self.put(_CLOSE)
        elif operator == "M":
            self.put(_MOVE_TO, "ii", *self.units(*run[-1][1:]))
        else:
            points = self.units(*(c for segment in run for c in segment[1:]))
            kind = _POLYLINE_TO if operator == "L" else _POLYBEZIER_TO
            self.put(kind, f"4iI{len(points)}h", *self.bounds, len(points) // 2, *points)


def _runs(path: Path) -> Iterable[list[Segment]]:
    """Segments of one operator together; every move and close alone."""
    run: list[Segment] = []
    for segment in path:
        if run and (segment[0] != run[0][0] or segment[0] in "MZ"):
            yield run
            run = []
        run.append(segment)
    if run:
        yield run


def _colorref(color: Color) -> int:
    red, green, blue = rgb(color)
    return red | green << 8 | blue << 16


Part = Fill | Line | Shape | Words


def emf(
    parts: Iterable[Part],
    width: float,
    height: float,
    roles: Mapping[str, Role] | None = None,
) -> bytes:
    """Shapes and words as an EMF of ``width`` by ``height`` points, cut at its edges.

    ``roles`` say in which of Word's faces words are set.
    """
    drawn = tuple(parts)
    scale = _scale(drawn, width, height)
    frame = (0, 0, round(width / 72 * 2540), round(height / 72 * 2540))
    recorder = _Recorder(scale, frame)
    _set_up(recorder, width, height, frame)
    for part in drawn:
        match part:
            case Shape():
                _draw(recorder, part)
            case Words():
                _say(recorder, part, roles or {})
            case Fill():
                path = rectangle(Rect(part.x, part.y, part.width, part.height))
                _draw(recorder, Shape(path=path, fill=part.color))
            case Line():
                ends = (("M", part.x, part.y), ("L", part.x + part.dx, part.y + part.dy))
                _draw(recorder, Shape(path=ends, stroke=part.color, weight=part.weight))
            case _:
                assert_never(part)
    recorder.put(_EOF, "III", 0, 0, 20)
    header = _header(recorder, frame)
    return header + b"".join(recorder.records)


def _scale(parts: tuple[Part, ...], width: float, height: float) -> float:
    reach = max(width, height, 1.0)
    for shape in parts:
        if not isinstance(shape, Shape):
            continue
        for segment in (*shape.path, *shape.clip):
            reach = max(reach, *(abs(c) for c in segment[1:]), 0.0)
    return min(_FINEST, _REACH / reach)


def _set_up(
    recorder: _Recorder, width: float, height: float, frame: tuple[int, int, int, int]
) -> None:
    recorder.put(_MAP_MODE, "I", _ANISOTROPIC)
    recorder.put(_WINDOW_ORG, "ii", 0, 0)
    recorder.put(_WINDOW_EXT, "ii", *recorder.units(width, height))
    recorder.put(_VIEWPORT_ORG, "ii", 0, 0)
    recorder.put(_VIEWPORT_EXT, "ii", frame[2], frame[3])
    recorder.put(_BK_MODE, "I", _TRANSPARENT)
    recorder.put(_POLY_FILL, "I", _WINDING)
    recorder.put(_CLIP_RECT, "iiii", 0, 0, *recorder.units(width, height))


def _draw(recorder: _Recorder, shape: Shape) -> None:
    if shape.clip:
        recorder.put(_SAVE)
        recorder.path(shape.clip)
        recorder.put(_CLIP_PATH, "I", _AND)
    strokes = shape.stroke is not None and shape.weight > 0
    recorder.brush(shape.fill)
    recorder.pen(shape.stroke, shape.weight)
    recorder.path(shape.path)
    kind = _FILL if not strokes else _STROKE if shape.fill is None else _STROKE_AND_FILL
    recorder.put(kind, "4i", *recorder.bounds)
    if shape.clip:
        recorder.put(_RESTORE, "i", -1)
        recorder.selected.clear()


def _say(recorder: _Recorder, words: Words, roles: Mapping[str, Role]) -> None:
    """One line of words, each run after the other."""
    runs = [run for run in words.paragraph.runs if isinstance(run, TextRun)]
    role = roles.get(words.paragraph.role)
    align = words.paragraph.align or "start"
    share = {"center": 0.5, "end": 1.0}.get(align, 0.0)
    recorder.put(_TEXT_ALIGN, "I", _BASELINE | _SIDES.get(align, 0))
    for run in runs:
        size = run.size or (role.size if role else 10.0)
        own = roles.get(run.role, role)
        han, latin = own.word_faces if own else ("", "")
        family = (latin if run.text.isascii() else han) or "Arial"
        red, green, blue = rgb(run.color or (own.color if own else BLACK))
        recorder.put(_TEXT_COLOR, "I", red | green << 8 | blue << 16)
        recorder.face(family, size, bold=bool(own and own.word_bold))
        recorder.words(run.text, words.x + share * words.width, words.baseline, size)


def _step(char: str) -> float:
    """About how far a character moves the pen, in em."""
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5


def _header(recorder: _Recorder, frame: tuple[int, int, int, int]) -> bytes:
    size = 108  # with both header extensions
    total = size + sum(len(record) for record in recorder.records)
    return struct.pack(
        "<II 4i 4i 4s I I I H H I I I 2I 2I I I I 2I",
        _HEADER, size, *frame, *frame, b" EMF", 0x00010000, total,
        len(recorder.records) + 1, len(recorder.objects) + 1, 0, 0, 0, 0,
        *_DEVICE, *_MILLIMETRES, 0, 0, 0,
        _MILLIMETRES[0] * 1000, _MILLIMETRES[1] * 1000,
    )  # fmt: skip
