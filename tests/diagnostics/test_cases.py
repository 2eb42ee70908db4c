"""Bad content, with the expected finding beside the line it is about.

A case is one text file in ``cases/``. ``=== PATH`` begins a file of the project (``=== PATH
gb18030`` in another encoding, ``=== PATH base64`` of bytes, ``=== PATH -> TARGET`` a symbolic
link); a line ``!! COLUMN CODE: WORDS`` expects a finding at the line above it, whose message and
hint hold ``WORDS``. Nothing else may be found. What a case leaves out is filled in from a sound
project.
"""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from typeset.diagnostics import BuildFailed, Diagnostic
from typeset.pipeline import Run, load
from typeset.project import Project

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
SOUND = {
    "publication.yaml": "title: 试\n",
    "sections/01-a.md": "---\ntitle: 一\n---\n\n招引项目29个。\n",
}
_EXPECTED = re.compile(r"!! (\d+) ([\w/-]+): (.*)")
_FILE = re.compile(r"=== (\S+)(?: -> (\S+)| (\S+))?")


@dataclass(slots=True)
class Case:
    """Files to write, links to make, and findings to expect: (place, code, words)."""

    files: dict[str, bytes] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    expected: list[tuple[str, str, str]] = field(default_factory=list)


def parse(text: str) -> Case:
    case = Case()
    for block in re.split(r"^(?==== )", text, flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        found = _FILE.fullmatch(head)
        assert found, f"'{head}' names no file"
        name, target, encoding = found.groups()
        lines: list[str] = []
        for line in body.splitlines():
            if expected := _EXPECTED.fullmatch(line):
                column, code, words = expected.groups()
                case.expected.append((f"{name}:{max(1, len(lines))}:{column}", code, words))
            else:
                lines.append(line)
        if target:
            case.links[name] = target
        else:
            case.files[name] = encoded("".join(f"{x}\n" for x in lines), encoding or "utf-8")
    return case


def encoded(text: str, encoding: str) -> bytes:
    return b64decode(text) if encoding == "base64" else text.encode(encoding)


def write(case: Case, root: Path) -> Project:
    files = {name: text.encode() for name, text in SOUND.items()} | case.files
    if any(name.startswith("sections/") for name in (*case.files, *case.links)):
        files = {n: b for n, b in files.items() if n in case.files or n not in SOUND} | {
            "publication.yaml": files["publication.yaml"]
        }
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for name, target in case.links.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target)
    return Project(root)


def findings(project: Project) -> tuple[Diagnostic, ...]:
    run = Run()
    try:
        load(project, run)
    except BuildFailed as failed:
        return failed.findings
    return tuple(run.sink.findings)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_fault_is_reported_at_its_line_and_column(path: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("---\ntitle: 外\n---\n\n外。\n", encoding="utf-8")
    (tmp_path / "project").mkdir()
    case = parse(path.read_text(encoding="utf-8"))
    found = findings(write(case, tmp_path / "project"))
    places = sorted((str(f.span), f.code) for f in found)
    assert places == sorted((place, code) for place, code, _ in case.expected)
    for place, code, words in case.expected:
        said = [f"{f.message} {f.hint}" for f in found if (str(f.span), f.code) == (place, code)]
        assert any(words in s for s in said), f"{words!r} is not said: {said}"


def test_a_sound_project_has_no_findings(tmp_path: Path) -> None:
    assert findings(write(Case(), tmp_path)) == ()


def test_every_fault_of_a_project_is_reported_in_one_run(tmp_path: Path) -> None:
    case = parse(
        "=== publication.yaml\ntitel: 试\n=== style.yaml\nextends: gov-reprt\n"
        "=== sections/01-a.md\n---\ntitle: 一\n---\n\n**粗。\n"
        "=== sections/02-b.md\n---\ntitle: 二\n---\n"
    )
    files = {f.span.file for f in findings(write(case, tmp_path))}
    assert files == {"publication.yaml", "style.yaml", "sections/01-a.md", "sections/02-b.md"}
