"""The counter of composition faults counts exactly the faults put on the page.

Pages are set glyph by glyph with known faults, by another library than ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.bench.composition import analyse
from tests.bench.composition.glyphs import CLOSE, OPEN

FONT = Path(__file__).parents[2] / "assets" / "fonts" / "NotoSansSC-Medium.ttf"
HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"
EM, PITCH, COLUMNS, CHARS = 10.5, 18.0, (56.0, 308.0), 20


@dataclass(frozen=True, slots=True)
class Row:
    """A line to draw: ``kind`` first, inner or last of a paragraph, or a heading."""

    kind: str
    text: str
    short: float = 0.0
    lower: float = 0.0
    squeeze: bool = True


Column = list[Row]
Page = tuple[Column, Column]


def fill(count: int) -> str:
    return (HAN * 2)[:count]


def paragraph(rows: int) -> Column:
    inner = [Row("inner", fill(20))] * (rows - 2)
    return [Row("first", fill(18)), *inner, Row("last", fill(8) + "。")]


def clean() -> list[Page]:
    left, right = (5, 6, 7), (9, 4, 5)
    page = tuple([row for rows in column for row in paragraph(rows)] for column in (left, right))
    return [(list(page[0]), list(page[1])) for _ in range(2)]


def advances(row: Row, width: Callable[[str], float]) -> Iterator[float]:
    for char, following in zip(row.text, f"{row.text[1:]} ", strict=True):
        pair = row.squeeze and char in CLOSE and following in CLOSE + OPEN
        yield 0.5 if pair else width(char)


def draw(path: Path, pages: list[Page]) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    if "T" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("T", str(FONT)))
    canvas = Canvas(str(path), pagesize=(595, 842))
    for page in pages:
        for left, column in zip(COLUMNS, page, strict=True):
            y = 760 + PITCH
            for row in column:
                canvas.setFont("T", 15 if row.kind == "heading" else EM)
                y -= PITCH + row.lower  # what follows is lower too
                for char, x in places(row, left, lambda c: pdfmetrics.stringWidth(c, "T", 1)):
                    canvas.drawString(x, y, char)
        canvas.showPage()
    canvas.save()


def places(row: Row, left: float, width: Callable[[str], float]) -> Iterator[tuple[str, float]]:
    x = left + (2 * EM if row.kind == "first" else 0)
    found = list(advances(row, width))
    end = 0.5 if row.text[-1] in CLOSE else found[-1]
    natural = (sum(found[:-1]) + end) * EM
    stretch = 0.0
    if row.kind in {"first", "inner"}:
        target = left + CHARS * EM - row.short
        stretch = (target - x - natural) / max(1, len(found) - 1)
    for char, advance in zip(row.text, found, strict=True):
        yield char, x
        x += advance * EM + stretch


def change(page: int, column: int, row: int, text: str, **changes: float) -> list[Page]:
    pages = clean()
    rows = pages[page][column]
    rows[row] = replace(rows[row], text=text, **changes)  # type: ignore[arg-type]
    return pages


def two(first: str, second: str) -> list[Page]:
    pages = change(0, 0, 1, first)
    pages[0][0][2] = Row("inner", second)
    return pages


def closing_marks_at_starts() -> list[Page]:
    pages = change(0, 0, 1, "，" + fill(19))
    pages[1][1][2] = Row("inner", "》" + fill(19))
    return pages


def one_short_one_long() -> list[Page]:
    pages = change(0, 0, 1, fill(20), short=4)
    pages[0][0][2] = Row("inner", fill(20), short=-3)
    return pages


def a_widow() -> list[Page]:
    pages = clean()
    left = [*paragraph(5), *paragraph(6), *paragraph(8)[:-1]]
    right = [Row("last", fill(6) + "。"), *paragraph(8), *paragraph(4), *paragraph(5)]
    return [(left, right), pages[1]]


def an_orphan() -> list[Page]:
    pages = clean()
    left = [*paragraph(5), *paragraph(6), *paragraph(6), paragraph(3)[0]]
    right = [*paragraph(3)[1:], *paragraph(7), *paragraph(4), *paragraph(5)]
    return [(left, right), pages[1]]


def a_lonely_heading() -> list[Page]:
    pages = clean()
    pages[0][0].append(Row("heading", "标题"))
    return pages


CASES: dict[str, tuple[list[Page], dict[str, int]]] = {
    "nothing": (clean(), {}),
    "closing marks at two line starts": (closing_marks_at_starts(), {"line_start_prohibited": 2}),
    "an opening mark at a line end": (
        change(0, 0, 1, fill(19) + "“"), {"line_end_prohibited": 1},
    ),
    "two uncompressed pairs": (
        change(0, 1, 3, fill(8) + "”，“" + fill(8), squeeze=False), {"uncompressed_marks": 2},
    ),
    "compressed pairs in a stretched line": (change(0, 1, 3, fill(8) + "”，“" + fill(10)), {}),
    "a mark trimmed at a line end": (change(0, 0, 1, fill(19) + "，"), {}),
    "a short line and a long one": (
        one_short_one_long(), {"not_flush_right": 2, "past_right_edge": 1},
    ),
    "one character on a last line": (change(0, 0, 4, "天。"), {"runts": 1}),
    "a mark alone on a last line": (
        change(0, 0, 4, "。"), {"marks_alone_on_last_line": 1, "line_start_prohibited": 1},
    ),
    "a widow": (a_widow(), {"widows": 1}),
    "an orphan": (an_orphan(), {"orphans": 1}),
    "one uneven pitch": (change(0, 0, 2, fill(20), lower=2), {"uneven_pitch": 1}),
    "a heading alone": (a_lonely_heading(), {"heading_alone": 1}),
    "a number split": (two(fill(19) + "12", "34" + fill(19)), {"number_split": 1}),
    "a word split": (two(fill(19) + "ab", "cd" + fill(19)), {"word_split": 1}),
    "a dash split": (
        two(fill(19) + "—", "—" + fill(19)),
        {"dash_or_ellipsis_split": 1, "line_start_prohibited": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_counts_what_is_on_the_page_and_nothing_else(case: str, tmp_path: Path) -> None:
    pages, expected = CASES[case]
    draw(tmp_path / "page.pdf", pages)
    counted = analyse(tmp_path / "page.pdf")
    assert counted["columns"] == 2
    assert {name: n for name, n in counted["faults"].items() if n} == expected


def test_a_column_off_the_grid_of_the_other_is_seen(tmp_path: Path) -> None:
    left, right = clean()[0]
    pages = [(left, [replace(right[0], lower=3), *right[1:]]), clean()[1]]
    draw(tmp_path / "page.pdf", pages)
    assert analyse(tmp_path / "page.pdf")["off_grid_pct"] == 25.0
