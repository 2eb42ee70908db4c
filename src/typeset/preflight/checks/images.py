"""Images fine enough for their size on paper."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight import values
from typeset.preflight.image_ink import damage
from typeset.preflight.limits import Limits
from typeset.preflight.marks import Dossier, Image
from typeset.preflight.report import Finding, Tally, Wanted

_FEW = 16  # samples across: such an image is a flat colour or a pattern, not a picture


def resolution(dossier: Dossier, wanted: Wanted) -> Iterator[Finding]:
    """Effective resolution: samples over the size as placed."""
    for sheet in dossier.sheets:
        tally = Tally(sheet)
        for painted in sheet.painted:
            image = painted.image
            if image is None or painted.box is None or min(image.width, image.height) < _FEW:
                continue
            least_error, least_warning = _least(image, wanted.limits)
            facts = {"image": image.name, "found": f"{image.dpi:.0f}"}
            if image.dpi < least_error - 0.5:
                least = f"{least_error:.0f}"
                tally.add("image-coarse", image.name, painted.box, **facts, least=least)
            elif image.dpi < least_warning - 0.5:
                least = f"{least_warning:.0f}"
                tally.add("image-soft", image.name, painted.box, **facts, least=least)
        yield from tally.findings()


def soundness(dossier: Dossier, _wanted: Wanted) -> Iterator[Finding]:
    """Images whose data are all there."""
    known: dict[object, str] = {}
    for sheet in dossier.sheets:
        tally = Tally(sheet)
        for painted in sheet.painted:
            image = painted.image
            if image is None or painted.box is None or image.stream is None:
                continue
            key = values.key(image.stream) or id(painted)
            if key not in known:
                known[key] = damage(image)
            if why := known[key]:
                tally.add("image-damaged", image.name, painted.box, image=image.name, why=why)
        yield from tally.findings()


def _least(image: Image, limits: Limits) -> tuple[float, float]:
    if image.bits == 1:
        return limits.line_art_error, limits.line_art_warning
    return limits.image_error, limits.image_warning
