"""Numbers of unequal decimals in Word, the mark before captions, and figures told by their page."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

import typeset
from tests.conftest import CHECKOUT

SECTION = """---
title: 表
---

正文一段，说明下表。

:::table {caption="指标"}
| 指标 | 值 |
| --- | --- |
| 产值 | 131 |
| 税收 | 2.55 |
| 利润 | 18.4 |
:::
"""


def parts(data: bytes) -> tuple[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = ("word/document.xml", "word/styles.xml")
        body, styles = (archive.read(name).decode() for name in names)
    return body, styles


@pytest.fixture
def table(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "sections").mkdir()
    (tmp_path / "publication.yaml").write_text("title: 小数\n", encoding="utf-8")
    (tmp_path / "sections" / "01.md").write_text(SECTION, encoding="utf-8")
    return parts(typeset.build(tmp_path, "docx").data)


def white_after(number: str, body: str, styles: str) -> int:
    """The indent from the right of the cell that holds a number, in twips."""
    style = re.search(rf'w:val="([^"]+)"/></w:pPr>(?:(?!</w:p>).)*<w:t>{number}</w:t>', body)
    assert style is not None
    found = re.search(rf'w:styleId="{style[1]}">.*?</w:style>', styles)
    indent = re.search(r'<w:ind [^>]*w:right="(\d+)"', found[0]) if found else None
    return int(indent[1]) if indent else 0


def test_numbers_stand_on_their_decimal_point_whatever_their_tails(
    table: tuple[str, str],
) -> None:
    """CL-TB-02: what a number lacks of the longest tail is white behind it."""
    whites = [white_after(number, *table) for number in ("131", "18.4", "2.55")]
    assert whites[0] > whites[1] > whites[2] == 0


def test_a_caption_without_a_number_bears_its_mark_which_is_no_text() -> None:
    body, styles = parts(typeset.build(CHECKOUT / "examples" / "gallery", "docx").data)
    style = re.search(r'<w:rStyle w:val="([^"]+)"/>[^<]*(?:<[^<]*){0,2}<w:t>▲</w:t>', body)
    assert style is not None
    name = re.search(rf'w:styleId="{style[1]}"><w:name w:val="([^"]+)"', styles)
    assert name is not None
    assert name[1].startswith("Label")


def test_a_dashboard_tells_the_page_of_a_figure_by_a_live_field() -> None:
    body, _ = parts(typeset.build(CHECKOUT / "content", "docx").data)
    assert len(re.findall(r"PAGEREF _ts_\w+ \\h", body)) == 6
    assert "第" in body
