"""Thirteen faults in the review: each is told at its place, and nothing is written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from typeset.cli.main import main

CONTENT = Path(__file__).parents[2] / "content"
LEAD = "[项目建设取得突破。]{.lead}"

PLACE = re.compile(r"^content/(?P<file>\S+?):(?P<line>\d+):(?P<column>\d+): error\[[\w/-]+\]: \S")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is done to a file, and the text of the line that must be named."""

    file: str
    change: Callable[[str], str]
    named: str  # stands in the line the message names
    words: str  # stands in the message or its hint
    told_in: str = ""  # the file the message names, if another


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text, f"the content no longer has '{old}'"
        return text.replace(old, new, 1)

    return change


def added(text: str) -> Callable[[str], str]:
    return lambda before: before + text


INDUSTRY, STYLE, PUBLICATION = "sections/02-industry.md", "style.yaml", "publication.yaml"

FAULTS = {
    "unknown key": Fault(STYLE, added("rols: {}\n"), "rols", "roles"),
    "wrong unit": Fault(
        STYLE, added("roles: {body: {size: 10.5px}}\n"), "10.5px", "px",
    ),
    "extends cycle": Fault(
        STYLE,
        added("roles: {body: {extends: quotation}, quotation: {extends: body}}\n"),
        "extends: ",
        "body",
    ),
    "missing font": Fault(
        STYLE,
        added("roles: {body: {faces: {han: {family: Noto Serif SCC}}}}\n"),
        "Noto Serif SCC",
        "Noto Serif SC",
    ),
    "missing image": Fault(
        INDUSTRY, replaced(LEAD, f"![图](images/none.jpg)\n\n{LEAD}"), "none.jpg", "none.jpg",
    ),
    "missing section file": Fault(
        PUBLICATION, replaced("- 02-industry", "- 02-indstry"), "02-indstry", "02-industry",
    ),
    "duplicate id": Fault(
        INDUSTRY, replaced("#large-projects", "#projects"), "#projects", "projects",
    ),
    "YAML syntax error": Fault(PUBLICATION, added("subject: [a, b\n"), "", ""),
    "metric not in the text": Fault(
        INDUSTRY,
        replaced("- {id: projects}", "- {value: 30个, label: 项目, from: industry}"),
        "30个",
        "30个",
    ),
    "empty section": Fault(
        INDUSTRY, lambda text: text[: text.index("---", 3) + 4], "", "",
    ),
    "unclosed emphasis beside 。": Fault(
        INDUSTRY, replaced("位居全市前列。", "**位居全市前列。"), "**位居", "**",
    ),
    "unquoted Chinese attribute": Fault(
        INDUSTRY, replaced('label="10亿元以上项目"', "label=10亿元以上项目"), "label=10", "label",
    ),
}  # fmt: skip

# A DOCX names the fonts of offices and opens none: a missing face does not concern it.
TRIED = [
    (name, verb)
    for name in FAULTS
    for verb in ("pdf", "docx")
    if (name, verb) != ("missing font", "docx")
]


def break_review(folder: Path, fault: Fault) -> None:
    shutil.copytree(CONTENT, folder / "content")
    path = folder / "content" / fault.file
    path.write_text(fault.change(path.read_text(encoding="utf-8")), encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str]) -> str:
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    return re.sub(r"^typeset: \w+ took [0-9.]+ s\n", "", err, flags=re.MULTILINE)  # a slow machine


@pytest.mark.parametrize(("name", "verb"), TRIED)
def test_a_fault_is_told_at_its_place_and_nothing_is_written(
    name: str,
    verb: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fault = FAULTS[name]
    break_review(tmp_path, fault)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old").write_bytes(b"old")
    assert main([verb]) == 1
    assert main([verb, "-o", "old"]) == 1
    err = told(capsys)
    assert (tmp_path / "old").read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["content", "old"]
    assert fault.words in err
    found = PLACE.match(err)
    assert found, err
    assert found["file"] == (fault.told_in or fault.file)
    lines = (tmp_path / "content" / found["file"]).read_text(encoding="utf-8").split("\n")
    assert fault.named in lines[int(found["line"]) - 1]
    assert 1 <= int(found["column"]) <= len(lines[int(found["line"]) - 1]) + 1


def test_a_file_that_is_not_utf8_is_told_with_its_line_and_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    path = tmp_path / "content" / INDUSTRY
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    monkeypatch.chdir(tmp_path)
    assert main(["pdf"]) == 1
    err = told(capsys)
    assert err.startswith(f"content/{INDUSTRY}:2:")
    assert "UTF-8" in err
    assert [p.name for p in tmp_path.iterdir()] == ["content"]
