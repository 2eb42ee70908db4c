"""The options of ``typeset pdf``: profiles, levels, marks, colour profiles, all at once."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest

from tests.unit.cli.test_main import project
from typeset.cli.main import main
from typeset.resources import asset

__all__ = ["project"]


def packet(path: Path) -> str:
    with pikepdf.open(path) as file:
        return bytes(file.Root.Metadata.read_bytes()).decode()


@pytest.mark.parametrize(
    ("options", "claims"),
    [
        ([], ["GTS_PDFXVersion>PDF/X-4<"]),
        (["--pdfx", "1a"], ["GTS_PDFXVersion>PDF/X-1a:2003<"]),
        (["--profile", "archive"], ["pdfaid:part>3<", "pdfuaid:part>1<"]),
        (["--profile", "archive", "--pdfa", "2a"], ["pdfaid:part>2<", "pdfuaid:part>1<"]),
        (["--profile", "archive", "--pdfa", "4"], ["pdfaid:part>4<", "pdfuaid:part>2<"]),
        (["--profile", "screen"], ["pdfuaid:part>1<"]),
        (["--profile", "screen", "--ua", "2"], ["pdfuaid:part>2<"]),
    ],
)
def test_a_profile_and_its_level_decide_what_the_file_claims(
    project: Path, options: list[str], claims: list[str]
) -> None:
    assert main(["pdf", *options, "-o", "x.pdf"]) == 0
    said = packet(project / "x.pdf")
    assert all(claim in said for claim in claims)
    total = sum(said.count(word) for word in ("pdfaid:part>", "pdfuaid:part>", "PDFXVersion>"))
    assert total == 2 * len(claims), "nothing else is claimed"


def test_all_writes_three_files_of_one_layout(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pdf", "--all", "-o", "out"]) == 0
    names = sorted(path.name for path in (project / "out").iterdir())
    assert names == ["small-archive.pdf", "small-print.pdf", "small-screen.pdf"]
    assert capsys.readouterr().out.count("1 page\n") == 3
    assert main(["pdf", "-o", "one.pdf"]) == 0
    assert (project / "one.pdf").read_bytes() == (project / "out/small-print.pdf").read_bytes()


def test_an_archive_file_carries_the_sources_and_the_word_document(project: Path) -> None:
    assert main(["pdf", "--profile", "archive", "-o", "x.pdf"]) == 0
    assert main(["docx", "-o", "x.docx"]) == 0
    with pikepdf.open(project / "x.pdf") as file:
        carried = {str(f.UF): bytes(f.EF.F.read_bytes()) for f in file.Root.AF}
    assert list(carried) == ["small.docx", "publication.yaml", "sections/01-one.md"]
    assert carried["small.docx"] == (project / "x.docx").read_bytes()
    source = project / "content" / "sections" / "01-one.md"
    assert carried["sections/01-one.md"] == source.read_bytes()


@pytest.mark.parametrize("level", ["2a", "4"])
def test_other_archive_levels_carry_nothing(project: Path, level: str) -> None:
    assert main(["pdf", "--profile", "archive", "--pdfa", level, "-o", "x.pdf"]) == 0
    with pikepdf.open(project / "x.pdf") as file:
        assert "/AF" not in file.Root


def test_no_path_of_this_machine_is_in_any_file(project: Path) -> None:
    assert main(["pdf", "--all", "--marks", "-o", "out"]) == 0
    for path in (project / "out").iterdir():
        with pikepdf.open(path) as file:
            buffer = io.BytesIO()
            file.save(
                buffer,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
                compress_streams=False,
            )
        assert str(project).encode() not in buffer.getvalue()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--pdfa", "2a"], "--pdfa is for --profile archive"),
        (["--profile", "screen", "--pdfx", "4"], "--pdfx is for --profile print"),
        (["--profile", "archive", "--marks"], "--marks is for --profile print"),
        (["--profile", "screen", "--outline-text"], "--outline-text is for --profile print"),
        (["--icc", "no.icc"], "cannot read 'no.icc'"),
    ],
)
def test_what_cannot_be_meant_is_usage_and_nothing_is_written(
    project: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pdf", *options]) == 2
    assert said in capsys.readouterr().err
    assert not (project / "build").exists()


def test_a_target_that_is_a_file_cannot_hold_all_three(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "out").write_text("", encoding="utf-8")
    assert main(["pdf", "--all", "-o", "out"]) == 2
    assert "'out' is no folder" in capsys.readouterr().err


def test_a_profile_of_no_press_is_an_error_at_its_file_and_no_file_is_left(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = asset("icc/FOGRA39L_coated.icc").read_bytes()
    (project / "bad.icc").write_bytes(good[:-7])
    assert main(["pdf", "--icc", "bad.icc", "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert (finding["code"], finding["file"], finding["line"]) == (
        "pdf/output-intent",
        "bad.icc",
        1,
    )
    assert not (project / "build").exists()
