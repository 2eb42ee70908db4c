"""署名, 成文日期, 印章 and 附注 (7.3.5, 7.3.6): how a circular ends.

Sealed, the date ends four characters from the right and the signature is centred over it, one
line above; a circle of 42 mm is kept free for the seal, its head within a line of the text.
附注 stands on the line below the date, in as many lines as leave the seal clear.
Without a seal the signature ends two characters from the right and the date begins two
characters after it. Under a signer's stamp the office stands left of the place of the stamp.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import TypeVar

from typeset.blocks.circular.area import HAIR, Area, made, put, said
from typeset.flow import Draw, Panel, Paragraph
from typeset.model.circular import Circular, Said
from typeset.record import dataclass
from typeset.style.gbt9704 import points, value

_S = TypeVar("_S")
_LEAST_NOTE = 8  # characters of a line of 附注 beside a seal
_AIR = 1  # blank lines between the text and a signature


@dataclass(frozen=True, slots=True)
class Ending:
    """Draws, the lines they take, those kept free under them, and from where to the right."""

    draws: tuple[Draw, ...]
    lines: int
    free: int
    free_from: float


def closing(circular: Circular, area: Area) -> Panel | None:
    """Signature, date, and the note: one panel that shares its page with text."""
    if circular.unsigned:
        return _note_alone(circular, area)
    ending = _ending(circular, area)
    draws, lines = list(ending.draws), ending.lines
    if circular.note:
        note, x = _note(circular.note), area.left + area.chars("note-indent")
        room = _room_of_note(note, x, ending, area)
        draws.append(put(note, size=area.em, top=lines * area.pitch, x=x, width=room, many=True))
        lines += area.measure.lines(note, room)
    return Panel(id="closing", design="circular-closing", lines=max(lines, ending.free),
                 draws=tuple(draws), columns=0, tag="Div", closes="signature",
                 span=circular.date.span)  # fmt: skip


def _room_of_note(note: Paragraph, x: float, ending: Ending, area: Area) -> float:
    """The measure of 附注 on the lines below the date: what a seal that hangs there leaves."""
    whole, beside = area.right - x, ending.free_from - x - area.em / 2
    hangs = ending.free > ending.lines and area.measure.width(note) > beside
    return beside if hangs and beside >= _LEAST_NOTE * area.em else whole


def _note(note: Said) -> Paragraph:
    """附注 in full-width parentheses (7.3.6)."""
    own = said(note, "plain")
    opened, closed = made("（", "plain", note.span), made("）", "plain", note.span)
    return replace(own, runs=(opened, *own.runs, closed))


def _note_alone(circular: Circular, area: Area) -> Panel | None:
    if not circular.note:
        return None
    note = _note(circular.note)
    x = area.left + area.chars("note-indent")
    draw = put(note, size=area.em, top=0, x=x, width=area.right - x, many=True)
    return Panel(id="closing", design="circular-closing",
                 lines=area.measure.lines(note, area.right - x), draws=(draw,), columns=0,
                 tag="Div", closes="signature", span=circular.note.span)  # fmt: skip


def _ending(circular: Circular, area: Area) -> Ending:
    match circular.seal:
        case "seal":
            return _sealed(circular, area)
        case "stamp":
            return _stamped(circular, area)
        case _:
            return _unsealed(circular, area)


# -- sealed -----------------------------------------------------------------------------------


def _sealed(circular: Circular, area: Area) -> Ending:
    """Each signature with room for its seal; the last one also over the date."""
    date = area.measure.width(said(circular.date, "plain"))
    widths = [area.measure.width(said(sign, "plain")) for sign in circular.signs]
    seal = points("seal-size")
    date_right = area.right - area.chars("date-inset-sealed")
    centre = min(date_right - date / 2, area.right - widths[-1] / 2, area.right - seal / 2)
    each, cell = _row_of_seals(widths, centre, area)
    rows = list(_rows(circular.signs, each))
    step = (seal + points("text-size") / 4) / area.pitch
    if len(rows) < 3:  # more rows stand as close as seals that do not touch
        step = ceil(step)
    draws: list[Draw] = []
    for number, row in enumerate(rows):
        top = (_AIR + number * step) * area.pitch
        for place, sign in enumerate(row):
            middle = centre - (len(row) - 1 - place) * cell
            draws.append(_centred(sign, middle, top, area))
    last = _AIR + (len(rows) - 1) * step + 1
    draws.append(_centred(circular.date, centre, last * area.pitch, area))
    return Ending(tuple(draws), ceil(last) + 1, _free(last, seal, area), centre - seal / 2)


def _row_of_seals(widths: Sequence[float], centre: float, area: Area) -> tuple[int, float]:
    """How many seals stand on a row, and from centre to centre: as many as do not touch.

    ``centre`` is that of the last one; the first one of a row stays in the type area.
    """
    seal = points("seal-size")
    for each in range(min(int(value("seals-row")), len(widths)), 1, -1):
        cell = seal + points("text-size") / 4
        for row in _rows(widths, each):
            pairs = [(one + next_one) / 2 + area.em / 2 for one, next_one in pairwise(row)]
            cell = max(cell, *pairs, 0.0)
        begins = (centre - (len(row) - 1) * cell - max(seal, row[0]) / 2
                  for row in _rows(widths, each))  # fmt: skip
        if all(begin >= area.left - HAIR for begin in begins):
            return each, cell
    return 1, seal


def _rows(signs: Sequence[_S], each: int) -> Iterator[Sequence[_S]]:
    """So many signatures on a row, in issuing order."""
    for start in range(0, len(signs), each):
        yield signs[start : start + each]


def _free(date: float, seal: float, area: Area) -> int:
    """Lines from the panel's head to the seal's foot: it is centred between signature and date."""
    middle = (date - 1) * area.pitch + (area.pitch + area.em) / 2
    return ceil((middle + seal / 2 - area.em) / area.pitch) + 1


def _centred(text: Said, middle: float, top: float, area: Area) -> Draw:
    width = area.measure.width(said(text, "plain"))
    return put(said(text, "plain"), size=area.em, top=top, x=middle - width / 2, width=width + 1)


# -- without a seal ---------------------------------------------------------------------------


def _unsealed(circular: Circular, area: Area) -> Ending:
    """Signatures one under the other, the date two characters in from the last one's first."""
    inset, indent = area.chars("sign-inset"), area.chars("date-indent")
    widths = [area.measure.width(said(sign, "plain")) for sign in circular.signs]
    date = area.measure.width(said(circular.date, "plain"))
    right = area.right - inset
    left = right - max(widths)
    date_left = left + indent
    if date_left + date > right:  # the date is the longer: it takes the two characters
        date_left = right - date
        left = date_left - indent
    draws = [
        put(said(sign, "plain"), size=area.em, top=(_AIR + number) * area.pitch, x=left,
            width=width + 1)
        for number, (sign, width) in enumerate(zip(circular.signs, widths, strict=True))
    ]  # fmt: skip
    last = _AIR + len(circular.signs)
    draws.append(
        put(said(circular.date, "plain"), size=area.em, top=last * area.pitch, x=date_left,
            width=date + 1)
    )  # fmt: skip
    return Ending(tuple(draws), last + 1, last + 1, left)


# -- under a signer's stamp -------------------------------------------------------------------


def _stamped(circular: Circular, area: Area) -> Ending:
    """Two blank lines, the office left of the place of the stamp, the date a line below it.

    The signer's name is that of the stamp and is not set; the file still bears it.
    """
    above = int(value("stamp-below"))
    height, width = points("stamp-height"), points("stamp-width")
    right = area.right - area.chars("stamp-inset")
    top = above * area.pitch
    middle = top + (height - area.em) / 2
    office = area.measure.width(said(circular.office, "plain"))
    x = right - width - area.chars("office-gap") - office
    date = area.measure.width(said(circular.date, "plain"))
    line = ceil((top + height + area.pitch - area.pitch / 8) / area.pitch)
    draws = (
        put(said(circular.office, "plain"), size=area.em, top=middle, x=x, width=office + 1),
        put(said(circular.date, "plain"), size=area.em, top=line * area.pitch, x=right - date,
            width=date + 1),
    )  # fmt: skip
    return Ending(draws, line + 1, line + 1, x)
