"""veraPDF, the reference validator of PDF/A and PDF/UA, on small files and on the review.

It is a Java program; VERAPDF_JAR names its file. From Maven Central (the one file suffices,
its parent description is not published there)::

    mvn dependency:copy -Dmdep.useBaseVersion=true -DoutputDirectory=build \\
        -Dartifact=org.verapdf.apps:greenfield-apps:1.28.1 -Dtransitive=false

Without it, or without Java, these tests are skipped; with TYPESET_REQUIRE_TOOLS they fail.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.pdf.made import LATIN, MadeLibrary, page, pages, pdf, run, words
from tests.unit.pdf.test_document import review as small_review
from typeset.color import Cmyk, Spot
from typeset.display import (
    Destination,
    Element,
    Filled,
    Glyphs,
    LinkArea,
    OutlineEntry,
    Pages,
    TagClose,
    TagOpen,
)
from typeset.geometry import Rect, rectangle

CLAIMS = [("archive", "2a"), ("archive", "ua1"), ("screen", "ua1")]


@pytest.fixture
def verapdf(require_tool: Callable[[str], str], tmp_path: Path) -> Callable[[bytes, str], str]:
    """``verapdf(data, flavour)`` gives what the validator says: "" if nothing is wrong."""
    java, jar = require_tool("java"), os.environ.get("VERAPDF_JAR", "")
    if not jar:
        if os.environ.get("TYPESET_REQUIRE_TOOLS"):
            pytest.fail("VERAPDF_JAR names no validator, and TYPESET_REQUIRE_TOOLS is set")
        pytest.skip("needs veraPDF; VERAPDF_JAR names no file")
    main = [java, "-cp", jar, "org.verapdf.apps.GreenfieldCliWrapper", "--format", "text", "-v"]

    def validate(data: bytes, flavour: str) -> str:
        path = tmp_path / "file.pdf"
        path.write_bytes(data)
        command = [*main, "-f", flavour, str(path)]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        passed = said.returncode == 0 and said.stdout.startswith("PASS")
        return "" if passed else said.stdout + said.stderr

    return validate


def everything() -> Pages:
    """Links, notes, figures, spots, vertical setting, second meanings, another language."""
    parts = [
        Element(id=1, kind="H1"),
        Element(id=2, kind="P", language="en"),
        Element(id=3, kind="P", children=(Element(id=4, kind="Link"),)),
        Element(id=5, kind="Note"),
        Element(id=6, kind="Figure", alt="一个方块"),
        Element(id=7, kind="PullQuote", actual_text="总投资131亿元"),
    ]
    spot = Spot("红头专色", Cmyk(0, 100, 100, 0))
    upright = Glyphs(run=run("竖排文字"), x=260, y=80, vertical=True)
    square = Filled(path=rectangle(Rect(30, 250, 40, 40)), color=spot)
    marks = (
        words(1, run("标题", size=20), y=40),
        (Destination(id="题", x=30, y=40),),
        words(2, run("Annual review", face=LATIN), y=80),
        words(3, run("见"), y=110),
        words(4, run("标题"), x=45, y=110),
        (LinkArea(rect=Rect(45, 100, 21, 12), target="#题", element=4, contents="见标题"),),
        (TagOpen(3), upright, TagClose()),
        words(5, run("注"), y=140),
        (TagOpen(6), square, TagClose()),
        words(7, run("131亿元", color=spot), y=200),
    )
    return pages(page(*marks), children=parts, outline=[OutlineEntry(title="标题", target="题")])


@pytest.mark.parametrize(("profile", "flavour"), CLAIMS)
@pytest.mark.parametrize("made", [small_review, everything])
def test_a_file_is_what_it_claims_to_be(
    made: Callable[[], Pages],
    profile: str,
    flavour: str,
    verapdf: Callable[[bytes, str], str],
) -> None:
    assert verapdf(pdf(made(), profile=profile), flavour) == ""


def test_a_print_file_fails_pdfua_only_for_not_claiming_it(
    verapdf: Callable[[bytes, str], str],
) -> None:
    said = verapdf(pdf(everything(), library=MadeLibrary()), "ua1")
    assert [line.split()[-1] for line in said.splitlines()[1:]] == ["5-1"]
