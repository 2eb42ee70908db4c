"""The cut: what reaches it runs on to the bleed edge, and text keeps away from it."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.geometry import MM
from typeset.preflight import values
from typeset.preflight.limits import Limits
from typeset.preflight.marks import Dossier, Painted, Sheet
from typeset.preflight.report import Finding, Tally, Wanted, shown
from typeset.preflight.values import Box

_SIDES = ("left", "foot", "right", "head")
_TOUCH = 0.3 * MM  # nearer than this to the cut is meant to reach it
_SLACK = 0.05  # mm
_AREAS = {"fill", "image", "shading", "stroke"}


def bleed(dossier: Dossier, wanted: Wanted) -> Iterator[Finding]:
    """Areas, rules and images that reach the cut, side by side with how far they go on."""
    for sheet in dossier.sheets:
        tally = Tally(sheet)
        for painted in sheet.painted:
            if painted.kind in _AREAS and painted.box and not painted.ink.is_paper:
                _edges(painted, sheet, wanted.limits.bleed, tally)
        yield from tally.findings()


def beyond(box: Box, cut: Box) -> tuple[float, float, float, float]:
    """How far a box reaches beyond the cut on each side, in points; negative: short of it."""
    return cut[0] - box[0], cut[1] - box[1], box[2] - cut[2], box[3] - cut[3]


def _edges(painted: Painted, sheet: Sheet, least: float, tally: Tally) -> None:
    box = painted.box
    if box is None or painted.invisible:
        return
    shared = values.common(box, sheet.cut)
    if shared is None or min(shared[2] - shared[0], shared[3] - shared[1]) <= 0:
        return  # a mark outside
    page = beyond(sheet.bleed_edge, sheet.cut)
    for side, out, room in zip(_SIDES, beyond(box, sheet.cut), page, strict=True):
        if out < -_TOUCH:
            continue
        facts = {"side": side, "least": f"{least:g}"}
        if room / MM < least - _SLACK:
            tally.add("bleed-box", side, box, **facts, found=f"{max(room, 0) / MM:.1f}")
        elif out / MM < least - _SLACK:
            tally.add("bleed-unfilled", side, box, **facts, found=f"{max(out, 0) / MM:.1f}")


def safety(dossier: Dossier, wanted: Wanted) -> Iterator[Finding]:
    """Text too near the cut; slug lines outside the bleed apart."""
    for sheet in dossier.sheets:
        tally = Tally(sheet)
        for painted in sheet.painted:
            if painted.kind == "text" and painted.box and not painted.invisible:
                _text(painted, sheet, wanted.limits, tally)
        yield from tally.findings()


def _text(painted: Painted, sheet: Sheet, limits: Limits, tally: Tally) -> None:
    box = painted.box
    if box is None or values.common(box, sheet.cut) is None:
        return
    if painted.font and painted.font.has_unicode and not painted.text.strip():
        return
    distance = -max(beyond(box, sheet.cut)) / MM
    facts = {"found": f"{max(distance, 0):.1f}", "text": shown(painted.text)}
    if distance < limits.safe_error - _SLACK:
        tally.add("text-cut", "", box, **facts)
    elif distance < limits.safe_warning - _SLACK:
        tally.add("text-near-cut", "", box, **facts, least=f"{limits.safe_warning:g}")
