"""Sections, boxes, headers and footers."""

from __future__ import annotations

import re

from lxml import etree

from tests.docx.conftest import BLUE, Word, body, box, heading
from tests.docx.parts import W, blocks, part, said, value, written
from typeset.docx.furniture import _head
from typeset.model.publication import Metadata, Publication
from typeset.reflow import Cell, ColumnsChange, Row
from typeset.style import Style

# -- sections ----------------------------------------------------------------------------------


def test_a_section_ends_in_its_last_paragraph(style: Style, publication: Publication) -> None:
    items = (
        heading("一", "h", "1", BLUE),
        ColumnsChange(columns=2),
        body("二"),
        ColumnsChange(columns=1),
        body("三"),
    )
    data = written(style, publication, *items)
    assert blocks(data) == ["Heading1|", "BodyText|", "BodyText", "sectPr"]
    columns = [c.get(f"{W}num") for c in part(data, "word/document.xml").iter(f"{W}cols")]
    assert columns == [None, "2", None]


def test_columns_at_the_end_are_levelled_by_a_section_after_them(
    style: Style, publication: Publication
) -> None:
    data = written(style, publication, ColumnsChange(columns=2), body("一"))
    assert blocks(data) == ["BodyText|", "SectionEnd", "sectPr"]


def test_columns_before_a_new_page_are_levelled_too(style: Style, publication: Publication) -> None:
    items = (ColumnsChange(columns=2), body("一"), ColumnsChange(columns=1, page=True), body("二"))
    data = written(style, publication, *items)
    kinds = [t.get(f"{W}val") for t in part(data, "word/document.xml").iter(f"{W}type")]
    assert kinds == ["nextPage", "continuous", "nextPage"]


def test_a_section_that_ends_with_a_table_ends_with_carriers(
    style: Style, publication: Publication
) -> None:
    card = box("hero", 231, Row(cells=(Cell(width=231, content=(body("格"),)),)))
    data = written(
        style,
        publication,
        ColumnsChange(columns=2),
        body("一"),
        card,
        ColumnsChange(columns=1),
        body("二"),
    )
    assert blocks(data) == [
        "BodyText",
        "BoxGap",
        "tbl",
        "SectionEnd",
        "SectionEnd|",
        "BodyText",
        "sectPr",
    ]


def test_pages_hold_the_styles_grid(small: Word) -> None:
    page = part(small.data, "word/document.xml").find(f".//{W}sectPr")
    assert page is not None
    grid, margins = (
        small.style.grid,
        {k: int(value(page, "pgMar", k) or 0) for k in ("left", "right", "top", "bottom")},
    )
    assert int(value(page, "pgSz", "w") or 0) - margins["left"] - margins["right"] == round(
        grid.width * 20
    )
    height = int(value(page, "pgSz", "h") or 0) - margins["top"] - margins["bottom"]
    # the grid's lines, and room for what only carries a section's end, but for no line more
    assert 0 <= height - grid.lines * grid.pitch * 20 < grid.pitch * 20 / 2
    assert value(page, "docGrid", "linePitch") == "340"


# -- boxes -------------------------------------------------------------------------------------


def test_a_narrow_box_floats_and_leaves_the_text_room(small: Word) -> None:
    tables = list(part(small.data, "word/document.xml").iter(f"{W}tbl"))
    floating = {
        value(t, "tblPr/tblStyle"): t.find(f"{W}tblPr/{W}tblpPr") is not None for t in tables
    }
    assert floating["BoxHeroBlue"]
    assert not floating["BoxGrid"]
    assert not floating["BoxMargin"], "two floats in a row would lie on each other"


def test_a_box_too_wide_for_text_beside_it_stands_in_the_line(
    style: Style, publication: Publication
) -> None:
    card = box("hero", 150, Row(cells=(Cell(width=150, content=(body("格"),)),)), wrap="float")
    data = written(style, publication, ColumnsChange(columns=2), card, body("一"))
    assert part(data, "word/document.xml").find(f".//{W}tblpPr") is None


def test_a_table_is_described_for_readers_who_do_not_see_it(small: Word) -> None:
    table = part(small.data, "word/document.xml").find(f".//{W}tbl")
    assert table is not None
    assert value(table, "tblPr/tblCaption") == "masthead"
    assert value(table, "tblPr/tblDescription") == "说明"


def test_pictures_say_what_they_show_or_that_they_are_decoration(small: Word) -> None:
    document = part(small.data, "word/document.xml")
    drawn = [e for e in document.iter(etree.Element) if etree.QName(e).localname == "docPr"]
    assert [bool(e.get("descr")) for e in drawn] == [True, False]
    assert [len(e) for e in drawn] == [0, 1]


# -- furniture ---------------------------------------------------------------------------------


def test_the_folio_is_a_live_field_at_the_outer_edge(small: Word) -> None:
    odd, even = (part(small.data, f"word/footer{side}.xml") for side in ("default", "even"))
    for footer, edge in ((odd, "right"), (even, "left")):
        assert "PAGE" in said(footer)
        assert value(footer, "tbl/tblPr/jc") == edge


def test_the_running_head_names_the_section_by_a_live_field(small: Word) -> None:
    odd = said(part(small.data, "word/headerdefault.xml"))
    assert 'STYLEREF "Section title"' in odd
    assert "某地 · 年度工作回顾" in odd
    even = said(part(small.data, "word/headereven.xml"))
    assert even == "某地 · 年度工作回顾"


def test_page_one_has_no_furniture(small: Word) -> None:
    sections = list(part(small.data, "word/document.xml").iter(f"{W}sectPr"))
    assert [s.find(f"{W}titlePg") is not None for s in sections] == [True] + [False] * (
        len(sections) - 1
    )


def test_heads_of_several_live_fields_say_the_title_once_where_they_are_not_evaluated() -> None:
    metadata = Metadata(title="年鉴", issuer="某地")
    for template, words in (
        ("{section}", "某地 · 年鉴"),
        ("{section} · {heading}", "某地 · 年鉴"),
        ("{title} · {last}", "年鉴 · 某地"),
    ):
        texts = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", _head(template, metadata, "某地 · 年鉴"))
        assert "".join(texts) == words
