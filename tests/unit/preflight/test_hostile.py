"""Whatever the bytes are: a report or a word that they cannot be read, soon and in bounds."""

from __future__ import annotations

import random
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.unit.preflight import made
from tests.unit.preflight.made import append, examined, resources
from typeset.preflight import Report, Unreadable, canvas, examine, values
from typeset.preflight.lexer import operators
from typeset.preflight.opening import read


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\0" * 2000, b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"GIF89a" * 300,
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>"
        ),
        b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>",
    ],
)  # fmt: skip
def test_what_is_no_pdf_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        examine(data)


def test_a_file_with_a_password_is_unreadable() -> None:
    import io

    out = io.BytesIO()
    made.sound().save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Unreadable, match="password"):
        examine(out.getvalue())


def test_a_file_cut_short_is_mended_and_said_to_be_damaged() -> None:
    data = made.saved(made.sound("x1a"), "x1a")
    report = examined(data[: data.rindex(b"xref")], "x1a")
    assert "damaged" in made.codes(report)


@pytest.mark.parametrize("seed", range(40))
def test_any_damage_ends_in_a_report_or_a_word(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - which bytes are damaged
    data = bytearray(made.saved(made.sound("x1a"), "x1a"))
    for _ in range(chance.randrange(1, 60)):
        at = chance.randrange(len(data))
        if chance.random() < 0.7:
            data[at] = chance.randrange(256)
        else:
            del data[at : at + chance.randrange(1, 40)]
    try:
        report = examine(bytes(data))
    except Unreadable:
        return
    assert [report.message(f, language) for f in report.findings for language in ("en", "zh")]


@pytest.mark.parametrize("seed", range(60))
def test_any_bytes_as_content_are_read_to_their_end(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    pieces = (
        b"q Q [ ] << >> ( ) <41 /F1 12 -.5 Tj TJ re f BI ID EI Do gs scn cm \xff\x00 % Tf BDC EMC"
        b" sh 1e999 \\ d1"
    ).split(b" ")
    data = b" ".join(chance.choice(pieces) for _ in range(400))
    assert list(operators(data)) is not None
    file = made.sound()
    file.pages[0].obj.Contents = file.make_indirect(Stream(file, data))
    assert isinstance(examined(made.saved(file)), Report)


def test_content_that_inflates_without_end_is_not_inflated() -> None:
    file = made.sound()
    bomb = Stream(file, zlib.compress(b"q " * (80 << 20), 9))
    bomb.Filter = Name.FlateDecode
    file.pages[0].obj.Contents = file.make_indirect(bomb)
    assert "unreadable-content" in made.codes(examined(made.saved(file)))


def test_inflating_is_measured_no_further_than_the_limit() -> None:
    raw = zlib.compress(b"\0" * (64 << 20), 9)
    assert values.inflated_length(raw, 1 << 20) <= 3 << 20


def test_a_file_of_too_many_operators_is_said_to_be_incomplete(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(canvas.Budget, "spend", _spend_of(20))
    report = examined(made.saved(made.sound()))
    assert "incomplete" in made.codes(report)


def _spend_of(most: int) -> object:
    spent = [0]

    def spend(_budget: canvas.Budget, count: int = 1) -> None:
        spent[0] += count
        if spent[0] > most:
            raise canvas.TooMuch

    return spend


def test_forms_that_multiply_are_stopped_by_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    file = made.sound()
    form = _form(file, b"0 0 1 1 re f")
    for _ in range(12):
        inner = form
        form = _form(file, b"/A Do " * 10)
        form.Resources = Dictionary(XObject=Dictionary(A=inner))
    resources(file).XObject.Bomb = form
    append(file, "/Bomb Do")
    monkeypatch.setattr(canvas.Budget, "spend", _spend_of(20_000))
    assert "incomplete" in made.codes(examined(made.saved(file)))


def test_forms_nested_without_end_are_not_followed() -> None:
    file = made.sound()
    form = _form(file, b"0 0 1 1 re f")
    for _ in range(40):
        inner = form
        form = _form(file, b"/A Do")
        form.Resources = Dictionary(XObject=Dictionary(A=inner))
    resources(file).XObject.Deep = form
    append(file, "/Deep Do")
    assert "nested-too-deep" in made.codes(examined(made.saved(file)))


def _form(file: Pdf, data: bytes) -> pikepdf.Object:
    return file.make_indirect(
        Stream(file, data, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 100]))
    )


def test_values_of_the_wrong_kind_are_no_traceback() -> None:
    file = made.sound()
    page = file.pages[0].obj
    page.Annots = Name.Wrong
    page.Rotate = Name.Wrong
    page.TrimBox = Array([1, 2, Name.Three, 4])
    page.Group = Array([])
    resources(file).Font.F1 = Array([1])
    resources(file).ColorSpace.Red = Array([Name.Separation])
    resources(file).ExtGState.Over = 5
    file.Root.OutputIntents = Dictionary()
    file.Root.OCProperties = Array([1])
    file.Root.Names = 7
    file.trailer.Info = Array([])
    assert not examined(made.saved(file)).clean


def test_text_that_no_terminal_can_show_is_told_all_the_same() -> None:
    file = made.sound()
    resources(file).Font.F1.BaseFont = Name("/Bad\x1b[31mName")
    descriptor = resources(file).Font.F1.DescendantFonts[0].FontDescriptor
    del descriptor["/FontFile2"]
    report = examined(made.saved(file))
    assert all(f.message.isprintable() for f in report.diagnostics())


def test_a_page_in_the_catalogue_twice_is_read_twice() -> None:
    file = made.sound()
    file.pages.append(file.pages[0])
    assert len(read(made.saved(file), "").sheets) == 3
