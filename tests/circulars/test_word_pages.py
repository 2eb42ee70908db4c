"""The Word file as LibreOffice draws it, within the tolerances of the rules."""

from __future__ import annotations

import pytest

from tests.circulars.conftest import NOTICE, SENTENCE
from tests.circulars.measured import Sheet, sheets
from tests.office import office as an_office
from typeset.pipeline import build_docx
from typeset.project import Project
from typeset.style.gbt9704 import rules, value

pytestmark = [pytest.mark.tool("soffice"), pytest.mark.slow]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> list[Sheet]:
    """The pages of a notice with full lines, as LibreOffice draws them."""
    folder = tmp_path_factory.mktemp("notice")
    tail = "cc: 区党工委各部门\nprint: {org: 管委会办公室, date: 2022年1月20日}\n"
    (folder / "publication.yaml").write_text(NOTICE + tail, encoding="utf-8")
    text = (SENTENCE * 60)[: 28 * 42 - 2] + "\n"
    (folder / "text.md").write_text(text, encoding="utf-8")
    data = build_docx(Project(folder)).data
    made = an_office(tmp_path_factory.mktemp("office")).drawn({"notice": data})["notice"]
    return sheets(made)


def within(name: str) -> object:
    """The value of a rule, within the tolerance it has in Word."""
    rule = rules()[name]
    return pytest.approx(rule.value, abs=rule.docx)


def test_a_full_page_has_22_lines_of_28_characters_in_the_type_area(drawn: list[Sheet]) -> None:
    rows = [row for row in drawn[1].rows if row.first.size == 16 and row.first.top < 262]
    assert len(rows) == value("lines")
    assert {len(row.text) for row in rows} == {28}
    assert rows[0].first.top == within("head-margin")
    assert rows[-1].first.foot - rows[0].first.top == within("area-height")
    assert rows[0].first.x == within("gutter-margin")
    assert rows[0].right - rows[0].first.x == within("area-width")


def test_the_mark_and_its_rule_stand_where_the_pages_have_them(drawn: list[Sheet]) -> None:
    sheet = drawn[0]
    mark, number = sheet.row("管理委员会文件"), sheet.row("〔2022〕")
    assert sheet.ink(mark)[0] - 37 == within("mark-top")
    assert sheet.bars[0].y - number.first.foot == within("rule-below")
    assert sheet.bars[0].length == pytest.approx(value("rule-width"), abs=0.5)


def test_the_tail_and_the_folio_stand_at_the_foot(drawn: list[Sheet]) -> None:
    sheet = drawn[-1]
    assert sheet.bars[-1].y == within("tail-foot")
    for number, page in enumerate(drawn, 1):
        row = next(r for r in page.rows if f"—{number}—" in r.text)
        stroke = row.first.baseline - 0.38 * row.first.em
        assert stroke - 262 == within("folio-below")
        left = row.first.x < 100
        assert left == (number % 2 == 0)
