"""Anchors, the base snapshot, and the package around it all."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import zipfile

import pytest
from docx import Document

from tests.docx.conftest import Word, body
from tests.docx.parts import W, part, written
from tests.docx.rules import findings
from typeset.docx import write_docx
from typeset.docx.anchors import Anchors, bookmark_name
from typeset.docx.package import published
from typeset.docx.xml import escape, ordered
from typeset.model.publication import Metadata, Publication
from typeset.style import Style

# -- anchors and the base snapshot -------------------------------------------------------------


def test_every_block_and_every_figure_is_anchored(small: Word) -> None:
    document = part(small.data, "word/document.xml")
    names = [e.get(f"{W}name") for e in document.iter(f"{W}bookmarkStart")]
    assert names == [
        "_ts_b_masthead", "_ts_b_grid", "_ts_h_1", "_ts_p_0", "_ts_b_hero", "_ts_b_margin",
        "_ts_p_1", "_ts_m_projects", "_ts_b_quote", "_ts_h_2", "_ts_p_2",
    ]  # fmt: skip


def test_an_anchor_name_is_one_word_accepts() -> None:
    assert bookmark_name("m-projects") == "_ts_m_projects"
    long = [bookmark_name("x" * 60 + tail) for tail in "ab"]
    assert all(len(name) <= 40 for name in long)
    assert long[0] != long[1]


def test_a_repeated_id_gets_an_anchor_of_its_own() -> None:
    anchors = Anchors()
    for _ in range(2):
        anchors.wrap("p-1", "paragraph", "", "", "<w:r/>")
    assert [record.anchor for record in anchors.records] == ["_ts_p_1", "_ts_p_1_2"]


def test_the_base_snapshot_holds_every_block_with_its_text_and_source(small: Word) -> None:
    base = part(small.data, "customXml/item1.xml")
    space = "{urn:typeset:base:1}"
    found = {b.get("id"): b for b in base.iter(f"{space}block")}
    assert found["p-2"].text == "末段。"
    assert found["p-2"].get("source") == "sections/01.md"
    assert found["m-projects"].get("kind") == "metric"
    assert found["m-projects"].text == "29个"
    assert found["p-2"].get("sha") == hashlib.sha256("末段。".encode()).hexdigest()[:16]
    assert [s.get("path") for s in base.iter(f"{space}source")] == ["sections/01.md"]


def test_the_snapshots_hash_stands_among_the_properties(small: Word) -> None:
    with zipfile.ZipFile(io.BytesIO(small.data)) as archive:
        digest = hashlib.sha256(archive.read("customXml/item1.xml")).hexdigest()
        assert digest in archive.read("docProps/custom.xml").decode()


def test_the_snapshot_can_be_left_out(small: Word) -> None:
    data = write_docx(small.reflow, small.publication, small.style, snapshot=False)
    assert findings(data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [n for n in archive.namelist() if "custom" in n]


# -- the package -------------------------------------------------------------------------------


def test_the_same_input_gives_the_same_bytes(small: Word) -> None:
    assert write_docx(small.reflow, small.publication, small.style) == small.data


def test_no_member_carries_the_clock_and_all_are_sorted(small: Word) -> None:
    with zipfile.ZipFile(io.BytesIO(small.data)) as archive:
        members = archive.infolist()
    assert {m.date_time for m in members} == {(1980, 1, 1, 0, 0, 0)}
    names = [m.filename for m in members]
    assert names == ["[Content_Types].xml", "_rels/.rels", *sorted(names[2:])]


def test_the_properties_are_the_publications(small: Word) -> None:
    core = Document(io.BytesIO(small.data)).core_properties
    assert (core.title, core.author, core.language) == ("年度工作回顾", "某地", "zh-CN")
    assert (core.comments, core.created.isoformat()[:10] if core.created else "") == (
        "",
        "2022-01-20",
    )


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2022-01-20", "2022-01-20"),
        ("2022年1月20日", "2022-01-20"),
        ("2021", "2021-01-01"),
        ("", "1980-01-01"),
        ("2021-99-99", "1980-01-01"),
    ],
)
def test_the_only_date_is_the_publications_own(date: str, expected: str) -> None:
    assert published(date).isoformat()[:10] == expected


def test_what_xml_cannot_hold_is_dropped_and_the_rest_escaped() -> None:
    assert escape('a\x01<b>&"') == "a&lt;b&gt;&amp;&quot;"


def test_a_child_the_order_does_not_know_is_refused() -> None:
    with pytest.raises(KeyError, match="pPr has no child 'colour'"):
        ordered("pPr", {"colour": "<w:colour/>"})


def test_a_publication_without_metadata_or_text_still_makes_a_document(style: Style) -> None:
    bare = Publication(metadata=Metadata(title=""), front=(), sections=())
    assert written(style, bare)


def test_single_pages_have_one_kind_of_header(style: Style, publication: Publication) -> None:
    single = dataclasses.replace(style, page=dataclasses.replace(style.page, facing=False))
    data = written(single, publication, body("一"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [n for n in archive.namelist() if "even" in n]
        assert b"mirrorMargins" not in archive.read("word/settings.xml")
