"""What README shows a newcomer works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from typeset.cli.main import VERBS, main

CHECKOUT = Path(__file__).parents[2]


def fenced(file: str, language: str) -> list[str]:
    text = (CHECKOUT / file).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("file", ["README.md", "README.zh-CN.md"])
def test_its_first_project_builds(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication = next(text for text in fenced(file, "yaml") if "title:" in text)
    (section,) = fenced(file, "markdown")
    (tmp_path / "report" / "sections").mkdir(parents=True)
    (tmp_path / "report" / "publication.yaml").write_text(publication, encoding="utf-8")
    (tmp_path / "report" / "sections" / "01.md").write_text(section, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["pdf", "report"]) == 0
    assert main(["docx", "report"]) == 0
    assert len(list((tmp_path / "build").iterdir())) == 2


def test_the_style_of_the_chinese_readme_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = next(text for text in fenced("README.zh-CN.md", "yaml") if "extends:" in text)
    (tmp_path / "content" / "sections").mkdir(parents=True)
    (tmp_path / "content" / "style.yaml").write_text(style, encoding="utf-8")
    (tmp_path / "content" / "publication.yaml").write_text("title: 试\n", encoding="utf-8")
    section = "---\ntitle: 一\n---\n\n这一节只有一句话，但也要排得像样。\n"
    (tmp_path / "content" / "sections" / "01.md").write_text(section, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 0


@pytest.mark.parametrize("file", ["README.md", "README.zh-CN.md"])
def test_it_names_every_verb(file: str) -> None:
    text = (CHECKOUT / file).read_text(encoding="utf-8")
    silent = {"completion"} if file.endswith("zh-CN.md") else set()
    assert [v.NAME for v in VERBS if f"typeset {v.NAME}" not in text and v.NAME not in silent] == []


@pytest.mark.parametrize("file", ["README.md", "README.zh-CN.md", "ARCHITECTURE.md"])
def test_what_it_links_to_is_there(file: str) -> None:
    text = (CHECKOUT / file).read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#]+)", text) if "://" not in t]
    assert [t for t in targets if not (CHECKOUT / t).exists()] == []
