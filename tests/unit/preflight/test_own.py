"""Our own print files are examined too, and what is found names the line of the content."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from typeset.cli.main import main


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two sections; the second's emphasised words are too small to print."""
    (tmp_path / "publication.yaml").write_text("title: 小字\n", encoding="utf-8")
    (tmp_path / "sections").mkdir()
    style = "roles:\n  strong: {size: 3.5pt}\n"
    (tmp_path / "style.yaml").write_text(style, encoding="utf-8")
    for number, text in enumerate(("正文够大。", "这里有**太小的字**在其中。"), 1):
        body = f"---\ntitle: 第{number}节\n---\n\n{text}\n"
        (tmp_path / "sections" / f"{number}.md").write_text(body, encoding="utf-8")
    return tmp_path


def test_check_tells_what_preflight_finds_at_its_line(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(project), "--format", "json"])
    found = [f for f in json.loads(capsys.readouterr().out) if f["code"].startswith("preflight/")]
    assert found
    assert {f["code"] for f in found} == {"preflight/type-small"}
    assert {(Path(f["file"]).name, f["line"]) for f in found} == {("2.md", 5)}
    assert found[0]["message"].startswith("page 1: ")


def test_an_error_of_preflight_leaves_no_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = project / "out.pdf"
    code = main(["pdf", str(project), "--preflight", "-o", str(target)])
    errors = "error[preflight/" in capsys.readouterr().err
    assert (code == 1) == errors
    assert target.exists() != errors


def test_what_is_not_for_the_printer_is_not_examined(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["pdf", str(project), "--profile", "screen", "--preflight", "-o", "x.pdf"])
    assert code == 2
    assert "--preflight is for --profile print" in capsys.readouterr().err
