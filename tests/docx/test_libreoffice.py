"""LibreOffice opens the document, draws every word of it, and saves it without loss."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import CHECKOUT, find_tool
from tests.docx.conftest import Word
from tests.docx_text import bare, pieces

pytestmark = pytest.mark.tool("soffice")

HANGING = set("，、。")  # LibreOffice 7.4 loses such a mark where it would hang at a line's end
MOST_LOST = 4


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a private profile and fonts under the names that offices have."""
    folder = tmp_path_factory.mktemp("office")
    template = (Path(__file__).parent / "fonts.conf.in").read_text(encoding="utf-8")
    fonts = str(CHECKOUT / "assets" / "fonts")
    filled = template.replace("@FONTS@", fonts).replace("@CACHE@", str(folder / "cache"))
    (folder / "fonts.conf").write_text(filled, encoding="utf-8")
    return folder


def converted(office: Path, data: bytes, name: str, ending: str) -> Path:
    """What LibreOffice makes of the document, in a folder of its own."""
    source = office / f"{name}.docx"
    source.write_bytes(data)
    command = [
        find_tool("soffice"), f"-env:UserInstallation={(office / 'profile').as_uri()}",
        "--headless", "--convert-to", ending, "--outdir", str(office / ending), str(source),
    ]  # fmt: skip
    environment = {**os.environ, "FONTCONFIG_FILE": str(office / "fonts.conf")}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=environment)
    return office / ending / f"{name}.{ending}"


@pytest.fixture(scope="module")
def drawn(office: Path, annual: Word) -> list[str]:
    """The characters on every page of the review as LibreOffice draws it."""
    path = converted(office, annual.data, "review", "pdf")
    document = pypdfium2.PdfDocument(path)
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
    lost = {mark: n for mark, n in (expected - found).items() if mark not in HANGING}
    assert lost == {}
    assert (expected - found).total() <= MOST_LOST
    extra = {mark: n for mark, n in (found - expected).items() if not mark.isdigit()}
    assert extra == {}, "only section numbers and folios are drawn besides"


def test_the_words_are_drawn_in_their_order(drawn: list[str], annual: Word) -> None:
    head = bare(annual.reflow.running_title)
    pages = (re.sub(r"\d$", "", page.replace(head, "", 1)) for page in drawn)
    stream = "".join(character for page in pages for character in page if character not in HANGING)
    place = 0
    for piece in pieces(annual.data):
        words = "".join(c for c in bare(piece.text) if c not in HANGING)
        place = stream.find(words, place)
        assert place >= 0, piece
        place += len(words)


def test_saving_it_in_libreoffice_keeps_every_word_and_every_anchor(
    office: Path, annual: Word
) -> None:
    saved = converted(office, annual.data, "review", "docx").read_bytes()
    assert [bare(p.text) for p in pieces(saved)] == [bare(p.text) for p in pieces(annual.data)]
    assert anchors(saved) == anchors(annual.data)


def anchors(data: bytes) -> set[str]:
    """Names of our bookmarks; LibreOffice adds ``_Copy_1`` to those in frames."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
    names = re.findall(r'<w:bookmarkStart [^>]*w:name="(_ts_\w+?)(?:_Copy_\d+)?"', document)
    return set(names)
