"""Lines as marks: their runs, and the notes beside them.

In a vertical line everything is first placed as if it ran from left to right, the line above
it being the one at its right; :mod:`typeset.layout.turn` then turns the page. So "above" is
right and "below" is left there, and only glyphs need to know how they stand.
"""

from __future__ import annotations

from math import ceil

from typeset.display import Filled, Glyphs, Mark, Note, PlacedRun, SetLine, Stroked
from typeset.geometry import Path, Rect
from typeset.layout.shapes import bar
from typeset.record import dataclass
from typeset.scripts.beside import name_line

_MIDDLE = 0.38  # em; the middle of the em box above the baseline
_ASCENT, _DESCENT = 0.88, 0.12
_TAILS = 0.27  # em; of g and p below the baseline, and a hair of white
_ROUND = 0.5523  # of a radius: how far a curve's handles stand off, for a quarter circle
_DISC = 0.74  # of a symbol's frame: the dot drawn in it
_AIR = 0.03  # em of the base between a character and its bopomofo


def is_vertical(line: SetLine) -> bool:
    """Whether the line was set for vertical writing."""
    return any(placed.stance for placed in line.runs)


def run_marks(line: SetLine, x: float, baseline: float) -> list[Glyphs]:
    """The runs of a line whose measure begins at ``x``, one mark each."""
    middle = line_middle(line, baseline)
    return [_glyphs(placed, x, baseline, middle) for placed in line.runs]


def line_middle(line: SetLine, baseline: float) -> float:
    """The middle of a line's em boxes: vertical runs of every size are centred on it."""
    em = line.em or max((placed.run.size for placed in line.runs), default=0.0)
    return baseline - _MIDDLE * em


def _glyphs(placed: PlacedRun, x: float, baseline: float, middle: float) -> Glyphs:
    run, x = placed.run, x + placed.x
    match placed.stance:
        case "":
            return Glyphs(run=run, x=x, y=baseline - placed.rise)
        case "upright":
            return Glyphs(run=run, x=x, y=middle - placed.rise, vertical=True)
        case "turned":
            y = middle + _MIDDLE * run.size - placed.rise
            return Glyphs(run=run, x=x, y=y, turned=True)
        case "cell":
            along = x + placed.room / 2 + _MIDDLE * run.size
            return Glyphs(run=run, x=along, y=middle + run.width / 2)


# -- notes -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the text of a note's base is: its middle, and its edges across the line."""

    upright: bool
    x: float
    baseline: float
    head: float
    foot: float

    def beyond(self, note: Note, distance: float) -> float:
        """A place outside the frame, on the note's side."""
        if note.side in ("below", "left"):
            return self.foot + distance
        return self.head - distance


def drawn_notes(line: SetLine, x: float, baseline: float) -> list[Mark]:
    """Dots and lines along names: no content, but decoration of it."""
    marks: list[Mark] = []
    for note in line.notes:
        frame = _frame(line, note, x, baseline)
        match note.kind:
            case "line":
                marks.append(_straight(note, frame))
            case "wave":
                marks.append(_wave(note, frame))
            case "dot":
                marks.append(_dot(note, frame))
            case "ruby" | "bopomofo":
                pass
    return marks


def spoken_notes(line: SetLine, x: float, baseline: float) -> list[tuple[int, list[Glyphs]]]:
    """Readings: the number of their base in the paragraph, and their glyphs."""
    return [
        (note.base, _reading(note, _frame(line, note, x, baseline)))
        for note in line.notes
        if note.runs
    ]


def _frame(line: SetLine, note: Note, x: float, baseline: float) -> _Frame:
    if not is_vertical(line):
        head, foot = baseline - _ASCENT * note.em, baseline + _DESCENT * note.em
        return _Frame(True, x + note.x, baseline, head, foot)
    middle = line_middle(line, baseline)
    return _Frame(False, x + note.x, middle, middle - note.em / 2, middle + note.em / 2)


def _reading(note: Note, frame: _Frame) -> list[Glyphs]:
    if note.kind == "bopomofo":
        return [_sign(placed, note, frame) for placed in note.runs]
    if frame.upright:
        baseline = frame.head - _depth(note.text) * note.size
        return [_glyphs(placed, frame.x, baseline, baseline) for placed in note.runs]
    middle = frame.beyond(note, note.size * (_depth(note.text) - _DESCENT + 0.5))
    return [_glyphs(placed, frame.x, middle, middle) for placed in note.runs]


def _depth(text: str) -> float:
    """How far the baseline of a reading stands off, in its ems: Latin has tails."""
    return _TAILS if any(char.isascii() and char.isalpha() for char in text) else _DESCENT


def _sign(placed: PlacedRun, note: Note, frame: _Frame) -> Glyphs:
    """A sign of bopomofo stands upright at the right in lines of both directions."""
    across = placed.x + _AIR * note.em
    if frame.upright:
        return Glyphs(run=placed.run, x=frame.x + across, y=frame.baseline - placed.rise)
    along = frame.x + note.width / 2 + _MIDDLE * note.em - placed.rise
    return Glyphs(run=placed.run, x=along, y=frame.head - across)


def _straight(note: Note, frame: _Frame) -> Mark:
    rules = name_line()
    weight = rules.weight * note.em
    middle = frame.beyond(note, rules.clear * note.em + weight / 2)
    rect = Rect(frame.x, middle - weight / 2, note.width, weight)
    return Filled(path=bar(rect), color=note.color)


def _wave(note: Note, frame: _Frame) -> Mark:
    """Whole waves, so that the line begins and ends alike."""
    rules = name_line()
    height = rules.wave * note.em
    middle = frame.beyond(note, rules.clear * note.em + height / 2)
    count = max(1, ceil(note.width / (rules.period * note.em) - 0.5))
    step = note.width / count / 2
    path: list[tuple[str, *tuple[float, ...]]] = [("M", frame.x, middle)]
    for half in range(2 * count):
        x, reach = frame.x + half * step, (-height if half % 2 else height) * 2 / 3
        path.append(
            (
                "C",
                x + step / 3,
                middle - reach,
                x + step * 2 / 3,
                middle - reach,
                x + step,
                middle,
            )
        )
    return Stroked(path=tuple(path), color=note.color, weight=rules.weight * note.em, round=True)


def _dot(note: Note, frame: _Frame) -> Mark:
    rules = name_line()
    distance = rules.clear * note.em + note.size / 2
    if note.level:  # beyond the line along the same name
        distance += (rules.clear + rules.wave) * note.em
    x, y = frame.x + note.width / 2, frame.beyond(note, distance)
    if note.text == "﹅":
        return Filled(path=_sesame(x, y, note.size), color=note.color)
    return Filled(path=_disc(x, y, note.size * _DISC / 2), color=note.color)


def _disc(x: float, y: float, radius: float) -> Path:
    h = radius * _ROUND
    return (
        ("M", x + radius, y),
        ("C", x + radius, y + h, x + h, y + radius, x, y + radius),
        ("C", x - h, y + radius, x - radius, y + h, x - radius, y),
        ("C", x - radius, y - h, x - h, y - radius, x, y - radius),
        ("C", x + h, y - radius, x + radius, y - h, x + radius, y),
        ("Z",),
    )


def _sesame(x: float, y: float, size: float) -> Path:
    """A drop that falls to the lower right of an upright page (the page is turned later)."""
    r = size * 0.62
    # along the line is down the page; across, away from the text, is to the right
    return (
        ("M", x - r, y + r * 0.45),
        (
            "C",
            x - r * 0.3,
            y + r * 0.2,
            x + r * 0.75,
            y - r * 0.15,
            x + r * 0.85,
            y - r * 0.45,
        ),
        (
            "C",
            x + r * 0.9,
            y - r * 0.85,
            x + r * 0.2,
            y - r * 0.85,
            x - r * 0.1,
            y - r * 0.55,
        ),
        ("C", x - r * 0.5, y - r * 0.2, x - r * 0.85, y + r * 0.2, x - r, y + r * 0.45),
        ("Z",),
    )
