"""The output intent, and the profiles of colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typeset.preflight import values
from typeset.preflight.inks import Space
from typeset.preflight.marks import Dossier
from typeset.preflight.report import Finding, Wanted

_CHANNELS = {b"GRAY": 1, b"RGB ": 3, b"Lab ": 3, b"CMYK": 4}
_CLASSES = {b"prtr", b"scnr", b"mntr", b"spac"}
_MOST = 32 << 20


def output_intent(dossier: Dossier, wanted: Wanted) -> Iterator[Finding]:
    """One intent for print, named, with a sound output profile (ISO 15930-7, 6.2.2)."""
    every = values.items(values.get(dossier.file.Root, "/OutputIntents"))
    intents = [i for i in every if values.plain(values.get(i, "/S")) == "GTS_PDFX"]
    if not intents:
        yield Finding(code="intent-missing", values={})
    if len(intents) > 1:
        yield Finding(code="intent-many", values={}, count=len(intents))
    for intent in intents[:1]:
        yield from _intent(intent, wanted)
    own = values.get(intents[0], "/DestOutputProfile") if intents else None
    yield from _profiles(dossier, values.key(own))


def _intent(intent: Any, wanted: Wanted) -> Iterator[Finding]:
    if not values.text(values.get(intent, "/OutputConditionIdentifier")).strip():
        yield Finding(code="intent-identifier", values={})
    profile = values.get(intent, "/DestOutputProfile")
    registered = values.text(values.get(intent, "/RegistryName"))
    if not registered and not values.text(values.get(intent, "/Info")).strip():
        yield Finding(code="intent-info", values={})  # ISO 15930-7, 6.2.2; 15930-4, 6.2.1
    if profile is None:
        if wanted.standard.embedded_profile or not registered:
            yield Finding(code="intent-profile", values={"why": "is not embedded"})
        return
    if why := profile_fault(profile, output=True):
        yield Finding(code="intent-profile", values={"why": why})


def profile_fault(stream: Any, *, output: bool) -> str:
    """What is wrong with an ICC profile, or an empty string."""
    data = values.data(stream, _MOST)
    if data is None or len(data) < 132 or data[36:40] != b"acsp":
        return "is damaged or no ICC profile"
    if int.from_bytes(data[:4], "big") != len(data):
        return "is cut short"
    kind, model = data[12:16], data[16:20]
    if output and kind != b"prtr":
        return "describes no output device"
    if not output and kind not in _CLASSES:
        return "is of a class that describes no colour"
    count = values.number(values.get(stream, "/N"))
    if _CHANNELS.get(model) != count:
        return f"has {_CHANNELS.get(model, '?')} channels where {count or 0:g} are declared"
    if output and model == b"RGB ":
        return "describes RGB, not the inks of a press"
    if data[8] > 4:
        return f"is of ICC version {data[8]}"
    return ""


def _profiles(dossier: Dossier, own: tuple[int, int] | None) -> Iterator[Finding]:
    seen: set[object] = set()
    for sheet in dossier.sheets:
        for painted in sheet.painted:
            space = painted.image.space if painted.image else painted.ink.space
            for part in _icc(space):
                key = values.key(part.profile)
                if (key or id(part)) in seen:
                    continue
                seen.add(key or id(part))
                if why := profile_fault(part.profile, output=False):
                    yield Finding(code="icc-profile", page=sheet.number, values={"why": why})
                if key and key == own and part.model == "cmyk":
                    yield Finding(code="icc-as-intent", page=sheet.number, values={})


def _icc(space: Space | None) -> Iterator[Space]:
    while space is not None:
        if space.family == "ICCBased":
            yield space
        space = space.base
