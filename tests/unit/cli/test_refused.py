"""What a print, archive or screen file cannot be made of: told at its place, and no file is left.

One project for each fault, on the command line as an office runs it; the list is that of what a
publication is most often refused for.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import PIL.Image
import pytest

from tests.docx.test_embedding import with_bits
from tests.unit.cli.test_main import project
from typeset.cli.main import main
from typeset.pdf.srgb import srgb_profile
from typeset.resources import asset

__all__ = ["project"]

SECTION = "content/sections/01-one.md"
FOREVER = "\n这一段后面还有字。\n"


@dataclass(frozen=True, slots=True)
class Refused:
    """A fault: how it comes into the project, what is asked for, what is said of it and where."""

    prepare: Callable[[Path], None]
    options: tuple[str, ...]
    code: str
    place: tuple[str, int, int]
    words: tuple[str, ...]


def a_screen_profile(at: Path) -> None:
    (at / "screen.icc").write_bytes(srgb_profile())


def half_a_profile(at: Path) -> None:
    data = asset("icc/FOGRA39L_coated.icc").read_bytes()
    (at / "torn.icc").write_bytes(data[: len(data) // 2])


def a_profile_with_a_torn_table(at: Path) -> None:
    data = bytearray(asset("icc/FOGRA39L_coated.icc").read_bytes())
    data[132:140] = b"A2B0\xff\xff\xff\xff"
    (at / "torn.icc").write_bytes(data)


def a_face_that_forbids_it(at: Path) -> None:
    (at / "content" / "fonts").mkdir()
    face = asset("fonts/NotoSerifSC-Regular.ttf").read_bytes()
    (at / "content" / "fonts" / "office.ttf").write_bytes(with_bits(face, 2))
    (at / "content" / "style.yaml").write_text(
        "extends: gov-report\n"
        "fonts:\n"
        "  - {family: 局里的宋体, files: [fonts/office.ttf]}\n"
        "roles:\n"
        "  body: {faces: {han: {family: 局里的宋体, weight: 400}}}\n",
        encoding="utf-8",
    )


def a_picture(at: Path, words: str) -> None:
    made = PIL.Image.new("RGBA", (900, 600), (200, 30, 30, 120))
    made.save(at / "content" / "glass.png")
    section = at / SECTION
    text = section.read_text(encoding="utf-8")
    section.write_text(f"{text}\n![{words}](glass.png)\n{FOREVER}", encoding="utf-8")


def a_transparent_picture(at: Path) -> None:
    a_picture(at, "一块玻璃")


def a_picture_without_words(at: Path) -> None:
    a_picture(at, "")


REFUSED = {
    "a profile of a screen": Refused(
        a_screen_profile, ("--icc", "screen.icc"), "pdf/output-intent", ("screen.icc", 1, 1),
        ("screen.icc describes RGB", "needs a CMYK profile", "ask the printer"),
    ),
    "half a profile": Refused(
        half_a_profile, ("--icc", "torn.icc"), "pdf/output-intent", ("torn.icc", 1, 1),
        ("torn.icc is no intact ICC profile",),
    ),
    "a profile whose table leads nowhere": Refused(
        a_profile_with_a_torn_table, ("--icc", "torn.icc"), "pdf/output-intent",
        ("torn.icc", 1, 1), ("torn.icc is no intact ICC profile",),
    ),
    "a face that forbids embedding": Refused(
        a_face_that_forbids_it, (), "pdf/font-embedding", ("content/style.yaml", 3, 5),
        ("'局里的宋体' (fonts/office.ttf)", "forbid embedding", "stands at sections/01-one.md:5:1"),
    ),
    "a transparent picture in X-1a": Refused(
        a_transparent_picture, ("--pdfx", "1a"), "picture/transparency", (SECTION, 7, 1),
        ("'glass.png' is transparent", "PDF/X-1a:2003 does not allow", "flatten=true"),
    ),
    "a picture without words for UA-1": Refused(
        a_picture_without_words, ("--profile", "screen"), "pdf/missing-alt", (SECTION, 7, 1),
        ("has no alternative text", "alt"),
    ),
    "a picture without words for UA-2": Refused(
        a_picture_without_words, ("--profile", "archive", "--pdfa", "4"), "pdf/missing-alt",
        (SECTION, 7, 1), ("has no alternative text", "alt"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_made_is_an_error_at_its_place_and_leaves_no_file(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = REFUSED[name]
    case.prepare(project)
    assert main(["pdf", *case.options, "-o", "out/x.pdf", "--format", "json"]) == 1
    errors = [row for row in json.loads(capsys.readouterr().out) if row["severity"] == "error"]
    (error,) = errors
    said = error["message"] + " " + error["hint"]
    assert (error["code"], error["file"], error["line"], error["column"]) == (
        case.code, *case.place,
    ), said  # fmt: skip
    assert all(words in said for words in case.words), said
    assert not (project / "out").exists()


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_made_leaves_the_file_that_was_there(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = REFUSED[name]
    case.prepare(project)
    (project / "x.pdf").write_bytes(b"what was there before")
    assert main(["pdf", *case.options, "-o", "x.pdf"]) == 1
    assert (project / "x.pdf").read_bytes() == b"what was there before"
    assert f"error[{case.code}]" in capsys.readouterr().err
    assert [path.name for path in project.iterdir() if "part" in path.name] == []
