"""Layers: none in PDF/X-1a; in PDF/X-4 named, and not changed by events."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight import values
from typeset.preflight.marks import Dossier
from typeset.preflight.report import Finding, Wanted, shown


def layers(dossier: Dossier, _wanted: Wanted) -> Iterator[Finding]:
    """Optional content (ISO 15930-7, 6.14)."""
    properties = values.get(dossier.file.Root, "/OCProperties")
    if properties is None:
        return
    yield Finding(code="layers", values={})
    default = values.get(properties, "/D")
    for layer in values.items(values.get(default, "/OFF")):
        called = shown(values.text(values.get(layer, "/Name")))
        yield Finding(code="layer-hidden", values={"layer": called})
    states = [default, *values.items(values.get(properties, "/Configs"))]
    if any(values.get(state, "/AS") is not None for state in states):
        yield Finding(code="layer-states", values={"why": "events may change what shows (AS)"})
    if len(states) > 1:
        names = [values.text(values.get(state, "/Name")) for state in states]
        if not all(names) or len(set(names)) < len(names):
            why = "its configurations are not told apart by name"
            yield Finding(code="layer-states", values={"why": why})
