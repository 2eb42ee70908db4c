"""Black text on the black plate alone, overprinting; white that does not vanish."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.geometry import MM
from typeset.preflight import values
from typeset.preflight.checks.color import WHAT
from typeset.preflight.inks import Ink
from typeset.preflight.marks import Dossier, Painted
from typeset.preflight.report import Finding, Tally, Wanted

_DARK = 0.88  # darker than this and nearly neutral is black to the eye


def black_and_white(dossier: Dossier, wanted: Wanted) -> Iterator[Finding]:
    """Text and rules in black; paper-white that overprints; large areas of black."""
    for sheet in dossier.sheets:
        tally = Tally(sheet)
        for painted in sheet.painted:
            box = painted.box
            if painted.invisible or not box or not values.common(box, sheet.bleed_edge):
                continue  # slug lines follow rules of their own
            if painted.kind == "text":
                _text(painted, tally)
            elif painted.kind == "stroke" and is_mixed_black(painted.ink):
                tally.add("black-rule-mixed", str(painted.ink), painted.box, color=str(painted.ink))
            elif painted.kind == "fill":
                _area(painted, wanted.limits.rich_black_side, tally)
            if _vanishes(painted):
                what = WHAT[painted.kind].removeprefix("an ").removeprefix("a ")
                tally.add("white-overprint", what, painted.box, what=what)
        yield from tally.findings()


def _text(painted: Painted, tally: Tally) -> None:
    ink = painted.ink
    if is_mixed_black(ink):
        tally.add("black-text-mixed", str(ink), painted.box, color=str(ink))
    elif ink.is_black and not _overprints(painted):
        tally.add("black-text-knockout", "", painted.box)


def is_mixed_black(ink: Ink) -> bool:
    """Whether a colour is meant as black and made of several inks, or is RGB black."""
    if ink.space.model == "rgb":
        return ink.darkness >= 1 - 1e-6 and bool(ink.values)
    tints = dict(ink.plates)
    process = [tints.get(plate, 0.0) for plate in ("Cyan", "Magenta", "Yellow")]
    if ink.space.model != "cmyk" or not any(process) or ink.darkness < _DARK:
        return False
    neutral = min(process) >= 60 and max(process) - min(process) < 30
    return neutral or tints.get("Black", 0.0) >= 80


def _overprints(painted: Painted) -> bool:
    """Whether other plates are left alone (ISO 32000-1, 8.6.7)."""
    if not painted.overprint:
        return False
    return painted.ink.space.family != "DeviceCMYK" or painted.overprint_mode == 1


def _vanishes(painted: Painted) -> bool:
    """Zero ink overprinting in mode 1 changes no plate."""
    return (
        painted.kind in {"text", "fill", "stroke"}
        and painted.overprint
        and painted.overprint_mode == 1
        and painted.ink.space.family == "DeviceCMYK"
        and painted.ink.is_paper
    )


def _area(painted: Painted, side: float, tally: Tally) -> None:
    if painted.box is None or not painted.ink.is_black:
        return
    width, height = (painted.box[2] - painted.box[0]) / MM, (painted.box[3] - painted.box[1]) / MM
    if min(width, height) > side:
        tally.add("black-area", "", painted.box, size=f"{width:.0f} × {height:.0f}")
