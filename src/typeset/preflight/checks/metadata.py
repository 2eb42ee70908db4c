"""What the file says of itself: the standard's mark, trapping, title, dates; and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from typeset.preflight import values
from typeset.preflight.marks import Dossier
from typeset.preflight.packet import properties
from typeset.preflight.report import Finding, Wanted, shown

_PAIRS = {  # information dictionary and XMP say the same (ISO 32000-1, 14.3.3)
    "Title": "dc:title", "Creator": "xmp:CreatorTool", "Producer": "pdf:Producer",
    "Trapped": "pdf:Trapped", "CreationDate": "xmp:CreateDate", "ModDate": "xmp:ModifyDate",
}  # fmt: skip
_PRIVATE = re.compile(
    r"(?:[A-Za-z]:\\(?:Users|Documents|桌面)[^\s<\"]*|/(?:home|Users|private|tmp)/[^\s<\"]+|file:/{2,3}[^\s<\"]+)"
)


def metadata(dossier: Dossier, wanted: Wanted) -> Iterator[Finding]:
    """Identification and metadata (ISO 15930-7, 6.7 and 6.8; ISO 15930-4, 6.3)."""
    info = {
        key.removeprefix("/"): values.text(value) or values.name(value)
        for key, value in values.entries(values.get(dossier.file.trailer, "/Info"))
    }
    found = properties(dossier.packet) if dossier.packet else {}
    if found is None:
        yield Finding(code="bad-metadata", values={})
        found = {}
    elif not dossier.packet:
        yield Finding(code="no-metadata", values={})
    yield from _claim(info, found, wanted)
    trapped = info.get("Trapped", "") or found.get("pdf:Trapped", "")
    if trapped.removeprefix("/") not in {"True", "False"}:
        yield Finding(code="trapped", values={})
    yield from _missing(info, found, wanted)
    yield from _differences(info, found)
    if private := _PRIVATE.search(" ".join([*info.values(), dossier.packet])):
        yield Finding(code="private-path", values={"found": shown(private[0], 60)})


def _claim(info: Mapping[str, str], found: Mapping[str, str], wanted: Wanted) -> Iterator[Finding]:
    claims = [
        found.get("pdfxid:GTS_PDFXVersion", ""),
        info.get("GTS_PDFXConformance", "") or info.get("GTS_PDFXVersion", ""),
    ]
    if wanted.standard.name == "x1a":
        claims.reverse()
    claim = claims[0]
    if claim not in wanted.standard.claims:
        said = next((shown(c) for c in claims if c), "nothing")
        yield Finding(code="not-pdfx", values={"found": said})


def _missing(
    info: Mapping[str, str], found: Mapping[str, str], wanted: Wanted
) -> Iterator[Finding]:
    lacking = [key for key in wanted.standard.info if not info.get(key)]
    if found:
        lacking += [key for key in wanted.standard.xmp if not found.get(key)]
    for key in lacking:
        yield Finding(code="metadata-missing", values={"what": key})


def _differences(info: Mapping[str, str], found: Mapping[str, str]) -> Iterator[Finding]:
    for key, twin in _PAIRS.items():
        one, other = info.get(key, ""), found.get(twin, "")
        if one and other and _comparable(one) != _comparable(other):
            facts = {"what": key, "one": shown(one, 40), "other": shown(other, 40)}
            yield Finding(code="metadata-differ", values=facts)


def _comparable(value: str) -> str:
    """A value as both write it: dates as digits (to the second, zone apart), names plain."""
    date = re.fullmatch(r"(?:D:)?(\d{4})-?(\d\d)?-?(\d\d)?T?(\d\d)?:?(\d\d)?:?(\d\d)?.*", value)
    if date:
        return "".join(part or "00" for part in date.groups())
    return value.strip().removeprefix("/")
