"""The Word file as LibreOffice draws it, within the tolerances of the rules."""

from __future__ import annotations

import pytest

from tests.circulars.conftest import NOTICE, SENTENCE
from tests.circulars.measured import Sheet, sheets
from tests.conftest import CHECKOUT
from tests.office import office as an_office
from typeset.pipeline import build_docx, build_pdf
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


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, list[Sheet]]]:
    """How many pages every example has, and its pages as LibreOffice draws them."""
    folders = sorted(CHECKOUT.glob("examples/circulars/*/publication.yaml"))
    made = {file.parent.name: Project(file.parent) for file in folders}
    drawn = an_office(tmp_path_factory.mktemp("office")).drawn(
        {name: build_docx(project).data for name, project in made.items()}
    )
    ours = {name: len(sheets(build_pdf(project).data)) for name, project in made.items()}
    return {name: (ours[name], sheets(data)) for name, data in drawn.items()}


def test_every_example_has_its_pages_and_its_tail_at_the_foot(
    examples: dict[str, tuple[int, list[Sheet]]],
) -> None:
    for name, (pages, drawn) in examples.items():
        assert len(drawn) == pages, name
        rules = [bar.y for bar in drawn[-1].bars if max(bar.color) < 0.5]
        if rules:
            assert rules[-1] == within("tail-foot"), name


def test_a_sideways_table_is_on_a_page_in_landscape_its_number_where_it_belongs(
    examples: dict[str, tuple[int, list[Sheet]]],
) -> None:
    page = examples["sideways"][1][2]
    assert page.width > page.height
    digit = next(row.first for row in page.rows if row.text in ("3", "—3—") and row.first.size > 13)
    dash = 0.38 * digit.em  # above the baseline, which runs down the sheet
    assert digit.x + dash - (297 - 262 - value("folio-below")) == pytest.approx(0, abs=1.0)


def test_no_number_stands_on_an_empty_page_or_on_the_tails_after_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("blank")
    tail = "cc: 区党工委各部门\nprint: {org: 管委会办公室, date: 2022年1月20日}\n"
    (folder / "publication.yaml").write_text(NOTICE + tail, encoding="utf-8")
    (folder / "text.md").write_text((SENTENCE * 60)[: 28 * 25 - 2] + "\n", encoding="utf-8")
    ours = sheets(build_pdf(Project(folder)).data)
    assert [bool(sheet.rows) for sheet in ours] == [True, True, False, True]
    data = build_docx(Project(folder)).data
    made = an_office(tmp_path_factory.mktemp("office")).drawn({"notice": data})["notice"]
    numbers = [[r.text for r in sheet.rows if "—" in r.text] for sheet in sheets(made)]
    assert numbers == [["—1—"], ["—2—"], [], []]
