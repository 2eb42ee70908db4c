"""LibreOffice's rendering of every DOCX beside our PDF, page by page, and what they differ in.

usage: python -m tests.fidelity.sheets [OUT] [NAME …]

OUT is ``build/fidelity``; without names, the review and every project in ``examples/``.
Ours stands on the left.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.conftest import CHECKOUT
from tests.fidelity.measure import Twins, compared, twins
from tests.office import office

DPI = 100
GAP = 12  # pixels between the two
GREY = (128, 128, 128)


def projects(names: Sequence[str] = ()) -> list[Path]:
    """The folders to compare: the review first."""
    found = [CHECKOUT / "content"]
    found += sorted(f.parent for f in (CHECKOUT / "examples").rglob("publication.yaml"))
    return [folder for folder in found if not names or folder.name in names]


def sheets(ours: bytes, theirs: bytes, dpi: float = DPI) -> Iterator[Image.Image]:
    """One sheet for each page that either has."""
    for left, right in zip_longest(_pictures(ours, dpi), _pictures(theirs, dpi)):
        shown = [page for page in (left, right) if page is not None]
        width, height = (max(sizes) for sizes in zip(*(p.size for p in shown), strict=True))
        sheet = Image.new("RGB", (2 * width + GAP, height), GREY)
        for place, page in ((0, left), (width + GAP, right)):
            if page is not None:
                sheet.paste(page, (place, 0))
        yield sheet


def _pictures(data: bytes, dpi: float) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            x, y, right, top = page.get_trimbox()
            page.set_cropbox(x, y, right, top)  # LibreOffice knows no bleed
            yield page.render(scale=dpi / 72).to_pil().convert("RGB")


def main(argv: Sequence[str]) -> int:
    """Write the sheets, print the figures."""
    out = Path(argv[0]) if argv else Path("build/fidelity")
    out.mkdir(parents=True, exist_ok=True)
    made: dict[str, Twins] = {folder.name: twins(folder) for folder in projects(argv[1:])}
    with tempfile.TemporaryDirectory() as folder:
        drawn = office(Path(folder)).drawn({name: two.docx for name, two in made.items()})
    for name, two in made.items():
        found = compared(two, drawn[name])
        print(found.line())
        for kind, places in (("box", found.boxes), ("paragraph", found.blocks)):
            for place, lines in places.items():
                if lines is None or abs(lines) > 1:
                    where = "elsewhere" if lines is None else f"{lines:+.1f} lines"
                    print(f"    {kind} {place}: {where}")
        for number, sheet in enumerate(sheets(two.pdf, drawn[name]), 1):
            sheet.save(out / f"{name}-{number}.png")
    print(f"{out}/")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
