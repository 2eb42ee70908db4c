"""What all tests share: the review built once, and programs that may be missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from typeset.diagnostics import Diagnostic
from typeset.display import Pages
from typeset.model.publication import Publication
from typeset.pipeline import Manuscript, Proof, Run, lay_out, load, write_docx, write_pdf
from typeset.project import Project
from typeset.style.resolved import Style

CHECKOUT = Path(__file__).parents[1]

# At a desk every run tries new examples; in CI the same ones, so that a change is what fails.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@dataclass(frozen=True, slots=True)
class Review:
    """The annual review of ``content/``, built once for the whole test run."""

    manuscript: Manuscript
    proof: Proof
    pdf: bytes
    docx: bytes
    findings: tuple[Diagnostic, ...]

    @property
    def publication(self) -> Publication:
        return self.manuscript.publication

    @property
    def style(self) -> Style:
        return self.manuscript.style

    @property
    def pages(self) -> Pages:
        return self.proof.pages


@pytest.fixture(scope="session")
def review() -> Review:
    run = Run()
    manuscript = load(Project(CHECKOUT / "content"), run)
    proof = lay_out(manuscript, run)
    pdf, docx = write_pdf(proof, run), write_docx(manuscript, run)
    return Review(manuscript, proof, pdf, docx, tuple(run.sink.findings))


@pytest.fixture(scope="session")
def review_pdf(review: Review, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review's PDF as a file, for programs that read files."""
    path = tmp_path_factory.mktemp("review") / "review.pdf"
    path.write_bytes(review.pdf)
    return path


@pytest.fixture(scope="session")
def review_docx(review: Review, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review's DOCX as a file, for programs that read files."""
    path = tmp_path_factory.mktemp("review") / "review.docx"
    path.write_bytes(review.docx)
    return path


# -- programs that are no Python packages ----------------------------------------------------


def find_tool(name: str) -> str:
    """The program's path; without it the test is skipped, or fails where nothing may skip."""
    path = shutil.which(name)
    if path:
        return path
    if os.environ.get("TYPESET_REQUIRE_TOOLS"):
        pytest.fail(f"the program '{name}' is missing, and TYPESET_REQUIRE_TOOLS is set")
    pytest.skip(f"needs the program '{name}'")


@pytest.fixture
def require_tool() -> Callable[[str], str]:
    """``require_tool("qpdf")`` gives the program's path or skips the test."""
    return find_tool


def pytest_runtest_setup(item: pytest.Item) -> None:
    """``@pytest.mark.tool("qpdf")`` does the same before the test."""
    for marker in item.iter_markers("tool"):
        find_tool(*marker.args)


# -- golden files ----------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="rewrite the expected page dumps")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """``golden(path, text)`` compares with the file; with --write-golden it writes the file."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--write-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, f"{path.name} differs: make golden, read"

    return compare
