"""``[第{pages}页](#id)``: from the page on which something begins to that on which it ends."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from typeset.pipeline import Run, build_docx, lay_out, load
from typeset.project import Project
from typeset.pull import pull

TEXT = (
    "全年经济运行总体平稳，产业结构持续优化，重点项目建设取得明显进展，民生保障水平不断提高。" * 40
)
FIRST = f"""\
---
title: 一
id: one
---

见[第{{pages}}页](#one)，见[第{{pages}}页](#long)，见[第{{pages}}页](#short)，见[第{{pages}}页](#two)。

# 长 {{#long}}

{TEXT}

{TEXT}

## 其下

- {TEXT}
- 末项。

# 短 {{#short}}

一句。
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "sections").mkdir()
    files = {
        "publication.yaml": "title: 试\n",
        "style.yaml": "masthead: none\nsections: {opens: page}\ngrid: {lines: 24}\n",
        "sections/01-a.md": FIRST,
        "sections/02-b.md": "---\ntitle: 二\nid: two\n---\n\n一句。\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Project(tmp_path)


def test_a_span_goes_from_the_first_page_to_the_last(project: Project) -> None:
    pages = lay_out(load(project, Run()), Run()).pages
    lines = [(page.folio, line) for page in pages.pages for line in page.lines]
    said = "".join(line.line.text for _, line in lines if line.block == "one-1")
    whole, long, short, two = re.findall(r"第([\d—]+)页", said)
    held = {block: [f for f, line in lines if line.block == block] for block in ("long", "short")}
    ends = [folio for folio, line in lines if line.line.text.endswith("末项。")]
    assert long == f"{held['long'][0]}—{ends[-1]}"
    assert short == held["short"][0]
    assert whole == f"1—{short}"
    assert two == pages.folios["two"]
    assert int(ends[-1]) >= int(held["long"][0]) + 2
    assert pages.rounds <= 5


def test_word_shows_the_same_in_two_fields_and_brings_nothing_home(project: Project) -> None:
    data = build_docx(project).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
    fields = re.findall(r"PAGEREF (\S+)", document)
    assert len(fields) == 6  # two spans, and two of one page
    named = set(re.findall(r'w:name="([^"]+)"', document))
    assert set(fields) <= named
    plan = pull(data, project)
    assert (plan.changes, plan.conflicts) == ((), ())
