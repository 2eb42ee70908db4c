"""Tables: group TB of the requirements, measured on finished pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

import typeset
from tests.conformance.test_verapdf import Validator, verapdf  # noqa: F401 - a fixture
from tests.pdf_text import read
from typeset.display import Filled, Page, Pages
from typeset.display_tables import PlacedTable, PlacedText
from typeset.pdf.edition import Edition
from typeset.pipeline import Proof, Run, write_pdf

CASE = Path(__file__).parents[1] / "golden" / "cases" / "tables"
_NEAR = 0.02


def laid(folder: Path, body: str, style: str = "") -> Proof:
    (folder / "sections").mkdir(exist_ok=True)
    (folder / "publication.yaml").write_text("title: 试\n", encoding="utf-8")
    text = f"extends: gov-report\nmasthead: none\n{style}"
    (folder / "style.yaml").write_text(text, encoding="utf-8")
    text = f"---\ntitle: 一\n---\n\n{body}\n"
    (folder / "sections" / "01-a.md").write_text(text, encoding="utf-8")
    return typeset.lay_out(typeset.load(folder))


def parts(pages: Pages) -> list[PlacedTable]:
    return [table for page in pages.pages for table in page.tables]


def cells(table: PlacedTable) -> list[PlacedText]:
    return [text for text in table.texts if text.kind == "cell"]


def point(text: PlacedText) -> float:
    """Where the decimal point of a number stands, or where it would."""
    (line,) = text.lines
    x = text.x
    for placed in line.runs:
        pen = text.x + placed.x
        for cluster, advance in zip(placed.run.clusters, placed.run.advances, strict=True):
            if cluster == ".":
                return pen
            pen += advance
        x = pen
    return x


def glyphs(text: PlacedText) -> Iterator[tuple[str, float, float]]:
    """The glyphs of a text's first line: (cluster, where its ink may begin, and end)."""
    for placed in text.lines[0].runs:
        pen = text.x + placed.x
        for cluster, advance in zip(placed.run.clusters, placed.run.advances, strict=True):
            width = placed.run.size if not cluster.isascii() else 0.56 * placed.run.size
            yield cluster, pen, pen + min(advance, width)
            pen += advance


def filled(page: Page) -> list[tuple[float, float, float, float]]:
    """Every bar: (x, y, width, height)."""
    found = []
    for mark in page.marks:
        if isinstance(mark, Filled):
            points = [
                segment[n : n + 2] for segment in mark.path for n in range(1, len(segment), 2)
            ]
            xs, ys = zip(*points, strict=True)
            found.append((min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))
    return found


def test_no_mark_begins_a_line_of_a_cell_and_columns_have_their_sides(
    tmp_path: Path,
) -> None:  # CL-TB-01
    text = "（含税）价格，包括运输、保险、装卸等各项费用，详见附件。" * 3
    rows = f"| 项目 | 说明 | 数 | 类 |\n|---|---|---|---|\n| 甲 | {text} | 5.2 | 是 |"
    (table,) = parts(laid(tmp_path, rows).pages)
    long = max(cells(table), key=lambda cell: len(cell.lines))
    assert len(long.lines) > 3
    assert all(line.text[0] not in "，。、）" for line in long.lines)
    assert all(line.text[-1] != "（" for line in long.lines)
    first = long.lines[0].runs[0]
    assert first.run.clusters[0] == "（"
    assert first.run.advances[0] < 0.75 * first.run.size  # its blank half is trimmed
    short = next(cell for cell in cells(table) if cell.column == 3)
    middle = short.x + short.lines[0].runs[0].x + short.lines[0].width / 2
    assert short.lines[0].text == "是"
    assert short.rect.x < middle < short.rect.right


def test_points_of_numbers_stand_under_each_other(tmp_path: Path) -> None:  # CL-TB-02
    rows = (
        "| 名 | 数（%） |\n|---|---|\n| 甲 | 5.2 |\n| 乙 | 12 |\n| 丙 | 0.35 |\n| 丁 | −1,234.5 |\n"
    )
    (table,) = parts(laid(tmp_path, rows + "| 戊 | — |").pages)
    numbers = [cell for cell in cells(table) if cell.column == 1 and "—" not in cell.lines[0].text]
    assert max(map(point, numbers)) - min(map(point, numbers)) < _NEAR
    digits = {
        round(advance, 3)
        for cell in numbers
        for run in cell.lines[0].runs
        for cluster, advance in zip(run.run.clusters, run.run.advances, strict=True)
        if cluster.isdigit()
    }
    assert len(digits) == 1  # tabular figures


def test_the_head_is_repeated_under_its_label_and_the_caption_stays(
    tmp_path: Path,
) -> None:  # CL-TB-03
    rows = "\n".join(f"| 第{n}项 | {n} |" for n in range(120))
    body = f':::table {{caption="长表"}}\n| 名 | 数 |\n|---|---|\n{rows}\n:::'
    found = parts(laid(tmp_path, body).pages)
    assert len(found) > 2
    kinds = [[text.kind for text in part.texts[:3]] for part in found]
    assert kinds[0] == ["caption", "head", "head"]
    assert all(each == ["continued", "head", "head"] for each in kinds[1:])
    assert found[0].texts[0].lines[0].text == "表1长表"
    ends = {cluster: (start, end) for cluster, start, end in glyphs(found[0].texts[0])}
    assert ends["长"][0] - ends["1"][1] == pytest.approx(9.5, abs=0.3)  # one em of white
    assert {part.texts[0].lines[0].text for part in found[1:]} == {"（续表）"}
    assert all(len({cell.row for cell in cells(part)}) > 1 for part in found)


def test_a_narrow_cell_is_ragged_and_says_nothing(tmp_path: Path) -> None:  # CL-TB-04
    body = (
        ':::table {widths="46pt 1"}\n| 名 | 说明 |\n|---|---|\n'
        "| 党群服务中心 | 说明文字 |\n| 综合治理办公室主任 | 说明文字 |\n:::"
    )
    proof = laid(tmp_path, body)
    (table,) = parts(proof.pages)
    narrow = [cell for cell in cells(table) if cell.column == 0]
    assert all(len(cell.lines) > 1 for cell in narrow)
    assert all(line.gap == 0 for cell in narrow for line in cell.lines)
    assert all(cell.lines[0].runs[0].x == 0 for cell in narrow)
    assert typeset.build(tmp_path, "pdf").findings == ()


def test_the_default_has_three_rules_and_none_down(tmp_path: Path) -> None:  # CL-TB-05
    proof = laid(tmp_path, "| 名 | 数 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 2 |")
    ((page, table),) = [(p, t) for p in proof.pages.pages for t in p.tables]
    box = table.rect
    inside = [b for b in filled(page) if b[1] > box.y - 1 and b[1] + b[3] < box.foot + 1]
    rules = sorted(b[1:] for b in inside if b[0] >= box.x - 1)
    assert [round(height, 2) for _, _, height in rules] == [1.0, 0.5, 1.0]
    assert all(width == pytest.approx(box.width, abs=0.01) for _, width, _ in rules)


def test_the_text_of_tables_is_read_once_in_reading_order() -> None:
    proof = typeset.lay_out(typeset.load(CASE))
    said = "".join(each.text for each in read(write_pdf(proof, Run())) if each.role != "Lbl")
    wanted = "".join(s.title + s.text() for s in proof.manuscript.publication.sections)
    assert "".join(said.split()) == "".join(wanted.split())


def test_heads_of_merged_columns_are_named_by_every_cell(tmp_path: Path) -> None:
    rows = "| 项目 | 规模 | < |\n| ^^ | 户数 | 人数 |\n|---|---|---|\n| 甲 | 1 | 2 |"
    data = write_pdf(laid(tmp_path, rows), Run(), Edition(profile="screen", level="1"))
    with pikepdf.open(io.BytesIO(data)) as file:
        every = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o]
        found = [(str(o.S), o.A) for o in every if str(o.S) in ("/TH", "/TD") and "/A" in o]
        heads = [attributes for kind, attributes in found if kind == "/TH"]
        assert [str(a.Scope) for a in heads] == ["/Column"] * 4
        assert sorted(int(a.get("/ColSpan", 1)) for a in heads) == [1, 1, 1, 2]
        assert sorted(int(a.get("/RowSpan", 1)) for a in heads) == [1, 1, 1, 2]
        named = [len(a.Headers) for kind, a in found if kind == "/TD"]
        assert sorted(named) == [1, 2, 2]


@pytest.mark.parametrize(("flavour", "profile", "level"), [("ua1", "screen", "1"),
                         ("ua2", "screen", "2"), ("2a", "archive", "2a")])  # fmt: skip
def test_tables_parted_merged_and_turned_are_accessible(
    flavour: str,
    profile: str,
    level: str,
    verapdf: Validator,  # noqa: F811
) -> None:
    proof = typeset.lay_out(typeset.load(CASE))
    data = write_pdf(proof, Run(), Edition(profile=profile, level=level))
    assert verapdf({"tables": data}, flavour) == ""
