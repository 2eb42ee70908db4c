"""An empty place for an electronic seal: a field to be signed, told to readers, drawn by nobody."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from tests.unit.pdf.made import page, pages, pdf, run, words
from typeset.cli.main import main
from typeset.display import Element
from typeset.geometry import MM
from typeset.pdf.edition import Edition, Seal


def made(seal: Seal | None, profile: str = "archive", level: str = "2a") -> pikepdf.Pdf:
    told = [Element(id=1, kind="P"), Element(id=2, kind="P")]
    shown = page(words(1, run("正文"))), page(words(2, run("落款")), number=2)
    text = pages(*shown, children=told)
    data = pdf(text, edition=Edition(profile=profile, level=level, seal=seal))
    return pikepdf.open(io.BytesIO(data))


def test_the_field_stands_on_the_last_page_where_it_is_asked_for() -> None:
    with made(Seal(x=50, y=60)) as file:
        (field,) = file.Root.AcroForm.Fields
        assert field.FT == "/Sig"
        assert "/V" not in field
        assert "/Annots" not in file.pages[0]
        assert file.pages[1].Annots[0].objgen == field.objgen
        left, low, right, high = (float(v) for v in field.Rect)
        _, _, _, top = (float(v) for v in file.pages[1].trimbox)
        assert left == pytest.approx(50 * MM, abs=0.01)
        assert (right - left, high - low) == pytest.approx((42 * MM, 42 * MM), abs=0.01)
        assert top - high == pytest.approx(60 * MM, abs=0.01)
        assert field.AP.N.read_bytes() == b""


def test_a_reader_is_told_of_it_after_the_text() -> None:
    with made(Seal(x=50, y=60)) as file:
        last = list(file.Root.StructTreeRoot.K[0].K)[-1]
        assert last.S == "/Form"
        assert last.K.Obj.objgen == file.Root.AcroForm.Fields[0].objgen
        assert str(file.Root.AcroForm.Fields[0].TU) == "印章处"


def test_without_it_there_is_no_form() -> None:
    with made(None) as file:
        assert "/AcroForm" not in file.Root


def test_a_print_file_never_holds_one() -> None:
    with made(Seal(x=50, y=60), "print", "4") as file:
        assert "/AcroForm" not in file.Root
        assert "/Annots" not in file.pages[1]


@pytest.mark.parametrize("given", ["50", "a,b", "1,2,3,4,5"])
def test_a_place_that_is_none_is_refused(
    given: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["pdf", str(tmp_path), "--profile", "archive", "--seal", given])
    assert stop.value.code == 2
    assert "such as 120,200" in capsys.readouterr().err
