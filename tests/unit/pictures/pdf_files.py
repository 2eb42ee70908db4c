"""PDF files of strangers, made anew for every test: pages to be set as pictures."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image
from reportlab.lib.colors import green, red
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from tests.pdf_changes import changed
from typeset.resources import asset

SIZE = (300.0, 200.0)  # points
_FACE = "LiberationSerif-Regular"


def drawn(*pages: Callable[[Any], None], size: tuple[float, float] = SIZE) -> bytes:
    """A PDF by reportlab, one page for each drawing."""
    if _FACE not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(_FACE, str(asset(f"fonts/{_FACE}.ttf"))))
    stream = io.BytesIO()
    made = canvas.Canvas(stream, pagesize=size, invariant=1)
    for page in pages:
        page(made)
        made.showPage()
    made.save()
    return stream.getvalue()


def inks(made: Any) -> None:
    """A red square at the foot left, and a line of embedded text in black."""
    made.setFillColorCMYK(0, 0.9, 0.8, 0)
    made.rect(0, 0, 100, 100, fill=1, stroke=0)
    made.setFillColorCMYK(0, 0, 0, 1)
    made.setFont(_FACE, 18)
    made.drawString(120, 60, "a stranger's page")


def red_green(made: Any) -> None:
    made.setFillColorRGB(0.9, 0.1, 0.1)
    made.rect(0, 0, 150, 200, fill=1, stroke=0)
    made.setFillColorRGB(0.1, 0.6, 0.1)
    made.rect(150, 0, 150, 200, fill=1, stroke=0)


def rgb_words(made: Any) -> None:
    """Black words in RGB, as office programs write them."""
    made.setFillColorRGB(0, 0, 0)
    made.setFont(_FACE, 18)
    made.drawString(20, 60, "black")


def photograph(made: Any) -> None:
    """A red image in RGB."""
    picture = ImageReader(Image.new("RGB", (40, 40), (230, 20, 20)))
    made.drawImage(picture, 20, 20, 100, 100)


def gradient(made: Any) -> None:
    """From red to green, in RGB."""
    made.linearGradient(0, 0, 300, 0, (red, green))


def glass(made: Any) -> None:
    made.setFillColorCMYK(0, 0.9, 0.8, 0)
    made.setFillAlpha(0.5)
    made.rect(20, 20, 100, 100, fill=1, stroke=0)


def wrapped_jpeg(made: Any) -> None:
    """A JPEG in four inks, which reportlab wraps in ASCII."""
    stream = io.BytesIO()
    Image.linear_gradient("L").resize((300, 200)).convert("CMYK").save(stream, "JPEG")
    made.drawImage(ImageReader(io.BytesIO(stream.getvalue())), 20, 20, 200, 140)


def helvetica(made: Any) -> None:
    made.drawString(20, 20, "not inside")


def locked(data: bytes) -> bytes:
    return changed(data, lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b"))


def turned_and_trimmed(file: Pdf) -> None:
    page = file.pages[0].obj
    page.MediaBox, page.TrimBox = Array([-10, -10, 310, 210]), Array([0, 0, 300, 200])
    page.Rotate = 90


def a_layer(file: Pdf) -> None:
    layer = file.make_indirect(Dictionary(Type=Name.OCG, Name="Draft"))
    file.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))
    page = file.pages[0]
    page.Resources.Properties = Dictionary(L=layer)
    content = page.Contents.read_bytes()
    page.Contents = file.make_indirect(Stream(file, b"/OC /L BDC\n" + content + b"\nEMC"))


def tags(file: Pdf) -> None:
    """Marked content, and private data that nobody else should get."""
    page = file.pages[0]
    content = page.Contents.read_bytes()
    marked = b"/P <</MCID 0>> BDC\n" + content + b"\nEMC"
    page.Contents = file.make_indirect(Stream(file, marked))
    page.obj.PieceInfo = Dictionary(Secret=Dictionary(Path=pikepdf.String("/Users/li")))


def a_stamp(file: Pdf) -> None:
    look = Stream(file, b"0 0 9 9 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    stamp = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 9, 9]), F=4,
        AP=Dictionary(N=file.make_indirect(look)),
    )  # fmt: skip
    file.pages[0].obj.Annots = Array([file.make_indirect(stamp)])


def a_spot(file: Pdf) -> None:
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 1, 0]), N=1
    )
    page = file.pages[0]
    space = Array([Name.Separation, Name("/Seal"), Name.DeviceCMYK, tint])
    page.Resources.ColorSpace = Dictionary(Seal=space)
    page.Contents = file.make_indirect(Stream(file, b"/Seal cs 1 scn 0 0 100 100 re f"))
