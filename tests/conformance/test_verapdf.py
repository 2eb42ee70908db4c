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
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, Review
from tests.unit.pdf.made import LATIN, MadeLibrary, artifact, page, pages, pdf, rule, run, words
from tests.unit.pdf.test_document import review as small_review
from tests.unit.pdf.test_fonts import cff_library
from tests.unit.pdf.test_metadata import OFFICIAL
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
from typeset.pdf.edition import Attachment, Edition, Seal
from typeset.pipeline import Proof, Run, lay_out, load, write_pdf
from typeset.project import Project

CLAIMS = {  # by veraPDF's name of the standard: every profile and level that claims it
    "2a": [("archive", "2a")],
    "3a": [("archive", "3a")],
    "4": [("archive", "4")],
    "ua1": [("archive", "2a"), ("archive", "3a"), ("screen", "1")],
    "ua2": [("archive", "4"), ("screen", "2")],
}
SOURCE = Attachment(name="章/一.md", data="# 一\n".encode(), relationship="Source", about="源文件")

Validator = Callable[[Mapping[str, bytes], str], str]


@pytest.fixture
def verapdf(require_tool: Callable[[str], str], tmp_path: Path) -> Validator:
    """``verapdf(files, flavour)`` gives what the validator says: "" if nothing is wrong."""
    java, jar = require_tool("java"), os.environ.get("VERAPDF_JAR", "")
    if not jar:
        if os.environ.get("TYPESET_REQUIRE_TOOLS"):
            pytest.fail("VERAPDF_JAR names no validator, and TYPESET_REQUIRE_TOOLS is set")
        pytest.skip("needs veraPDF; VERAPDF_JAR names no file")
    main = [java, "-cp", jar, "org.verapdf.apps.GreenfieldCliWrapper", "--format", "text", "-v"]

    def validate(files: Mapping[str, bytes], flavour: str) -> str:
        paths = [tmp_path / f"{name}.pdf" for name in files]
        for path, data in zip(paths, files.values(), strict=True):
            path.write_bytes(data)
        command = [*main, "-f", flavour, *map(str, paths)]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        passed = [line for line in said.stdout.splitlines() if line.startswith("PASS")]
        good = said.returncode == 0 and len(passed) == len(files)
        return "" if good else said.stdout + said.stderr

    return validate


def everything() -> Pages:
    """Links, notes, figures, spots, vertical setting, second meanings, another language."""
    first = [
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
        (Destination(id="题", x=30, y=20),),
        words(2, run("Annual review", face=LATIN), y=80),
        words(3, run("见"), y=110),
        words(4, run("标题"), x=45, y=110),
        (LinkArea(rect=Rect(45, 100, 21, 12), target="#题", element=4, contents="见标题"),),
        (TagOpen(3), upright, TagClose()),
        words(5, run("注"), y=140),
        (TagOpen(6), square, TagClose()),
        words(7, run("131亿元", color=spot), y=200),
    )
    second, more = tables_lists_ruby()
    outline = [OutlineEntry(title="标题", target="题")]
    return pages(
        page(*marks),
        page(*more, artifact(rule(30, 200, 200)), number=2),
        children=[*first, *second],
        outline=outline,
    )


def tables_lists_ruby() -> tuple[list[Element], list[tuple[Glyphs | TagOpen | TagClose, ...]]]:
    """A table with a head, a list with labels, a ruby, a box of figures."""
    table, items, ruby = (
        Element(id=10, kind="Table", children=(_row(11, "TH"), _row(14, "TD"))),
        Element(id=20, kind="L", children=(_item(21), _item(24))),
        Element(id=31, kind="Ruby", children=(_leaf(32, "RB"), _leaf(33, "RT"))),
    )
    metric = Element(id=41, kind="Metric", children=(_leaf(42, "Span"), _leaf(43, "Span")))
    box = Element(id=40, kind="PullQuote", children=(metric,))
    parts = [table, items, Element(id=30, kind="P", children=(ruby,)), box]
    leaves = (12, 13, 15, 16, 22, 23, 25, 26, 32, 33, 42, 43)
    marks = [words(id_, run("字"), y=40 + 20 * i) for i, id_ in enumerate(leaves)]
    return parts, marks  # type: ignore[return-value]


def _leaf(id_: int, kind: str) -> Element:
    return Element(id=id_, kind=kind)


def _row(id_: int, kind: str) -> Element:
    return Element(id=id_, kind="TR", children=(_leaf(id_ + 1, kind), _leaf(id_ + 2, kind)))


def _item(id_: int) -> Element:
    return Element(id=id_, kind="LI", children=(_leaf(id_ + 1, "Lbl"), _leaf(id_ + 2, "LBody")))


def cff_across_and_down(library: MadeLibrary) -> tuple[Pages, MadeLibrary]:
    """A face with CFF outlines, horizontal and vertical."""
    text = run("AB", face="Tri", library=library)
    down = (TagOpen(1), Glyphs(run=text, x=200, y=60, vertical=True), TagClose())
    return pages(page(words(1, text), down)), library


@pytest.mark.parametrize("flavour", CLAIMS)
def test_a_file_is_what_it_claims_to_be(
    flavour: str, verapdf: Validator, review: Review, tmp_path: Path
) -> None:
    cff, library = cff_across_and_down(cff_library(tmp_path))
    files = {}
    for profile, level in CLAIMS[flavour]:
        name, chosen = f"{profile}-{level}", Edition(profile=profile, level=level)
        with_source = Edition(
            profile=profile, level=level, attachments=(SOURCE,) if level == "3a" else ()
        )
        files[f"{name}-small"] = pdf(small_review(), edition=chosen)
        files[f"{name}-everything"] = pdf(everything(), edition=with_source)
        files[f"{name}-cff"] = pdf(cff, edition=chosen, library=library)
        sealed = Edition(profile=profile, level=level, seal=Seal(x=20, y=30), linear=True)
        files[f"{name}-sealed"] = write_pdf(review.proof, Run(), sealed)
        files[f"{name}-official"] = pdf(small_review(), edition=chosen, metadata=OFFICIAL)
        files[f"{name}-review"] = write_pdf(review.proof, Run(), chosen)
    assert verapdf(files, flavour) == ""


@pytest.mark.slow
@pytest.mark.parametrize("flavour", CLAIMS)
def test_every_example_is_what_it_claims_to_be(
    flavour: str, verapdf: Validator, proofs: Mapping[str, Proof]
) -> None:
    files = {
        f"{name}-{profile}-{level}": write_pdf(proof, Run(), Edition(profile=profile, level=level))
        for profile, level in CLAIMS[flavour]
        for name, proof in proofs.items()
    }
    assert verapdf(files, flavour) == ""


def test_a_print_file_fails_pdfua_only_for_not_claiming_it(verapdf: Validator) -> None:
    said = verapdf({"file": pdf(everything())}, "ua1")
    failed = [line.split()[-1] for line in said.splitlines() if not line.startswith("FAIL /")]
    assert failed == ["5-1"]


@pytest.mark.parametrize("flavour", CLAIMS)
def test_pages_with_notes_are_what_they_claim_to_be(flavour: str, verapdf: Validator) -> None:
    files = {}
    for case in ("notes-page", "notes-column", "notes-ends", "notes-side"):
        run = Run()
        proof = lay_out(load(Project(CHECKOUT / "tests" / "golden" / "cases" / case), run), run)
        for profile, level in CLAIMS[flavour]:
            chosen = Edition(profile=profile, level=level)
            files[f"{case}-{profile}-{level}"] = write_pdf(proof, Run(), chosen)
    assert verapdf(files, flavour) == ""
