"""What print shops are most often sent: files of other programs, each with one typical fault.

Each is made by reportlab as an office or a student would make it, and is looked at for what a
person in prepress would say of it; what every such file lacks (PDF/X, an output intent,
metadata, overprinting black) is left aside.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import PIL.Image
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from tests.pdf_changes import changed
from typeset.preflight import Unreadable, examine
from typeset.preflight.report import in_chinese
from typeset.resources import asset

WIDTH, HEIGHT, BLEED = 210 * mm, 297 * mm, 3 * mm
FACE = "NotoSerifSC-Regular"
ALWAYS = {
    "intent-missing", "no-metadata", "not-pdfx", "black-text-knockout", "page-count-odd",
    "metadata-missing", "trapped", "tint-light",
}  # fmt: skip
Draw = Callable[[Any], None]


def made(*pages: Draw, bleed: bool = True) -> bytes:
    if FACE not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FACE, str(asset(f"fonts/{FACE}.ttf"))))
    stream, more = io.BytesIO(), BLEED if bleed else 0.0
    size = (WIDTH + 2 * more, HEIGHT + 2 * more)
    file = canvas.Canvas(stream, pagesize=size, invariant=1)
    if bleed:
        file.setTrimBox((more, more, WIDTH + more, HEIGHT + more))
        file.setBleedBox((0, 0, *size))
    for draw in pages:
        draw(file)
        file.showPage()
    file.save()
    return stream.getvalue()


def text(file: Any, size: float = 10.5) -> None:
    file.setFillColorCMYK(0, 0, 0, 1)
    file.setFont(FACE, size)
    file.drawString(30 * mm, 200 * mm, "镇江高新区扎实开展党史学习教育")


def picture(mode: str, size: tuple[int, int]) -> ImageReader:
    stream = io.BytesIO()
    ramp = PIL.Image.linear_gradient("L").resize(size)
    flat = PIL.Image.merge("RGB", (ramp, ramp.rotate(180), ramp))
    flat.convert(mode).save(stream, "PNG" if mode == "RGB" else "JPEG")
    return ImageReader(io.BytesIO(stream.getvalue()))


def rgb_picture(file: Any) -> None:
    file.drawImage(picture("RGB", (1000, 700)), 30 * mm, 30 * mm, 80 * mm, 56 * mm)


def coarse_picture(file: Any) -> None:
    file.drawImage(picture("CMYK", (200, 140)), 30 * mm, 30 * mm, 120 * mm, 84 * mm)


def helvetica(file: Any) -> None:
    file.setFillColorCMYK(0, 0, 0, 1)
    file.setFont("Helvetica", 12)
    file.drawString(30 * mm, 200 * mm, "Annual review")


def red_head(file: Any) -> None:
    file.setFillColorCMYK(0.08, 1, 0.95, 0.04)
    file.rect(0, HEIGHT - 80 * mm, WIDTH, 80 * mm, fill=1, stroke=0)


def hairlines(file: Any) -> None:
    file.setStrokeColorCMYK(0, 0, 0, 1)
    for weight in (0, 0.1):
        file.setLineWidth(weight)
        file.line(30 * mm, (100 + 99 * weight) * mm, 180 * mm, (100 + 99 * weight) * mm)


def rich_black(file: Any) -> None:
    file.setFillColorCMYK(0.75, 0.68, 0.67, 0.9)
    file.setFont(FACE, 10.5)
    file.drawString(30 * mm, 200 * mm, "四色黑字")


def office_black(file: Any) -> None:
    file.setFillColorRGB(0, 0, 0)
    file.setFont(FACE, 10.5)
    file.drawString(30 * mm, 200 * mm, "办公软件的黑字")


def field(file: Any) -> None:
    file.setFillColorCMYK(1, 0.72, 0.18, 0.06)
    file.rect(20 * mm, 150 * mm, 170 * mm, 80 * mm, fill=1, stroke=0)
    file.setFillColorCMYK(0, 0, 0, 0)


def white_overprints(file: Any) -> None:
    field(file)
    file.setFillOverprint(True)
    file.setOverprintMask(1)
    file.setFont(FACE, 30)
    file.drawString(30 * mm, 190 * mm, "凝心聚力")


def small_reversed(file: Any) -> None:
    field(file)
    file.setFont(FACE, 5.2)
    file.drawString(30 * mm, 190 * mm, "反白小字")


def glass(file: Any) -> None:
    file.setFillAlpha(0.5)
    file.setFillColorCMYK(0, 1, 1, 0)
    file.rect(40 * mm, 150 * mm, 100 * mm, 80 * mm, fill=1, stroke=0)


def form_and_link(file: Any) -> None:
    text(file)
    file.acroForm.textfield(name="n", x=30 * mm, y=40 * mm, width=80 * mm, height=8 * mm)
    file.linkURL("https://example.cn", (30 * mm, 200 * mm, 60 * mm, 210 * mm))


def heavy_ink(file: Any) -> None:
    file.setFillColorCMYK(0.9, 0.8, 0.8, 0.9)
    file.rect(40 * mm, 40 * mm, 90 * mm, 90 * mm, fill=1, stroke=0)


def at_the_cut(file: Any) -> None:
    file.setFillColorCMYK(0, 0, 0, 1)
    file.setFont(FACE, 9)
    file.drawString(BLEED + 1 * mm, 250 * mm, "贴着切口")


def sideways(file: Any) -> None:
    file.setPageSize((HEIGHT + 2 * BLEED, WIDTH + 2 * BLEED))
    file.setTrimBox((BLEED, BLEED, HEIGHT + BLEED, WIDTH + BLEED))
    file.setBleedBox((0, 0, HEIGHT + 2 * BLEED, WIDTH + 2 * BLEED))
    file.setFont(FACE, 10.5)
    file.drawString(30 * mm, 100 * mm, "横页")


def hidden_layer(file: Pdf) -> None:
    layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("审稿意见")))
    default = Dictionary(Order=Array([layer]), OFF=Array([layer]))
    file.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=default)


def torn_picture(file: Pdf) -> None:
    for drawn in file.pages[0].Resources.XObject.values():
        drawn.write(drawn.read_bytes()[:9000])


def broken_deflate(file: Pdf) -> None:
    for drawn in file.pages[0].Resources.XObject.values():
        drawn.write(b"\x78\x9c" + b"\xff" * 400, filter=Name.FlateDecode)


def torn_jpeg(file: Pdf) -> None:
    stream = io.BytesIO()
    PIL.Image.effect_noise((200, 140), 90).convert("CMYK").save(stream, "JPEG")
    data = stream.getvalue()
    for drawn in file.pages[0].Resources.XObject.values():
        drawn.write(data[: len(data) // 3], filter=Name.DCTDecode)


def said(data: bytes, standard: Any = "x4", **wanted: Any) -> set[str]:
    report = examine(data, "sent.pdf", against=standard, **wanted)
    return {finding.code for finding in report.findings} - ALWAYS


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        pytest.param(lambda: made(rgb_picture), {"rgb"}, id="a picture in RGB"),
        pytest.param(lambda: made(coarse_picture), {"image-coarse"}, id="a picture of 42 dpi"),
        pytest.param(lambda: made(helvetica), {"font-not-embedded"}, id="a font left outside"),
        pytest.param(
            lambda: made(red_head, bleed=False), {"bleed-box", "trim-missing"}, id="no bleed"
        ),
        pytest.param(lambda: made(hairlines), {"rule-hairline", "rule-thin"}, id="hairlines"),
        pytest.param(lambda: made(rich_black), {"black-text-mixed"}, id="black text in four inks"),
        pytest.param(
            lambda: made(office_black), {"black-text-mixed", "rgb"}, id="black text of an office"
        ),
        pytest.param(lambda: made(white_overprints), {"white-overprint"}, id="white overprints"),
        pytest.param(lambda: made(small_reversed), {"type-reversed"}, id="small reversed type"),
        pytest.param(lambda: made(form_and_link), {"form", "annotation"}, id="a form and a link"),
        pytest.param(
            lambda: changed(made(text), hidden_layer), {"layer-hidden"}, id="a hidden layer"
        ),
        pytest.param(lambda: made(text, sideways), {"trim-differs"}, id="two sizes"),
        pytest.param(lambda: made(heavy_ink), {"ink-flat"}, id="too much ink"),
        pytest.param(lambda: made(at_the_cut), {"text-cut"}, id="text at the cut"),
        pytest.param(
            lambda: changed(
                made(text), lambda _: None, encryption=pikepdf.Encryption(owner="a", user="")
            ),
            {"encrypted"},
            id="locked by its owner",
        ),
        pytest.param(
            lambda: changed(made(rgb_picture), broken_deflate),
            {"rgb", "image-damaged"},
            id="a picture that cannot be unpacked",
        ),
        pytest.param(
            lambda: changed(made(rgb_picture), torn_picture),
            {"rgb", "image-damaged"},
            id="half a picture",
        ),
        pytest.param(
            lambda: changed(made(coarse_picture), torn_jpeg),
            {"image-coarse", "image-damaged", "image-not-measured"},
            id="half a JPEG",
        ),
    ],
)
def test_a_typical_fault_is_told_and_nothing_beside_it(
    data: Callable[[], bytes], codes: set[str]
) -> None:
    found = said(data())
    assert found - {"object-streams", "version"} == codes


def test_what_shines_through_is_right_in_x4_and_wrong_in_x1a() -> None:
    data = made(glass)
    assert said(data) == set()
    assert "opacity" in said(data, "x1a")
    assert "layers" in said(changed(made(text), hidden_layer), "x1a")


@pytest.mark.parametrize(
    ("pages", "binding", "words"),
    [
        (7, "saddle", "1 more is needed"),
        (6, "saddle", "2 more are needed"),
        (72, "saddle", "more than 64 pages"),
        (41, "perfect", "must be even"),
        (12, "perfect", "fewer than 40 pages"),
    ],
)
def test_a_count_that_cannot_be_bound_is_told(pages: int, binding: Any, words: str) -> None:
    report = examine(made(*[text] * pages), binding=binding)
    counted = [f for f in report.findings if f.code == "page-count"]
    assert any(words in report.message(f, "en") for f in counted)


@pytest.mark.parametrize("data", [b"GIF89a", made(text)[:300], b"%PDF-1.4\n"])
def test_what_cannot_be_read_is_said_without_a_word_of_our_machinery(data: bytes) -> None:
    with pytest.raises(Unreadable) as fault:
        examine(data)
    assert "<" not in str(fault.value)


def test_a_password_is_named() -> None:
    locked = pikepdf.Encryption(owner="a", user="b")
    with pytest.raises(Unreadable, match="password"):
        examine(changed(made(text), lambda _: None, encryption=locked))


def test_what_is_the_same_on_every_page_is_told_once_on_the_terminal() -> None:
    report = examine(made(*[text] * 5, helvetica, text), "sent.pdf")
    by_page = [d for d in report.diagnostics() if d.code == "preflight/black-text-knockout"]
    assert [d.span.line for d in by_page] == [1, 2, 3, 4, 5, 6, 7]
    (once,) = [
        d for d in report.diagnostics(joined=True) if d.code == "preflight/black-text-knockout"
    ]
    assert once.span.line == 1
    assert once.message.endswith("; so on pages 2–7")


LATIN = re.compile(r"\b[a-z]{3,}\b")
TERMS = {  # of PDF and of the trade, the same in Chinese
    "op", "true", "dpi", "pdf", "sent", "xmp", "dc", "title", "sent.pdf",
}  # fmt: skip


def test_the_printed_report_speaks_chinese() -> None:
    for draw in (rgb_picture, rich_black, white_overprints, red_head, glass, form_and_link):
        for standard in ("x4", "x1a"):
            report = examine(made(draw), "sent.pdf", against=standard, binding="saddle")
            for finding in report.findings:
                words = set(LATIN.findall(report.message(finding, "zh"))) - TERMS
                assert not words, report.message(finding, "zh")


def test_every_word_that_fills_a_message_has_its_chinese() -> None:
    assert in_chinese("has 3 channels where 4 are declared") == "有 3 个通道，声明为 4 个"
    assert in_chinese("the count must be a multiple of 4; 1 more is needed").endswith("还差 1 页")
    assert in_chinese("Helvetica") == "Helvetica"
