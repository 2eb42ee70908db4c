"""Fonts of the text that is shown."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight.marks import Dossier, Sheet
from typeset.preflight.report import Finding, Tally, Wanted, shown


def fonts(dossier: Dossier, _wanted: Wanted) -> Iterator[Finding]:
    """Embedded and sound (ISO 15930-7, 6.3); and saying which characters they show."""
    for sheet in dossier.sheets:
        tally = Tally(sheet)
        _gather(sheet, tally)
        yield from tally.findings()


def _gather(sheet: Sheet, tally: Tally) -> None:
    for painted in sheet.painted:
        font = painted.font
        if font is None or painted.invisible:
            continue
        said = shown(font.name, 60).strip("“”")
        if font.embedded is False:
            tally.add("font-not-embedded", font.name, painted.box, font=said)
        elif font.fault:
            tally.add("font-damaged", font.name, painted.box, font=said, why=font.fault)
        elif not font.has_unicode and font.long_codes:
            tally.add("font-unicode", font.name, font=said)
