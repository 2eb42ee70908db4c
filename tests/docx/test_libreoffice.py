"""LibreOffice opens the document, draws every word of it, and saves it without loss."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

import typeset
from tests.conftest import CHECKOUT
from tests.docx.conftest import Word
from tests.docx_text import bare, pieces
from tests.office import Office
from tests.office import office as an_office
from typeset.docx.frames import table_style_name
from typeset.pipeline import build_docx
from typeset.project import Project
from typeset.pull import pull
from typeset.reflow import Framed, Para, Reflow

pytestmark = pytest.mark.tool("soffice")

HANGING = set("，、。")  # LibreOffice 7.4 loses such a mark where it would hang at a line's end
MOST_LOST = 4


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return an_office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def drawn(office: Office, annual: Word) -> list[str]:
    """The characters on every page of the review as LibreOffice draws it."""
    document = pypdfium2.PdfDocument(office.drawn({"review": annual.data})["review"])
    try:
        return [bare(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


def test_every_word_of_the_review_is_drawn(drawn: list[str], annual: Word) -> None:
    found, pages = Counter("".join(drawn)), len(drawn)
    assert pages in (4, 5)
    words = Counter(bare("".join(piece.text for piece in pieces(annual.data))))
    head = Counter(bare(annual.reflow.running_title))
    expected = words + Counter({mark: n * (pages - 1) for mark, n in head.items()})
    expected += Counter(bare("".join(_made(annual.reflow))))  # where a figure is told: 党建 · 第1页
    lost = {mark: n for mark, n in (expected - found).items() if mark not in HANGING}
    assert lost == {}
    assert (expected - found).total() <= MOST_LOST
    extra = {mark: n for mark, n in (found - expected).items() if not mark.isdigit()}
    assert extra == {}, "only section numbers and folios are drawn besides"


def _made(flowing: Reflow) -> Iterator[str]:
    """What the engine says in boxes besides the content: the pages of a dashboard's figures."""
    for box in (item for item in flowing.items if isinstance(item, Framed)):
        for cell in (cell for row in box.rows for cell in row.cells):
            for para in (item for item in cell.content if isinstance(item, Para)):
                yield from (run.text for run in para.runs if run.made)


def test_the_words_are_drawn_in_their_order(drawn: list[str], annual: Word) -> None:
    head = bare(annual.reflow.running_title)
    pages = (re.sub(r"\d$", "", page.replace(head, "", 1)) for page in drawn)
    stream = "".join(character for page in pages for character in page if character not in HANGING)
    boxes = [item for item in annual.reflow.items if isinstance(item, Framed)]
    apart = {table_style_name(box) for box in boxes if box.at}  # drawn after the text
    assert apart == {"Field masthead-flood", "Box feature"}
    place = 0
    for piece in pieces(annual.data):
        words = "".join(c for c in bare(piece.text) if c not in HANGING)
        if piece.table in apart:
            assert words in stream, piece
            continue
        place = stream.find(words, place)
        assert place >= 0, piece
        place += len(words)


@pytest.fixture(scope="module")
def projects(annual: Word) -> dict[str, bytes]:
    """The review and every example as DOCX."""
    folders = sorted(f.parent for f in (CHECKOUT / "examples").rglob("publication.yaml"))
    built = {folder.name: typeset.build(folder, "docx").data for folder in folders}
    return {"review": annual.data, **built}


@pytest.fixture(scope="module")
def resaved(office: Office, projects: dict[str, bytes]) -> dict[str, bytes]:
    """The same documents as LibreOffice saves them."""
    return office.saved(projects)


NAMES = [
    "review",
    *sorted(f.parent.name for f in (CHECKOUT / "examples").rglob("publication.yaml")),
]
PARTED = pytest.mark.xfail(
    reason="LibreOffice ends a section, and so the paragraph, where a page of another kind begins"
)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=PARTED if name == "booklet" else ()) for name in NAMES]
)
def test_saving_in_libreoffice_keeps_every_word_and_every_anchor(
    name: str, projects: dict[str, bytes], resaved: dict[str, bytes]
) -> None:
    ours, theirs = projects[name], resaved[name]
    assert [bare(p.text) for p in pieces(theirs)] == [bare(p.text) for p in pieces(ours)]
    assert anchors(theirs) == anchors(ours)


def test_saving_in_libreoffice_loses_no_word_even_where_it_parts_a_paragraph(
    projects: dict[str, bytes], resaved: dict[str, bytes]
) -> None:
    ours, theirs = pieces(projects["booklet"]), pieces(resaved["booklet"])
    assert "".join(bare(p.text) for p in theirs) == "".join(bare(p.text) for p in ours)


def anchors(data: bytes) -> set[str]:
    """Names of our bookmarks; LibreOffice adds ``_Copy_1`` to those in frames."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
    names = re.findall(r'<w:bookmarkStart [^>]*w:name="(_ts_\w+?)(?:_Copy_\d+)?"', document)
    return set(names)


BOOKS = ("data/structure", "golden/cases/index")


def test_references_contents_and_indexes_saved_there_bring_no_change_home(office: Office) -> None:
    books = {Path(name).name: Project(CHECKOUT / "tests" / name) for name in BOOKS}
    saved = office.saved({name: build_docx(book).data for name, book in books.items()})
    for name, book in books.items():
        plan = pull(saved[name], book)
        assert (plan.changes, plan.conflicts) == ((), ()), name


def test_captions_by_chapter_are_counted_there_as_on_our_pages(
    office: Office, tmp_path: Path
) -> None:
    figure = ':::chart {#fN type=column caption="产值"}\n甲: 5\n:::\n\n又有下文。\n\n'
    first, second = ("".join(figure.replace("N", n) for n in two) for two in ("ab", "cd"))
    files = {
        "publication.yaml": "title: 试\n",
        "style.yaml": "numbering: {headings: chapters, captions: {figure: 图1-1}}\n",
        "sections/01-a.md": "---\ntitle: 一\n---\n\n有下文。\n\n" + first,
        "sections/02-b.md": "---\ntitle: 二\n---\n\n有下文。\n\n" + second,
    }
    (tmp_path / "sections").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    drawn = office.drawn({"book": build_docx(Project(tmp_path)).data})["book"]
    document = pypdfium2.PdfDocument(drawn)
    try:
        said = "".join(bare(page.get_textpage().get_text_bounded()) for page in document)
    finally:
        document.close()
    assert re.findall(r"图(\d-\d)", said) == ["1-1", "1-2", "2-1", "2-2"]
