"""Every sample circular as it is handed over: archive copies that are what they claim to be, print
files in which the printer's check finds nothing, the same bytes twice."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.conformance.test_verapdf import Validator, verapdf
from tests.conftest import CHECKOUT
from typeset.issue import issue, lay_out
from typeset.issue.circular import Issued
from typeset.pdf.edition import Edition
from typeset.pipeline import Run, load, write_pdf
from typeset.preflight import examine
from typeset.project import Project

__all__ = ["verapdf"]
FOLDERS = sorted(f.parent for f in CHECKOUT.glob("examples/circulars/*/publication.yaml"))
SCREEN = Edition(profile="screen", level="1")
ARCHIVE = Edition(profile="archive", level="2a")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def handed_over() -> Mapping[str, Issued]:
    """Every sample with all its files."""
    return {folder.name: issue(Project(folder)) for folder in FOLDERS}


def test_archive_and_screen_files_are_what_they_claim(
    verapdf: Validator, handed_over: Mapping[str, Issued]
) -> None:
    archived: dict[str, bytes] = {}
    read_aloud: dict[str, bytes] = {}
    plain: dict[str, bytes] = {}
    for folder in FOLDERS:
        run, name = Run(), folder.name
        proof = lay_out(load(Project(folder), run), run, (SCREEN, ARCHIVE))
        plain[f"{name}-2a"] = write_pdf(proof, run, ARCHIVE)
        read_aloud[f"{name}-screen"] = write_pdf(proof, run, SCREEN)
        whole = [o for o in handed_over[name].outputs if o.name.endswith("-archive.pdf")]
        archived |= {f"{name}-3a": output.data for output in whole}
    assert len(archived) == len(FOLDERS)
    assert verapdf(archived, "3a") == ""
    assert verapdf(plain, "2a") == ""
    assert verapdf({**archived, **read_aloud, **plain}, "ua1") == ""


def test_a_printers_check_finds_nothing_in_what_is_printed(
    handed_over: Mapping[str, Issued],
) -> None:
    said = {}
    for name, issued in handed_over.items():
        for output in issued.outputs:
            if output.name.endswith(".pdf") and output.pages and "-archive" not in output.name:
                report = examine(output.data, output.name)
                said[name, output.name] = [found.message for found in report.diagnostics()]
    assert len(said) >= len(FOLDERS)
    assert {place: found for place, found in said.items() if found} == {}


def test_the_same_input_gives_the_same_bytes(handed_over: Mapping[str, Issued]) -> None:
    for folder in FOLDERS:
        assert issue(Project(folder)).outputs == handed_over[folder.name].outputs
