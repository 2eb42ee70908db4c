"""What is for the screen: annotations in the printed area, forms, actions, attachments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typeset.preflight import values
from typeset.preflight.marks import Dossier
from typeset.preflight.report import Finding, Tally, Wanted

_FOR_PRINT = {"TrapNet", "PrinterMark"}


def on_page(dossier: Dossier, _wanted: Wanted) -> Iterator[Finding]:
    """None may touch the BleedBox, links included (ISO 15930-7, 6.17)."""
    for sheet in dossier.sheets:
        tally = Tally(sheet)
        for annotation in values.items(values.get(sheet.obj, "/Annots")):
            kind = values.plain(values.get(annotation, "/Subtype")) or "unknown"
            place = values.box(values.get(annotation, "/Rect"))
            touches = place is None or values.common(place, sheet.bleed_edge)
            if touches and kind not in _FOR_PRINT and kind != "Popup":
                tally.add("annotation", kind, place, kind=kind)
        if values.get(sheet.obj, "/AA") is not None:
            tally.add("action", where="on opening or leaving the page")
        yield from tally.findings()


def behaviour(dossier: Dossier, _wanted: Wanted) -> Iterator[Finding]:
    """Actions, scripts, forms and attachments of the file (ISO 15930-7, 6.18 to 6.20)."""
    root = dossier.file.Root
    names = values.get(root, "/Names")
    opening = values.get(root, "/OpenAction")
    script = values.get(names, "/JavaScript") is not None
    if values.is_dictionary(opening) and values.get(opening, "/S") is not None:
        script = script or _is_script(opening)
        if values.plain(values.get(opening, "/S")) != "GoTo":
            yield Finding(code="action", values={"where": "on opening the file"})
    if values.get(root, "/AA") is not None:
        yield Finding(code="action", values={"where": "before saving or printing"})
    if script or any(_is_script(action) for action in _actions(dossier)):
        yield Finding(code="javascript", values={})
    if values.get(names, "/AlternatePresentations") is not None:
        yield Finding(code="presentation", values={"where": "AlternatePresentations"})
    if any(values.get(sheet.obj, "/PresSteps") is not None for sheet in dossier.sheets):
        yield Finding(code="presentation", values={"where": "PresSteps"})
    form = values.get(root, "/AcroForm")
    if values.items(values.get(form, "/Fields")) or values.get(form, "/XFA") is not None:
        yield Finding(code="form", values={})
    if values.get(names, "/EmbeddedFiles") is not None or values.items(values.get(root, "/AF")):
        yield Finding(code="embedded-file", values={})


def _is_script(action: Any) -> bool:
    return values.plain(values.get(action, "/S")) == "JavaScript"


def _actions(dossier: Dossier) -> Iterator[Any]:
    for sheet in dossier.sheets:
        for annotation in values.items(values.get(sheet.obj, "/Annots")):
            yield values.get(annotation, "/A")
            for _, action in values.entries(values.get(annotation, "/AA")):
                yield action
