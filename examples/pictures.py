"""The pictures in README: the first page of the review and of two specimens, as PNG.

usage: pictures.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import typeset
from typeset.preview.png import pages_png

TOP = Path(__file__).resolve().parents[1]
PICTURES = {
    "page-1": ("content", 90),
    "specimen-japanese": ("examples/vertical-japanese", 72),
    "specimen-mixed": ("examples/mixed", 72),
}
"""Name of the picture: the project, and dots to the inch."""


def main(folder: Path) -> None:
    """Write every picture."""
    for name, (project, dpi) in PICTURES.items():
        pages = pages_png(typeset.build(TOP / project).data, dpi)
        (folder / f"{name}.png").write_bytes(pages[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
