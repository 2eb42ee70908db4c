"""Pages of PDF files as pictures: copied as they are, or as pixels with a word; refused by name."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from PIL import Image, ImageChops, ImageStat

from tests.pdf_changes import changed
from tests.unit.pictures import pdf_files as foreign
from tests.unit.pictures.made import project
from typeset.diagnostics import BuildFailed, Diagnostic
from typeset.pdf.edition import PRINT, Edition
from typeset.pipeline import Built, build_docx, build_pdf
from typeset.preview.png import pages_png

X1A = Edition(profile="print", level="1a")
ARCHIVE = Edition(profile="archive", level="2a")
SCREEN = Edition(profile="screen")
PLAIN = '![一页](a.pdf "别人的一页"){fit=whole}'


def built(
    root: Path,
    data: bytes,
    text: str = PLAIN,
    edition: Edition = PRINT,
) -> Built:
    return build_pdf(project(root, text, {"a.pdf": data}), edition=edition)


Pictures = Callable[[Built], list[Any]]


@pytest.fixture
def pictures() -> Iterator[Pictures]:
    """``pictures(made)``: every XObject of its pages."""
    files = []

    def found(made: Built) -> list[Any]:
        files.append(pikepdf.open(io.BytesIO(made.data)))
        return [x for page in files[-1].pages for x in page.Resources.get("/XObject", {}).values()]

    yield found
    for file in files:
        file.close()


def told(made: Built) -> list[Diagnostic]:
    return [f for f in made.findings if f.code.startswith("picture/")]


def refused(root: Path, data: bytes, text: str = PLAIN) -> Diagnostic:
    with pytest.raises(BuildFailed) as failed:
        built(root, data, text)
    (fault,) = failed.value.findings
    return fault


# -- copied ---------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", [PRINT, X1A])
def test_a_page_in_inks_is_copied_with_its_letters(
    tmp_path: Path, edition: Edition, pictures: Pictures
) -> None:
    made = built(tmp_path, foreign.drawn(foreign.inks), edition=edition)
    (form,) = pictures(made)
    assert form.Subtype == "/Form"
    assert [str(f.BaseFont).partition("+")[2] for f in form.Resources.Font.values()] == [
        "LiberationSerif"
    ]
    assert all("/FontFile2" in f.FontDescriptor for f in form.Resources.Font.values())
    assert told(made) == []


def test_the_right_page_is_set_and_each_page_once(tmp_path: Path, pictures: Pictures) -> None:
    data = foreign.drawn(foreign.inks, foreign.glass, foreign.inks)
    text = "\n\n".join(f"![页](a.pdf){{page={n} fit=whole}}" for n in (2, 1, 2))
    forms = {form.objgen: form for form in pictures(built(tmp_path, data, text))}
    assert len(forms) == 2
    assert sorted(b"Tj" in form.read_bytes() for form in forms.values()) == [False, True]


def test_pages_of_one_file_share_their_faces(tmp_path: Path, pictures: Pictures) -> None:
    data = foreign.drawn(foreign.inks, foreign.inks)
    text = "\n\n".join(f"![页](a.pdf){{page={n} fit=whole}}" for n in (1, 2))
    forms = pictures(built(tmp_path, data, text))
    faces = {font.objgen for form in forms for font in form.Resources.Font.values()}
    assert (len({form.objgen for form in forms}), len(faces)) == (2, 1)


def test_a_copied_page_looks_as_it_does_by_itself(tmp_path: Path) -> None:
    source = foreign.drawn(foreign.inks)
    own = Image.open(io.BytesIO(pages_png(source, 144)[0])).convert("RGB")
    assert difference(own, found_in(built(tmp_path, source), own.size)) < 0.01


def test_a_turned_page_stands_upright_and_is_cut_at_its_trim(tmp_path: Path) -> None:
    source = changed(foreign.drawn(foreign.inks), foreign.turned_and_trimmed)
    own = Image.open(io.BytesIO(pages_png(source, 144)[0])).convert("RGB")
    assert own.width < own.height
    assert own.getpixel((20, 20)) != (255, 255, 255), "its square lies at the head left"
    made = built(tmp_path, source)
    assert difference(own, found_in(made, own.size)) < 0.01


def found_in(made: Built, size: tuple[int, int]) -> Image.Image:
    """What the first page that has a picture shows in the picture's place, in that size."""
    assert made.pages
    index, mark = next(
        (i, mark)
        for i, page in enumerate(made.pages.pages)
        for mark in page.marks
        if type(mark).__name__ == "Pictured"
    )
    shown = mark.shown  # type: ignore[union-attr]
    scale = size[0] / shown.width
    png = pages_png(made.data, 72 * scale)[index]
    left, head = round(shown.x * scale), round(shown.y * scale)
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    return whole.crop((left, head, left + size[0], head + size[1]))


def difference(one: Image.Image, other: Image.Image) -> float:
    delta = ImageChops.difference(one.reduce(8), other.reduce(8))
    return sum(ImageStat.Stat(delta).mean) / 3 / 255


def test_marks_of_its_own_structure_and_private_data_stay_behind(
    tmp_path: Path, pictures: Pictures
) -> None:
    source = changed(foreign.drawn(foreign.inks), foreign.tags)
    made = built(tmp_path, source)
    (form,) = pictures(made)
    assert b"BDC" not in form.read_bytes()
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.data)) as file:
        file.save(
            stream, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
        )
    assert b"PieceInfo" not in stream.getvalue()
    assert b"/Users/li" not in stream.getvalue()


def test_a_face_that_is_chosen_and_shows_nothing_is_left_out(
    tmp_path: Path, pictures: Pictures
) -> None:
    (form,) = pictures(built(tmp_path, foreign.drawn(foreign.inks)))  # reportlab chooses Helvetica
    assert b"/F1 " not in form.read_bytes()
    assert "/F1" not in form.Resources.Font


def test_it_is_one_figure_with_its_words(tmp_path: Path) -> None:
    made = built(tmp_path, foreign.drawn(foreign.inks), edition=SCREEN)
    with pikepdf.open(io.BytesIO(made.data)) as file:
        figures = [o for o in file.objects
                   if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]  # fmt: skip
        assert [str(f.Alt) for f in figures] == ["一页"]
        content = b"".join(page.Contents.read_bytes() for page in file.pages)
    assert content.count(b"/Figure<</MCID") == 1


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    source = foreign.drawn(foreign.inks, foreign.red_green)
    first = built(tmp_path / "a", source).data
    assert built(tmp_path / "b", source).data == first


# -- as pixels ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "edition", "words"),
    [
        ("gradient", PRINT, "colours of the screen (RGB) in gradients or patterns"),
        ("gradient", X1A, "colours of the screen (RGB) in gradients or patterns"),
        ("glass", X1A, "transparency"),
        ("a_layer", PRINT, "layers"),
        ("inks", ARCHIVE, "faces that do not prove which characters they show"),
        ("a_spot", SCREEN, "spot inks"),
        ("inks", Edition(outlined=True), "letters, which are asked for as outlines"),
    ],
)
def test_what_a_file_cannot_carry_is_set_in_300_pixels_to_the_inch_and_told(
    tmp_path: Path,
    name: str,
    edition: Edition,
    words: str,
    pictures: Pictures,
) -> None:
    made = built(tmp_path, source_of(name), edition=edition)
    shown = pictures(made)  # glyphs as outlines are forms too
    assert [x.Subtype for x in shown].count("/Image") == 1
    assert not any("/Font" in x.get("/Resources", {}) for x in shown)
    (finding,) = told(made)
    assert finding.code == "picture/pdf-pixels"
    assert finding.severity == ("warning" if edition.profile == "print" else "note")
    assert f"300 to the inch, because of its {words}" in finding.message
    assert str(finding.span).startswith("sections/01-a.md:7")


def source_of(name: str) -> bytes:
    if name in ("a_layer", "a_spot"):
        return changed(foreign.drawn(foreign.inks), getattr(foreign, name))
    return foreign.drawn(getattr(foreign, name))


@pytest.mark.parametrize(
    ("name", "edition"),
    [("glass", PRINT), ("red_green", SCREEN), ("red_green", ARCHIVE), ("a_spot", PRINT)],
)
def test_what_a_file_can_carry_is_copied(
    tmp_path: Path, name: str, edition: Edition, pictures: Pictures
) -> None:
    made = built(tmp_path, source_of(name), edition=edition)
    assert [x.Subtype for x in pictures(made)] == ["/Form"]
    assert told(made) == []


def test_plain_rgb_in_an_archive_is_srgb(tmp_path: Path, pictures: Pictures) -> None:
    (form,) = pictures(built(tmp_path, foreign.drawn(foreign.red_green), edition=ARCHIVE))
    assert str(form.Resources.ColorSpace.DefaultRGB[0]) == "/ICCBased"


def test_pixels_in_print_are_inks_within_the_limit(tmp_path: Path, pictures: Pictures) -> None:
    (image,) = pictures(built(tmp_path, foreign.drawn(foreign.gradient)))
    assert image.ColorSpace == "/DeviceCMYK"
    data = image.read_bytes()
    pixels = {data[i : i + 4] for i in range(0, len(data), 4)}
    assert max(sum(pixel) for pixel in pixels) / 2.55 <= 300
    left, right = data[:4], data[image.Width * 4 - 4 : image.Width * 4]
    assert left[1] > 200 > left[0], "red is magenta, not cyan"
    assert right[0] > right[1], "and the other end is green"


@pytest.mark.parametrize("edition", [PRINT, X1A])
def test_flat_colours_of_the_screen_are_printed_in_inks(
    tmp_path: Path, edition: Edition, pictures: Pictures
) -> None:
    made = built(tmp_path, foreign.drawn(foreign.red_green), edition=edition)
    (form,) = pictures(made)
    assert told(made) == []
    chosen = [i for i in pikepdf.parse_content_stream(form) if str(i.operator) in "kKrgRG"]
    assert {str(i.operator) for i in chosen} == {"k"}
    red, green = ([float(ink) for ink in i.operands] for i in chosen[-2:])
    assert red[1] > 0.8 > red[0]
    assert green[0] > green[1]
    assert max(sum(red), sum(green)) <= 3


def test_black_text_of_the_screen_overprints_in_black_ink_alone(
    tmp_path: Path, pictures: Pictures
) -> None:
    (form,) = pictures(built(tmp_path, foreign.drawn(foreign.rgb_words)))
    said = [
        (str(i.operator), *(str(o) for o in i.operands))
        for i in pikepdf.parse_content_stream(form)
        if str(i.operator) in ("k", "gs", "Tj")
    ]
    black, over, words, knock = said[-4:]
    assert black == ("k", "0", "0", "0", "1")
    assert (over[0], words[0], knock[0]) == ("gs", "Tj", "gs")
    states = form.Resources.ExtGState
    assert (bool(states[over[1]].op), bool(states[knock[1]].op)) == (True, False)


def test_an_image_of_the_screen_is_printed_in_inks(tmp_path: Path, pictures: Pictures) -> None:
    (form,) = pictures(built(tmp_path, foreign.drawn(foreign.photograph)))
    (image,) = form.Resources.XObject.values()
    assert image.ColorSpace == "/DeviceCMYK"
    assert image.read_bytes()[1] > 200 > image.read_bytes()[0]


def test_a_job_of_two_inks_has_it_in_grey(tmp_path: Path, pictures: Pictures) -> None:
    style = "outputs: {name: x, inks: [K, 红]}\n"
    root = tmp_path / "p"
    made = project(root, PLAIN, {"a.pdf": foreign.drawn(foreign.inks)})
    text = (root / "publication.yaml").read_text(encoding="utf-8")
    (root / "publication.yaml").write_text(text + style, encoding="utf-8")
    (root / "style.yaml").write_text(
        "extends: two-ink\nmasthead: none\npalette: {red: {cmyk: ~, spot: 红, fallback: "
        "{cmyk: [0, 100, 90, 0]}}}\n",
        encoding="utf-8",
    )
    done = build_pdf(made)
    (image,) = pictures(done)
    assert image.ColorSpace == "/DeviceGray"
    assert ["process inks" in f.message for f in told(done)] == [True]


def test_a_stamp_on_the_page_is_left_out_and_told(tmp_path: Path) -> None:
    source = changed(foreign.drawn(foreign.inks), foreign.a_stamp)
    (finding,) = told(built(tmp_path, source))
    assert (finding.code, finding.severity) == ("picture/pdf-notes", "warning")
    assert "flatten" in finding.hint


# -- refused --------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, 2, 9])
def test_a_page_that_is_not_there_is_an_error_where_it_is_asked_for(
    tmp_path: Path, number: int
) -> None:
    text = f"![一页](a.pdf){{page={number}}}"
    fault = refused(tmp_path, foreign.drawn(foreign.inks), text)
    assert fault.code == "picture/pdf-page"
    assert f"has one page; page {number} was asked for" in fault.message
    assert (fault.span.file, fault.span.line) == ("sections/01-a.md", 7)
    assert fault.span.column == text.index("page=") + len("page=") + 1


def test_a_file_with_a_password_is_an_error(tmp_path: Path) -> None:
    fault = refused(tmp_path, foreign.locked(foreign.drawn(foreign.inks)))
    assert fault.code == "picture/pdf-encrypted"
    assert "'a.pdf' opens only with a password" in fault.message


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"no PDF at all", b""])
def test_a_damaged_file_is_an_error(tmp_path: Path, data: bytes) -> None:
    assert refused(tmp_path, data).code in ("picture/corrupt", "picture/empty")


def test_damaged_content_is_an_error(tmp_path: Path) -> None:
    def broken(file: pikepdf.Pdf) -> None:
        file.pages[0].Contents = file.make_indirect(pikepdf.Stream(file, b"/Nowhere Do"))

    fault = refused(tmp_path, changed(foreign.drawn(foreign.inks), broken))
    assert fault.code == "picture/corrupt"
    assert "/Nowhere" in fault.message


def test_a_damaged_image_on_the_page_is_an_error(tmp_path: Path) -> None:
    def torn(file: pikepdf.Pdf) -> None:
        for image in file.pages[0].Resources.XObject.values():
            image.write(b"\x78\x9c" + b"\xff" * 400, filter=pikepdf.Name.FlateDecode)

    fault = refused(tmp_path, changed(foreign.drawn(foreign.wrapped_jpeg), torn))
    assert fault.code == "picture/corrupt"
    assert "an image that is damaged" in fault.message


@pytest.mark.parametrize("edition", [PRINT, X1A, ARCHIVE])
def test_a_jpeg_in_text_encoding_is_copied_as_it_is(
    tmp_path: Path, edition: Edition, pictures: Pictures
) -> None:
    made = built(tmp_path, foreign.drawn(foreign.wrapped_jpeg), edition=edition)
    (form,) = pictures(made)
    (image,) = form.Resources.XObject.values()
    assert "/DCTDecode" in [str(f) for f in image.Filter]
    assert told(made) == []


def test_faces_that_are_not_inside_are_an_error_by_name(tmp_path: Path) -> None:
    fault = refused(tmp_path, foreign.drawn(foreign.helvetica))
    assert fault.code == "picture/pdf-fonts"
    assert "(Helvetica)" in fault.message
    assert "fonts embedded" in fault.hint


def test_a_page_of_what_is_no_pdf_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match=r"'a\.png' is no PDF: it has no page 2"):
        build_pdf(project(tmp_path, "![图](a.png){page=2}", {"a.png": b"x"}))


# -- Word -----------------------------------------------------------------------------------


def test_in_word_it_is_drawn_in_300_pixels_to_the_inch(tmp_path: Path) -> None:
    made = build_docx(project(tmp_path, PLAIN, {"a.pdf": foreign.drawn(foreign.inks)}))
    opened = docx.Document(io.BytesIO(made.data))
    (part,) = [p for p in opened.part.package.iter_parts() if "image" in p.content_type]
    picture = Image.open(io.BytesIO(part.blob))
    (extent,) = opened.element.xpath("//wp:extent")
    assert picture.width / (int(extent.get("cx")) / 914400) == pytest.approx(300, abs=2)
    assert picture.height / picture.width == pytest.approx(2 / 3, abs=0.01)
    red = picture.convert("RGB").getpixel((20, picture.height - 20))
    assert isinstance(red, tuple)
    assert red[0] > 180 > red[1]
