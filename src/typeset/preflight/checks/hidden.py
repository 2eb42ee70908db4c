"""Text that is in the file and not on the paper."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight import values
from typeset.preflight.grounds import Grounds
from typeset.preflight.marks import Dossier, Painted, Sheet
from typeset.preflight.report import Finding, Tally, Wanted, shown


def hidden_text(dossier: Dossier, _wanted: Wanted) -> Iterator[Finding]:
    """Invisible by its mode, size, layer, place or colour, or painted over."""
    for sheet in dossier.sheets:
        tally, grounds = Tally(sheet), Grounds(sheet.painted)
        outside = 0
        for order, painted in enumerate(sheet.painted):
            if painted.kind == "text":
                _text(order, painted, sheet, grounds, tally)
            elif painted.box is None and not values.common(painted.whole, sheet.media):
                outside += 1
        yield from tally.findings()
        if outside:
            yield Finding(code="off-page", page=sheet.number, values={}, count=outside)


def _text(order: int, painted: Painted, sheet: Sheet, grounds: Grounds, tally: Tally) -> None:
    if not painted.text.strip() and (painted.font is None or painted.font.has_unicode):
        return
    if why := _why(order, painted, sheet, grounds):
        tally.add("hidden-text", why, painted.box or None, why=why, text=shown(painted.text))
    elif painted.box and grounds.over(order, painted.box):
        tally.add("covered-text", "", painted.box, text=shown(painted.text))


def _why(order: int, painted: Painted, sheet: Sheet, grounds: Grounds) -> str:
    if painted.invisible:
        return painted.invisible
    if painted.box is None:
        inside = values.common(painted.whole, sheet.media)
        return "it is clipped away" if inside else "it stands outside the page"
    if painted.ink.is_paper and not painted.overprint:
        ground = grounds.under(order, painted.box)
        if ground is None or (ground.kind == "fill" and ground.ink.is_paper):
            return "it is paper-white on paper"
    return ""
