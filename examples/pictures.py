"""The pictures in README: pages of the review, of specimens, booklet and yearbook, as PNG.

usage: pictures.py FOLDER
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import PIL.Image

import typeset
from typeset.preview.png import pages_png

TOP = Path(__file__).resolve().parents[1]
PICTURES = {
    "page-1": ("content", 90, 1, 1),
    "specimen-japanese": ("examples/vertical-japanese", 72, 1, 1),
    "specimen-mixed": ("examples/mixed", 72, 1, 1),
    "booklet-cover": ("examples/booklet", 45, 1, 1),
    "booklet-spread": ("examples/booklet", 45, 4, 5),
    "yearbook": ("examples/yearbook", 60, 13, 13),
}
"""Name of the picture: the project, dots to the inch, its first and its last page (a spread)."""


def main(folder: Path) -> None:
    """Write every picture."""
    for name, (project, dpi, first, last) in PICTURES.items():
        pages = pages_png(typeset.build(TOP / project).data, dpi)
        (folder / f"{name}.png").write_bytes(side_by_side(pages[first - 1 : last]))


def side_by_side(pages: Sequence[bytes]) -> bytes:
    """Facing pages as one picture."""
    if len(pages) == 1:
        return pages[0]
    shown = [PIL.Image.open(io.BytesIO(page)) for page in pages]
    whole = PIL.Image.new("RGB", (sum(page.width for page in shown), shown[0].height))
    x = 0
    for page in shown:
        whole.paste(page, (x, 0))
        x += page.width
    made = io.BytesIO()
    whole.save(made, "PNG", optimize=True)
    return made.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
