"""Vertical sections: lines from top to bottom, pages bound at the right, digits upright."""

from __future__ import annotations

from pathlib import Path

import pytest

import typeset
from tests.conftest import CHECKOUT
from tests.docx.parts import W, part, value
from tests.docx.rules import findings


@pytest.fixture(scope="module")
def vertical() -> bytes:
    return typeset.build(CHECKOUT / "examples" / "vertical-chinese", "docx").data


def sections(data: bytes) -> list[str | None]:
    root = part(data, "word/document.xml")
    return [value(section, "textDirection") for section in root.iter(f"{W}sectPr")]


def test_a_vertical_book_has_vertical_sections_bound_at_the_right(vertical: bytes) -> None:
    assert findings(vertical) == [f for f in findings(vertical) if f.startswith("no_direct_looks")]
    (section, *_) = part(vertical, "word/document.xml").iter(f"{W}sectPr")
    assert value(section, "textDirection") == "tbRl"
    assert section.find(f"{W}rtlGutter") is not None
    assert int(value(section, "pgMar", "right") or 0) < int(value(section, "pgMar", "left") or 0)


def test_few_digits_stand_upright_in_one_cell(vertical: bytes) -> None:
    root = part(vertical, "word/document.xml")
    upright = [
        "".join(map(str, run.itertext()))
        for run in root.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}eastAsianLayout") is not None
    ]
    assert "12" in upright
    assert "3.0" in upright, "marked so in the text"
    assert "2024" not in upright
    ids = [e.get(f"{W}id") for e in root.iter(f"{W}eastAsianLayout")]
    assert len(set(ids)) == len(ids)


def test_a_section_of_another_direction_begins_a_page(tmp_path: Path) -> None:
    (tmp_path / "publication.yaml").write_text("title: 两个方向\n", encoding="utf-8")
    (tmp_path / "sections").mkdir()
    for number, mode in enumerate(("horizontal-tb", "vertical-rl", "horizontal-tb"), 1):
        text = f"---\ntitle: 第{number}节\nwriting-mode: {mode}\n---\n\n第{number}节的正文。\n"
        (tmp_path / "sections" / f"{number}.md").write_text(text, encoding="utf-8")
    data = typeset.build(tmp_path, "docx").data
    found = sections(data)
    assert "tbRl" in found
    assert found[0] is None
    assert found[-1] is None
    all_sections = list(part(data, "word/document.xml").iter(f"{W}sectPr"))
    first = next(s for s in all_sections if value(s, "textDirection") == "tbRl")
    assert value(first, "type") == "nextPage"
