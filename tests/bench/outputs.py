"""What the outputs cost: a book as DOCX beside Typst's PDF of it, file sizes, and tags.

The book is W3, about a thousand pages. ``docx`` in ``stages`` is what turns read content into
the file (reflow and docx); the whole process also starts, and reads four megabytes of Markdown.
"""

from __future__ import annotations

import statistics
import sys
import zlib
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any
from unittest import mock

from tests.bench import make_works, timing, typst_peer, works
from typeset.display import ArtifactClose, ArtifactOpen, Element, Mark, Pages, TagClose, TagOpen
from typeset.pdf import document
from typeset.pdf.edition import Edition
from typeset.pdf.policy import Policy, policy
from typeset.pipeline import Proof, Run, lay_out, load, write_docx, write_pdf
from typeset.project import Project
from typeset.resources import asset

HERE = Path(__file__).parent


def book(folder: Path, rounds: int, seed: make_works.Seed) -> dict[str, Any]:
    """W3 as DOCX beside Typst's PDF: whole processes, and our stages alone (CPU seconds)."""
    work = make_works.book("w3", make_works.BOOKS["w3"], seed)
    works.write_project(work, folder / "w3")
    (folder / "w3.typ").write_text(typst_peer.source(work), encoding="utf-8")
    commands = [
        [sys.executable, "-m", "typeset", "docx", "w3", "-o", "w3.docx"],
        [sys.executable, str(HERE / "typst_peer.py"), "build", "w3.typ", "w3-typst.pdf", "fonts"],
    ]
    ours, typst = timing.in_turn(commands, folder, rounds)
    stages = [_stages(folder / "w3") for _ in range(rounds)]
    taken = {name: statistics.median(s[name] for s in stages) for name in stages[0]}
    peer = timing.median(typst)
    return {
        "docx": asdict(timing.median(ours)),
        "typst": asdict(peer),
        "docx / typst": asdict(timing.ratio(ours, typst)),
        "stages": {name: round(seconds, 3) for name, seconds in taken.items()},
        "reflow and docx / typst": round((taken["reflow"] + taken["docx"]) / peer.cpu, 3),
        "size": (folder / "w3.docx").stat().st_size,
    }


def _stages(project: Path) -> dict[str, float]:
    """CPU seconds of reading, of reflow and of writing."""
    from typeset.blocks import reflow
    from typeset.docx import write_docx as write

    run, marks = Run(), [process_time()]
    manuscript = load(Project(project), run)
    marks.append(process_time())
    flowing = reflow(manuscript.publication, manuscript.style, run.sink)
    marks.append(process_time())
    write(flowing, manuscript.publication, manuscript.style)
    marks.append(process_time())
    names = ("load", "reflow", "docx")
    return dict(zip(names, (b - a for a, b in pairwise(marks)), strict=True))


def sizes(folder: Path, review: Path) -> dict[str, int]:
    """Bytes of every file made: of W1 ours for print and screen and Typst's, of the review ours."""
    found = {name: (folder / name).stat().st_size for name in ("w1.pdf", "typst.pdf", "review.pdf")}
    run = Run()
    proof = lay_out(load(Project(folder / "w1"), run), run)
    found["w1, screen"] = len(write_pdf(proof, run, Edition(profile="screen")))
    profile = asset("icc/FOGRA39L_coated.icc").read_bytes()
    found["colour profile inside"] = len(zlib.compress(profile, 4))
    found["review.docx"] = len(write_docx(load(Project(review), run), run))
    return found


EDITIONS = {
    "PDF/X-4": Edition(),
    "PDF/X-1a": Edition(level="1a"),
    "PDF/A-2a and UA-1": Edition(profile="archive", level="2a"),
    "PDF/A-4 and UA-2": Edition(profile="archive", level="4"),
    "PDF/UA-1": Edition(profile="screen"),
}


def standards(project: Path, rounds: int) -> dict[str, Any]:
    """What tags and standards cost the PDF writer: CPU seconds, and the share that they add.

    The file they are compared with has the same marks, faces and pages, no tags, no output
    intent, no identification, and nothing in it has been checked.
    """
    run = Run()
    proof = lay_out(load(Project(project), run), run)
    plain = replace(proof, pages=untagged(proof.pages))
    rows: dict[str, list[float]] = {}
    for _ in range(rounds):
        rows.setdefault("bare", []).append(_written(plain, Edition(), claims=False))
        rows.setdefault("tags alone", []).append(_written(proof, Edition(), claims=False))
        for name, edition in EDITIONS.items():
            rows.setdefault(name, []).append(_written(proof, edition, claims=True))
    bare = statistics.median(rows.pop("bare"))
    shares = {name: round(statistics.median(found) / bare - 1, 3) for name, found in rows.items()}
    return {"bare": round(bare, 4), "shares": shares}


def _written(proof: Proof, edition: Edition, *, claims: bool) -> float:
    began = process_time()
    if claims:
        write_pdf(proof, Run(), edition)
    else:
        with mock.patch.object(document, "policy", _claiming_nothing):
            write_pdf(proof, Run(), edition)
    return process_time() - began


def _claiming_nothing(profile: str, level: str = "") -> Policy:
    """A policy of no standard: nothing is claimed, asked for or checked."""
    return replace(
        policy(profile, level),
        intents=(),
        schemas=(),
        severities={},
        bleed=False,
        info=False,
        declare_schemas=False,
        namespaces=False,
    )


def untagged(pages: Pages) -> Pages:
    """The same marks without their structure: each page is one artifact."""
    kept = tuple(replace(page, marks=tuple(_untagged(page.marks))) for page in pages.pages)
    root = pages.structure
    return replace(pages, pages=kept, structure=Element(id=root.id, kind=root.kind), outline=())


def _untagged(marks: tuple[Mark, ...]) -> Iterator[Mark]:
    yield ArtifactOpen()
    yield from (mark for mark in marks if not isinstance(mark, _STRUCTURE))
    yield ArtifactClose()


_STRUCTURE = TagOpen | TagClose | ArtifactOpen | ArtifactClose


def told(figures: dict[str, Any]) -> Iterator[str]:
    """The figures of this module in lines."""
    found = figures["book"]
    whole = found["docx / typst"]
    yield (
        f"book, 1,000 pages as DOCX: {found['docx']['cpu']:.2f} s CPU, whole process"
        f" {whole['cpu']:.2f} of Typst's PDF (memory {whole['memory']:.2f}), without reading"
        f" {found['reflow and docx / typst']:.2f}; {found['size'] // 1000} kB"
    )
    ours, profile = (figures["sizes"][name] for name in ("w1.pdf", "colour profile inside"))
    typst = figures["sizes"]["typst.pdf"]
    yield (
        f"size of W1 for print: {ours / typst:.2f} of Typst's file, which is for no press;"
        f" {(ours - profile) / typst:.2f} without the colour profile"
    )
    yield "sizes, kB: " + ", ".join(f"{n} {b / 1000:.0f}" for n, b in figures["sizes"].items())
    for name, cost in figures["standards"].items():
        shares = (f"{claim} {share:+.0%}" for claim, share in cost["shares"].items())
        yield f"tags and standards add to the writer's time, {name}: " + ", ".join(shares)
