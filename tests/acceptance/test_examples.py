"""Every project in examples/ is set without a finding, and both outputs say what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

import typeset
from tests.acceptance.test_text_equality import differing, own_words, read_aloud, written

EXAMPLES = sorted(
    file.parent for file in (Path(__file__).parents[2] / "examples").glob("*/publication.yaml")
)


def test_there_are_examples() -> None:
    assert EXAMPLES


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_pdf_of_an_example_says_what_was_written(folder: Path) -> None:
    built = typeset.build(folder)
    assert built.findings == ()
    assert differing(read_aloud(built.data), written(built.publication)) == 0


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_word_document_of_an_example_says_what_was_written(folder: Path) -> None:
    built = typeset.build(folder, "docx")
    assert built.findings == ()
    assert differing(own_words(built.data), written(built.publication)) == 0
