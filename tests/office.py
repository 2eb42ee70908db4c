"""LibreOffice without a screen, with a profile of its own and the shipped faces.

The faces go by the names that offices have (``docx/fonts.conf.in``). Closing marks that meet
are squeezed: Word does so because the document asks for it (``compressPunctuation``), but
LibreOffice 7.4 asks its own options (Languages > Asian Layout > Character Spacing).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import CHECKOUT, find_tool

TEMPLATE = CHECKOUT / "tests" / "docx" / "fonts.conf.in"
OPTIONS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/AsianLayout">
<prop oor:name="CompressCharacterDistance" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
"""
# every bookmark becomes a destination in the PDF: where each paragraph and box has come to stand;
# pages left empty so that a section begins on its side are pages of the document, too
WITH_PLACES = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"},'
    '"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
)


@dataclass(frozen=True, slots=True)
class Office:
    """A folder with a profile and fonts of its own; documents go through it in one run."""

    folder: Path

    def drawn(self, documents: Mapping[str, bytes]) -> dict[str, bytes]:
        """The documents as PDF, by the same names; bookmarks are named destinations."""
        return self._converted(documents, WITH_PLACES, "pdf")

    def saved(self, documents: Mapping[str, bytes]) -> dict[str, bytes]:
        """The documents saved again as DOCX."""
        return self._converted(documents, "docx", "docx")

    def _converted(
        self, documents: Mapping[str, bytes], target: str, ending: str
    ) -> dict[str, bytes]:
        given, made = self.folder / "given", self.folder / f"made-{ending}"
        given.mkdir(exist_ok=True)
        paths = [given / f"{name}.docx" for name in documents]
        for path, data in zip(paths, documents.values(), strict=True):
            path.write_bytes(data)
        command = [
            find_tool("soffice"), f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            "--headless", "--convert-to", target, "--outdir", str(made), *map(str, paths),
        ]  # fmt: skip
        environment = {**os.environ, "FONTCONFIG_FILE": str(self.folder / "fonts.conf")}
        subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)
        return {name: (made / f"{name}.{ending}").read_bytes() for name in documents}


def office(folder: Path) -> Office:
    """An office in an empty folder."""
    filled = TEMPLATE.read_text(encoding="utf-8")
    filled = filled.replace("@FONTS@", str(CHECKOUT / "assets" / "fonts"))
    filled = filled.replace("@CACHE@", str(folder / "cache"))
    (folder / "fonts.conf").write_text(filled, encoding="utf-8")
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(OPTIONS, encoding="utf-8")
    return Office(folder)
