"""Pictures in PDF files: colours by profile, places, tags, refusals."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from tests import pdf_text
from tests.unit.pictures.made import corners, encoded, project
from typeset.diagnostics import BuildFailed
from typeset.pdf.edition import Edition
from typeset.pipeline import Built, build_pdf
from typeset.preview.dump import dump
from typeset.preview.png import pages_png

PRINT, SCREEN, X1A = Edition(), Edition(profile="screen"), Edition(level="1a")
LARGE = (1000, 640)


def built(tmp_path: Path, data: bytes, edition: Edition, words: str = "") -> Built:
    given = project(tmp_path, f'![山](images/a.x "说明"){words}', {"images/a.x": data})
    return build_pdf(given, edition=edition)


def images(data: bytes) -> list[Any]:
    """The dictionaries of all pictures; masks are no pictures."""
    with pikepdf.open(io.BytesIO(data)) as file:
        return [
            ({str(k): _plain(v) for k, v in image.items()}, image.read_raw_bytes())
            for page in file.pages
            for image in page.resources.get("/XObject", {}).values()
        ]


def _plain(value: Any) -> str:
    if isinstance(value, pikepdf.Array):
        return " ".join(_plain(part) for part in value)
    return str(value) if not isinstance(value, pikepdf.Stream | pikepdf.Dictionary) else "stream"


def pixel(entries: dict[str, str], raw: bytes, place: tuple[int, int]) -> tuple[int, ...]:
    """The inks or light of one sample, 0 to 255."""
    mode = {"/DeviceCMYK": "CMYK", "/DeviceGray": "L"}.get(entries["/ColorSpace"], "RGB")
    size = int(entries["/Width"]), int(entries["/Height"])
    if entries["/Filter"] == "/DCTDecode":
        picture: Image.Image = Image.open(
            io.BytesIO(raw)
        )  # Pillow turns inks over, and so does /Decode
    else:
        import zlib

        picture = Image.frombytes(mode, size, zlib.decompress(raw))
    assert picture.mode == mode
    found: Any = picture.getpixel(place)
    return found if isinstance(found, tuple) else (found,)


def test_colours_become_inks_for_the_press(tmp_path: Path) -> None:
    ((entries, raw),) = images(built(tmp_path, encoded(corners(size=LARGE), "PNG"), PRINT).data)
    assert entries["/ColorSpace"] == "/DeviceCMYK"
    cyan, magenta, yellow, _ = pixel(entries, raw, (5, 5))
    assert magenta > 200
    assert yellow > 200
    assert cyan < 60
    assert pixel(entries, raw, (900, 600)) == (0, 0, 0, 0)


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_greys_print_in_black_alone_and_keep_their_ends(tmp_path: Path, mode: str) -> None:
    ramp = Image.linear_gradient("L").resize(LARGE).convert(mode)
    ((entries, raw),) = images(built(tmp_path, encoded(ramp, "PNG"), PRINT).data)
    assert entries["/ColorSpace"] == "/DeviceGray"
    assert pixel(entries, raw, (0, 0)) == (0,)
    assert pixel(entries, raw, (0, LARGE[1] - 1)) == (255,)


def test_no_pixel_has_more_ink_than_the_paper_carries(tmp_path: Path) -> None:
    full = Image.new("CMYK", LARGE, (255, 255, 200, 255))
    ((entries, raw),) = images(built(tmp_path, encoded(full, "TIFF"), PRINT).data)
    inks = pixel(entries, raw, (9, 9))
    assert sum(inks) <= 3 * 255
    assert inks[3] == 255
    assert inks[0] == inks[1] > inks[2] > 0


def test_a_jpeg_of_the_screen_goes_in_untouched_but_for_its_notes(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "made at home"
    data = encoded(corners(size=LARGE), "JPEG", exif=exif)
    ((entries, raw),) = images(built(tmp_path, data, SCREEN).data)
    assert entries["/Filter"] == "/DCTDecode"
    assert entries["/ColorSpace"] == "/DeviceRGB"
    assert b"made at home" in data
    assert b"made at home" not in raw
    assert raw[-5000:] == data[-5000:]


def test_an_adobe_jpeg_in_four_inks_is_not_negative(tmp_path: Path) -> None:
    inks = Image.new("CMYK", LARGE, (0, 0, 255, 0))
    ((entries, raw),) = images(built(tmp_path, encoded(inks, "JPEG"), PRINT).data)
    assert entries["/Decode"] == "1 0 1 0 1 0 1 0"
    assert pixel(entries, raw, (9, 9)) == pytest.approx((0, 0, 255, 0), abs=3)


def test_transparency_is_a_mask_where_it_may_be(tmp_path: Path) -> None:
    shining = corners("RGBA", LARGE)
    shining.putalpha(128)
    for edition in (PRINT, SCREEN):
        ((entries, _),) = images(built(tmp_path, encoded(shining, "PNG"), edition).data)
        assert entries["/SMask"] == "stream"


def test_pdf_x_1a_refuses_transparency_unless_it_is_set_on_white(tmp_path: Path) -> None:
    shining = corners("RGBA", LARGE)
    shining.putalpha(0)
    with pytest.raises(BuildFailed) as failed:
        built(tmp_path, encoded(shining, "PNG"), X1A)
    (finding,) = failed.value.findings
    assert (finding.code, finding.span.line) == ("picture/transparency", 7)
    ((entries, raw),) = images(built(tmp_path, encoded(shining, "PNG"), X1A, "{flatten=true}").data)
    assert "/SMask" not in entries
    assert pixel(entries, raw, (5, 5)) == (255,)


def test_an_opaque_alpha_channel_is_no_transparency(tmp_path: Path) -> None:
    ((entries, _),) = images(built(tmp_path, encoded(corners("RGBA", LARGE), "PNG"), X1A).data)
    assert "/SMask" not in entries


def test_one_file_is_written_once_however_often_it_is_shown(tmp_path: Path) -> None:
    text = "![山](a.png)\n\n然后。\n\n![山](a.png){lines=5}\n"
    given = project(tmp_path, text, {"a.png": encoded(corners(size=LARGE), "PNG")})
    data = build_pdf(given).data
    assert len(images(data)) == 1
    assert build_pdf(given).data == data


def test_too_few_pixels_for_the_size_are_told_to_the_printer_only(tmp_path: Path) -> None:
    small = encoded(corners(), "PNG")
    (finding,) = built(tmp_path, small, PRINT).findings
    assert finding.code == "pdf/resolution"
    assert finding.severity == "warning"
    assert "12 pixels to the inch" in finding.message
    assert built(tmp_path, small, SCREEN).findings == ()


def test_a_picture_is_a_figure_with_its_words_and_box_its_caption_after_it(tmp_path: Path) -> None:
    data = built(tmp_path, encoded(corners(size=LARGE), "PNG"), SCREEN).data
    with pikepdf.open(io.BytesIO(data)) as file:
        figures = [o for o in file.objects if isinstance(o, pikepdf.Dictionary)
                   and o.get("/S") == "/Figure"]  # fmt: skip
        (figure,) = figures
        assert str(figure.Alt) == "山"
        left, foot, right, head = (float(n) for n in figure.A.BBox)
        assert right - left == pytest.approx(231, abs=0.1)
        assert head - foot == pytest.approx(9 * 17 - 6.5 - 20, abs=0.1)
    assert pdf_text.text(data).endswith("说明")
    assert [s.role for s in pdf_text.read(data)][-1] == "Caption"


def test_a_picture_without_words_is_no_file_for_readers_aloud(tmp_path: Path) -> None:
    given = project(tmp_path, "![](a.png)", {"a.png": encoded(corners(size=LARGE), "PNG")})
    assert [f.code for f in build_pdf(given).findings] == ["pdf/missing-alt"]
    with pytest.raises(BuildFailed) as failed:
        build_pdf(given, edition=SCREEN)
    (finding,) = failed.value.findings
    assert (finding.code, finding.span.line) == ("pdf/missing-alt", 7)


def test_a_decorative_picture_needs_no_words(tmp_path: Path) -> None:
    text = "![](a.png){decorative=true}"
    given = project(tmp_path, text, {"a.png": encoded(corners(size=LARGE), "PNG")})
    assert build_pdf(given, edition=SCREEN).findings == ()


def test_a_picture_that_can_be_cited_is_numbered_instead_of_marked(tmp_path: Path) -> None:
    text = '![山](a.png "早晨"){#hills}\n\n然后。\n\n![山](a.png "黄昏"){number=true lines=5}\n'
    given = project(tmp_path, text, {"a.png": encoded(corners(size=LARGE), "PNG")})
    data = build_pdf(given, edition=SCREEN).data
    said = [(piece.role, piece.text) for piece in pdf_text.read(data)]
    captions = [(r, t) for r, t in said if r in ("Caption", "Lbl")]
    assert captions == [("Lbl", "图1"), ("Caption", "早晨"), ("Lbl", "图2"), ("Caption", "黄昏")]


def test_the_dump_tells_where_a_picture_is_and_how_fine(tmp_path: Path) -> None:
    pages = built(tmp_path, encoded(corners(size=LARGE), "PNG"), SCREEN).pages
    assert pages is not None
    (shown,) = dump(pages)["pages"][0]["pictures"]
    assert shown["file"] == "images/a.x"
    assert shown["rect"][2] == pytest.approx(81.49, abs=0.01)
    assert shown["dpi"] == pytest.approx(1000 / (231 / 72), abs=1)


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_on_its_side_is_set_upright(tmp_path: Path, turn: int) -> None:
    """The mark in its upper left corner is there, whichever way the pixels are stored."""
    upright = corners(size=(1000, 800))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's numbers of the way back
    ways = {0: Image.Transpose.FLIP_LEFT_RIGHT, 1: Image.Transpose.FLIP_TOP_BOTTOM,
            2: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180,
            4: Image.Transpose.ROTATE_270, 5: Image.Transpose.TRANSPOSE,
            6: Image.Transpose.TRANSVERSE}  # fmt: skip
    stored = upright if turn == 1 else upright.transpose(ways[undo[turn]])
    exif = Image.Exif()
    exif[0x0112] = turn
    data = encoded(stored, "JPEG", exif=exif, quality=95)
    given = project(tmp_path, "![山](a.jpg){fit=whole}", {"a.jpg": data})
    (png,) = pages_png(build_pdf(given, edition=SCREEN).data, 72)
    page = Image.open(io.BytesIO(png)).convert("RGB")
    x, y = round(20.6 / 25.4 * 72), round(24 / 25.4 * 72 + 4 * 17)
    red = page.crop((x + 20, y + 15, x + 21, y + 16)).tobytes()
    white = page.crop((x + 200, y + 150, x + 201, y + 151)).tobytes()
    assert red[0] > 150 > red[1]
    assert min(white) > 240
