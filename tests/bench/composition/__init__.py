"""Faults of Chinese line composition, counted in a PDF from glyph positions alone.

``glyphs`` reads the PDF, ``lines`` finds lines, columns and paragraphs, ``count`` counts.
Horizontal text. As a command: ``python -m tests.bench.composition FILE.pdf``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.bench.composition import glyphs
from tests.bench.composition.count import count
from tests.bench.composition.lines import read_setting


def analyse(path: Path) -> dict[str, Any]:
    """All counts of a PDF; see :func:`tests.bench.composition.count.count`."""
    pages = glyphs.read(path)
    if not any(pages.values()):
        return {"pages": len(pages), "lines": 0, "faults": {}}
    return {"pages": len(pages), **count(read_setting(pages))}
