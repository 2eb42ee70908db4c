"""Page boxes: there, nested, equal; and where viewers are sent."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.geometry import MM
from typeset.preflight import values
from typeset.preflight.marks import Dossier, Sheet
from typeset.preflight.report import Finding, Wanted
from typeset.preflight.values import Box

SLACK = 0.01 * MM  # boxes are written with few digits
_AREAS = ("ViewArea", "ViewClip", "PrintArea", "PrintClip")


def boxes(dossier: Dossier, _wanted: Wanted) -> Iterator[Finding]:
    """TrimBox within BleedBox within MediaBox, on every page (ISO 15930-7, 6.12)."""
    for sheet in dossier.sheets:
        yield from _presence(sheet)
        yield from _nesting(sheet)
        if sheet.unit != 1.0:
            facts = {"found": f"{sheet.unit:g}"}
            yield Finding(code="user-unit", page=sheet.number, values=facts)
        turned = values.number(values.get(sheet.obj, "/Rotate")) or 0
        if turned % 360:
            yield Finding(code="rotated", page=sheet.number, values={"found": f"{turned:g}"})
    yield from _sizes(dossier)
    yield from _viewer(dossier)


def _presence(sheet: Sheet) -> Iterator[Finding]:
    if sheet.trim is None and sheet.art is None:
        yield Finding(code="trim-missing", page=sheet.number, values={})
    if sheet.trim is not None and sheet.art is not None:
        yield Finding(code="trim-and-art", page=sheet.number, values={})
    for name, box in _named(sheet):
        if box is not None and (box[2] - box[0] <= 0 or box[3] - box[1] <= 0):
            yield Finding(code="box-empty", page=sheet.number, values={"box": name})


def _named(sheet: Sheet) -> tuple[tuple[str, Box | None], ...]:
    return (
        ("TrimBox", sheet.trim), ("ArtBox", sheet.art), ("BleedBox", sheet.bleed),
        ("CropBox", sheet.crop), ("MediaBox", sheet.media),
    )  # fmt: skip


def _nesting(sheet: Sheet) -> Iterator[Finding]:
    known = dict(_named(sheet))
    pairs = (
        ("TrimBox", "BleedBox"), ("TrimBox", "CropBox"), ("TrimBox", "MediaBox"),
        ("ArtBox", "BleedBox"), ("ArtBox", "MediaBox"), ("BleedBox", "MediaBox"),
    )  # fmt: skip
    for inner, outer in pairs:
        one, other = known[inner], known[outer]
        if one and other and not values.inside(one, other, SLACK):
            out = max(other[0] - one[0], other[1] - one[1], one[2] - other[2], one[3] - other[3])
            facts = {"inner": inner, "outer": outer, "by": f"{out / MM:.2f}"}
            yield Finding(code="box-nesting", page=sheet.number, values=facts)


def _size(sheet: Sheet) -> tuple[float, float]:
    cut = sheet.cut
    return (cut[2] - cut[0]) / MM, (cut[3] - cut[1]) / MM


def _sizes(dossier: Dossier) -> Iterator[Finding]:
    first = _size(dossier.sheets[0])
    for sheet in dossier.sheets[1:]:
        found = _size(sheet)
        if max(abs(found[0] - first[0]), abs(found[1] - first[1])) > 0.1:
            facts = {"found": _shown(found), "first": _shown(first)}
            yield Finding(code="trim-differs", page=sheet.number, values=facts)


def _shown(size: tuple[float, float]) -> str:
    return f"{size[0]:.1f} × {size[1]:.1f}"


def _viewer(dossier: Dossier) -> Iterator[Finding]:
    preferences = values.get(dossier.file.Root, "/ViewerPreferences")
    for key in _AREAS:
        found = values.plain(values.get(preferences, "/" + key))
        if found and found not in {"MediaBox", "BleedBox"}:
            yield Finding(code="viewer-area", values={"key": key, "found": found})
