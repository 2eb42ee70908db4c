"""Exit codes, streams and clean ends of the command."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from typeset.cli import pdf
from typeset.cli.main import VERBS, main
from typeset.version import __version__


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a small project in ``content``."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content" / "sections").mkdir(parents=True)
    (tmp_path / "content" / "publication.yaml").write_text(
        "title: 一份报告\nissuer: 某单位\noutputs: {name: small}\n", encoding="utf-8"
    )
    (tmp_path / "content" / "sections" / "01-one.md").write_text(
        "---\ntitle: 第一节\n---\n\n这一节只有一句话，但也要排得像样。\n", encoding="utf-8"
    )
    return tmp_path


def break_style(project: Path) -> None:
    (project / "content" / "style.yaml").write_text(
        "extends: gov-report\npage: {bleed: 3px}\n", encoding="utf-8"
    )


@pytest.mark.parametrize("verb", ["pdf", "docx"])
def test_without_a_target_the_file_goes_to_build_under_the_publications_name(
    project: Path, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([verb]) == 0
    target = project / "build" / f"small.{verb}"
    assert target.stat().st_size > 1000
    assert capsys.readouterr().out.startswith(f"build/small.{verb}: ")


def test_a_target_is_written_where_it_is_asked_for(project: Path) -> None:
    assert main(["pdf", "content", "-o", "out/x.pdf"]) == 0
    assert (project / "out" / "x.pdf").read_bytes().startswith(b"%PDF-")
    assert not (project / "build").exists()


@pytest.mark.parametrize("verb", ["pdf", "docx"])
def test_with_errors_nothing_is_written_and_an_old_file_stands(
    project: Path, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    break_style(project)
    (project / "old").write_bytes(b"old")
    assert main([verb, "-o", "old"]) == 1
    assert main([verb]) == 1
    assert (project / "old").read_bytes() == b"old"
    assert not (project / "build").exists()
    assert "content/style.yaml:2:15: error[style/unit]" in capsys.readouterr().err


def test_json_is_an_array_on_stdout(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json"]) == 0
    assert [f for f in json.loads(capsys.readouterr().out) if f["severity"] == "error"] == []
    break_style(project)
    assert main(["check", "--format", "json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["file"], row["line"], row["column"]) == ("content/style.yaml", 2, 15)
    assert main(["check", "elsewhere", "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)[0]["code"] == "usage/project"


def test_dump_keeps_stdout_for_the_pages(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dump"]) == 0
    assert json.loads(capsys.readouterr().out)["pages"]
    break_style(project)
    assert main(["dump", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert json.loads(err)[0]["code"] == "style/unit"


@pytest.mark.parametrize("subject", ["publication", "section", "style", "circular"])
def test_schema_prints_a_json_schema(subject: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", subject]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "object"


def test_fonts_lists_faces_with_licence_and_coverage(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fonts", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    (body,) = [row for row in rows if row["role"] == "body" and row["script"] == "han"]
    assert body["family"] == "Noto Serif SC"
    assert body["file"] == "fonts/NotoSerifSC-Regular.ttf"
    assert body["licence"] == "OFL-1.1"
    assert body["characters"] > 10
    assert body["lacks"] == ""
    assert main(["fonts"]) == 0
    assert "NotoSerifSC-Regular.ttf" in capsys.readouterr().out


def test_timings_name_the_stages_and_their_sum(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pdf", "--timings"]) == 0
    names = [
        line.split()[0] for line in capsys.readouterr().err.splitlines() if line.endswith(" s")
    ]
    assert names == ["load", "style", "check", "fonts", "compose", "layout", "pdf", "total"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [("content", "it is a folder"), ("content/publication.yaml", "is a source file")],
)
def test_a_target_that_cannot_be_meant_is_refused(
    project: Path, target: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pdf", "-o", target]) == 2
    assert reason in capsys.readouterr().err


def test_an_unwritable_target_is_told_without_a_traceback(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "file").touch()
    assert main(["pdf", "-o", "file/x.pdf"]) == 2
    assert "cannot write 'file/x.pdf'" in capsys.readouterr().err


def test_a_folder_that_is_no_project_is_unusable(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "empty").mkdir()
    assert main(["pdf", "empty"]) == 2
    assert "has no publication.yaml" in capsys.readouterr().err


def test_an_interrupt_ends_cleanly(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(pdf, "to_file", interrupted)
    assert main(["pdf"]) == 130
    assert capsys.readouterr().err == "typeset: interrupted; nothing was written\n"


@pytest.mark.parametrize("argv", [[], ["pfd"], ["pdf", "--frmat"], ["schema", "styl"]])
def test_wrong_usage_is_exit_code_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(argv)
    assert end.value.code == 2
    assert "usage: typeset" in capsys.readouterr().err


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"typeset {__version__}\n"


@pytest.mark.parametrize("verb", [verb.NAME for verb in VERBS])
def test_help_of_every_verb_has_examples(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([verb, "--help"])
    assert end.value.code == 0
    assert "examples:" in capsys.readouterr().out


def test_a_reader_that_leaves_early_gets_no_traceback(tmp_path: Path) -> None:
    command = f"{sys.executable} -m typeset schema style | head -c 10"
    said = subprocess.run(
        [shutil.which("sh") or "sh", "-c", command],
        capture_output=True,
        check=True,
        text=True,
        cwd=tmp_path,
    )
    assert said.stderr == ""
