"""Charts and codes on pages and in Word."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests import docx_text, pdf_text
from tests.unit.pictures.made import project
from typeset.blocks.code import check_digit, fault_of
from typeset.color import BLACK, Cmyk
from typeset.diagnostics import BuildFailed
from typeset.display import ArtifactOpen, Filled, Glyphs, Page, Pages, TagOpen
from typeset.pdf.edition import Edition
from typeset.pipeline import build_docx, build_pdf

EXAMPLES = Path(__file__).parents[3] / "examples"
COLUMN = ':::chart {type=column unit="亿元" caption="引资总额"}\n2020: 112\n2021: 131.5\n:::'
QR = ':::code {type=qr value="https://example.cn/2021" caption="扫码看全文"}\n:::'


def page_of(pages: Pages | None) -> Page:
    assert pages is not None
    return pages.pages[0]


def said(page: Page) -> list[str]:
    return [mark.run.text for mark in page.marks if isinstance(mark, Glyphs)]


def figure_fills(page: Page) -> list[Filled]:
    """Fields inside tagged content: those of charts and codes."""
    found, inside = [], False
    for mark in page.marks:
        if isinstance(mark, TagOpen | ArtifactOpen):
            inside = isinstance(mark, TagOpen)
        elif isinstance(mark, Filled) and inside:
            found.append(mark)
    return found


def height(mark: Filled) -> float:
    ys = [y for _, *rest in mark.path for y in rest[1::2]]
    return max(ys) - min(ys)


def test_columns_are_as_high_as_their_figures(tmp_path: Path) -> None:
    page = page_of(build_pdf(project(tmp_path, COLUMN, {})).pages)
    low, high = (height(mark) for mark in figure_fills(page) if height(mark) > 5)
    assert low / high == pytest.approx(112 / 131.5, abs=0.002)


def test_values_are_words_in_faces_of_the_style(tmp_path: Path) -> None:
    page = page_of(build_pdf(project(tmp_path, COLUMN, {})).pages)
    assert {"112", "131.5", "2020", "2021"} <= set(said(page))
    faces = {m.run.face for m in page.marks if isinstance(m, Glyphs) and m.run.text == "131.5"}
    assert all("Barlow" in face for face in faces)


def test_a_chart_is_read_as_its_figures_and_adds_no_text_but_its_caption(tmp_path: Path) -> None:
    data = build_pdf(project(tmp_path, COLUMN, {}), edition=Edition(profile="screen")).data
    with pikepdf.open(io.BytesIO(data)) as file:
        alts = [str(o.Alt) for o in file.objects
                if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]  # fmt: skip
    assert alts == ["柱形图：引资总额。2020：112亿元；2021：131.5亿元。"]
    assert pdf_text.text(data) == "一招引项目29个。引资总额"


def test_word_has_the_drawing_and_the_figures_in_a_table(tmp_path: Path) -> None:
    data = build_docx(project(tmp_path, COLUMN, {})).data
    found = [(p.table, p.text) for p in docx_text.pieces(data)]
    assert [text for table, text in found if table.startswith("Box chart")] == [
        "2020", "112", "2021", "131.5",
    ]  # fmt: skip
    assert found[-1] == ("Field chart", "引资总额")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (media,) = (n for n in archive.namelist() if n.startswith("word/media"))
        picture = archive.read(media)
    assert media.endswith(".emf")
    assert "131.5".encode("utf-16-le") in picture


@pytest.mark.parametrize("kind", ["bar", "line", "stacked", "pie"])
def test_every_kind_is_drawn_alike_each_time(tmp_path: Path, kind: str) -> None:
    given = project(tmp_path, COLUMN.replace("column", kind), {})
    built = build_pdf(given)
    assert built.findings == ()
    assert "131.5" in "".join(said(page_of(built.pages)))
    assert build_pdf(given).data == built.data


def test_bars_stand_in_the_order_of_the_figures(tmp_path: Path) -> None:
    page = page_of(build_pdf(project(tmp_path, COLUMN.replace("column", "bar"), {})).pages)
    places = {m.run.text: m.y for m in page.marks if isinstance(m, Glyphs)}
    assert places["2020"] < places["2021"]
    assert places["112"] == pytest.approx(places["2020"], abs=3)


# -- codes -----------------------------------------------------------------------------------


def test_check_digits() -> None:
    assert check_digit("690123456789") == "2"
    assert fault_of("ean13", "6901234567892") == ""
    assert "check digit is 2" in fault_of("ean13", "6901234567890")
    assert "978 or 979" in fault_of("isbn", "6901234567892")
    assert "ASCII" in fault_of("code128", "档案1")


def test_a_code_prints_in_black_alone_as_one_path(tmp_path: Path) -> None:
    page = page_of(build_pdf(project(tmp_path, QR, {})).pages)
    ground, code = figure_fills(page)
    assert ground.color == Cmyk(0, 0, 0, 0)
    assert code.color == BLACK
    assert len(code.path) > 500


@pytest.mark.tool("pdftoppm")
def test_a_qr_code_reads_back_as_it_was_made(
    tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    """Every module of the printed code against the matrix of its maker."""
    from PIL import Image
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    data = build_pdf(project(tmp_path, QR, {})).data
    (tmp_path / "x.pdf").write_bytes(data)
    tool = require_tool("pdftoppm")
    subprocess.run([tool, "-r", "300", "-png", "-gray", str(tmp_path / "x.pdf"),
                    str(tmp_path / "p")], check=True)  # fmt: skip
    picture = Image.open(next(tmp_path.glob("p*.png"))).convert("L")
    made = QRCode(None, QRErrorCorrectLevel.M)
    made.addData("https://example.cn/2021")
    made.make()
    count = made.getModuleCount()
    page = page_of(build_pdf(project(tmp_path, QR, {})).pages)
    path = figure_fills(page)[1].path
    xs = [x for _, *rest in path for x in rest[::2]]
    ys = [y for _, *rest in path for y in rest[1::2]]
    module = (max(xs) - min(xs)) / count
    bleed, scale = page.bleed, 300 / 72
    for row in range(count):
        for column in range(count):
            x = (min(xs) + (column + 0.5) * module + bleed) * scale
            y = (min(ys) + (row + 0.5) * module + bleed) * scale
            level: Any = picture.getpixel((int(x), int(y)))
            assert (level < 128) == bool(made.isDark(row, column)), (row, column)


def test_a_code_too_fine_to_be_read_says_how_large_it_should_be(tmp_path: Path) -> None:
    given = project(tmp_path, QR.replace("type=qr", "type=qr size=8"), {})
    (finding,) = build_pdf(given).findings
    assert finding.code == "content/code-fine"
    wanted = finding.hint.split("size=")[1].split(",")[0]
    again = project(tmp_path, QR.replace("type=qr", f"type=qr size={wanted}"), {})
    assert build_pdf(again).findings == ()


# -- drawings from files ---------------------------------------------------------------------

SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">
<g transform="translate(100 50)"><rect x="-50" y="-25" width="100" height="50" fill="#000"/></g>
<text x="100" y="90" text-anchor="middle" font-size="10" fill="#c00">园区</text>{}</svg>"""


def drawn(tmp_path: Path, more: str = "") -> Page:
    files = {"a.svg": SVG.format(more).encode()}
    return page_of(build_pdf(project(tmp_path, "![图](a.svg)", files)).pages)


def test_an_svg_becomes_paths_in_our_inks_and_words_in_our_faces(tmp_path: Path) -> None:
    page = drawn(tmp_path)
    (field,) = figure_fills(page)
    assert field.color == BLACK
    xs = [x for _, *rest in field.path for x in rest[::2]]
    assert max(xs) - min(xs) == pytest.approx(231 / 2)
    assert "园区" in said(page)


REFUSED = {
    '<image href="a.png" width="9" height="9"/>': "holds <image>",
    '<linearGradient id="g"/>': "holds <linearGradient>",
    '<rect width="9" height="9" opacity="0.5"/>': "transparent",
    '<use href="other.svg#x"/>': "outside the file",
    '<text transform="rotate(30)" x="9" y="9">斜</text>': "turned",
    "<g>": "well-formed",
    '<g id="a"><use href="#a"/></g><use href="#a"/>': "inside <use>",
}


@pytest.mark.parametrize(("more", "words"), REFUSED.items())
def test_what_an_svg_would_lose_is_told_where_it_is_named(
    tmp_path: Path, more: str, words: str
) -> None:
    with pytest.raises(BuildFailed) as failed:
        drawn(tmp_path, more)
    (finding,) = failed.value.findings
    assert (finding.code, finding.span.line) == ("picture/svg", 7)
    assert words in finding.message


def test_a_chart_on_a_vertical_page_stands_upright(tmp_path: Path) -> None:
    given = project(tmp_path, COLUMN, {})
    style = (EXAMPLES / "vertical-chinese" / "style.yaml").read_text(encoding="utf-8")
    (tmp_path / "style.yaml").write_text(style, encoding="utf-8")
    page = page_of(build_pdf(given).pages)
    runs = {m.run.text: m for m in page.marks if isinstance(m, Glyphs)}
    first, second = runs["2020"], runs["2021"]
    assert first.y == pytest.approx(second.y)
    assert first.x < second.x
    assert runs["131.5"].y < runs["112"].y < first.y
    assert not first.vertical
    assert not first.turned


def test_an_svg_in_another_encoding_is_refused(tmp_path: Path) -> None:
    files = {"a.svg": SVG.format("").encode("utf-16")}
    with pytest.raises(BuildFailed) as failed:
        build_pdf(project(tmp_path, "![图](a.svg)", files))
    assert "not in UTF-8" in failed.value.findings[0].message


def test_what_is_used_once_is_drawn(tmp_path: Path) -> None:
    more = '<defs><rect id="r" width="9" height="9" fill="#000"/></defs><use href="#r" x="3"/>'
    assert len(figure_fills(drawn(tmp_path, more))) == 2
