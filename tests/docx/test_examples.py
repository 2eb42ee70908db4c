"""Every example's document breaks no rule of ours, and other validators find nothing in it."""

from __future__ import annotations

from pathlib import Path

import pytest

import typeset
from tests.conftest import CHECKOUT
from tests.docx.rules import findings

EXAMPLES = sorted(f.parent for f in (CHECKOUT / "examples").rglob("publication.yaml"))
# what a text says of itself (a language, dots, one cell of a vertical line) is no look, nor is
# the hidden mark of a paragraph that the next one goes on with (a run-in heading)
SAID = ("lang", "em", "u", "eastAsianLayout", "sz", "rPr", "vanish", "specVanish")


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_an_example_breaks_no_rule(folder: Path, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    integrity = pytest.importorskip("ooxml_integrity", reason="ooxml-integrity is not installed")
    path = tmp_path / "example.docx"
    path.write_bytes(typeset.build(folder, "docx").data)
    broken = [f for f in findings(path.read_bytes()) if not is_said(f)]
    assert broken == []
    assert list(audit.OpenXmlValidator().validate(str(path)).errors) == []
    assert integrity.check(path) == []


def is_said(finding: str) -> bool:
    """Whether direct formatting is only what the text says of itself."""
    rule, _, rest = finding.partition(": ")
    names = rest.rpartition(": ")[2].split(", ")
    return rule == "no_direct_looks" and set(names) <= set(SAID)
