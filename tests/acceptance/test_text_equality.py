"""The text of the content, of the PDF and of the DOCX is the same, character for character."""

from __future__ import annotations

import difflib

from tests import docx_text, pdf_text
from tests.conftest import Review
from typeset.blocks.leaves import end_leaves, front_leaves
from typeset.model.publication import Publication


def solid(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


MASTHEAD = "{0.issuer}{0.title}{0.slogan}{0.subtitle}"


def written(publication: Publication, *, masthead: str = MASTHEAD) -> str:
    """The content in reading order: what its head shows, each section's title and text.

    The head is its masthead or cover; imprint and back have words of their own.
    """
    front = masthead.format(publication.metadata)
    before = "".join(leaf.text() for leaf in front_leaves(publication))
    after = "".join(leaf.text() for leaf in end_leaves(publication))
    sections = "".join(s.title + s.text() for s in publication.sections)
    return solid(front + before + sections + after)


def differing(one: str, other: str) -> int:
    """How many characters would have to be changed, added or taken away."""
    matcher = difflib.SequenceMatcher(a=one, b=other, autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    return max(len(one), len(other)) - kept


def read_aloud(pdf: bytes) -> str:
    """The PDF's text in the order of its structure, without what boxes repeat and readings.

    Lists of contents and an index repeat, too. Labels that the engine counts (图3,
    第一篇) are no content either; notes are read by themselves (:func:`notes_aloud`).
    """
    said = pdf_text.read(pdf)
    return solid("".join(piece.text for piece in said if not _is_made(piece.path)))


_REPEATING = {"PullQuote", "RT", "TOC", "Index", "Note"}
_MADE = (("Caption", "Lbl"), ("Link", "Lbl"), ("Div", "Lbl"), ("Reference", "Link"))


def _is_made(path: tuple[str, ...]) -> bool:
    """Whether an element repeats, counts, or is a mark that leads to a note."""
    return bool(_REPEATING & set(path)) or path[-2:] in _MADE


def written_notes(publication: Publication) -> str:
    """What the notes say, in the order of the text that refers to them."""
    return solid("".join(note.text for s in publication.sections for note in s.notes()))


def notes_aloud(pdf: bytes) -> str:
    """What the PDF's notes say, without their marks."""
    said = (p for p in pdf_text.read(pdf) if "Note" in p.path and "Lbl" not in p.path)
    return solid("".join(piece.text for piece in said))


def own_notes(docx: bytes) -> str:
    """What the Word document's foot- and endnotes say."""
    return solid("".join(piece.text for piece in docx_text.notes(docx)))


def own_words(docx: bytes) -> str:
    """The Word document's text, without what boxes repeat."""
    found = docx_text.pieces(docx)
    return solid("".join(piece.text for piece in found if not piece.table.startswith("Box ")))


def test_the_count_counts() -> None:
    assert differing("总投资131亿元", "总投资130亿元") == 1
    assert differing("总投资", "总投资131") == 3


def test_the_content_is_the_whole_review(review: Review) -> None:
    assert len(written(review.publication)) > 2_900


def test_the_pdf_reads_as_the_content(review: Review) -> None:
    assert differing(read_aloud(review.pdf), written(review.publication)) == 0


def test_the_docx_reads_as_the_content(review: Review) -> None:
    assert differing(own_words(review.docx), written(review.publication)) == 0
