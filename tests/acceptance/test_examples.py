"""Every project in examples/ is set without a finding, and both outputs say what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

import typeset
from tests.acceptance.test_text_equality import (
    MASTHEAD,
    differing,
    notes_aloud,
    own_notes,
    own_words,
    read_aloud,
    written,
    written_notes,
)
from tests.page_checks import check_pages, shown
from typeset.diagnostics import Sink
from typeset.lint.project import check_project
from typeset.lint.sources import outline
from typeset.preview.dump import dump
from typeset.project import Project

FOLDER = Path(__file__).parents[2] / "examples"
EXAMPLES = sorted(
    file.parent
    for file in FOLDER.rglob("publication.yaml")
    if "circulars" not in file.parts  # these have words of their own: tests/circulars
)
HEADS = {
    "booklet": "{0.slogan}{0.subtitle}{0.issuer}{0.title}2022年5月18日",
    "bulletin": "{0.title}{0.subtitle}{0.issuer}2022年6月30日",
    "vertical-chinese": "",
    "yearbook": "{0.issuer}云湖地方文献丛书{0.title}{0.subtitle}2022年10月1日",
    "vertical-japanese": "",
    "vertical-taiwan": "",
}  # of examples with a cover, with another masthead, or without one
each = pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)


def test_there_are_examples() -> None:
    assert EXAMPLES


def test_no_two_examples_have_one_name() -> None:
    """Tests and ``make fidelity`` know them by it: one of two would be passed over in silence."""
    names = [file.parent.name for file in FOLDER.rglob("publication.yaml")]
    assert sorted(set(names)) == sorted(names)


@each
def test_the_pdf_of_an_example_says_what_was_written(folder: Path) -> None:
    built = typeset.build(folder)
    assert [finding for finding in built.findings if finding.severity != "note"] == []
    assert (
        differing(
            read_aloud(built.data),
            written(built.publication, masthead=HEADS.get(folder.name, MASTHEAD)),
        )
        == 0
    )


@each
def test_the_word_document_of_an_example_says_what_was_written(folder: Path) -> None:
    built = typeset.build(folder, "docx")
    assert [finding for finding in built.findings if finding.severity != "note"] == []
    assert (
        differing(
            own_words(built.data),
            written(built.publication, masthead=HEADS.get(folder.name, MASTHEAD)),
        )
        == 0
    )


@each
def test_the_notes_of_an_example_are_in_both_documents(folder: Path) -> None:
    pdf, docx = typeset.build(folder), typeset.build(folder, "docx")
    wanted = written_notes(pdf.publication)
    assert (notes_aloud(pdf.data), own_notes(docx.data)) == (wanted, wanted)


def test_an_example_has_notes() -> None:
    counted = [typeset.load(folder).publication for folder in EXAMPLES]
    assert sum(bool(written_notes(publication)) for publication in counted) > 0


@each
def test_the_pages_of_an_example_have_no_fault(folder: Path) -> None:
    pages = typeset.build(folder).pages
    assert pages is not None
    assert shown(check_pages(dump(pages))) == ""


@each
def test_a_specimen_reads_clean(folder: Path) -> None:
    given = Project(folder)
    assert check_project(given, *outline(given, Sink())) == []


LANGUAGES = ("simplified", "taiwan", "hong-kong", "japanese", "korean", "mixed")


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_specimen_of_a_language_is_one_full_page(name: str) -> None:
    pages = typeset.build(FOLDER / name).pages
    assert pages is not None
    assert len(pages.pages) == 1
