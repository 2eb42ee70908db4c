"""The long work of the benchmark is what it says, and paragraphs of long ago are set alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import pages
from typeset.pipeline import Run, lay_out, load
from typeset.preview.dump import dump_text
from typeset.project import Project
from typeset.text import paragraph


def laid_out(folder: Path) -> tuple[str, int]:
    run = Run()
    proof = lay_out(load(Project(folder), run), run)
    return dump_text(proof.pages), len(run.sink.findings)


def test_forgotten_paragraphs_are_set_and_told_as_if_they_were_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "long"
    pages.write_project(folder, 3)
    remembered = laid_out(folder)
    monkeypatch.setattr(paragraph, "REMEMBERED", 5)
    assert laid_out(folder) == remembered


def test_the_long_work_has_about_the_pages_it_was_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "long"
    pages.write_project(folder, 4)
    found = laid_out(folder)[0].count("\npage ") + 1
    assert 6 <= found <= 12
