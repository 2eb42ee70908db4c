"""Pictures in Word: bytes it can draw, cut as on the page, with their words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from tests import docx_text
from tests.unit.pictures.made import corners, encoded, project
from typeset.pipeline import build_docx

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def made(tmp_path: Path, text: str, data: bytes) -> tuple[etree._Element, dict[str, bytes], bytes]:
    file = build_docx(project(tmp_path, text, {"a.x": data})).data
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        media = {n: archive.read(n) for n in archive.namelist() if n.startswith("word/media")}
        return etree.fromstring(archive.read("word/document.xml")), media, file


def test_a_png_goes_in_as_it_is_with_its_words_and_its_place(tmp_path: Path) -> None:
    data = encoded(corners(), "PNG")
    document, media, file = made(tmp_path, '![山](a.x "说明"){credit="某人 摄"}', data)
    assert media == {"word/media/image1.png": data}
    (said,) = document.iter(f"{WP}docPr")
    assert said.get("descr") == "山"
    assert [(p.style, p.text) for p in docx_text.pieces(file)][-2:] == [
        ("caption", "说明"),
        ("图片作者", "某人 摄"),
    ]


def test_what_is_cut_on_the_page_is_cut_in_word(tmp_path: Path) -> None:
    document, _, _ = made(tmp_path, "![山](a.x){crop=top}", encoded(corners(), "PNG"))
    (cut,) = document.iter(f"{A}srcRect")
    assert cut.get("t") is None
    assert int(cut.get("b") or 0) > 10_000
    (size,) = document.iter(f"{WP}extent")
    shown = (100_000 - int(cut.get("b") or 0)) / 100_000 * 30
    assert int(size.get("cx") or 0) / int(size.get("cy") or 1) == pytest.approx(40 / shown, 0.01)


def test_inks_and_tiff_become_what_word_draws(tmp_path: Path) -> None:
    inks = Image.new("CMYK", (40, 30), (0, 0, 255, 0))
    _, media, _ = made(tmp_path, "![黄](a.x)", encoded(inks, "JPEG"))
    (name, data), *_ = media.items()
    picture = Image.open(io.BytesIO(data))
    assert (name, picture.mode) == ("word/media/image1.jpeg", "RGB")
    pixel = picture.getpixel((9, 9))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200
    assert pixel[2] < 90
    _, media, _ = made(tmp_path, "![黄](a.x)", encoded(corners(), "TIFF"))
    assert list(media) == ["word/media/image1.png"]


def test_a_picture_that_lies_on_its_side_is_set_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    jpeg = encoded(corners(), "JPEG", exif=exif)
    for stored in (jpeg, encoded(corners(), "TIFF", tiffinfo={0x0112: 6})):
        _, media, _ = made(tmp_path, "![山](a.x)", stored)
        (data,) = media.values()
        assert Image.open(io.BytesIO(data)).size == (30, 40)
