"""Lists, contents, references and links are accessible, by veraPDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance import test_verapdf
from typeset.pdf.edition import Edition
from typeset.pipeline import build_pdf
from typeset.project import Project

BOOK = Path(__file__).parents[1] / "data" / "structure"
verapdf = test_verapdf.verapdf  # the fixture of that module


@pytest.mark.parametrize("level", ["1", "2"])
def test_a_book_with_lists_contents_and_references_is_accessible(
    verapdf: test_verapdf.Validator, level: str
) -> None:
    built = build_pdf(Project(BOOK), edition=Edition(profile="screen", level=level))
    assert verapdf({"book": built.data}, f"ua{level}") == ""
