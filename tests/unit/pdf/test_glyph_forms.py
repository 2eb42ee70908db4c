"""Text as outlines."""

from __future__ import annotations

import io

from PIL import Image, ImageChops, ImageStat

from tests.unit.pdf.made import LATIN, page, pages, pdf, run, words
from tests.unit.pdf.reading import opened, stream
from typeset.color import BLACK
from typeset.display import Glyphs, TagClose, TagOpen
from typeset.pdf.edition import Edition
from typeset.preview.png import pages_png

UPRIGHT = Glyphs(run=run("竖排——"), x=260, y=80, vertical=True)
MADE = pages(
    page(
        words(1, run("全市，“十三五”", spread=0.2, size=24), run("GDP 4220", face=LATIN, size=24)),
        (TagOpen(1), UPRIGHT, TagClose()),
    )
)
OUTLINED = pdf(MADE, edition=Edition(outlined=True))


def pictured(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(pages_png(data, 150, bleed=True)[0])).convert("L")


def test_there_is_no_font_in_the_file() -> None:
    assert "/Font" not in opened(OUTLINED).pages[0].Resources
    assert b"/FontFile" not in OUTLINED


def test_it_looks_the_same() -> None:
    delta = ImageChops.difference(pictured(pdf(MADE)), pictured(OUTLINED))
    assert ImageStat.Stat(delta).mean[0] < 0.15


def test_a_glyph_is_one_form_wherever_it_is_shown() -> None:
    forms = opened(OUTLINED).pages[0].Resources.XObject
    again = opened(pdf(pages(page(words(1, run("十十十")))), edition=Edition(outlined=True)))
    assert len(again.pages[0].Resources.XObject) == 1
    assert {str(form.Subtype) for form in forms.values()} == {"/Form"}


def test_the_structure_still_says_what_it_spells() -> None:
    assert "<FEFF" + "竖排——".encode("utf-16-be").hex().upper() in stream(OUTLINED)


def test_black_still_overprints() -> None:
    made = pages(page(words(1, run("黑", color=BLACK))))
    assert "/GSo gs" in stream(pdf(made, edition=Edition(outlined=True)))
