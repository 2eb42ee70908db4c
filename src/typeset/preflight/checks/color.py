"""Colours that are no inks, and inks the job does not have."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight import values
from typeset.preflight.inks import PROCESS, Ink, Space
from typeset.preflight.marks import Dossier, Painted, Sheet
from typeset.preflight.report import Finding, Tally, Wanted

WHAT = {
    "text": "text", "fill": "an area", "stroke": "a rule", "image": "an image",
    "shading": "a gradient",
}  # fmt: skip
_SHORT = {"C": "Cyan", "M": "Magenta", "Y": "Yellow", "K": "Black"}


def colors(dossier: Dossier, wanted: Wanted) -> Iterator[Finding]:
    """Process and spot inks alone (ISO 15930-4, 6.2.3); managed colours in X-4, with a word."""
    plates = {_SHORT.get(ink, ink) for ink in wanted.inks}
    for sheet in dossier.sheets:
        tally = Tally(sheet)
        for painted in sheet.painted:
            space = painted.image.space if painted.image else painted.ink.space
            color = str(painted.ink) if painted.kind != "image" else _family(space)
            _managed(painted, space, color, tally)
            _plates(painted, sheet, plates, tally)
        yield from tally.findings()


def _family(space: Space) -> str:
    indexed = space.family == "Indexed" and space.base is not None
    return f"Indexed {space.base.family}" if indexed and space.base else space.family


def _managed(painted: Painted, space: Space, color: str, tally: Tally) -> None:
    what = WHAT[painted.kind]
    base = space.base if space.family in {"Indexed", "Pattern"} and space.base else space
    match base.family, base.model:
        case "DeviceRGB", _:
            tally.add("rgb", (what, color), painted.box, what=what, color=color)
        case ("CalRGB" | "Lab", _) | ("ICCBased", "rgb" | "lab"):
            tally.add("rgb-managed", (what, color), painted.box, what=what, color=color)
        case "ICCBased", "cmyk":
            tally.add("icc-cmyk", what, painted.box, what=what)
        case ("CalGray", _) | ("ICCBased", "gray"):
            tally.add("icc-gray", what, painted.box, what=what, color=base.family)
        case ("Separation" | "DeviceN", _) if base.base is not None:
            _alternate(base.base, what, painted, tally)
        case "", _:
            tally.add("color-unknown", what, painted.box, what=what)


def _alternate(alternate: Space, what: str, painted: Painted, tally: Tally) -> None:
    """A spot ink whose stand-in is RGB turns into RGB wherever the ink is not printed."""
    if alternate.family == "DeviceRGB":
        tally.add("rgb", (what, "alternate"), painted.box, what=what, color="a spot's alternate")


def _plates(painted: Painted, sheet: Sheet, plates: set[str], tally: Tally) -> None:
    what, ink = WHAT[painted.kind], painted.ink
    used = ink.used if painted.kind != "image" or ink.plates else _image_plates(painted)
    trimmed = painted.box and values.common(painted.box, sheet.bleed_edge)
    if "All" in used and trimmed and not _is_outside(painted, sheet):
        tally.add("registration-color", what, painted.box, what=what)
    if plates and trimmed:
        for plate in used:
            if plate not in plates and plate != "All":
                tally.add("plate-unwanted", (what, plate), painted.box, what=what, ink=plate)


def _is_outside(painted: Painted, sheet: Sheet) -> bool:
    shared = values.common(painted.box, sheet.bleed_edge) if painted.box else None
    return shared is None or shared[0] == shared[2] or shared[1] == shared[3]


def _image_plates(painted: Painted) -> tuple[str, ...]:
    """The plates an image may carry ink on; its samples are not looked at."""
    space = painted.image.space if painted.image else None
    space = space.base if space and space.family == "Indexed" else space
    match space.model if space else "":
        case "cmyk":
            return PROCESS
        case "gray":
            return ("Black",)
        case "spot":
            return space.names if space else ()
    return ()


def spot_inks(dossier: Dossier, _wanted: Wanted) -> Iterator[Finding]:
    """One ink, one definition: else two plates are made of it."""
    known: dict[str, Space] = {}
    told: set[str] = set()
    for sheet in dossier.sheets:
        for painted in sheet.painted:
            space = painted.image.space if painted.image else painted.ink.space
            if space.family != "Separation" or not space.solid:
                continue
            ink, first = space.names[0], known.setdefault(space.names[0], space)
            if ink not in told and _differ(first, space):
                told.add(ink)
                yield Finding(code="spot-clash", page=sheet.number, values={"ink": ink})


def _differ(one: Space, other: Space) -> bool:
    if one.base and other.base and one.base.model != other.base.model:
        return True
    pairs = zip(one.solid, other.solid, strict=False)
    return len(one.solid) != len(other.solid) or any(abs(a - b) > 0.004 for a, b in pairs)


def inks_of(dossier: Dossier) -> tuple[str, ...]:
    """Every plate that carries ink within the bleed: process inks in their order, then spots."""
    found: set[str] = set()
    for sheet in dossier.sheets:
        for painted in sheet.painted:
            if painted.box and not _is_outside(painted, sheet):
                found |= set(_of(painted))
    found.discard("All")
    return tuple(p for p in PROCESS if p in found) + tuple(sorted(found - set(PROCESS)))


def _of(painted: Painted) -> tuple[str, ...]:
    ink: Ink = painted.ink
    return ink.used if ink.plates else _image_plates(painted)
