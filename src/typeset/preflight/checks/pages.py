"""How many pages there are, for the way they are bound; and which are empty."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight.marks import Dossier
from typeset.preflight.report import Finding, Wanted


def page_count(dossier: Dossier, wanted: Wanted) -> Iterator[Finding]:
    """Multiples of four for saddle stitching, pairs for perfect binding, and no blanks unseen."""
    count = len(dossier.sheets)
    for why in _faults(count, wanted):
        noun = "page" if count == 1 else "pages"
        facts = {"pages": str(count), "noun": noun, "binding": _NAMES[wanted.binding], "why": why}
        yield Finding(code="page-count", values=facts)
    if wanted.binding == "none" and count > 1 and count % 2:
        yield Finding(code="page-count-odd", values={"pages": str(count)})
    for sheet in dossier.sheets:
        if not any(painted.box for painted in sheet.painted):
            yield Finding(code="page-blank", page=sheet.number, values={})


_NAMES = {"saddle": "saddle-stitched", "perfect": "perfect-bound", "none": ""}


def _faults(count: int, wanted: Wanted) -> Iterator[str]:
    limits = wanted.limits
    match wanted.binding:
        case "saddle":
            if count % 4:
                more = -count % 4
                are = "is" if more == 1 else "are"
                yield f"the count must be a multiple of 4; {more} more {are} needed"
            if count > limits.saddle_pages:
                yield f"more than {limits.saddle_pages} pages do not fold well"
        case "perfect":
            if count % 2:
                yield "the count must be even"
            if count < limits.perfect_pages:
                yield f"fewer than {limits.perfect_pages} pages make no spine"
        case "none":
            pass
