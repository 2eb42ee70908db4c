"""How pages are read: inks, sizes, places, what is under what."""

from __future__ import annotations

import io
from typing import Any

import PIL.Image
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from tests.unit.preflight import made
from tests.unit.preflight.made import append, codes, examined, resources
from typeset.preflight.inks import CMYK, Ink, Space, ink
from typeset.preflight.lexer import Name as Spoken
from typeset.preflight.lexer import operators
from typeset.preflight.marks import Painted
from typeset.preflight.opening import read
from typeset.preflight.shapes import holds


def painted(file: Any, page: int = 0) -> list[Painted]:
    return read(made.saved(file), "").sheets[page].painted


def test_operators_come_with_their_operands() -> None:
    data = b"q 1 -.5 m % words\n[(a\\)b\\101) -20 <4142>] TJ /N#20x gs << /A [1 true] >> BDC"
    assert list(operators(data)) == [
        ("q", []),
        ("m", [1.0, -0.5]),
        ("TJ", [[b"a)bA", -20.0, b"AB"]]),
        ("gs", [Spoken("N x")]),
        ("BDC", [{"A": [1.0, True]}]),
    ]


def test_an_inline_image_is_one_operator() -> None:
    found = list(operators(b"BI /W 2 /H 1 /BPC 8 /CS /RGB ID \x01EI\xff( EI Q"))
    assert found == [
        ("BI", [{"W": 2.0, "H": 1.0, "BPC": 8.0, "CS": "RGB"}, b"\x01EI\xff("]),
        ("Q", []),
    ]


def test_text_is_read_with_its_words_size_and_place() -> None:
    file = made.sound()
    file.pages[0].obj.Contents = Stream(
        file, b"2 0 0 2 10 0 cm BT /F1 5 Tf 1.5 0 0 1.5 100 200 Tm <0001> Tj ET"
    )
    (text,) = painted(file)
    assert text.size == pytest.approx(15)
    assert text.box is not None
    assert text.box[0] == pytest.approx(210)
    assert text.box[1] == pytest.approx(400 - 0.12 * 15)


def test_a_spot_ink_is_a_plate_of_its_own() -> None:
    space = Space(family="Separation", components=1, base=CMYK, names=("Seal",), solid=(0, 1, 1, 0))
    seal = ink(space, [0.5])
    assert seal.plates == (("Seal", 50.0),)
    assert seal.total == 50
    assert 0.2 < seal.darkness < 0.5


def test_darkness_goes_from_paper_to_black() -> None:
    shades = [(0, 0, 0, 0), (0.02, 0.08, 0.25, 0), (0.08, 1, 0.95, 0.04), (0, 0, 0, 1)]
    dark = [ink(CMYK, shade).darkness for shade in shades]
    assert dark == sorted(dark)
    assert dark[0] == 0
    assert dark[-1] == 1
    assert Ink(CMYK, (0, 0, 0, 0)).is_paper


def test_a_clip_limits_what_is_seen() -> None:
    file = made.sound()
    file.pages[0].obj.Contents = Stream(
        file, b"q 10 10 20 20 re W n 0 0 100 100 re f Q 5 5 9 9 re f"
    )
    assert [thing.box for thing in painted(file)] == [(10, 10, 30, 30), (5, 5, 14, 14)]


def test_text_on_a_layer_that_is_off_is_hidden() -> None:
    file = made.sound()
    layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    file.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    resources(file).Properties = Dictionary(L=layer)
    append(file, "/OC /L BDC 0 0 0 1 k /Over gs BT /F1 12 Tf 60 380 Td <0001> Tj ET EMC")
    report = examined(made.saved(file))
    assert codes(report) == {"hidden-text", "layer-hidden"}
    (hidden,) = (f for f in report.findings if f.code == "hidden-text")
    assert "layer 'Draft' is off" in report.message(hidden, "en")


def test_forms_patterns_and_glyph_procedures_are_followed() -> None:
    for make in (_in_form, _in_pattern, _in_glyph):
        file = made.sound()
        make(file)
        assert "rgb" in codes(examined(made.saved(file))), make.__name__


def _in_form(file: Any) -> None:
    form = Stream(file, b"1 0 0 rg 0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([0, 0, 9, 9])
    form.Matrix = Array([1, 0, 0, 1, 100, 300])
    resources(file).XObject.Red = file.make_indirect(form)
    append(file, "/Red Do")


def _in_pattern(file: Any) -> None:
    cell = Stream(file, b"1 0 0 rg 0 0 9 9 re f", PatternType=1, PaintType=1, XStep=9, YStep=9)
    cell.BBox = Array([0, 0, 9, 9])
    resources(file).Pattern = Dictionary(Dots=file.make_indirect(cell))
    append(file, "/Pattern cs /Dots scn 0 0 200 300 re f")


def _in_glyph(file: Any) -> None:
    drawn = Stream(file, b"1000 0 d0 1 0 0 rg 0 0 500 500 re f")
    resources(file).Font.Drawn = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=file.make_indirect(drawn)), FirstChar=97, Widths=Array([1000]),
        Encoding=Dictionary(Differences=Array([97, Name.a])),
    )  # fmt: skip
    append(file, "BT /Drawn 12 Tf 100 300 Td (a) Tj ET")


def test_a_gradient_is_measured_at_its_ends() -> None:
    file = made.sound()
    function = Dictionary(
        FunctionType=2, N=1, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([1, 1, 1, 1])
    )
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([0, 0, 1, 1]), Function=function
    )
    resources(file).Shading = Dictionary(Fade=file.make_indirect(shading))
    append(file, "100 300 50 50 re W n /Fade sh")
    assert codes(examined(made.saved(file))) == {"ink-flat"}


def test_a_rule_on_a_ground_of_its_own_inks_shows_no_register() -> None:
    file = made.sound()
    append(
        file, "0.1 0.9 0.9 0.1 k 60 300 200 60 re f 0.08 0.8 0.8 0.1 K 0.4 w 70 330 m 250 330 l S"
    )
    assert codes(examined(made.saved(file))) == set()


def test_a_point_is_inside_a_shape_or_in_its_hole() -> None:
    square = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0))
    hole = ((3.0, 3.0), (3.0, 6.0), (6.0, 6.0), (6.0, 3.0))
    assert holds((square,), (1, 1))
    assert not holds((square,), (10, 1))
    assert not holds((square, hole), (4, 4))
    assert holds((square, hole), (7, 7))


@pytest.mark.parametrize(
    ("percent", "clean"), [((90, 90, 90, 60), False), ((40, 30, 20, 10), True)]
)
def test_the_ink_of_a_jpeg_is_measured_as_it_prints(percent: tuple[int, ...], clean: bool) -> None:
    """Pillow writes CMYK turned over, which Decode turns back (Adobe's way)."""
    file = made.sound()
    pixel = tuple(round(value * 2.55) for value in percent)
    data = io.BytesIO()
    PIL.Image.new("CMYK", (800, 800), pixel).save(data, "JPEG", quality=95)
    image = Stream(
        file, data.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=800, Height=800,
        BitsPerComponent=8, ColorSpace=Name.DeviceCMYK, Decode=Array([1, 0] * 4),
    )  # fmt: skip
    image.Filter = Name.DCTDecode
    resources(file).XObject.Picture = file.make_indirect(image)
    assert codes(examined(made.saved(file))) == (set() if clean else {"ink-image"})


def test_a_few_dark_samples_are_no_area() -> None:
    file = made.sound()
    light, dark = bytes([20, 20, 20, 20]), bytes([255, 255, 255, 255])
    rows = light * 1000 * 995 + (dark * 50 + light * 950) * 5
    image = Stream(
        file, rows, Type=Name.XObject, Subtype=Name.Image, Width=1000, Height=1000,
        BitsPerComponent=8, ColorSpace=Name.DeviceCMYK,
    )  # fmt: skip
    resources(file).XObject.Picture = file.make_indirect(image)
    assert codes(examined(made.saved(file))) == set()
