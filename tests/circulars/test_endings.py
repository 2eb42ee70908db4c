"""How a circular ends, for whatever length of its text: 7.3.5, 7.3.6, 7.4.

Texts of 1 to 40 lines bring signature, note and tail past every place of a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from tests.circulars.conftest import NOTICE, Make, Pages, built, text_of
from tests.circulars.measured import Row, Sheet, sheets
from tests.circulars.test_head_and_grid import CELL, PITCH, near
from typeset.style.gbt9704 import value

DATE = "2022年1月20日"
BODIES = ["镇海省人民政府", "镇海省财政厅", "镇海省农业农村厅", "镇海省粮食和物资储备局",
          "镇海省市场监管局", "镇海省统计局", "镇海省发展和改革委", "镇海省供销社"]  # fmt: skip
PRINT = "print: {org: 镇海省办公室, date: 2022年1月21日}\n"
NOTE = "note: 联系人：李群，联系电话：0870-1234567\n"
STAMP = "seal: stamp\nsign: {office: 主任, name: 周建平}\n"


def joint(many: int, fields: str = NOTICE) -> str:
    """A notice that so many bodies issue."""
    names = ", ".join(BODIES[:many])
    return fields.replace("issuer: 镇海省高新区管理委员会", f"issuer: [{names}]")


KINDS = {
    "sealed": NOTICE + PRINT,
    "noted": NOTICE + NOTE + PRINT,
    "unsealed": NOTICE + "seal: none\n" + PRINT,
    "stamped": NOTICE + STAMP + PRINT,
    "letter": NOTICE.replace("type: 通知", "type: 函") + "cc: 区党工委各部门\n",
    "enclosing": NOTICE + PRINT + "attachments: [任务分解表, 责任人名单]\n",
    "office": NOTICE + PRINT + "geometry: office\n",
    "three bodies": joint(3) + PRINT,
    "eight bodies": joint(8) + PRINT,
}
# every length for the commonest, for the others those that fall around a page's end, and some
LENGTHS = {"sealed": range(1, 41)}
OTHERS = (2, 5, 8, 11, 14, 21, 24, 26, 27, 28, 29, 31, 34)


def parted(lines: int) -> str:
    """So many lines of text, under a heading where there are more than four."""
    out = ["# 工作要求"] if lines > 4 else []
    left = lines - len(out)
    while left:
        out.append(text_of(min(left, 3)).strip())
        left -= min(left, 3)
    return "\n\n".join(out) + "\n"


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_the_length_date_tail_and_text_keep_to_their_places(make: Make, kind: str) -> None:
    faults = {}
    for lines in LENGTHS.get(kind, OTHERS):
        made = built(make(KINDS[kind], parted(lines)))
        if found := list(wrong(sheets(made.data), tail=kind != "letter")):
            faults[lines] = found
    assert not faults


def wrong(found: list[Sheet], *, tail: bool) -> Iterator[str]:
    """What breaks a rule that holds at every length."""
    for number, sheet in enumerate(found, 1):
        yield from out_of_place(sheet, number)
    sheet = next(s for s in found if any(r.text == DATE for r in s.rows))
    date = sheet.row(DATE)
    if not any(is_text(row) and row.first.top < date.first.top - 8 for row in sheet.rows):
        yield "the date stands without text"
    if tail:
        rules = [bar for bar in found[-1].bars if max(bar.color) < 0.5]  # not the red one
        if rules[-1].y != near("tail-foot"):
            yield f"the tail ends at {rules[-1].y:.2f} mm"
        if len(found) > 1 and len(found) % value("tail-even"):
            yield f"the tail stands on page {len(found)}"
        if (rows := text_rows(found[-1])) and rows[-1].first.foot > rules[0].y:
            yield "the tail stands over text"


def out_of_place(sheet: Sheet, number: int) -> Iterator[str]:
    """Rows that leave the type area or stand on one another, and a heading at the foot."""
    rows = text_rows(sheet)
    for row in rows:
        if row.first.foot > 262.1 or row.right > 184.3 or row.first.x < 27.9:
            yield f"page {number}: '{row.text[:8]}' leaves the type area"
    for one, other in combinations(rows, 2):
        apart = abs(one.first.top - other.first.top)
        if 0.3 < apart < 5 and one.first.x < other.right and other.first.x < one.right:
            yield f"page {number}: '{one.text[:8]}' stands on '{other.text[:8]}'"
    if rows and rows[-1].text.startswith("一、"):
        yield f"page {number} ends with a heading"


def text_rows(sheet: Sheet) -> list[Row]:
    """The rows in 3号 from the head down."""
    rows = [row for row in sheet.rows if row.first.size == 16]
    return sorted(rows, key=lambda row: row.first.top)


def is_text(row: Row) -> bool:
    """A full line of the text, or one that ends a paragraph."""
    inside = len(row.text) > 20 or row.first.x < 29
    return row.first.size == 16 and inside and not row.text.startswith("各镇")


# -- 附注 --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seal", ["seal", "none", "stamp"])
def test_the_note_stands_on_the_line_below_the_date_and_leaves_the_seal_clear(
    pages: Pages, seal: str
) -> None:
    own = STAMP if seal == "stamp" else f"seal: {seal}\n"
    sheet = pages(NOTICE + own + NOTE, text_of(14))[-1]
    date, note = sheet.row(DATE), sheet.row("（联系人：")
    assert note.first.top - date.first.top == pytest.approx(PITCH, abs=0.05)
    assert note.first.x - 28 == pytest.approx(value("note-indent") * CELL, abs=0.1)
    if seal == "seal":
        middle = (date.first.x + date.right) / 2
        for row in (r for r in sheet.rows if r.first.top > date.first.foot and "—" not in r.text):
            assert row.right < middle - value("seal-size") / 2


# -- joint issue -------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [2, 3, 5, 7, 8])
def test_a_joint_mark_is_centred_with_its_word_and_leaves_the_text_its_place(
    pages: Pages, many: int
) -> None:
    assert many <= value("issuers-most")
    sheet = pages(joint(many), text_of(9))[0]
    red = [g for row in sheet.rows for g in row.glyphs if g.color == sheet.glyph("文件").color]
    left, right = min(g.x for g in red), max(g.x + g.em for g in red)
    assert (left + right) / 2 == pytest.approx(28 + 78, abs=0.1)
    assert left >= 28
    assert {round(g.size, 3) for g in red if g.char in "文件"} == {round(red[0].size, 3)}
    assert red[0].size >= value("text-size")
    assert len([row for row in sheet.rows if is_text(row)]) >= 2, "page one shows its text"


def signed(sheet: Sheet, name: str) -> tuple[float, float]:
    """The middle and the baseline of a signature."""
    row = next(r for r in sheet.rows if name in r.text and r.first.size == 16)
    solid = [g for g in row.glyphs if not g.char.isspace()]
    at = row.text.index(name)
    own = solid[at : at + len(name)]
    return (own[0].x + own[-1].x + own[-1].em) / 2, own[0].baseline


@pytest.mark.parametrize("many", [2, 3, 4, 5, 7, 8])
@pytest.mark.parametrize("short", [True, False])
def test_seals_stand_in_rows_in_the_type_area_and_never_touch(
    pages: Pages, many: int, short: bool
) -> None:
    names = [f"第{n}局" for n in "一二三四五六七八"] if short else BODIES
    fields = NOTICE.replace("镇海省高新区管理委员会\n", f"[{', '.join(names[:many])}]\n", 1)
    sheet = next(s for s in pages(fields, text_of(20)) if any(r.text == DATE for r in s.rows))
    middles = [signed(sheet, name) for name in names[:many]]
    heights = [y for _, y in middles]
    fullest = max(heights.count(y) for y in heights)
    assert fullest <= value("seals-row")
    if short:
        assert fullest == min(many, value("seals-row"))
    for place, (x, y) in enumerate(middles):
        assert x - 21 >= 28 - 0.1
        assert x + 21 <= 184.1
        for other, below in middles[place + 1 :]:
            assert ((x - other) ** 2 + (y - below) ** 2) ** 0.5 > value("seal-size")
            assert (y, x) < (below, other), "in issuing order"
    date = sheet.row(DATE)
    assert middles[-1][0] == pytest.approx((date.first.x + date.right) / 2, abs=0.15)


# -- office geometry ---------------------------------------------------------------------------


def test_office_geometry_keeps_the_heads_and_the_tails_places(pages: Pages) -> None:
    found = pages(NOTICE + PRINT + "geometry: office\n", text_of(30))
    sheet = found[0]
    mark, number = sheet.row("镇海省高新区管理委员会文件"), sheet.row("〔2022〕")
    assert sheet.ink(mark)[0] - 37 == near("mark-top")
    assert sheet.bars[0].length == near("rule-width")
    assert sheet.bars[0].y - number.first.foot == near("rule-below")
    assert found[-1].bars[-1].y == near("tail-foot")
    assert found[-1].bars[-1].length == near("area-width")
    for place, page in enumerate(found, 1):
        folio = page.row(f"—{place}—")
        inset = folio.first.x - 28 if place % 2 == 0 else 184 - folio.right
        assert inset == pytest.approx(CELL, abs=0.3)


def test_a_list_of_attachments_longer_than_a_page_stays_on_its_pages(make: Make) -> None:
    title = "秋粮收购任务分解表以及责任单位和责任人名单联系方式汇总一览表"
    names = ", ".join(f"第{n}片区{title}" for n in range(1, 13))
    made = built(make(f"{NOTICE}attachments: [{names}]\n", text_of(10)))
    found = sheets(made.data)
    assert not [fault for n, s in enumerate(found, 1) for fault in out_of_place(s, n)]
    assert [f.code for f in made.findings] == ["circular/spacing"]
    assert "under what is attached" in made.findings[0].message
