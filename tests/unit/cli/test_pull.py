"""``typeset pull`` and ``typeset redline`` on the command line: exit codes, output, files."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

import typeset
from tests.docx.rules import findings
from tests.unit.conftest import TWIN
from tests.unit.pull.conftest import anchored, paragraph, replaced
from typeset.cli.main import main
from typeset.docx.readback import accepted, read_docx, rejected
from typeset.docx.story import Decide


def digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        found.update(str(path).encode() + (path.read_bytes() if path.is_file() else b""))
    return found.hexdigest()


def saved(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "edited.docx"
    path.write_bytes(data)
    return str(path)


def test_docx_then_pull_changes_nothing(twin: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.docx"
    assert main(["docx", str(twin), "-o", str(target)]) == 0
    before = digest(twin)
    assert main(["pull", str(target), str(twin), "--write"]) == 0
    assert digest(twin) == before


def test_a_plan_writes_nothing_and_write_does(
    twin: Path, tmp_path: Path, sent: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(tmp_path, anchored(sent, "b_1", "内容独立", "内容单列"))
    before = digest(twin)
    assert main(["pull", file, str(twin)]) == 0
    assert digest(twin) == before
    assert "nothing was written" in capsys.readouterr().out
    assert main(["pull", file, str(twin), "--write"]) == 0
    assert "内容单列。" in (twin / "sections/02-b.md").read_text(encoding="utf-8")
    assert f"wrote {twin.as_posix()}/sections/02-b.md" in capsys.readouterr().out


def test_the_plan_as_json(
    twin: Path, tmp_path: Path, sent: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(tmp_path, anchored(sent, "b_1", "内容独立", "内容单列"))
    assert main(["pull", file, str(twin), "--format", "json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    (change,) = plan["changes"]
    assert change["id"] == "b-1"
    assert change["file"] == f"{twin.as_posix()}/sections/02-b.md"
    assert change["line"] == 7
    assert (change["before"], change["after"]) == (
        "第二章的第一段，内容独立。",
        "第二章的第一段，内容单列。",
    )
    assert plan["conflicts"] == []


def test_a_conflict_is_exit_code_one_and_nothing_is_written(
    twin: Path, tmp_path: Path, sent: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    data = replaced(sent, paragraph(sent, "a_5"), "")
    file = saved(tmp_path, anchored(data, "b_1", "内容独立", "内容单列"))
    before = digest(twin)
    assert main(["pull", file, str(twin), "--write", "--format", "json"]) == 1
    plan = json.loads(capsys.readouterr().out)
    assert [c["id"] for c in plan["conflicts"]] == ["firms"]
    assert {"mine", "theirs", "reason", "file", "line"} <= plan["conflicts"][0].keys()
    assert digest(twin) == before


def test_what_cannot_be_read_is_exit_code_two(
    twin: Path, tmp_path: Path, sent: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    before = digest(twin)
    assert main(["pull", str(tmp_path / "none.docx"), str(twin)]) == 2
    assert main(["pull", saved(tmp_path, sent[:9000]), str(twin), "--write"]) == 2
    assert "cut off" in capsys.readouterr().err
    assert main(["pull", saved(tmp_path, sent), str(tmp_path / "no-project")]) == 2
    assert digest(twin) == before


def test_an_unreadable_file_is_one_finding_in_json(
    twin: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pull", saved(tmp_path, b"hello"), str(twin), "--format", "json"]) == 2
    (finding,) = json.loads(capsys.readouterr().out)
    assert finding["code"] == "pull/unreadable"


TRACKED = (
    "</w:t></w:r>"
    '<w:del w:id="1" w:author="甲" w:date="2022-01-01T00:00:00Z"><w:r><w:delText>内容独立'
    '</w:delText></w:r></w:del><w:ins w:id="2" w:author="甲" w:date="2022-01-01T00:00:00Z"><w:r>'
    "<w:t>自成一体</w:t></w:r></w:ins><w:r><w:t>。</w:t></w:r>"
)


@pytest.mark.parametrize(
    ("option", "answers", "reads"),
    [
        (["--accept-tracked"], "", "第二章的第一段，自成一体。"),
        (["--reject-tracked"], "", "第二章的第一段，内容独立。"),
        (["--ask"], "y\nn\n", "第二章的第一段，。"),
        (["--ask"], "N\n", "第二章的第一段，内容独立。"),
        (["--ask"], "Y\n", "第二章的第一段，自成一体。"),
        (["--ask"], "", "第二章的第一段，内容独立。"),
    ],
)
def test_tracked_changes(
    twin: Path,
    tmp_path: Path,
    sent: bytes,
    monkeypatch: pytest.MonkeyPatch,
    option: list[str],
    answers: str,
    reads: str,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    file = saved(tmp_path, anchored(sent, "b_1", "内容独立。</w:t></w:r>", TRACKED))
    assert main(["pull", file, str(twin), "--write", *option]) == 0
    assert reads in (twin / "sections/02-b.md").read_text(encoding="utf-8")
    open_ones = option == ["--ask"] and not answers
    assert (twin / "review.json").exists() == open_ones


def test_remarks_are_added_to_the_review_file_once(twin: Path, tmp_path: Path, sent: bytes) -> None:
    file = saved(tmp_path, anchored(sent, "b_1", "内容独立。</w:t></w:r>", TRACKED))
    (twin / "review.json").write_text('[{"text": "held"}]', encoding="utf-8")
    for _ in range(2):
        assert main(["pull", file, str(twin), "--write"]) == 0
    held, *rest = json.loads((twin / "review.json").read_text(encoding="utf-8"))
    assert held == {"text": "held"}
    assert [(r["kind"], r["id"], r["author"], r["quote"]) for r in rest] == [
        ("deletion", "b-1", "甲", "内容独立"),
        ("insertion", "b-1", "甲", "自成一体"),
    ]


def test_a_base_may_be_named(twin: Path, tmp_path: Path, sent: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(sent)) as archive:
        assert "customXml/item1.xml" in archive.namelist()
    bare = replaced(sent, "_ts_", "x_ts_")
    file = saved(tmp_path, bare)
    former = tmp_path / "sent.docx"
    former.write_bytes(sent)
    assert main(["pull", file, str(twin), "--base", str(former)]) == 0
    assert main(["pull", file, str(twin), "--base", str(TWIN)]) == 0
    assert main(["pull", file, str(twin), "--base", "no-such-revision"]) == 2


# -- redline ------------------------------------------------------------------------------------


def test_a_redline_is_the_new_text_when_taken_and_the_old_one_when_not(
    twin: Path, tmp_path: Path
) -> None:
    path = twin / "sections/01-a.md"
    text = path.read_text(encoding="utf-8")
    text = text.replace("131亿元", "140亿元").replace("- 第三项内容\n", "")
    text = text.replace("普通段落二，", "新的一段，放在前面。\n\n普通段落二，改了，")
    text = re.sub(r":::pull-quote.*?:::\n\n", "", text, flags=re.DOTALL)
    text = text.replace("- {id: projects}\n", "").replace("> 引文第一段，来自文件。\n>\n", "")
    text += "\n:::box {design=hero}\nvalue: 12%\nlabel: 新框\n:::\n"
    path.write_text(text, encoding="utf-8")
    target = tmp_path / "red.docx"
    assert main(["redline", str(TWIN), str(twin), "-o", str(target)]) == 0
    data = target.read_bytes()
    assert said(data, accepted) == said(typeset.build(twin, "docx").data, accepted)
    assert said(data, rejected) == said(typeset.build(TWIN, "docx").data, accepted)
    faults = [f for f in findings(data) if "direct" not in f]
    assert faults == []
    authors = {(r.author, r.date) for r in read_docx(data).revisions}
    assert authors == {("typeset", "1980-01-01T00:00:00Z")}


def said(data: bytes, decide: Decide) -> list[str]:
    return [p.text.strip() for p in read_docx(data, decide).passages if p.text.strip()]


def test_a_redline_of_revisions_and_its_same_bytes(
    twin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    git = ["git", "-c", "user.name=n", "-c", "user.email=n@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *command], check=True, cwd=tmp_path)
    path = twin / "sections/02-b.md"
    path.write_text(path.read_text(encoding="utf-8").replace("独立", "单列"), encoding="utf-8")
    targets = [tmp_path / "1.docx", tmp_path / "2.docx"]
    for target in targets:
        assert main(["redline", "HEAD", "twin", "-o", str(target)]) == 0
    assert targets[0].read_bytes() == targets[1].read_bytes()
    words = [(r.kind, r.text) for r in read_docx(targets[0].read_bytes()).revisions]
    assert words == [("deletion", "独立"), ("insertion", "单列")]
    assert main(["redline", "HEAD~7", "twin", "-o", str(targets[0])]) == 2
    assert main(["redline", "-o", str(targets[0]), "--", "-x", "twin"]) == 2
