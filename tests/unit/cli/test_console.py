"""What a command says, and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from typeset.cli.console import PATIENCE, Console
from typeset.diagnostics import Diagnostic, Span
from typeset.progress import Event

FINDING = Diagnostic("a/b", "error", "wrong", Span("style.yaml", 1, 1, 3))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "style.yaml").write_text("abc: 1\n", encoding="utf-8")
    return tmp_path


def test_text_goes_to_stderr_with_the_path_as_the_user_gave_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Console(root=project).findings([FINDING])
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{project}/style.yaml:1:1: error[a/b]: wrong\n    abc: 1\n    ^^^\n" in err
    assert err.endswith("typeset: 1 error\n")


def test_json_goes_to_stdout_even_when_clean(capsys: pytest.CaptureFixture[str]) -> None:
    Console(form="json").findings([])
    assert capsys.readouterr() == ("[]\n", "")


def test_json_findings_leave_a_verbs_own_stdout_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Console(form="json", own_stdout=True, root=project).findings([FINDING])
    out, err = capsys.readouterr()
    assert out == ""
    assert json.loads(err)[0]["file"] == f"{project}/style.yaml"


def test_json_leaves_stdout_to_the_array(capsys: pytest.CaptureFixture[str]) -> None:
    Console(form="json").say("build/x.pdf")
    assert capsys.readouterr().out == ""


def test_off_a_terminal_only_long_stages_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(_began=-1e9)
    console.progress(Event("layout", 1, 1, seconds=PATIENCE / 2))
    console.progress(Event("layout", 3, 4, seconds=PATIENCE * 2))
    console.progress(Event("pdf", 1, 1, seconds=PATIENCE * 3))
    assert capsys.readouterr().err == "typeset: pdf took 1.5 s\n"


def test_on_a_terminal_one_line_is_drawn_and_taken_off(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    console = Console(_began=-1e9)
    console.progress(Event("layout", 3, 4, "page 3"))
    console.clear()
    assert capsys.readouterr().err == ("typeset: layout 3/4 page 3 …" + "\r" + " " * 28 + "\r")


def test_a_quick_build_draws_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Console().progress(Event("layout", 1, 1, seconds=9))
    assert capsys.readouterr().err == ""
