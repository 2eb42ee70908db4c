"""Body, attachments, tail, page numbers: clauses 7.3 to 7.5, measured on the produced page."""

from __future__ import annotations

import pytest

from tests.circulars.conftest import NOTICE, Make, Pages, built, text_of
from tests.circulars.measured import MM, Row, Sheet, sheets
from tests.circulars.test_head_and_grid import CELL, PITCH, near
from typeset.style.gbt9704 import value

TAIL = "cc: 区党工委各部门，区人大办公室\nprint: {org: 管委会办公室, date: 2022年1月20日}\n"
ENDED = "note: 此件公开发布\n" + TAIL
BODY = text_of(12)


def all_rows(found: list[Sheet]) -> list[Row]:
    return [row for sheet in found for row in sheet.rows]


def with_row(found: list[Sheet], text: str) -> Sheet:
    return next(sheet for sheet in found if any(text in row.text for row in sheet.rows))


def blank_lines(sheet: Sheet, upper: str, lower: str) -> float:
    """White between two rows of text, in lines: what one line leaves to the next is none."""
    return (sheet.row(lower).first.top - sheet.row(upper).first.top) / PITCH - 1


def test_paragraphs_are_indented_by_two_characters_and_wrap_flush_left(pages: Pages) -> None:
    rows = [row for row in pages(text=BODY)[0].rows if row.text.startswith(("为深入", "事故"))]
    assert rows[0].first.x - 28 == pytest.approx(value("indent") * CELL, abs=0.1)
    lines = [row for row in pages(text=BODY)[0].rows if row.first.size == 16]
    assert lines[-1].first.x == pytest.approx(28, abs=0.1)


def test_recipients_stand_flush_left_and_end_with_a_colon(pages: Pages) -> None:
    row = pages()[0].row("各镇、街道")
    assert row.first.x == pytest.approx(28, abs=0.1)
    assert row.text.endswith("：")


def test_the_four_levels_are_numbered_and_have_their_faces(pages: Pages) -> None:
    heads = (
        "# 甲",
        "正文。",
        "## 乙",
        "### 丙",
        "#### 丁",
        "正文。",
        "### 戊",
        "# 己",
        "## 庚",
        "正文。",
    )
    text = "\n\n".join(heads) + "\n"
    rows = {row.text: row for row in all_rows(pages(text=text))}
    faces = {
        "一、甲": "NotoSansSC", "（一）乙": "Kai", "1.丙": "FangSong", "（1）丁": "FangSong",
        "2.戊": "FangSong", "二、己": "NotoSansSC", "（一）庚": "Kai",
    }  # fmt: skip
    for label, face in faces.items():
        assert face in rows[label].glyphs[-1].font
        assert rows[label].first.x - 28 == pytest.approx(2 * CELL, abs=0.1)
        assert rows[label].glyphs[-1].size == value("text-size")


def test_a_heading_with_a_full_stop_runs_into_its_text(pages: Pages) -> None:
    row = pages(text="## 压实责任。\n\n各单位要认真落实。\n")[0].row("压实责任")
    assert row.text == "（一）压实责任。各单位要认真落实。"


def test_names_of_attachments_stand_one_under_the_other(pages: Pages) -> None:
    long = "高新区安全生产专项整治三年行动工作方案及责任单位名单和联系方式汇总表"
    fields = f"{NOTICE}attachments: [任务分解表, {long}]\n"
    found = pages(fields, text_of(11))
    sheet = with_row(found, "附件：")
    first, second = sheet.glyph("附件："), sheet.row("2.")
    assert first.x - 28 == pytest.approx(2 * CELL, abs=0.1)
    assert sheet.glyph("1.任务").x == pytest.approx(second.first.x, abs=0.1)
    name = sheet.glyph("高新区安全生产专项")
    wrapped = next(row for row in sheet.rows if row.first.top > name.top + 1)
    assert wrapped.first.x == pytest.approx(name.x, abs=0.1)
    assert sheet.row("任务分解表").text == "附件：1.任务分解表"
    text = max((r for r in sheet.rows if r.first.top < first.top), key=lambda r: r.first.top)
    blank = (first.top - text.first.top) / PITCH - 1
    assert blank == pytest.approx(value("enclosures-below"), abs=0.01)


def test_under_a_seal_the_date_ends_four_characters_in_and_the_name_is_centred(
    pages: Pages,
) -> None:
    sheet = with_row(pages(NOTICE, BODY), "2022年1月20日")
    date = sheet.row("2022年1月20日")
    name = next(r for r in sheet.rows if r.text == "镇海省高新区管理委员会")
    assert 184 - date.right == pytest.approx(value("date-inset-sealed") * CELL, abs=0.1)
    middle = (date.first.x + date.right) / 2
    assert (name.first.x + name.right) / 2 == pytest.approx(middle, abs=0.15)
    assert date.first.baseline - name.first.baseline == pytest.approx(PITCH, abs=0.01)
    text = max(r.first.foot for r in sheet.rows if r.first.foot < name.first.top)
    head = (name.first.top + date.first.foot) / 2 - value("seal-size") / 2
    assert 0 <= head - text <= value("seal-above") * PITCH


def test_three_seals_neither_touch_nor_leave_the_type_area(pages: Pages) -> None:
    fields = NOTICE.replace(
        "issuer: 镇海省高新区管理委员会", "issuer: [甲区管委会, 乙市科技局, 丙市财政局]"
    )
    sheet = with_row(pages(fields, BODY), "2022年1月20日")
    rows = [r for r in sheet.rows for n in ("甲区管委会", "乙市科技局", "丙市财政局")
            if r.text == n and r.first.size == 16]  # fmt: skip
    middles = [((r.first.x + r.right) / 2, r.first.baseline) for r in rows]
    for place, (x, y) in enumerate(middles):
        assert x - 21 >= 28
        assert x + 21 <= 184.1
        for other, below in middles[place + 1 :]:
            assert ((x - other) ** 2 + (y - below) ** 2) ** 0.5 > value("seal-size")
    date = sheet.row("2022年1月20日")
    assert middles[-1][0] == pytest.approx((date.first.x + date.right) / 2, abs=0.15)


def test_without_a_seal_the_name_ends_two_in_and_the_date_begins_two_after_it(
    pages: Pages,
) -> None:
    sheet = with_row(pages(NOTICE + "seal: none\n", BODY), "2022年1月20日")
    name = next(r for r in sheet.rows if r.text == "镇海省高新区管理委员会")
    date = sheet.row("2022年1月20日")
    assert 184 - name.right == pytest.approx(value("sign-inset") * CELL, abs=0.25)
    assert date.first.x - name.first.x == pytest.approx(value("date-indent") * CELL, abs=0.1)


def test_under_a_stamp_the_office_stands_two_characters_left_of_it(pages: Pages) -> None:
    fields = NOTICE + "seal: stamp\nsign: {office: 主任, name: 李明}\n"
    sheet = with_row(pages(fields, BODY), "2022年1月20日")
    date, office = sheet.row("2022年1月20日"), sheet.row("主任")
    assert 184 - date.right == pytest.approx(value("stamp-inset") * CELL, abs=0.1)
    stamp = 184 - value("stamp-inset") * CELL - value("stamp-width")
    assert stamp - office.right == pytest.approx(value("office-gap") * CELL, abs=0.25)
    text = max(r.first.foot for r in sheet.rows if r.first.foot < office.first.top)
    head = office.first.top + office.first.em / 2 - value("stamp-height") / 2
    assert (head - text) / PITCH == near("stamp-below")


def test_a_note_stands_on_the_line_below_the_date(pages: Pages) -> None:
    sheet = with_row(pages(NOTICE + ENDED, BODY), "此件公开发布")
    note = sheet.row("此件公开发布")
    assert note.text == "（此件公开发布）"
    assert note.first.x - 28 == pytest.approx(value("note-indent") * CELL, abs=0.1)
    date = sheet.row("2022年1月20日").first
    assert note.first.baseline - date.baseline == pytest.approx(PITCH, abs=0.01)


@pytest.mark.parametrize("lines", [12, 22, 34, 45])
def test_the_tail_closes_the_last_even_page_at_the_type_areas_foot(
    pages: Pages, lines: int
) -> None:
    found = pages(NOTICE + ENDED, text_of(lines))
    assert len(found) % value("tail-even") == 0
    sheet = found[-1]
    assert sheet.bars[-1].y == near("tail-foot")
    assert sheet.bars[-1].weight == near("tail-rule-thick")
    assert sheet.bars[-3].weight == near("tail-rule-thick")
    assert sheet.bars[-2].weight == near("tail-rule-thin")
    assert all(bar.length == near("area-width") for bar in sheet.bars[-3:])
    printed = sheet.row("印发")
    for row in (sheet.row("抄送："), sheet.row("管委会办公室")):
        assert row.first.size == value("tail-size")
        assert row.first.x - 28 == pytest.approx(value("tail-inset") * 14 / MM, abs=0.1)
    assert 184 - printed.right == pytest.approx(14 / MM, abs=0.1)


@pytest.mark.parametrize("lines", range(3, 30))
def test_a_date_never_stands_on_a_page_without_text(make: Make, lines: int) -> None:
    made = built(make(NOTICE + TAIL, text_of(lines)))
    sheet = next(s for s in sheets(made.data) if any(r.text == "2022年1月20日" for r in s.rows))
    date = sheet.row("2022年1月20日").first.top
    above = [
        r
        for r in sheet.rows
        if (r.first.top < date and r.text[:3] in {t[:3] for t in ("为深入", "各镇、")})
        or (len(r.text) > 14 and r.first.size == 16)
    ]
    assert above


def test_page_numbers_stand_outside_with_their_stroke_7_mm_below(pages: Pages) -> None:
    found = pages(text=text_of(60))
    for number, sheet in enumerate(found, 1):
        row = next(r for r in sheet.rows if r.text == f"—{number}—")
        assert {g.size for g in row.glyphs} == {value("folio-size")}
        inset = row.first.x - 28 if number % 2 == 0 else 184 - row.right
        assert inset == pytest.approx(value("folio-inset") * CELL, abs=0.3)
        dash = Row(row.glyphs[:1])
        top, foot = sheet.ink(dash)
        assert (top + foot) / 2 - 262 == near("folio-below")


def test_no_numbers_stand_on_the_tails_page_after_an_empty_one(pages: Pages) -> None:
    for lines in range(26, 34):
        found = pages(NOTICE + ENDED, text_of(lines))
        empty = [i for i, sheet in enumerate(found) if not sheet.rows and not sheet.bars]
        for index in empty:
            assert not any("—" in row.text for row in found[index + 1].rows)


def test_a_bound_attachment_begins_a_page_and_its_numbers_run_on(make: Make) -> None:
    fields = NOTICE + ENDED + "attachments: [{title: 任务分解表, source: tasks.md, bound: true}]\n"
    folder = make(fields, BODY)
    (folder / "tasks.md").write_text("# 总则\n\n正文。\n", encoding="utf-8")
    found = sheets(built(folder).data)
    sheet = next(s for s in found if any(r.text == "附件" for r in s.rows))
    mark, title = sheet.row("附件"), sheet.row("任务分解表")
    assert (mark.first.x, mark.first.top) == pytest.approx((28, 37), abs=0.1)
    assert "NotoSansSC" in mark.first.font
    lines = value("enclosure-title") - value("enclosure-mark")
    assert title.first.top - 37 == pytest.approx(lines * PITCH, abs=0.1)
    assert title.first.size == value("title-size")
    assert any(r.text == f"—{found.index(sheet) + 1}—" for r in sheet.rows)
    assert found[-1].bars[-1].y == near("tail-foot")
