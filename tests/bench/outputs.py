"""What the outputs cost: a book as DOCX beside Typst's PDF of it, file sizes, and tags.

The book is W3, about a thousand pages. ``docx`` in ``stages`` is what turns read content into
the file (reflow and docx); the whole process also starts, and reads four megabytes of Markdown.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

from tests.bench import make_works, timing, typst_peer, works
from typeset.display import ArtifactClose, ArtifactOpen, Element, Mark, Pages, TagClose, TagOpen
from typeset.pipeline import Proof, Run, lay_out, load, write_docx, write_pdf
from typeset.project import Project

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
    """Bytes of every file made: ours of W1 and the review, Typst's of W1, both DOCX."""
    found = {name: (folder / name).stat().st_size for name in ("w1.pdf", "typst.pdf", "review.pdf")}
    run = Run()
    found["review.docx"] = len(write_docx(load(Project(review), run), run))
    return found


def tags(project: Path, rounds: int) -> dict[str, float]:
    """What tags cost the PDF writer: its CPU seconds with and without, and the share they add."""
    run = Run()
    proof = lay_out(load(Project(project), run), run)
    plain = replace(proof, pages=untagged(proof.pages))
    pairs = [(_written(proof), _written(plain)) for _ in range(rounds)]
    tagged, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    shares = [one / other - 1 for one, other in pairs]
    return {"tagged": tagged, "bare": bare, "share": round(statistics.median(shares), 3)}


def _written(proof: Proof) -> float:
    began = process_time()
    write_pdf(proof, Run())
    return process_time() - began


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
    yield "sizes, kB: " + ", ".join(f"{n} {b / 1000:.0f}" for n, b in figures["sizes"].items())
    shares = (f"{name} {cost['share']:+.0%}" for name, cost in figures["tags"].items())
    yield "tags add to the writer's time: " + ", ".join(shares)
