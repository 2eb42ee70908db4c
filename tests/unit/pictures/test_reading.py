"""Picture files as they are looked at when a project is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.unit.pictures.made import corners, encoded, project
from typeset.blocks.picture import Picture
from typeset.diagnostics import Sink, Span
from typeset.model.pictures import Image as Facts
from typeset.pipeline import Run, load
from typeset.reading.images import Images

AT = Span("sections/01-a.md", 7, 1)


def seen(tmp_path: Path, name: str, data: bytes, most: int = 10_000) -> tuple[Facts | None, Sink]:
    sink = Sink()
    given = project(tmp_path, "", {name: data})
    given.max_pixels = most
    image = Images(given, sink).image(name, AT)
    assert image is None or isinstance(image, Facts)
    return image, sink


@pytest.mark.parametrize(
    ("name", "mode", "form", "space", "alpha"),
    [
        ("a.jpg", "RGB", "JPEG", "rgb", False),
        ("a.jpg", "L", "JPEG", "gray", False),
        ("a.jpg", "CMYK", "JPEG", "cmyk", False),
        ("a.png", "RGBA", "PNG", "rgb", True),
        ("a.png", "LA", "PNG", "gray", True),
        ("a.png", "P", "PNG", "rgb", False),
        ("a.png", "1", "PNG", "gray", False),
        ("a.png", "I;16", "PNG", "gray", False),
        ("a.tif", "CMYK", "TIFF", "cmyk", False),
    ],
)
def test_form_size_and_colour_are_read(
    tmp_path: Path, name: str, mode: str, form: str, space: str, alpha: bool
) -> None:
    picture = corners("L" if mode == "I;16" else mode)
    picture = picture.convert("I").convert("I;16") if mode == "I;16" else picture
    image, sink = seen(tmp_path, name, encoded(picture, form))
    assert sink.findings == []
    assert image is not None
    assert (image.format, image.width, image.height) == (form.lower(), 40, 30)
    assert (image.space, image.alpha) == (space, alpha)


def test_a_picture_on_its_side_has_the_size_it_is_looked_at_in(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image, _ = seen(tmp_path, "a.jpg", encoded(corners(), "JPEG", exif=exif))
    assert image is not None
    assert (image.width, image.height, image.turn) == (30, 40, 6)


def test_a_picture_over_the_limit_names_the_setting(tmp_path: Path) -> None:
    image, sink = seen(tmp_path, "a.png", encoded(corners(), "PNG"), most=1000)
    assert image is None
    (finding,) = sink.findings
    assert finding.span == AT
    assert "1000 pixels (Project.max_pixels)" in finding.message


def test_a_faulty_file_is_told_wherever_it_is_named(tmp_path: Path) -> None:
    sink, below = Sink(), replace(AT, line=AT.line + 4)
    images = Images(project(tmp_path, "", {"a.png": b"?"}), sink)
    assert images.image("a.png", AT) is images.image("a.png", below) is None
    assert [finding.span for finding in sink.findings] == [AT, below]


WRITTEN = [
    '![山](images/a.png "早晨"){credit="某人 摄" columns=full}',
    ':::picture {file=images/a.png alt="山" caption="早晨" credit="某人 摄" columns=full}\n:::',
]


@pytest.mark.parametrize("text", WRITTEN)
def test_both_ways_of_writing_make_the_same_block(tmp_path: Path, text: str) -> None:
    given = project(tmp_path, text, {"images/a.png": encoded(corners(), "PNG")})
    _, block = load(given, Run()).publication.sections[0].blocks
    assert isinstance(block, Picture)
    assert block.text() == "早晨某人 摄"
    assert (block.shown.alt, block.design) == ("山", "photo-wide")


def test_a_tiff_on_its_side_has_the_size_it_is_looked_at_in(tmp_path: Path) -> None:
    data = encoded(corners(), "TIFF", tiffinfo={0x0112: 6})
    image, _ = seen(tmp_path, "a.tif", data)
    assert image is not None
    assert (image.width, image.height, image.turn) == (30, 40, 1)


def test_a_colour_space_that_cannot_be_converted_is_told(tmp_path: Path) -> None:
    image, sink = seen(tmp_path, "a.tif", encoded(Image.new("LAB", (9, 9)), "TIFF"))
    assert image is None
    assert [f.code for f in sink.findings] == ["picture/format"]
    assert "LAB" in sink.findings[0].message
