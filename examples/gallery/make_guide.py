"""Cut the boxes of the gallery out of its pages, as pictures of the user's guide.

usage: make_guide.py

Writes ``docs/guide/boxes/DESIGN-N.png``, N of which fill the page's width: each design once for
every width in which the gallery shows it.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

import typeset
from typeset.geometry import Rect
from typeset.preview.png import pages_png

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "docs" / "guide" / "boxes"
DPI = 110
LEFT_OUT = ("banner", "imprint", "masthead")
WIDTHS = ("-1", "-2", "-3")
ROOM = 5.0  # points of page around a box


def cut(page: Image.Image, rect: Rect) -> Image.Image:
    """The box with a little of the page around it, in few colours."""
    scale = DPI / 72
    edges = (rect.x - ROOM, rect.y - ROOM, rect.right + ROOM, rect.foot + ROOM)
    left, head, right, foot = (round(edge * scale) for edge in edges)
    box = (max(0, left), max(0, head), min(page.width, right), min(page.height, foot))
    return page.crop(box).quantize(48, dither=Image.Dither.NONE)


def main() -> None:
    """Write all pictures."""
    OUT.mkdir(exist_ok=True)
    built = typeset.build(HERE)
    if built.pages is None:
        raise SystemExit("the gallery has no pages")
    seen: set[str] = set()
    for page, png in zip(built.pages.pages, pages_png(built.data, DPI), strict=True):
        picture = Image.open(io.BytesIO(png)).convert("RGB")
        for box in page.boxes:
            name = f"{box.design}-{round(page.type_area.width / box.rect.width)}"
            if name in seen or box.design.startswith(LEFT_OUT) or not name.endswith(WIDTHS):
                continue
            seen.add(name)
            rect = box.rect
            if box.design == "feature":  # it bleeds off the page's head
                rect = Rect(0, 0, page.trim.width, rect.foot)
            cut(picture, rect).save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
