"""What the guide prints can be copied: every example of it is read, laid out and not refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from typeset.diagnostics import BuildFailed, Diagnostic
from typeset.pipeline import Run, lay_out, load
from typeset.project import Project

PAGES = (CHECKOUT / "README.md", *sorted((CHECKOUT / "docs/guide").glob("*.md")))
FENCE = re.compile(r"^```(?P<kind>markdown|yaml)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
OF_A_PUBLICATION = re.compile(r"^(title|kind|attach|contents|cover|index|dashboard):", re.MULTILINE)
PUBLICATION = "title: 工作回顾\n"
TEXT = "正文在此。\n"
FRONT = "---\ntitle: 产业发展\n---\n"

# An example stands alone here; in the guide it speaks of text, figures and files around it.
ABOUT_OTHER_CONTENT = {
    "content/metric-section",
    "content/quote-not-in-text",
    "content/row-count",
    "content/unknown-metric",
    "project/missing-file",
}


@dataclass(frozen=True)
class Example:
    """One fenced example and where the guide prints it."""

    place: str
    kind: str
    body: str


def _examples() -> Iterator[Example]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for fence in FENCE.finditer(text):
            line = text.count("\n", 0, fence.start()) + 1
            yield Example(f"{page.name}:{line}", fence["kind"], fence["body"])


def _project(example: Example, folder: Path) -> Path:
    files = {"publication.yaml": PUBLICATION, "sections/1.md": f"{FRONT}\n{TEXT}"}
    if example.kind == "markdown":
        whole = example.body.startswith("---\n")
        files["sections/1.md"] = f"{example.body if whole else files['sections/1.md']}\n{TEXT}"
        if not whole:
            files["sections/1.md"] += f"\n{example.body}"
    elif OF_A_PUBLICATION.search(example.body):
        titled = re.search("^title:", example.body, re.MULTILINE)
        files["publication.yaml"] = example.body if titled else PUBLICATION + example.body
    else:
        files["style.yaml"] = example.body
    (folder / "sections").mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _findings(folder: Path) -> list[Diagnostic]:
    run = Run()
    try:
        lay_out(load(Project(folder), run), run)
    except BuildFailed as failure:
        return list(failure.findings)
    return list(run.sink.findings)


@pytest.mark.parametrize("example", list(_examples()), ids=lambda example: example.place)
def test_an_example_of_the_guide_can_be_copied(example: Example, tmp_path: Path) -> None:
    found = _findings(_project(example, tmp_path / "project"))
    refusals = [it for it in found if it.severity == "error"]
    assert [str(it) for it in refusals if it.code not in ABOUT_OTHER_CONTENT] == []


def test_the_guide_holds_examples_of_both_kinds() -> None:
    kinds = [example.kind for example in _examples()]
    assert kinds.count("markdown") > 30
    assert kinds.count("yaml") > 10
