"""Lists and headings are counted by Word itself."""

from __future__ import annotations

from dataclasses import replace

from tests.docx.parts import W, part, style_of, value, written
from typeset.docx import write_docx
from typeset.docx.readback import read_docx
from typeset.model.publication import Publication
from typeset.reflow import Level, Listed, Para, Reflow, ReRun
from typeset.style import Style

LEVELS = (
    Level(text="（{0}）", system="han", left=31, hanging=21, turnover=31),
    Level(text="{1}.", system="arabic", left=52, hanging=21, turnover=52, gap=True, start=3),
)
HEADINGS = (
    Level(text="第{0}章", system="han", gap=True, left=80, hanging=80, turnover=80),
    Level(text="{0}.{1}", system="arabic", gap=True),
)


def item(text: str, level: int, name: str = "l") -> Para:
    listed = Listed(list=name, level=level, levels=LEVELS[: level + 1])
    return Para(role="list", runs=(ReRun(text=text),), id=f"p{text}", listed=listed)


def test_an_item_names_its_list_and_level(style: Style, publication: Publication) -> None:
    data = written(style, publication, item("甲", 0), item("乙", 1), item("丙", 0, "other"))
    document = part(data, "word/document.xml")
    numbers = [(value(p, "ilvl"), value(p, "numId")) for p in document.iter(f"{W}numPr")]
    assert numbers == [("0", "2"), ("1", "2"), ("0", "3")]


def test_levels_count_as_the_pages_do(style: Style, publication: Publication) -> None:
    """CL-DX-07: numerals of Word's own, white after the label only where it has some."""
    numbering = part(
        written(style, publication, item("甲", 0), item("乙", 1)), "word/numbering.xml"
    )
    levels = [
        (value(lvl, "numFmt"), value(lvl, "lvlText"), value(lvl, "start"))
        for lvl in numbering.iter(f"{W}lvl")
    ]
    assert levels == [("chineseCountingThousand", "（%1）", "1"), ("decimal", "%2.", "3")]


def test_headings_are_numbered_by_their_styles(style: Style, publication: Publication) -> None:
    one = Para(role="banner-title", runs=(ReRun(text="总则"),), outline=1, numbered=True, id="a")
    two = Para(role="heading-1", runs=(ReRun(text="目的"),), outline=2, numbered=True, id="b")
    none = Para(role="heading-1", runs=(ReRun(text="附记"),), outline=2, id="c")
    reflow = Reflow(
        items=(one, two, none), running_title="某", language="zh-Hans-CN", headings=HEADINGS
    )
    data = write_docx(reflow, publication, style)
    assert value(style_of(data, "heading 2"), "pPr/numPr/ilvl") == "1"
    numbering = part(data, "word/numbering.xml")
    texts = [value(lvl, "lvlText") for lvl in numbering.iter(f"{W}lvl")]
    bound = [value(lvl, "pStyle") for lvl in numbering.iter(f"{W}lvl")]
    assert texts == ["第%1章", "%1.%2"]
    assert bound == ["Heading1", "Heading2"]
    document = part(data, "word/document.xml")
    assert [value(p, "numId") for p in document.iter(f"{W}numPr")] == ["0"]


def test_numbers_are_no_text_of_the_document(style: Style, publication: Publication) -> None:
    data = written(style, publication, item("甲", 0), replace(item("乙", 1), id="b"))
    assert [passage.text for passage in read_docx(data).passages] == ["甲", "乙"]
