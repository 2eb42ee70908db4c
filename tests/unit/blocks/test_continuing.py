"""Text that goes on after an interruption, and quotations, in pages and in Word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import typeset
from typeset.display import Glyphs

SECTION = """---
title: 试验
---

先说的一句话。

> 引用的话排成楷体，整段缩进两个字，折到第二行也一样，再长一点点就到第二行了，还不够长。

[]{.continues}接着说的话不再缩进，折到第二行也一样，再长一点点就到第二行了，还要再长一点。
"""


def project(folder: Path) -> Path:
    (folder / "sections").mkdir()
    (folder / "publication.yaml").write_text("title: 试验\n", encoding="utf-8")
    (folder / "sections" / "a.md").write_text(SECTION, encoding="utf-8")
    return folder


def test_a_paragraph_that_goes_on_begins_at_the_columns_edge(tmp_path: Path) -> None:
    """CL-PA-02, CL-PA-10: and the mark is no text. CL-PA-08: a quotation stands in by two em."""
    built = typeset.build(project(tmp_path))
    assert built.pages is not None
    starts: dict[str, float] = {}
    for mark in built.pages.pages[0].marks:
        if isinstance(mark, Glyphs):
            starts.setdefault(mark.run.text[:2], mark.x)
    left = starts["先说"] - 21  # two em of ten and a half points
    right = left + 252  # the other column, 22 em and the white between further
    assert min(abs(starts["接着"] - edge) for edge in (left, right)) < 0.01
    assert min(abs(starts["引用"] - edge - 42) for edge in (left, right)) < 0.01
    assert "continues" not in "".join(starts)


def test_word_has_the_same_indents(tmp_path: Path) -> None:
    data = typeset.build(project(tmp_path), "docx").data
    styles = zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml").decode()
    assert 'w:leftChars="200" w:left="420" w:firstLineChars="200" w:firstLine="420"' in styles
    text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    going_on = text[: text.index("接着说的话")].rpartition("<w:p>")[2]
    style = going_on.partition('<w:pStyle w:val="')[2].partition('"')[0]
    row = styles.partition(f'w:styleId="{style}"')[2].partition("</w:style>")[0]
    assert 'w:firstLineChars="0" w:firstLine="0"' in row
