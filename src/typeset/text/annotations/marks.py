"""The notes of a line as the probe tells them: plain values in em of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typeset.display import SetLine

_SIZED = ("dot", "ruby", "bopomofo")
_SPOKEN = ("ruby", "bopomofo")


def marks(
    line: SetLine, em: float, spans: Sequence[tuple[int, int]], places: int = 6
) -> list[dict[str, Any]]:
    """What stands beside a line: ``kind side x_em width_em start end``, and of symbols more.

    ``em`` is the body size in points; ``spans`` gives the source offsets (first, end) of each
    cluster of the line's text. Symbols have ``size_em``, relative to their base; readings
    their ``text``. Numbers are rounded to so many ``places``.
    """
    out = []
    for note in line.notes:
        mark: dict[str, Any] = {
            "kind": note.kind,
            "side": note.side,
            "x_em": round(note.x / em, places),
            "width_em": round(note.width / em, places),
            "start": spans[note.first][0],
            "end": spans[note.last - 1][1],
        }
        if note.kind in _SIZED:
            mark["size_em"] = round(note.size / note.em, places)
        if note.kind in _SPOKEN:
            mark["text"] = note.text
        out.append(mark)
    return sorted(out, key=lambda mark: (mark["start"], mark["kind"], mark["x_em"]))
