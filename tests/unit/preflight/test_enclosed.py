"""A PDF that is to be bound: where its ink is, what it says, what speaks against it."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from typeset.preflight.enclosed import Enclosed, enclosed

A4 = (595.0, 842.0)
BOX = b"0 g 100 700 50 20 re f"


def made(content: bytes = BOX, **page: Any) -> Enclosed:
    file = pikepdf.new()
    file.add_blank_page(page_size=A4)
    only = file.pages[0]
    only.Contents = pikepdf.Stream(file, content)
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                              BaseFont=pikepdf.Name.Helvetica)  # fmt: skip
    only.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    for key, value in page.items():
        only[f"/{key}"] = value
    stream = io.BytesIO()
    file.save(stream)
    return enclosed(stream.getvalue())


def first(found: Enclosed) -> tuple[float, ...]:
    [box] = found.pages[0].ink
    return tuple(round(n) for n in (box.x, box.y, box.width, box.height))


@pytest.mark.parametrize(
    ("turn", "box"),
    [(0, (100, 122, 50, 20)), (90, (700, 100, 20, 50)), (180, (445, 700, 50, 20)),
     (270, (122, 445, 20, 50))],
)  # fmt: skip
def test_ink_is_where_it_is_looked_at(turn: int, box: tuple[int, ...]) -> None:
    found = made(Rotate=turn)
    assert first(found) == box
    size = (found.pages[0].width, found.pages[0].height)
    assert size == (A4 if turn in (0, 180) else A4[::-1])


def test_a_page_is_cut_at_its_trim() -> None:
    found = made(TrimBox=pikepdf.Array([50, 50, 545, 792]))
    assert first(found) == (50, 72, 50, 20)
    assert found.pages[0].width == 495


def test_paper_white_is_no_ink() -> None:
    assert made(b"1 g 0 0 595 842 re f").pages[0].ink == ()


def test_words_are_read_line_by_line() -> None:
    found = made(b"BT /F 12 Tf 72 700 Td (one) Tj ( two) Tj 0 -20 Td (three) Tj ET")
    assert found.pages[0].text == "one two three"
    assert found.pages[0].first_line == "one two"


def test_a_face_that_is_not_inside_speaks_against_binding_at_all() -> None:
    found = made(b"BT /F 12 Tf 72 700 Td (one) Tj ET")
    assert "font Helvetica is not embedded" in found.broken[0]


def test_a_page_without_words_cannot_be_read_aloud() -> None:
    found = made()
    assert found.broken == ()
    assert "no text" in found.unreadable[0]


def test_what_was_stamped_becomes_part_of_the_page() -> None:
    file = pikepdf.new()
    file.add_blank_page(page_size=A4)
    look = pikepdf.Stream(file, b"1 0 0 rg 0 0 40 40 re f")
    look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    look.BBox = pikepdf.Array([0, 0, 40, 40])
    stamp = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, F=4,
                               Rect=pikepdf.Array([300, 100, 340, 140]),
                               AP=pikepdf.Dictionary(N=file.make_indirect(look)))  # fmt: skip
    file.pages[0].Annots = pikepdf.Array([file.make_indirect(stamp)])
    stream = io.BytesIO()
    file.save(stream)
    assert first(enclosed(stream.getvalue())) == (300, 702, 40, 40)


@pytest.mark.parametrize(("said", "number"), [("(附件2)", 2), ("(附件)", 0), ("(One)", None)])
def test_the_mark_it_bears_itself_is_read(said: str, number: int | None) -> None:
    from typeset.geometry import Rect
    from typeset.preflight.enclosed import EnclosedPage, Piece

    piece = Piece(Rect(80, 100, 60, 16), said.strip("()"))
    page = EnclosedPage(width=595, height=842, ink=(), pieces=(piece,))
    found = Enclosed(data=b"", pages=(page,), broken=(), unreadable=())
    assert found.number == number
