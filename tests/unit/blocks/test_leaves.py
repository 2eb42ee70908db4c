"""Cover, title page, imprint, contents, parts and back: their order, folios, tags, and Word."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from tests import docx_text, pdf_text
from tests.unit.pictures.made import corners, encoded
from typeset.display import ArtifactOpen, Element, Filled, Glyphs, Page, Pages, Pictured
from typeset.pipeline import Built, build_docx, build_pdf
from typeset.project import Project
from typeset.pull import pull
from typeset.style import shelf

WHOLE = """title: 云湖年鉴
subtitle: 二〇二二
issuer: 云湖区
date: 2022-05-18
contents: true
cover: {picture: images/a.png, alt: 湖, note: 内部资料}
title-page: true
imprint: {rows: {主编: 周明远, 印数: 2000册}, text: 数据均为示例。}
back: {text: [云湖区管理委员会, 滨湖东路1号], qr: "https://example.org", note: 扫码}
"""
TEXT = "云湖是长江在青石山下转身时留下的一面镜子，清晨的湖面映着远山。"


def project(folder: Path, publication: str = WHOLE, style: str = "", *more: str) -> Project:
    """A book with one section of text, or with the sections given."""
    sections = more or (f"---\ntitle: 湖\n---\n\n{TEXT}\n",)
    files = {
        "publication.yaml": publication.encode(),
        "style.yaml": f"extends: gov-report\npicture-resolution: 1\n{style}".encode(),
        "images/a.png": encoded(corners(size=(400, 300)), "PNG"),
        **{f"sections/{i}-s{i}.md": text.encode() for i, text in enumerate(sections)},
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Project(folder)


def pages_of(built: Built) -> Pages:
    assert built.pages is not None
    return built.pages


def designs(pages: Pages) -> list[list[str]]:
    return [[box.design for box in page.boxes] for page in pages.pages]


def furniture(page: Page) -> list[str | None]:
    """The kinds of artifact that stand at a page's head and foot."""
    kinds = [mark.kind for mark in page.marks if isinstance(mark, ArtifactOpen)]
    return [kind for kind in kinds if kind in ("Header", "Footer")]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_pdf(project(tmp_path_factory.mktemp("book")))


@pytest.fixture(scope="module")
def book_in_word(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build_docx(project(tmp_path_factory.mktemp("book"))).data


# -- order and folios ---------------------------------------------------------------------------


def test_each_page_stands_on_its_side_of_the_spread(book: Built) -> None:
    assert book.findings == ()
    assert designs(pages_of(book)) == [
        ["cover-photo"], [], ["title-classic"], ["imprint-rows"], ["contents"], [],
        ["banner-plate"], ["back-plain"],
    ]  # fmt: skip


def test_front_matter_is_counted_in_roman_and_the_text_from_one(book: Built) -> None:
    pages = pages_of(book)
    assert [page.folio for page in pages.pages] == ["i", "ii", "iii", "iv", "v", "vi", "1", "2"]
    assert pages.folios["s0"] == "1"


def test_designs_and_blank_pages_bear_neither_head_nor_folio(book: Built) -> None:
    bearing = [page.number for page in pages_of(book).pages if furniture(page)]
    assert bearing == [5, 7]


def test_front_matter_can_go_without_folios(tmp_path: Path) -> None:
    style = "furniture: {folio: {front: none}}\n"
    pages = pages_of(build_pdf(project(tmp_path, WHOLE, style)))
    assert [page.number for page in pages.pages if furniture(page)] == [7]


def test_the_cover_can_be_counted_as_page_one(tmp_path: Path) -> None:
    given = "title: 册\ncover: flood\nback: true\n"
    pages = pages_of(build_pdf(project(tmp_path, given, "furniture: {folio: {front: counted}}\n")))
    assert designs(pages)[0] == ["cover-flood"]
    assert [page.folio for page in pages.pages] == ["1", "2", "3", "4"][: len(pages.pages)]
    assert pages.folios["s0"] == "2"


@pytest.mark.parametrize("multiple", [1, 4, 8])
def test_the_back_is_the_last_page_of_whole_sheets(tmp_path: Path, multiple: int) -> None:
    given = "title: 册\ncover: flood\nback: true\n"
    pages = pages_of(build_pdf(project(tmp_path, given, f"page: {{multiple: {multiple}}}\n")))
    assert len(pages.pages) == -(-4 // multiple) * multiple
    assert designs(pages)[-1] == ["back-plain"]
    assert [page.number for page in pages.pages] == [*range(1, len(pages.pages) + 1)]


def test_an_imprint_can_stand_before_the_back(tmp_path: Path) -> None:
    given = "title: 册\nimprint: {place: end, text: 示例。}\nback: true\n"
    pages = pages_of(build_pdf(project(tmp_path, given)))
    assert designs(pages)[-3:] == [["imprint-rows"], [], ["back-plain"]]


def test_with_a_cover_there_is_no_masthead(tmp_path: Path) -> None:
    pages = pages_of(build_pdf(project(tmp_path, "title: 册\ncover: light\n")))
    assert "masthead-flood" not in [name for page in designs(pages) for name in page]


# -- what it looks like -------------------------------------------------------------------------


def test_the_picture_bleeds_off_head_and_sides(book: Built) -> None:
    cover = pages_of(book).pages[0]
    (picture,) = (mark for mark in cover.marks if isinstance(mark, Pictured))
    frame, bleed = picture.frame, cover.bleed
    assert (frame.x, frame.y) == (-bleed, -bleed)
    assert frame.right == pytest.approx(cover.trim.width + bleed)


def test_the_field_under_it_bleeds_off_the_foot(book: Built) -> None:
    cover = pages_of(book).pages[0]
    foot = max(
        max(segment[2] for segment in mark.path if len(segment) > 2)
        for mark in cover.marks
        if isinstance(mark, Filled)
    )
    assert foot == pytest.approx(cover.trim.height + cover.bleed)


@pytest.mark.parametrize("name", [n for n in shelf.design_names() if n.startswith("cover-")])
@pytest.mark.parametrize("size", ["A4", "大16开", "A5"])
def test_words_of_a_shipped_cover_stay_inside_the_trim(
    tmp_path: Path, name: str, size: str
) -> None:
    margins = "{head: 18mm, gutter: 15mm}"
    grid = "grid: {chars: 32, lines: 28}\n" if size == "A5" else ""
    given = WHOLE.replace("cover: {", f"cover: {{design: {name}, kicker: 云湖丛书, ")
    given = given.replace("title-page: true\n", "")
    style = f"page: {{size: {size}, margins: {margins}}}\n{grid}"
    if "- picture: {" not in shelf.design_text(name)[0]:
        given = given.replace("picture: images/a.png, alt: 湖, ", "")
    built = build_pdf(project(tmp_path, given, style))
    cover = pages_of(built).pages[0]
    for mark in cover.marks:
        if isinstance(mark, Glyphs):
            assert 0 <= mark.x <= cover.trim.width
            assert 0 <= mark.y <= cover.trim.height


def test_a_title_breaks_where_its_phrases_end(tmp_path: Path) -> None:
    given = "title: 云湖高新技术产业开发区二〇二二年度统计年鉴\ncover: flood\n"
    pages = pages_of(build_pdf(project(tmp_path, given)))
    lines: dict[float, str] = {}
    for mark in pages.pages[0].marks:
        if isinstance(mark, Glyphs):
            lines[round(mark.y)] = lines.get(round(mark.y), "") + mark.run.text
    title = [line for line in lines.values() if line in given]
    assert title == ["云湖高新技术产业", "开发区二〇二二年度", "统计年鉴"]


def test_a_project_draws_a_cover_of_its_own_without_code(tmp_path: Path) -> None:
    own = """designs:
  cover-own:
    columns: 0
    place: here
    required: [slogan]
    air: [0, 0]
    draw:
      - fill: {width: pw, height: ph, color: green, bleed: [head, foot], origin: page}
      - text: {part: slogan, role: slogan, tag: Title, x: 60, y: 200, width: pw - 120, origin: page}
"""
    built = build_pdf(project(tmp_path, "title: 册\ncover: own\n", own))
    assert designs(pages_of(built))[0] == ["cover-own"]


def test_a_vertical_book_opens_with_an_upright_cover(tmp_path: Path) -> None:
    style = VERTICAL
    pages = pages_of(build_pdf(project(tmp_path, WHOLE, style)))
    assert pages.right_to_left
    assert designs(pages)[0] == ["cover-photo"]
    assert designs(pages)[-1] == ["back-plain"]
    title = [m for m in pages.pages[0].marks if isinstance(m, Glyphs) and m.run.size > 30]
    assert len({round(mark.y) for mark in title}) == 1


# -- read and cited ------------------------------------------------------------------------------


def kinds(element: Element) -> list[str]:
    return [element.kind, *(kind for child in element.children for kind in kinds(child))]


def test_the_cover_is_a_section_with_title_and_figure(book: Built) -> None:
    cover = pages_of(book).structure.children[0]
    assert (cover.kind, cover.title) == ("Sect", "封面")
    assert kinds(cover)[1:] == ["Box", "Figure", "Title", "P", "P", "P", "P"]


def test_what_the_title_page_repeats_is_told_apart(book: Built) -> None:
    said = pdf_text.read(book.data)
    twice = [piece.text for piece in said if piece.text.replace(" ", "") == "云湖年鉴"]
    once = [p for p in said if p.text == "云湖年鉴" and "PullQuote" not in p.path]
    assert len(twice) == 2
    assert len(once) == 1


def test_bookmarks_lead_to_every_one(book: Built) -> None:
    titles = [entry.title for entry in pages_of(book).outline]
    assert titles == ["封面", "扉页", "编印说明", "目录", "湖", "封底"]


def words_in_order(text: str) -> list[str]:
    names = ("云湖年鉴", "内部资料", "周明远", "数据均为示例", TEXT[:8], "云湖区管理委员会", "扫码")
    return sorted(names, key=text.index)


def test_both_outputs_say_the_words_in_one_order(book: Built, book_in_word: bytes) -> None:
    pdf = "".join(p.text for p in pdf_text.read(book.data) if "PullQuote" not in p.path)
    word = "".join(p.text for p in docx_text.pieces(book_in_word) if p.table[:4] != "Box ")
    assert words_in_order(pdf) == words_in_order(word)
    for name in words_in_order(pdf):
        assert pdf.count(name) == word.count(name) == 1


# -- parts --------------------------------------------------------------------------------------

PARTED = (
    "---\ntitle: 综合\nlayout: part\n---\n",
    f"---\ntitle: 区情\n---\n\n# 概貌\n\n{TEXT}\n",
    f"---\ntitle: 大事\n---\n\n{TEXT}\n",
    "---\ntitle: 经济\nlayout: part\n---\n",
    f"---\ntitle: 工业\n---\n\n{TEXT}\n",
)
VERTICAL = "masthead: none\ngrid: {chars: 66, lines: 26}\nrules: {writing-mode: vertical-rl}\n"
CHAPTERS = "numbering: {headings: chapters, parts: 第一篇}\nbanner: chapter\n"


def test_parts_open_on_the_right_and_are_counted_apart(tmp_path: Path) -> None:
    built = build_pdf(
        project(tmp_path, "title: 志\ncover: label\ncontents: true\n", CHAPTERS, *PARTED)
    )
    pages = pages_of(built)
    parts = [page.number for page in pages.pages if page.boxes and page.boxes[0].design == "part"]
    assert len(parts) == 2
    assert all(number % 2 for number in parts)
    assert not any(furniture(page) for page in pages.pages if page.number in parts)
    said = "".join(piece.text for piece in pdf_text.read(built.data))
    assert said.index("第一篇") < said.index("第一章") < said.index("第二篇") < said.index("第三章")


def test_a_part_has_its_sections_under_it_in_the_bookmarks(tmp_path: Path) -> None:
    built = build_pdf(project(tmp_path, "title: 志\n", CHAPTERS, *PARTED))
    entries = [(entry.level, entry.title) for entry in pages_of(built).outline]
    assert entries == [
        (1, "综合"), (2, "区情"), (3, "第一节 概貌"), (2, "大事"), (1, "经济"), (2, "工业"),
    ]  # fmt: skip


def test_the_text_of_a_part_begins_overleaf(tmp_path: Path) -> None:
    part = f"---\ntitle: 综合\nlayout: part\n---\n\n{TEXT}\n"
    pages = pages_of(build_pdf(project(tmp_path, "title: 志\ncover: flood\n", "", part)))
    assert designs(pages)[2] == ["part"]
    assert [page.number for page in pages.pages if page.lines] == [4]


def test_a_part_of_a_right_bound_book_opens_on_the_left(tmp_path: Path) -> None:
    style = VERTICAL
    first = f"---\ntitle: 序\n---\n\n{TEXT}\n"
    pages = pages_of(build_pdf(project(tmp_path, "title: 志\n", style, first, *PARTED)))
    parts = [page for page in pages.pages if page.boxes and page.boxes[0].design == "part"]
    assert [page.number for page in parts] == [3, 5]
    assert all(page.side == "odd" for page in parts)  # the left ones of such a book


# -- Word -----------------------------------------------------------------------------------------


def sections(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return re.findall(r"<w:sectPr>.*?</w:sectPr>", archive.read("word/document.xml").decode())


def test_in_word_each_is_a_section_without_header(book_in_word: bytes) -> None:
    found = sections(book_in_word)
    bare = ["<w:titlePg/>" in section for section in found]
    assert bare[:3] == [True, True, True]  # cover, title page, imprint
    assert bare[3:-1] == [False] * len(bare[3:-1])
    assert bare[-1]


def test_word_counts_as_the_pages_do(book_in_word: bytes) -> None:
    counts = [re.search(r"<w:pgNumType[^>]*/>", section) for section in sections(book_in_word)]
    said = [count[0] if count else "" for count in counts]
    assert said[0] == '<w:pgNumType w:fmt="lowerRoman" w:start="1"/>'
    assert said[3] == '<w:pgNumType w:fmt="lowerRoman"/>'
    assert '<w:pgNumType w:fmt="decimal" w:start="1"/>' in said


def test_word_gets_the_picture_with_the_words_that_stand_for_it(book_in_word: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(book_in_word)) as archive:
        xml = archive.read("word/document.xml").decode()
    assert re.search(r'behindDoc="1".*?descr="湖"', xml)


# -- the way back ---------------------------------------------------------------------------------


def edited(data: bytes, old: str, new: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "word/document.xml":
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode())
            after.writestr(name, part)
    return stream.getvalue()


def test_a_book_sent_to_word_and_back_changes_nothing(tmp_path: Path) -> None:
    given = project(tmp_path)
    plan = pull(build_docx(given).data, given)
    assert (plan.changes, plan.conflicts, plan.files) == ((), (), {})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("内部资料", "内部参考资料"),
        ("周明远", "周明近"),
        ("数据均为示例。", "数据均为样例。"),
        ("滨湖东路1号", "滨湖西路9号"),
        ("二〇二二", "二〇二三"),
    ],
)
def test_words_of_these_pages_come_home(tmp_path: Path, old: str, new: str) -> None:
    given = project(tmp_path)
    plan = pull(edited(build_docx(given).data, old, new), given)
    assert plan.conflicts == ()
    assert plan.files["publication.yaml"].decode() == WHOLE.replace(old, new)
