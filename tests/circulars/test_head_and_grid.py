"""Paper, type area, grid, head: clauses 5 and 7.2, measured on the produced page."""

from __future__ import annotations

import pytest

from tests.circulars.conftest import NOTICE, Pages, text_of
from typeset.style.gbt9704 import rules, value

PITCH = (225 - 16 / 72 * 25.4) / 21
CELL = 156 / 28


def near(name: str) -> object:
    """The value of a rule, within its tolerance."""
    rule = rules()[name]
    return pytest.approx(rule.value, abs=rule.tolerance)


def test_the_sheet_is_a4(pages: Pages) -> None:
    sheet = pages()[0]
    assert sheet.width == near("paper-width")
    assert sheet.height == near("paper-height")


def test_full_pages_have_22_lines_of_28_characters_that_fill_the_type_area(pages: Pages) -> None:
    sheet = pages(text=text_of(60))[1]
    rows = [row for row in sheet.rows if row.first.top < 262]
    assert len(rows) == value("lines")
    assert {len(row.text) for row in rows} == {int(value("chars"))}
    assert rows[0].first.top == near("head-margin")
    assert rows[-1].first.foot - rows[0].first.top == near("area-height")
    assert rows[0].first.x == near("gutter-margin")
    assert rows[0].right - rows[0].first.x == near("area-width")
    assert {row.first.size for row in rows} == {value("text-size")}


def test_every_character_and_every_line_stands_in_its_cell(pages: Pages) -> None:
    sheet = pages(text=text_of(60))[1]
    for number, row in enumerate(row for row in sheet.rows if row.first.top < 262):
        assert row.first.top == pytest.approx(37 + number * PITCH, abs=0.01)
        for place, glyph in enumerate(row.glyphs):
            assert glyph.x == pytest.approx(28 + place * CELL, abs=0.01)


def test_the_ink_of_the_mark_begins_35_mm_below_the_type_area(pages: Pages) -> None:
    sheet = pages()[0]
    mark = sheet.row("镇海省高新区管理委员会文件")
    assert sheet.ink(mark)[0] - 37 == near("mark-top")
    assert mark.first.color == sheet.glyph("镇海省").color


def test_two_blank_lines_part_the_mark_from_the_number_and_the_rule_from_the_title(
    pages: Pages,
) -> None:
    sheet = pages()[0]
    number = sheet.row("〔2022〕")
    ink = sheet.ink(sheet.row("镇海省高新区管理委员会文件"))
    assert (number.first.top - ink[1]) / PITCH == near("number-below")
    title = sheet.row("关于做好")
    red = sheet.bars[0]
    assert (title.first.top - red.y - red.weight / 2) / PITCH == near("title-below")
    assert red.y - number.first.foot == near("rule-below")
    assert red.length == near("rule-width")
    assert red.weight == near("rule-weight")


def test_the_number_is_centred(pages: Pages) -> None:
    number = pages()[0].row("〔2022〕")
    assert (number.first.x + number.right) / 2 == pytest.approx(28 + 78, abs=0.2)


@pytest.mark.parametrize(
    "title",
    [
        "关于做好安全生产工作的通知",
        "镇海省高新区管理委员会关于做好2022年安全生产工作的通知",
        "镇海省高新区管理委员会关于印发高新区进一步优化营商环境更好服务市场主体三年行动方案的通知",
    ],
)
@pytest.mark.parametrize("issuer", ["省政府", "镇海省高新区管理委员会", "镇海省高新区科技创新局"])
def test_one_blank_line_parts_the_title_from_the_text_on_the_grid(
    pages: Pages, title: str, issuer: str
) -> None:
    fields = NOTICE.replace("镇海省高新区管理委员会关于做好2022年安全生产工作的通知", title)
    fields = fields.replace("issuer: 镇海省高新区管理委员会", f"issuer: {issuer}")
    sheet = pages(fields, text_of(12))[0]
    rows = [row for row in sheet.rows if row.first.size > 20 and row.first.top > 100]
    to = sheet.row("各镇、街道").first
    foot = max(glyph.foot for glyph in rows[-1].glyphs if glyph.size == value("title-size"))
    assert 0.0 <= (to.top - foot) / PITCH - value("to-below") <= rules()["to-below"].tolerance
    lines = (to.top - 37) / PITCH
    assert lines == pytest.approx(round(lines), abs=0.002)
    assert sheet.ink(sheet.row(f"{issuer}文件"))[0] - 37 == near("mark-top")


def test_serial_secrecy_and_urgency_stand_flush_left_on_the_first_lines(pages: Pages) -> None:
    fields = NOTICE + "serial: '000001'\nsecrecy: 机密★3年\nurgency: 特急\n"
    sheet = pages(fields)[0]
    assert len("000001") == value("serial")
    rows = ((1, "000001"), (value("secrecy"), "机密★3年"), (value("urgency"), "特急"))
    for line, text in rows:
        glyph = sheet.glyph(text)
        assert glyph.x == pytest.approx(28, abs=0.1)
        assert glyph.top == pytest.approx(37 + (line - 1) * PITCH, abs=0.1)
        assert glyph.size == value("text-size")


def test_an_upward_document_has_its_number_left_and_its_signers_right(pages: Pages) -> None:
    fields = NOTICE.replace("通知", "请示") + "signers: [李明, 王小强, 赵建国]\n"
    sheet = pages(fields)[0]
    number, last = sheet.glyph("镇高新发"), sheet.row("赵建国")
    assert number.x - 28 == pytest.approx(value("number-inset") * CELL, abs=0.1)
    assert number.baseline == pytest.approx(last.first.baseline, abs=0.01)
    first = sheet.row("签发人：")
    assert sheet.glyph("李明").x == pytest.approx(sheet.glyph("赵建国").x, abs=0.1)
    assert first.first.baseline + PITCH == pytest.approx(number.baseline, abs=0.01)
    inset = value("signer-inset") * CELL
    assert 184 - sheet.row("王小强").right == pytest.approx(inset, abs=0.3)
    assert "赵建国" not in first.text, "two names on a line"
    assert value("signers-row") == 2
    assert sheet.bars[0].y - number.foot == near("rule-below")
