"""How much ink lies on the paper, and how little."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.geometry import MM
from typeset.preflight import values
from typeset.preflight.image_ink import coverage
from typeset.preflight.marks import Dossier, Image, Painted
from typeset.preflight.report import Finding, Tally, Wanted


def flat_ink(dossier: Dossier, wanted: Wanted) -> Iterator[Finding]:
    """The sum of inks of every flat colour and gradient, marks outside the bleed apart."""
    most = wanted.limits.ink_limit
    for sheet in dossier.sheets:
        tally = Tally(sheet)
        for painted in sheet.painted:
            total = painted.ink.total
            if total <= most + 0.5 or not _printed(painted) or "All" in painted.ink.used:
                continue
            if painted.box and values.common(painted.box, sheet.bleed_edge):
                color = str(painted.ink)
                facts = {"color": color, "found": f"{total:.0f}", "most": f"{most:.0f}"}
                tally.add("ink-flat", color, painted.box, **facts)
        yield from tally.findings()


def image_ink(dossier: Dossier, wanted: Wanted) -> Iterator[Finding]:
    """The sum of inks over the area of every image, averaged over half a millimetre."""
    limits = wanted.limits
    measured: dict[object, tuple[float, float] | None] = {}
    for sheet in dossier.sheets:
        tally = Tally(sheet)
        for painted in sheet.painted:
            image = painted.image
            if image is None or painted.box is None or not _has_inks(image):
                continue
            key = values.key(image.stream) or id(painted)
            if key not in measured:
                found = coverage(image, limits.ink_limit)
                measured[key] = (found.most, found.share_over) if found else None
            result = measured[key]
            if result is None:
                why = "it cannot be decoded here"
                tally.add("image-not-measured", image.name, painted.box, image=image.name, why=why)
                continue
            area = result[1] * _area(painted)
            if area > limits.ink_image_area:
                facts = {"found": f"{result[0]:.0f}", "most": f"{limits.ink_limit:.0f}"}
                more = {"image": image.name, "area": f"{area:.0f}"}
                tally.add("ink-image", image.name, painted.box, **facts, **more)
        yield from tally.findings()


def _has_inks(image: Image) -> bool:
    return image.stream is not None and not image.stencil and image.space.model in {"cmyk", "spot"}


def _area(painted: Painted) -> float:
    x0, y0, x1, y1 = painted.whole
    return (x1 - x0) * (y1 - y0) / MM**2


def light_tints(dossier: Dossier, wanted: Wanted) -> Iterator[Finding]:
    """Dots too small to hold on the plate."""
    least = wanted.limits.tint
    for sheet in dossier.sheets:
        tally = Tally(sheet)
        for painted in sheet.painted:
            light = any(0 < tint < least for _, tint in painted.ink.plates)
            if light and _printed(painted) and painted.kind != "shading":
                color = str(painted.ink)
                tally.add("tint-light", "", painted.box, color=color, least=f"{least:g}")
        yield from tally.findings()


def _printed(painted: Painted) -> bool:
    return painted.box is not None and not painted.invisible
