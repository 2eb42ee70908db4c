"""A work becomes a project that holds its text, all of it, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import typeset
from tests import pdf_text
from tests.bench import make_works, works
from tests.bench.composition import analyse

SEED = Path(__file__).parents[1] / "data" / "seed.txt"


@pytest.fixture(scope="module")
def w1() -> dict[str, Any]:
    return make_works.article(make_works.read_seed(SEED))


def text_of(work: dict[str, Any]) -> str:
    pieces = [work["masthead"], work["title"], work["subtitle"]]
    for block in work["blocks"]:
        if block["t"] == "p":
            pieces += [run["s"] for run in block["runs"]]
        elif block["t"] == "pull":
            pieces += [block["figure"], block["label"]]
        else:
            pieces.append(block["text"])
    return "".join("".join(pieces).split())


def test_w1_is_three_pages_without_a_composition_fault(w1: dict[str, Any], tmp_path: Path) -> None:
    works.write_project(w1, tmp_path / "w1")
    built = typeset.build(tmp_path / "w1")
    assert built.pages is not None
    assert len(built.pages.pages) == 3
    assert [f for f in built.findings if f.severity != "note"] == []
    (tmp_path / "w1.pdf").write_bytes(built.data)
    counted = analyse(tmp_path / "w1.pdf")
    assert {name: n for name, n in counted["faults"].items() if n} == {}


def test_w1_keeps_its_text_in_its_order(w1: dict[str, Any], tmp_path: Path) -> None:
    works.write_project(w1, tmp_path / "w1")
    assert pdf_text.text(typeset.build(tmp_path / "w1").data) == text_of(w1)


def test_a_work_may_hold_the_marks_of_markdown(w1: dict[str, Any], tmp_path: Path) -> None:
    odd = [
        "# 不是标题 *星号* [方括号]{.x} ~波浪~ ^尖^ `反引号` <尖括号> 反斜杠\\完 a_b_c",
        "1. 不是列表",
        "- 也不是",
    ]
    blocks: list[dict[str, Any]] = [{"t": "h1", "text": "标题 *与* 记号"}]
    blocks += [{"t": "p", "runs": [{"s": text}]} for text in odd]
    work = w1 | {"blocks": blocks}
    works.write_project(work, tmp_path / "odd")
    assert pdf_text.text(typeset.build(tmp_path / "odd").data) == text_of(work)


def test_a_work_also_becomes_a_docx(w1: dict[str, Any], tmp_path: Path) -> None:
    works.write_project(w1, tmp_path / "w1")
    assert typeset.build(tmp_path / "w1", "docx").data.startswith(b"PK")


def test_the_command_makes_the_folder(w1: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "w1.json").write_text(json.dumps(w1), encoding="utf-8")
    command = [sys.executable, works.__file__, "w1.json", "project"]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert len(list((tmp_path / "project" / "sections").iterdir())) == 5
    assert (tmp_path / "project" / "publication.yaml").exists()
