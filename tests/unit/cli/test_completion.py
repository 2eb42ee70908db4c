"""Completion is written from the parser, and shells can read it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from typeset.cli.completion import script
from typeset.cli.main import VERBS, parser


@pytest.fixture(params=["bash", "zsh", "fish"])
def shell(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_script_knows_every_verb_and_choice(shell: str) -> None:
    text = script(parser(), shell)
    wanted = [verb.NAME for verb in VERBS] + ["json", "publication", "fish"]
    assert [word for word in wanted if word not in text] == []


def test_a_shell_can_read_its_script(
    shell: str, tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    path = tmp_path / "completion"
    path.write_text(script(parser(), shell), encoding="utf-8")
    read = subprocess.run(
        [require_tool(shell), "-n", path], capture_output=True, check=False, text=True
    )
    assert (read.returncode, read.stderr) == (0, "")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["typeset", "ch"], ["check"]),
        (["typeset", "schema", ""], ["publication", "section", "style", "circular"]),
        (["typeset", "pdf", "--t"], ["--timings"]),
        (["typeset", "pdf", "--format", "j"], ["json"]),
        (["typeset", "pdf", "con"], ["content"]),
    ],
)
def test_bash_completes(
    typed: list[str], offered: list[str], tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "contents.txt").touch()
    words = " ".join(f"'{word}'" for word in typed)
    probe = f"""
compopt() {{ :; }}
{script(parser(), "bash")}
COMP_WORDS=({words}); COMP_CWORD={len(typed) - 1}
_typeset; printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    found = subprocess.run(
        [require_tool("bash"), "-c", probe],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    assert found.stdout.split() == offered
