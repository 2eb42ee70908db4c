"""The words in the document are the words that were written, in their order."""

from __future__ import annotations

from tests.docx.conftest import Word
from tests.docx_text import bare, pieces, running_text
from typeset.reflow import Framed, Para


def test_the_reviews_running_text_is_the_contents_character_for_character(annual: Word) -> None:
    written = "".join(s.title + s.text() for s in annual.publication.sections)
    assert running_text(annual.data) == bare(written)


def test_every_paragraph_stands_where_the_reflow_has_it(small: Word) -> None:
    said = [
        "".join(run.text for run in item.runs)
        for item in small.reflow.items
        if isinstance(item, Para)
    ]
    found = [piece.text.replace("\n", "") for piece in pieces(small.data) if not piece.table]
    assert found == said


def test_boxes_are_told_apart_by_the_name_of_their_style(annual: Word) -> None:
    boxes = [item for item in annual.reflow.items if isinstance(item, Framed)]
    tables = {piece.table for piece in pieces(annual.data) if piece.table}
    for box in boxes:
        prefix = "Box " if box.repeats else "Field "
        assert any(name.startswith(f"{prefix}{box.style}") for name in tables), box.style


def test_the_masthead_is_a_field_with_words_of_its_own(annual: Word) -> None:
    said = [piece.text for piece in pieces(annual.data) if piece.table.startswith("Field masthead")]
    metadata = annual.publication.metadata
    for words in (metadata.issuer, metadata.title, metadata.slogan, metadata.subtitle):
        assert bare(words) in bare("".join(said))


def test_a_heading_is_word_s_own_and_its_number_is_no_text(annual: Word) -> None:
    headings = [p for p in pieces(annual.data) if p.style.lower().startswith("heading 1")]
    assert [bare(p.text) for p in headings] == [bare(s.title) for s in annual.publication.sections]
    assert headings[0].style == "heading 1"


def test_running_text_stands_in_body_text(annual: Word) -> None:
    body = [
        p for p in pieces(annual.data) if not p.table and not p.style.lower().startswith("heading")
    ]
    assert {p.style for p in body} == {"Body Text"}
