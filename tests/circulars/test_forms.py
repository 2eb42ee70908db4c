"""Letter, order, minutes, joint issue, and the colours of red: clauses 7.2.4, 6 and 10."""

from __future__ import annotations

import pytest

from tests.circulars.conftest import NOTICE, Make, Pages, built, text_of
from tests.circulars.measured import sheets
from tests.circulars.test_head_and_grid import CELL, PITCH, near
from typeset.model.circular import Type
from typeset.style.gbt9704 import value

LETTER = NOTICE.replace("通知", "函")
ORDER = """\
kind: circular
type: 命令
issuer: 镇海省高新区管理委员会
number: 第3号
date: 2022-06-01
sign: {office: 主任, name: 周建平}
"""
MINUTES = NOTICE.replace("type: 通知", "type: 纪要") + "present: [李明, 王强]\nexcused: 张三\n"


def test_a_letter_has_its_mark_and_double_rules_at_the_sheets_edges(pages: Pages) -> None:
    sheet = pages(LETTER + "urgency: 特急\n", text_of(12))[0]
    mark = sheet.row("镇海省高新区管理委员会")
    ink = sheet.ink(mark)
    assert ink[0] == near("letter-mark-top")
    thick, thin, thin_below, thick_below = sheet.bars
    assert thick.weight > thin.weight
    assert thick_below.weight > thin_below.weight
    assert thick.y - thick.weight / 2 - ink[1] == near("letter-rule-below")
    assert 297 - thick_below.y - thick_below.weight / 2 == near("letter-rule-foot")
    for bar in sheet.bars:
        assert bar.length == near("letter-rule-width")
        assert (bar.left + bar.right) / 2 == pytest.approx(106, abs=0.1)


def test_a_letter_has_its_number_right_under_the_rule_and_no_page_number(pages: Pages) -> None:
    found = pages(LETTER + "urgency: 特急\n", text_of(30))
    sheet = found[0]
    thin = sheet.bars[1]
    number, urgent = sheet.row("〔2022〕5号"), sheet.row("特急")
    assert number.first.top - thin.y - thin.weight / 2 == near("letter-rule-gap")
    assert urgent.first.x == pytest.approx(28, abs=0.1)
    assert number.right == pytest.approx(184, abs=0.2)
    title = next(row for row in sheet.rows if row.first.size == value("title-size"))
    white = (title.first.top - number.first.foot) / PITCH
    assert white == near("letter-title-below")
    assert not any("—" in row.text for row in sheet.rows)
    assert any("—2—" in row.text for row in found[1].rows)


def test_an_order_stands_20_mm_down_with_its_number_under_it(pages: Pages) -> None:
    sheet = pages(ORDER, text_of(5))[0]
    ink = sheet.ink(sheet.row("镇海省高新区管理委员会令"))
    assert ink[0] - 37 == near("order-mark-top")
    number = sheet.row("第3号")
    assert (number.first.top - ink[1]) / PITCH == near("order-number-below")
    text = next(row for row in sheet.rows if row.text.startswith("为深入"))
    assert (text.first.top - number.first.foot) / PITCH == near("order-text-below")
    assert not sheet.bars


def test_minutes_list_who_was_there_below_the_text(pages: Pages) -> None:
    sheet = pages(MINUTES, text_of(3))[0]
    assert sheet.ink(sheet.row("管理委员会纪要"))[0] - 37 == near("minutes-mark-top")
    present = sheet.row("出席：")
    assert present.first.x - 28 == pytest.approx(2 * CELL, abs=0.1)
    assert "NotoSansSC" in present.first.font
    assert "FangSong" in sheet.glyph("李明").font
    assert not any(row.text == "镇海省高新区管理委员会" for row in sheet.rows)
    text = max(r.first.top for r in sheet.rows if r.first.top < present.first.top)
    blank = (present.first.top - text) / PITCH - 1
    assert blank == pytest.approx(value("attendance-below"), abs=0.01)


@pytest.mark.parametrize("many", [2, 3, 6])
def test_a_joint_issue_stacks_its_names_beside_the_word_document(pages: Pages, many: int) -> None:
    names = [f"镇海省第{n}局" for n in "一二三四五六"][:many]
    fields = NOTICE.replace("issuer: 镇海省高新区管理委员会", f"issuer: [{', '.join(names)}]")
    sheet = pages(fields, text_of(2))[0]
    rows = [next(r for r in sheet.rows if name in r.text and r.first.size > 16) for name in names]
    assert sheet.ink(rows[0])[0] - 37 == near("mark-top")
    document = sheet.glyph("文件")
    middle = (rows[0].first.baseline + rows[-1].first.baseline) / 2
    assert document.baseline == pytest.approx(middle, abs=0.1)
    assert any(row.text.startswith("为深入") for row in sheet.rows), "page one shows text"


@pytest.mark.parametrize("kind", Type.__args__)  # type: ignore[attr-defined]
def test_every_kind_of_circular_is_set(make: Make, kind: str) -> None:
    fields = NOTICE.replace("type: 通知", f"type: {kind}")
    if kind == "命令":
        fields += "sign: {office: 主任, name: 周建平}\n"
    made = built(make(fields, text_of(4)))
    assert made.pages is not None
    assert any(row.text.startswith("为深入") for row in sheets(made.data)[0].rows)


@pytest.mark.parametrize(
    ("preset", "operator"),
    [
        ("circular", b"0 .8 .8 0 k"),
        ("circular-process", b"0 1 1 0 k"),
        ("circular-spot", b"/CS"),
    ],
)
def test_red_is_the_standards_the_presss_or_an_ink_of_its_own(
    make: Make, preset: str, operator: bytes
) -> None:
    import pikepdf

    folder = make()
    (folder / "style.yaml").write_text(f"extends: {preset}\n", encoding="utf-8")
    path = folder / "out.pdf"
    path.write_bytes(built(folder).data)
    with pikepdf.open(path) as file:
        page = file.pages[0]
        content = (
            page.Contents.read_bytes() if not isinstance(page.Contents, pikepdf.Array) else b""
        )
        spaces = str(page.Resources.get("/ColorSpace", ""))
    if preset == "circular-spot":
        assert "Separation" in spaces or b" scn" in content
    else:
        assert operator in content.replace(b"0.8", b".8").replace(b"0.80", b".8")


def test_office_geometry_sets_lines_as_colleagues_files_do(pages: Pages) -> None:
    sheet = pages(NOTICE + "geometry: office\n", text_of(60))[1]
    rows = [row for row in sheet.rows if row.first.size == 16]
    assert len(rows) == 22
    assert rows[0].first.top == pytest.approx(40.2, abs=0.1)
    assert rows[-1].first.foot == pytest.approx(260.3, abs=0.1)
    assert {len(row.text) for row in rows} == {28}


def test_an_orders_mark_keeps_clear_of_what_stands_beside_it(pages: Pages) -> None:
    marks = "serial: '000001'\nsecrecy: 机密★3年\nurgency: 特急\n"
    sheet = pages(ORDER + marks, text_of(5))[0]
    begin, end, urgent = sheet.glyph("镇海省"), sheet.glyph("令"), sheet.glyph("急")
    assert begin.x > urgent.x + urgent.em + 2
    assert (begin.x + end.x + end.em) / 2 == pytest.approx(106, abs=0.2)


def test_minutes_have_their_date_beside_their_number(pages: Pages) -> None:
    sheet = pages(MINUTES, text_of(3))[0]
    number, date = sheet.glyph("镇高新发"), sheet.glyph("2022年1月20日")
    assert number.baseline == pytest.approx(date.baseline, abs=0.01)
    last = next(g for r in sheet.rows for g in r.glyphs if g.baseline == date.baseline
                and g.char == "日")  # fmt: skip
    assert 184 - last.x - last.em == pytest.approx(value("signer-inset") * CELL, abs=0.1)
    assert sheet.bars[0].y - number.foot == near("rule-below")
