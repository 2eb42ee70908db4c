"""The text operators: where strings come to stand, how large, and what they say."""

from __future__ import annotations

import math
from typing import Any

from typeset.preflight import values
from typeset.preflight.canvas import Act, Canvas
from typeset.preflight.fonts import Font
from typeset.preflight.values import IDENTITY, Matrix, times

ASCENT, DESCENT = 0.88, -0.12  # of the em, near enough for where text stands
INVISIBLE = (3, 7)  # render modes that paint nothing
LONGEST = 200  # characters kept of a string


def _begin(canvas: Canvas, _operands: list[Any]) -> None:
    canvas.state.text = canvas.state.line = IDENTITY


def _end(_canvas: Canvas, _operands: list[Any]) -> None:
    """The matrices stay until the next object begins; nothing reads them."""


def _choose(canvas: Canvas, operands: list[Any]) -> None:
    canvas.state.size = float(operands[1])
    found = canvas.named("Font", operands[:1])
    canvas.state.font = canvas.font(found) if found is not None else None


def _move(canvas: Canvas, operands: list[Any]) -> None:
    x, y = float(operands[0]), float(operands[1])
    canvas.state.line = times((1, 0, 0, 1, x, y), canvas.state.line)
    canvas.state.text = canvas.state.line


def _move_leading(canvas: Canvas, operands: list[Any]) -> None:
    canvas.state.leading = -float(operands[1])
    _move(canvas, operands)


def _set_matrix(canvas: Canvas, operands: list[Any]) -> None:
    a, b, c, d, e, f = (float(n) for n in operands[-6:])
    canvas.state.text = canvas.state.line = (a, b, c, d, e, f)


def _next_line(canvas: Canvas, _operands: list[Any]) -> None:
    _move(canvas, [0.0, -canvas.state.leading])


def _spacing(canvas: Canvas, operands: list[Any]) -> None:
    canvas.state.spacing = float(operands[0])


def _word_spacing(canvas: Canvas, operands: list[Any]) -> None:
    canvas.state.word_spacing = float(operands[0])


def _stretch(canvas: Canvas, operands: list[Any]) -> None:
    canvas.state.stretch = float(operands[0]) / 100


def _leading(canvas: Canvas, operands: list[Any]) -> None:
    canvas.state.leading = float(operands[0])


def _mode(canvas: Canvas, operands: list[Any]) -> None:
    canvas.state.mode = int(operands[0])


def _rise(canvas: Canvas, operands: list[Any]) -> None:
    canvas.state.rise = float(operands[0])


def _show(canvas: Canvas, operands: list[Any]) -> None:
    _set(canvas, [operands[-1]])


def _show_all(canvas: Canvas, operands: list[Any]) -> None:
    if isinstance(operands[-1], list):
        _set(canvas, operands[-1])


def _line_and_show(canvas: Canvas, operands: list[Any]) -> None:
    _next_line(canvas, [])
    _show(canvas, operands)


def _space_and_show(canvas: Canvas, operands: list[Any]) -> None:
    canvas.state.word_spacing, canvas.state.spacing = float(operands[0]), float(operands[1])
    _line_and_show(canvas, operands)


def _set(canvas: Canvas, pieces: list[Any]) -> None:
    """Strings with moves between them: one painted text."""
    state, own = canvas.state, canvas.state.font
    if own is None:
        canvas.sheet.note("text-without-font")
        return
    start, along, said = state.text, 0.0, []
    for piece in pieces:
        if isinstance(piece, bytes):
            canvas.shared.budget.spend(len(piece))
            along += _advance(canvas, own, piece, along)
            said.append(own.say(piece))
        elif isinstance(piece, float):
            along -= piece / 1000 * state.size * (1 if own.vertical else state.stretch)
    x, y = (0.0, -along) if own.vertical else (along, 0.0)
    state.text = times((1, 0, 0, 1, x, y), start)
    if any(isinstance(piece, bytes) and piece for piece in pieces):
        _note(canvas, own, start, along, "".join(said)[:LONGEST])


def _advance(canvas: Canvas, own: Font, shown: bytes, along: float) -> float:
    """How far a string moves the pen, in text space."""
    state, total = canvas.state, 0.0
    for code in own.codes(shown):
        if own.procedures is not None:
            _draw_glyph(canvas, own, code, along + total)
            width = own.width(code) * own.matrix[0]
        else:
            width = (1000.0 if own.vertical else own.width(code)) / 1000
        gap = state.spacing + (state.word_spacing if code == 32 and not own.long_codes else 0.0)
        step = width * state.size + gap
        total += step if own.vertical else step * state.stretch
    return total


def _draw_glyph(canvas: Canvas, own: Font, code: int, along: float) -> None:
    procedure = values.get(own.procedures, "/" + own.names.get(code, ""))
    if procedure is not None:
        size = canvas.state.size
        at = times((size, 0, 0, size, along, canvas.state.rise), canvas.state.text)
        canvas.glyph(procedure, own, times(own.matrix, times(at, canvas.state.ctm)))


def _note(canvas: Canvas, own: Font, start: Matrix, along: float, said: str) -> None:
    state = canvas.state
    to_page = times(start, state.ctm)
    em = state.size
    low, high = min(DESCENT * em, ASCENT * em), max(DESCENT * em, ASCENT * em)
    if own.vertical:
        extent = (-em / 2, min(-along, 0.0), em / 2, max(-along, 0.0))
    else:
        extent = (min(along, 0.0), low + state.rise, max(along, 0.0), high + state.rise)
    size = abs(em) * math.hypot(to_page[2], to_page[3])
    invisible = ""
    if state.mode in INVISIBLE:
        invisible = "its render mode paints nothing"
    elif size < 0.1:
        invisible = "its size is zero"
    stroked = state.mode in {1, 5}
    canvas.paint(
        "text",
        values.moved_box(extent, to_page),
        state.stroke if stroked else state.fill,
        size=size,
        text=said,
        font=own,
        invisible=invisible,
        opaque=state.opaque(stroke=stroked),
    )


TEXT_ACTS: dict[str, Act] = {
    "BT": _begin, "ET": _end, "Tf": _choose, "Td": _move, "TD": _move_leading,
    "Tm": _set_matrix, "T*": _next_line, "Tc": _spacing, "Tw": _word_spacing, "Tz": _stretch,
    "TL": _leading, "Tr": _mode, "Ts": _rise, "Tj": _show, "TJ": _show_all,
    "'": _line_and_show, '"': _space_and_show,
}  # fmt: skip
