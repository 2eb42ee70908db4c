"""``typeset preflight`` and ``typeset impose`` on the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest

from tests.unit.preflight import made
from tests.unit.preflight.breaks import (
    a_link,
    coarse_picture,
    hairline,
    no_font_file,
    rgb_area,
    short_bleed,
    too_much_ink,
    two_reds,
)
from typeset.cli.main import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sound.pdf").write_bytes(made.saved(made.sound()))
    (tmp_path / "rgb.pdf").write_bytes(made.broken(rgb_area))
    return tmp_path


def test_a_clean_file_ends_with_zero_and_an_empty_array(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preflight", "sound.pdf", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["preflight", "sound.pdf"]) == 0
    assert "clean for PDF/X-4 and offset on coated paper" in capsys.readouterr().out


def test_findings_end_with_one_and_name_file_and_page(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preflight", "rgb.pdf", "--format", "json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    keys = {"code", "severity", "message", "file", "line", "column", "length", "hint"}
    assert set(row) == keys
    assert (row["code"], row["severity"], row["file"]) == ("preflight/rgb", "error", "rgb.pdf")
    assert (row["line"], row["column"]) == (1, 1)
    assert main(["preflight", "rgb.pdf"]) == 1
    assert capsys.readouterr().err.startswith("rgb.pdf:1:1: error[preflight/rgb]: an area in RGB")


def test_the_standard_decides(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", "sound.pdf", "--standard", "x1a", "--format", "json"]) == 1
    found = {row["code"] for row in json.loads(capsys.readouterr().out)}
    assert found == {"preflight/version", "preflight/object-streams", "preflight/not-pdfx"}


@pytest.mark.parametrize("verb", [["preflight"], ["impose", "--scheme", "saddle"]])
def test_what_cannot_be_read_ends_with_two(
    verb: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "no.pdf").write_bytes(b"no pdf")
    assert main([*verb, "no.pdf"]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert main([*verb, "missing.pdf"]) == 2
    assert main([*verb, str(folder)]) == 2
    assert not (folder / "build").exists()


def test_the_report_for_the_printer_is_one_page_of_ours(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = made.sound()
    for change in (rgb_area, a_link, coarse_picture, hairline, no_font_file, short_bleed,
                   too_much_ink, two_reds):  # fmt: skip
        change(file)
    del file.Root["/OutputIntents"]
    (folder / "all.pdf").write_bytes(made.saved(file))
    assert main(["preflight", "all.pdf", "--report", "out/check.pdf"]) == 1
    capsys.readouterr()
    with pikepdf.open(folder / "out" / "check.pdf") as report:
        assert len(report.pages) == 1
    assert main(["preflight", "out/check.pdf"]) == 0


def test_imposing_writes_a_booklet_and_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["impose", "sound.pdf", "--scheme", "saddle"]) == 0
    assert capsys.readouterr().out == ("build/sound-saddle.pdf: 2 pages on 2 sides, 2 blank\n")
    with pikepdf.open(folder / "build" / "sound-saddle.pdf") as booklet:
        assert len(booklet.pages) == 2
    assert main(["impose", "sound.pdf", "--scheme", "step", "--sheet", "A3", "-o", "x.pdf"]) == 0
    assert len(pikepdf.open(io.BytesIO((folder / "x.pdf").read_bytes())).pages) == 2


def test_imposing_what_does_not_fit_ends_with_one_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["impose", "sound.pdf", "--scheme", "saddle", "--sheet", "A4", "-o", "x.pdf"]
    assert main([*command, "--format", "json"]) == 0
    capsys.readouterr()
    assert main([*command[:5], "100x100", "-o", "y.pdf", "--format", "json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["code"], row["file"]) == ("impose/sheet", "sound.pdf")
    assert not (folder / "y.pdf").exists()


@pytest.mark.parametrize("option", [["--sheet", "A9"], ["--caliper", "x"], ["--rows", "0"]])
def test_options_that_mean_nothing_are_usage_errors(
    option: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["impose", "sound.pdf", "--scheme", "step", *option])
    assert left.value.code == 2
    assert "is no " in capsys.readouterr().err
