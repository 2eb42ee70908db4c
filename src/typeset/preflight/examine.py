"""From a file's bytes to the report: read, check, sort."""

from __future__ import annotations

from collections.abc import Iterable

from typeset.geometry import MM
from typeset.preflight.checks import CHECKS
from typeset.preflight.checks.color import inks_of
from typeset.preflight.checks.edges import beyond
from typeset.preflight.limits import DEFAULT_PRESET, StandardName, limits, standard
from typeset.preflight.marks import Dossier
from typeset.preflight.opening import read
from typeset.preflight.report import Binding, Check, Facts, Report, Wanted, gravity, is_off


def examine(
    data: bytes,
    name: str = "",
    *,
    against: StandardName = "x4",
    preset: str = DEFAULT_PRESET,
    binding: Binding = "none",
    inks: tuple[str, ...] = (),
) -> Report:
    """Examine a PDF for a standard and a print shop's preset.

    ``name`` is how findings call the file; ``inks`` are the only plates the job prints
    (``K`` stands for Black and so on; empty: any).

    Raises:
        Unreadable: the file is no PDF, needs a password, or has no pages.
        KeyError: there is no such preset.
    """
    wanted = Wanted(standard=standard(against), limits=limits(preset), binding=binding, inks=inks)
    return checked(read(data, name), wanted)


def checked(dossier: Dossier, wanted: Wanted, checks: Iterable[Check] = CHECKS) -> Report:
    """What the checks say of a file that was read."""
    found = (finding for check in checks for finding in check(dossier, wanted))
    told = [finding for finding in found if not is_off(finding.code, wanted.standard)]
    ordered = tuple(sorted(told, key=gravity(wanted.standard)))
    return Report(facts=_facts(dossier), wanted=wanted, findings=ordered)


def _facts(dossier: Dossier) -> Facts:
    first = dossier.sheets[0]
    cut = first.cut
    painted = [p for sheet in dossier.sheets for p in sheet.painted]
    return Facts(
        name=dossier.name,
        version=dossier.version,
        pages=len(dossier.sheets),
        trim=((cut[2] - cut[0]) / MM, (cut[3] - cut[1]) / MM),
        bleed=max(min(beyond(first.bleed_edge, cut)) / MM, 0.0),
        inks=inks_of(dossier),
        fonts=tuple(sorted({p.font.name for p in painted if p.font})),
        images=sum(p.kind == "image" for p in painted),
    )
