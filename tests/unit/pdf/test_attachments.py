"""Files inside the file."""

from __future__ import annotations

import hashlib

import pikepdf

from tests.unit.pdf.made import page, pages, pdf, run, words
from tests.unit.pdf.reading import opened
from typeset.pdf.attachments import media_type
from typeset.pdf.edition import Attachment, Edition

SOURCE = Attachment(
    name="sections/01-党建.md", data=b"# One\n", relationship="Source", about="Source"
)
WORD = Attachment(name="review.docx", data=b"PK", relationship="Alternative", about="Twin")
DATA = pdf(
    pages(page(words(1, run("文")))), edition=Edition(profile="archive", attachments=(WORD, SOURCE))
)


def specification(name: str) -> pikepdf.Object:
    (found,) = [each for each in opened(DATA).Root.AF if str(each.UF) == name]
    return found


def test_each_file_says_what_it_is_to_the_document() -> None:
    assert str(specification(SOURCE.name).AFRelationship) == "/Source"
    assert str(specification(WORD.name).AFRelationship) == "/Alternative"
    assert str(specification(SOURCE.name).Desc) == "Source"


def test_the_bytes_are_those_given_with_size_digest_and_type() -> None:
    stream = specification(SOURCE.name).EF.F
    assert stream.read_bytes() == SOURCE.data
    assert str(stream.Subtype) == "/text/markdown"
    assert int(stream.Params.Size) == len(SOURCE.data)
    digest = hashlib.md5(SOURCE.data, usedforsecurity=False).digest()
    assert bytes(stream.Params.CheckSum) == digest


def test_the_date_is_the_publications_not_the_files() -> None:
    assert str(specification(SOURCE.name).EF.F.Params.ModDate) == "D:20220120000000Z"


def test_the_name_tree_is_sorted_and_complete() -> None:
    (leaf,) = opened(DATA).Root.Names.EmbeddedFiles.Kids
    names = [str(name) for name in list(leaf.Names)[::2]]
    assert names == sorted(names) == [WORD.name, SOURCE.name]


def test_old_readers_get_an_ascii_name() -> None:
    assert str(specification(SOURCE.name).F) == "sections/01-__.md"


def test_a_file_without_attachments_has_no_such_entries() -> None:
    root = opened(pdf(pages(page(words(1, run("文")))), profile="archive")).Root
    assert "/AF" not in root
    assert "/Names" not in root


def test_media_types_go_by_the_suffix() -> None:
    assert media_type("a/B.YAML") == "application/yaml"
    assert media_type("noten") == "application/octet-stream"
