"""Fast web view: in order, the same claims, the same bytes each time."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import Review
from tests.unit.pdf.made import page, pages, pdf, run, words
from typeset.pdf.edition import Edition
from typeset.pdf.linear import linearised
from typeset.pipeline import Run, write_pdf


@pytest.fixture(scope="module")
def plain() -> bytes:
    made = pages(page(words(1, run("第一页"))), page(words(1, run("第二页")), number=2))
    return pdf(made, edition=Edition(profile="archive", level="2a"))


def test_the_file_is_in_linear_order(
    plain: bytes, tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    path = tmp_path / "linear.pdf"
    path.write_bytes(linearised(plain))
    command = [require_tool("qpdf"), "--check-linearization", str(path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "no linearization errors" in said.stdout


def test_claims_and_the_first_identifier_stay(plain: bytes) -> None:
    made = linearised(plain)
    with pikepdf.open(io.BytesIO(plain)) as old, pikepdf.open(io.BytesIO(made)) as new:
        assert new.is_linearized
        assert new.Root.Metadata.read_bytes() == old.Root.Metadata.read_bytes()
        assert bytes(new.trailer.ID[0]) == bytes(old.trailer.ID[0])
        assert new.pdf_version == old.pdf_version


def test_the_same_file_gives_the_same_bytes(plain: bytes) -> None:
    assert linearised(plain) == linearised(plain)


@pytest.mark.tool("qpdf")
def test_the_hints_of_where_things_lie_are_true(
    tmp_path: Path, review: Review, require_tool: Callable[[str], str]
) -> None:
    for profile in ("archive", "screen", "print"):
        path = tmp_path / f"{profile}.pdf"
        path.write_bytes(write_pdf(review.proof, Run(), Edition(profile=profile, linear=True)))
        said = subprocess.run(
            [require_tool("qpdf"), "--check", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (said.returncode, said.stderr) == (0, "")
        assert "File is linearized" in said.stdout
