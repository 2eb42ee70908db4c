"""The file as a whole: sound, whole, open, and of a version its standard knows."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight import values
from typeset.preflight.marks import Dossier
from typeset.preflight.report import Finding, Wanted


def whole_file(dossier: Dossier, wanted: Wanted) -> Iterator[Finding]:
    """Damage, encryption, version, identifier, filters, parts elsewhere (ISO 15930-7, 6.1)."""
    standard = wanted.standard
    if dossier.repaired:
        yield Finding(code="damaged", values={"detail": dossier.repaired[0]})
    if not dossier.complete:
        read = sum(1 for sheet in dossier.sheets if sheet.painted)
        yield Finding(code="incomplete", values={"page": str(read)})
    if dossier.encrypted:
        yield Finding(code="encrypted", values={})
    if _version(dossier.version) > _version(standard.version):
        facts = {"found": dossier.version, "most": standard.version}
        yield Finding(code="version", values=facts)
    if dossier.compact:
        yield Finding(code="object-streams", values={})
    if len(values.items(values.get(dossier.file.trailer, "/ID"))) != 2:
        yield Finding(code="file-id", values={})
    for kind, count in sorted(dossier.filters.items()):
        if kind.removeprefix("/") in standard.filters:
            yield Finding(code="filter", values={"filter": kind[1:]}, count=count)
    if dossier.external:
        yield Finding(code="external-stream", values={})
    for sheet in dossier.sheets:
        if values.get(sheet.obj, "/SeparationInfo") is not None:
            yield Finding(code="preseparated", page=sheet.number, values={})


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())
