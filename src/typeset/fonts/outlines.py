"""The outlines of single glyphs, as paths in font units (y up)."""

from __future__ import annotations

from pathlib import Path as File
from typing import Any

import uharfbuzz as hb

from typeset.geometry import Path, Segment


class Outlines:
    """Draws the glyphs of one face; quadratic curves come out as cubic ones."""

    def __init__(self, path: File, index: int) -> None:
        self._font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path)), index))
        self._functions = _functions()

    def path(self, gid: int) -> Path:
        """The glyph's outline; empty for a glyph without ink."""
        segments: list[Segment] = []
        self._font.draw_glyph(gid, self._functions, segments)
        return tuple(segments)


def _functions() -> Any:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, to: to.append(("M", x, y)))
    functions.set_line_to_func(lambda x, y, to: to.append(("L", x, y)))
    functions.set_cubic_to_func(lambda *c: c[-1].append(("C", *c[:-1])))
    functions.set_close_path_func(lambda to: to.append(("Z",)))
    return functions
